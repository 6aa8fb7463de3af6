"""Typing in published points: reads what is typed, checks sums, and makes the changes.

An older result is known by its 45 questions, its 8 areas or only its total (`scoring.md`,
"Recorded results"). Where a printed sum and its parts differ by 1 point or more, it is said;
the printed sum counts. Why they differ can be written; it is stored as a report text, which every
version of the program reads and merges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import decimal, shortest, whole
from kompass_desktop.assessment.record_ids import recorded_id, text_id
from kompass_desktop.assessment.records import TOTAL, Change, Recorded, ReportText
from kompass_desktop.assessment.scoring import NOTABLE_DIFFERENCE
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import Instrument

Points = Mapping[str, Fraction]
"""Published points by the code of a question, an area, or TOTAL."""

DECIMALS = 2
SUM_REASON = "sum-reason"
"""The chapter key under which it is stored why the printed sums differ from their parts."""
_NUMBER = re.compile(r"([0-9]{1,4})(?:[.,]([0-9]*))?|[.,]([0-9]+)")


class InvalidPoints(ValueError):
    """What was typed are no points of the scale; the message is a sentence that says why."""


class Depth(StrEnum):
    """How much of a result has been published."""

    QUESTIONS = "questions"
    AREAS = "areas"
    TOTAL = "total"


@dataclass(frozen=True)
class SumCheck:
    """A printed sum beside its parts; both are None if they are not known.

    `parts` is the sum of those that are known, which are `known` of `count`.
    """

    printed: Fraction | None
    parts: Fraction | None
    known: int
    count: int

    @property
    def is_whole(self) -> bool:
        """Whether all parts are known."""
        return self.known == self.count

    @property
    def difference(self) -> Fraction | None:
        """The printed sum minus its parts where that must be said, else None."""
        if self.printed is None or self.parts is None:
            return None
        difference = self.printed - self.parts
        is_notable = abs(difference) >= NOTABLE_DIFFERENCE
        # Parts that are not known can only add to the sum.
        return difference if is_notable and (self.is_whole or difference < 0) else None


def read_points(text: str, maximum: Fraction) -> Fraction | None:
    """Return the points in a typed text, from 0 to `maximum`; None for a blank one.

    The decimal sign is a comma or a point. Raises InvalidPoints.
    """
    typed = text.strip()
    if not typed:
        return None
    found = _NUMBER.fullmatch(typed)
    if found is None:
        raise InvalidPoints(tr("“{0}” is not a number.").format(typed))
    whole_part, decimals = found[1] or "0", found[2] or found[3] or ""
    if len(decimals) > DECIMALS:
        raise InvalidPoints(
            ntr("At most {0} decimal.", "At most {0} decimals.", DECIMALS).format(DECIMALS)
        )
    points = Fraction(f"{whole_part}.{decimals or '0'}")
    if points > maximum:
        raise InvalidPoints(
            tr("{0} is more than the maximum, {1}.").format(typed, shortest(maximum))
        )
    return points


def typed_text(points: Fraction) -> str:
    """Return points as they are typed: "7,4", "21"."""
    if points.denominator == 1:
        return str(points.numerator)
    decimals = 1 if (points * 10).denominator == 1 else DECIMALS
    return decimal(points, decimals)


def entry_codes(instrument: Instrument, depth: Depth) -> tuple[str, ...]:
    """Return the codes in the order in which they are typed: as printed, each sum after its parts.

    An area's sum comes after its questions, and TOTAL last.
    """
    codes: list[str] = []
    for area in instrument.areas:
        if depth is Depth.QUESTIONS:
            codes += [question.code for question in area.questions]
        if depth is not Depth.TOTAL:
            codes.append(area.code)
    return (*codes, TOTAL)


def maximum_of(instrument: Instrument, code: str) -> Fraction:
    """Return the maximum of a question, an area or TOTAL, by its code."""
    entry = instrument.find(code)
    return instrument.maximum if entry is None else entry.maximum


def recorded_of(assessment: Assessment) -> dict[str, Fraction]:
    """Return the published points that an assessment has, by code."""
    return {each.code: each.points for each in assessment.recorded.values()}


def depth_of(points: Points) -> Depth:
    """Return how much of a result is known; all questions are asked for if nothing is."""
    if not points or any("." in code for code in points):
        return Depth.QUESTIONS
    return Depth.AREAS if set(points) != {TOTAL} else Depth.TOTAL


def check_area(instrument: Instrument, number: int, points: Points) -> SumCheck:
    """Return the printed sum of an area beside the sum of its questions."""
    area = instrument.area(number)
    return _check(points.get(area.code), [points.get(each.code) for each in area.questions])


def check_total(instrument: Instrument, points: Points) -> SumCheck:
    """Return the printed total beside the sum of the areas, as printed in whole points."""
    areas: list[Fraction | None] = []
    for area in instrument.areas:
        check = check_area(instrument, area.number, points)
        known = check.printed
        if known is None and check.is_whole:
            known = check.parts
        areas.append(None if known is None else Fraction(whole(known)))
    return _check(points.get(TOTAL), areas)


def sums_differ(instrument: Instrument, points: Points) -> bool:
    """Return whether any printed sum differs from its parts so much that it must be said."""
    checks = [check_area(instrument, area.number, points) for area in instrument.areas]
    checks.append(check_total(instrument, points))
    return any(check.difference is not None for check in checks)


def area_check_text(check: SumCheck) -> str:
    """Return a sentence on the sum of an area; "" if nothing is known of it."""
    return _check_text(
        check,
        tr("The questions give {0}. That fits."),
        tr("The questions give {0}, {1} less than printed. What is printed counts."),
        tr("The questions give {0}, {1} more than printed. What is printed counts."),
    )


def total_check_text(check: SumCheck) -> str:
    """Return a sentence on the total; "" if nothing is known of its areas."""
    return _check_text(
        check,
        tr("The areas give {0}. That fits."),
        tr("The areas give {0}, {1} less than printed. What is printed counts."),
        tr("The areas give {0}, {1} more than printed. What is printed counts."),
    )


def recorded_changes(assessment: Assessment, points: Points) -> list[Change]:
    """Return the changes after which an assessment has exactly these published points."""
    changes: list[Change] = []
    for code in dict.fromkeys([*recorded_of(assessment), *points]):
        identity = recorded_id(assessment.id, code)
        before = assessment.recorded.get(identity)
        after = Recorded(identity, code, points[code]) if code in points else None
        if before != after:
            changes.append(Change(before, after))
    return changes


def sum_reason(assessment: Assessment) -> str:
    """Return why the printed sums differ from their parts, as a person has written, or ""."""
    return " ".join((assessment.text(SUM_REASON) or "").split())


def sum_reason_changes(assessment: Assessment, reason: str) -> list[Change]:
    """Return the changes after which an assessment has this reason; "" removes it."""
    identity = text_id(assessment.id, SUM_REASON)
    before = assessment.texts.get(identity)
    text = reason.strip()
    after = ReportText(identity, SUM_REASON, text) if text else None
    is_same = (before.text if before is not None else "") == text
    return [] if is_same else [Change(before, after)]


def _check(printed: Fraction | None, parts: Sequence[Fraction | None]) -> SumCheck:
    known = [part for part in parts if part is not None]
    return SumCheck(printed, _sum(known) if known else None, len(known), len(parts))


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, Fraction(0))


def _check_text(check: SumCheck, fits: str, less: str, more: str) -> str:
    if check.parts is None:
        return ""
    given = shortest(check.parts)
    difference = check.difference
    if difference is not None:
        return (less if difference > 0 else more).format(given, shortest(abs(difference)))
    if not check.is_whole:
        return tr("{0} so far, {1} of {2}").format(given, check.known, check.count)
    return fits.format(given) if check.printed is not None else tr("Sum {0}").format(given)
