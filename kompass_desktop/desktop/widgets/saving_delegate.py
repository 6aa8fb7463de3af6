"""Edits cells, and stores their text while it is being typed, so that it is never lost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.clipboard import copied_cells
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.line_length import limit_line, show_line
from kompass_desktop.desktop.widgets.painted_delegate import PaintedDelegate
from kompass_desktop.desktop.widgets.pasted_cells import is_several
from kompass_desktop.desktop.widgets.record_table import RecordTable
from kompass_desktop.desktop.widgets.refusal import Refusal


class Step(Enum):
    """The next current cell when a cell is left by a key."""

    DOWN = "down"
    UP = "up"
    RIGHT = "right"
    LEFT = "left"


STEPS = {
    (Qt.Key.Key_Return, False): Step.DOWN,
    (Qt.Key.Key_Enter, False): Step.DOWN,
    (Qt.Key.Key_Return, True): Step.UP,
    (Qt.Key.Key_Enter, True): Step.UP,
    (Qt.Key.Key_Tab, False): Step.RIGHT,
    (Qt.Key.Key_Backtab, True): Step.LEFT,
}
"""The effect of a key, by whether Shift is pressed."""
LINE_STEPS = STEPS | {
    (Qt.Key.Key_Down, False): Step.DOWN,
    (Qt.Key.Key_Up, False): Step.UP,
}
"""The same for a line of text, which has no use for the arrows up and down."""
OTHER_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


def step_of(event: QKeyEvent, steps: dict[tuple[Qt.Key, bool], Step]) -> Step | None:
    """Return where a key leads, or None."""
    if event.modifiers() & OTHER_MODIFIERS:
        return None
    has_shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return steps.get((Qt.Key(event.key()), has_shift))


@dataclass(frozen=True)
class OpenCell:
    """A cell that is being edited: the record's id, the column, and the typed text."""

    record: str
    column: int
    text: str


