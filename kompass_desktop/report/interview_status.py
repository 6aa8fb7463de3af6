"""What the status of an interview is called, in a table, a list and a programme."""

from __future__ import annotations

from kompass_desktop.assessment.records import InterviewStatus
from kompass_desktop.i18n import mark, tr

_NAMES = {
    InterviewStatus.PLANNED: mark("planned"),
    InterviewStatus.UNDER_WAY: mark("under way"),
    InterviewStatus.HELD: mark("held"),
    InterviewStatus.CANCELLED: mark("cancelled"),
}


def status_name(status: InterviewStatus) -> str:
    """Return one or two words for a status."""
    return tr(_NAMES[status])
