"""A sheet with one table: its title, heads, rows, filter, frozen heads and print set-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum, auto
from fractions import Fraction
from typing import Any, TypeAlias

from kompass_desktop import colors
from kompass_desktop.report.firm.house_style import accent, accent_soft
from kompass_desktop.report.workbook.cell_text import cell_text, lines_in
from kompass_desktop.report.workbook.table import FIRST_ROW, HEAD_ROW, column_name

_PAPER_A4 = 9
_LINE_HEIGHT = 15
_MOST_LINES = 27
"""The highest row of Excel, 409 points, in lines."""
_LONGEST_HEADER = 120
_MARGINS = {"left": 0.4, "right": 0.4, "top": 0.7, "bottom": 0.6}


class Look(Enum):
    """How the cells of a column look."""

    CODE = auto()
    TEXT = auto()
    STATUS = auto()
    CENTERED = auto()
    LEVEL = auto()
    """A cell in which a reader may try another value."""
    WHOLE = auto()
    ONE_DECIMAL = auto()
    SIGNED = auto()
    POINTS = auto()
    """Points that are rounded already: whole ones beside some with a decimal."""
    CHANGE = auto()
    EXACT = auto()
    PERCENT = auto()
    MOMENT = auto()
    DAY = auto()


_PROPERTIES: dict[Look, dict[str, object]] = {
    Look.CODE: {"align": "left"},
    Look.TEXT: {"text_wrap": True},
    Look.STATUS: {"align": "left", "indent": 1},
    Look.CENTERED: {"align": "center"},
    Look.LEVEL: {
        "align": "center",
        "num_format": "0",
        "border": 1,
        "border_color": colors.BORDER_STRONG,
    },
    Look.WHOLE: {"num_format": "0"},
    Look.ONE_DECIMAL: {"num_format": "0.0"},
    Look.SIGNED: {"num_format": "+0.0;\N{MINUS SIGN}0.0", "font_color": colors.WEAKNESS},
    Look.POINTS: {"num_format": "General", "align": "right"},
    Look.CHANGE: {"num_format": "+General;\N{MINUS SIGN}General;0"},
    Look.EXACT: {"num_format": "0.0000"},
    Look.PERCENT: {"num_format": "0%"},
    Look.MOMENT: {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
    Look.DAY: {"num_format": "yyyy-mm-dd", "align": "left"},
}


_HEAD_ALIGNMENT = {
    Look.CODE: "left",
    Look.TEXT: "left",
    Look.MOMENT: "left",
    Look.DAY: "left",
    Look.STATUS: "left",
    Look.CENTERED: "center",
    Look.LEVEL: "center",
}
"""How heads are aligned: those of numbers, the other looks, to the right."""


@dataclass(frozen=True)
class Column:
    """A column: the text of its head, its width in characters, and the look of its cells."""

    head: str
    width: float
    look: Look = Look.TEXT


@dataclass(frozen=True)
class Formula:
    """A formula, and its result now, which is stored for viewers that do not compute."""

    text: str
    result: str | Fraction | int


Value: TypeAlias = str | int | Fraction | datetime | Formula | None
"""The content of a cell; None or "" leaves it empty."""

FIRST_DAY = date(1900, 3, 1)
"""The first day that all spreadsheets count alike; an earlier one is written as text."""


def day_value(day: date | None) -> Value:
    """Return a day for a cell with the look DAY; None for none."""
    if day is None:
        return None
    return datetime.combine(day, time()) if day >= FIRST_DAY else day.isoformat()


class Sheet:
    """A sheet of a workbook; rows are added from above. `foot` is printed below each page."""

    def __init__(
        self,
        book: Any,  # noqa: ANN401 - XlsxWriter has no types
        title: str,
        heading: str,
        columns: Sequence[Column],
        foot: str = "",
    ) -> None:
        self._book = book
        self._foot = foot
        self._columns = tuple(columns)
        self.title = title
        self.heading = heading
        self.page = book.add_worksheet(title)
        self._next = FIRST_ROW
        self._as_text: list[str] = []
        self._looks = {look: self._look(look) for look in Look}
        self._bold_looks = {look: self._look(look, bold=True, top=1) for look in Look}
        self._write_heads()

    def add_format(self, **properties: object) -> Any:  # noqa: ANN401
        """Return a format with properties of XlsxWriter."""
        return self._book.add_format(properties)

    @property
    def next_row(self) -> int:
        """The index, from 0, of the row that is added next."""
        return self._next

    def add(self, *values: Value) -> int:
        """Add a row with the values of its first columns; return its index from 0."""
        return self._add(values, self._looks)

    def add_total(self, *values: Value) -> int:
        """Add a row in bold under a line."""
        return self._add(values, self._bold_looks)

    def say(self, text: str, row: int | None = None) -> None:
        """Write a sentence across the sheet, in the next row or a given one above the table."""
        look = self.add_format(font_color=colors.TEXT_SOFT, italic=True)
        if row is None:
            row, self._next = self._next, self._next + 1
        self.page.write_string(row, 0, cell_text(text), look)

    def end_table(self, if_empty: str) -> None:
        """Write a sentence instead of rows if there are none."""
        if self._next == FIRST_ROW:
            self.say(if_empty)

    def keep_as_text(self, column: int, last_row: int) -> None:
        """Have no warning in the cells of a column that codes such as "1" are text."""
        if last_row >= FIRST_ROW:
            letter = column_name(column)
            ranges = f"{letter}{FIRST_ROW + 1}:{letter}{last_row + 1}"
            self._as_text.append(ranges)
            self.page.ignore_errors({"number_stored_as_text": " ".join(self._as_text)})

    def finish(self, *, filtered_to: int | None = None) -> None:
        """Set filter, frozen heads and printing; call once, after the last row.

        `filtered_to` is the index of the last row of the filter, by default the last row.
        """
        last = self._next - 1 if filtered_to is None else filtered_to
        if last >= FIRST_ROW:
            self.page.autofilter(HEAD_ROW, 0, last, len(self._columns) - 1)
        self._set_up_printing()

    def _look(self, look: Look, **more: object) -> Any:  # noqa: ANN401
        rule = {"valign": "top", "bottom": 1, "bottom_color": colors.BORDER}
        shade = {"bg_color": accent_soft()} if look is Look.LEVEL else {}
        return self.add_format(**{**rule, **_PROPERTIES[look], **shade, **more})

    def _write_heads(self) -> None:
        page = self.page
        for index, column in enumerate(self._columns):
            page.set_column(index, index, column.width)
        title = self._book.add_format({"bold": True, "font_size": 14, "font_color": accent()})
        page.write_string(0, 0, cell_text(self.heading), title)
        for index, column in enumerate(self._columns):
            page.write_string(HEAD_ROW, index, cell_text(column.head), self._head_look(column))
        self._fit(HEAD_ROW, [column.head for column in self._columns])
        page.freeze_panes(FIRST_ROW, 0)

    def _head_look(self, column: Column) -> Any:  # noqa: ANN401
        return self.add_format(
            bold=True,
            text_wrap=True,
            valign="top",
            align=_HEAD_ALIGNMENT.get(column.look, "right"),
            indent=_PROPERTIES[column.look].get("indent", 0),
            font_color=colors.WHITE,
            bg_color=accent(),
        )

    def _add(self, values: Sequence[Value], looks: dict[Look, Any]) -> int:
        row = self._next
        for index, (column, value) in enumerate(zip(self._columns, values, strict=False)):
            self._write(row, index, value, looks[column.look])
        self._next += 1
        self._fit(row, values)
        return row

    def _fit(self, row: int, values: Sequence[Value]) -> None:
        """Set the height of a row to what its wrapped texts take."""
        lines = max(
            lines_in(cell_text(value), column.width, _MOST_LINES)
            for column, value in zip(self._columns, values, strict=False)
            if isinstance(value, str)
        )
        if lines > 1:
            self.page.set_row(row, _LINE_HEIGHT * lines)

    def _write(self, row: int, index: int, value: Value, look: Any) -> None:  # noqa: ANN401
        match value:
            case Formula():
                self.page.write_formula(row, index, value.text, look, _stored(value.result))
            case datetime():
                self.page.write_datetime(row, index, value, look)
            case int() | Fraction():
                self.page.write_number(row, index, float(value), look)
            case str() if value:
                # Not `write`, which reads some texts as formulas, numbers or addresses.
                self.page.write_string(row, index, cell_text(value), look)
            case _:
                self.page.write_blank(row, index, None, look)

    def _set_up_printing(self) -> None:
        page = self.page
        page.set_landscape()
        page.set_paper(_PAPER_A4)
        page.set_margins(**_MARGINS)
        page.fit_to_pages(1, 0)
        page.repeat_rows(HEAD_ROW)
        page.set_header("&L" + _header_text(self.heading))
        left = f"&L{_header_text(self._foot)}" if self._foot else ""
        page.set_footer(f"{left}&R&P / &N")


def _stored(result: str | Fraction | int) -> str | float:
    return result if isinstance(result, str) else float(result)


def _header_text(text: str) -> str:
    """Return a text for a page header, in which "&" begins a code."""
    return " ".join(cell_text(text).split())[:_LONGEST_HEADER].replace("&", "&&")
