"""The texts that people have written in the plan."""

from __future__ import annotations

from collections.abc import Iterator

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.service_areas import is_usual, services_of


def plan_texts(assessment: Assessment) -> Iterator[str]:
    """Yield every text of improvements, timeline, workshops and status rounds that is not empty.

    The names of the municipality's own service areas are among them, each once.
    """
    for improvement in assessment.improvements_in_order():
        yield from filter(None, (improvement.title, improvement.text, improvement.responsible))
        yield from filter(None, (c.comment for c in assessment.status_checks_of(improvement.id)))
    for activity in assessment.activities_in_order():
        yield from filter(None, (activity.title, activity.responsible))
    for workshop in assessment.workshops_in_order():
        yield from filter(None, (workshop.title,))
    yield from (each for each in services_of(assessment) if not is_usual(each))
