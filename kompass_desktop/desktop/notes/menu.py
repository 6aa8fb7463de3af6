"""The menu of the note stream's editor: its keys' actions, for the mouse."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from kompass_desktop.desktop.notes.editor import NoteEditor
from kompass_desktop.i18n import tr


class NoteMenu(QMenu):
    """Undo, redo and the clipboard, for an editor and what can be undone and redone in it."""

    def __init__(self, editor: NoteEditor, can_undo: bool, can_redo: bool) -> None:
        super().__init__(editor)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_selected = editor.textCursor().hasSelection()
        self.addAction(tr("Undo"), editor.undo_requested.emit).setEnabled(can_undo)
        self.addAction(tr("Redo"), editor.redo_requested.emit).setEnabled(can_redo)
        self.addSeparator()
        self.addAction(tr("Cut"), editor.cut_selection).setEnabled(is_selected)
        self.addAction(tr("Copy"), editor.copy_selection).setEnabled(is_selected)
        self.addAction(tr("Paste"), editor.paste).setEnabled(editor.canPaste())
        self.addSeparator()
        self.addAction(tr("Select all"), editor.selectAll)

    def add_line_actions(self, actions: Sequence[QAction]) -> None:
        """Add the actions for the current line, or the selected ones."""
        if actions:
            self.addSeparator()
            self.addActions(actions)
