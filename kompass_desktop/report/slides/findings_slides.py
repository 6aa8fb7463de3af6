"""The findings of one focus area in three columns, on as many slides as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pptx.enum.dml import MSO_THEME_COLOR

from kompass_desktop.assessment.records import FindingKind
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
    flowing_columns,
    one_line,
)
from kompass_desktop.report.slides.text_writer import (
    SOFT,
    Look,
    write_list,
    write_text,
)

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


def findings_slides(deck: Deck, data: ReportData, area: Area, notes: str) -> None:
    """Add the findings of an area in three columns, on as many slides as they need."""
    title = tr("{0}: findings").format(f"{area.number} {one_line(area.title)}")
    columns = [
        [Paragraph(text) for text in finding_texts(data, area, kind)] for kind, _, _ in _KINDS
    ]
    slide = deck.add(Layout.FINDINGS, title, notes)
    places = _column_places(slide, columns)
    _, height = slide.box(COLUMNS[0])
    flows = flowing_columns(columns, [width for _, width in places], height)
    count = max(1, *(len(flow.boxes) for flow in flows))
    slide.set_title(continued(title, 1, count))
    for number in range(count):
        if number:
            slide = deck.add(Layout.FINDINGS, continued(title, number + 1, count), notes)
        for column, (flow, place) in enumerate(zip(flows, places, strict=True)):
            part = flow.boxes[number] if number < len(flow.boxes) else ()
            if part or number == 0:
                _write_column(slide, column, place, _Part(part, flow.size))
        slide.finish()


def _column_places(
    slide: Slide, columns: Sequence[Sequence[Paragraph]]
) -> list[tuple[float, float]]:
    """Return the left edge and the width of each column, wider for those with more text."""
    first, last = slide.placeholder_of(COLUMNS[0]), slide.placeholder_of(COLUMNS[-1])
    left, right = first.left.pt, last.left.pt + last.width.pt
    letters = [sum(len(each.text) + _PER_FINDING for each in column) for column in columns]
    least = [_LEAST if each else _LEAST_EMPTY for each in letters]
    units = min(_shares(least), key=lambda shares: _crowding(letters, shares))
    unit = (right - left + _BETWEEN) / _UNITS
    places = []
    for count in units:
        places.append((left, count * unit - _BETWEEN))
        left += count * unit
    return places


def _shares(least: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return the ways to divide the width into three columns of at least these widths."""
    one, two, three = least
    return [
        (a, b, _UNITS - a - b)
        for a in range(one, _UNITS)
        for b in range(two, _UNITS - a - three + 1)
    ]


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


@dataclass(frozen=True)
class _Part:
    """The findings of a column on one slide, and the size of their letters."""

    paragraphs: Sequence[Paragraph]
    size: float


def _write_column(slide: Slide, column: int, place: tuple[float, float], part: _Part) -> None:
    _, name, color = _KINDS[column]
    left, width = place
    for index in (HEADS[column], COLUMNS[column]):
        found = slide.placeholder_of(index)
        slide.place(index, left, found.top.pt, width, found.height.pt)
    top = slide.placeholder_of(HEADS[column]).top.pt
    slide.add_rule((left, top - 8, width, 3), color)
    write_text(slide.frame(HEADS[column]), tr(name), Look(18, is_bold=True, color=color))
    frame = slide.frame(COLUMNS[column])
    if part.paragraphs:
        write_list(frame, part.paragraphs, Look(part.size))
    else:
        nothing = Paragraph(tr(NO_FINDINGS), is_bullet=False)
        write_list(frame, [nothing], Look(part.size, color=SOFT))
