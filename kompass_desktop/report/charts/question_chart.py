"""All questions at a glance: one upright bar each, gathered by area."""

from __future__ import annotations

from collections.abc import Iterator

from reportlab.graphics.shapes import Drawing, Shape

from kompass_desktop import colors
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.report.charts.shapes import (
    TINY,
    Anchor,
    Box,
    bar,
    canvas_of,
    cased_line,
    label,
    line,
)
from kompass_desktop.report.pdf.fonts import shortened
from kompass_desktop.report.pdf.styles import Type

_AREA_NAME = Type(size=7)
_BOTTOM = 24.0
_GAP_BETWEEN_AREAS = 12.0


def question_chart(
    profile: Profile, width: float, height: float, earlier: Profile | None = None
) -> Drawing:
    """Return each question's share of its maximum as a bar; ticks stand for earlier ones."""
    drawing = canvas_of(width, height)
    before = {q.code: q.score for q in earlier.questions} if earlier is not None else {}
    room = width - _GAP_BETWEEN_AREAS * (len(profile.areas) - 1)
    step = room / max(len(profile.questions), 1)
    left = 0.0
    for area in profile.areas:
        questions = profile.questions_of(area.code)
        slots = [Box(left + i * step, 0, step, height) for i in range(len(questions))]
        for question, slot in zip(questions, slots, strict=True):
            for shape in _upright(question, slot, before.get(question.code)):
                drawing.add(shape)
        for shape in _named(area, Box(left, 0, step * len(questions), height)):
            drawing.add(shape)
        left += step * len(questions) + _GAP_BETWEEN_AREAS
    return drawing


def _upright(question: ProfileEntry, slot: Box, earlier: Score | None) -> Iterator[Shape]:
    score = question.score
    room = Box(slot.x + slot.width * 0.12, _BOTTOM, slot.width * 0.76, slot.height - _BOTTOM - 2)
    attainable = float(score.attainable / score.maximum)
    yield from bar(room, float(score.share), score.status, attainable)
    number = question.code.rpartition(".")[2]
    yield label(slot.x + slot.width / 2, _BOTTOM - 9, number, TINY, Anchor.MIDDLE)
    if earlier is not None and earlier.status is not ScoreStatus.MISSING:
        y = room.y + room.height * float(earlier.share)
        yield from cased_line((slot.x, y), (slot.right, y))


def _named(area: ProfileEntry, slot: Box) -> Iterator[Shape]:
    yield line((slot.x, _BOTTOM), (slot.right, _BOTTOM), colors.BORDER_STRONG)
    room = slot.width + _GAP_BETWEEN_AREAS - 3
    name = shortened(f"{area.code} {area.short}", _AREA_NAME.font, _AREA_NAME.size, room)
    yield label(slot.x + slot.width / 2, 3, name, _AREA_NAME, Anchor.MIDDLE)
