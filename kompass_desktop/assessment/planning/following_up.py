"""What came of last time's improvements and findings: where they belong, and how many are open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Carryover, Improvement, Lift, Outcome
from kompass_desktop.assessment.record_ids import lift_id, new_id
from kompass_desktop.assessment.records import Change
from kompass_desktop.instrument.model import MeasurePoint, Question

LONGEST_TITLE = 200
"""Characters of the title of an improvement that is made from what was not carried out."""


@dataclass(frozen=True)
class Outcomes:
    """How many of some carryovers have each outcome; `unknown` are those not looked into."""

    carried_out: int = 0
    partly: int = 0
    not_carried_out: int = 0
    unknown: int = 0

    @property
    def total(self) -> int:
        """How many there are."""
        return self.carried_out + self.partly + self.not_carried_out + self.unknown


def outcomes_of(carryovers: Iterable[Carryover]) -> Outcomes:
    """Return how many carryovers have each outcome."""
    given = [each.outcome for each in carryovers]
    return Outcomes(
        given.count(Outcome.CARRIED_OUT),
        given.count(Outcome.PARTLY),
        given.count(Outcome.NOT_CARRIED_OUT),
        given.count(None),
    )


def carryovers_at(assessment: Assessment, code: str) -> list[Carryover]:
    """Return what was carried over that belongs beside a code, in order.

    Beside a measure point, it is about it or its whole question. Beside a question, it is about
    the question, its measure points or the whole area.
    """
    entry = assessment.instrument.find(code)
    every = assessment.carryovers_in_order()
    match entry:
        case MeasurePoint():
            return [each for each in every if {code, entry.question} & set(each.codes.split())]
        case Question():
            area = str(entry.area)
            return [each for each in every if each.is_within(code) or area in each.codes.split()]
        case None:
            return []
    return [each for each in every if each.is_within(code)]


def home_of(assessment: Assessment, carryover: Carryover) -> str:
    """Return the code at which a carryover is shown first, or "" if it belongs to none."""
    known = (each for each in carryover.codes.split() if assessment.instrument.find(each))
    return next(known, "")


def open_points(assessment: Assessment) -> frozenset[str]:
    """Return the codes of the measure points with something that has no outcome yet.

    What is about a question is about all its measure points; what is about an area, about none.
    """
    codes: set[str] = set()
    for each in assessment.carryovers.values():
        if each.outcome is None:
            codes.update(each.codes.split())
    return frozenset(
        point.code
        for point in assessment.instrument.measure_points
        if {point.code, point.question} & codes
    )


def next_open(
    assessment: Assessment, after: str, includes: Callable[[str], bool]
) -> Carryover | None:
    """Return the next carryover without an outcome, in the instrument's order, or None.

    `after` is the code to begin after; at the end it goes on from the beginning. `includes`
    returns whether a code is gone through. What has no code is left out.
    """
    places = _places(assessment)
    here = places.get(after, -1)
    waiting = [
        (places[home], each)
        for each in assessment.carryovers_in_order()
        if each.outcome is None and (home := home_of(assessment, each)) and includes(home)
    ]
    waiting.sort(key=lambda pair: (pair[0] <= here, pair[0]))
    return waiting[0][1] if waiting else None


def again_in_plan(assessment: Assessment, carryover: Carryover) -> list[Change]:
    """Return the changes that make an improvement of a carryover, last in the plan.

    It is about the same measure points; no level is set. The deadline was last time's.
    """
    positions = [each.position for each in assessment.improvements.values()]
    title, is_cut = _title_of(carryover.text)
    improvement = Improvement(
        new_id(),
        title,
        text=carryover.text if is_cut else "",
        responsible=carryover.responsible[:LONGEST_TITLE],
        position=max(positions, default=-1.0) + 1,
    )
    points = [
        code
        for code in carryover.codes.split()
        if isinstance(assessment.instrument.find(code), MeasurePoint)
    ]
    lifts = (Lift(lift_id(assessment.id, improvement.id, c), improvement.id, c) for c in points)
    return [Change(None, improvement), *(Change(None, lift) for lift in lifts)]


def in_plan(assessment: Assessment, carryover: Carryover) -> Improvement | None:
    """Return the improvement that was made of a carryover, found by its title, or None."""
    title, _ = _title_of(carryover.text)
    same = (each for each in assessment.improvements_in_order() if each.title == title)
    return next(same, None)


def _title_of(text: str) -> tuple[str, bool]:
    """Return a text as a title, and whether it was too long for one."""
    if len(text) <= LONGEST_TITLE:
        return text, False
    return f"{text[: LONGEST_TITLE - 1].rstrip()}…", True


def _places(assessment: Assessment) -> dict[str, int]:
    """Return where each code is in the instrument: an area before its questions."""
    codes: Sequence[str] = [
        code
        for area in assessment.instrument.areas
        for code in (
            area.code,
            *(
                each
                for question in area.questions
                for each in (question.code, *(point.code for point in question.measure_points))
            ),
        )
    ]
    return {code: place for place, code in enumerate(codes)}
