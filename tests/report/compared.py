"""What the tests compare with: an example, and the published references."""

from __future__ import annotations

from kompass_desktop.assessment.compared import Compared, reference_compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.references import bundled_references
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
