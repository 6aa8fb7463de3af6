"""Improvements made of findings and recommendations, what they wait for, and proposed levels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, Lift
from kompass_desktop.assessment.record_ids import derived_id, lift_id, new_id
from kompass_desktop.assessment.records import Change, Finding, Recommendation, Record
from kompass_desktop.instrument.model import HIGHEST_LEVEL, Aspect, Instrument, MeasurePoint

LONGEST_TITLE = 90
"""Characters of a title that is made of a longer text."""

_END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zæøå])")


def new_improvement(assessment: Assessment, title: str = "") -> Improvement:
    """Return a new improvement that is last in the order of priority."""
    last = max((each.position for each in assessment.improvements.values()), default=-1.0)
    return Improvement(new_id(), title, position=last + 1)


def title_from(text: str) -> str:
    """Return a title from a text: its first sentence, cut between words if it is too long."""
    line = " ".join(text.split())
    title = _END_OF_SENTENCE.split(line, maxsplit=1)[0]
    title = title[:-1] if title.endswith(".") and not title.endswith("..") else title
    if len(title) <= LONGEST_TITLE:
        return title
    cut = title[: LONGEST_TITLE - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut} …"


def points_of_codes(instrument: Instrument, codes: Iterable[str]) -> list[MeasurePoint]:
    """Return the measure points that codes of points and questions mean, each once, in order.

    An area has too many to be lifted by one improvement, so that its code means none.
    """
    wanted = [code for code in codes if "." in code]
    return [
        point
        for point in instrument.measure_points
        if any(code in (point.code, point.question) for code in wanted)
    ]


def from_findings(assessment: Assessment, findings: Sequence[Finding]) -> list[Change]:
    """Return the changes that make one improvement of findings, of which there is at least one.

    It gets the text of the first one as its title, all the texts where the title does not have
    them, and a lift without levels for each measure point that they are about.
    """
    texts = [each.text.strip() for each in findings]
    title = title_from(texts[0])
    is_whole = len(texts) == 1 and texts[0].rstrip(".") == title
    improvement = Improvement(
        new_id(),
        title,
        "" if is_whole else "\n\n".join(texts),
        findings=" ".join(each.id for each in findings),
        position=new_improvement(assessment).position,
    )
    codes = [code for each in findings for code in each.codes]
    return _created(assessment, improvement, codes)


def improvements_from(
    assessment: Assessment,
    recommendations: Sequence[Recommendation],
    end_of: Callable[[str], str],
) -> list[Change]:
    """Return the changes that make an improvement of each recommendation, in order.

    `end_of` returns the ISO date that a deadline says, or "" where it is no date. None of the
    recommendations is in the plan yet (`made_from`).
    """
    first = new_improvement(assessment).position
    changes: list[Change] = []
    for at, each in enumerate(recommendations):
        text = " ".join(each.text.split())
        title = title_from(text)
        improvement = Improvement(
            _id_from(assessment, each),
            title,
            "" if text.rstrip(".") == title else text,
            responsible=each.responsible,
            ends=end_of(each.deadline),
            findings=each.finding,
            position=first + at,
        )
        changes += _created(assessment, improvement, [each.code])
    return changes


def made_from(assessment: Assessment, recommendation: Recommendation) -> Improvement | None:
    """Return the improvement that a recommendation is in the plan as, or None.

    That is the one that was made from it, or one from the same finding or with its title.
    """
    made = assessment.improvements.get(_id_from(assessment, recommendation))
    if made is not None:
        return made
    title = title_from(recommendation.text).casefold()
    finding = recommendation.finding
    for each in assessment.improvements_in_order():
        if (finding and finding in each.finding_ids) or (title and each.title.casefold() == title):
            return each
    return None


def _id_from(assessment: Assessment, recommendation: Recommendation) -> str:
    """Return the id of the only improvement that is made from a recommendation."""
    return derived_id(assessment.id, "recommended", recommendation.id)


def _created(
    assessment: Assessment, improvement: Improvement, codes: Iterable[str]
) -> list[Change]:
    points = points_of_codes(assessment.instrument, codes)
    lifts = (
        Lift(lift_id(assessment.id, improvement.id, point.code), improvement.id, point.code)
        for point in points
    )
    return [Change(None, improvement), *(Change(None, lift) for lift in lifts)]


def added_findings(
    assessment: Assessment, improvement: Improvement, findings: Sequence[Finding]
) -> list[Change]:
    """Return the changes that add findings to an improvement, with lifts without levels."""
    kept = [*improvement.finding_ids, *(each.id for each in findings)]
    together = " ".join(dict.fromkeys(kept))
    changes: list[Change] = []
    if together != improvement.findings:
        changes.append(Change(improvement, replace(improvement, findings=together)))
    codes = [code for each in findings for code in each.codes]
    for point in points_of_codes(assessment.instrument, codes):
        lift = assessment.lift(improvement.id, point.code)
        if lift.id not in assessment.lifts:
            changes.append(Change(None, lift))
    return changes


def removal_of(assessment: Assessment, improvements: Iterable[Improvement]) -> list[Change]:
    """Return the changes that delete improvements, and all that is only about them."""
    gone = {each.id: each for each in improvements}
    about: Iterator[Record] = (
        each
        for records in (assessment.lifts, assessment.ballots, assessment.status_checks)
        for each in records.values()
        if each.improvement in gone
    )
    return [Change(each, None) for each in (*gone.values(), *about)]


def improvements_of(assessment: Assessment, finding: str) -> list[Improvement]:
    """Return the improvements that were made from a finding, given its id, by priority."""
    return [each for each in assessment.improvements_in_order() if finding in each.finding_ids]


def waits_for(assessment: Assessment, identity: str, other: str) -> bool:
    """Return whether an improvement or activity waits for another, directly or not, by their ids.

    One that waits for itself is said to: "after" must never go in a circle.
    """
    seen: set[str] = set()
    waiting = [identity]
    while waiting:
        each = waiting.pop()
        if each == other:
            return True
        if each not in seen:
            seen.add(each)
            record = assessment.improvements.get(each) or assessment.activities.get(each)
            waiting += record.after_ids if record is not None else ()
    return False


def proposed_levels(rating: EffectiveRating) -> tuple[int | None, ...]:
    """Return the levels that an improvement of a measure point could reach, in order.

    The next level on the aspects that are weakest; of what is only planned, the levels that it
    was given. None for the other aspects, and for all while nothing is rated.
    """
    levels = tuple(rating.levels[aspect] for aspect in Aspect)
    known = [level for level in levels if level is not None]
    if rating.not_in_focus or not known:
        return (None, None, None, None)
    if rating.planned_only and any(known):
        return tuple(level or None for level in levels)
    weakest = min(known)
    if weakest == HIGHEST_LEVEL:
        return (None, None, None, None)
    return tuple(weakest + 1 if level == weakest else None for level in levels)


def lift_with(lift: Lift, levels: Sequence[int | None]) -> Lift:
    """Return a lift with four other levels, 0–4 or None, in the order of `Aspect`."""
    system, extent, result, evaluation = levels
    return Lift(lift.id, lift.improvement, lift.measure_point, system, extent, result, evaluation)
