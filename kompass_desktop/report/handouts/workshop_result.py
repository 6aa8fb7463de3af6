"""Writes the result of a workshop as a PDF: the improvements with their dots, most first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import IO

from reportlab.platypus import Flowable

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Workshop
from kompass_desktop.assessment.planning.workshop_votes import (
    Card,
    CardOrder,
    DotCount,
    cards_of,
    count_of,
)
from kompass_desktop.assessment.service_areas import service_name
from kompass_desktop.i18n import mark, ntr, ptr, tr
from kompass_desktop.report.dates import long_date
from kompass_desktop.report.pdf.flowables import text
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.styles import (
    BODY,
    CELL,
    CELL_BOLD,
    CELL_BOLD_RIGHT,
    CELL_RIGHT,
    CONTENT_WIDTH,
    HEAD,
    HEAD_RIGHT,
)
from kompass_desktop.report.pdf.tables import Cell, cell, grid
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph
from kompass_desktop.report.sheet import write_sheet

TITLE = mark("Workshop result")
_WIDTHS = (44.0, 118.0, 92.0, 54.0)
"""Widths in points of the place, service area, measure points and dots; the title has the rest."""


def write_result(
    assessment: Assessment, workshop: Workshop, made_on: date, file: IO[bytes]
) -> None:
    """Write the result of a workshop as a PDF to a binary file."""
    register()
    write_sheet(assessment, tr(TITLE), list(_story(assessment, workshop)), made_on, file)


def places_of(cards: list[Card]) -> list[int]:
    """Return the place of each card, given most dots first; equal dots share a place."""
    every = [card.dots for card in cards]
    return [every.index(dots) + 1 for dots in every]


def _story(assessment: Assessment, workshop: Workshop) -> Iterator[Flowable]:
    yield HeadingParagraph(workshop.title or tr(TITLE), "result", HeadingKind.CHAPTER, tr(TITLE))
    yield text(_about(assessment, workshop), BODY)
    cards = cards_of(assessment, workshop, CardOrder.DOTS)
    if not cards:
        yield text(tr("No improvements lay on the table."), BODY)
        return
    place, service, points, dots = _WIDTHS
    title = CONTENT_WIDTH - sum(_WIDTHS)
    heads: list[Cell] = [
        cell(ptr("workshop", "Place"), HEAD),
        cell(tr("Improvement"), HEAD),
        cell(tr("Service area"), HEAD),
        cell(tr("Measure points"), HEAD),
        cell(tr("Dots"), HEAD_RIGHT),
    ]
    rows = [_row(at, card) for at, card in zip(places_of(cards), cards, strict=True)]
    yield grid([heads, *rows], [place, title, service, points, dots])


def _row(place: int, card: Card) -> list[Cell]:
    return [
        cell(str(place), CELL),
        cell(card.improvement.title or tr("Improvement without a title"), CELL_BOLD),
        cell(service_name(card.improvement.service), CELL),
        cell(", ".join(card.codes), CELL),
        cell(str(card.dots), CELL_BOLD_RIGHT if card.dots else CELL_RIGHT),
    ]


def _about(assessment: Assessment, workshop: Workshop) -> str:
    count = count_of(assessment, workshop)
    people = workshop.participants
    participants = ntr("{0} participant", "{0} participants", people).format(people)
    parts = (
        long_date(date.fromisoformat(workshop.held_on)) if workshop.held_on else "",
        participants if people else "",
        _dots(count),
    )
    return " · ".join(part for part in parts if part)


def _dots(count: DotCount) -> str:
    if count.available is None:
        return ntr("{0} dot given", "{0} dots given", count.given).format(count.given)
    words = ntr("{0} of {1} dot given", "{0} of {1} dots given", count.available)
    return words.format(count.given, count.available)
