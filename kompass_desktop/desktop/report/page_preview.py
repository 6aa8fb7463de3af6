"""Pages of a document below one another, as on paper: scrolled, and zoomed into.

It shows the pictures that it is given. Which page it lacks, at which width, it says by
`picture_needed` and `next_needed`; it never waits for one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.report.page_column import MARGIN, PageColumn, Place

LEAST_ZOOM, MOST_ZOOM = 0.5, 3.0
ZOOM_STEP = 1.2
SPARE_PICTURES = 6
"""Pictures of pages out of view that are kept; a page at a usual width takes some 2 MB."""

SETTLE_MILLISECONDS = 40
LINE_PIXELS = 40


@dataclass(frozen=True)
class PageNeed:
    """A page, counted from 0, that is to be drawn at a width in device pixels."""

    page: int
    width: int


@dataclass(frozen=True)
class _Picture:
    """The picture of a page; `width` is the requested one, `is_stale` if of an earlier document."""

    image: QImage
    width: int
    is_stale: bool = False


class PagePreview(QAbstractScrollArea):
    """Fits the pages to its width; zoom 1 is that width, 2 twice as much."""

    picture_needed = Signal()
    """A picture is missing; `next_needed` returns which one."""
    page_changed = Signal(int)
    """Another page, counted from 0, is in the middle of the view; -1 for none."""
    zoom_changed = Signal(float)
    page_double_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes: tuple[QSizeF, ...] = ()
        self._column = PageColumn()
        self._pictures: dict[int, _Picture] = {}
        self._zoom = 1.0
        self._page = -1
        self._message = ""
        # A splitter is dragged through a hundred widths; pictures are for the last one.
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self.picture_needed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.setSingleStep(LINE_PIXELS)
            bar.valueChanged.connect(self._scrolled)
        theme.notifier.changed.connect(self.viewport().update)

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return len(self._column)

    @property
    def page(self) -> int:
        """The index of the page in the middle of the view, from 0; -1 if there is none."""
        return self._page

    @property
    def place(self) -> Place:
        """The position at the top of the view."""
        return self._column.place_at(self._top + MARGIN)

    @property
    def zoom(self) -> float:
        """How many times as wide as the view a page is."""
        return self._zoom

    @property
    def message(self) -> str:
        """The text in place of the pages."""
        return self._message

    @property
    def next_needed(self) -> PageNeed | None:
        """The page in view, or next to it, whose picture is lacking; None if all are there."""
        width = max(1, round(self._column.width * self.devicePixelRatioF()))
        for page in self._wanted_pages():
            picture = self._pictures.get(page)
            if picture is None or picture.is_stale or picture.width != width:
                return PageNeed(page, width)
        return None

    def set_pages(self, sizes: Sequence[QSizeF]) -> None:
        """Show a document with pages of these sizes, in points.

        Old pictures stay until new ones come, so that nothing flickers.
        """
        self._sizes = tuple(sizes)
        self._message = ""
        self._pictures = {
            page: _Picture(picture.image, picture.width, is_stale=True)
            for page, picture in self._pictures.items()
            if page < len(self._sizes)
        }
        self._lay_out()

    def set_picture(self, drawn: PageNeed, image: QImage) -> None:
        """Show a page as it was drawn."""
        self._pictures[drawn.page] = _Picture(image, drawn.width)
        wanted = self._wanted_pages()
        spare = [page for page in self._pictures if page not in wanted]
        spare.sort(key=lambda page: abs(page - self._page))
        for page in spare[SPARE_PICTURES:]:
            del self._pictures[page]
        self.viewport().update()

    def set_message(self, sentence: str) -> None:
        """Show a sentence instead of the pages, until the next document is shown."""
        self._message = sentence
        self._sizes = ()
        self._pictures.clear()
        self._lay_out()

    def show_place(self, place: Place) -> None:
        """Scroll so that a place is at the top."""
        # Upwards, or the place would be just above the view.
        self.verticalScrollBar().setValue(ceil(self._column.y_of(place)) - MARGIN)

    def shows(self, place: Place) -> bool:
        """Whether a place is in view, with at least a few lines below it."""
        below = self._column.y_of(place) - self._top
        return 0 <= below < self.viewport().height() - 3 * LINE_PIXELS

    def zoom_in(self) -> None:
        """Show the pages larger."""
        self._set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show the pages smaller."""
        self._set_zoom(self._zoom / ZOOM_STEP)

    def zoom_to_fit(self) -> None:
        """Make the pages as wide as the view."""
        self._set_zoom(1.0)

    def sizeHint(self) -> QSize:
        return QSize(560, 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            (self.zoom_in if event.angleDelta().y() > 0 else self.zoom_out)()
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                bar.setValue(bar.minimum())
            case Qt.Key.Key_End:
                bar.setValue(bar.maximum())
            case Qt.Key.Key_Space:
                bar.setValue(bar.value() + bar.pageStep())
            case _:
                super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        page = self._column.page_at(event.position().y() + self._top)
        if page >= 0:
            self.page_double_clicked.emit(page)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), theme.color("window"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for page in range(self.page_count):
            rect = self._rect(page)
            if rect.intersects(QRectF(event.rect())):
                self._paint_page(painter, page, rect)
        if self._message:
            self._paint_message(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, rect: QRectF) -> None:
        picture = self._pictures.get(page)
        if picture is None:
            painter.fillRect(rect, Qt.GlobalColor.white)
        else:
            painter.drawImage(rect, picture.image)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawRect(rect.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _paint_message(self, painter: QPainter) -> None:
        painter.setPen(theme.color("text_soft"))
        painter.setFont(theme.font())
        place = self.viewport().rect().adjusted(40, 0, -40, 0)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place, int(flags), self._message)

    @property
    def _top(self) -> int:
        return self.verticalScrollBar().value()

    def _set_zoom(self, zoom: float) -> None:
        zoom = max(LEAST_ZOOM, min(zoom, MOST_ZOOM))
        if abs(zoom - 1.0) < 0.01:
            zoom = 1.0
        if zoom != self._zoom:
            self._zoom = zoom
            self._lay_out()
            self.zoom_changed.emit(zoom)

    def _lay_out(self) -> None:
        """Place the pages for the present width and zoom; the position at the top remains."""
        place = self.place
        view = self.viewport().size()
        self._column = PageColumn(self._sizes, (view.width() - 2 * MARGIN) * self._zoom)
        _set_range(self.verticalScrollBar(), self._column.height, view.height())
        width = self._column.width + 2 * MARGIN if self._sizes else 0
        _set_range(self.horizontalScrollBar(), width, view.width())
        self.show_place(place)
        self._scrolled()

    def _scrolled(self) -> None:
        page = self._column.page_at(self._top + self.viewport().height() / 2)
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)
        self.viewport().update()
        if not self._settle.isActive():
            self._settle.start()

    def _rect(self, page: int) -> QRectF:
        """Return where a page is in the view; a narrow one is in the middle."""
        rect = self._column.rect(page)
        spare = self.viewport().width() - rect.width()
        left = max(float(MARGIN), spare / 2) - self.horizontalScrollBar().value()
        return QRectF(QPointF(round(left), round(rect.top() - self._top)), rect.size())

    def _wanted_pages(self) -> list[int]:
        """Return the pages in view, and after them the one below and the one above."""
        if not self._sizes or not self.isVisible():
            return []
        first = self._column.page_at(self._top)
        last = self._column.page_at(self._top + self.viewport().height())
        near = (last + 1, first - 1)
        return [*range(first, last + 1), *(page for page in near if 0 <= page < self.page_count)]


def _set_range(bar: QScrollBar, whole: float, seen: int) -> None:
    bar.setRange(0, max(0, round(whole) - seen))
    bar.setPageStep(seen)
