"""The chart of an area's questions: a bar for each, with its name and points."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.graphics.shapes import Drawing, Shape

from kompass_desktop import colors
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.charts.shapes import (
    SOFT,
    STRONG,
    Anchor,
    Box,
    bar,
    canvas_of,
    cased_line,
    label,
    line,
)
from kompass_desktop.report.pdf.fonts import shortened
from kompass_desktop.report.pdf.styles import CONTENT_WIDTH, LabelStyle
from kompass_desktop.report.points_text import points_beside_maximum, points_text

_ROW, _HEAD, _BAR = 11.0, 13.0, 6.0
_AREA_ROW, _AREA_BAR = 22.0, 12.0
_NAMES, _POINTS = 205.0, 62.0
_TEXT = LabelStyle(size=8)
_MARKS = (0.0, 0.5, 1.0)
"""The shares of the maximum at which a thin line is drawn behind the bars."""


def scale(width: float = CONTENT_WIDTH) -> Drawing:
    """Return the scale to put above the charts, in per cent of a question's maximum."""
    drawing = canvas_of(width, 9)
    room = _room(width)
    for share, anchor in zip(_MARKS, (Anchor.START, Anchor.MIDDLE, Anchor.END), strict=True):
        text = tr("{0}%").format(round(share * 100))
        drawing.add(label(room.x + room.width * share, 1, text, SOFT, anchor))
    return drawing


def question_chart(area: ProfileEntry, profile: Profile, earlier: Profile | None = None) -> Drawing:
    """Return a chart with a bar for each question of an area, under the area's name.

    A bar shows points as a share of the question's maximum; a tick marks the earlier share.
    """
    questions = profile.questions_of(area.code)
    drawing = canvas_of(CONTENT_WIDTH, _HEAD + _ROW * len(questions))
    before = {q.code: q.score for q in earlier.questions} if earlier is not None else {}
    room = _room(CONTENT_WIDTH)
    under_head = drawing.height - _HEAD
    drawing.add(label(0, under_head + 3, f"{area.code} {area.text}", STRONG))
    for share in _MARKS:
        x = room.x + room.width * share
        drawing.add(line((x, 0), (x, under_head), colors.BORDER))
    for index, question in enumerate(questions):
        bottom = under_head - _ROW * (index + 1)
        for shape in _row(question, bottom, before.get(question.code)):
            drawing.add(shape)
    return drawing


def area_chart(profile: Profile, earlier: Profile | None = None) -> Drawing:
    """Return a chart with a bar for each area, longer ones for more points.

    A tick marks the earlier share.
    """
    drawing = canvas_of(CONTENT_WIDTH, _AREA_ROW * len(profile.areas))
    before = {a.code: a.score for a in earlier.areas} if earlier is not None else {}
    for index, area in enumerate(profile.areas):
        bottom = drawing.height - _AREA_ROW * (index + 1)
        for shape in _area_row(area, bottom, before.get(area.code)):
            drawing.add(shape)
    return drawing


def _area_row(area: ProfileEntry, bottom: float, earlier: Score | None) -> Iterator[Shape]:
    score = area.score
    room = _room(CONTENT_WIDTH)
    box = Box(room.x, bottom + (_AREA_ROW - _AREA_BAR) / 2, room.width, _AREA_BAR)
    baseline = bottom + (_AREA_ROW - _TEXT.size) / 2 + 1
    words = f"{area.code} {area.text}"
    yield label(0, baseline, shortened(words, _TEXT.font, _TEXT.size, _NAMES - 8), _TEXT)
    yield from bar(box, float(score.share), score.status, float(score.attainable / score.maximum))
    if earlier is not None and earlier.status is not ScoreStatus.MISSING:
        x = box.x + box.width * float(earlier.share)
        yield from cased_line((x, box.y - 2), (x, box.top + 2))
    said = tr("{0} of {1}").format(points_text(score, 0), shortest(score.maximum))
    yield label(CONTENT_WIDTH, baseline, said, STRONG, Anchor.END)


def _room(width: float) -> Box:
    return Box(_NAMES, 0, width - _NAMES - _POINTS, _BAR)


def _row(question: ProfileEntry, bottom: float, earlier: Score | None) -> Iterator[Shape]:
    score = question.score
    room = _room(CONTENT_WIDTH)
    box = Box(room.x, bottom + (_ROW - _BAR) / 2, room.width, _BAR)
    words = f"{question.code} {question.short}"
    baseline = bottom + 3
    yield label(8, baseline, shortened(words, _TEXT.font, _TEXT.size, _NAMES - 14), _TEXT)
    yield from bar(box, float(score.share), score.status, float(score.attainable / score.maximum))
    if earlier is not None and earlier.status is not ScoreStatus.MISSING:
        x = box.x + box.width * float(earlier.share)
        yield from cased_line((x, bottom), (x, bottom + _ROW))
    yield label(CONTENT_WIDTH, baseline, points_beside_maximum(score), _TEXT, Anchor.END)
