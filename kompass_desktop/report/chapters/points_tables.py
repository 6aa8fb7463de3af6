"""The tables of points: an area's questions as in the deck, all areas, strongest and weakest."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Table

from kompass_desktop.assessment.comparison import movements, total_difference
from kompass_desktop.assessment.numbers import shortest, signed, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.instrument.model import Area
from kompass_desktop.report.charts.bars import NO_POINTS, points_text, score_bar
from kompass_desktop.report.charts.shapes import mark
from kompass_desktop.report.drafts.wording import out_of
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
from kompass_desktop.report.pdf.tables import OUR_FONT, Cell, cell, grid

_CODE, _POINTS, _MAXIMUM, _MARK, _BAR = 31.0, 40.0, 38.0, 18.0, 68.0
_ATTAINABLE, _EARLIER, _MOVED = 58.0, 34.0, 50.0
_BAR_HEIGHT = 7.0


def question_table(
    area: Area, entry: ProfileEntry, profile: Profile, earlier: Profile | None
) -> Table:
    """Return an area's questions with points, maximum and bar, and their sum.

    `entry` is the area's own in the profile; `earlier` is marked on the bars where given.
    """
    # Recorded points are shown as they were printed, the questions' slips among them.
    is_recorded = entry.score.status is ScoreStatus.RECORDED
    printed = {question.code: question.printed for question in area.questions}
    before = {q.code: q.score for q in earlier.questions} if earlier is not None else {}
    text_width = CONTENT_WIDTH - _CODE - _POINTS - _MAXIMUM - _MARK - _BAR
    rows: list[Sequence[Cell]] = [
        [
            "",
            cell(area.printed if is_recorded else area.title_in_points_table, HEAD),
            "",
            cell(tr("Points"), HEAD_RIGHT),
            cell(tr("Max."), HEAD_RIGHT),
            "",
        ]
    ]
    rows += [
        [
            cell(question.code, CELL),
            cell(printed[question.code] if is_recorded else question.text, CELL),
            mark(question.score.status, 11),
            _points(question.score, 1),
            cell(shortest(question.score.maximum), CELL_RIGHT),
            score_bar(question.score, _BAR - 10, _BAR_HEIGHT, before.get(question.code)),
        ]
        for question in profile.questions_of(area.code)
    ]
    rows.append(_sum_row(entry))
    widths = [_CODE, text_width, _MARK, _POINTS, _MAXIMUM, _BAR]
    return grid(rows, widths, _KEEP_SUM, padding=2.5)


_KEEP_SUM = ("NOSPLIT", (0, -2), (-1, -1))


def _sum_row(area: ProfileEntry) -> list[Cell]:
    return [
        "",
        cell(tr("Sum, focus area {0}").format(area.code), CELL_BOLD),
        mark(area.score.status, 11),
        cell(points_text(area.score, 0), CELL_BOLD_RIGHT),
        cell(shortest(area.score.maximum), CELL_BOLD_RIGHT),
        "",
    ]


def _points(score: Score, decimals: int) -> Cell:
    style = CELL_PRELIMINARY if score.status is ScoreStatus.PRELIMINARY else CELL_RIGHT
    return cell(points_text(score, decimals), style)


def area_table(profile: Profile, earlier: Profile | None) -> Table:
    """Return all areas with points, maxima and bar, and the total.

    With an earlier profile, also its points and how each area has moved.
    """
    bar = _BAR if earlier is None else _BAR - 32
    fixed = [_MARK, _POINTS, _MAXIMUM]
    fixed += [_ATTAINABLE] if profile.attainable != profile.maximum else []
    fixed += [_EARLIER, _MOVED] if earlier is not None else []
    columns = [_CODE, CONTENT_WIDTH - _CODE - sum(fixed) - bar, *fixed, bar]
    rows = [_area_head(profile, earlier)]
    rows += [_area_row(entry, profile, earlier, bar - 10) for entry in profile.areas]
    rows.append(_total_row(profile, earlier))
    return grid(rows, columns, _KEEP_SUM)


def _area_head(profile: Profile, earlier: Profile | None) -> list[Cell]:
    columns = [tr("Points"), tr("Max.")]
    columns += [tr("Attainable")] if profile.attainable != profile.maximum else []
    columns += [ptr("column", "Before"), ptr("column", "Change")] if earlier is not None else []
    numbers = [cell(column, HEAD_RIGHT) for column in columns]
    return ["", cell(tr("Focus area"), HEAD), "", *numbers, ""]


def _area_row(
    entry: ProfileEntry, profile: Profile, earlier: Profile | None, bar_width: float
) -> list[Cell]:
    row: list[Cell] = [
        cell(entry.code, CELL),
        cell(entry.text, CELL),
        mark(entry.score.status, 11),
        _points(entry.score, 0),
        cell(shortest(entry.score.maximum), CELL_RIGHT),
    ]
    if profile.attainable != profile.maximum:
        row.append(cell(str(whole(entry.score.attainable)), CELL_RIGHT))
    before = None
    if earlier is not None:
        before = next((e.score for e in earlier.areas if e.code == entry.code), None)
        row += [cell(text, CELL_RIGHT) for text in _moved(entry, profile, earlier, before)]
    return [*row, score_bar(entry.score, bar_width, _BAR_HEIGHT, before)]


def _moved(
    entry: ProfileEntry, profile: Profile, earlier: Profile, before: Score | None
) -> tuple[str, str]:
    """Return an area's earlier points and its movement, as far as both are known in full."""
    if before is None or before.status is ScoreStatus.MISSING:
        return NO_POINTS, NO_POINTS
    then = points_text(before, 0)
    if entry.score.status is ScoreStatus.MISSING:
        return then, NO_POINTS
    moved = next(m for m in movements(earlier, profile) if m.code == entry.code).difference
    return then, NO_POINTS if moved is None else signed(moved)


def _total_row(profile: Profile, earlier: Profile | None) -> list[Cell]:
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
        mark(profile.status, 11),
        *(cell(word, CELL_BOLD_RIGHT) for word in words),
        "",
    ]


def ranking_table(title: str, entries: Sequence[ProfileEntry]) -> Table:
    """Return a few questions in the order given, each with its bar and points."""
    width = CONTENT_WIDTH / 2 - 10
    code, bar, points = 24.0, 42.0, 62.0
    rows: list[Sequence[Cell]] = [["", cell(title, HEAD), "", ""]]
    rows += [
        [
            cell(entry.code, CELL),
            cell(entry.short, CELL),
            score_bar(entry.score, bar - 10, _BAR_HEIGHT),
            cell(out_of(entry.score.points, entry.score.maximum), CELL_RIGHT),
        ]
        for entry in entries
    ]
    return grid(rows, [code, width - code - bar - points, bar, points])


def beside(left: Table, right: Table) -> Table:
    """Return two tables side by side."""
    half = CONTENT_WIDTH / 2
    return Table(
        [[left, right]],
        colWidths=[half, half],
        hAlign="LEFT",
        style=[
            OUR_FONT,
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (0, 0), 0),
            ("LEFTPADDING", (1, 0), (1, 0), 10),
            ("RIGHTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ],
    )
