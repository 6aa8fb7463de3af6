"""The sheet of the timeline: what has dates, with its days and their number."""

from __future__ import annotations

from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.alternative_text import bar_state
from kompass_desktop.report.plan.timeline_layout import Bar
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import (
    FIRST_DAY,
    Column,
    Formula,
    Look,
    Sheet,
    Value,
    day_value,
)
from kompass_desktop.report.workbook.table import cell

_BEGINS, _ENDS = 3, 4


def add_timeline(content: Content) -> None:
    """Add the sheet in the order of the plan; nothing if nothing has dates."""
    bars = content.data.plan.timeline
    if not bars:
        return
    columns = (
        Column(tr("What"), 60),
        Column(tr("Kind"), 16),
        Column(tr("Level"), 8, Look.CENTERED),
        Column(tr("Begins"), 13, Look.DAY),
        Column(tr("Ends"), 13, Look.DAY),
        Column(tr("Days"), 8, Look.WHOLE),
        Column(tr("Status"), 18, Look.STATUS),
    )
    sheet = content.sheet(tr("Timeline"), columns)
    sheet.say(tr("Level 0 is no part of anything else. Both days are included."), 1)
    for bar in bars:
        days = day_value(bar.begins), day_value(bar.ends)
        sheet.add(bar.title, _kind(bar), bar.depth, *days, _days(sheet, bar), bar_state(bar))
    sheet.finish()


def _kind(bar: Bar) -> str:
    if bar.status is not None:
        return ptr("timeline", "improvement")
    return ptr("timeline", "milestone") if bar.is_milestone else ptr("timeline", "activity")


def _days(sheet: Sheet, bar: Bar) -> Value:
    """Return how many days a bar lasts, as a formula if its days are dates of a spreadsheet."""
    count = (bar.ends - bar.begins).days + 1
    if bar.begins < FIRST_DAY:
        return count
    begins, ends = (cell(column, sheet.next_row) for column in (_BEGINS, _ENDS))
    return Formula(f"={ends}-{begins}+1", count)
