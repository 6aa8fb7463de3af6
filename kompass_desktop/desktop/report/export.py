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
from kompass_desktop.desktop.exchange.data_export import DataFile, choose_data_file, export_to
from kompass_desktop.desktop.report.export_bar import ExportBar
from kompass_desktop.desktop.report.report_request import ReportRequest
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.widgets.export_target import (
    FileKind,
    choose_export_target,
    fit_for_a_file,
)
from kompass_desktop.i18n import tr
from kompass_desktop.report.formats import ReportFormat, format_of
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import atomic_write


class ReportExport(QObject):
    """Writes one report at a time; a file is replaced only when the new one is complete."""

    began = Signal()
    ended = Signal()
    """The writing of the report has ended; the bar shows the result."""
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
        """Whether a report is being written."""
        return self._cancelled is not None

    def write_report(self, request: ReportRequest, path: Path) -> None:
        """Write a report in the background, in the format of the ending of `path`."""
        self._cancelled = Event()
        self._bar.begin(path.name)
        self.began.emit()
        job = partial(_write, request, path, self._cancelled, self._tell_progress)
        self._making.run(job, partial(self._end, path))

    def write_data(self, assessment: Assessment, place: DataFile) -> None:
        """Write the whole assessment (.json), or its points (.csv)."""
        try:
            told = export_to(assessment, place)
        except StorageError as error:
            self._bar.fail(str(error))
        else:
            self._succeed(place.path, told)

    def cancel(self) -> None:
        """Give up the report that is being written; nothing is left behind."""
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
    return choose_data_file(parent, tr("Export data"), suggested_name(assessment, "json"))


def suggested_name(assessment: Assessment, ending: str = "pdf") -> str:
    """Return a name for a file of it: "Kommunekompasset Karasjok 2019.pdf".

    Of several official names it is the one in Norwegian letters.
    """
    particulars = assessment.particulars
    name = norwegian_name(particulars.municipality)
    words = f"{assessment.instrument.name} {name} {particulars.year}"
    return fit_for_a_file(f"{words}.{ending}")


def _write(
    request: ReportRequest, path: Path, cancelled: Event, progress: Callable[[float], None]
) -> str | None:
    """Write the report; return what one should know of it, or None if it was given up."""
    from kompass_desktop.report.document import ReportCancelled
    from kompass_desktop.report.masked_names import masked_in_print
    from kompass_desktop.report.remarks import remarks_on

    kind = format_of(path) or ReportFormat.PDF
    try:
        with atomic_write(path) as file:
            request.write(file, kind=kind, progress=progress, cancelled=cancelled.is_set)
    except ReportCancelled:
        return None
    remarks = [remark.sentence for remark in remarks_on(request.snapshot, kind)]
    return " ".join([masked_in_print(request.snapshot).notice, *remarks]).strip()
