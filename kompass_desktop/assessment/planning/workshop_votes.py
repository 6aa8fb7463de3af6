"""A workshop's table: which improvements lie on it, the dots that they got, and what follows.

An improvement lies on the table of a workshop if it has a ballot there, also one without dots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.ordering import position_changes
from kompass_desktop.assessment.plan_records import Ballot, Improvement, Workshop
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change

MOST_DOTS = 9_999
"""The largest number of dots that an improvement can get."""


class CardOrder(Enum):
    """How the cards of a workshop are ordered."""

    PLAN = "plan"
    """By the priority that the improvements have in the plan."""
    DOTS = "dots"
    """By the number of dots, most first; equal ones as in the plan."""


@dataclass(frozen=True)
class Card:
    """An improvement on the table, with its dots; `codes` are those of its measure points."""

    improvement: Improvement
    dots: int
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class DotCount:
    """The dots that were given in a workshop, and those that there are; None if not known."""

    given: int
    available: int | None

    @property
    def left(self) -> int | None:
        """How many dots are left; negative if more were given than there are."""
        return None if self.available is None else self.available - self.given

    @property
    def too_many(self) -> int:
        """How many dots more were given than there are."""
        return max(0, -(self.left or 0))


def cards_of(
    assessment: Assessment, workshop: Workshop, order: CardOrder = CardOrder.PLAN
) -> list[Card]:
    """Return the cards on the table of a workshop."""
    dots = {each.improvement: each.dots for each in _ballots(assessment, workshop)}
    codes = _codes(assessment)
    cards = [
        Card(each, dots[each.id], tuple(codes.get(each.id, ())))
        for each in assessment.improvements_in_order()
        if each.id in dots
    ]
    if order is CardOrder.DOTS:
        cards.sort(key=lambda card: -card.dots)
    return cards


def count_of(assessment: Assessment, workshop: Workshop) -> DotCount:
    """Return the dots that were given in a workshop, beside those that there are."""
    given = sum(card.dots for card in cards_of(assessment, workshop))
    known = workshop.participants > 0
    return DotCount(given, workshop.participants * workshop.dots_each if known else None)


def not_on_table(assessment: Assessment, workshop: Workshop) -> list[Improvement]:
    """Return the improvements of the plan that do not lie on the table, by priority."""
    there = {each.improvement for each in _ballots(assessment, workshop)}
    return [each for each in assessment.improvements_in_order() if each.id not in there]


def newest_workshop(assessment: Assessment) -> Workshop | None:
    """Return the workshop with the latest date, the last of those without one, or None."""
    workshops = assessment.workshops_in_order()
    return max(workshops, key=lambda each: (each.held_on, each.position), default=None)


def new_workshop(assessment: Assessment, title: str, held_on: str) -> Workshop:
    """Return a new workshop, which is not stored; `held_on` is an ISO date, or ""."""
    last = max((each.position for each in assessment.workshops.values()), default=-1.0)
    return Workshop(new_id(), title, held_on, position=last + 1)


def proposal(assessment: Assessment, workshop: Workshop, title: str, service: str) -> list[Change]:
    """Return the changes that propose a new improvement in a workshop."""
    last = max((each.position for each in assessment.improvements.values()), default=-1.0)
    improvement = Improvement(
        new_id(), title, service=service, workshop=workshop.id, position=last + 1
    )
    return [Change(None, improvement), *laid(assessment, workshop, [improvement])]


def laid(
    assessment: Assessment, workshop: Workshop, improvements: Iterable[Improvement]
) -> list[Change]:
    """Return the changes that put improvements on the table of a workshop."""
    return [
        Change(None, ballot)
        for each in improvements
        if (ballot := assessment.ballot(workshop.id, each.id)).id not in assessment.ballots
    ]


def with_dots(assessment: Assessment, workshop: Workshop, improvement: str, dots: int) -> Change:
    """Return the change that sets the dots of an improvement, given its id, to 0–MOST_DOTS."""
    before = assessment.ballot(workshop.id, improvement)
    after = replace(before, dots=min(MOST_DOTS, max(0, dots)))
    return Change(assessment.ballots.get(before.id), after)


def taken_off(assessment: Assessment, workshop: Workshop, improvement: str) -> list[Change]:
    """Return the changes that take an improvement, given its id, off the table.

    It stays in the plan. The votes for it in the workshop are removed.
    """
    ballot = assessment.ballots.get(assessment.ballot(workshop.id, improvement).id)
    return [Change(ballot, None)] if ballot is not None else []


def removal(assessment: Assessment, workshop: Workshop) -> list[Change]:
    """Return the changes that delete a workshop with its votes; improvements stay in the plan."""
    changes = [Change(each, None) for each in _ballots(assessment, workshop)]
    changes += [
        Change(each, replace(each, workshop=""))
        for each in assessment.improvements.values()
        if each.workshop == workshop.id
    ]
    return [*changes, Change(workshop, None)]


def ordered_by_result(assessment: Assessment, workshop: Workshop) -> list[Change]:
    """Return the changes that order the plan by the dots of a workshop.

    Improvements that were not on the table come after the others, as they were.
    """
    voted = [card.improvement for card in cards_of(assessment, workshop, CardOrder.DOTS)]
    changes = position_changes([*voted, *not_on_table(assessment, workshop)])
    return [each for each in changes if each.before != each.after]


def _codes(assessment: Assessment) -> Mapping[str, list[str]]:
    """Return the codes that each improvement lifts, by its id, in the instrument's order."""
    lifted: dict[str, list[str]] = {}
    for lift in assessment.lifts.values():
        lifted.setdefault(lift.measure_point, []).append(lift.improvement)
    codes: dict[str, list[str]] = {}
    for point in assessment.instrument.measure_points:
        for improvement in lifted.get(point.code, ()):
            codes.setdefault(improvement, []).append(point.code)
    return codes


def _ballots(assessment: Assessment, workshop: Workshop) -> list[Ballot]:
    return [each for each in assessment.ballots.values() if each.workshop == workshop.id]
