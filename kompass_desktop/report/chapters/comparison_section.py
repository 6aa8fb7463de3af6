"""The optional section that compares the results with other measurements and published ones."""

from __future__ import annotations

from itertools import zip_longest

from kompass_desktop.i18n import tr
from kompass_desktop.report.alternative_text import overlay_text, totals_text, trends_text
from kompass_desktop.report.blocks import (
    TEXT_WIDTH,
    Align,
    Block,
    CellLook,
    Column,
    Figure,
    Heading,
    Picture,
    Role,
    Row,
    Table,
    TableSize,
    Together,
    paragraph,
)
from kompass_desktop.report.chapters.cells import head, number, row_head
from kompass_desktop.report.chart_data import AreaTrends, OverlaidRadar, TotalBars
from kompass_desktop.report.comparison_content import (
    ComparisonContent,
    ComparisonRow,
    comparison_content,
)
from kompass_desktop.report.report_data import ReportData

_LEAST_NAME = 94.0
_WIDEST = 92.0
_RADAR_HEIGHT = 250.0
_BELOW_TABLE = 4.0


def comparison_section(data: ReportData) -> list[Block]:
    """Return sentences, the totals, the profiles over each other and a table; or nothing."""
    content = comparison_content(data)
    if content is None:
        return []
    heading = Heading(tr("Compared with others"), "comparison", is_listed=True)
    first, *rest = (paragraph(sentence) for sentence in content.sentences)
    totals = Picture(TotalBars(content.own, content.ranked), totals_text(content.ranked))
    return [
        Together((heading, first)),
        *rest,
        Figure((totals,), tr("Totals compared")),
        *_areas(content),
        *(
            paragraph(note, Role.NOTE, gap=_BELOW_TABLE if number == 0 else 0)
            for number, note in enumerate(content.notes)
        ),
        *_trends(content),
    ]


def _areas(content: ComparisonContent) -> list[Block]:
    if not content.has_areas:
        return []
    profiles = tuple(each.profile for each in content.drawn)
    radar = OverlaidRadar(content.own.profile, profiles, _RADAR_HEIGHT)
    picture = Picture(radar, overlay_text(content.own.profile, profiles))
    return [Figure((picture,), tr("The profiles compared")), _table(content)]


def _trends(content: ComparisonContent) -> list[Block]:
    """Return the areas over the years, if there are enough measurements of the municipality."""
    if not content.trends:
        return []
    picture = Picture(AreaTrends(content.trends), trends_text(content.trends))
    title = tr("The areas over the years")
    return [Together((Heading(title, "trends"), Figure((picture,), title)))]


def _table(content: ComparisonContent) -> Table:
    compared = (content.own, *content.drawn)
    each = min(_WIDEST, (TEXT_WIDTH - _LEAST_NAME) / len(compared))
    widths = [each] * len(compared)
    heads = (head(one.label, Align.END) for one in compared)
    has_questions = content.has_questions
    return Table(
        _title(content),
        (Column(TEXT_WIDTH - sum(widths)), *(Column(width, is_tight=True) for width in widths)),
        Row((head(tr("Focus area and question") if has_questions else tr("Focus area")), *heads)),
        tuple(
            _row(row, following, content)
            for row, following in zip_longest(content.rows, content.rows[1:])
        ),
        size=TableSize.SMALL,
        padding=2.0 if has_questions else 2.5,
    )


def _title(content: ComparisonContent) -> str:
    if content.has_questions:
        return tr("Points of each focus area and question, compared")
    return tr("Points of each focus area, compared")


def _row(row: ComparisonRow, following: ComparisonRow | None, content: ComparisonContent) -> Row:
    """Return a row; an area is on the page of its first question, and the sum is not alone."""
    is_above = content.has_questions and not row.is_question
    look = CellLook.STRONG if row.is_sum or is_above else CellLook.PLAIN
    figures = (number(text, look) for text in (row.own, *row.others))
    kept = following is not None and (following.is_sum or (is_above and following.is_question))
    return Row((row_head(row.name, look), *figures), keeps_next=kept)
