"""Colours the points by their status, so that what is not settled looks like it."""

from __future__ import annotations

from kompass_desktop import colors
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.report.status_labels import short_name
from kompass_desktop.report.workbook.sheet import Sheet
from kompass_desktop.report.workbook.table import FIRST_ROW, column_name, quoted

_COLORS = {
    # Not that of a firm, which might be the colour of another status.
    ScoreStatus.PROPOSAL: colors.ACCENT,
    ScoreStatus.PRELIMINARY: colors.CHALLENGE,
    ScoreStatus.MISSING: colors.TEXT_SOFT,
    ScoreStatus.RECORDED: colors.STRENGTH,
}


def color_by_status(sheet: Sheet, points: int, status: int, last_row: int) -> None:
    """Colour the cells of two columns, points and status, down to a row, given their indices.

    What is rated by the team stays black; what is not is in italics as well.
    """
    for each, color in _COLORS.items():
        look = sheet.add_format(font_color=color, italic=each is not ScoreStatus.RECORDED)
        test = f"=${column_name(status)}{FIRST_ROW + 1}={quoted(short_name(each))}"
        for column in (points, status):
            sheet.page.conditional_format(
                FIRST_ROW,
                column,
                last_row,
                column,
                {"type": "formula", "criteria": test, "format": look},
            )
