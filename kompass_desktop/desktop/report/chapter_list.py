"""The list of the report's chapters, each with whether it is a draft."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import (
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QWidget,
)

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import ON_IT, Slot, add_action
from kompass_desktop.desktop.report.chapters import ChapterRole, ChaptersModel
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.line_length import limit_line, show_line
from kompass_desktop.i18n import tr

ROW_HEIGHT = 40
"""Pixels of a chapter whose title has one line."""
LINE = 19
LEFT = 34
BOX, BOX_LEFT = 16, 10
"""The check box of a chapter: its size and its place."""
RIGHT = 6
MARK = 11
MARK_GAP = 5

_WRAPPED = int(
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
)


class ChapterList(QListView):
    """Emits `chapter_chosen` when another chapter becomes current."""

    chapter_chosen = Signal(str)
    entered = Signal()
    """Enter or the right arrow was pressed: on to the chapter's text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setAccessibleName(tr("Chapters"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = _ChapterPainter(self)
        self.setItemDelegate(self._painter)
        theme.notifier.changed.connect(self._follow_theme)
        slots: tuple[tuple[str, str, Slot], ...] = (
            (tr("Move the chapter up"), "Alt+Up", partial(self._move, -1)),
            (tr("Move the chapter down"), "Alt+Down", partial(self._move, 1)),
        )
        for text, key, slot in slots:
            add_action(self, text, [key], slot, ON_IT)

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the list, each with its description."""
        return [
            (tr("Space"), tr("Print the chapter, or leave it out")),
            ("Alt ↑, Alt ↓", tr("Move the chapter in the report")),
            ("F2", tr("Rename the chapter")),
        ]

    def set_chapters(self, chapters: ChaptersModel) -> None:
        """Show these chapters."""
        self.setModel(chapters)

    def choose(self, chapter: str) -> None:
        """Make a chapter current, given its key."""
        model = self.model()
        if isinstance(model, ChaptersModel):
            self.setCurrentIndex(model.index(model.row_of(chapter)))

    def step(self, rows: int) -> None:
        """Go `rows` chapters on (negative: back), as far as there are any."""
        row = max(0, min(self.currentIndex().row() + rows, self.model().rowCount() - 1))
        self.setCurrentIndex(self.model().index(row, 0))

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chapter_chosen.emit(current.data(ChapterRole.KEY))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() is QListView.State.EditingState:
            # The field of a title passes on the Enter that ends the editing.
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if index.isValid() and box_in(self.visualRect(index)).contains(event.position().toPoint()):
            self._toggle(index)

    def _toggle(self, index: Index) -> None:
        model = self.model()
        if isinstance(model, ChaptersModel):
            model.set_included(index.row(), is_included=not index.data(ChapterRole.IS_INCLUDED))

    def _move(self, step: int) -> None:
        model = self.model()
        if isinstance(model, ChaptersModel) and self.currentIndex().isValid():
            model.move(self.currentIndex().row(), step)
            self.scrollTo(self.currentIndex())

    def _follow_theme(self) -> None:
        self._painter.take_icons()
        self.viewport().update()


class _ChapterPainter(QStyledItemDelegate):
    """Paints the title, and below it whether it is a draft."""

    def __init__(self, view: ChapterList) -> None:
        super().__init__(view)
        self._view = view
        self._written_icon = QIcon()
        # Styles the painted boxes as all others.
        self._box = QCheckBox(view)
        self._box.hide()
        self.take_icons()

    def take_icons(self) -> None:
        """Take the icons in the colours in force."""
        self._written_icon = theme.icon("check", "saved", MARK)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        return QSize(100, ROW_HEIGHT - LINE + self._title_height(index, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        rect: QRect = option.rect
        is_open = index == self._view.currentIndex()
        if is_open:
            painter.fillRect(rect, theme.color("accent_soft"))
            painter.fillRect(QRect(rect.topLeft(), QSize(3, rect.height())), theme.color("accent"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.color("surface_soft"))
        self._paint_box(painter, rect, index)
        font = theme.font(13, QFont.Weight.DemiBold if is_open else QFont.Weight.Normal)
        height = self._title_height(index, rect.width())
        title = QRect(LEFT, rect.top() + 3, rect.width() - LEFT - RIGHT, height)
        painter.setFont(font)
        is_included = index.data(ChapterRole.IS_INCLUDED)
        tint = "text_faint" if not is_included else "accent" if is_open else "text"
        painter.setPen(theme.color(tint))
        painter.drawText(title, _WRAPPED, index.data())
        state = QRect(LEFT, title.top() + height - 1, title.width(), LINE)
        self._paint_state(painter, state, index)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        limit_line(field)
        field.setAccessibleName(tr("Title of the chapter"))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            show_line(editor, index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        editor.setGeometry(option.rect.adjusted(LEFT - 8, 2, -2, -2))

    def _paint_box(self, painter: QPainter, row: QRect, index: Index) -> None:
        option = QStyleOptionButton()
        option.rect = box_in(row)
        is_included = index.data(ChapterRole.IS_INCLUDED)
        state = QStyle.StateFlag.State_On if is_included else QStyle.StateFlag.State_Off
        option.state = state | QStyle.StateFlag.State_Enabled
        box = self._box
        box.style().drawPrimitive(
            QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, box
        )

    def _title_height(self, index: Index, width: int) -> int:
        """Return the height of a title in a row of a width, both in px, closed or open."""
        metrics = QFontMetrics(theme.font(13, QFont.Weight.DemiBold))
        room = QRect(0, 0, width - LEFT - RIGHT, 1000)
        return max(LINE, metrics.boundingRect(room, _WRAPPED, index.data()).height())

    def _paint_state(self, painter: QPainter, line: QRect, index: Index) -> None:
        font = theme.font(11)
        is_draft, is_stale = index.data(ChapterRole.IS_DRAFT), index.data(ChapterRole.IS_STALE)
        font.setItalic(is_draft)
        is_included = index.data(ChapterRole.IS_INCLUDED)
        if is_included and not is_draft and not is_stale:
            top = line.center().y() - MARK // 2
            self._written_icon.paint(painter, QRect(QPoint(line.left(), top), QSize(MARK, MARK)))
            line.setLeft(line.left() + MARK + MARK_GAP)
        tint = "text_soft" if is_draft or not is_included else "challenge" if is_stale else "saved"
        _draw(painter, line, font, index.data(ChapterRole.STATE), tint)


def box_in(row: QRect) -> QRect:
    """Return where the check box of a chapter is, given the row of the chapter."""
    return QRect(row.left() + BOX_LEFT, row.top() + 5, BOX, BOX)


def _draw(painter: QPainter, line: QRect, font: QFont, text: str, tint: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(tint))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
