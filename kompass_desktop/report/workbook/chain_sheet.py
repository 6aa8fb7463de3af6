"""The sheet that shows where the chain stops: area × aspect, with live formulas."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from kompass_desktop import colors
from kompass_desktop.assessment.intensity import Intensity, aspect_intensity
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL, MeasurePoint
from kompass_desktop.report.firm.house_style import heat_high
from kompass_desktop.report.status_labels import short_name
from kompass_desktop.report.workbook.columns import PointColumn
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Formula, Look
from kompass_desktop.report.workbook.table import FIRST_ROW, cell, quoted

_CODE, _TITLE, _FIRST = 0, 1, 2


def add_chain(content: Content) -> None:
    """Add the sheet; it is empty for recorded results, which have no ratings."""
    instrument = content.data.instrument
    columns = (
        Column(tr("Area"), 8, Look.CODE),
        Column(tr("Focus area"), 50),
        *(Column(each.name, 20, Look.PERCENT) for each in instrument.aspects),
        Column(tr("Status"), 14, Look.STATUS),
    )
    sheet = content.sheet(tr("Chain"), columns)
    sheet.say(
        tr(
            "Where does the chain stop? Per cent of what is possible on each aspect, of the "
            "measure points in focus that are rated; only planned counts as 0."
        ),
        1,
    )
    if content.data.is_recorded_only:
        sheet.say(tr("Recorded results have no ratings, and so no shares by aspect."))
        return sheet.finish()
    for area in instrument.areas:
        own = f"{content.points.all(PointColumn.AREA)}={cell(_CODE, sheet.next_row)}"
        sheet.add(area.code, area.title, *_values(content, area.measure_points, own))
    last = sheet.next_row - 1
    sheet.add_total("", tr("Total"), *_values(content, instrument.measure_points, ""))
    sheet.keep_as_text(_CODE, last)
    sheet.page.conditional_format(
        FIRST_ROW, _FIRST, last + 1, _FIRST + len(instrument.aspects) - 1, _heat()
    )
    return sheet.finish(filtered_to=last)


def _heat() -> dict[str, object]:
    return {
        "type": "2_color_scale",
        "min_color": colors.HEAT_LOW,
        "max_color": heat_high(),
        "min_type": "num",
        "max_type": "num",
        "min_value": 0,
        "max_value": 1,
    }


def _values(content: Content, points: tuple[MeasurePoint, ...], own: str) -> Iterable[Formula]:
    """Yield the share of each aspect and the status; `own` is a condition on the rows, or ""."""
    aspects = content.data.instrument.aspects
    found = [aspect_intensity(content.data.board, points, each.aspect) for each in aspects]
    for number, intensity in enumerate(found):
        yield Formula(_share(content, number, own), _shown(intensity))
    preliminary = short_name(ScoreStatus.PRELIMINARY)
    is_preliminary = any(each.is_preliminary for each in found)
    yield Formula(_status(content, own), preliminary if is_preliminary else "")


def _shown(intensity: Intensity) -> Fraction | str:
    return "" if intensity.share is None else Fraction(percent(intensity.share), 100)


def _share(content: Content, aspect: int, own: str) -> str:
    table = content.points
    level = table.all(PointColumn.FIRST_LEVEL + aspect)
    planned, maximum = table.all(PointColumn.PLANNED), table.all(PointColumn.MAXIMUM)
    pursued = _pursued(content, own)
    earned = f'SUMPRODUCT({pursued}*({planned}="")*{maximum}*{level})/{HIGHEST_LEVEL}'
    possible = f'SUMPRODUCT({pursued}*((({level}<>"")+({planned}<>""))>0)*{maximum})'
    return f'=IF({possible}=0,"",ROUND(ROUND({earned}/{possible},9),2))'


def _status(content: Content, own: str) -> str:
    table = content.points
    planned = table.all(PointColumn.PLANNED)
    aspects = range(len(content.data.instrument.aspects))
    unrated = "+".join(f'({table.all(PointColumn.FIRST_LEVEL + each)}="")' for each in aspects)
    count = f'SUMPRODUCT({_pursued(content, own)}*({planned}="")*(({unrated})>0))'
    return f'=IF({count}>0,{quoted(short_name(ScoreStatus.PRELIMINARY))},"")'


def _pursued(content: Content, own: str) -> str:
    """Return the condition that a measure point belongs here and is in focus."""
    in_focus = f'({content.points.all(PointColumn.NOT_IN_FOCUS)}="")'
    return f"({own})*{in_focus}" if own else in_focus
