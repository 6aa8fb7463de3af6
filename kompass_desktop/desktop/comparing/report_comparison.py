"""What the report of an assessment is compared with, as it was chosen on Rapport."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.desktop.comparing.candidates import Candidates
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.compared_sources import earlier_among


@dataclass(frozen=True)
class ReportComparison:
    """What a report is compared with; `earlier` is last time, which its figures show beside it."""

    compared: tuple[Compared, ...] = ()
    earlier: Profile | None = None


def remembered_keys(settings: AssessmentSettings, candidates: Candidates) -> tuple[str, ...]:
    """Return the keys of what was chosen for an assessment, as in `Candidates`."""
    kept = settings.report_compared
    if kept is not None:
        return kept
    # Before several could be chosen, last time was shown or not.
    last = candidates.last_time if settings.showed_earlier else ""
    return (last,) if last else ()


def report_comparison(
    candidates: Candidates, keys: Sequence[str], own: Profile, language: Language
) -> ReportComparison:
    """Return what has the keys, with the names that a report in a language gives.

    `own` is the profile of the assessment. Raises StorageError if another cannot be read.
    """
    with in_language(language):
        compared = tuple(candidates.printed(keys))
    return ReportComparison(compared, earlier_among(candidates.own(own), compared))
