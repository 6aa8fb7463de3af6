"""Writes the report, slides, data and the files for the client, and shows the progress."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.exchange.data_export import (
    WORKBOOK,
    DataFile,
    choose_data_file,
    export_to,
)
from kompass_desktop.desktop.exporting.export_bar import ExportBar
from kompass_desktop.desktop.exporting.report_request import ReportRequest
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.widgets.export_target import (
    FileKind,
    choose_export_file,
    choose_export_target,
)
from kompass_desktop.i18n import Language, in_language, language, tr
from kompass_desktop.report.cancelling import Progress, ReportCancelled
from kompass_desktop.report.formats import ReportFormat, format_of
from kompass_desktop.report.masked_names import masked_in_workbook
from kompass_desktop.report.names import file_name
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import atomic_write

SLIDES = ".pptx"
"""The ending of files with slides."""


class ReportExport(QObject):
    """Writes one file at a time; a file is replaced only when the new one is complete."""

    began = Signal()
    ended = Signal()
    """The writing in the background has ended; the bar shows the result."""
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
        """Whether a file is being written in the background."""
        return self._cancelled is not None

    def write_report(self, request: ReportRequest, path: Path) -> None:
        """Write a report in the background, in the format of the ending of `path`."""
        self._write(partial(_write_report, request, path), path)

    def write_slides(self, request: ReportRequest, path: Path) -> None:
        """Write the slides in the background."""
        self._write(partial(_write_slides, request, path), path)

    def write_data(self, request: ReportRequest, place: DataFile) -> None:
        """Write data in the background, in the format of the ending of the file.

        That is the whole assessment (.json), its points (.csv, .xlsx), or everything for the
        client (.zip).
        """
        write = _DATA_WRITERS.get(place.ending)
        if write is not None:
            self._write(partial(write, request, place), place.path)
        else:
            job = partial(_write_data, request, place, language())
            self._write(job, place.path, is_measured=False)

    def write_file(self, request: ReportRequest, place: DataFile) -> None:
        """Write the report, the slides or data in the background, by the ending of the file."""
        if format_of(place.path) is not None:
            self.write_report(request, place.path)
        elif place.ending == SLIDES:
            self.write_slides(request, place.path)
        else:
            self.write_data(request, place)

    def _write(
        self, job: Callable[[Progress], str], path: Path, *, is_measured: bool = True
    ) -> None:
        """Run a job in the background that writes a file and returns a message about it."""
        self._cancelled = Event()
        self._bar.begin(path.name, is_measured=is_measured)
        self.began.emit()
        progress = Progress(self._tell_progress, self._cancelled.is_set)
        self._making.run(partial(_unless_cancelled, job, progress), partial(self._end, path))

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
            self._bar.fail(tr("The file could not be made. No file is written."))
            raise
        finally:
            self.ended.emit()

    def _succeed(self, path: Path, told: str) -> None:
        self._bar.succeed(path, told)
        self.written.emit(tr("“{0}” is saved.").format(path.name))


def choose_report_file(parent: QWidget, assessment: Assessment) -> Path | None:
    """Ask for the file of the report, whose ending is its format; None if the user cancels."""
    kinds = (
        FileKind("PDF", ReportFormat.PDF.value[1:], None),
        FileKind(tr("Word document"), ReportFormat.WORD.value[1:], None),
    )
    title = tr("Export the report as PDF or Word")
    chosen = choose_export_target(parent, title, kinds, suggested_name(assessment))
    return chosen[0] if chosen else None


def choose_report_data(parent: QWidget, assessment: Assessment) -> DataFile | None:
    """Ask for the file and the format of the data; None if the user cancels."""
    suggested = suggested_name(assessment, "json")
    return choose_data_file(parent, tr("Export data"), suggested, (_package(),))


def choose_any_file(parent: QWidget, suggested: str) -> DataFile | None:
    """Ask for the file of an export of any kind; None if the user cancels."""
    kinds = (
        FileKind(tr("The report as PDF"), ReportFormat.PDF.value[1:], Names.LEFT_OUT),
        FileKind(tr("The report for Word"), ReportFormat.WORD.value[1:], Names.LEFT_OUT),
        FileKind(tr("Slides"), SLIDES[1:], Names.LEFT_OUT),
        _package(),
    )
    return choose_data_file(parent, tr("Export the measurement"), suggested, kinds)


def _package() -> FileKind[Names]:
    return FileKind(tr("Everything for the client"), "zip", Names.LEFT_OUT)


def suggested_name(assessment: Assessment, ending: str = "pdf") -> str:
    """Return a name for a file of it: "Kommunekompasset Karasjok 2019.pdf"."""
    return file_name(assessment, ending)


def choose_slides_file(parent: QWidget, assessment: Assessment) -> Path | None:
    """Ask for the file of the slides; None if the user cancels."""
    title = tr("Export slides")
    return choose_export_file(parent, title, tr("Slides"), suggested_name(assessment, "pptx"))


def _write_data(
    request: ReportRequest, place: DataFile, chosen: Language, progress: Progress
) -> str:
    """Write data; return a message about names in it, in the language of the window."""
    with in_language(chosen):
        return export_to(request.snapshot, place, progress)


def _unless_cancelled(job: Callable[[Progress], str], progress: Progress) -> str | None:
    """Return what a job returns, or None if it was cancelled."""
    try:
        return job(progress)
    except ReportCancelled:
        return None


def _write_report(request: ReportRequest, path: Path, progress: Progress) -> str:
    """Write the report; return a message about names and problems in it."""
    from kompass_desktop.report.masked_names import masked_in_print

    kind = format_of(path) or ReportFormat.PDF
    with atomic_write(path) as file:
        request.write(file, kind=kind, progress=progress.done)
    notice = masked_in_print(request.snapshot).notice
    return _with_remarks(notice, request, is_printed=kind is ReportFormat.PDF)


def _write_slides(request: ReportRequest, path: Path, progress: Progress) -> str:
    """Write the slides; return a message about names and problems in them."""
    from kompass_desktop.report.masked_names import masked_in_print

    with atomic_write(path) as file:
        request.write_slides(file, progress)
    return _with_remarks(masked_in_print(request.snapshot).notice, request, is_printed=False)


def _write_workbook(request: ReportRequest, place: DataFile, progress: Progress) -> str:
    with atomic_write(place.path) as file:
        request.write_workbook(file, place.names, progress)
    return str(masked_in_workbook(request.snapshot, place.names))


def _write_package(request: ReportRequest, place: DataFile, progress: Progress) -> str:
    """Write everything for the client; return a message about names and problems in it."""
    from kompass_desktop.report.masked_names import masked_in_workbook
    from kompass_desktop.report.package import write_package

    with atomic_write(place.path) as file, in_language(request.language):
        write_package(
            request.client_files(place.names), file, datetime.now().astimezone(), progress
        )
    notice = masked_in_workbook(request.snapshot, place.names).notice
    return _with_remarks(notice, request)


_DATA_WRITERS: dict[str, Callable[[ReportRequest, DataFile, Progress], str]] = {
    WORKBOOK: _write_workbook,
    ".zip": _write_package,
}
"""What writes data that has a progress, by the ending of the file."""


def _with_remarks(notice: str, request: ReportRequest, *, is_printed: bool = True) -> str:
    from kompass_desktop.report.remarks import remarks_on

    remarks = [
        remark.sentence
        for remark in remarks_on(
            request.snapshot, request.firm, written_in=request.language, is_printed=is_printed
        )
    ]
    return " ".join([notice, *remarks]).strip()
