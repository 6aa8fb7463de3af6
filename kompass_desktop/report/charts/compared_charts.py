"""The charts of a comparison: profiles over each other, and totals in their order.

Lines differ in their dashes and bars in their names, so that both are told apart in black and
white.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from reportlab.graphics.shapes import Circle, Drawing, Line, Polygon, Shape
from reportlab.lib.colors import HexColor

from kompass_desktop import colors
from kompass_desktop.assessment.comparing.compared import Compared, Ranked
from kompass_desktop.assessment.comparing.references import Bound
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.charts.radar import RINGS
from kompass_desktop.report.charts.shapes import (
    SOFT,
    STRONG,
    Anchor,
    Box,
    canvas_of,
    label,
    line,
    rectangle,
)
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.pdf.fonts import shortened, width_of
from kompass_desktop.report.pdf.styles import LabelStyle, Point

_TEXT = LabelStyle(size=8)
_LEGEND_ROW = 13.0
_ROW, _BAR = 14.0, 7.0
_NAMES, _POINTS = 190.0, 96.0
_BEFORE_TEXT = 20.0


@dataclass(frozen=True)
class _Stroke:
    color: str
    width: float
    dashes: tuple[float, ...] = ()


_OWN_WIDTH = 1.8
_OTHERS = (
    _Stroke(colors.EARLIER, 1.2, (3, 2)),
    _Stroke(colors.WEAKNESS, 1.1, (6, 2, 1, 2)),
    _Stroke(colors.TEXT_SOFT, 1.1, (1, 2)),
    _Stroke(colors.CHALLENGE_LINE, 1.1),
    _Stroke(colors.STRENGTH, 1.1, (6, 2, 1, 2, 1, 2)),
    _Stroke(colors.WEAKNESS, 1.1, (9, 3)),
)


def overlaid_radar(own: Profile, others: Sequence[Profile], width: float, height: float) -> Drawing:
    """Return the profile with the others over it, and a legend of the lines.

    `width` and `height` are in points. What is not known of a profile is left out of its line.
    """
    shown = list(zip((own, *others), (_Stroke(accent(), _OWN_WIDTH), *_OTHERS), strict=False))
    entries = _legend_places([profile.label for profile, _ in shown], width)
    rows = 1 + max(row for _, row, _ in entries)
    drawing = canvas_of(width, height)
    bottom = rows * _LEGEND_ROW + 4
    centre = (width / 2, bottom + (height - bottom) / 2)
    radius = (height - bottom) / 2 - 20
    for shape in (*_web(own, centre, radius), *_legend(shown, entries, bottom)):
        drawing.add(shape)
    # The own line last, so that it is above the others.
    for profile, stroke in reversed(shown):
        for shape in _outline(profile, centre, radius, stroke):
            drawing.add(shape)
    return drawing


def total_bars(own: Compared, ranked: Sequence[Ranked], width: float) -> Drawing:
    """Return a bar for each total, the highest first; the own one is filled.

    A total that is only an upper limit has an open end. `width` is in points.
    """
    drawing = canvas_of(width, _ROW * max(1, len(ranked)) + 2)
    room = width - _NAMES - _POINTS
    for index, each in enumerate(ranked):
        bottom = drawing.height - _ROW * (index + 1)
        box = Box(_NAMES, bottom + (_ROW - _BAR) / 2, room, _BAR)
        for shape in _total_bar(each, box, is_own=each.compared is own):
            drawing.add(shape)
    return drawing


def _total_bar(ranked: Ranked, box: Box, *, is_own: bool) -> Iterator[Shape]:
    compared = ranked.compared
    look = STRONG if is_own else _TEXT
    name = shortened(f"{ranked.place}. {compared.label}", look.font, look.size, _NAMES - 8)
    baseline = box.y + 1
    yield label(0, baseline, name, look)
    yield rectangle(box, colors.TRACK)
    share = float(compared.profile.total / compared.profile.maximum)
    part = box.part(0, min(share, 1.0))
    if compared.bound is Bound.JUST_UNDER:
        open_bar = rectangle(part, colors.WHITE, accent())
        open_bar.strokeDashArray = [2, 1.5]
        yield open_bar
    else:
        yield rectangle(part, accent() if is_own else colors.HEAT_HIGH)
    total = compared.total_text
    if ranked.is_alike:
        total = tr("{0}, within ±5%").format(total)
    yield label(box.right + _POINTS, baseline, total, look, Anchor.END)


def _web(own: Profile, centre: Point, radius: float) -> Iterator[Shape]:
    count = len(own.areas)
    for ring in RINGS:
        points = [_point(centre, index, count, radius * ring) for index in range(count)]
        yield Polygon(
            [coordinate for point in points for coordinate in point],
            fillColor=None,
            strokeColor=HexColor(colors.BORDER_STRONG if ring == 1 else colors.BORDER),
            strokeWidth=0.6,
        )
    for index, entry in enumerate(own.areas):
        yield line(centre, _point(centre, index, count, radius), colors.BORDER)
        across = cos(pi / 2 - 2 * pi * index / count)
        anchor = Anchor.MIDDLE if abs(across) < 0.1 else Anchor.START if across > 0 else Anchor.END
        x, y = _point(centre, index, count, radius + 8)
        text = shortened(f"{entry.code} {entry.short}", _TEXT.font, _TEXT.size, 120)
        yield label(x, y - 3, text, _TEXT, anchor)


def _outline(profile: Profile, centre: Point, radius: float, stroke: _Stroke) -> Iterator[Shape]:
    count = len(profile.areas)
    points = [
        None
        if entry.score.status is ScoreStatus.MISSING
        else _point(centre, index, count, radius * float(entry.score.share))
        for index, entry in enumerate(profile.areas)
    ]
    for index, end in enumerate(points):
        start = points[index - 1]
        if start is not None and end is not None:
            yield _drawn(start, end, stroke)
        elif end is not None:
            yield Circle(*end, 1.4, fillColor=HexColor(stroke.color), strokeColor=None)


def _drawn(start: Point, end: Point, stroke: _Stroke) -> Line:
    drawn = line(start, end, stroke.color, stroke.width)
    drawn.strokeLineCap = 1
    if stroke.dashes:
        drawn.strokeDashArray = stroke.dashes
    return drawn


def _point(centre: Point, index: int, count: int, distance: float) -> Point:
    angle = pi / 2 - 2 * pi * index / count
    return centre[0] + distance * cos(angle), centre[1] + distance * sin(angle)


def _legend_places(labels: Sequence[str], width: float) -> list[tuple[float, int, str]]:
    """Return for each text its x coordinate, its row from the top, and how it is shown."""
    places: list[tuple[float, int, str]] = []
    x, row = 0.0, 0
    for text in labels:
        shown = shortened(text, SOFT.font, SOFT.size, width / 2 - 30)
        taken = _BEFORE_TEXT + width_of(shown, SOFT.font, SOFT.size) + 16
        if x and x + taken > width:
            x, row = 0.0, row + 1
        places.append((x, row, shown))
        x += taken
    return places


def _legend(
    shown: Sequence[tuple[Profile, _Stroke]],
    places: Sequence[tuple[float, int, str]],
    height: float,
) -> Iterator[Shape]:
    for (_, stroke), (x, row, text) in zip(shown, places, strict=True):
        y = height - 8 - _LEGEND_ROW * (row + 0.5)
        yield _drawn((x, y + 2.5), (x + 16, y + 2.5), stroke)
        yield label(x + _BEFORE_TEXT, y, text, SOFT)
