"""Writes the letters to the informants as a PDF, with the fields filled in for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import IO

from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate

from kompass_desktop import __version__
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.front_pages import INVENTED
from kompass_desktop.report.letter_text import filled, letter_text
from kompass_desktop.report.names import name_and_year
from kompass_desktop.report.pdf.fonts import REGULAR, markup, printable, register
from kompass_desktop.report.pdf.prose import prose
from kompass_desktop.report.pdf.styles import (
    CHAPTER,
    COVER_WARNING,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SECTION,
)

_HEADING = "# "
"""The beginning of a line that is a heading; the first heading is the title."""
_SIDE = MARGIN + 20


def write_letters(assessment: Assessment, interviews: Sequence[Interview], file: IO[bytes]) -> None:
    """Write the letters for interviews as a PDF to a binary file, each beginning on a new page."""
    register()
    text = letter_text(assessment)
    story: list[Flowable] = []
    for number, interview in enumerate(interviews):
        story += [PageBreak()] if number else []
        if assessment.particulars.invented:
            story.append(Paragraph(markup(tr(INVENTED)), COVER_WARNING))
        story += _letter(filled(text, assessment, interview))
    document = SimpleDocTemplate(
        file,
        pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
        leftMargin=_SIDE,
        rightMargin=_SIDE,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=printable(
            f"{tr('Letter to the informants')} – {name_and_year(assessment.particulars)}"
        ),
        author=printable(", ".join(member.name for member in assessment.members_in_order())),
        creator=f"Kompass {__version__}",
        initialFontName=REGULAR,
    )
    document.build(story)


def _letter(text: str) -> Iterator[Flowable]:
    paragraph: list[str] = []
    style = CHAPTER
    for line in (*text.split("\n"), _HEADING):
        if not line.startswith(_HEADING):
            paragraph.append(line)
            continue
        yield from prose("\n".join(paragraph))
        paragraph = []
        title = line.removeprefix(_HEADING).strip()
        if title:
            yield Paragraph(markup(title), style)
            style = SECTION
