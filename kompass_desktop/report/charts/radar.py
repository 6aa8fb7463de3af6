"""The radar chart of a profile: the areas around a centre, each as a share of its maximum."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from reportlab.graphics.shapes import Drawing, Line, Polygon, Shape
from reportlab.lib.colors import HexColor

from kompass_desktop import colors
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.charts.shapes import (
    SOFT,
    Anchor,
    Box,
    canvas_of,
    label,
    line,
    rectangle,
    sign,
)
from kompass_desktop.report.firm.house_style import accent, accent_soft
from kompass_desktop.report.pdf.fonts import SEMIBOLD, shortened, width_of
from kompass_desktop.report.pdf.styles import LabelStyle, Point
from kompass_desktop.report.points_text import points_text

RINGS = (0.25, 0.5, 0.75, 1.0)
_LABEL_WIDTH = 135.0
_NAME = LabelStyle(SEMIBOLD, 8.5)
_RING = LabelStyle(size=5.5, color=colors.TEXT_SOFT)


@dataclass(frozen=True)
class _Stroke:
    color: str
    width: float
    dashes: tuple[float, ...] = ()


_BEFORE = _Stroke(colors.EARLIER, 1.2, (3, 2))


def _now() -> _Stroke:
    return _Stroke(accent(), 1.6)


def radar(profile: Profile, width: float, height: float, earlier: Profile | None = None) -> Drawing:
    """Return the radar with names and points of areas; with a legend if there is an earlier."""
    legend_height = 20.0 if earlier is not None else 0.0
    drawing = canvas_of(width, height)
    wheel = _Wheel(len(profile.areas), width / 2, (height + legend_height) / 2)
    radius = min((height - legend_height) / 2 - 34, width / 2 - _LABEL_WIDTH)
    for shape in (*_shape(wheel, profile, radius), *_names(wheel, profile, radius)):
        drawing.add(shape)
    if earlier is not None:
        for shape in (*_earlier(wheel, earlier, radius), *_legend(width, profile, earlier)):
            drawing.add(shape)
    return drawing


def radar_picture(profile: Profile, size: float) -> Drawing:
    """Return the radar without texts, as a picture for the cover."""
    drawing = canvas_of(size, size)
    wheel = _Wheel(len(profile.areas), size / 2, size / 2)
    for shape in _shape(wheel, profile, size / 2 - 6):
        drawing.add(shape)
    return drawing


class _Wheel:
    """Positions around a centre: index 0 is at the top, and they go clockwise."""

    def __init__(self, count: int, x: float, y: float) -> None:
        self.count = count
        self.x = x
        self.y = y

    def direction(self, index: int) -> Point:
        angle = pi / 2 - 2 * pi * index / self.count
        return cos(angle), sin(angle)

    def point(self, index: int, distance: float) -> Point:
        across, up = self.direction(index)
        return self.x + distance * across, self.y + distance * up

    def around(self, distance: float) -> list[float]:
        points = (self.point(index, distance) for index in range(self.count))
        return [coordinate for point in points for coordinate in point]


def _shape(wheel: _Wheel, profile: Profile, radius: float) -> Iterator[Shape]:
    points = _points(wheel, profile, radius)
    known = [point for point in points if point is not None]
    if len(known) == len(points):
        yield Polygon(_flat(known), fillColor=HexColor(accent_soft()), strokeColor=None)
    yield from _grid(wheel, radius)
    yield from _outline(points, _now())
    for entry, point in zip(profile.areas, points, strict=True):
        if point is not None:
            yield from sign(point, entry.score.status, 2.6)


def _points(wheel: _Wheel, profile: Profile, radius: float) -> list[Point | None]:
    return [
        None
        if entry.score.status is ScoreStatus.MISSING
        else wheel.point(index, radius * float(entry.score.share))
        for index, entry in enumerate(profile.areas[: wheel.count])
    ]


def _grid(wheel: _Wheel, radius: float) -> Iterator[Shape]:
    for ring in RINGS:
        yield Polygon(
            wheel.around(radius * ring),
            fillColor=None,
            strokeColor=HexColor(colors.BORDER_STRONG if ring == 1 else colors.BORDER),
            strokeWidth=0.6,
        )
    for index in range(wheel.count):
        yield line((wheel.x, wheel.y), wheel.point(index, radius), colors.BORDER)


def _outline(points: Sequence[Point | None], stroke: _Stroke) -> Iterator[Shape]:
    """Yield the lines between neighbouring points, unless one of them is None."""
    for index, end in enumerate(points):
        start = points[index - 1]
        if start is not None and end is not None:
            yield _drawn(start, end, stroke)


def _drawn(start: Point, end: Point, stroke: _Stroke) -> Line:
    drawn = line(start, end, stroke.color, stroke.width)
    drawn.strokeLineCap = 1
    if stroke.dashes:
        drawn.strokeDashArray = stroke.dashes
    return drawn


def _names(wheel: _Wheel, profile: Profile, radius: float) -> Iterator[Shape]:
    for percentage in RINGS:
        # Beside the axis and below the ring, so that no grid line crosses the text.
        x, y = wheel.x + 3, wheel.y + radius * percentage - 8
        text = tr("{0}%").format(round(percentage * 100))
        width = width_of(text, _RING.font, _RING.size)
        yield rectangle(Box(x - 1, y - 1, width + 2, 6), colors.WHITE)
        yield label(x, y, text, _RING)
    for index, entry in enumerate(profile.areas):
        across, up = wheel.direction(index)
        x, y = wheel.point(index, radius + 9)
        anchor = Anchor.MIDDLE if abs(across) < 0.1 else Anchor.START if across > 0 else Anchor.END
        y += 9 * up + (0 if abs(across) >= 0.1 else 2 * up) - 1
        name = shortened(f"{entry.code} {entry.short}", _NAME.font, _NAME.size, _LABEL_WIDTH - 10)
        yield label(x, y, name, _NAME, anchor)
        yield label(x, y - 10, _points_of(entry.score), SOFT, anchor)


def _points_of(score: Score) -> str:
    if not score.attainable:
        return tr("not in focus")
    return tr("{0} of {1}").format(points_text(score, 0), shortest(score.maximum))


def _earlier(wheel: _Wheel, earlier: Profile, radius: float) -> Iterator[Shape]:
    if len(earlier.areas) == wheel.count:
        points = _points(wheel, earlier, radius)
        yield from _outline(points, _BEFORE)


def _legend(width: float, profile: Profile, earlier: Profile) -> Iterator[Shape]:
    labels = [
        shortened(text, SOFT.font, SOFT.size, width / 2 - 50)
        for text in (profile.label, earlier.label)
    ]
    widths = [22 + width_of(text, SOFT.font, SOFT.size) for text in labels]
    x = (width - sum(widths) - 20) / 2
    for text, taken, stroke in zip(labels, widths, (_now(), _BEFORE), strict=True):
        yield _drawn((x, 6), (x + 16, 6), stroke)
        yield label(x + 20, 3, text, SOFT)
        x += taken + 20


def _flat(points: Sequence[Point]) -> list[float]:
    return [coordinate for point in points for coordinate in point]
