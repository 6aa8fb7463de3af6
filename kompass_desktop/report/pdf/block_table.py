"""Converts a table of the report's content to one of reportlab."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from kompass_desktop import colors
from kompass_desktop.report import blocks
from kompass_desktop.report.blocks import Align, CellLook, CellRole, TableSize
from kompass_desktop.report.charts.shapes import mark
from kompass_desktop.report.pdf.drawings import drawing_of
from kompass_desktop.report.pdf.flowables import DataTable, Picture
from kompass_desktop.report.pdf.fonts import width_of
from kompass_desktop.report.pdf.structure import Element
from kompass_desktop.report.pdf.styles import (
    CELL,
    CELL_BOLD,
    CELL_BOLD_RIGHT,
    CELL_CENTER,
    CELL_ON_DARK,
    CELL_PRELIMINARY,
    CELL_RIGHT,
    CONTENT_WIDTH,
    HEAD,
    HEAD_CENTER,
    HEAD_RIGHT,
    SMALL,
    SMALL_BOLD,
    SMALL_BOLD_RIGHT,
    SMALL_CENTER,
    SMALL_RIGHT,
    SMALL_SOFT,
)
from kompass_desktop.report.pdf.tables import (
    SIDE_PADDING,
    Cell,
    Command,
    cell,
    column_head,
    data_cell,
    grid,
    group_head,
    row_head,
    table_element,
)
from kompass_desktop.report.status_labels import short_name

_HEADS = {Align.START: HEAD, Align.CENTER: HEAD_CENTER, Align.END: HEAD_RIGHT}
_STYLES = {
    (TableSize.NORMAL, CellLook.PLAIN, Align.START): CELL,
    (TableSize.NORMAL, CellLook.PLAIN, Align.CENTER): CELL_CENTER,
    (TableSize.NORMAL, CellLook.PLAIN, Align.END): CELL_RIGHT,
    (TableSize.NORMAL, CellLook.STRONG, Align.START): CELL_BOLD,
    (TableSize.NORMAL, CellLook.STRONG, Align.END): CELL_BOLD_RIGHT,
    (TableSize.NORMAL, CellLook.PRELIMINARY, Align.END): CELL_PRELIMINARY,
    (TableSize.NORMAL, CellLook.ON_DARK, Align.CENTER): CELL_ON_DARK,
    (TableSize.SMALL, CellLook.PLAIN, Align.START): SMALL,
    (TableSize.SMALL, CellLook.PLAIN, Align.CENTER): SMALL_CENTER,
    (TableSize.SMALL, CellLook.PLAIN, Align.END): SMALL_RIGHT,
    (TableSize.SMALL, CellLook.STRONG, Align.START): SMALL_BOLD,
    (TableSize.SMALL, CellLook.STRONG, Align.END): SMALL_BOLD_RIGHT,
}
_BY_ROLE: dict[CellRole, Callable[[Cell], Element]] = {
    CellRole.COLUMN_HEAD: column_head,
    CellRole.ROW_HEAD: row_head,
    CellRole.GROUP_HEAD: group_head,
    CellRole.DATA: data_cell,
}
_TIGHT_SIDE = 1.0
_SPARE = 0.1
"""What is left of the width of a head, so that rounding does not split it."""
_SMALLEST = 6.0
"""The smallest size of letters, in points, with which a word is kept whole."""
_LONG_WORD, _LONGEST_WORD = 12, 40
"""Letters of a word that may not fit in a narrow column."""
_SIGN_HEIGHTS = {TableSize.NORMAL: 11, TableSize.SMALL: 9}


def pdf_table(table: blocks.Table) -> DataTable:
    """Return a table that repeats its head on each page; its columns fill the page's width."""
    rows = (table.head, *table.rows)
    scale = CONTENT_WIDTH / sum(column.width for column in table.columns)
    widths = [column.width * scale for column in table.columns]
    contents = [_contents(row, table, widths) for row in rows]
    cells = [_spread(row, found) for row, found in zip(rows, contents, strict=True)]
    element = table_element(
        [
            [_element(each, content) for each, content in zip(row.cells, found, strict=True)]
            for row, found in zip(rows, contents, strict=True)
        ],
        table.title,
    )
    commands = (*_column_commands(table.columns), *_row_commands(rows), *_map_commands(table))
    return grid(cells, widths, *commands, padding=table.padding, element=element)


