"""Native tables of slides: rows that are as high as their text needs, in a size that fits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from kompass_desktop import colors
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.slides.pptx_types import Part, Shape
from kompass_desktop.report.slides.text_fit import SIZES, has_broken_word, height_of
from kompass_desktop.report.slides.text_writer import ACCENT, Look, write_text
from kompass_desktop.report.visible_text import visible

PAD_X, PAD_Y = 5.0, 3.0
_MOST_AIR = 0.7
"""How much a row may be higher than it must be, as a share of the size of the letters."""
TABLE_SIZES = SIZES[2:]
_NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True)
class Cell:
    """The text of a cell; `fill` is a colour as "#rrggbb", or "" for none."""

    text: str = ""
    is_bold: bool = False
    is_right: bool = False
    is_centered: bool = False
    color: Part = None
    fill: str = ""
    language: str = ""

    def look(self, size: float) -> Look:
        """Return how it looks in a table with a size of letters."""
        align = PP_ALIGN.RIGHT if self.is_right else None
        align = PP_ALIGN.CENTER if self.is_centered else align
        return Look(size, self.is_bold, self.color, align, self.language)


Row = Sequence[Cell]


def head(text: str, *, is_right: bool = False, is_centered: bool = False) -> Cell:
    """Return a cell of the first row."""
    return Cell(text, is_bold=True, is_right=is_right, is_centered=is_centered, color=ACCENT)


@dataclass(frozen=True)
class Fitted:
    """Rows of a table in a size of letters, with their heights in points."""

    size: float
    rows: tuple[Row, ...]
    heights: tuple[float, ...]


def fitted(
    rows: Sequence[Row],
    widths: Sequence[float],
    height: float,
    *,
    sizes: Sequence[float] = TABLE_SIZES,
    same_height: slice | None = None,
) -> tuple[Fitted, ...]:
    """Return a table, in parts if it is higher than `height` even in the smallest size.

    The first row is repeated in each part. The rows of `same_height` get the height of the
    highest of them.
    """
    for size in sizes:
        heights = _heights(rows, widths, size, same_height)
        is_broken = size != sizes[-1] and _has_broken_word(rows, widths, size)
        if sum(heights) <= height and not is_broken:
            return (Fitted(size, tuple(rows), _stretched(heights, height, size)),)
    return _parts(rows, _heights(rows, widths, sizes[-1], same_height), height, sizes[-1])


def alike(
    tables: Sequence[Sequence[Row]], widths: Sequence[float], height: float
) -> tuple[Fitted, ...]:
    """Return tables that are beside each other, in one size and with rows of the same heights."""
    size = min(fitted(rows, widths, height, sizes=SIZES)[0].size for rows in tables)
    every = [_heights(rows, widths, size, None) for rows in tables]
    count = max(len(heights) for heights in every)
    highest = [max(each[n] for each in every if n < len(each)) for n in range(count)]
    heights = _stretched(highest, height, size)
    return tuple(Fitted(size, tuple(rows), heights[: len(rows)]) for rows in tables)


def _has_broken_word(rows: Sequence[Row], widths: Sequence[float], size: float) -> bool:
    return any(
        has_broken_word(cell.text, width - 2 * PAD_X, look.size, look.font)
        for row in rows
        for cell, width in zip(row, widths, strict=True)
        for look in (cell.look(size),)
    )


def _stretched(heights: Sequence[float], height: float, size: float) -> tuple[float, ...]:
    """Return the heights of rows with some of the space that is left, for an airy table."""
    left = max(0.0, height - sum(heights))
    more = min(left / len(heights), size * _MOST_AIR)
    return tuple(each + more for each in heights)


def _heights(
    rows: Sequence[Row], widths: Sequence[float], size: float, same_height: slice | None
) -> list[float]:
    heights = [
        max(_cell_height(cell, width, size) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    if same_height is not None and heights[same_height]:
        highest = max(heights[same_height])
        heights[same_height] = [highest] * len(heights[same_height])
    return heights


def _cell_height(cell: Cell, width: float, size: float) -> float:
    look = cell.look(size)
    return height_of(visible(cell.text), width - 2 * PAD_X, look.size, look.font) + 2 * PAD_Y


def _parts(
    rows: Sequence[Row], heights: Sequence[float], height: float, size: float
) -> tuple[Fitted, ...]:
    parts: list[tuple[list[Row], list[float]]] = []
    for row, needed in zip(rows[1:], heights[1:], strict=True):
        if not parts or sum(parts[-1][1]) + needed > height:
            parts.append(([rows[0]], [heights[0]]))
        parts[-1][0].append(row)
        parts[-1][1].append(needed)
    return tuple(Fitted(size, tuple(kept), tuple(taken)) for kept, taken in parts)


def insert_table(
    placeholder: Shape,
    table: Fitted,
    widths: Sequence[float],
    description: str,
    *,
    has_sum: bool = False,
) -> Shape:
    """Fill a table placeholder; `description` is the alternative text."""
    frame = placeholder.insert_table(len(table.rows), len(widths))
    element = frame.table
    element.first_row = True
    element.last_row = has_sum
    element.horz_banding = False
    properties = element._tbl.tblPr  # noqa: SLF001 - there is no public way
    style = properties.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = _NO_STYLE
    for column, width in zip(element.columns, widths, strict=True):
        column.width = Pt(width)
    last = len(table.rows) - 1
    for number, (row, height) in enumerate(zip(table.rows, table.heights, strict=True)):
        element.rows[number].height = Pt(height)
        for index, cell in enumerate(row):
            is_strong = number == 0 or (has_sum and number == last - 1)
            _write_cell(element.cell(number, index), cell, table.size, is_strong=is_strong)
    frame.height = Pt(sum(table.heights))
    describe(frame, description)
    return frame


def _write_cell(target: Part, cell: Cell, size: float, *, is_strong: bool) -> None:
    target.margin_left = target.margin_right = Pt(PAD_X)
    target.margin_top = target.margin_bottom = Pt(PAD_Y)
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    write_text(target.text_frame, cell.text, cell.look(size))
    properties = target._tc.get_or_add_tcPr()  # noqa: SLF001 - there is no public way
    color = accent() if is_strong else colors.BORDER
    properties.insert(0, _line(color, 1.25 if is_strong else 0.75))
    if cell.fill:
        target.fill.solid()
        target.fill.fore_color.rgb = RGBColor.from_string(cell.fill[1:].upper())


def _line(color: str, width: float) -> Part:
    return parse_xml(
        f'<a:lnB {nsdecls("a")} w="{Pt(width)}" cap="flat" cmpd="sng"><a:solidFill>'
        f'<a:srgbClr val="{color[1:].upper()}"/></a:solidFill><a:prstDash val="solid"/></a:lnB>'
    )


def describe(shape: Shape, description: str) -> None:
    """Set the alternative text of a shape."""
    named = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - there is no public way
    named.set("descr", visible(description))
