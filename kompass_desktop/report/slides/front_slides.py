"""The first slides: the title, what the instrument is, and the ideal municipality."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import PP_ALIGN

from kompass_desktop.assessment.municipalities import official_names
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text
from kompass_desktop.report.dates import long_date
from kompass_desktop.report.firm.firm_logo import logo_of
from kompass_desktop.report.names import firm_of, reproduced_from
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.charts import Series
from kompass_desktop.report.slides.deck import Deck, Slide
from kompass_desktop.report.slides.layouts import BODY, CHART, LEAD, SUBTITLE, Layout
from kompass_desktop.report.slides.radar_chart import insert_radar_picture
from kompass_desktop.report.slides.sources import with_sources
from kompass_desktop.report.slides.text_fit import LEADING, SIZES, Paragraph, flowing, shortened_to
from kompass_desktop.report.slides.text_writer import (
    ACCENT,
    SOFT,
    Look,
    add_paragraph,
    locale_of,
    write_lines,
    write_list,
    write_text,
)
from kompass_desktop.report.visible_text import one_line

_MOST_NAMES = 3
_SMALL = SIZES[2:]
_CONTACT_BOX, _CONTACT_SIZE = (600.0, 424.0, 312.0, 76.0), 12.0
"""The box (x, y, width, height) and the size of the contact lines, in points."""
_LOGO_CORNER, _LOGO_ROOM = (80.0, 44.0), (260.0, 76.0)
"""The upper left corner of the logo on the title slide, and the room for it, in points."""


def title_slide(deck: Deck, data: ReportData, made_on: date, notes: str, warning: str = "") -> None:
    """Add the first slide: municipality, year, instrument, client, firm and date.

    `warning` is that it is a draft or an invented example, or "".
    """
    particulars = data.particulars
    names = official_names(particulars.municipality) or (tr("Municipality without a name"),)
    title = f"{' / '.join(names[:_MOST_NAMES])} {particulars.year}"
    slide = deck.add(Layout.TITLE, title, notes)
    firm = firm_of(data)
    logo = logo_of(data.firm, firm, *_LOGO_ROOM) if not data.is_recorded_only else None
    if logo is not None:
        slide.add_picture(logo, *_LOGO_CORNER)
    if not data.is_recorded_only:
        _add_contact(slide, data.firm.contact)
    width, _ = slide.box(SUBTITLE)
    lines = [(data.instrument.title, Look(24, color=ACCENT))]
    if warning:
        lines.append((warning, Look(18, is_bold=True, color=MSO_THEME_COLOR.ACCENT_4)))
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
        insert_radar_picture(frame, names, shares, described)
    slide.finish()


def _add_contact(slide: Slide, contact: str) -> None:
    """Add the contact lines of the firm under the profile, to the right."""
    _, _, width, height = _CONTACT_BOX
    look = Look(_CONTACT_SIZE, color=SOFT, align=PP_ALIGN.RIGHT)
    room = (width, _CONTACT_SIZE * LEADING)
    shown = [shortened_to(one_line(line), room, _CONTACT_SIZE) for line in contact.splitlines()]
    if shown:
        text = "\n".join(shown[: int(height // room[1])])
        write_text(slide.add_text_box(_CONTACT_BOX), text, look)


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
    flow = flowing([Paragraph(text) for text in said], slide.box(BODY), (22.0, 20.0, *SIZES))
    write_list(slide.frame(BODY), flow.boxes[0], Look(flow.size))
    areas = [f"{area.number}  {one_line(area.title)}" for area in instrument.areas]
    titled = tr("{0} focus areas, {1} points").format(len(areas), shortest(instrument.maximum))
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
    ideal = tr(
        "In other words, it is an efficient and learning municipality that develops and is "
        "governed by political goals. No municipality is like this in all areas. The ideal "
        "shows a direction, and the municipality itself chooses how far it wants to go in "
        "each area."
    )
    width, height = slide.box(BODY)
    flow = flowing(named, (width, height - 120), (24.0, 22.0, 20.0, *SIZES))
    look = Look(flow.size, language=locale)
    frame = slide.frame(BODY)
    write_list(frame, flow.boxes[0], look)
    add_paragraph(frame, ideal, Look(18, color=SOFT))
    slide.finish()
