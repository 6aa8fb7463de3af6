"""Bars of scores, the heading of an area, the total with its band, and the legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum, auto
from fractions import Fraction

from reportlab.graphics.shapes import Drawing, Shape

from kompass_desktop import colors
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.charts.shapes import (
    EARLIER,
    SOFT,
    STRONG,
    Anchor,
    Box,
    bar,
    canvas_of,
    cased_line,
    hatching,
    label,
    line,
    rectangle,
    sign,
    track,
)
from kompass_desktop.report.firm.house_style import accent, accent_soft, heat_high
from kompass_desktop.report.pdf.fonts import BOLD, SEMIBOLD, shortened, width_of
from kompass_desktop.report.pdf.styles import CONTENT_WIDTH, LabelStyle
from kompass_desktop.report.points_text import points_text
from kompass_desktop.report.status_labels import BY_CERTAINTY, explanation

_LEGEND_LINE = 13.0
_OF = LabelStyle(SEMIBOLD, 12, colors.TEXT_SOFT)


def score_bar(score: Score, width: float, height: float, earlier: Score | None = None) -> Drawing:
    """Return a bar of a score on the scale of its official maximum, with a tick for `earlier`.

    The drawing is 4 points higher than `height`.
    """
    drawing = canvas_of(width, height + 4)
    for shape in _scored(Box(0, 2, width, height), score):
        drawing.add(shape)
    if earlier is not None and earlier.status is not ScoreStatus.MISSING:
        x = width * float(earlier.share)
        for shape in cased_line((x, 0), (x, height + 4)):
            drawing.add(shape)
    return drawing


def _scored(box: Box, score: Score) -> Iterator[Shape]:
    attainable = float(score.attainable / score.maximum)
    yield from bar(box, float(score.share), score.status, attainable)


def share_bar(share: Fraction | None, status: ScoreStatus, width: float, height: float) -> Drawing:
    """Return a bar of a share, 0–1, or an empty bar for None.

    The drawing is 4 points higher than `height`.
    """
    drawing = canvas_of(width, height + 4)
    look = ScoreStatus.MISSING if share is None else status
    for shape in bar(Box(0, 2, width, height), float(share or 0), look):
        drawing.add(shape)
    return drawing


def area_heading(entry: ProfileEntry, earlier: ProfileEntry | None, earlier_label: str) -> Drawing:
    """Return the points of an area in large figures, or "not in focus", beside its bar.

    `earlier` gives a tick with a label, unless None.
    """
    drawing = canvas_of(CONTENT_WIDTH, 46)
    end = shortest(entry.score.maximum)
    if entry.score.attainable:
        figure = points_text(entry.score, 0)
        drawing.add(label(0, 14, figure, LabelStyle(BOLD, 32, accent())))
        drawing.add(label(width_of(figure, BOLD, 32) + 5, 14, tr("of {0}").format(end), _OF))
    else:
        drawing.add(label(0, 24, tr("Not in focus"), _OF))
    box = Box(128, 22, CONTENT_WIDTH - 128, 12)
    for shape in _scored(box, entry.score):
        drawing.add(shape)
    drawing.add(label(box.x, 10, "0", SOFT))
    drawing.add(label(box.right, 10, end, SOFT, Anchor.END))
    if earlier is not None and earlier.score.status is not ScoreStatus.MISSING:
        said = f"{earlier_label}: {whole(earlier.score.points)}"
        for shape in _tick(box, float(earlier.score.share), said):
            drawing.add(shape)
    return drawing


def _tick(box: Box, share: float, said: str) -> Iterator[Shape]:
    """Yield a tick across a bar at a share, 0–1, with its label above."""
    x = box.x + box.width * share
    yield from cased_line((x, box.y - 4), (x, box.top + 6))
    words = shortened(said, EARLIER.font, EARLIER.size, box.width / 2)
    yield label(x, box.top + 8, words, EARLIER, Anchor.START if share < 0.5 else Anchor.END)


def total_band(profile: Profile, earlier: Profile | None) -> Drawing:
    """Return the total on the official scale, with its band of ±5 % and an earlier total."""
    drawing = canvas_of(CONTENT_WIDTH, 52)
    box = Box(0, 16, CONTENT_WIDTH, 13)
    drawing.add(track(box, profile.status))
    attainable = float(profile.attainable / profile.maximum)
    if attainable < 1:
        for shape in hatching(box.part(attainable, 1), colors.BORDER_STRONG):
            drawing.add(shape)
    for shape in (*_band(box, profile), *_scale(box, profile)):
        drawing.add(shape)
    if earlier is not None and earlier.status is not ScoreStatus.MISSING:
        share = float(earlier.total / earlier.maximum)
        for shape in _tick(box, share, f"{earlier.label}: {earlier.total}"):
            drawing.add(shape)
    return drawing


def _band(box: Box, profile: Profile) -> Iterator[Shape]:
    if profile.status is ScoreStatus.MISSING:
        return
    low, high = (float(edge / profile.maximum) for edge in profile.band)
    x = box.width * float(profile.total / profile.maximum)
    band = box.part(low, high)
    yield rectangle(box.part(0, low), accent_soft())
    yield rectangle(Box(band.x, box.y - 2, band.width, box.height + 4), heat_high())
    yield line((x, box.y - 4), (x, box.top + 4), accent(), 2)


def _scale(box: Box, profile: Profile) -> Iterator[Shape]:
    """Yield the label of the band, and those of the scale's ends if they do not overlap it."""
    ends = [(0.0, "0", Anchor.START), (box.width, shortest(profile.maximum), Anchor.END)]
    if profile.status is not ScoreStatus.MISSING:
        said = f"{profile.band[0]}–{profile.band[1]}"
        middle = box.width * float(profile.total / profile.maximum)
        middle = min(max(middle, 20), box.width - 20)
        yield label(middle, 3, said, STRONG, Anchor.MIDDLE)
        ends = [end for end in ends if abs(end[0] - middle) > 45]
    for x, text, anchor in ends:
        yield label(x, 3, text, SOFT, anchor)


