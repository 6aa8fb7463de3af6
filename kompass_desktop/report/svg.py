"""Writes the drawings of charts as SVG files, whose texts remain texts.

reportlab's own writer rounds colours, knows no fallback fonts and names the file "...".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import cos, radians, sin
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.graphics.shapes import (
    Circle,
    Drawing,
    Group,
    Line,
    Polygon,
    Rect,
    Shape,
    String,
    Wedge,
)
from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth

from kompass_desktop.report.pdf.fonts import BOLD, FALLBACK, ITALIC, RARE, REGULAR, SEMIBOLD
from kompass_desktop.report.visible_text import visible

_GENERIC = "Arial, Helvetica, sans-serif"
_FAMILIES = {
    **dict.fromkeys((REGULAR, SEMIBOLD, BOLD, ITALIC), "Noto Sans, DejaVu Sans"),
    FALLBACK: "DejaVu Sans",
    RARE[0]: "Noto Emoji",
    RARE[1]: "Droid Sans Fallback, Noto Sans CJK SC",
}
_WEIGHTS = {SEMIBOLD: 600, BOLD: 700}
_CAPS = ("butt", "round", "square")


def svg_of(drawing: Drawing, title: str, description: str) -> bytes:
    """Return a drawing as an SVG file in UTF-8 on white, with a name and a description.

    Raises TypeError for a shape that the charts of the report do not have.
    """
    width, height = _number(drawing.width), _number(drawing.height)
    opened = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc">'
    )
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        opened,
        f'<title id="title">{escape(visible(title))}</title>',
        f'<desc id="desc">{escape(visible(description))}</desc>',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        *_Writer(drawing.height).elements(drawing.contents, 0, 0),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode()


class _Writer:
    """Writes shapes; in an SVG the y axis goes down, from the upper edge."""

    def __init__(self, height: float) -> None:
        self._height = height

    def elements(self, shapes: Sequence[Shape], dx: float, dy: float) -> Iterator[str]:
        """Yield the elements of shapes that are moved by dx and dy, in points."""
        for shape in shapes:
            if isinstance(shape, Group):
                _, _, _, _, right, up = shape.transform
                yield from self.elements(shape.contents, dx + right, dy + up)
            else:
                yield self._element(shape, dx, dy)

    def _element(self, shape: Shape, dx: float, dy: float) -> str:
        def at(x: float, y: float) -> tuple[str, str]:
            return _number(x + dx), _number(self._height - y - dy)

        match shape:
            case Rect():
                x, y = at(shape.x, shape.y + shape.height)
                size = f'width="{_number(shape.width)}" height="{_number(shape.height)}"'
                return f'<rect x="{x}" y="{y}" {size}{_painted(shape)}/>'
            case Line():
                (x1, y1), (x2, y2) = at(shape.x1, shape.y1), at(shape.x2, shape.y2)
                return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"{_stroked(shape)}/>'
            case Circle():
                x, y = at(shape.cx, shape.cy)
                return f'<circle cx="{x}" cy="{y}" r="{_number(shape.r)}"{_painted(shape)}/>'
            case Polygon():
                pairs = zip(shape.points[::2], shape.points[1::2], strict=True)
                points = " ".join(",".join(at(*pair)) for pair in pairs)
                return f'<polygon points="{points}"{_painted(shape)}/>'
            case Wedge():
                return f'<path d="{self._wedge(shape, dx, dy)}"{_painted(shape)}/>'
            case String():
                return self._text(shape, *at(shape.x, shape.y))
            case _:
                raise TypeError(type(shape).__name__)

    def _wedge(self, shape: Any, dx: float, dy: float) -> str:  # noqa: ANN401 - reportlab has no types
        start, end = radians(shape.startangledegrees), radians(shape.endangledegrees)
        centre = shape.centerx + dx, self._height - shape.centery - dy
        ends = [
            f"{_number(centre[0] + shape.radius * cos(angle))} "
            f"{_number(centre[1] - shape.radius * sin(angle))}"
            for angle in (start, end)
        ]
        is_large = int(abs(shape.endangledegrees - shape.startangledegrees) > 180)
        radius = _number(shape.radius)
        middle = f"{_number(centre[0])} {_number(centre[1])}"
        return f"M {middle} L {ends[0]} A {radius} {radius} 0 {is_large} 0 {ends[1]} Z"

    def _text(self, shape: Any, x: str, y: str) -> str:  # noqa: ANN401
        family = quoteattr(f"{_FAMILIES[shape.fontName]}, {_GENERIC}")
        weight = _WEIGHTS.get(shape.fontName)
        styled = f' font-weight="{weight}"' if weight else ""
        width = stringWidth(shape.text, shape.fontName, shape.fontSize)
        # Another font takes the same width, so that nothing overlaps.
        fixed = f' textLength="{_number(width)}" lengthAdjust="spacingAndGlyphs"' if width else ""
        return (
            f'<text x="{x}" y="{y}" font-family={family} '
            f'font-size="{_number(shape.fontSize)}"{styled} fill="{_color(shape.fillColor)}"'
            f'{fixed} xml:space="preserve">{escape(visible(shape.text))}</text>'
        )


def _painted(shape: Any) -> str:  # noqa: ANN401
    return f' fill="{_color(shape.fillColor)}"{_stroked(shape)}'


def _stroked(shape: Any) -> str:  # noqa: ANN401
    if shape.strokeColor is None:
        return ""
    said = f' stroke="{_color(shape.strokeColor)}" stroke-width="{_number(shape.strokeWidth)}"'
    if shape.strokeDashArray:
        dashes = ",".join(_number(length) for length in shape.strokeDashArray)
        said += f' stroke-dasharray="{dashes}"'
    cap = _CAPS[shape.strokeLineCap or 0]
    return said if cap == "butt" else f'{said} stroke-linecap="{cap}"'


def _color(color: Color | None) -> str:
    if color is None:
        return "none"
    return "#" + "".join(
        f"{round(255 * part):02x}" for part in (color.red, color.green, color.blue)
    )


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
