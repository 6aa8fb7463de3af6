"""Sentences on a comparison, to read on the page, to copy, and for the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.comparing.compared import (
    Compared,
    ComparedRow,
    VersionGap,
    Why,
    compared_rows,
    last_time,
    total_change,
    version_gap,
)
from kompass_desktop.assessment.comparing.references import Bound
from kompass_desktop.assessment.numbers import MINUS, shortest
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import UNCERTAINTY, ScoreStatus
from kompass_desktop.i18n import Language, language, tr

AREAS_NAMED = 2
QUESTIONS_NAMED = 3
"""How many of each are named as what rose most, and as what fell most."""

CODES_SHOWN = 6


def change_text(change: Fraction) -> str:
    """Return a difference in points with its sign: "+7", "−3", "+1,5", "0"."""
    if not change:
        return "0"
    return f"{'+' if change > 0 else MINUS}{shortest(abs(change))}"


def why_text(why: Why) -> str:
    """Return why two profiles cannot be compared in a part."""
    match why:
        case Why.NOT_KNOWN:
            return tr("not known in both")
        case Why.NOT_THERE:
            return tr("not in the other version of the instrument")
        case Why.OTHER_MAXIMUM:
            return tr("another maximum in the other version of the instrument")


def summary_sentences(own: Compared, others: Sequence[Compared]) -> list[str]:
    """Return a sentence or some on each of the others, last time first."""
    before = last_time(own, others)
    ordered = [] if before is None else [before]
    ordered += [other for other in others if other is not before]
    return [
        " ".join([_total_sentence(own, other), *_part_sentences(own, other)]) for other in ordered
    ]


def version_sentence(own: Compared, other: Compared) -> str:
    """Return where the versions of the instrument differ, or "" if they do not."""
    gap = version_gap(own.profile, other.profile)
    if gap == VersionGap():
        return ""
    said = [
        (tr("not there: {0}"), gap.missing),
        (tr("only there: {0}"), gap.added),
        (tr("another maximum: {0}"), gap.other_maximum),
        (tr("another wording: {0}"), gap.other_text),
    ]
    parts = "; ".join(text.format(_codes(codes)) for text, codes in said if codes)
    name = other.profile.instrument or tr("another version")
    return tr("{0} is measured with {1}. What has the same code is compared ({2}).").format(
        other.label, name, parts
    )


def sum_sentence(compared: Compared) -> str:
    """Return why the printed sums of a profile differ from their parts, or "" if nobody says."""
    if not compared.sum_reason:
        return ""
    said = tr("{0}: printed sums differ from their parts ({1}).")
    return said.format(compared.label, compared.sum_reason.rstrip(" ."))


@dataclass(frozen=True)
class Moved:
    """Parts in which an assessment is furthest above another, or below it; the furthest first."""

    areas: tuple[ComparedRow, ...]
    questions: tuple[ComparedRow, ...]


def moved_most(own: Compared, other: Compared) -> tuple[Moved, Moved]:
    """Return in what the first is furthest above the other, and in what furthest below."""
    rows = [row for row in compared_rows(own.profile, [other]) if row.cells[0].change]
    ordered = sorted(rows, key=_change, reverse=True)
    above = [row for row in ordered if _change(row) > 0]
    below = [row for row in reversed(ordered) if _change(row) < 0]
    return _moved(above), _moved(below)


def _moved(rows: Sequence[ComparedRow]) -> Moved:
    areas = [row for row in rows if not row.is_question and row.code != TOTAL]
    questions = [row for row in rows if row.is_question]
    return Moved(tuple(areas[:AREAS_NAMED]), tuple(questions[:QUESTIONS_NAMED]))


def _total_sentence(own: Compared, other: Compared) -> str:
    mine = own.profile
    if other.bound is Bound.JUST_UNDER:
        return _bound_sentence(own, other)
    change = total_change(mine, other)
    if change is None:
        return tr("The totals of {0} and {1} cannot be compared.").format(
            own.label, _in_sentence(other)
        )
    if own.municipality == other.municipality:
        sentence = _since_sentence(own, other, change)
    elif change == 0:
        sentence = tr("{0} and {1} both have {2} points.").format(
            own.label, _in_sentence(other), mine.total
        )
    else:
        said = (
            tr("{0} has {1} points more than {2} ({3} against {4}).")
            if change > 0
            else tr("{0} has {1} points fewer than {2} ({3} against {4}).")
        )
        sentence = said.format(
            own.label, abs(change), _in_sentence(other), mine.total, other.profile.total
        )
    if abs(change) <= Fraction(other.profile.total) * UNCERTAINTY:
        sentence += " " + tr("The difference is within ±5% and means nothing.")
    return sentence


def _since_sentence(own: Compared, other: Compared, change: int) -> str:
    earlier = (own.year or 0) >= (other.year or 0)
    said = (
        tr("Since {0}: {1} points ({2} → {3}).")
        if earlier
        else tr("Compared with {0}: {1} points ({2} → {3}).")
    )
    return said.format(
        other.year, change_text(Fraction(change)), other.profile.total, own.profile.total
    )


def _bound_sentence(own: Compared, other: Compared) -> str:
    mine = own.profile
    if mine.status in (ScoreStatus.MISSING, ScoreStatus.PRELIMINARY):
        return f"{other.label}: {other.total_text}."
    if mine.total >= other.profile.total:
        said = tr("{0} has {1} points, which is above {2} ({3}).")
    elif mine.band[1] < other.profile.total:
        said = tr("{0} has {1} points, which is below {2} ({3}).")
    else:
        said = tr("{0} has {1} points, which is about {2} ({3}).")
    return said.format(own.label, mine.total, _in_sentence(other), other.total_text)


def _in_sentence(other: Compared) -> str:
    """Return a name within a sentence: in Norwegian, only a place keeps its capital letter."""
    if other.year is not None or language() is Language.ENGLISH:
        return other.label
    return other.label[:1].lower() + other.label[1:]


def _part_sentences(own: Compared, other: Compared) -> list[str]:
    above, below = moved_most(own, other)
    is_same = own.municipality == other.municipality
    rose = tr("Risen most: {0}.") if is_same else tr("Furthest ahead: {0}.")
    fell = tr("Fallen most: {0}.") if is_same else tr("Furthest behind: {0}.")
    return [text.format(said) for text, m in ((rose, above), (fell, below)) if (said := _named(m))]


def _named(moved: Moved) -> str:
    parts = [_with_changes(rows) for rows in (moved.areas, moved.questions) if rows]
    return "; ".join(parts)


def _with_changes(rows: Sequence[ComparedRow]) -> str:
    return ", ".join(f"{row.name} ({change_text(_change(row))})" for row in rows)


def _change(row: ComparedRow) -> Fraction:
    return row.cells[0].change or Fraction(0)


def _codes(codes: Sequence[str]) -> str:
    shown = ", ".join(codes[:CODES_SHOWN])
    more = len(codes) - CODES_SHOWN
    return shown if more <= 0 else tr("{0} and {1} more").format(shown, more)
