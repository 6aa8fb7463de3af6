"""Columns of findings beside each other; each is split across pages independently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from kompass_desktop import colors
from kompass_desktop.report.pdf.column_widths import TextLayout, balanced_widths
from kompass_desktop.report.pdf.flowables import Text
from kompass_desktop.report.pdf.fonts import SEMIBOLD, shortened
from kompass_desktop.report.pdf.structure import Element, Tag, listed
from kompass_desktop.report.pdf.styles import CONTENT_WIDTH, FINDING
from kompass_desktop.report.pdf.tagging import artifact, is_draft, marked

_HEAD_HEIGHT = 22.0
_PADDING = 6.0
_BETWEEN_ITEMS = 3.0
_FEWEST_POINTS = 50.0
"""The least height, in points, under the heads; with less room the columns begin a new page.

An item that is not higher than this is not split.
"""

_NARROWEST = 0.28 * CONTENT_WIDTH
"""The least width of a column; lines of a narrower one would have only four words."""
_EMPTY = 96.0
"""The least width of a column without findings, so that the others get more."""

_EMPTY_AT_END = 12.0
"""About how much of a line is empty on average, because words are not split."""
_LAYOUT = TextLayout(
    FINDING.leading, _BETWEEN_ITEMS, 2 * _PADDING + FINDING.leftIndent + _EMPTY_AT_END
)


@dataclass(frozen=True)
class TableColumn:
    """A column with a coloured head; `color` is that of the title, `line` of the bar above it.

    `is_empty` is whether the only item says that there are no findings.
    """

    title: str
    color: str
    line: str
    items: tuple[Text, ...]
    is_empty: bool = False
    head: Element = field(default_factory=lambda: Element(Tag.H3, repeats=True))
    """The element of the title, which is content on the first page only."""


class Columns(Flowable):
    """Columns side by side, whose widths depend on their texts; heads are repeated on each page.

    `widths` are in points. They and the `element` of all columns are made unless given, as for
    the part on the next page.
    """

    def __init__(
        self,
        columns: Sequence[TableColumn],
        widths: Sequence[float] = (),
        element: Element | None = None,
    ) -> None:
        super().__init__()
        self._columns = tuple(columns)
        self._widths = tuple(widths) or _widths_for(self._columns)
        self.element = element or Element(Tag.GROUP, [_section(each) for each in self._columns])
        self.width = CONTENT_WIDTH
        self.height = 0.0

    @property
    def least_height(self) -> float:
        """The least height, in points, in which it can begin: its head and a few lines."""
        return _HEAD_HEIGHT + _PADDING + _FEWEST_POINTS

    def wrap(self, _width: float, height: float) -> tuple[float, float]:
        """Return the width and height it needs, in points.

        A height above the available `height` is not computed exactly.
        """
        tallest = max(
            _column_height(column, width, height)
            for column, width in zip(self._columns, self._widths, strict=True)
        )
        self.height = _HEAD_HEIGHT + _PADDING + tallest + _PADDING
        return self.width, self.height

    def split(self, _width: float, height: float) -> list[Flowable]:
        """Return the part that fits in `height` points and the rest; [] if nothing fits."""
        self.wrap(_width, height)
        if self.height <= height:
            return [self]
        room = height - _HEAD_HEIGHT - 2 * _PADDING
        parts = [
            self._parted(column.items, width, room)
            for column, width in zip(self._columns, self._widths, strict=True)
        ]
        if room < _FEWEST_POINTS or not any(first for first, _ in parts):
            return []
        firsts = [
            replace(column, items=first)
            for column, (first, _) in zip(self._columns, parts, strict=True)
        ]
        rests = [
            replace(column, items=rest)
            for column, (_, rest) in zip(self._columns, parts, strict=True)
        ]
        return [Columns(part, self._widths, self.element) for part in (firsts, rests)]

    def draw(self) -> None:
        """Draw heads, rules and items; the origin is the lower left corner."""
        if is_draft(self.canv):
            return
        left = 0.0
        for column, width in zip(self._columns, self._widths, strict=True):
            self._draw_head(column, left, width)
            self._draw_items(column.items, left, width)
            left += width
        with artifact(self.canv):
            self._draw_rules()

    def _draw_rules(self) -> None:
        canvas = self.canv
        canvas.setLineWidth(0.6)
        canvas.setStrokeColor(HexColor(colors.BORDER_STRONG))
        under_heads = self.height - _HEAD_HEIGHT
        canvas.line(0, under_heads, self.width, under_heads)
        canvas.setStrokeColor(HexColor(colors.BORDER))
        canvas.line(0, 0, self.width, 0)

    def _draw_head(self, column: TableColumn, left: float, width: float) -> None:
        canvas = self.canv
        canvas.setFillColor(HexColor(column.line))
        with artifact(canvas):
            canvas.rect(left, self.height - 3, width, 3, stroke=0, fill=1)
        canvas.setFillColor(HexColor(column.color))
        canvas.setFont(SEMIBOLD, 9)
        title = shortened(column.title, SEMIBOLD, 9, _text_width(width))
        with marked(canvas, column.head):
            canvas.drawString(left + _PADDING, self.height - 16, title)

    def _draw_items(self, items: Sequence[Text], left: float, width: float) -> None:
        top = self.height - _HEAD_HEIGHT - _PADDING
        for item in items:
            _, height = item.wrapOn(self.canv, _text_width(width), top)
            item.drawOn(self.canv, left + _PADDING, top - height)
            top -= height + _BETWEEN_ITEMS

    def _parted(
        self, items: tuple[Text, ...], width: float, room: float
    ) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
        """Return the items that fit in `room` points, and the rest; one may be split."""
        for index, item in enumerate(items):
            height = _item_height(item, width)
            if height > room:
                if height <= _FEWEST_POINTS:
                    return items[:index], items[index:]
                pieces = cast("list[Text]", item.split(_text_width(width), max(room, 0)))
                return items[:index] + tuple(pieces[:1]), tuple(pieces[1:]) + items[
                    index + (1 if pieces else 0) :
                ]
            room -= height + _BETWEEN_ITEMS
        return items, ()


def _section(column: TableColumn) -> Element:
    column.head.text = column.title
    return Element(Tag.SECTION, [column.head, *listed(column.items)])


def _text_width(column_width: float) -> float:
    return column_width - 2 * _PADDING


def _column_height(column: TableColumn, width: float, enough: float) -> float:
    """Return the height of a column, or some height above `enough` if it is higher than that.

    Otherwise a column of a hundred pages would be measured to its end for every page.
    """
    total = -_BETWEEN_ITEMS
    for item in column.items:
        total += _item_height(item, width) + _BETWEEN_ITEMS
        if total > enough:
            break
    return max(total, 0.0)


def _item_height(item: Text, column_width: float) -> float:
    return float(item.wrap(_text_width(column_width), CONTENT_WIDTH)[1])


def _widths_for(columns: Sequence[TableColumn]) -> tuple[float, ...]:
    """Return the widths of columns whose texts end at about the same height."""
    texts = [[item.one_line_width() for item in column.items] for column in columns]
    least = [_least_width(column, CONTENT_WIDTH / len(columns)) for column in columns]
    return tuple(balanced_widths(texts, least, CONTENT_WIDTH, _LAYOUT))


def _least_width(column: TableColumn, most: float) -> float:
    """Return the least width, at most `most` points, in which no word must be split."""
    longest = max((item.minWidth() for item in column.items), default=0.0)
    least = _EMPTY if column.is_empty else _NARROWEST
    return min(max(least, longest + FINDING.leftIndent + 2 * _PADDING), most)
