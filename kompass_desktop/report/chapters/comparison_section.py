"""The optional section that compares the results with other measurements and published ones."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table

from kompass_desktop.i18n import tr
from kompass_desktop.report.charts.compared_charts import overlaid_radar, total_bars
from kompass_desktop.report.comparison_content import (
    ComparisonContent,
    ComparisonRow,
    comparison_content,
)
from kompass_desktop.report.pdf.fonts import markup
from kompass_desktop.report.pdf.styles import (
    BODY,
    CAPTION,
    CONTENT_WIDTH,
    SMALL,
    SMALL_BOLD,
    SMALL_RIGHT,
)
from kompass_desktop.report.pdf.tables import Cell, cell, grid
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph
from kompass_desktop.report.report_data import ReportData

_OWN = 60.0
_LEAST_NAME = 94.0
_WIDEST = 92.0
_RADAR_HEIGHT = 250.0
_HEAD = ParagraphStyle("small head right", parent=SMALL_RIGHT, fontSize=7.5, leading=9.5)
"""As small as long names need, so that no word is broken."""


def comparison_section(data: ReportData) -> list[Flowable]:
    """Return sentences, the totals, the profiles over each other and a table; or nothing."""
    content = comparison_content(data)
    if content is None:
        return []
    heading = HeadingParagraph(tr("Compared with others"), "comparison", HeadingKind.LISTED_SECTION)
    first, *rest = [Paragraph(markup(sentence), BODY) for sentence in content.sentences]
    return [
        KeepTogether([heading, first]),
        *rest,
        KeepTogether([total_bars(content.own, content.ranked, CONTENT_WIDTH), Spacer(1, 6)]),
        *_areas(content),
        *(Paragraph(markup(note), CAPTION) for note in content.notes),
    ]


def _areas(content: ComparisonContent) -> list[Flowable]:
    if not content.has_areas:
        return []
    profiles = [each.profile for each in content.drawn]
    radar = overlaid_radar(content.own.profile, profiles, CONTENT_WIDTH, _RADAR_HEIGHT)
    return [KeepTogether([radar, Spacer(1, 6)]), _table(content), Spacer(1, 4)]


def _table(content: ComparisonContent) -> Table:
    count = len(content.others)
    each = min(_WIDEST, (CONTENT_WIDTH - _OWN - _LEAST_NAME) / count)
    name = CONTENT_WIDTH - _OWN - each * count
    head: list[Cell] = [
        cell(tr("Focus area"), SMALL_BOLD),
        *(cell(each.label, _HEAD) for each in (content.own, *content.others)),
    ]
    rows: list[Sequence[Cell]] = [head, *(_cells(row) for row in content.rows)]
    keep_sum = ("NOSPLIT", (0, -2), (-1, -1))
    tight = ("LEFTPADDING", (1, 0), (-1, -1), 1), ("RIGHTPADDING", (1, 0), (-1, -1), 3)
    return grid(rows, [name, _OWN, *[each] * count], keep_sum, *tight, padding=2.5)


def _cells(row: ComparisonRow) -> list[Cell]:
    name = cell(row.name, SMALL_BOLD if row.is_sum else SMALL)
    return [name, *(cell(text, SMALL_RIGHT) for text in (row.own, *row.others))]
