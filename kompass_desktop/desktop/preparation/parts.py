"""The parts of the preparation page, of which one is shown at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget


class Part(StrEnum):
    """A part of the page, in the order of the work."""

    OVERVIEW = "overview"
    PLAN = "plan"
    PROGRAMME = "programme"
    DOCUMENTS = "documents"
    COVERAGE = "coverage"
    LETTER = "letter"


@dataclass(frozen=True)
class PartView:
    """The button of a part, and what gives the widgets that show it; they are made when asked."""

    button: QPushButton
    widgets: Callable[[], Sequence[QWidget]]


class PageParts(QObject):
    """Shows the part whose button is pressed, and hides what only others show."""

    part_changed = Signal()

    def __init__(self, views: Mapping[Part, PartView], parent: QObject) -> None:
        super().__init__(parent)
        self._views = dict(views)
        self._seen: list[QWidget] = []
        self._current = next(iter(self._views))
        for part, view in self._views.items():
            view.button.clicked.connect(lambda _checked=False, part=part: self.show(part))
        self.show(self._current)

    @property
    def current(self) -> Part:
        """The part that is shown."""
        return self._current

    def show(self, part: Part) -> None:
        """Show a part, and nothing of another."""
        self._current = part
        view = self._views[part]
        view.button.setChecked(True)
        shown = list(view.widgets())
        self._seen += [widget for widget in shown if widget not in self._seen]
        for widget in self._seen:
            widget.setVisible(widget in shown)
        self.part_changed.emit()

    def step(self, step: int) -> None:
        """Show the next (1) or the previous (-1) part, round and round."""
        parts = list(self._views)
        self.show(parts[(parts.index(self._current) + step) % len(parts)])