class LegendSign(Enum):
    """What a legend may explain besides statuses."""

    HATCHING = auto()
    EARLIER = auto()


def legend(statuses: Iterable[ScoreStatus], hatching: str = "", earlier_label: str = "") -> Drawing:
    """Return a legend for the signs and bars of `statuses`, on as many lines as it needs.

    `hatching` and `earlier_label` are the texts for the hatched part of a bar and for the tick
    of an earlier value, or "" if there is none.
    """
    present = set(statuses)
    items: list[tuple[ScoreStatus | LegendSign, str]] = [
        (status, explanation(status)) for status in BY_CERTAINTY if status in present
    ]
    if hatching:
        items.append((LegendSign.HATCHING, hatching))
    if earlier_label:
        name = shortened(earlier_label, SOFT.font, SOFT.size, CONTENT_WIDTH / 2)
        items.append((LegendSign.EARLIER, name))
    places = _places([42 + width_of(words, SOFT.font, SOFT.size) for _, words in items])
    height = _LEGEND_LINE * (1 + max((row for _, row in places), default=0))
    drawing = canvas_of(CONTENT_WIDTH, height)
    for (meaning, words), (x, row) in zip(items, places, strict=True):
        y = height - _LEGEND_LINE * row - 9
        for shape in _legend_item(x, y, meaning):
            drawing.add(shape)
        drawing.add(label(x + 42, y, words, SOFT))
    return drawing


def _places(widths: list[float]) -> list[tuple[float, int]]:
    """Return for each item its x position and the index of its line."""
    places = []
    x, row = 0.0, 0
    for width in widths:
        if x and x + width > CONTENT_WIDTH:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += width + 14
    return places


def _legend_item(x: float, y: float, meaning: ScoreStatus | LegendSign) -> Iterator[Shape]:
    box = Box(x + 12, y, 24, 6)
    match meaning:
        case LegendSign.HATCHING:
            yield rectangle(box, colors.TRACK)
            yield from hatching(box, colors.BORDER_STRONG)
        case LegendSign.EARLIER:
            yield from cased_line((x + 25, y - 2), (x + 25, y + 8))
        case ScoreStatus():
            yield from sign((x + 4, y + 3), meaning)
            yield from bar(box, 0.75, meaning)
