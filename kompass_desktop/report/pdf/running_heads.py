"""The head and foot of every page except the cover."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate

from kompass_desktop import colors
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.pdf.fonts import SEMIBOLD, runs, shortened, width_of
from kompass_desktop.report.pdf.styles import (
    MARGIN,
    PAGE_HEIGHT,
    PORTRAIT,
    LabelStyle,
    PageSize,
    Point,
)
from kompass_desktop.report.pdf.tagging import Artifact, artifact

_LOOK = LabelStyle(size=8.25, color=colors.TEXT_SOFT)
_WARNING = LabelStyle(SEMIBOLD, 8.25, colors.CHALLENGE)
_FROM_TOP = 50.0
_BOTTOM = 36.0
_COVER_BAND = 14.0


@dataclass(frozen=True)
class RunningTexts:
    """The texts in the head and foot of every page; `warning` is beside the head, or ""."""

    head: str
    foot: str
    warning: str = ""


def draw_cover(canvas: Canvas, _document: BaseDocTemplate) -> None:
    """Draw the band along the edge of the cover."""
    canvas.saveState()
    canvas.setFillColor(HexColor(accent()))
    with artifact(canvas):
        canvas.rect(0, 0, _COVER_BAND, PAGE_HEIGHT, stroke=0, fill=1)
    canvas.restoreState()


def draw_running(
    canvas: Canvas, running: RunningTexts, chapter: str, page: PageSize = PORTRAIT
) -> None:
    """Draw the head with the name of a chapter, and the foot with the page number."""
    right, top = page[0] - MARGIN, page[1] - _FROM_TOP
    content_width = right - MARGIN
    canvas.saveState()
    with artifact(canvas, Artifact.HEADER):
        chapter_width = _draw_to(canvas, (right, top), chapter, content_width / 2)
        _draw_head(canvas, running, top, content_width - chapter_width - 20)
        canvas.setStrokeColor(HexColor(colors.BORDER_STRONG))
        canvas.setLineWidth(0.6)
        canvas.line(MARGIN, top - 8, right, top - 8)
    with artifact(canvas, Artifact.FOOTER):
        foot = shortened(running.foot, _LOOK.font, _LOOK.size, content_width - 60)
        draw_from(canvas, (MARGIN, _BOTTOM), foot, _LOOK)
        _draw_to(canvas, (right, _BOTTOM), str(canvas.getPageNumber()), content_width / 2)
    canvas.restoreState()


def _draw_head(canvas: Canvas, running: RunningTexts, top: float, width: float) -> None:
    taken = 0.0
    if running.warning:
        taken = width_of(running.warning, _WARNING.font, _WARNING.size) + 10
    head = shortened(running.head, _LOOK.font, _LOOK.size, width - taken)
    end = draw_from(canvas, (MARGIN, top), head, _LOOK)
    draw_from(canvas, (end + 10, top), running.warning, _WARNING)


def draw_from(canvas: Canvas, start: Point, text: str, look: LabelStyle) -> float:
    """Draw one line of text, and return the x coordinate of its end."""
    x, y = start
    canvas.setFillColor(HexColor(look.color))
    for run in runs(text):
        face = run.font_in(look.font)
        canvas.setFont(face, look.size)
        canvas.drawString(x, y, run.text)
        x += canvas.stringWidth(run.text, face, look.size)
    return x


def _draw_to(canvas: Canvas, end: Point, text: str, room: float) -> float:
    """Draw one line of text that ends at a point, and return its width in points."""
    line = shortened(text, _LOOK.font, _LOOK.size, room)
    width = width_of(line, _LOOK.font, _LOOK.size)
    draw_from(canvas, (end[0] - width, end[1]), line, _LOOK)
    return width
