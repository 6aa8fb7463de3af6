"""What a report is to be made of, ready to be handed to another thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from kompass_desktop.assessment.compared import Compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.i18n import Language, in_language


@dataclass(frozen=True)
class ReportRequest:
    """A copy of the assessment, which is never changed, and the options of the report.

    `earlier` is the profile of an earlier assessment to compare with, or None;
    `shows_differences` adds the differences between informant groups; `compared` is what the
    section on the comparison shows.
    """

    snapshot: Assessment
    earlier: Profile | None
    language: Language
    shows_differences: bool = False
    compared: tuple[Compared, ...] = ()

    def write(
        self,
        file: IO[bytes],
        *,
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
                progress=progress,
                cancelled=cancelled,
            )
