"""Converts the cover to flowables."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer, TableStyle

from kompass_desktop import colors
from kompass_desktop.report.blocks import Cover, CoverLine
from kompass_desktop.report.pdf.drawings import drawing_of
from kompass_desktop.report.pdf.flowables import DataTable, Picture, text
from kompass_desktop.report.pdf.fonts import shortened
from kompass_desktop.report.pdf.styles import (
    CONTENT_WIDTH,
    COVER_INSTRUMENT,
    COVER_LABEL,
    COVER_LINE,
    COVER_NAME,
    COVER_WARNING,
)
from kompass_desktop.report.pdf.tables import (
    OUR_FONT,
    Cell,
    Heads,
    cell,
    structured,
    table_element,
)
from kompass_desktop.report.pdf.template import cover_to_body


def cover_flowables(cover: Cover) -> list[Flowable]:
    """Return the cover; the pages after it have heads and feet."""
    story: list[Flowable] = [*cover_to_body()]
    for warning in cover.warnings:
        story += [_warning_box(warning), Spacer(1, 10)]
    story += [Spacer(1, 18), text(cover.instrument, COVER_INSTRUMENT)]
    story.append(Spacer(1, 16))
    story += [text(name, COVER_NAME) for name in cover.names]
    story += [Spacer(1, 8), text(cover.subject, COVER_LINE), Spacer(1, 26)]
    picture = Picture(drawing_of(cover.radar), cover.alternative)
    story += [picture, Spacer(1, 26), _particulars_table(cover.lines)]
    return story


def _warning_box(warning: str) -> DataTable:
    content = text(warning, COVER_WARNING)
    box = DataTable(
        [[content]],
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
    box.element = content.element
    return box


def _particulars_table(lines: Sequence[CoverLine]) -> DataTable:
    rows: list[list[Cell]] = [
        [cell(line.label, COVER_LABEL), cell(_short(line.text), COVER_LINE)] for line in lines
    ]
    table = DataTable(
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
    table.element = table_element(structured(rows, Heads.FIRST_COLUMN))
    return table


def _short(text: str) -> str:
    """Return text with each line shortened to the width of its column on the cover."""
    font, size, room = COVER_LINE.fontName, COVER_LINE.fontSize, CONTENT_WIDTH - 106
    return "\n".join(shortened(line, font, size, room) for line in text.split("\n"))
