"""The optional section that compares the results with other measurements and published ones."""

from __future__ import annotations

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

_OWN = 60.0
_LEAST_NAME = 94.0
_WIDEST = 92.0
_RADAR_HEIGHT = 250.0


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
        *(paragraph(note, Role.NOTE) for note in content.notes),
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
    count = len(content.others)
    each = min(_WIDEST, (TEXT_WIDTH - _OWN - _LEAST_NAME) / count)
    name = TEXT_WIDTH - _OWN - each * count
    widths = (_OWN, *[each] * count)
    heads = (head(one.label, Align.END) for one in (content.own, *content.others))
    return Table(
        tr("Points of each focus area, compared"),
        (Column(name), *(Column(width, is_tight=True) for width in widths)),
        Row((head(tr("Focus area")), *heads)),
        tuple(_row(row, is_before_sum=row is content.rows[-2]) for row in content.rows),
        size=TableSize.SMALL,
        padding=2.5,
    )


def _row(row: ComparisonRow, *, is_before_sum: bool) -> Row:
    look = CellLook.STRONG if row.is_sum else CellLook.PLAIN
    figures = (number(text) for text in (row.own, *row.others))
    return Row((row_head(row.name, look), *figures), keeps_next=is_before_sum)
