"""Writes the report and the data to files, and shows the progress meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.municipalities import norwegian_name
from kompass_desktop.desktop.exchange.data_export import (
    DataFile,
    ExportCancelled,
    choose_data_file,
    export_to,
)
from kompass_desktop.desktop.report.export_bar import ExportBar
from kompass_desktop.desktop.report.report_request import ReportRequest
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.widgets.export_target import choose_export_file, fit_for_a_file
from kompass_desktop.i18n import Language, in_language, language, tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import atomic_write


class ReportExport(QObject):
    """Writes one file at a time; a file is replaced only when the new one is complete."""

    began = Signal()
    ended = Signal()
    """The writing of the file has ended; the bar shows the result."""
    written = Signal(str)
    """A sentence about the written file."""

    def __init__(self, making: Background, bar: ExportBar, parent: QObject) -> None:
        super().__init__(parent)
        self._making = making
        self._bar = bar
        self._cancelled: Event | None = None
        bar.cancelled.connect(self.cancel)

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._cancelled is not None

    def write_report(self, request: ReportRequest, path: Path) -> None:
        """Write a report in the background."""
        self._cancelled = Event()
        self._bar.begin(path.name)
        self.began.emit()
        job = partial(_write, request, path, self._cancelled, self._tell_progress)
        self._making.run(job, partial(self._end, path))

    def write_data(self, snapshot: Assessment, place: DataFile) -> None:
        """Write the whole assessment (.json), or its points (.csv), in the background.

        `snapshot` must not change any more.
        """
        self._cancelled = Event()
        self._bar.begin(place.path.name, is_measured=False)
        self.began.emit()
        job = partial(_write_data, snapshot, place, language(), self._cancelled)
        self._making.run(job, partial(self._end, place.path))

    def cancel(self) -> None:
        """Give up the file that is being written; nothing is left behind."""
        if self._cancelled is not None:
            self._cancelled.set()

    def _tell_progress(self, share: float) -> None:
        self._making.post(lambda: self._bar.set_progress(share))

    def _end(self, path: Path, future: Future[str | None]) -> None:
        self._cancelled = None
        try:
            told = future.result()
            if told is not None:
                self._succeed(path, told)
            else:
                self._bar.hide()
        except StorageError as error:
            self._bar.fail(str(error))
        except Exception:
            # A fault of the program: what handles those reports it.
            self._bar.fail(tr("The report could not be made. No file is written."))
            raise
        finally:
            self.ended.emit()

    def _succeed(self, path: Path, told: str) -> None:
        self._bar.succeed(path, told)
        self.written.emit(tr("“{0}” is saved.").format(path.name))


def choose_report_file(parent: QWidget, assessment: Assessment) -> Path | None:
    """Ask for the file of the report; None if the user cancels."""
    title = tr("Export the report as PDF")
    return choose_export_file(parent, title, "PDF", suggested_name(assessment))


def choose_report_data(parent: QWidget, assessment: Assessment) -> DataFile | None:
    """Ask for the file and the format of the data; None if the user cancels."""
    return choose_data_file(parent, tr("Export data"), suggested_name(assessment, "json"))


def suggested_name(assessment: Assessment, ending: str = "pdf") -> str:
    """Return a name for a file of it: "Kommunekompasset Karasjok 2019.pdf".

    Of several official names it is the one in Norwegian letters.
    """
    particulars = assessment.particulars
    name = norwegian_name(particulars.municipality)
    words = f"{assessment.instrument.name} {name} {particulars.year}"
    return fit_for_a_file(f"{words}.{ending}")


def _write_data(
    snapshot: Assessment, place: DataFile, chosen: Language, cancelled: Event
) -> str | None:
    """Write data; return what one should know of it, or None if it was given up."""
    try:
        with in_language(chosen):
            return export_to(snapshot, place, cancelled.is_set)
    except ExportCancelled:
        return None


def _write(
    request: ReportRequest, path: Path, cancelled: Event, progress: Callable[[float], None]
) -> str | None:
    """Write the report; return what one should know of it, or None if it was given up."""
    from kompass_desktop.report.document import ReportCancelled
    from kompass_desktop.report.masked_names import masked_in_print
    from kompass_desktop.report.remarks import remarks_on

    try:
        with atomic_write(path) as file:
            request.write(file, progress=progress, cancelled=cancelled.is_set)
    except ReportCancelled:
        return None
    remarks = [remark.sentence for remark in remarks_on(request.snapshot)]
    return " ".join([masked_in_print(request.snapshot).notice, *remarks]).strip()
