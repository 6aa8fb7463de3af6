"""Converts the cover and the table of contents to flowables."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from kompass_desktop import colors
from kompass_desktop.report.blocks import Contents, Cover, CoverLine
from kompass_desktop.report.pdf.drawings import drawing_of
from kompass_desktop.report.pdf.fonts import markup, shortened
from kompass_desktop.report.pdf.styles import (
    CONTENT_WIDTH,
    CONTENTS_LINES,
    COVER_INSTRUMENT,
    COVER_LABEL,
    COVER_LINE,
    COVER_NAME,
    COVER_WARNING,
)
from kompass_desktop.report.pdf.tables import OUR_FONT, cell
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph, cover_to_body


def cover_flowables(cover: Cover) -> list[Flowable]:
    """Return the cover; the pages after it have heads and feet."""
    story: list[Flowable] = [*cover_to_body()]
    for warning in cover.warnings:
        story += [_warning_box(warning), Spacer(1, 10)]
    story += [Spacer(1, 18), Paragraph(markup(cover.instrument), COVER_INSTRUMENT)]
    story.append(Spacer(1, 16))
    story += [Paragraph(markup(name), COVER_NAME) for name in cover.names]
    story += [Spacer(1, 8), Paragraph(markup(cover.subject), COVER_LINE), Spacer(1, 26)]
    picture = drawing_of(cover.radar)
    picture.hAlign = "LEFT"
    story += [picture, Spacer(1, 26), _particulars_table(cover.lines)]
    return story


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
