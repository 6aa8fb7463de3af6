"""The tables of the report: thin lines, a head that is repeated on each page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from kompass_desktop import colors
from kompass_desktop.report.pdf.fonts import REGULAR, markup

Cell: TypeAlias = Flowable | str | Sequence[Flowable]
Command: TypeAlias = tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]

OUR_FONT: Command = ("FONTNAME", (0, 0), (-1, -1), REGULAR)
"""A command that every table needs: otherwise reportlab uses its own font, even if unseen."""


def cell(text: str, style: ParagraphStyle) -> Paragraph:
    """Return a text for a cell; nothing in it is read as markup."""
    return Paragraph(markup(text), style)


def grid(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *commands: Command,
    padding: float = 4,
) -> Table:
    """Return a table whose first row is its head.

    `widths` of columns and `padding` above and below each row are in points. It is split
    across pages between rows, or within a row that is higher than a page.
    """
    return Table(
        [list(row) for row in rows],
        colWidths=list(widths),
        repeatRows=1,
        splitInRow=1,
        hAlign="LEFT",
        style=TableStyle(
            [
                OUR_FONT,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), padding),
                ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
                ("LEFTPADDING", (0, 0), (-1, -1), 5),
                ("RIGHTPADDING", (0, 0), (-1, -1), 5),
                ("LINEBELOW", (0, 0), (-1, 0), 0.6, HexColor(colors.BORDER_STRONG)),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(colors.BORDER)),
                *commands,
            ]
        ),
    )
