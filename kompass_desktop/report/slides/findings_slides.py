"""The findings of one focus area in three columns, on as many slides as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from pptx.enum.dml import MSO_THEME_COLOR

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Area
from kompass_desktop.report.chapters.area_pages import NO_FINDINGS
from kompass_desktop.report.document_text import source_of
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.deck import Deck, Slide, continued
from kompass_desktop.report.slides.layouts import (
    COLUMNS,
    HEADS,
    Layout,
)
from kompass_desktop.report.slides.text_fit import (
    Paragraph,
    flowing,
    flowing_columns,
    in_even_boxes,
    rejoined,
)
from kompass_desktop.report.slides.text_writer import (
    SOFT,
    Look,
    locale_of_typed,
    write_list,
    write_text,
)
from kompass_desktop.report.visible_text import one_line

_KINDS = (
    (FindingKind.STRENGTH, mark("Strengths"), MSO_THEME_COLOR.ACCENT_2),
    (FindingKind.CHALLENGE, mark("Challenges"), MSO_THEME_COLOR.ACCENT_3),
    (FindingKind.WEAKNESS, mark("Weaknesses"), MSO_THEME_COLOR.ACCENT_4),
)
_UNITS, _LEAST, _LEAST_EMPTY = 12, 3, 2
"""The columns of findings divide the width into 12 parts, and each takes at least so many."""
_BETWEEN = 24.0
_PER_FINDING = 25
"""How many letters the space after a finding, and its last line, count as."""


@dataclass(frozen=True)
class _Room:
    """The room for columns on a slide, in points."""

    left: float
    right: float
    height: float


@dataclass(frozen=True)
class _Column:
    """Findings of one kind, the index of which is in `_KINDS`, on one slide."""

    kind: int
    left: float
    width: float
    paragraphs: Sequence[Paragraph]
    has_head: bool = True
    rule: float = 0.0
    """The width of the rule over the heading, if it is wider than the column."""


@dataclass(frozen=True)
class _Page:
    """The columns of one slide, and the size of their letters."""

    size: float
    columns: Sequence[_Column]


def findings_slides(deck: Deck, data: ReportData, area: Area, notes: str) -> None:
    """Add the findings of an area in three columns, on as many slides as they need."""
    title = tr("{0}: findings").format(f"{area.number} {one_line(area.title)}")
    columns = [
        [Paragraph(text) for text in finding_texts(data, area, kind)] for kind, _, _ in _KINDS
    ]
    slide = deck.add(Layout.FINDINGS, title, notes)
    first, last = slide.placeholder_of(COLUMNS[0]), slide.placeholder_of(COLUMNS[-1])
    room = _Room(first.left.pt, last.left.pt + last.width.pt, first.height.pt)
    pages = _pages(columns, room)
    locale = locale_of_typed(data.instrument.language)
    for number, page in enumerate(pages, 1):
        heading = continued(title, number, len(pages))
        if number == 1:
            slide.set_title(heading)
        else:
            slide = deck.add(Layout.FINDINGS, heading, notes)
        for slot, column in enumerate(page.columns):
            _write_column(slide, slot, column, Look(page.size, language=locale))
        slide.finish()


def _pages(columns: Sequence[Sequence[Paragraph]], room: _Room) -> list[_Page]:
    """Return the findings slide by slide.

    The first slide has all three columns. As soon as one is finished, the others take its room.
    """
    pages: list[_Page] = []
    remaining = dict(enumerate(columns))
    while not pages or remaining:
        if len(remaining) == 1:
            return pages + _pairs(*remaining.popitem(), room)
        places = _places(list(remaining.values()), room)
        flows = flowing_columns(
            list(remaining.values()), [width for _, width in places], room.height
        )
        count = max(1, min(len(flow.boxes) for flow in flows))
        for number in range(count):
            shown = [
                _Column(kind, *place, flow.boxes[number] if number < len(flow.boxes) else ())
                for kind, place, flow in zip(remaining, places, flows, strict=True)
            ]
            pages.append(_Page(flows[0].size, shown))
        left = {
            kind: rejoined(flow.boxes[count:]) for kind, flow in zip(remaining, flows, strict=True)
        }
        remaining = {kind: rest for kind, rest in left.items() if rest}
    return pages


def _pairs(kind: int, paragraphs: Sequence[Paragraph], room: _Room) -> list[_Page]:
    """Return the slides of findings of one kind, in two columns under one heading."""
    width = (room.right - room.left - _BETWEEN) / 2
    box = width, room.height
    flow = in_even_boxes(flowing(paragraphs, box), box)
    pages = []
    for number in range(0, len(flow.boxes), 2):
        pair = flow.boxes[number : number + 2]
        lefts = [room.left, room.left + width + _BETWEEN]
        shown = [
            _Column(kind, left, width, part, has_head=slot == 0, rule=room.right - room.left)
            for slot, (left, part) in enumerate(zip(lefts, pair, strict=False))
        ]
        pages.append(_Page(flow.size, shown))
    return pages


def _places(columns: Sequence[Sequence[Paragraph]], room: _Room) -> list[tuple[float, float]]:
    """Return the left edge and the width of each column, wider for those with more text."""
    letters = [sum(len(each.text) + _PER_FINDING for each in column) for column in columns]
    least = [_LEAST if each else _LEAST_EMPTY for each in letters]
    units = min(_shares(least), key=lambda shares: _crowding(letters, shares))
    unit = (room.right - room.left + _BETWEEN) / _UNITS
    places = []
    left = room.left
    for count in units:
        places.append((left, count * unit - _BETWEEN))
        left += count * unit
    return places


def _shares(least: Sequence[int]) -> list[tuple[int, ...]]:
    """Return the ways to divide the width into two or three columns of at least these widths."""
    ways = product(*(range(each, _UNITS) for each in least[:-1]))
    return [(*way, _UNITS - sum(way)) for way in ways if _UNITS - sum(way) >= least[-1]]


def _crowding(letters: Sequence[int], shares: Sequence[int]) -> tuple[float, int]:
    """Return how full the fullest column is, then how unequal the columns are."""
    fullest = max(count / share for count, share in zip(letters, shares, strict=True))
    return round(fullest, -1), max(shares) - min(shares)


def finding_texts(data: ReportData, area: Area, kind: FindingKind) -> list[str]:
    """Return the findings of one kind; those from a document name it and the page."""
    texts = []
    for finding in data.assessment.findings_of(area.number, kind):
        note = data.assessment.notes.get(finding.note)
        source = source_of(data.assessment, note) if note is not None else ""
        text = one_line(finding.text)
        if text:
            texts.append(f"{text} ({one_line(source)})" if source else text)
    return texts


def _write_column(slide: Slide, slot: int, column: _Column, look: Look) -> None:
    _, name, color = _KINDS[column.kind]
    head, body = slide.placeholder_of(HEADS[slot]), slide.placeholder_of(COLUMNS[slot])
    if column.has_head:
        rule = column.rule or column.width
        slide.add_rule((column.left, head.top.pt - 8, rule, 3), color)
        slide.place(HEADS[slot], column.left, head.top.pt, column.width, head.height.pt)
        write_text(slide.frame(HEADS[slot]), tr(name), Look(18, is_bold=True, color=color))
    slide.place(COLUMNS[slot], column.left, body.top.pt, column.width, body.height.pt)
    if column.paragraphs:
        write_list(slide.frame(COLUMNS[slot]), column.paragraphs, look)
    else:
        nothing = Paragraph(tr(NO_FINDINGS), is_bullet=False)
        write_list(slide.frame(COLUMNS[slot]), [nothing], Look(look.size, color=SOFT))