class SavingDelegate(PaintedDelegate):
    """For a `RecordTable`: free text is handed over as typing goes on, the rest at the end.

    What the table refuses stays in the open cell, in red and with the reason beside it,
    until it is put right or taken back with Esc. `choices` gives, for a column, the values
    to choose from with what they are called.
    """

    left = Signal(object)
    """A cell was closed by a key; the `Step` of the key."""
    several_pasted = Signal()
    """More than one cell is pasted into a cell that was open."""

    def __init__(
        self, parent: QObject, choices: dict[int, tuple[tuple[str, str], ...]] | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = dict(choices or {})
        self._editor: QWidget | None = None
        self._cell = QPersistentModelIndex()
        self._refusal: Refusal | None = None
        self._is_told = False
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._hand_over)

    @property
    def refused_editor(self) -> QWidget | None:
        """The field of the cell whose text is refused, or None."""
        return self._editor if self._refusal is not None else None

    @property
    def refused_cell(self) -> Index:
        """The cell whose text is refused; only while there is one."""
        return self._cell

    def set_choices(self, column: int, choices: tuple[tuple[str, str], ...]) -> None:
        """Set the values to choose from in a column, each with its name."""
        self._choices[column] = choices

    def flush(self) -> None:
        """Emit the text of a cell that is still being edited."""
        self._hand_over()

    def open_cell(self) -> OpenCell | None:
        """Return the cell whose text differs from its table's, or None."""
        table = self._cell.model()
        if self._editor is None or not isinstance(table, RecordTable):
            return None
        text = _typed(self._editor)
        if text.strip() == str(self._cell.data(Qt.ItemDataRole.EditRole)):
            return None
        return OpenCell(table.records[self._cell.row()].id, self._cell.column(), text)

    def put_back(self, text: str) -> None:
        """Put the typed text into the cell that has just been opened again."""
        if isinstance(self._editor, QComboBox):
            self._editor.setEditText(text)
        elif isinstance(self._editor, QLineEdit):
            self._editor.setText(text)
        self._take()

    def forget(self) -> None:
        """Leave the open cell alone: its view is about to take it away."""
        self._withdraw()
        self._editor = None

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if editor is self._editor:
            self.forget()
        super().destroyEditor(editor, index)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        table = index.model()
        if isinstance(table, RecordTable):
            table.begin_typing()
        self._withdraw()
        self._cell = QPersistentModelIndex(index)
        self._editor = self._made(parent, index)
        return self._editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if editor is self._editor and self._refusal is not None:
            return
        value = str(index.data(Qt.ItemDataRole.EditRole))
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(value))
            if editor.currentIndex() < 0:
                # A text that was typed before and is not one of the choices.

                editor.setEditText(value)
            _line_of(editor).selectAll()
        elif isinstance(editor, QLineEdit) and editor.text().strip() != value:
            show_line(editor, value)

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        if isinstance(model, RecordTable):
            self._withdraw()
            self._judge(model.take(index.row(), index.column(), _typed(editor)))
            if self._refusal is not None:
                self._is_told = True
                model.refused.emit(self._refusal.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(1, 1, -1, -2))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        editor = self._editor
        if editor is None or watched is not editor:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = STEPS if isinstance(editor, QComboBox) else LINE_STEPS
            step = step_of(event, steps)
            if step is not None:
                self._leave(step)
                return True
            is_paste = event.matches(QKeySequence.StandardKey.Paste)
            if is_paste and is_several(copied_cells()):
                if self._take():
                    self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
                    self.several_pasted.emit()
                return True
        return super().eventFilter(watched, event)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        self.paint_frame(painter, option, index)

    def paint_frame(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a frame around the current cell."""
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
            _paint_frame(painter, option.rect, theme.color("accent"), 2 if view.hasFocus() else 1)

    def _made(self, parent: QWidget, index: Index) -> QWidget:
        choices = self._choices.get(index.column())
        if choices is not None:
            return self._made_box(parent, choices)
        field = QLineEdit(parent)
        limit_line(field)
        field.textEdited.connect(self._look_at)
        table = index.model()
        if isinstance(table, RecordTable) and table.is_free_text(index.column()):
            field.textEdited.connect(self._autosave.touch)
        return field

    def _made_box(self, parent: QWidget, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        # Editable, so that a name typed here by mistake is refused and does not choose a group.
        box = QComboBox(parent)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for value, words in choices:
            box.addItem(words, value)
        # It would finish a word as something else than was typed.
        _line_of(box).setCompleter(None)  # type: ignore[arg-type]
        _line_of(box).textEdited.connect(self._look_at)
        box.activated.connect(self._choose)
        return box

    def _choose(self) -> None:
        if self._editor is not None and self._take():
            self.closeEditor.emit(self._editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def _leave(self, step: Step) -> None:
        editor = self._editor
        if editor is not None and self._take():
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.left.emit(step)

    def _take(self) -> bool:
        """Emit the typed text; return whether the cell may be closed."""
        if isinstance(self._editor, QComboBox):
            _choose_typed(self._editor)
        self._hand_over()
        return self._refusal is None

    def _hand_over(self) -> None:
        if self._editor is not None:
            self.commitData.emit(self._editor)

    def _look_at(self, text: str) -> None:
        """Show a message while a text is typed that can never become valid."""
        table = self._cell.model()
        if isinstance(table, RecordTable):
            self._judge(table.hopeless(self._cell.column(), text))

    def _judge(self, reason: str) -> None:
        self._withdraw()
        if reason and self._editor is not None:
            self._mark(self._editor, "failed")
            self._refusal = Refusal(reason, self._editor)

    def _withdraw(self) -> None:
        if self._refusal is not None:
            self._refusal.withdraw()
            self._refusal = None
            table = self._cell.model()
            if self._is_told and isinstance(table, RecordTable):
                table.refused.emit("")
            self._is_told = False
            if self._editor is not None:
                self._mark(self._editor, "")

    def _mark(self, editor: QWidget, role: str) -> None:
        theme.set_role(editor, role)


def _typed(editor: QWidget) -> str:
    """Return the value of an editor: a chosen one, else the text."""
    if isinstance(editor, QComboBox):
        chosen = editor.itemData(editor.findText(editor.currentText(), Qt.MatchFlag.MatchExactly))
        return editor.currentText() if chosen is None else str(chosen)
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _choose_typed(box: QComboBox) -> None:
    """Choose the entry typed in full, which the box would otherwise do when it closes."""
    index = box.findText(box.currentText(), Qt.MatchFlag.MatchExactly)
    if index >= 0:
        box.setCurrentIndex(index)


def _line_of(box: QComboBox) -> QLineEdit:
    """Return the line of a box in which one can type."""
    line = box.lineEdit()
    if line is None:
        raise TypeError(box)
    return line


def _paint_frame(painter: QPainter, cell: QRect, color: QColor, width: int) -> None:
    painter.save()
    pen = QPen(color, width)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.drawRect(cell.adjusted(1, 1, -2, -3))
    painter.restore()
