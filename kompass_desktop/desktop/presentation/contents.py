"""What a presentation shows: a copy of the assessment without names, its scores, a what-if."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto

from kompass_desktop.assessment.anonymity import as_printed, firm_as_printed
from kompass_desktop.assessment.consensus import GroupView, group_views
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.what_if import WhatIf
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, Instrument
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text
from kompass_desktop.report.report_data import ReportData


class SlideKind(Enum):
    """The kinds of slides."""

    PROFILE = auto()
    AREA = auto()
    COMPARISON = auto()
    PLAN = auto()
    SCENARIO = auto()
    RECOMMENDATIONS = auto()
    CLOSING = auto()


@dataclass(frozen=True)
class Slide:
    """A slide; `code` is that of its area, or ""."""

    kind: SlideKind
    code: str = ""


class PresentationContents:
    """The data of the slides; the assessment that is given is not changed.

    `earlier` is the profile of an earlier assessment to compare with, or None; `compares` is
    whether it is shown. `firm` writes the report.
    """

    def __init__(
        self, assessment: Assessment, earlier: Profile | None, firm: Firm = NO_FIRM
    ) -> None:
        self.earlier = earlier
        self._firm = firm
        self.compares = earlier is not None
        self.assessment = _shown(assessment)
        self.what_if = WhatIf(self.assessment)
        self.data = self._data(assessment)
        self._closing: str | None = None

    def reload(self, assessment: Assessment) -> None:
        """Show the assessment as it is now, with the same what-ifs."""
        before = self.what_if
        self.assessment = _shown(assessment)
        self.what_if = WhatIf(self.assessment)
        for code in before.changed:
            self.what_if.assume(before.rating(code))
        self.data = self._data(assessment)
        self._closing = None

    def _data(self, assessment: Assessment) -> ReportData:
        firm = firm_as_printed(self._firm, assessment)
        return ReportData(self.assessment, self.what_if.real, firm=firm)

    @property
    def instrument(self) -> Instrument:
        """The instrument of the assessment."""
        return self.assessment.instrument

    @property
    def profile(self) -> Profile:
        """The profile as it is."""
        return self.data.profile

    @property
    def compared(self) -> Profile | None:
        """The earlier profile if there is one and it is shown, else None."""
        return self.earlier if self.compares else None

    @property
    def assumed_profile(self) -> Profile | None:
        """The profile with the changes of the what-if; None while there are none."""
        if not self.what_if.changed:
            return None
        return profile_of(self.what_if.board, tr("What if"))

    @property
    def closing(self) -> str:
        """The text of the closing chapter, as in the report."""
        if self._closing is None:
            self._closing = chapter_text(ChapterKey.CLOSING, self.data).strip()
        return self._closing

    def slides(self) -> tuple[Slide, ...]:
        """Return the slides in order."""
        areas = [Slide(SlideKind.AREA, area.code) for area in self.instrument.areas]
        comparison = [Slide(SlideKind.COMPARISON)] if self.compared is not None else []
        plan = self.data.plan
        last = {
            SlideKind.PLAN: bool(plan.improvements),
            SlideKind.SCENARIO: plan.has_scenario,
            SlideKind.RECOMMENDATIONS: bool(self.data.advice),
            SlideKind.CLOSING: bool(self.closing),
        }
        shown = (Slide(kind) for kind, is_shown in last.items() if is_shown)
        return (Slide(SlideKind.PROFILE), *areas, *comparison, *shown)

    def findings(self, area: Area, kind: FindingKind) -> tuple[str, ...]:
        """Return the texts of a column of findings, in order."""
        every = self.assessment.findings_of(area.number, kind)
        return tuple(text for finding in every if (text := finding.text.strip()))

    def views(self, measure_point: str) -> tuple[GroupView, ...]:
        """Return how the informant groups rate a measure point, given its code."""
        return group_views(self.assessment, measure_point)


def _shown(assessment: Assessment) -> Assessment:
    """Return a copy without names, and without notes, which are not shown.

    To remove the names from all notes would take seconds.
    """
    return as_printed(replace(assessment.snapshot(), notes={}, attachments={}))
