"""Tables of points: the questions of an area as in the deck, all areas, the ranking."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from reportlab.lib.colors import HexColor
from reportlab.platypus import Table

from kompass_desktop import colors
from kompass_desktop.assessment.comparison import movements, total_difference
from kompass_desktop.assessment.numbers import shortest, signed, whole
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.instrument.model import Area
from kompass_desktop.report.charts.bars import (
    NO_POINTS,
    points_beside_maximum,
    points_text,
    score_bar,
)
from kompass_desktop.report.charts.shapes import mark
from kompass_desktop.report.pdf.styles import (
    CELL,
    CELL_BOLD,
    CELL_BOLD_RIGHT,
    CELL_PRELIMINARY,
    CELL_RIGHT,
    CONTENT_WIDTH,
    HEAD,
    HEAD_RIGHT,
)
from kompass_desktop.report.pdf.tables import Cell, cell, grid
from kompass_desktop.report.report_data import ReportData

_CODE, _POINTS, _MAXIMUM, _MARK, _BAR = 31.0, 40.0, 38.0, 18.0, 68.0
_ATTAINABLE, _EARLIER, _MOVED = 58.0, 34.0, 50.0
_BAR_HEIGHT = 7.0


def question_table(data: ReportData, area: Area) -> Table:
    """Return an area's questions with points, maximum and bar, and their sum."""
    entry = next(each for each in data.profile.areas if each.code == area.code)
    # Recorded points are shown with the texts of the published report, even its errors.
    is_recorded = entry.score.status is ScoreStatus.RECORDED
    printed = {question.code: question.printed for question in area.questions}
    widths = [_CODE, *_sign_column(data), _POINTS, _MAXIMUM, _BAR]
    widths.insert(1, CONTENT_WIDTH - sum(widths))
    rows: list[Sequence[Cell]] = [
        [
            "",
            cell(tr("Question"), HEAD),
            *_unsigned(data),
            cell(tr("Points"), HEAD_RIGHT),
            cell(tr("Max."), HEAD_RIGHT),
            "",
        ]
    ]
    rows += [
        [
            cell(question.code, CELL),
            cell(printed[question.code] if is_recorded else question.text, CELL),
            *_signed(data, question.score.status),
            _points(question.score, 1),
            cell(shortest(question.score.maximum), CELL_RIGHT),
            score_bar(question.score, _BAR - 10, _BAR_HEIGHT, _before(data, question.code)),
        ]
        for question in data.profile.questions_of(area.code)
    ]
    rows.append(_sum_row(data, entry))
    return grid(rows, widths, _KEEP_SUM, padding=2.5)


_KEEP_SUM = ("NOSPLIT", (0, -2), (-1, -1))


def _sum_row(data: ReportData, area: ProfileEntry) -> list[Cell]:
    return [
        "",
        cell(tr("Sum, focus area {0}").format(area.code), CELL_BOLD),
        *_signed(data, area.score.status),
        cell(points_text(area.score, 0), CELL_BOLD_RIGHT),
        cell(shortest(area.score.maximum), CELL_BOLD_RIGHT),
        "",
    ]


def _sign_column(data: ReportData) -> list[float]:
    """Return the width of the column for the signs of statuses; none if they are not shown."""
    return [_MARK] if data.shows_statuses else []


def _signed(data: ReportData, status: ScoreStatus) -> list[Cell]:
    return [mark(status, 11)] if data.shows_statuses else []


def _unsigned(data: ReportData) -> list[Cell]:
    return [""] if data.shows_statuses else []


def _before(data: ReportData, code: str) -> Score | None:
    earlier = data.earlier_entry(code)
    return earlier.score if earlier is not None else None


def _points(score: Score, decimals: int) -> Cell:
    style = CELL_PRELIMINARY if score.status is ScoreStatus.PRELIMINARY else CELL_RIGHT
    return cell(points_text(score, decimals), style)


def area_table(data: ReportData) -> Table:
    """Return all areas with points, maxima and bar, and the total.

    If there is an earlier profile, also its points and the difference of each area.
    """
    profile = data.profile
    bar = _BAR if data.earlier is None else _BAR - 32
    fixed = [*_sign_column(data), _POINTS, _MAXIMUM]
    fixed += [_ATTAINABLE] if profile.attainable != profile.maximum else []
    fixed += [_EARLIER, _MOVED] if data.earlier is not None else []
    columns = [_CODE, CONTENT_WIDTH - _CODE - sum(fixed) - bar, *fixed, bar]
    rows = [_area_head(data)]
    rows += [_area_row(data, entry, bar - 10) for entry in profile.areas]
    rows.append(_total_row(data))
    return grid(rows, columns, _KEEP_SUM)


def _area_head(data: ReportData) -> list[Cell]:
    columns = [tr("Points"), tr("Max.")]
    columns += [tr("Attainable")] if data.profile.attainable != data.profile.maximum else []
    if data.earlier is not None:
        columns += [ptr("column", "Before"), ptr("column", "Change")]
    numbers = [cell(column, HEAD_RIGHT) for column in columns]
    return ["", cell(tr("Focus area"), HEAD), *_unsigned(data), *numbers, ""]


def _area_row(data: ReportData, entry: ProfileEntry, bar_width: float) -> list[Cell]:
    row: list[Cell] = [
        cell(entry.code, CELL),
        cell(entry.text, CELL),
        *_signed(data, entry.score.status),
        _points(entry.score, 0),
        cell(shortest(entry.score.maximum), CELL_RIGHT),
    ]
    if data.profile.attainable != data.profile.maximum:
        row.append(cell(str(whole(entry.score.attainable)), CELL_RIGHT))
    before = _before(data, entry.code)
    if data.earlier is not None:
        row += [cell(text, CELL_RIGHT) for text in _moved(entry, before, data)]
    return [*row, score_bar(entry.score, bar_width, _BAR_HEIGHT, before)]


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


def _total_row(data: ReportData) -> list[Cell]:
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
    return [
        "",
        cell(tr("Sum, all areas"), CELL_BOLD),
        *_signed(data, profile.status),
        *(cell(word, CELL_BOLD_RIGHT) for word in words),
        "",
    ]


def ranking_table(
    titles: tuple[str, str], best: Sequence[ProfileEntry], worst: Sequence[ProfileEntry]
) -> Table:
    """Return a table of the strongest questions beside the weakest, under two titles."""
    code, bar, points, between = 27.0, 40.0, 62.0, 12.0
    name = (CONTENT_WIDTH - between) / 2 - code - bar - points
    half = [code, name, bar, points]
    rows: list[Sequence[Cell]] = [
        ["", cell(titles[0], HEAD), "", "", "", "", cell(titles[1], HEAD), "", ""]
    ]
    rows += [
        [*_ranked(left, bar - 10), "", *_ranked(right, bar - 10)]
        for left, right in zip_longest(best, worst)
    ]
    clear = ("LINEBELOW", (len(half), 0), (len(half), -1), 1.0, HexColor(colors.WHITE))
    return grid(rows, [*half, between, *half], clear)


def _ranked(entry: ProfileEntry | None, bar_width: float) -> list[Cell]:
    if entry is None:
        return ["", "", "", ""]
    return [
        cell(entry.code, CELL),
        cell(entry.short, CELL),
        score_bar(entry.score, bar_width, _BAR_HEIGHT),
        cell(points_beside_maximum(entry.score), CELL_RIGHT),
    ]
