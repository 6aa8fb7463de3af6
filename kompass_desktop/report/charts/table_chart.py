"""A table of shades or bars as a drawing, for a picture: such as areas by aspect."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportlab.graphics.shapes import Drawing, Group, Shape

from kompass_desktop import colors
from kompass_desktop.report.blocks import Align, Cell, CellLook, CellRole, Row, Table
from kompass_desktop.report.chart_data import Chart
from kompass_desktop.report.charts.shapes import Anchor, Box, canvas_of, label, line, rectangle
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.pdf.fonts import REGULAR, SEMIBOLD, shortened
from kompass_desktop.report.pdf.styles import LabelStyle

_ROW = 20.0
_PAD = 4.0
_SIZE = 8.5


def table_chart(table: Table, width: float, draw: Callable[[Chart], Drawing]) -> Drawing:
    """Return a drawing of a table with one line in each cell; `draw` draws its charts.

    `width` is in points. A text that is too wide ends with an ellipsis.
    """
    rows = [table.head, *table.rows]
    drawing = canvas_of(width, _ROW * len(rows))
    whole = sum(column.width for column in table.columns)
    widths = [column.width * width / whole for column in table.columns]
    for index, row in enumerate(rows):
        bottom = drawing.height - _ROW * (index + 1)
        for shape in _row(row, widths, bottom, draw):
            drawing.add(shape)
    return drawing


def _row(
    row: Row, widths: list[float], bottom: float, draw: Callable[[Chart], Drawing]
) -> Iterator[Shape]:
    left, number = 0.0, 0
    for cell in row.cells:
        width = sum(widths[number : number + cell.span])
        yield from _cell(cell, Box(left, bottom, width, _ROW), draw)
        left, number = left + width, number + cell.span
    is_head = all(cell.role is CellRole.COLUMN_HEAD for cell in row.cells)
    yield line((0, bottom), (left, bottom), accent() if is_head else colors.BORDER, 0.8)


def _cell(cell: Cell, box: Box, draw: Callable[[Chart], Drawing]) -> Iterator[Shape]:
    if cell.fill:
        yield rectangle(box, cell.fill)
    if cell.picture is not None:
        chart = draw(cell.picture.chart)
        middle = box.y + (box.height - chart.height) / 2
        yield Group(*chart.contents, transform=(1, 0, 0, 1, box.x + _PAD, middle))
        return
    look = _look(cell)
    text = shortened(cell.text, look.font, look.size, box.width - 2 * _PAD)
    baseline = box.y + (box.height - look.size) / 2 + 1.5
    match cell.align:
        case Align.START:
            yield label(box.x + _PAD, baseline, text, look)
        case Align.CENTER:
            yield label(box.x + box.width / 2, baseline, text, look, Anchor.MIDDLE)
        case Align.END:
            yield label(box.right - _PAD, baseline, text, look, Anchor.END)


def _look(cell: Cell) -> LabelStyle:
    if cell.role is CellRole.COLUMN_HEAD:
        return LabelStyle(SEMIBOLD, _SIZE, accent())
    font = SEMIBOLD if cell.look is CellLook.STRONG else REGULAR
    return LabelStyle(font, _SIZE, colors.WHITE if cell.look is CellLook.ON_DARK else colors.TEXT)
