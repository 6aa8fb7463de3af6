"""Finishing an assessment, which freezes its figures, and reopening it, which unfreezes them.

Both are changes of records, with an event that is never changed afterwards. Only this module
decides which changes a finished assessment accepts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kompass_desktop.assessment.consensus import is_disagreement
from kompass_desktop.assessment.drafts import all_drafts
from kompass_desktop.assessment.follow_ups import follow_ups
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import derived_id, new_id
from kompass_desktop.assessment.records import PLAN, TEAM, Change, Event, EventKind, Particulars
from kompass_desktop.assessment.scoring import Scoreboard


@dataclass(frozen=True)
class RemainingWork:
    """The work that remains before an assessment can be finished, as counts.

    Three count measure points: `unrated` those whose rating is not complete, `proposed` those
    rated only by the proposal from the interviews, `disputed` those on which groups disagree
    and that the team has not rated. `drafts` counts findings that are neither accepted nor
    rejected, `conflicts` unsettled conflicts between changes of several machines.
    """

    unrated: int
    proposed: int
    disputed: int
    open_follow_ups: int
    drafts: int
    conflicts: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether every count is 0."""
        return not any(vars(self).values())


def remaining_work(assessment: Assessment, board: Scoreboard, conflicts: int = 0) -> RemainingWork:
    """Return the remaining work in an assessment; one with recorded results only needs no rating.

    `conflicts` is the number of unsettled conflicts in the library.
    """
    is_published = bool(assessment.recorded) and not assessment.ratings
    points = () if is_published else assessment.instrument.measure_points
    ratings = [(point.code, board.rating(point.code)) for point in points]
    return RemainingWork(
        unrated=sum(not rating.is_complete for _, rating in ratings),
        proposed=sum(rating.is_complete and rating.is_proposal for _, rating in ratings),
        disputed=sum(
            assessment.rating(TEAM, code).is_empty and is_disagreement(assessment, code)
            for code, _ in ratings
        ),
        open_follow_ups=sum(each.is_open for each in follow_ups(assessment)),
        drafts=sum(draft.rejected is None for draft in all_drafts(assessment, board)),
        conflicts=conflicts,
    )


def finishing(
    assessment: Assessment, now: datetime, program: str, drafts: str = ""
) -> tuple[Change, ...]:
    """Return the changes that finish an assessment.

    `now` is in UTC, `program` the version of Kompass, `drafts` the drafted chapters of the
    report as `kept_texts.to_text` returns them.
    """
    particulars = assessment.particulars
    finished = replace(particulars, finished=True)
    event = replace(_finish(assessment, new_id(), now.isoformat(), program), drafts=drafts)
    return Change(particulars, finished), Change(None, event)


def freezing(assessment: Assessment, program: str) -> tuple[Change, ...]:
    """Return the change that freezes the figures of an assessment finished by an older version.

    The event has the same id in every copy. Empty if the figures are frozen already, or if
    the assessment is not finished.
    """
    if not assessment.is_finished or assessment.finish is not None:
        return ()
    identity = derived_id(assessment.id, "event", "finished", str(len(assessment.events)))
    last = max((event.at for event in assessment.events.values()), default="")
    return (Change(None, _finish(assessment, identity, last, program)),)


def reopening(assessment: Assessment, now: datetime, reason: str) -> tuple[Change, ...]:
    """Return the changes that reopen an assessment; `now` is in UTC, `reason` may be empty."""
    particulars = assessment.particulars
    event = Event(new_id(), EventKind.REOPENED, now.isoformat(), " ".join(reason.split()))
    return Change(particulars, replace(particulars, finished=False)), Change(None, event)


def may_be_made(particulars: Particulars, changes: Sequence[Change]) -> bool:
    """Whether an assessment with these particulars, as stored now, accepts the changes.

    A finished assessment accepts only its reopening, new events, and changes of the plan, which
    is carried out after it.
    """
    if not particulars.finished:
        return True
    return all(_may_follow_finish(particulars, change) for change in changes)


def _may_follow_finish(particulars: Particulars, change: Change) -> bool:
    if isinstance(change.record, PLAN):
        return True
    match change.before, change.after:
        case None, Event():
            return True
        case Particulars(), Particulars() as after:
            return replace(after, finished=True) == particulars
    return False


def _finish(assessment: Assessment, identity: str, at: str, program: str) -> Event:
    figures = Scoreboard(assessment, computed_anew=True).figures.to_text()
    return Event(identity, EventKind.FINISHED, at, program=program, figures=figures)


@dataclass(frozen=True)
class Departure:
    """The frozen total and the one that would be computed now, both as printed."""

    finish: Event
    frozen: int
    now: int


def departure(assessment: Assessment) -> Departure | None:
    """Return both totals if any frozen figure differs from what is computed now, else None."""
    finish = assessment.finish
    if finish is None:
        return None
    frozen, now = Scoreboard(assessment), Scoreboard(assessment, computed_anew=True)
    if frozen.figures == now.figures:
        return None
    return Departure(finish, frozen.shown_total, now.shown_total)
