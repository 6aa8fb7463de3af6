"""Converts the cover to flowables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer, TableStyle

from kompass_desktop import colors
from kompass_desktop.report.blocks import Cover, CoverLine, Logo
from kompass_desktop.report.pdf.drawings import drawing_of
from kompass_desktop.report.pdf.flowables import DataTable, ImageFigure, Picture, text
from kompass_desktop.report.pdf.fonts import shortened
from kompass_desktop.report.pdf.styles import (
    BOTTOM_MARGIN,
    CONTENT_HEIGHT,
    CONTENT_WIDTH,
    COVER_INSTRUMENT,
    COVER_LABEL,
    COVER_LINE,
    COVER_NAME,
    COVER_WARNING,
    MARGIN,
    PAGE_HEIGHT,
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

_SMALLEST_PICTURE = 60.0


def cover_flowables(cover: Cover) -> list[Flowable]:
    """Return the cover; the pages after it have heads and feet."""
    above: list[Flowable] = []
    if cover.logo is not None:
        above += [logo_figure(cover.logo), Spacer(1, 14)]
    for warning in cover.warnings:
        above += [_warning_box(warning), Spacer(1, 10)]
    above += [Spacer(1, 18), text(cover.instrument, COVER_INSTRUMENT)]
    above.append(Spacer(1, 16))
    above += [text(name, COVER_NAME) for name in cover.names]
    above += [Spacer(1, 8), text(cover.subject, COVER_LINE), Spacer(1, 26)]
    below: list[Flowable] = [Spacer(1, 26), _particulars_table(cover.lines)]
    return [*cover_to_body(), *above, _picture(cover, [*above, *below]), *below]


def _picture(cover: Cover, others: Sequence[Flowable]) -> Picture:
    """Return the radar, smaller if the other parts of the page leave less room for it."""
    taken = sum(part.wrap(CONTENT_WIDTH, PAGE_HEIGHT)[1] for part in others)
    room = max(_SMALLEST_PICTURE, CONTENT_HEIGHT + BOTTOM_MARGIN - MARGIN - taken - 1)
    radar = cover.radar
    picture = drawing_of(replace(radar, size=min(radar.size, room)))
    picture.hAlign = "LEFT"
    return Picture(picture, cover.alternative)


def logo_figure(logo: Logo) -> ImageFigure:
    """Return a logo as a flowable."""
    picture = BytesIO(logo.image)
    return ImageFigure(picture, logo.width, logo.height, logo.alternative)


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
