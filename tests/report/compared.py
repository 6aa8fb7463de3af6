"""What the tests compare with: an example, and the published references."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.comparing.compared import Compared, reference_compared
from kompass_desktop.assessment.comparing.references import bundled_references
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.recorded_entry import recorded_changes
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.report.compared_sources import assessment_compared
from tests.examples import KARASJOK, bundled


def references(assessment: Assessment) -> dict[str, Compared]:
    """Return the published references by key, with the parts of an assessment's instrument."""
    found = (reference_compared(each, assessment.instrument) for each in bundled_references())
    return {each.key.removeprefix("reference:"): each for each in found}


def karasjok() -> Compared:
    """Return the example with recorded results of all questions."""
    return assessment_compared(bundled(KARASJOK))


def six_others(assessment: Assessment) -> list[Compared]:
    """Return as many others as can be compared with."""
    return [karasjok(), *references(assessment).values()]


def measured(year: int, points: dict[str, int]) -> Compared:
    """Return a measurement of Eksempelvik in another year, with recorded points by code."""
    particulars = Particulars(new_id(), "Eksempelvik", "", year, report=f"Rapport {year}")
    assessment = Assessment(particulars, bundled("eksempelvik-2025").instrument)
    exact = {code: Fraction(value) for code, value in points.items()}
    for change in recorded_changes(assessment, exact):
        assessment.apply(change)
    return assessment_compared(assessment)
