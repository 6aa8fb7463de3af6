"""Converts the tables of the report's content to tables of Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kompass_desktop import colors
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.report.blocks import (
    Align,
    Cell,
    CellLook,
    CellRole,
    Column,
    FindingColumn,
    Findings,
    Row,
    Table,
    TableSize,
)
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.pdf.column_widths import TextLayout, balanced_widths
from kompass_desktop.report.pdf.fonts import REGULAR, width_of
from kompass_desktop.report.visible_text import visible
from kompass_desktop.report.word import template as names
from kompass_desktop.report.word.elements import (
    PLAIN,
    Element,
    Layout,
    Look,
    element,
    paragraph,
    runs,
)
from kompass_desktop.report.word.pictures import Pictures
from kompass_desktop.report.word.template import Template, points

STATUS_SIGNS = {
    ScoreStatus.RATED: "●",
    ScoreStatus.PROPOSAL: "○",
    ScoreStatus.PRELIMINARY: "◐",
    ScoreStatus.RECORDED: "■",
    ScoreStatus.MISSING: "–",
}
"""The signs of the PDF as characters."""

_SIDE = 5.0
_TIGHT = 1.0
_LONGEST_WHOLE = 1500
"""Characters of a cell up to which its row is not split across pages."""
_MOST_TOGETHER = 12
"""Rows of a table that is kept on one page."""
_ALIGNS = {Align.START: "", Align.CENTER: "center", Align.END: "right"}
_LOOKS = {
    CellLook.PLAIN: PLAIN,
    CellLook.STRONG: Look(bold=True),
    CellLook.PRELIMINARY: Look(italic=True),
    CellLook.ON_DARK: Look(color=colors.WHITE),
}
_SOFT = Look(color=colors.TEXT_SOFT, size=8)
_NARROW = 95.0
"""The width of the widest column of numbers; they would be broken if it was narrower."""
_LEAST_WIDE = 0.4
"""The least share of their width that columns of texts keep."""
_LEAST_EMPTY, _LEAST_FINDINGS = 96.0, 141.0
"""The least widths of columns of findings, as in the PDF."""
_FINDING_SIZE = 8.5
_FINDING_INDENT = 10.0
_FINDING_SIDES = 2 * _SIDE + _FINDING_INDENT
_FINDING = TextLayout(leading=11.6, between=2.5, lost=_FINDING_SIDES + 12.0)
"""How the style of findings in our own template sets them."""


@dataclass(frozen=True)
class _Grid:
    """The columns of a table: their widths in points; `sides` is the space beside each text."""

    widths: tuple[float, ...]
    sides: tuple[float, ...]


class Tables:
    """Makes the tables of one document."""

    def __init__(self, template: Template, pictures: Pictures) -> None:
        self._template = template
        self._pictures = pictures

    def table(self, table: Table, *, keeps_next: bool) -> Element:
        """Return a table; if `keeps_next` it is on the page of what follows if there is room."""
        grid = self._grid(table.columns)
        properties = self._properties(table.title, grid, table.padding)
        built = element("w:tbl", [properties, _grid_element(grid)])
        built.append(self._row(table, table.head, grid, keeps_next=True, is_head=True))
        is_short = len(table.rows) <= _MOST_TOGETHER
        for number, row in enumerate(table.rows, 1):
            kept = row.keeps_next or keeps_next or (is_short and number < len(table.rows))
            built.append(self._row(table, row, grid, keeps_next=kept))
        return built

    def findings(self, findings: Findings) -> Element:
        """Return a table with a column for each kind of finding; the row may be split."""
        widths = _finding_widths(findings.columns, self._template.text_width)
        grid = _Grid(widths, (_SIDE,) * len(widths))
        heads = [
            self._finding_head(column, width)
            for column, width in zip(findings.columns, grid.widths, strict=True)
        ]
        cells = [
            self._finding_cell(column, width)
            for column, width in zip(findings.columns, grid.widths, strict=True)
        ]
        return element(
            "w:tbl",
            [
                self._properties(findings.title, grid, 4, has_row_heads=False),
                _grid_element(grid),
                element("w:tr", [_row_properties(is_head=True), *heads]),
                element("w:tr", cells),
            ],
        )

    def _grid(self, columns: Sequence[Column]) -> _Grid:
        return _Grid(
            tuple(_widths([column.width for column in columns], self._template.text_width)),
            tuple(_TIGHT if column.is_tight else _SIDE for column in columns),
        )

    def _properties(
        self, title: str, grid: _Grid, padding: float, *, has_row_heads: bool = True
    ) -> Element:
        sides = ("top", padding), ("left", _SIDE), ("bottom", padding), ("right", _SIDE)
        margins = (element(f"w:{side}", w=points(space), type="dxa") for side, space in sides)
        return element(
            "w:tblPr",
            [
                element("w:tblStyle", val=self._template.style(names.TABLE)),
                element("w:tblW", w=points(sum(grid.widths)), type="dxa"),
                element("w:tblLayout", type="fixed"),
                element("w:tblCellMar", margins),
                element(
                    "w:tblLook",
                    val="04A0" if has_row_heads else "0420",
                    firstRow=1,
                    lastRow=0,
                    firstColumn=int(has_row_heads),
                    lastColumn=0,
                    noHBand=0,
                    noVBand=1,
                ),
                element("w:tblCaption", val=visible(title)),
            ],
        )

    def _row(
        self, table: Table, row: Row, grid: _Grid, *, keeps_next: bool, is_head: bool = False
    ) -> Element:
        is_long = any(len(cell.text) > _LONGEST_WHOLE for cell in row.cells)
        built = element("w:tr", [_row_properties(is_head=is_head, is_whole=not is_long)])
        column = 0
        for cell in row.cells:
            width = sum(grid.widths[column : column + cell.span])
            is_map = table.is_map and not is_head and column > 0
            properties = _cell_properties(cell, width, grid.sides[column], is_map=is_map)
            content = self._cell_content(cell, table.size, keeps_next=keeps_next)
            built.append(element("w:tc", [properties, *content]))
            column += cell.span
        return built

    def _cell_content(self, cell: Cell, size: TableSize, *, keeps_next: bool) -> Iterator[Element]:
        layout = Layout(keeps_next, align=_ALIGNS[cell.align])
        style = names.TABLE_SMALL if size is TableSize.SMALL else names.TABLE_TEXT
        if cell.role is CellRole.COLUMN_HEAD:
            style = names.TABLE_HEAD
        content: list[Element] = []
        if cell.picture is not None:
            content = [self._pictures.run(cell.picture)]
        elif cell.sign is not None:
            content = list(runs(STATUS_SIGNS[cell.sign], Look(color=accent())))
        elif cell.text:
            content = list(runs(cell.text, _LOOKS[cell.look]))
        yield paragraph(self._template.style(style), content, layout)
        if cell.note:
            yield paragraph(self._template.style(style), runs(cell.note, _SOFT), layout)

    def _finding_head(self, column: FindingColumn, width: float) -> Element:
        line = element("w:tcBorders", [_line("top", 24, column.line)])
        style = self._template.style(names.TABLE_HEAD)
        title = runs(column.title, Look(color=column.color))
        layout = Layout(keeps_next=True)
        properties = element("w:tcPr", [element("w:tcW", w=points(width), type="dxa"), line])
        return element("w:tc", [properties, paragraph(style, title, layout)])

    def _finding_cell(self, column: FindingColumn, width: float) -> Element:
        style = self._template.style(names.NOTE if column.is_empty else names.FINDING)
        properties = element("w:tcPr", [element("w:tcW", w=points(width), type="dxa")])
        items = (paragraph(style, runs(item)) for item in column.items)
        return element("w:tc", [properties, *items])


def _widths(widths: Sequence[float], room: float) -> list[float]:
    """Return widths of columns that fill a page, where those of numbers stay as they are."""
    narrow = sum(width for width in widths if width <= _NARROW)
    wide = sum(widths) - narrow
    if not wide or room - narrow < wide * _LEAST_WIDE:
        return [width * room / sum(widths) for width in widths]
    scale = (room - narrow) / wide
    return [width if width <= _NARROW else width * scale for width in widths]


def _grid_element(grid: _Grid) -> Element:
    return element("w:tblGrid", (element("w:gridCol", w=points(width)) for width in grid.widths))


def _row_properties(*, is_head: bool = False, is_whole: bool = True) -> Element:
    properties = element("w:trPr")
    if is_whole:
        properties.append(element("w:cantSplit"))
    if is_head:
        properties.append(element("w:tblHeader"))
    return properties


def _cell_properties(cell: Cell, width: float, side: float, *, is_map: bool) -> Element:
    properties = element("w:tcPr", [element("w:tcW", w=points(width), type="dxa")])
    if cell.span > 1:
        properties.append(element("w:gridSpan", val=cell.span))
    if is_map:
        sides = ("top", "left", "bottom", "right")
        properties.append(element("w:tcBorders", (_line(s, 12, colors.WHITE) for s in sides)))
    if cell.fill:
        properties.append(element("w:shd", val="clear", color="auto", fill=cell.fill[1:]))
    if side != _SIDE:
        margins = (element(f"w:{s}", w=points(side), type="dxa") for s in ("left", "right"))
        properties.append(element("w:tcMar", margins))
    return properties


def _line(side: str, width: int, color: str) -> Element:
    """Return the line at a side of a cell; its width is in eighths of a point."""
    return element(f"w:{side}", val="single", sz=width, space=0, color=color[1:])


def _finding_widths(columns: Sequence[FindingColumn], room: float) -> tuple[float, ...]:
    """Return the widths of columns whose texts end at about the same height."""
    most = room / len(columns)
    texts = [
        [width_of(item, REGULAR, _FINDING_SIZE) for item in column.items] for column in columns
    ]
    return tuple(
        balanced_widths(texts, [_least_width(each, most) for each in columns], room, _FINDING)
    )


def _least_width(column: FindingColumn, most: float) -> float:
    """Return the least width of a column, at most `most` points, in which no word is split."""
    words = (word for item in column.items for word in item.split())
    longest = max((width_of(word, REGULAR, _FINDING_SIZE) for word in words), default=0.0)
    least = _LEAST_EMPTY if column.is_empty else _LEAST_FINDINGS
    return min(max(least, longest + _FINDING_SIDES), most)
