"""The rows of scores on the slides, with the figures of the what-if and of last time."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.comparing.comparison import Movement, movements
from kompass_desktop.assessment.numbers import signed
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.desktop.charts.level_squares import LETTERS
from kompass_desktop.desktop.charts.score_text import MISSING, area_value, question_value
from kompass_desktop.desktop.presentation.contents import PresentationContents
from kompass_desktop.desktop.presentation.score_rows import ScoreRow
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, Aspect, MeasurePoint, Question

LAST_TIME = "challenge_line"
"""The colour of last time in all charts."""


def area_row(contents: PresentationContents, area: Area) -> ScoreRow:
    """Return the row of an area."""
    return _row(contents, area.code, area.short)


def question_row(contents: PresentationContents, question: Question) -> ScoreRow:
    """Return the row of a question."""
    return _row(contents, question.code, question.short)


def point_row(contents: PresentationContents, point: MeasurePoint) -> ScoreRow:
    """Return the row of a measure point, with the levels that are scored."""
    return _row(contents, point.code, point.statement, levels_text(contents, point))


def figure_rows(contents: PresentationContents, point: MeasurePoint) -> list[ScoreRow]:
    """Return the rows of a measure point and of all above it, the total last."""
    instrument = contents.instrument
    question = instrument.question(point.question)
    return [
        _row(contents, point.code, tr("Measure point")),
        question_row(contents, question),
        area_row(contents, instrument.area(point.area)),
        _total_row(contents),
    ]


def _total_row(contents: PresentationContents) -> ScoreRow:
    profile, total = contents.profile, assumed_total(contents)
    assumed = None if total is None else assumed_score(contents, TOTAL)
    missing = profile.status is ScoreStatus.MISSING
    value = MISSING if missing else str(profile.total)
    said = tr("What if {0}").format(total) if assumed is not None else ""
    score = contents.what_if.real.total
    ticks = _total_tick(contents.compared)
    return ScoreRow("", tr("Total"), score, value, "", ticks, assumed, said)


def _total_tick(earlier: Profile | None) -> tuple[tuple[str, Fraction], ...]:
    if earlier is None or earlier.status is ScoreStatus.MISSING:
        return ()
    return ((LAST_TIME, Fraction(earlier.total) / earlier.maximum),)


def comparison_rows(contents: PresentationContents, earlier: Profile) -> list[ScoreRow]:
    """Return a row for each area that both assessments have, with its difference."""
    return [_movement_row(each) for each in movements(earlier, contents.profile)]


def levels_text(contents: PresentationContents, point: MeasurePoint) -> str:
    """Return what decides the points of a measure point: "S2 O1 R0 E–", or its flag."""
    rating = contents.what_if.real.rating(point.code)
    if rating.not_in_focus:
        return tr("not in focus")
    if rating.planned_only:
        return tr("only decided or planned")
    levels = (rating.levels[aspect] for aspect in Aspect)
    pairs = zip(LETTERS, levels, strict=True)
    return "  ".join(f"{letter}{MISSING if level is None else level}" for letter, level in pairs)


def value_of(code: str, score: Score) -> str:
    """Return points as printed: "21" of an area, "7.4 of 30" of a question or measure point."""
    return question_value(score) if "." in code else area_value(score)


def assumed_total(contents: PresentationContents) -> int | None:
    """Return the printed total of the what-if, or None while there is none."""
    what_if = contents.what_if
    return what_if.board.shown_total if what_if.changed else None


def assumed_score(contents: PresentationContents, code: str) -> Score | None:
    """Return the score of the what-if for a code, or None if it is the real one."""
    assumed = contents.what_if.board.score(code)
    real = contents.what_if.real.score(code)
    return (
        None if (assumed.points, assumed.attainable) == (real.points, real.attainable) else assumed
    )


def _row(contents: PresentationContents, code: str, name: str, detail: str = "") -> ScoreRow:
    score = contents.what_if.real.score(code)
    assumed = assumed_score(contents, code)
    said = ""
    if assumed is not None:
        said = tr("What if {0}").format(value_of(code, assumed).partition(" ")[0])
    ticks = _ticks(contents.compared, code)
    return ScoreRow(code, name, score, value_of(code, score), detail, ticks, assumed, said)


def _ticks(earlier: Profile | None, code: str) -> tuple[tuple[str, Fraction], ...]:
    if earlier is None:
        return ()
    entries = (*earlier.areas, *earlier.questions)
    return tuple(
        (LAST_TIME, entry.score.share)
        for entry in entries
        if entry.code == code and entry.score.status is not ScoreStatus.MISSING
    )


def _movement_row(movement: Movement) -> ScoreRow:
    earlier = movement.earlier
    ticks: tuple[tuple[str, Fraction], ...] = ()
    if earlier.status is not ScoreStatus.MISSING:
        ticks = ((LAST_TIME, earlier.share),)
    difference = movement.difference
    said = MISSING if difference is None else signed(difference)
    detail = tr("before {0}").format(area_value(earlier))
    value = f"{area_value(movement.later)}  ({said})"
    return ScoreRow(movement.code, movement.short, movement.later, value, detail, ticks)
