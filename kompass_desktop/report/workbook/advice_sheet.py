"""The sheet of what is recommended, from the plan where there is one."""

from __future__ import annotations

from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.sheet import Column, Look


def add_advice(content: Content) -> None:
    """Add the sheet by priority; nothing if nothing is recommended."""
    advice = content.data.advice
    if not advice:
        return
    columns = (
        Column(ptr("column", "No."), 6, Look.CENTERED),
        Column(tr("Recommendation"), 60),
        Column(tr("Description"), 60),
        Column(tr("Who"), 26),
        Column(tr("When"), 26),
        Column(tr("Codes"), 24),
    )
    sheet = content.sheet(tr("Recommendations"), columns)
    for number, each in enumerate(advice, 1):
        codes = ", ".join(each.codes)
        sheet.add(number, each.text, each.detail, each.responsible, each.when, codes)
    sheet.keep_as_text(len(columns) - 1, sheet.next_row - 1)
    sheet.finish()
