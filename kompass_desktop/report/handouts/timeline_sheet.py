"""Writes the timeline as a PDF in landscape: several pages if it is long, with heads on each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import IO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak

from kompass_desktop import colors
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity, Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.time_scale import TimeScale, fitting
from kompass_desktop.assessment.planning.timeline import Link, Row, RowKind, Span, Timeline
from kompass_desktop.i18n import mark, ptr, tr
from kompass_desktop.report.paper import Paper
from kompass_desktop.report.pdf.flowables import text
from kompass_desktop.report.pdf.fonts import BOLD, REGULAR, register, runs, shortened, width_of
from kompass_desktop.report.pdf.structure import Element, Tag
from kompass_desktop.report.pdf.styles import (
    BODY,
    BOTTOM_MARGIN,
    CAPTION,
    MARGIN,
    TOP_MARGIN,
    LabelStyle,
    PageSize,
    Point,
)
from kompass_desktop.report.pdf.tagging import is_draft, marked
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.status_colors import printed_bar_color
from kompass_desktop.report.plan.timeline_text import phases_text, row_name, row_text
from kompass_desktop.report.sheet import write_sheet

TITLE = mark("Timeline")
_SIZES = {Paper.A4: landscape(A4), Paper.A3: landscape(A3)}
_ACTIVITY = colors.mixed(colors.WHITE, colors.ACCENT, 0.55)
_ROW = 15.0
_HEAD = 16.0
_LEGEND = 20.0
_TITLE = 52.0
"""The height of the title and the line below it on the first page."""
_BAR = 7.0
_PHASE = 3.5
_DIAMOND = 4.5
_SIZE = 8.0
_SMALL = 7.0
_SOFT = LabelStyle(REGULAR, _SMALL, colors.TEXT_SOFT)
_ELBOW = 5.0
_INDENT = 9.0
_NAMES_SHARE = 0.26
_LONGEST_ALTERNATIVE = 3000
"""Letters of the description of a page."""


def write_timeline(assessment: Assessment, paper: Paper, made_on: date, file: IO[bytes]) -> None:
    """Write the timeline as a PDF to a binary file; `made_on` is the day of the line of today."""
    register()
    page = _SIZES[paper]
    story = list(_story(Timeline(assessment), page, made_on))
    write_sheet(assessment, tr(TITLE), story, made_on, file, page=page)


def _story(timeline: Timeline, page: PageSize, today: date) -> Iterator[Flowable]:
    yield HeadingParagraph(tr(TITLE), "timeline", HeadingKind.CHAPTER)
    if not timeline.rows:
        yield text(tr("No improvements or activities yet"), BODY)
        return
    yield text(phases_text(timeline), CAPTION)
    width = page[0] - 2 * MARGIN
    room = page[1] - TOP_MARGIN - BOTTOM_MARGIN - 1
    for number, rows in enumerate(_pages(len(timeline.rows), room)):
        if number:
            yield PageBreak()
        yield TimelinePage(timeline, rows, width, today)


def _pages(count: int, room: float) -> Iterator[range]:
    """Yield the rows of each page; the first has the title too."""
    first = 0
    while first < count:
        free = room - _HEAD - _LEGEND - (0 if first else _TITLE)
        last = min(count, first + max(1, int(free // _ROW)))
        yield range(first, last)
        first = last


@dataclass(frozen=True)
class _Place:
    """Where the rows of a page and the days are, in points from the lower left corner."""

    rows: range
    scale: TimeScale
    names: float
    width: float
    top: float
    """The upper edge of the first row."""

    def middle(self, index: int) -> float:
        return self.top - (index - self.rows.start + 0.5) * _ROW

    def ends(self, row: Row) -> Point | None:
        if row.span is None:
            return None
        left = self.names + self.scale.x(row.span.begins)
        if row.kind is RowKind.MILESTONE:
            middle = left + self.scale.day_width / 2
            return middle - _DIAMOND, middle + _DIAMOND
        return left, left + max(1.5, row.span.days * self.scale.day_width)


class TimelinePage(Flowable):
    """The rows of one page with their heads and the legend; a figure that says what it shows."""

    def __init__(self, timeline: Timeline, rows: range, width: float, today: date) -> None:
        super().__init__()
        self._timeline = timeline
        self._rows = rows
        self._today = today
        self.width = width
        self.height = _HEAD + len(rows) * _ROW + _LEGEND
        lines = "; ".join(row_text(timeline.rows[index]) for index in rows)
        self.element = Element(Tag.FIGURE, alternative=shortened_text(lines))

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the width and height, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it, marked as content of its element."""
        if is_draft(self.canv):
            return
        with marked(self.canv, self.element, (0, 0, self.width, self.height)):
            self.canv.saveState()
            _Drawing(self.canv, self._timeline, self._place(), self._today).draw()
            self.canv.restoreState()

    def _place(self) -> _Place:
        names = self.width * _NAMES_SHARE
        whole = self._timeline.whole or Span(self._today, self._today)
        # A little air on both sides of the plan.
        air = timedelta(days=max(1, whole.days // 60))
        first, last = whole.begins - air, whole.ends + air
        day_width = fitting(first, last, self.width - names, 0.001, 30)
        top = self.height - _HEAD
        return _Place(self._rows, TimeScale(first, day_width), names, self.width, top)


@dataclass(frozen=True)
class _Drawing:
    """Draws one page."""

    canvas: Canvas
    timeline: Timeline
    place: _Place
    today: date

    def draw(self) -> None:
        self._draw_heads()
        for index in self.place.rows:
            self._draw_name(index)
        with self._clipped():
            for index in self.place.rows:
                self._draw_bar(index)
            for link in self.timeline.links:
                self._draw_link(link)
            self._draw_today()
        self._draw_legend()

    @property
    def _bottom(self) -> float:
        return self.place.top - len(self.place.rows) * _ROW

    @contextmanager
    def _clipped(self) -> Iterator[None]:
        """Draw only in the part with the days: what goes to another page ends at the edge."""
        place = self.place
        self.canvas.saveState()
        path = self.canvas.beginPath()
        path.rect(place.names, self._bottom, place.width - place.names, place.top - self._bottom)
        self.canvas.clipPath(path, stroke=0, fill=0)
        yield
        self.canvas.restoreState()

    def _draw_heads(self) -> None:
        place = self.place
        width = partial(width_of, font=REGULAR, size=_SMALL)
        for head in place.scale.heads(0, place.width - place.names, width):
            x = place.names + head.x
            self._line((x, place.top + _HEAD - 3), (x, self._bottom), colors.BORDER)
            if x + 3 + width(head.text) <= place.width:
                self._text((x + 3, place.top + 4), head.text, _SOFT)
        for index in range(len(place.rows) + 1):
            y = place.top - index * _ROW
            self._line((0, y), (place.width, y), colors.LIGHT.separator)

    def _draw_name(self, index: int) -> None:
        row = self.timeline.rows[index]
        left = row.depth * _INDENT
        font = BOLD if row.kind in (RowKind.PHASE, RowKind.HEADING) else REGULAR
        name = shortened(row_name(row), font, _SIZE, self.place.names - left - 6)
        color = colors.TEXT if row.span else colors.TEXT_SOFT
        self._text((left, self.place.middle(index) - 2.8), name, LabelStyle(font, _SIZE, color))

    def _draw_bar(self, index: int) -> None:
        row = self.timeline.rows[index]
        ends = self.place.ends(row)
        if ends is None:
            return
        left, right = ends
        self._draw_sign(row, left, right, self.place.middle(index))

    def _draw_sign(self, row: Row, left: float, right: float, middle: float) -> None:
        self.canvas.setFillColor(HexColor(_color_of(row)))
        if row.kind is RowKind.MILESTONE:
            x = (left + right) / 2
            size = _DIAMOND
            corners = (
                (x - size, middle),
                (x, middle + size),
                (x + size, middle),
                (x, middle - size),
            )
            self._polygon(corners)
        elif row.kind is RowKind.PHASE:
            turn = min(_PHASE + 1, (right - left) / 2)
            low, high = middle - _PHASE, middle + _PHASE
            self._polygon(
                (
                    (left, high),
                    (right, high),
                    (right, low),
                    (right - turn, middle),
                    (left + turn, middle),
                    (left, low),
                )
            )
        else:
            self.canvas.roundRect(
                left, middle - _BAR / 2, right - left, _BAR, min(1.5, (right - left) / 2), 0, 1
            )

    def _draw_link(self, link: Link) -> None:
        place = self.place
        if not {link.first, link.then} & set(place.rows):
            return
        rows = self.timeline.rows
        first, then = place.ends(rows[link.first]), place.ends(rows[link.then])
        if first is None or then is None:
            return
        color = colors.WEAKNESS if link.is_broken else colors.LIGHT.text_faint
        self.canvas.setStrokeColor(HexColor(color))
        self.canvas.setFillColor(HexColor(color))
        self.canvas.setLineWidth(1.1 if link.is_broken else 0.6)
        start, end = (first[1], place.middle(link.first)), (then[0], place.middle(link.then))
        path = self.canvas.beginPath()
        path.moveTo(*start)
        for corner in _route(start, end):
            path.lineTo(*corner)
        self.canvas.drawPath(path, stroke=1, fill=0)
        x, y = end
        self._polygon(((x, y), (x - 3, y + 2), (x - 3, y - 2)))

    def _draw_today(self) -> None:
        place = self.place
        x = place.names + place.scale.x(self.today) + place.scale.day_width / 2
        if place.names <= x <= place.width:
            self._line((x, place.top), (x, self._bottom), colors.WEAKNESS, 1.2)

    def _draw_legend(self) -> None:
        """Draw what the colours and signs mean, in one line."""
        middle = self._bottom - _LEGEND / 2 - 2
        x = 0.0
        for row, label in _legend(self.timeline):
            self._draw_sign(row, x, x + 2 * _DIAMOND + 5, middle)
            x = self._label(x + 2 * _DIAMOND + 9, middle, label)
        self._line((x + 4, middle + 5), (x + 4, middle - 5), colors.WEAKNESS, 1.2)
        self._label(x + 9, middle, ptr("timeline", "today"))

    def _label(self, x: float, middle: float, label: str) -> float:
        """Draw a label of the legend, and return where the next can begin."""
        self._text((x, middle - 2.5), label, _SOFT)
        return x + width_of(label, REGULAR, _SMALL) + 14

    def _line(self, start: Point, end: Point, color: str, width: float = 0.5) -> None:
        self.canvas.setStrokeColor(HexColor(color))
        self.canvas.setLineWidth(width)
        self.canvas.line(*start, *end)

    def _polygon(self, corners: Sequence[Point]) -> None:
        path = self.canvas.beginPath()
        path.moveTo(*corners[0])
        for corner in corners[1:]:
            path.lineTo(*corner)
        path.close()
        self.canvas.drawPath(path, stroke=0, fill=1)

    def _text(self, start: Point, words: str, look: LabelStyle) -> None:
        x, y = start
        self.canvas.setFillColor(HexColor(look.color))
        for run in runs(words):
            face = run.font_in(look.font)
            self.canvas.setFont(face, look.size)
            self.canvas.drawString(x, y, run.text)
            x += self.canvas.stringWidth(run.text, face, look.size)


def shortened_text(words: str) -> str:
    """Return a description that is not longer than a reader bears."""
    return words if len(words) <= _LONGEST_ALTERNATIVE else f"{words[:_LONGEST_ALTERNATIVE]}…"


def _color_of(row: Row) -> str:
    match row.record:
        case Improvement(status=status):
            return printed_bar_color(status)
        case Activity(done=True):
            return colors.STRENGTH
    return colors.TEXT_SOFT if row.kind in (RowKind.PHASE, RowKind.MILESTONE) else _ACTIVITY


def _legend(timeline: Timeline) -> Iterator[tuple[Row, str]]:
    """Yield a row as an example of each look that the timeline has, and what it means."""
    used = {row.record.status for row in timeline.rows if isinstance(row.record, Improvement)}
    for status in ImprovementStatus:
        if status in used:
            yield (
                Row("", RowKind.IMPROVEMENT, Improvement("", "", status=status)),
                status_name(status),
            )
    kinds = {row.kind for row in timeline.rows}
    activity = Activity("", "")
    for kind, label in (
        (RowKind.ACTIVITY, ptr("timeline", "activity")),
        (RowKind.PHASE, ptr("timeline", "phase")),
        (RowKind.MILESTONE, ptr("timeline", "milestone")),
    ):
        if kind in kinds:
            yield Row("", kind, activity), label
    if any(isinstance(row.record, Activity) and row.record.done for row in timeline.rows):
        yield Row("", RowKind.ACTIVITY, Activity("", "", done=True)), ptr("timeline", "done")


def _route(start: Point, end: Point) -> Sequence[Point]:
    """Return the corners of a dependency after its start."""
    turn = start[0] + _ELBOW
    if end[0] - _ELBOW >= turn:
        return ((turn, start[1]), (turn, end[1]), end)
    between = start[1] + (_ROW / 2 if end[1] > start[1] else -_ROW / 2)
    before = end[0] - _ELBOW
    return ((turn, start[1]), (turn, between), (before, between), (before, end[1]), end)
