"""Makes widgets read-only while the open assessment is finished.

Text can still be selected and copied. Typing shows a message with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from kompass_desktop.desktop.session import Session

Editor: TypeAlias = QLineEdit | QPlainTextEdit | QAbstractSpinBox

_CHANGING = (
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteStartOfWord,
    QKeySequence.StandardKey.InsertParagraphSeparator,
    QKeySequence.StandardKey.InsertLineSeparator,
)
_CHANGING_KEYS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_F2)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_READING = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
"""With a caret, which a text that is merely read-only does not have."""
_NO_EDITING = QAbstractItemView.EditTrigger.NoEditTriggers


class ReadOnly(QObject):
    """Makes editors and tables editable only while the open assessment may be changed.

    `disabled` are buttons and similar widgets that no other code enables or disables.
    """

    def __init__(
        self,
        session: Session,
        parent: QObject,
        editors: Sequence[Editor] = (),
        tables: Sequence[QAbstractItemView] = (),
        disabled: Sequence[QWidget] = (),
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._editors = editors
        self._tables = {table: table.editTriggers() for table in tables}
        self._disabled = disabled
        for widget in (*editors, *tables):
            widget.installEventFilter(self)
        for table in tables:
            table.viewport().installEventFilter(self)
        session.read_only_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Update the widgets to whether changes are possible now."""
        is_held = self._session.is_read_only
        for editor in self._editors:
            editor.setReadOnly(is_held)
            if is_held and isinstance(editor, QPlainTextEdit):
                editor.setTextInteractionFlags(_READING)
        for table, usual in self._tables.items():
            table.setEditTriggers(_NO_EDITING if is_held else usual)
        for widget in self._disabled:
            widget.setEnabled(not is_held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the reason when a key or a double click would change something."""
        if not self._session.is_read_only:
            return False
        is_asked = (
            _would_change(event)
            if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress
            else event.type() is QEvent.Type.MouseButtonDblClick and watched not in self._editors
        )
        if is_asked:
            self._session.refuses_change()
        return is_asked


def _would_change(event: QKeyEvent) -> bool:
    if event.key() in _CHANGING_KEYS or any(event.matches(key) for key in _CHANGING):
        return True
    is_command = event.modifiers() & _COMMANDS
    return event.text().isprintable() and bool(event.text()) and not is_command
