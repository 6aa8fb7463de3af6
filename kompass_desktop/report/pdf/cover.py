"""Converts the cover and the table of contents to flowables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Image, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from kompass_desktop import colors
from kompass_desktop.report.blocks import Contents, Cover, CoverLine, Logo
from kompass_desktop.report.chart_data import PlainRadar
from kompass_desktop.report.pdf.drawings import drawing_of
from kompass_desktop.report.pdf.fonts import markup, shortened
from kompass_desktop.report.pdf.styles import (
    BOTTOM_MARGIN,
    CONTENT_HEIGHT,
    CONTENT_WIDTH,
    CONTENTS_LINES,
    COVER_INSTRUMENT,
    COVER_LABEL,
    COVER_LINE,
    COVER_NAME,
    COVER_WARNING,
    MARGIN,
    PAGE_HEIGHT,
)
from kompass_desktop.report.pdf.tables import OUR_FONT, cell
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph, cover_to_body

_SMALLEST_PICTURE = 60.0


def cover_flowables(cover: Cover) -> list[Flowable]:
    """Return the cover; the pages after it have heads and feet."""
    above: list[Flowable] = []
    if cover.logo is not None:
        above += [_logo(cover.logo), Spacer(1, 14)]
    for warning in cover.warnings:
        above += [_warning_box(warning), Spacer(1, 10)]
    above += [Spacer(1, 18), Paragraph(markup(cover.instrument), COVER_INSTRUMENT)]
    above.append(Spacer(1, 16))
    above += [Paragraph(markup(name), COVER_NAME) for name in cover.names]
    above += [Spacer(1, 8), Paragraph(markup(cover.subject), COVER_LINE), Spacer(1, 26)]
    below: list[Flowable] = [Spacer(1, 26), _particulars_table(cover.lines)]
    return [*cover_to_body(), *above, _picture(cover.radar, [*above, *below]), *below]


def _picture(radar: PlainRadar, others: Sequence[Flowable]) -> Drawing:
    """Return the radar, smaller if the other parts of the page leave less room for it."""
    taken = sum(part.wrap(CONTENT_WIDTH, PAGE_HEIGHT)[1] for part in others)
    room = max(_SMALLEST_PICTURE, CONTENT_HEIGHT + BOTTOM_MARGIN - MARGIN - taken - 1)
    picture = drawing_of(replace(radar, size=min(radar.size, room)))
    picture.hAlign = "LEFT"
    return picture


def _logo(logo: Logo) -> Image:
    return Image(BytesIO(logo.image), logo.width, logo.height, mask="auto", hAlign="LEFT")


def _warning_box(text: str) -> Table:
    return Table(
        [[cell(text, COVER_WARNING)]],
        colWidths=[CONTENT_WIDTH],
        hAlign="LEFT",
        style=TableStyle(
            [
                OUR_FONT,
                ("BOX", (0, 0), (-1, -1), 1.2, HexColor(colors.CHALLENGE_LINE)),
                ("TOPPADDING", (0, 0), (-1, -1), 8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
            ]
        ),
    )


def _particulars_table(lines: Sequence[CoverLine]) -> Table:
    rows = [[cell(line.label, COVER_LABEL), cell(_short(line.text), COVER_LINE)] for line in lines]
    return Table(
        rows,
        colWidths=[92, CONTENT_WIDTH - 92],
        hAlign="LEFT",
        splitInRow=1,
        style=TableStyle(
            [
                OUR_FONT,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        ),
    )


def _short(text: str) -> str:
    """Return text with each line shortened to the width of its column on the cover."""
    font, size, room = COVER_LINE.fontName, COVER_LINE.fontSize, CONTENT_WIDTH - 106
    return "\n".join(shortened(line, font, size, room) for line in text.split("\n"))


def contents_flowables(contents: Contents) -> list[Flowable]:
    """Return the table of contents, whose page numbers come from the first layout pass."""
    table = TableOfContents(
        levelStyles=list(CONTENTS_LINES),
        dotsMinLevel=-1,
        rightColumnWidth=30,
        tableStyle=TableStyle(
            [
                OUR_FONT,
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        ),
    )
    title = contents.title
    heading = HeadingParagraph(title, contents.key, HeadingKind.CHAPTER, running=title)
    return [heading, table]
