"""Finishing an assessment, which freezes its figures, and reopening it, which lets them go.

Both are changes like others, with an event that is never changed afterwards. What a finished
assessment may be changed by is decided here alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kompass_desktop.assessment.consensus import is_disagreement
from kompass_desktop.assessment.drafts import all_drafts
from kompass_desktop.assessment.follow_ups import follow_ups
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    TEAM,
    Change,
    Event,
    EventKind,
    Particulars,
    derived_id,
    new_id,
)
from kompass_desktop.assessment.scoring import Scoreboard


@dataclass(frozen=True)
class LooseEnds:
    """What is not settled: numbers of measure points, of follow-ups, of drafts, of conflicts.

    `unrated` lack a level in what is scored, `proposed` rest on what the interviews propose,
    and `disputed` are those on which groups disagree and the team has not rated. `drafts` are
    of findings; `conflicts` are between changes of several machines.
    """

    unrated: int
    proposed: int
    disputed: int
    open_follow_ups: int
    drafts: int
    conflicts: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether all is settled."""
        return not any(vars(self).values())


def loose_ends(assessment: Assessment, board: Scoreboard, conflicts: int = 0) -> LooseEnds:
    """Return what is not settled in an assessment; recorded results leave nothing to rate.

    `conflicts` is how many the library knows of.
    """
    is_published = bool(assessment.recorded) and not assessment.ratings
    points = () if is_published else assessment.instrument.measure_points
    ratings = [(point.code, board.rating(point.code)) for point in points]
    return LooseEnds(
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
    """Return what finishes an assessment at a time in UTC, by a version of the program.

    `drafts` is what the chapters of the report draft, as `kept_texts` writes it.
    """
    particulars = assessment.particulars
    finished = replace(particulars, finished=True)
    event = replace(_finish(assessment, new_id(), now.isoformat(), program), drafts=drafts)
    return Change(particulars, finished), Change(None, event)


def freezing(assessment: Assessment, program: str) -> tuple[Change, ...]:
    """Return what freezes the figures of one that was finished before figures were frozen.

    It is the same event in every copy. Nothing is returned where figures are frozen, or
    where it is not finished.
    """
    if not assessment.is_finished or assessment.finish is not None:
        return ()
    identity = derived_id(assessment.id, "event", "finished", str(len(assessment.events)))
    last = max((event.at for event in assessment.events.values()), default="")
    return (Change(None, _finish(assessment, identity, last, program)),)


def reopening(assessment: Assessment, now: datetime, reason: str) -> tuple[Change, ...]:
    """Return what reopens an assessment at a time in UTC; the reason may be empty."""
    particulars = assessment.particulars
    event = Event(new_id(), EventKind.REOPENED, now.isoformat(), " ".join(reason.split()))
    return Change(particulars, replace(particulars, finished=False)), Change(None, event)


def may_be_made(particulars: Particulars, changes: Sequence[Change]) -> bool:
    """Whether changes may be made to an assessment with such particulars, as they are now.

    To a finished one nothing may be done but to reopen it, or to add an event.
    """
    if not particulars.finished:
        return True
    return all(_is_of_its_course(particulars, change) for change in changes)


def _is_of_its_course(particulars: Particulars, change: Change) -> bool:
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
    """That the frozen figures are not what would be computed now; totals as printed."""

    finish: Event
    frozen: int
    now: int


def departure(assessment: Assessment) -> Departure | None:
    """Return how the frozen figures differ from what is computed now; None if they do not."""
    finish = assessment.finish
    if finish is None:
        return None
    frozen, now = Scoreboard(assessment), Scoreboard(assessment, computed_anew=True)
    if frozen.figures == now.figures:
        return None
    return Departure(finish, frozen.shown_total, now.shown_total)
