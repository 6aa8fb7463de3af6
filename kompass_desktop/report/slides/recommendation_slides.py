"""The recommendations as a table, on as many slides as they need."""

from __future__ import annotations

from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.recommendation_table import printed_recommendations
from kompass_desktop.report.drafts.summary import in_short
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.deck import Deck, continued
from kompass_desktop.report.slides.layouts import TABLE, Layout
from kompass_desktop.report.slides.tables import Cell, Row, fitted, head, insert_table
from kompass_desktop.report.slides.text_fit import SIZES
from kompass_desktop.report.slides.text_writer import locale_of_typed

_NUMBER, _WHERE, _WHO, _WHEN = 36.0, 58.0, 180.0, 120.0
_LONGEST, _LONGEST_SHORT = 1200, 250
"""Characters of a recommendation, and of who and when, in a row that has to fit on a slide."""
_SIZES = tuple(size for size in SIZES if size >= 14)
"""A long table goes on on another slide rather than in small letters."""
_ROOM = 384.0
"""The height of the table, in points: to the foot of the slide, as there is no note."""


def recommendation_slides(deck: Deck, data: ReportData, notes: str) -> None:
    """Add the table with what, who and when, by priority; nothing without recommendations."""
    rows = _rows(data)
    if len(rows) < 2:
        return
    title = tr("Recommendations")
    slide = deck.add(Layout.TABLE, title, notes)
    width, height = slide.box(TABLE)
    height = max(height, _ROOM)
    widths = [_NUMBER, _WHERE, width - _NUMBER - _WHERE - _WHO - _WHEN, _WHO, _WHEN]
    tables = fitted(rows, widths, height, sizes=_SIZES)
    for number, table in enumerate(tables, 1):
        heading = continued(title, number, len(tables))
        if number == 1:
            slide.set_title(heading)
        else:
            slide = deck.add(Layout.TABLE, heading, notes)
        told = "; ".join(
            ", ".join(cell.text for cell in row[2:] if cell.text) for row in table.rows[1:]
        )
        insert_table(slide.placeholder(TABLE), table, widths, f"{title}: {told}.")
        slide.finish()


def _rows(data: ReportData) -> list[Row]:
    locale = locale_of_typed(data.instrument.language)
    heads = (head(""), *map(head, (tr("At"), tr("Recommendation"), tr("Who"), tr("When"))))
    rows: list[Row] = [heads]
    for number, each in enumerate(printed_recommendations(data), 1):
        rows.append(
            (
                Cell(str(number), is_bold=True),
                Cell(" ".join(each.codes)),
                Cell(in_short(each.text, _LONGEST), language=locale),
                Cell(in_short(each.responsible, _LONGEST_SHORT), language=locale),
                Cell(in_short(each.when, _LONGEST_SHORT), language=locale),
            )
        )
    return rows
