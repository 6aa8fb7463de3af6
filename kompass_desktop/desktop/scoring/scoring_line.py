"""A measure point as the team settles it: what the interviews propose, and what is decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kompass_desktop.assessment.consensus import (
    DISAGREEMENT,
    EffectiveRating,
    GroupView,
    accepted,
    combine_views,
    group_views,
    proposal_of,
    spreads,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import TOGETHER
from kompass_desktop.assessment.records import TEAM, Rating
from kompass_desktop.assessment.scoring import (
    Score,
    Scoreboard,
    ScoreStatus,
    score_measure_point,
)
from kompass_desktop.assessment.settling import differs_from_proposal, needs_reason
from kompass_desktop.instrument.model import Aspect, MeasurePoint

ASPECTS = tuple(Aspect)


@dataclass(frozen=True)
class ScoringLine:
    """A measure point with the team's rating, the interviews' and what is scored.

    `views` are those of the informant groups. For a consultant who rates alone, `team` is
    that one's own rating, and nothing is proposed.
    """

    point: MeasurePoint
    team: Rating
    proposal: EffectiveRating
    effective: EffectiveRating
    views: tuple[GroupView, ...]
    score: Score

    @property
    def spread(self) -> int:
        """The widest spread, in levels 0-4, between the medians of informant groups."""
        return max(spreads(self.views))

    @property
    def needs_reason(self) -> bool:
        """Whether the team should say why it rates as it does, and has not."""
        return not self.team.author and needs_reason(self.team, self.proposal)

    @property
    def differs_from_proposal(self) -> bool:
        """Whether the team rates otherwise than the interviews propose."""
        return differs_from_proposal(self.team, self.proposal)

    @property
    def is_settled(self) -> bool:
        """Whether the team has decided all that counts."""
        return self.score.status is ScoreStatus.RATED

    @property
    def is_disagreement(self) -> bool:
        """Whether informant groups see it so differently that it must be shown."""
        return self.spread >= DISAGREEMENT

    @property
    def can_accept(self) -> bool:
        """Whether something that counts is proposed and not yet decided."""
        return self.effective.is_proposal

    @property
    def first_open(self) -> int | None:
        """The index 0-3 of the first aspect that the team has not rated, or None."""
        return next((i for i, level in enumerate(self.team.levels) if level is None), None)

    def accepted(self) -> Rating:
        """Return the team's rating with all that is proposed taken as its own.

        The flags are taken too, as yes or no: later interviews no longer decide them.
        """
        return accepted(self.team, self.effective)

    def with_level(self, index: int, level: int | None) -> Rating:
        """Return the team's rating with a level 0-4 on the aspect at an index 0-3, or None.

        With the last level goes the no that a flag was given when a proposal was
        accepted: the interviews propose everything again.
        """
        levels = list(self.team.levels)
        levels[index] = level
        rating = _with_levels(self.team, levels)
        if any(given is not None for given in rating.levels):
            return rating
        return replace(
            rating,
            planned_only=rating.planned_only or None,
            not_in_focus=rating.not_in_focus or None,
        )

    def with_planned_only_toggled(self) -> Rating:
        """Return the team's rating with the other answer on planned only than counts now."""
        answer = _decided(not self.effective.planned_only, self.proposal.planned_only)
        return replace(self.team, planned_only=answer)

    def with_not_in_focus_toggled(self) -> Rating:
        """Return the team's rating with the other answer on not in focus than counts now."""
        answer = _decided(not self.effective.not_in_focus, self.proposal.not_in_focus)
        return replace(self.team, not_in_focus=answer)

    def with_follow_up_toggled(self) -> Rating:
        """Return the rating with its follow-up switched on or off.

        An earlier answer is removed, because the follow-up is open again.
        """
        return replace(self.team, follow_up=not self.team.follow_up, answer="")

    def without_flags(self) -> Rating:
        """Return the team's rating with the flags left to the interviews again."""
        return replace(self.team, planned_only=None, not_in_focus=None)


def _with_levels(rating: Rating, levels: Sequence[int | None]) -> Rating:
    system, extent, result, evaluation = levels
    return replace(rating, system=system, extent=extent, result=result, evaluation=evaluation)


def _decided(answer: bool, proposed: bool) -> bool | None:
    """Return what the team must say for `answer` to count: nothing where it is proposed."""
    return None if answer == proposed else answer


def line_of(
    assessment: Assessment, board: Scoreboard, point: MeasurePoint, author: str = TOGETHER
) -> ScoringLine:
    """Return the line of a measure point with its present ratings.

    `author` is the id of the team member who rates alone, or TOGETHER.
    """
    if author:
        return _own_line(assessment, board, assessment.own_rating(author, point.code), point)
    team = assessment.rating(TEAM, point.code)
    views = group_views(assessment, point.code)
    return ScoringLine(
        point=point,
        team=team,
        proposal=proposal_of(views),
        effective=board.rating(point.code),
        views=views,
        score=board.score(point.code),
    )


def _own_line(
    assessment: Assessment, board: Scoreboard, own: Rating, point: MeasurePoint
) -> ScoringLine:
    effective = combine_views(own, ())
    return ScoringLine(
        point=point,
        team=own,
        proposal=proposal_of(()),
        effective=effective,
        views=group_views(assessment, point.code),
        score=score_measure_point(point, effective, board.instrument),
    )
