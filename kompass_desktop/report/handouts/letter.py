"""Writes the letters to the informants as a PDF, with the fields filled in for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate

from kompass_desktop import __version__
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.i18n import language, tr
from kompass_desktop.report.chapters.front_pages import INVENTED
from kompass_desktop.report.firm.house_style import house_style_of, in_house_style
from kompass_desktop.report.foreign_texts import languages_of
from kompass_desktop.report.handouts.letterhead import draw_foot, firm_lines, letterhead
from kompass_desktop.report.languages import LANGUAGE_TAGS
from kompass_desktop.report.letter_text import filled, letter_text
from kompass_desktop.report.names import name_and_year, team_of
from kompass_desktop.report.pdf.flowables import Text, text
from kompass_desktop.report.pdf.fonts import REGULAR, markup, printable, register
from kompass_desktop.report.pdf.prose import prose
from kompass_desktop.report.pdf.structure import Element, Tag
from kompass_desktop.report.pdf.styles import (
    CHAPTER,
    COVER_WARNING,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SECTION,
)
from kompass_desktop.report.pdf.tagging import canvas_for

_HEADING = "# "
"""The beginning of a line that is a heading; the first heading is the title."""
_SIDE = MARGIN + 20
_FOOT = 84.0
"""The room for the foot, which has up to six lines."""
_PADDING = 6.0
"""That of a frame of reportlab."""


def write_letters(
    assessment: Assessment,
    interviews: Sequence[Interview],
    file: IO[bytes],
    firm: Firm = NO_FIRM,
) -> None:
    """Write the letters for interviews as a PDF to a binary file, each beginning on a new page.

    The logo of `firm` is at the head of each, and its contact lines at the foot of all pages.
    """
    register()
    with in_house_style(house_style_of(firm.color)):
        _write(assessment, interviews, firm, file)


def _write(
    assessment: Assessment, interviews: Sequence[Interview], firm: Firm, file: IO[bytes]
) -> None:
    template = letter_text(assessment)
    story: list[Flowable] = []
    for number, interview in enumerate(interviews):
        story += [PageBreak()] if number else []
        story += letterhead(assessment, firm)
        if assessment.particulars.invented:
            story.append(text(tr(INVENTED), COVER_WARNING))
        story += _letter(filled(template, assessment, interview))
    document = SimpleDocTemplate(
        file,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        leftMargin=_SIDE,
        rightMargin=_SIDE,
        topMargin=MARGIN,
        bottomMargin=_FOOT,
        title=printable(
            f"{tr('Letter to the informants')} – {name_and_year(assessment.particulars)}"
        ),
        author=printable(assessment.particulars.firm.strip() or team_of(assessment)),
        creator=f"Kompass {__version__}",
        initialFontName=REGULAR,
        lang=LANGUAGE_TAGS[language()],
        displayDocTitle=1,
    )
    languages = languages_of(assessment.instrument, assessment.particulars)
    sender = firm_lines(assessment, firm)

    def foot(canvas: Canvas, _document: SimpleDocTemplate) -> None:
        draw_foot(canvas, sender, _SIDE + _PADDING, PAGE_WIDTH - 2 * (_SIDE + _PADDING))

    document.build(
        story,
        onFirstPage=foot,
        onLaterPages=foot,
        canvasmaker=canvas_for(story, languages),
    )


def _letter(content: str) -> Iterator[Flowable]:
    paragraph: list[str] = []
    style, tag = CHAPTER, Tag.H1
    for line in (*content.split("\n"), _HEADING):
        if not line.startswith(_HEADING):
            paragraph.append(line)
            continue
        yield from prose("\n".join(paragraph))
        paragraph = []
        title = line.removeprefix(_HEADING).strip()
        if title:
            yield Text(markup(title), style, element=Element(tag, text=title))
            style, tag = SECTION, Tag.H2
