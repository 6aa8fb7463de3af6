"""Keeps the preview up to date: the report is made and drawn while the user continues to work.

Two threads do the work, reportlab's and pdfium's, so that one can scroll through the last
report while the next is made. Each has what it uses to itself.
"""

from __future__ import annotations

from concurrent.futures import Future
from functools import partial
from io import BytesIO
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.exporting.report_request import ReportRequest
from kompass_desktop.desktop.report.page_preview import PageNeed, PagePreview
from kompass_desktop.desktop.report.rendered_pages import PageContents, ReportPages
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.i18n import tr

if TYPE_CHECKING:
    from kompass_desktop.report.masked_names import MaskedNames
    from kompass_desktop.report.remarks import Remark

AFTER_CHANGE_MILLISECONDS = 1000


class ReportPreview(QObject):
    """Fills a `PagePreview` with the report as it would be exported now.

    `request` must be called after a change; a second after the last call `wanted` is emitted,
    whose receiver calls `make`. A report in progress is cancelled for a newer one.
    """

    wanted = Signal()
    """The report should be made now, after typed text has been emitted."""
    began = Signal()
    opened = Signal(object)
    """The `PageContents` of a new report, before any page of it is drawn."""
    remarked = Signal(object)
    """What one should know of the report that is shown: a tuple of `Remark`."""
    masked = Signal(object)
    """What the user reads about names in the report that is shown: its `MaskedNames`."""
    ended = Signal()
    """The making of a report has ended, whether it succeeded or not."""

    def __init__(self, making: Background, view: PagePreview, parent: QObject) -> None:
        super().__init__(parent)
        self._making = making
        self._drawing = Background(self)
        self._view = view
        self._pages = ReportPages()
        self._cancelled = Event()
        self._is_stale = True
        self._is_making = False
        self._is_drawing = False
        self._pause = QTimer(self, singleShot=True, interval=AFTER_CHANGE_MILLISECONDS)
        self._pause.timeout.connect(self.wanted)
        view.picture_needed.connect(self._draw_next)

    @property
    def is_stale(self) -> bool:
        """Whether something has changed since the report that is shown was begun."""
        return self._is_stale

    @property
    def is_making(self) -> bool:
        """Whether a report is under way."""
        return self._is_making

    def request(self) -> None:
        """Mark the report as out of date, and request a new one in a second."""
        self.outdate()
        self._pause.start()

    def outdate(self) -> None:
        """Note that the report is out of date; one that is under way is given up."""
        self._is_stale = True
        self.rest()

    def rest(self) -> None:
        """Make no report until the next request; one in progress is cancelled."""
        self._pause.stop()
        if self._is_making:
            self._cancelled.set()
            self._is_making = False
            self._is_stale = True
            self.ended.emit()

    def make(self, request: ReportRequest) -> None:
        """Make a report, and show it when it is done."""
        self.rest()
        self._cancelled = Event()
        self._is_stale = False
        self._is_making = True
        self.began.emit()
        self._making.run(
            partial(_report, request, self._cancelled),
            partial(self._show_report, self._cancelled),
        )
        self._making.run(partial(_remarks, request), partial(self._tell_remarks, self._cancelled))
        self._making.run(
            partial(_masked, request.snapshot), partial(self._tell_masked, self._cancelled)
        )

    def _show_report(self, cancelled: Event, future: Future[bytes]) -> None:
        if cancelled.is_set():
            return
        self._is_making = False
        try:
            content = future.result()
        except Exception:
            # A fault of the program: what handles those reports it.
            self._view.set_message(tr("The report could not be shown. The text is saved."))
            self.ended.emit()
            raise
        self._drawing.run(partial(self._pages.open, content), self._show_contents)

    def _tell_remarks(self, cancelled: Event, future: Future[tuple[Remark, ...]]) -> None:
        if not cancelled.is_set():
            self.remarked.emit(future.result())

    def _tell_masked(self, cancelled: Event, future: Future[MaskedNames]) -> None:
        if not cancelled.is_set():
            self.masked.emit(future.result())

    def _show_contents(self, future: Future[PageContents]) -> None:
        contents = future.result()
        self._view.set_pages(contents.sizes)
        self.opened.emit(contents)
        self.ended.emit()
        self._draw_next()

    def _draw_next(self) -> None:
        need = self._view.next_needed
        if need is not None and not self._is_drawing:
            self._is_drawing = True
            self._drawing.run(
                partial(self._pages.draw, need.page, need.width), partial(self._show_page, need)
            )

    def _show_page(self, need: PageNeed, future: Future[QImage]) -> None:
        self._is_drawing = False
        try:
            picture = future.result()
        except IndexError:
            # A newer, shorter report has been opened, and its pages are about to be shown.
            return
        self._view.set_picture(need, picture)
        self._draw_next()


def _remarks(request: ReportRequest) -> tuple[Remark, ...]:
    from kompass_desktop.report.remarks import remarks_on

    return remarks_on(request.snapshot, request.firm, written_in=request.language)


def _masked(snapshot: Assessment) -> MaskedNames:
    from kompass_desktop.report.masked_names import masked_in_print

    return masked_in_print(snapshot)


def _report(request: ReportRequest, cancelled: Event) -> bytes:
    file = BytesIO()
    request.write(file, cancelled=cancelled.is_set)
    return file.getvalue()