def _spread(row: blocks.Row, contents: Sequence[Cell]) -> list[Cell]:
    """Return the contents of cells, and empty ones for the columns that they span."""
    spread: list[Cell] = []
    for each, content in zip(row.cells, contents, strict=True):
        spread += [content, *[""] * (each.span - 1)]
    return spread


def _element(each: blocks.Cell, content: Cell) -> Element:
    element = _BY_ROLE[each.role](content)
    element.span = each.span
    return element


def _contents(row: blocks.Row, table: blocks.Table, widths: Sequence[float]) -> list[Cell]:
    """Return the contents of the cells of a row, given the widths of the columns."""
    contents: list[Cell] = []
    column = 0
    for each in row.cells:
        spanned = slice(column, column + each.span)
        sides = _TIGHT_SIDE if table.columns[column].is_tight else SIDE_PADDING
        contents.append(_content(each, table.size, sum(widths[spanned]) - 2 * sides))
        column += each.span
    return contents


def _content(each: blocks.Cell, size: TableSize, room: float) -> Cell:
    """Return the content of a cell; `room` is the width that it has for a text."""
    if each.picture is not None:
        return Picture(drawing_of(each.picture.chart), each.picture.alternative)
    if each.sign is not None:
        return Picture(mark(each.sign, _SIGN_HEIGHTS[size]), short_name(each.sign))
    if each.note:
        return [cell(each.text, _style(each, size)), cell(each.note, SMALL_SOFT)]
    if not each.text:
        return ""
    style = _style(each, size)
    if each.role is CellRole.COLUMN_HEAD or _has_long_word(each.text):
        style = _fitting(style, each.text, room)
    return cell(each.text, style)


def _has_long_word(text: str) -> bool:
    """Return whether a text has a word that may be too long for a narrow column.

    A text of many characters without a space is no word; it is split wherever it must be.
    """
    return any(_LONG_WORD <= len(word) <= _LONGEST_WORD for word in text.split())


def _fitting(style: ParagraphStyle, text: str, room: float) -> ParagraphStyle:
    """Return a style in which no word of a cell is split, if it can still be read."""
    longest = max(
        (width_of(word, style.fontName, style.fontSize) for word in text.split()), default=0.0
    )
    if longest <= room:
        return style
    size = max(style.fontSize * (room - _SPARE) / longest, _SMALLEST)
    return ParagraphStyle(f"{style.name} {size:.2f}", parent=style, fontSize=size)


def _style(each: blocks.Cell, size: TableSize) -> ParagraphStyle:
    if each.role is CellRole.COLUMN_HEAD:
        return _HEADS[each.align]
    return _STYLES[size, each.look, each.align]


def _column_commands(columns: Sequence[blocks.Column]) -> Iterator[Command]:
    for index, column in enumerate(columns):
        whole = (index, 0), (index, -1)
        if column.is_gap:
            yield ("LINEBELOW", *whole, 1.0, HexColor(colors.WHITE))
        if column.is_tight:
            yield ("LEFTPADDING", *whole, _TIGHT_SIDE)
            yield ("RIGHTPADDING", *whole, _TIGHT_SIDE)


def _row_commands(rows: Sequence[blocks.Row]) -> Iterator[Command]:
    for number, row in enumerate(rows):
        column = 0
        for each in row.cells:
            place = (column, number), (column + each.span - 1, number)
            if each.span > 1:
                yield ("SPAN", *place)
            if each.fill:
                yield ("BACKGROUND", *place, HexColor(each.fill))
            column += each.span
        if row.keeps_next:
            yield ("NOSPLIT", (0, number), (-1, number + 1))


def _map_commands(table: blocks.Table) -> Iterator[Command]:
    if table.is_map:
        yield ("INNERGRID", (1, 1), (-1, -1), 1.5, HexColor(colors.WHITE))
