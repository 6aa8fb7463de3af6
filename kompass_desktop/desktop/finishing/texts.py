"""Texts about finishing, the remaining work, and the events of an assessment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from kompass_desktop.assessment.finishing import RemainingWork
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Event, EventKind
from kompass_desktop.desktop.dates import shown_day
from kompass_desktop.i18n import ntr, pmark, ptr, tr

_DATED = {
    EventKind.FINISHED: pmark("event", "finished {0}"),
    EventKind.REOPENED: pmark("event", "reopened {0}"),
    EventKind.ANONYMISED: pmark("event", "anonymised {0}"),
}
_UNDATED = {
    EventKind.FINISHED: pmark("event", "finished"),
    EventKind.REOPENED: pmark("event", "reopened"),
    EventKind.ANONYMISED: pmark("event", "anonymised"),
}


def course_text(assessment: Assessment) -> str:
    """Return "Finished 12.03.2026 · reopened 14.03.2026: why", or "" without events."""
    return _listed(assessment.events_in_order())


def latest_text(assessment: Assessment) -> str:
    """Return the last part of `course_text`, for narrow places."""
    return _listed(assessment.events_in_order()[-1:])


def _listed(events: Iterable[Event]) -> str:
    text = " · ".join(_event_text(event) for event in events)
    return text[:1].upper() + text[1:]


def _event_text(event: Event) -> str:
    if event.at:
        day = datetime.fromisoformat(event.at).astimezone().date().isoformat()
        text = ptr("event", _DATED[event.kind]).format(shown_day(day))
    else:
        text = ptr("event", _UNDATED[event.kind])
    return f"{text}: {event.reason}" if event.reason else text


def finishing_text() -> str:
    """Return the explanation of finishing."""
    return tr(
        "Nothing in it can be changed until it is reopened, and its figures stay as they are "
        "printed now, also in later versions of Kompass. Reports and exports can still be made."
    )


def reopening_text() -> str:
    """Return the explanation of reopening."""
    return tr(
        "It can be changed again, and its figures are computed again. When it was reopened, on "
        "which computer and why is kept in the history (Ctrl+H), with the figures until now."
    )


def remaining_work_text(loose: RemainingWork, assessment: Assessment) -> str:
    """Return the remaining work as lines under a heading, or "" if there is none."""
    lines = [f"–  {line}" for line in _lines(loose, assessment)]
    return "\n".join([tr("Not settled yet:"), *lines]) if lines else ""


def _lines(loose: RemainingWork, assessment: Assessment) -> Iterator[str]:
    if number := loose.unrated:
        yield ntr(
            "{0} measure point is not rated in full",
            "{0} measure points are not rated in full",
            number,
        ).format(number)
    if number := loose.proposed:
        yield ntr(
            "{0} measure point has the interviews' proposal only",
            "{0} measure points have the interviews' proposal only",
            number,
        ).format(number)
    if number := loose.disputed:
        yield ntr(
            "the groups disagree on {0} measure point that the team has not rated",
            "the groups disagree on {0} measure points that the team has not rated",
            number,
        ).format(number)
    if number := loose.open_follow_ups:
        yield ntr("{0} open follow-up", "{0} open follow-ups", number).format(number)
    if number := loose.drafts:
        yield ntr(
            "{0} drafted finding is neither accepted nor rejected",
            "{0} drafted findings are neither accepted nor rejected",
            number,
        ).format(number)
    if number := loose.conflicts:
        yield ntr("{0} conflict is not settled", "{0} conflicts are not settled", number).format(
            number
        )
    if assessment.interviews and not assessment.particulars.retain_until:
        yield tr("no date by which the personal data are to be deleted")
