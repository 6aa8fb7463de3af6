"""Tables of points: the questions of an area as in the deck, all areas, the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from kompass_desktop.assessment.comparing.comparison import movements, total_difference
from kompass_desktop.assessment.numbers import shortest, signed, whole
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.instrument.model import Area
from kompass_desktop.report.blocks import (
    TEXT_WIDTH,
    Align,
    Cell,
    CellLook,
    Column,
    Picture,
    Row,
    Table,
)
from kompass_desktop.report.chapters.cells import EMPTY, NO_HEAD, head, number, row_head
from kompass_desktop.report.chart_data import ScoreBar
from kompass_desktop.report.points_text import NO_POINTS, points_beside_maximum, points_text
from kompass_desktop.report.report_data import ReportData

_CODE, _POINTS, _MAXIMUM, _MARK, _BAR = 31.0, 40.0, 38.0, 18.0, 68.0
_ATTAINABLE, _EARLIER, _MOVED = 62.0, 42.0, 50.0


def question_table(data: ReportData, area: Area) -> Table:
    """Return an area's questions with points, maximum and bar, and their sum."""
    entry = next(each for each in data.profile.areas if each.code == area.code)
    # Recorded points are shown with the texts of the published report, even its errors.
    is_recorded = entry.score.status is ScoreStatus.RECORDED
    printed = {question.code: question.printed for question in area.questions}
    widths = [_CODE, *_sign_column(data), _POINTS, _MAXIMUM, _BAR]
    widths.insert(1, TEXT_WIDTH - sum(widths))
    rows = [
        Row(
            (
                Cell(question.code),
                row_head(printed[question.code] if is_recorded else question.text),
                *_signed(data, question.score.status),
                _points(question.score, 1),
                number(shortest(question.score.maximum)),
                _bar(question.score, _BAR - 10, _before(data, question.code)),
            )
        )
        for question in data.profile.questions_of(area.code)
    ]
    return Table(
        tr("Points of the questions in focus area {0}").format(area.number),
        tuple(Column(width) for width in widths),
        Row(
            (
                NO_HEAD,
                head(tr("Question")),
                *_unsigned(data),
                head(tr("Points"), Align.END),
                head(tr("Max."), Align.END),
                NO_HEAD,
            )
        ),
        (*_with_sum(rows), _sum_row(data, entry)),
        padding=2.5,
    )


def _with_sum(rows: Sequence[Row]) -> list[Row]:
    """Return rows of which the last is kept on the page of the sum after it."""
    return [*rows[:-1], *(replace(row, keeps_next=True) for row in rows[-1:])]


def _bar(score: Score, width: float, earlier: Score | None = None) -> Cell:
    return Cell(picture=Picture(ScoreBar(score, width, earlier)))


def _sum_row(data: ReportData, area: ProfileEntry) -> Row:
    return Row(
        (
            EMPTY,
            row_head(tr("Sum, focus area {0}").format(area.code), CellLook.STRONG),
            *_signed(data, area.score.status),
            number(points_text(area.score, 0), CellLook.STRONG),
            number(shortest(area.score.maximum), CellLook.STRONG),
            EMPTY,
        )
    )


def _sign_column(data: ReportData) -> list[float]:
    """Return the width of the column for the signs of statuses; none if they are not shown."""
    return [_MARK] if data.shows_statuses else []


def _signed(data: ReportData, status: ScoreStatus) -> list[Cell]:
    return [Cell(sign=status)] if data.shows_statuses else []


def _unsigned(data: ReportData) -> list[Cell]:
    return [NO_HEAD] if data.shows_statuses else []


def _before(data: ReportData, code: str) -> Score | None:
    earlier = data.earlier_entry(code)
    return earlier.score if earlier is not None else None


def _points(score: Score, decimals: int) -> Cell:
    is_preliminary = score.status is ScoreStatus.PRELIMINARY
    look = CellLook.PRELIMINARY if is_preliminary else CellLook.PLAIN
    return number(points_text(score, decimals), look)


