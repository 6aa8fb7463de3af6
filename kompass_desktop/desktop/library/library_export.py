"""Exporting an assessment of the library, as Rapport does: report, slides, workbook, data, zip."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.comparing.candidates import Candidates
from kompass_desktop.desktop.comparing.report_comparison import (
    remembered_keys,
    report_comparison,
)
from kompass_desktop.desktop.exchange.data_export import DataFile
from kompass_desktop.desktop.exporting.export_bar import ExportBar
from kompass_desktop.desktop.exporting.report_export import ReportExport, choose_any_file
from kompass_desktop.desktop.exporting.report_request import ReportRequest
from kompass_desktop.desktop.library.assessment_list import AssessmentRow
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.i18n import DEFAULT, Language
from kompass_desktop.storage.errors import StorageError


class LibraryExport(QObject):
    """Writes one file at a time, with the choices that were made on Rapport; a bar shows how far.

    Whether the groups' differences are shown, what is compared with and the language are those
    of the assessment.
    """

    message_shown = Signal(str)
    failed = Signal(str)
    """Why an assessment could not be read; "" if it could."""
    changed = Signal()
    """A file is now being written, or no longer."""

    def __init__(self, catalogue: AssessmentCatalogue, bar: ExportBar, page: QWidget) -> None:
        super().__init__(page)
        self._catalogue = catalogue
        self._page = page
        self._export = ReportExport(Background(self), bar, self)
        self._export.written.connect(self.message_shown)
        self._export.began.connect(self.changed)
        self._export.ended.connect(self.changed)
        bar.not_opened.connect(self.message_shown)

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._export.is_writing

    def cancel(self) -> None:
        """Give up the file that is being written."""
        self._export.cancel()

    def choose(self, row: AssessmentRow) -> None:
        """Ask for a file, and export an assessment to it in the background."""
        place = choose_any_file(self._page, f"{row.title}.json")
        if place is not None:
            self.write(row.id, place)

    def write(self, assessment: str, place: DataFile) -> None:
        """Export an assessment, given its id, in the format of the ending of a file."""
        try:
            request = self._request(self._catalogue.library.load(assessment))
        except StorageError as error:
            self.failed.emit(str(error))
            return
        self.failed.emit("")
        self._export.write_file(request, place)

    def _request(self, assessment: Assessment) -> ReportRequest:
        settings = AssessmentSettings(assessment.id)
        language = Language(settings.report_language or DEFAULT)
        candidates = Candidates(self._catalogue, assessment)
        keys = remembered_keys(settings, candidates)
        own = profile_of(Scoreboard(assessment), "")
        comparison = report_comparison(candidates, keys, own, language)
        return ReportRequest(
            assessment,
            comparison.earlier,
            language,
            shows_differences=settings.shows_differences,
            compared=comparison.compared,
            firm=self._catalogue.library.firm(),
        )
