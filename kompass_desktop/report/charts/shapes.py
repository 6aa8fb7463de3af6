"""The shapes that charts consist of: labels, bars, and a sign for each status.

Statuses differ in shape and not only in colour, so that they can be told apart in black and
white. All lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reportlab.graphics.shapes import Circle, Drawing, Group, Line, Rect, Shape, String, Wedge
from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth

from kompass_desktop import colors
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.report.firm.house_style import accent, accent_soft
from kompass_desktop.report.pdf.fonts import REGULAR, SEMIBOLD, runs, width_of
from kompass_desktop.report.pdf.styles import LabelStyle, Point

_HATCH_STEP = 3.2
_MARK_RADIUS = 2.8


class Anchor(StrEnum):
    """Which part of a label is at its `x`."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


PLAIN = LabelStyle()
SOFT = LabelStyle(size=7.5, color=colors.TEXT_SOFT)
TINY = LabelStyle(size=6.5, color=colors.TEXT_SOFT)
STRONG = LabelStyle(SEMIBOLD, 8)
EARLIER = LabelStyle(size=7.5, color=colors.EARLIER)


@dataclass(frozen=True)
class Box:
    """A rectangle, given by its lower left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x coordinate of its right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """The y coordinate of its upper edge."""
        return self.y + self.height

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.height > self.width

    def part(self, start: float, end: float) -> Box:
        """Return the part between two shares, 0–1, of its longer side."""
        if self.is_upright:
            bottom = self.y + self.height * start
            return Box(self.x, bottom, self.width, self.height * (end - start))
        left = self.x + self.width * start
        return Box(left, self.y, self.width * (end - start), self.height)


def canvas_of(width: float, height: float) -> Drawing:
    """Return an empty drawing that uses only the embedded fonts."""
    return Drawing(width, height, initialFontName=REGULAR)


def label(
    x: float, y: float, text: str, look: LabelStyle = PLAIN, anchor: Anchor = Anchor.START
) -> Group:
    """Return one line of text with its baseline at `y`, and the `anchor` part of it at `x`."""
    group = Group()
    share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[anchor]
    left = x - share * width_of(text, look.font, look.size)
    for run in runs(text):
        face = run.font_in(look.font)
        color = HexColor(look.color)
        group.add(String(left, y, run.text, fontName=face, fontSize=look.size, fillColor=color))
        left += stringWidth(run.text, face, look.size)
    return group


def rectangle(box: Box, fill: str | None, border: str | None = None) -> Rect:
    """Return a rectangle; `fill` and `border` are colours, or None."""
    rect = Rect(box.x, box.y, box.width, box.height)
    rect.fillColor = HexColor(fill) if fill else None
    rect.strokeColor = HexColor(border) if border else None
    rect.strokeWidth = 0.7
    return rect


def _dotted(box: Box, border: str, dashes: list[float], fill: str | None = None) -> Rect:
    rect = rectangle(box, fill, border)
    rect.strokeDashArray = dashes
    return rect


def line(start: Point, end: Point, color: str, width: float = 0.6) -> Line:
    """Return a straight line."""
    return Line(*start, *end, strokeColor=HexColor(color), strokeWidth=width)


def cased_line(start: Point, end: Point) -> Iterator[Shape]:
    """Yield the line of an earlier value, with a white edge to be visible on a dark bar."""
    yield line(start, end, colors.WHITE, 3.2)
    yield line(start, end, colors.EARLIER, 1.6)


def hatching(box: Box, color: str) -> Iterator[Shape]:
    """Yield diagonal lines that fill a rectangle, cut at its edges."""
    offset = _HATCH_STEP / 2
    while offset < box.width + box.height:
        upper = (
            box.x + max(0.0, offset - box.height),
            box.y + min(offset, box.height),
        )
        lower = (box.x + min(offset, box.width), box.y + max(0.0, offset - box.width))
        yield line(upper, lower, color, 0.7)
        offset += _HATCH_STEP


def _filling(box: Box, status: ScoreStatus, core: Box) -> Iterator[Shape]:
    """Yield the filled part of a bar in the look of a status; `core` is its middle half."""
    match status:
        case ScoreStatus.RATED:
            yield rectangle(box, accent())
        case ScoreStatus.RECORDED:
            yield rectangle(core, accent())
        case ScoreStatus.PROPOSAL:
            yield from hatching(box, accent())
            yield rectangle(box, None, accent())
        case ScoreStatus.PRELIMINARY:
            yield _dotted(box, accent(), [2, 1.5], accent_soft())


def track(box: Box, status: ScoreStatus) -> Rect:
    """Return the background of a bar; dotted if it is not rated, to differ from a rated 0."""
    if status is ScoreStatus.MISSING:
        return _dotted(box, colors.BORDER_STRONG, [1, 1.5])
    return rectangle(box, colors.TRACK)


def bar(box: Box, share: float, status: ScoreStatus, attainable: float = 1.0) -> Iterator[Shape]:
    """Yield a bar that is filled to a share, 0–1, along its longer side.

    The part beyond the attainable share, 0–1, is hatched. A missing score fills nothing.
    """
    yield track(box, status)
    if attainable < 1:
        yield from hatching(box.part(attainable, 1), colors.BORDER_STRONG)
    if share > 0 and status is not ScoreStatus.MISSING:
        part = box.part(0, share)
        yield from _filling(part, status, _core(box, part))


def _core(whole: Box, part: Box) -> Box:
    """Return a bar's filled part with half the thickness, along its middle."""
    if whole.is_upright:
        return Box(part.x + part.width / 4, part.y, part.width / 2, part.height)
    return Box(part.x, part.y + part.height / 4, part.width, part.height / 2)


def sign(center: Point, status: ScoreStatus, radius: float = _MARK_RADIUS) -> Iterator[Shape]:
    """Yield the sign of a status, centred on a point."""
    x, y = center
    own, white = HexColor(accent()), HexColor(colors.WHITE)
    match status:
        case ScoreStatus.RATED:
            yield Circle(x, y, radius, fillColor=own, strokeColor=own, strokeWidth=0.8)
        case ScoreStatus.PROPOSAL:
            yield Circle(x, y, radius, fillColor=white, strokeColor=own, strokeWidth=0.8)
        case ScoreStatus.PRELIMINARY:
            yield Circle(x, y, radius, fillColor=white, strokeColor=own, strokeWidth=0.8)
            yield Wedge(x, y, radius, 90, 270, fillColor=own, strokeColor=None)
        case ScoreStatus.RECORDED:
            side = 1.8 * radius
            yield rectangle(Box(x - side / 2, y - side / 2, side, side), accent())
        case ScoreStatus.MISSING:
            yield line((x - radius, y), (x + radius, y), colors.TEXT_SOFT, 1)


def mark(status: ScoreStatus, height: float = 8) -> Drawing:
    """Return the sign of a status as a drawing, 8 points wide, for a table cell."""
    drawing = canvas_of(8, height)
    for shape in sign((4, height / 2), status):
        drawing.add(shape)
    return drawing
