"""The sheet of the informant groups' medians of each measure point."""

from __future__ import annotations

from kompass_desktop.assessment.consensus import group_views
from kompass_desktop.i18n import tr
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Look


def add_group_medians(content: Content) -> None:
    """Add the sheet; it has the groups that have rated anything, with a column per aspect."""
    data = content.data
    aspects = [wording.letter for wording in data.instrument.aspects]
    views = {
        point.code: {view.group: view for view in group_views(data.assessment, point.code)}
        for point in data.instrument.measure_points
    }
    present = {group for each in views.values() for group in each}
    groups = [group for group in data.instrument.sources if group.key in present]
    columns = [
        Column(tr("Code"), 8, Look.CODE),
        Column(tr("Measure point"), 56),
        *(
            Column(f"{group.prefix} {letter}", 7, Look.CENTERED)
            for group in groups
            for letter in aspects
        ),
    ]
    sheet = content.sheet(tr("Groups"), columns)
    if not groups:
        sheet.say(tr("No interview or document has a rating."))
        return sheet.finish()
    sheet.say(tr("The lower median of each informant group's levels on each aspect, 0 to 4."), 1)
    sheet.say("; ".join(f"{group.prefix}: {group.name}" for group in groups), 2)
    none = [None] * len(aspects)
    for point in data.instrument.measure_points:
        own = views[point.code]
        levels = (own[group.key].levels if group.key in own else none for group in groups)
        sheet.add(point.code, point.statement, *(level for each in levels for level in each))
    sheet.keep_as_text(0, sheet.next_row - 1)
    return sheet.finish()