def area_table(data: ReportData) -> Table:
    """Return all areas with points, maxima and bar, and the total.

    If there is an earlier profile, also its points and the difference of each area.
    """
    profile = data.profile
    bar = _BAR if data.earlier is None else _BAR - 32
    fixed = [*_sign_column(data), _POINTS, _MAXIMUM]
    fixed += [_ATTAINABLE] if profile.attainable != profile.maximum else []
    fixed += [_EARLIER, _MOVED] if data.earlier is not None else []
    widths = [_CODE, TEXT_WIDTH - _CODE - sum(fixed) - bar, *fixed, bar]
    rows = [_area_row(data, entry, bar - 10) for entry in profile.areas]
    return Table(
        tr("Points of all focus areas"),
        tuple(Column(width) for width in widths),
        _area_head(data),
        (*_with_sum(rows), _total_row(data)),
    )


def _area_head(data: ReportData) -> Row:
    columns = [tr("Points"), tr("Max.")]
    columns += [tr("Attainable")] if data.profile.attainable != data.profile.maximum else []
    if data.earlier is not None:
        columns += [ptr("column", "Before"), ptr("column", "Change")]
    numbers = [head(column, Align.END) for column in columns]
    return Row((NO_HEAD, head(tr("Focus area")), *_unsigned(data), *numbers, NO_HEAD))


def _area_row(data: ReportData, entry: ProfileEntry, bar_width: float) -> Row:
    cells: list[Cell] = [
        Cell(entry.code),
        row_head(entry.text),
        *_signed(data, entry.score.status),
        _points(entry.score, 0),
        number(shortest(entry.score.maximum)),
    ]
    if data.profile.attainable != data.profile.maximum:
        cells.append(number(str(whole(entry.score.attainable))))
    before = _before(data, entry.code)
    if data.earlier is not None:
        cells += [number(text) for text in _moved(entry, before, data)]
    return Row((*cells, _bar(entry.score, bar_width, before)))


def _moved(entry: ProfileEntry, before: Score | None, data: ReportData) -> tuple[str, str]:
    """Return an area's earlier points and the difference, as text.

    A dash means not completely rated; the difference is "" if the area was out of focus.
    """
    if data.earlier is None or before is None or before.status is ScoreStatus.MISSING:
        return NO_POINTS, NO_POINTS
    then = points_text(before, 0)
    if entry.score.is_preliminary or before.is_preliminary:
        return then, NO_POINTS
    moves = {move.code: move.difference for move in movements(data.earlier, data.profile)}
    difference = moves.get(entry.code)
    return then, "" if difference is None else signed(difference)


def _total_row(data: ReportData) -> Row:
    profile, earlier = data.profile, data.earlier
    is_known = profile.status is not ScoreStatus.MISSING
    words = [str(profile.total) if is_known else NO_POINTS, shortest(profile.maximum)]
    if profile.attainable != profile.maximum:
        words.append(str(whole(profile.attainable)))
    if earlier is not None:
        was_known = earlier.status is not ScoreStatus.MISSING
        difference = total_difference(earlier, profile)
        words.append(str(earlier.total) if was_known else NO_POINTS)
        words.append(NO_POINTS if difference is None else signed(difference))
    return Row(
        (
            EMPTY,
            row_head(tr("Sum, all areas"), CellLook.STRONG),
            *_signed(data, profile.status),
            *(number(word, CellLook.STRONG) for word in words),
            EMPTY,
        )
    )


def ranking_table(
    titles: tuple[str, str], best: Sequence[ProfileEntry], worst: Sequence[ProfileEntry]
) -> Table:
    """Return a table of the strongest questions beside the weakest, under two titles."""
    code, bar, points, between = 27.0, 40.0, 62.0, 12.0
    name = (TEXT_WIDTH - between) / 2 - code - bar - points
    half = [Column(width) for width in (code, name, bar, points)]
    return Table(
        tr("The strongest and the weakest questions"),
        (*half, Column(between, is_gap=True), *half),
        Row((*_half_head(titles[0]), NO_HEAD, *_half_head(titles[1]))),
        tuple(
            Row((*_ranked(left, bar - 10), EMPTY, *_ranked(right, bar - 10)))
            for left, right in zip_longest(best, worst)
        ),
    )


def _half_head(title: str) -> tuple[Cell, ...]:
    return NO_HEAD, head(title), NO_HEAD, NO_HEAD


def _ranked(entry: ProfileEntry | None, bar_width: float) -> tuple[Cell, ...]:
    if entry is None:
        return (EMPTY,) * 4
    return (
        Cell(entry.code),
        Cell(entry.short),
        _bar(entry.score, bar_width),
        number(points_beside_maximum(entry.score)),
    )
