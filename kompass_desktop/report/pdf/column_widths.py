"""Widths of columns beside each other, so that their texts end at about the same height."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

_SHARES = 16
"""The number of equal shares in which the rest of the width is distributed."""


@dataclass(frozen=True)
class TextLayout:
    """How texts are set in a column, in points.

    `leading` is the height of a line, `between` the space between texts, and `lost` what of the
    width of a column no line can use: padding, indent, and about what is empty at its end.
    """

    leading: float
    between: float
    lost: float


def balanced_widths(
    texts: Sequence[Sequence[float]], least: Sequence[float], room: float, layout: TextLayout
) -> list[float]:
    """Return the widths of columns: each share of `room` goes to the then highest column.

    Of columns with the same height that is the narrowest.
    `texts` has for each column the width of each of its texts on one line, `least` the least
    width of each column. Heights are estimated from these, because breaking every text into
    lines for each share took longer than the rest of the layout of a report.
    """
    widths = list(least)
    heights = [_height(each, width, layout) for each, width in zip(texts, widths, strict=True)]
    share = (room - sum(widths)) / _SHARES
    for _ in range(_SHARES):
        tallest = max(range(len(widths)), key=lambda i: (heights[i], -widths[i]))
        widths[tallest] += share
        heights[tallest] = _height(texts[tallest], widths[tallest], layout)
    return widths


def _height(texts: Sequence[float], column_width: float, layout: TextLayout) -> float:
    lines = sum(ceil(text / (column_width - layout.lost)) for text in texts)
    return lines * layout.leading + len(texts) * layout.between
