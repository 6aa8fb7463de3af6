"""Converts the content of the report to flowables, which reportlab lays out on pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    KeepTogether,
    PageBreak,
    Spacer,
)

from kompass_desktop.report.alternative_text import legend_text
from kompass_desktop.report.blocks import (
    Block,
    Contents,
    Cover,
    Emphasis,
    Figure,
    FindingColumn,
    Findings,
    Heading,
    Legend,
    Paragraph,
    Prose,
    Role,
    Span,
    Table,
    Together,
)
from kompass_desktop.report.blocks import PageBreak as PageBreakBlock
from kompass_desktop.report.chart_data import PercentScale
from kompass_desktop.report.charts.bars import legend
from kompass_desktop.report.pdf.block_table import pdf_table
from kompass_desktop.report.pdf.columns import Columns, TableColumn
from kompass_desktop.report.pdf.contents import contents_flowables
from kompass_desktop.report.pdf.cover import cover_flowables
from kompass_desktop.report.pdf.drawings import drawing_of
from kompass_desktop.report.pdf.flowables import Picture, Text
from kompass_desktop.report.pdf.fonts import REGULAR, SEMIBOLD, markup
from kompass_desktop.report.pdf.prose import BULLET_SIGN, ending_together, paragraphs_of, pieces
from kompass_desktop.report.pdf.structure import Element, Tag, paragraph_element
from kompass_desktop.report.pdf.styles import BODY, CAPTION, FINDING, NONE_FOUND, TOTAL_FIGURE
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph

_BELOW_HEADING = 40.0
"""The height of a heading with its space; `Heading.room` is what is free below that."""
_BELOW_FIGURE = 5.0
_ROLES = {Role.BODY: BODY, Role.NOTE: CAPTION, Role.KEY_FIGURE: TOTAL_FIGURE}
_MARKUP = {
    Emphasis.NONE: "{0}",
    Emphasis.STRONG: f'<font name="{SEMIBOLD}">{{0}}</font>',
    Emphasis.FIGURE: '<font size="26">{0}</font>',
    Emphasis.ASIDE: f'<font name="{REGULAR}" size="9.5">{{0}}</font>',
}


def flowables(blocks: Sequence[Block]) -> Iterator[Flowable]:
    """Yield the flowables of blocks in order; the fonts must be registered."""
    for block in blocks:
        yield from _flowables(block)


def _flowables(block: Block) -> Iterator[Flowable]:  # noqa: C901 - one case for each block
    match block:
        case Heading():
            yield from _heading(block)
        case PageBreakBlock():
            yield PageBreak()
        case Paragraph():
            yield from _paragraph(block)
        case Prose():
            found = paragraphs_of(block)
            yield from ending_together(found) if block.ends_together else found
        case Figure():
            yield from _figure(block)
        case Legend():
            yield Spacer(1, 4)
            drawing = legend(block.statuses, block.hatching, block.earlier)
            yield Picture(drawing, legend_text(block))
        case Table():
            yield pdf_table(block)
        case Findings():
            yield Columns([_column(column) for column in block.columns])
        case Cover():
            yield from cover_flowables(block)
        case Contents():
            yield from contents_flowables(block)
        case Together():
            yield KeepTogether(list(flowables(block.blocks)))


def _heading(block: Heading) -> Iterator[Flowable]:
    if block.room:
        yield CondPageBreak(block.room + _BELOW_HEADING)
    kind = HeadingKind.LISTED_SECTION if block.is_listed else HeadingKind.SECTION
    if block.level == 1:
        kind = HeadingKind.CHAPTER
    elif block.level == 3:
        kind = HeadingKind.SUBSECTION
    yield HeadingParagraph(block.title, block.key, kind, block.running)


def _paragraph(block: Paragraph) -> Iterator[Flowable]:
    if block.gap:
        yield Spacer(1, block.gap)
    content = "".join(map(_marked, block.spans))
    yield Text(content, _ROLES[block.role], element=paragraph_element(block.text))


def _marked(span: Span) -> str:
    return _MARKUP[span.emphasis].format(markup(span.text))


def _figure(block: Figure) -> Iterator[Flowable]:
    for number, picture in enumerate(block.pictures, 1):
        drawn = Picture(drawing_of(picture.chart), picture.alternative)
        if number == len(block.pictures):
            drawn.spaceAfter = _BELOW_FIGURE
        yield drawn
        if len(block.pictures) > 1 and not isinstance(picture.chart, PercentScale):
            yield Spacer(1, 2)


def _column(column: FindingColumn) -> TableColumn:
    style = NONE_FOUND if column.is_empty else FINDING
    tag = Tag.PARAGRAPH if column.is_empty else Tag.BODY
    items = []
    for text in column.items:
        element = Element(tag, text=text)
        for number, piece in enumerate(pieces(text)):
            sign = BULLET_SIGN if number == 0 and not column.is_empty else None
            items.append(Text(markup(piece), style, sign, element=element))
    return TableColumn(
        column.title, column.color, column.line, tuple(items), is_empty=column.is_empty
    )
