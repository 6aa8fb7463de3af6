"""What a report is to be made of, ready to be handed to another thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.cancelling import Progress
from kompass_desktop.report.formats import ReportFormat
from kompass_desktop.report.package import ClientFiles


@dataclass(frozen=True)
class ReportRequest:
    """A copy of the assessment, which is never changed, and the options of the report.

    `earlier` is the profile of an earlier assessment to compare with, or None;
    `shows_differences` adds the differences between informant groups; `compared` is what the
    section on the comparison shows. `firm` writes the report.
    """

    snapshot: Assessment
    earlier: Profile | None
    language: Language
    shows_differences: bool = False
    compared: tuple[Compared, ...] = ()
    firm: Firm = NO_FIRM

    def write(
        self,
        file: IO[bytes],
        *,
        kind: ReportFormat = ReportFormat.PDF,
        progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Write the report to a binary file, as `write_report` does, in its language."""
        # reportlab costs 0.4 s to load, in the thread that writes and not in the window's.
        from kompass_desktop.report.document import write_report

        with in_language(self.language):
            write_report(
                self.snapshot,
                file,
                earlier=self.earlier,
                shows_differences=self.shows_differences,
                compared=self.compared,
                kind=kind,
                firm=self.firm,
                progress=progress,
                cancelled=cancelled,
            )

    def write_slides(self, file: IO[bytes], progress: Progress) -> None:
        """Write the results as slides to a binary file, in the language of the report."""
        from kompass_desktop.report.slides.presentation import write_slides

        with in_language(self.language):
            write_slides(
                self.snapshot,
                file,
                earlier=self.earlier,
                compared=self.compared,
                firm=self.firm,
                progress=progress.done,
            )

    def write_workbook(self, file: IO[bytes], names: Names, progress: Progress) -> None:
        """Write the workbook to a binary file, in the language of the report."""
        from kompass_desktop.report.workbook.book import write_workbook

        with in_language(self.language):
            write_workbook(
                self.snapshot,
                file,
                names=names,
                compared=self.compared,
                firm=self.firm,
                progress=progress,
            )

    def client_files(self, names: Names) -> ClientFiles:
        """Return what the files for the client are made from."""
        return ClientFiles(
            self.snapshot,
            names,
            self.earlier,
            self.shows_differences,
            self.compared,
            self.firm,
        )
