"""Edits cells so that what is typed is kept while it is being typed, not only when it is done."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QObject, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QStyleOptionViewItem, QWidget

from kompass_desktop.desktop.autosave import Autosave
from kompass_desktop.desktop.line_length import limit_line, show_line
from kompass_desktop.desktop.models.indexes import Index
from kompass_desktop.desktop.models.painted_delegate import PaintedDelegate
from kompass_desktop.desktop.models.record_table import RecordTable


class SavingDelegate(PaintedDelegate):
    """For a `RecordTable`: free text is handed over as typing goes on, the rest at the end.

    `choices` gives, for a column, the values to choose from with what they are called.
    """

    def __init__(
        self, parent: QObject, choices: dict[int, tuple[tuple[str, str], ...]] | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = choices or {}
        self._editor: QWidget | None = None
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._hand_over)

    def flush(self) -> None:
        """Hand over what is typed in a cell that is still open."""
        self._hand_over()

    def forget(self) -> None:
        """Leave the open cell alone: its view is about to take it away."""
        self._editor = None

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self._editor:
            self._editor = None
        super().destroyEditor(editor, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        table = index.model()
        if isinstance(table, RecordTable):
            table.begin_typing()
        self._editor = self._made(parent, index)
        return self._editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        value = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit) and editor.text().strip() != value:
            show_line(editor, value)

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(1, 1, -1, -2))

    def _made(self, parent: QWidget, index: Index) -> QWidget:
        choices = self._choices.get(index.column())
        if choices is not None:
            return self._made_box(parent, choices)
        field = QLineEdit(parent)
        limit_line(field)
        table = index.model()
        if isinstance(table, RecordTable) and table.is_free_text(index.column()):
            field.textEdited.connect(self._autosave.touch)
        return field

    def _made_box(self, parent: QWidget, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        box = QComboBox(parent)
        for value, words in choices:
            box.addItem(words, value)
        box.activated.connect(self._choose)
        return box

    def _choose(self) -> None:
        if self._editor is not None:
            self.commitData.emit(self._editor)
            self.closeEditor.emit(self._editor)

    def _hand_over(self) -> None:
        if self._editor is not None:
            self.commitData.emit(self._editor)
