"""The tables of the report: thin lines, a head that is repeated on each page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum, auto
from typing import Any, TypeAlias

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, TableStyle

from kompass_desktop import colors
from kompass_desktop.report.pdf.flowables import DataTable, Picture, Text, text
from kompass_desktop.report.pdf.fonts import REGULAR
from kompass_desktop.report.pdf.structure import Element, Scope, Tag

Cell: TypeAlias = Flowable | str | Sequence[Flowable]
Command: TypeAlias = tuple[str, tuple[int, int], tuple[int, int], *tuple[Any, ...]]

OUR_FONT: Command = ("FONTNAME", (0, 0), (-1, -1), REGULAR)
"""A command that every table needs: otherwise reportlab uses its own font, even if unseen."""


SIDE_PADDING = 5.0
"""The space beside the texts of a column, in points."""


class Heads(Enum):
    """Which cells of a table are heads: those of the first row, or of the first column."""

    FIRST_ROW = auto()
    FIRST_COLUMN = auto()


def cell(content: str, style: ParagraphStyle) -> Text:
    """Return a text for a cell; nothing in it is read as markup."""
    return text(content, style)


def column_head(content: Cell) -> Element:
    """Return the element of the head of a column, which is repeated on each page."""
    return cell_element(content, Element(Tag.HEAD, scope=Scope.COLUMN, repeats=True))


def row_head(content: Cell) -> Element:
    """Return the element of the head of a row."""
    return cell_element(content, Element(Tag.HEAD, scope=Scope.ROW))


def group_head(content: Cell) -> Element:
    """Return the element of the head of a group of rows, which is for the rows below it."""
    return cell_element(content, Element(Tag.HEAD, scope=Scope.COLUMN))


def data_cell(content: Cell) -> Element:
    """Return the element of a cell that is no head."""
    return cell_element(content, Element(Tag.DATA))


def cell_element(content: Cell, element: Element) -> Element:
    """Return the element of a cell, with its content; a single paragraph is the cell itself."""
    parts = (content,) if isinstance(content, Flowable) else content
    found = [part for part in parts if isinstance(part, Text | Picture) and part.element]
    if len(found) == 1 and isinstance(found[0], Text):
        element.text = found[0].element.text
        found[0].element = element
        return element
    element.kids = [part.element for part in found if part.element is not None]
    return element


def table_element(rows: Iterable[Sequence[Element]], title: str = "") -> Element:
    """Return the element of a table, given those of its cells; `title` says what it contains."""
    return Element(Tag.TABLE, [Element(Tag.ROW, list(row)) for row in rows], summary=title)


def grid(
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *commands: Command,
    padding: float = 4,
    heads: Heads = Heads.FIRST_ROW,
    element: Element | None = None,
) -> DataTable:
    """Return a table.

    `widths` of columns and `padding` above and below each row are in points. It is split
    across pages between rows, or within a row that is higher than a page. The first row is
    repeated on each page, unless the first column has the heads. `element` is its element in
    the structure, by default one with the `heads`.
    """
    table = DataTable(
        [list(row) for row in rows],
        colWidths=list(widths),
        repeatRows=1 if heads is Heads.FIRST_ROW else 0,
        splitInRow=1,
        hAlign="LEFT",
        style=TableStyle(
            [
                OUR_FONT,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), padding),
                ("BOTTOMPADDING", (0, 0), (-1, -1), padding),
                ("LEFTPADDING", (0, 0), (-1, -1), SIDE_PADDING),
                ("RIGHTPADDING", (0, 0), (-1, -1), SIDE_PADDING),
                ("LINEBELOW", (0, 0), (-1, 0), 0.6, HexColor(colors.BORDER_STRONG)),
                ("LINEBELOW", (0, 1), (-1, -1), 0.5, HexColor(colors.BORDER)),
                *commands,
            ]
        ),
    )
    table.element = element or table_element(structured(rows, heads))
    return table


def structured(rows: Sequence[Sequence[Cell]], heads: Heads) -> list[list[Element]]:
    """Return the elements of the cells of a table without spans."""
    return [
        [_plain_element(each, row, column, heads) for column, each in enumerate(cells)]
        for row, cells in enumerate(rows)
    ]


def _plain_element(content: Cell, row: int, column: int, heads: Heads) -> Element:
    if heads is Heads.FIRST_ROW and row == 0:
        return column_head(content)
    if heads is Heads.FIRST_COLUMN and column == 0:
        return row_head(content)
    return data_cell(content)
