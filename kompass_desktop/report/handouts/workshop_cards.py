"""Writes the cards of a workshop as a PDF: four or six on a page of A4, to be cut apart.

On each card are the title, the service area and the measure points of an improvement, and room
for dots by hand. Cards that are left on the last page are empty, for proposals by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import IO

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    PageTemplate,
    Spacer,
)

from kompass_desktop import __version__, colors
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Workshop
from kompass_desktop.assessment.planning.workshop_votes import Card, cards_of
from kompass_desktop.assessment.service_areas import service_name
from kompass_desktop.i18n import language, mark, tr
from kompass_desktop.instrument.model import Instrument, MeasurePoint
from kompass_desktop.report.chapters.front_pages import INVENTED
from kompass_desktop.report.dates import long_date
from kompass_desktop.report.foreign_texts import languages_of
from kompass_desktop.report.languages import LANGUAGE_TAGS
from kompass_desktop.report.names import name_and_year
from kompass_desktop.report.pdf.flowables import Text, text
from kompass_desktop.report.pdf.fonts import BOLD, REGULAR, markup, printable, register
from kompass_desktop.report.pdf.structure import Element, Tag
from kompass_desktop.report.pdf.styles import (
    BODY,
    CAPTION,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SMALL_BOLD,
    SMALL_SOFT,
)
from kompass_desktop.report.pdf.tagging import artifact, canvas_for, is_draft

TITLE = mark("Workshop cards")
ROWS: Mapping[int, int] = {4: 2, 6: 3}
"""The rows of cards for each number of cards on a page; there are always two columns."""

_COLUMNS = 2
_PADDING = 22.0
_SIZES = (22.0, 19.0, 16.5, 14.0, 12.0, 10.5)
"""The sizes of a title; the largest in which it fits is chosen."""
_TITLE_SHARE, _POINTS_SHARE = 0.42, 0.24
"""The shares of a card's height that the title and the measure points may have."""
_CAPTION_HEIGHT = 12.0
_RADIUS = 5.0


@dataclass(frozen=True)
class _Size:
    """The room on a card inside its edges, in points."""

    width: float
    height: float


def write_cards(assessment: Assessment, workshop: Workshop, per_page: int, file: IO[bytes]) -> None:
    """Write the cards on the table of a workshop to a binary file, 4 or 6 on a page.

    Raises KeyError for another number.
    """
    register()
    rows = ROWS[per_page]
    size = _Size(PAGE_WIDTH / _COLUMNS - 2 * _PADDING, PAGE_HEIGHT / rows - 2 * _PADDING)
    cards: list[Card | None] = list(cards_of(assessment, workshop))
    cards += [None] * (-len(cards) % per_page or (0 if cards else per_page))
    foot = _foot(assessment, workshop)
    story = list(_story(assessment.instrument, cards, size, foot))
    document = _document(assessment, workshop, file)
    frames = [_frame(rows, at) for at in range(per_page)]
    document.addPageTemplates(PageTemplate("cards", frames, onPage=partial(_draw_cuts, rows)))
    languages = languages_of(assessment.instrument, assessment.particulars)
    document.build(story, canvasmaker=canvas_for(story, languages))


def _document(assessment: Assessment, workshop: Workshop, file: IO[bytes]) -> BaseDocTemplate:
    name = workshop.title or tr(TITLE)
    return BaseDocTemplate(
        file,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        title=printable(f"{name} – {name_and_year(assessment.particulars)}"),
        author=printable(", ".join(member.name for member in assessment.members_in_order())),
        creator=f"Kompass {__version__}",
        initialFontName=REGULAR,
        lang=LANGUAGE_TAGS[language()],
        displayDocTitle=1,
    )


def _frame(rows: int, at: int) -> Frame:
    """Return the frame of a card, given its index on the page, from the upper left."""
    width, height = PAGE_WIDTH / _COLUMNS, PAGE_HEIGHT / rows
    row, column = divmod(at, _COLUMNS)
    return Frame(
        column * width,
        PAGE_HEIGHT - (row + 1) * height,
        width,
        height,
        leftPadding=_PADDING,
        rightPadding=_PADDING,
        topPadding=_PADDING,
        bottomPadding=_PADDING,
    )


