"""The translated names of the statuses of an interview."""

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
    """Return the name of a status, one or two words in lower case."""
    return tr(_NAMES[status])
