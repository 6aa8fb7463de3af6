"""What a key press or a new focus means for a rating."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from kompass_desktop.desktop.clipboard import copied_text

_Modifier = Qt.KeyboardModifier
_WITH_TEXT = _Modifier.ShiftModifier | _Modifier.KeypadModifier | _Modifier.GroupSwitchModifier
_ALT_GR = _Modifier.ControlModifier | _Modifier.AltModifier

ENTER_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_PUT_BACK = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""The reasons that Qt gives when the focus returns from a dialog, a menu or another window."""


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key is pressed without Ctrl, Alt or Meta."""
    return not event.modifiers() & ~_WITH_TEXT


def typed_text(event: QKeyEvent) -> str:
    """Return what a key types, or the text that it pastes; empty for any other key."""
    if event.matches(QKeySequence.StandardKey.Paste):
        return " ".join(copied_text().split())
    # On Windows, AltGr is Ctrl and Alt.
    is_typing = is_plain(event) or event.modifiers() & ~_WITH_TEXT == _ALT_GR
    text = event.text()
    return text if is_typing and text.isprintable() else ""


def is_put_back(reason: Qt.FocusReason) -> bool:
    """Whether the focus has only been restored after a dialog, a menu or another window."""
    return reason in _PUT_BACK
