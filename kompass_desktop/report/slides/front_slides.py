"""The first slides: title, what the instrument is, how it was done, how points are given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kompass_desktop.assessment.municipalities import official_names
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import ntr, ptr, tr
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text
from kompass_desktop.report.charts.bars import NO_POINTS
from kompass_desktop.report.dates import long_date, period_of
from kompass_desktop.report.document_text import document_name
from kompass_desktop.report.names import reproduced_from
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.charts import Series, insert_radar
from kompass_desktop.report.slides.deck import Deck, continued
from kompass_desktop.report.slides.layouts import BODY, CHART, LEAD, SUBTITLE, TABLE, Layout
from kompass_desktop.report.slides.sources import with_sources
from kompass_desktop.report.slides.tables import Cell, Row, fitted, head, insert_table
from kompass_desktop.report.slides.text_fit import (
    Paragraph,
    flowing,
    one_line,
    shortened_to,
)
from kompass_desktop.report.slides.text_writer import (
    ACCENT,
    SOFT,
    Look,
    locale_of,
    write_lines,
    write_list,
)

_MOST_NAMES = 3
_SMALL = (16.0, 14.0, 12.0)


def title_slide(deck: Deck, data: ReportData, made_on: date, notes: str) -> None:
    """Add the first slide: municipality, year, instrument, client, firm and date."""
    particulars = data.particulars
    names = official_names(particulars.municipality) or (tr("Municipality without a name"),)
    title = f"{' / '.join(names[:_MOST_NAMES])} {particulars.year}"
    slide = deck.add(Layout.TITLE, title, notes)
    width, _ = slide.box(SUBTITLE)
    lines = [(data.instrument.title, Look(24, color=ACCENT))]
    lines.append((tr("Evaluation of management practice"), Look(20)))
    for label, value in _facts(data, made_on):
        text = shortened_to(one_line(f"{label}: {value}"), (width, 16 * 1.2), 16)
        lines.append((text, Look(16, color=SOFT)))
    write_lines(slide.frame(SUBTITLE), lines)
    profile = data.profile
    known = [entry for entry in profile.areas if entry.score.status is not ScoreStatus.MISSING]
    if len(known) == len(profile.areas) >= 3:
        shares = Series(profile.label, [round(100 * share) for share in profile.shares])
        described = tr("The profile as a picture; its figures are on the following slides.")
        names = tuple(entry.short for entry in profile.areas)
        frame = slide.placeholder(CHART)
        insert_radar(frame, names, (shares,), 100, described, is_picture=True)
    slide.finish()


def _facts(data: ReportData, made_on: date) -> Iterator[tuple[str, str]]:
    particulars = data.particulars
    if particulars.client.strip():
        yield tr("Client"), particulars.client
    if particulars.firm.strip():
        yield tr("Carried out by"), particulars.firm
    if data.is_recorded_only:
        yield tr("Source"), reproduced_from(particulars)
    elif particulars.report.strip():
        yield tr("Report"), particulars.report
    yield (tr("Reproduced") if data.is_recorded_only else tr("Date")), long_date(made_on)


def about_slides(deck: Deck, data: ReportData, notes: str) -> None:
    """Add what the instrument is and, if it has traits, what the ideal municipality is like."""
    instrument = data.instrument
    about = with_sources(chapter_text(ChapterKey.ABOUT, data), notes)
    slide = deck.add(Layout.COLUMNS, tr("What is {0}?").format(instrument.name), about)
    said = [
        tr("A tool for strategy and not an audit: It shows what one can give priority to."),
        tr("As at school: a picture of what is good, and a mark for how near one has come."),
        tr("It asks for what is introduced and works. What is only planned gives no points."),
        tr("It measures how the municipality is governed and led, not the services themselves."),
    ]
    flow = flowing([Paragraph(text) for text in said], slide.box(BODY), (20.0, *_SMALL))
    write_list(slide.frame(BODY), flow.boxes[0], Look(flow.size))
    areas = [f"{area.number}  {one_line(area.title)}" for area in instrument.areas]
    titled = tr("{0} focus areas, {1} points").format(
        len(areas), shortest(instrument.maximum)
    )
    width, height = slide.box(LEAD)
    named = flowing(
        [Paragraph(area, is_bullet=False) for area in areas], (width, height - 40), _SMALL
    )
    locale = locale_of(instrument.language)
    look = Look(named.size, language=locale)
    lines = [(titled, Look(18, is_bold=True, color=ACCENT))]
    write_lines(slide.frame(LEAD), lines + [(each.text, look) for each in named.boxes[0]])
    slide.finish()
    _ideal(deck, data, notes)


def _ideal(deck: Deck, data: ReportData, notes: str) -> None:
    traits = data.instrument.traits
    if not traits:
        return
    title = tr("What is the ideal municipality like?")
    locale = locale_of(data.instrument.language)
    slide = deck.add(Layout.TEXT, title, notes)
    named = [Paragraph(one_line(trait.name)) for trait in traits]
    flow = flowing(named, slide.box(BODY), (24.0, 20.0, 16.0, 12.0))
    look = Look(flow.size, language=locale)
    write_list(slide.frame(BODY), flow.boxes[0], look)
    slide.finish()


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
        deck.add_text(tr("The documents that were read"), documents, notes, BODY)
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
    return [
        Paragraph(when if held else tr("No interviews have been held yet.")),
        Paragraph(read if documents else tr("No documents have been read.")),
        Paragraph(tr("Each group was asked about what it knows best.")),
        Paragraph(tr("The informants are mentioned only as groups.")),
        Paragraph(tr("Each interview can give a rating, but the team decides.")),
    ]


def _groups_slide(
    deck: Deck, data: ReportData, rows: list[Row], said: list[Paragraph], notes: str
) -> None:
    title = tr("How the evaluation was done")
    last = 76.0
    slide = deck.add(Layout.TABLE_AND_TEXT, title, notes)
    width, height = slide.box(TABLE)
    columns = len(rows[0])
    widths = [width - last * (columns - 1), *[last] * (columns - 1)]
    parts = fitted(rows, widths, height)
    for number, table in enumerate(parts, 1):
        if number > 1:
            slide = deck.add(Layout.TABLE_AND_TEXT, continued(title, number, len(parts)), notes)
        described = tr("Table of the informant groups with the number of interviews.")
        insert_table(slide.placeholder(TABLE), table, widths, described, has_sum=True)
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
    table = fitted(rows, widths, height, sizes=(18.0, *_SMALL))[0]
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