def _draw_cuts(rows: int, canvas: Canvas, _document: BaseDocTemplate) -> None:
    canvas.saveState()
    canvas.setStrokeColor(HexColor(colors.BORDER_STRONG))
    canvas.setLineWidth(0.6)
    canvas.setDash(4, 4)
    with artifact(canvas):
        canvas.line(PAGE_WIDTH / 2, 0, PAGE_WIDTH / 2, PAGE_HEIGHT)
        for row in range(1, rows):
            canvas.line(0, PAGE_HEIGHT * row / rows, PAGE_WIDTH, PAGE_HEIGHT * row / rows)
    canvas.restoreState()


def _story(
    instrument: Instrument, cards: Sequence[Card | None], size: _Size, foot: str
) -> Iterator[Flowable]:
    for number, card in enumerate(cards, start=1):
        if number > 1:
            yield FrameBreak()
        content = _card(instrument, card, number, size) if card else _empty_card()
        taken = sum(_height(each, size.width) for each in content)
        caption = text(foot, SMALL_SOFT)
        below = _height(caption, size.width)
        yield from content
        # A little less than there is, so that rounding moves nothing to the next card.
        yield _DotRoom(size.width, size.height - taken - below - 14)
        yield Spacer(1, 4)
        yield caption


def _card(instrument: Instrument, card: Card, number: int, size: _Size) -> list[Flowable]:
    improvement = card.improvement
    service = f"{number} · {service_name(improvement.service)}"
    title = improvement.title or tr("Improvement without a title")
    content: list[Flowable] = [
        text(service, CAPTION),
        _title(title, size.width, size.height * _TITLE_SHARE),
        Spacer(1, 5),
    ]
    points = [instrument.find(code) for code in card.codes]
    found = [point for point in points if isinstance(point, MeasurePoint)]
    return [*content, *_points(found, size.width, size.height * _POINTS_SHARE), Spacer(1, 6)]


def _empty_card() -> list[Flowable]:
    # A heading as on the other cards.
    label = tr("Proposal:")
    return [Text(markup(label), CAPTION, element=Element(Tag.H1, text=label)), Spacer(1, 84)]


def _title(title: str, width: float, room: float) -> Text:
    """Return a title in the largest size in which it fits, cut off if it fits in none."""
    found = _sized(title, _SIZES[-1])
    for size in _SIZES:
        larger = _sized(title, size)
        # No word is to be divided, as one of a language with long words would be.
        if _height(larger, width) <= room and larger.minWidth() <= width:
            return larger
    words = title
    while _height(found, width) > room:
        words = words[: len(words) * 9 // 10].rstrip()
        found = _sized(f"{words} …", _SIZES[-1])
    return found


def _sized(title: str, size: float) -> Text:
    style = ParagraphStyle(
        f"card {size}", parent=BODY, fontName=BOLD, fontSize=size, leading=size * 1.22, spaceAfter=0
    )
    return Text(markup(title), style, element=Element(Tag.H1, text=title))


def _points(points: Sequence[MeasurePoint], width: float, room: float) -> list[Flowable]:
    """Return the measure points that fit, and the codes of the others."""
    shown: list[Flowable] = []
    for at, point in enumerate(points):
        line = text(f"{point.code} {point.statement}", SMALL_SOFT)
        rest = text(" · ".join(each.code for each in points[at:]), SMALL_BOLD)
        is_last = at == len(points) - 1
        needed = _height(line, width) + (0 if is_last else _height(rest, width))
        if needed > room:
            return [*shown, rest]
        room -= _height(line, width)
        shown.append(line)
    return shown


def _height(flowable: Flowable, width: float) -> float:
    after = float(flowable.getSpaceAfter()) + float(flowable.getSpaceBefore())
    return float(flowable.wrap(width, PAGE_HEIGHT)[1]) + after


def _foot(assessment: Assessment, workshop: Workshop) -> str:
    day = long_date(date.fromisoformat(workshop.held_on)) if workshop.held_on else ""
    particulars = assessment.particulars
    warning = tr(INVENTED) if particulars.invented else ""
    parts = (workshop.title, day, name_and_year(particulars), particulars.firm, warning)
    return " · ".join(part for part in parts if part)


class _DotRoom(Flowable):
    """A box for dots by hand; it is no content."""

    def __init__(self, width: float, height: float) -> None:
        super().__init__()
        self.width, self.height = width, max(height, 1.0)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return its width and height, in points."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw it."""
        if is_draft(self.canv):
            return
        canvas = self.canv
        canvas.setStrokeColor(HexColor(colors.BORDER_STRONG))
        canvas.setLineWidth(0.6)
        with artifact(canvas):
            canvas.roundRect(0, 0, self.width, self.height, _RADIUS, stroke=1, fill=0)
