"""The list of the report's chapters, each with whether it is a draft."""

from __future__ import annotations

from PySide6.QtCore import (
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.report.chapters import ChapterRole, ChaptersModel
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.i18n import tr

ROW_HEIGHT = 40
"""Pixels of a chapter whose title has one line."""
LINE = 19
LEFT = 12
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
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = _ChapterPainter(self)
        self.setItemDelegate(self._painter)
        theme.notifier.changed.connect(self._follow_theme)

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
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _follow_theme(self) -> None:
        self._painter.take_icons()
        self.viewport().update()


class _ChapterPainter(QStyledItemDelegate):
    """Paints the title, and below it whether it is a draft."""

    def __init__(self, view: ChapterList) -> None:
        super().__init__(view)
        self._view = view
        self._written_icon = QIcon()
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
        font = theme.font(13, QFont.Weight.DemiBold if is_open else QFont.Weight.Normal)
        height = self._title_height(index, rect.width())
        title = QRect(LEFT, rect.top() + 3, rect.width() - LEFT - RIGHT, height)
        painter.setFont(font)
        painter.setPen(theme.color("accent" if is_open else "text"))
        painter.drawText(title, _WRAPPED, index.data())
        state = QRect(LEFT, title.top() + height - 1, title.width(), LINE)
        self._paint_state(painter, state, index)
        painter.restore()

    def _title_height(self, index: Index, width: int) -> int:
        """Return the height of a title in a row of a width, both in px, closed or open."""
        metrics = QFontMetrics(theme.font(13, QFont.Weight.DemiBold))
        room = QRect(0, 0, width - LEFT - RIGHT, 1000)
        return max(LINE, metrics.boundingRect(room, _WRAPPED, index.data()).height())

    def _paint_state(self, painter: QPainter, line: QRect, index: Index) -> None:
        font = theme.font(11)
        is_draft, is_stale = index.data(ChapterRole.IS_DRAFT), index.data(ChapterRole.IS_STALE)
        font.setItalic(is_draft)
        if not is_draft and not is_stale:
            top = line.center().y() - MARK // 2
            self._written_icon.paint(painter, QRect(QPoint(line.left(), top), QSize(MARK, MARK)))
            line.setLeft(line.left() + MARK + MARK_GAP)
        tint = "text_soft" if is_draft else "challenge" if is_stale else "saved"
        _draw(painter, line, font, index.data(ChapterRole.STATE), tint)


def _draw(painter: QPainter, line: QRect, font: QFont, text: str, tint: str) -> None:
    painter.setFont(font)
    painter.setPen(theme.color(tint))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
    painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
