"""The appendix: every measure point of an area with its levels, flags and points."""

from __future__ import annotations

from kompass_desktop import colors
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, Instrument, MeasurePoint
from kompass_desktop.report.blocks import (
    TEXT_WIDTH,
    Align,
    Cell,
    CellLook,
    CellRole,
    Column,
    Row,
    Table,
    TableSize,
)
from kompass_desktop.report.chapters.cells import EMPTY, NO_HEAD, head, number
from kompass_desktop.report.points_text import NO_POINTS, points_text
from kompass_desktop.report.report_data import ReportData

_CODE, _LEVEL, _MARK, _POINTS, _MAXIMUM = 36.0, 20.0, 18.0, 42.0, 40.0


def rating_table(data: ReportData, area: Area) -> Table:
    """Return a table of an area's measure points, with a heading for each question."""
    aspects = data.instrument.aspects
    fixed = _CODE + _LEVEL * len(aspects) + _MARK + _POINTS + _MAXIMUM
    columns = (
        Column(_CODE),
        Column(TEXT_WIDTH - fixed),
        *[Column(_LEVEL, is_tight=True)] * len(aspects),
        Column(_MARK),
        Column(_POINTS),
        Column(_MAXIMUM),
    )
    rows: list[Row] = []
    for question in area.questions:
        rows.append(_question_row(f"{question.code} {question.short}", len(columns)))
        rows += [_row(data, point) for point in question.measure_points]
    return Table(
        tr("Ratings of the measure points in focus area {0}").format(area.number),
        columns,
        _head(data.instrument),
        tuple(rows),
        TableSize.SMALL,
        padding=3,
    )


def _head(instrument: Instrument) -> Row:
    return Row(
        (
            NO_HEAD,
            head(tr("Measure point")),
            *(head(wording.letter, Align.CENTER) for wording in instrument.aspects),
            NO_HEAD,
            head(tr("Points"), Align.END),
            head(tr("Max."), Align.END),
        )
    )


def _question_row(title: str, columns: int) -> Row:
    """Return a question's row, which is on the page of the row after it."""
    cell = Cell(title, CellRole.GROUP_HEAD, CellLook.STRONG, fill=colors.SURFACE_SOFT, span=columns)
    return Row((cell,), keeps_next=True)


def _row(data: ReportData, point: MeasurePoint) -> Row:
    is_pursued = point.code not in data.out_of_focus
    figures = _figures(data, point) if is_pursued else _no_figures(data)
    return Row(
        (
            Cell(point.code),
            Cell(point.statement, CellRole.ROW_HEAD, note=_remarks(data, point.code)),
            *figures,
            number(shortest(data.board.score(point.code).maximum)),
        )
    )


def _figures(data: ReportData, point: MeasurePoint) -> list[Cell]:
    """Return the cells with the levels, the sign of the status and the points."""
    levels = data.board.rating(point.code).levels
    score = data.board.score(point.code)
    return [
        *(
            Cell(_level(levels[wording.aspect]), align=Align.CENTER)
            for wording in data.instrument.aspects
        ),
        Cell(sign=score.status) if data.shows_statuses else EMPTY,
        number(points_text(score, 1)),
    ]


def _no_figures(data: ReportData) -> list[Cell]:
    return [EMPTY] * (len(data.instrument.aspects) + 2)


def _remarks(data: ReportData, code: str) -> str:
    remarks = [
        tr("only decided or planned") if code in data.planned_only else "",
        tr("not in focus") if code in data.out_of_focus else "",
        tr("the groups see this differently") if code in data.disagreements else "",
    ]
    return " · ".join(remark for remark in remarks if remark)


def _level(level: int | None) -> str:
    return NO_POINTS if level is None else str(level)
