"""F6: from one part of a page to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def focus_next_pane(panes: Sequence[QWidget], step: int) -> None:
    """Move the focus `step` panes on (negative: back), past hidden ones, without an end."""
    shown = [pane for pane in panes if pane.isVisible() and pane.isEnabled()]
    if not shown:
        return
    start = -1 if step > 0 else 0
    here = next((index for index, pane in enumerate(shown) if has_focus(pane)), start)
    shown[(here + step) % len(shown)].setFocus(Qt.FocusReason.TabFocusReason)


def has_focus(pane: QWidget) -> bool:
    """Whether the focus is on a pane or within it."""
    focus = QApplication.focusWidget()
    return focus is not None and (pane is focus or pane.isAncestorOf(focus))
