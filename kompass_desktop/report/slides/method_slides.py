"""How the evaluation was done: interviews by group, documents, and how points are given."""

from __future__ import annotations

from kompass_desktop.i18n import ntr, ptr, tr
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text
from kompass_desktop.report.dates import period_of
from kompass_desktop.report.document_text import document_name
from kompass_desktop.report.points_text import NO_POINTS
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.deck import Deck, continued
from kompass_desktop.report.slides.layouts import BODY, TABLE, Layout
from kompass_desktop.report.slides.sources import with_sources
from kompass_desktop.report.slides.tables import Cell, Row, fitted, head, insert_table
from kompass_desktop.report.slides.text_fit import SIZES, Paragraph, flowing
from kompass_desktop.report.slides.text_writer import (
    Look,
    locale_of,
    locale_of_typed,
    write_list,
)
from kompass_desktop.report.visible_text import one_line

_SMALL = SIZES[2:]


def method_slides(deck: Deck, data: ReportData, notes: str) -> None:
    """Add how it was done: interviews by group and documents, then how points are given."""
    method = with_sources(chapter_text(ChapterKey.METHOD, data), notes)
    rows = _groups(data)
    documents = [Paragraph(one_line(document_name(each))) for each in data.documents]
    said = _method(data)
    if rows:
        _groups_slide(deck, data, rows, said, method)
    else:
        deck.add_text(tr("How the evaluation was done"), said, method, BODY)
    if documents:
        locale = locale_of_typed(data.instrument.language)
        deck.add_text(tr("The documents that were read"), documents, notes, BODY, locale)
    if not data.is_recorded_only:
        _scale_slide(deck, data, notes)


def _method(data: ReportData) -> list[Paragraph]:
    if data.is_recorded_only:
        return [
            Paragraph(tr("The results are given as they were published.")),
            Paragraph(tr("The ratings of the measure points are not known.")),
            Paragraph(tr("Differences of less than 5% do not matter.")),
        ]
    held = sum(count.held for count in data.groups)
    period = period_of(data.particulars)
    interviews = ntr("{0} interview", "{0} interviews", held).format(held)
    when = tr("{0}, {1}").format(interviews, period) if held and period else interviews
    documents = len(data.documents)
    read = ntr("{0} document read", "{0} documents read", documents).format(documents)
    said = [
        when if held else tr("No interviews have been held yet."),
        read if documents else tr("No documents have been read."),
        tr("Each group was asked about what it knows best.") if held else "",
        tr("The informants are mentioned only as groups.") if held else "",
        tr("Each interview can give a rating, but the team decides."),
    ]
    return [Paragraph(text) for text in said if text]


def _groups_slide(
    deck: Deck, data: ReportData, rows: list[Row], said: list[Paragraph], notes: str
) -> None:
    title = tr("How the evaluation was done")
    last = 112.0
    slide = deck.add(Layout.TABLE_AND_TEXT, title, notes)
    width, height = slide.box(TABLE)
    columns = len(rows[0])
    has_sum = not data.is_recorded_only
    widths = [width - last * (columns - 1), *[last] * (columns - 1)]
    parts = fitted(rows, widths, height)
    for number, table in enumerate(parts, 1):
        if number > 1:
            slide = deck.add(Layout.TABLE_AND_TEXT, continued(title, number, len(parts)), notes)
        described = tr("Table of the informant groups with the number of interviews.")
        insert_table(slide.placeholder(TABLE), table, widths, described, has_sum=has_sum)
        flow = flowing(said, slide.box(BODY))
        write_list(slide.frame(BODY), flow.boxes[0], Look(flow.size))
        slide.finish()


def _groups(data: ReportData) -> list[Row]:
    """Return the rows of the table of groups, or none if there are no interviews."""
    counts = data.groups
    if not counts:
        return []
    locale = locale_of(data.instrument.language)
    if data.is_recorded_only:
        rows: list[Row] = [[head(tr("Group")), head(tr("Number"), is_right=True)]]
        for count in counts:
            known = str(count.participants) if count.participants else tr("not known")
            rows.append([Cell(count.group.name, language=locale), Cell(known, is_right=True)])
        return rows
    is_held = all(count.held == count.interviews for count in counts)
    kinds = [tr("Held")] if is_held else [ptr("interview", "Planned"), ptr("interview", "Held")]
    rows = [[head(tr("Group")), *(head(each, is_right=True) for each in kinds)]]
    for count in counts:
        numbers = [count.held] if is_held else [count.interviews, count.held]
        rows.append(
            [
                Cell(count.group.name, language=locale),
                *(Cell(str(n) if n else NO_POINTS, is_right=True) for n in numbers),
            ]
        )
    sums = [] if is_held else [sum(count.interviews for count in counts)]
    sums.append(sum(count.held for count in counts))
    total = [Cell(str(n), is_bold=True, is_right=True) for n in sums]
    rows.append([Cell(tr("Sum"), is_bold=True), *total])
    return rows


def _scale_slide(deck: Deck, data: ReportData, notes: str) -> None:
    instrument = data.instrument
    locale = locale_of(instrument.language)
    slide = deck.add(Layout.TABLE, tr("How points are given"), notes)
    rows: list[Row] = [[head(tr("Aspect")), head(tr("What is asked"))]]
    rows += [
        [
            Cell(aspect.name, is_bold=True, language=locale),
            Cell(aspect.question, language=locale),
        ]
        for aspect in instrument.aspects
    ]
    width, height = slide.box(TABLE)
    widths = [220.0, width - 220]
    table = fitted(rows, widths, height, sizes=SIZES)[0]
    described = tr("Table of the aspects, each with the question that it asks.")
    insert_table(slide.placeholder(TABLE), table, widths, described)
    scale = tr(
        "Each of the {0} measure points is rated from 0 to 4 on every aspect. Level 4 on all "
        "gives a measure point's full score, level 0 gives none."
    ).format(len(instrument.measure_points))
    said = [
        Paragraph(scale, is_bullet=False),
        Paragraph(
            tr("A score is not exact: differences of less than 5% do not matter."),
            is_bullet=False,
        ),
    ]
    flow = flowing(said, slide.box(BODY), _SMALL)
    write_list(slide.frame(BODY), flow.boxes[0], Look(flow.size))
    slide.finish()
