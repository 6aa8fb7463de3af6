"""Writes the sheet with a library's recovery code, to be printed and put in a safe."""

from __future__ import annotations

from datetime import date
from typing import IO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer

from kompass_desktop.i18n import language, mark, tr
from kompass_desktop.report.dates import short_date
from kompass_desktop.report.languages import LANGUAGE_TAGS
from kompass_desktop.report.pdf import fonts
from kompass_desktop.report.pdf.flowables import Text, text
from kompass_desktop.report.pdf.structure import Element, Tag
from kompass_desktop.report.pdf.tagging import canvas_for

_TITLE = mark("Recovery code for Kompass")
_WHAT_FOR = mark(
    "The code opens the library if the passphrase is forgotten. Whoever has the code and a copy of "
    "the library can read everything: keep this sheet in a safe, and delete the file that it was "
    "printed from."
)
_HOW = mark(
    "How to use it: start Kompass, choose “Forgotten the passphrase?”, type the code, and choose a "
    "new passphrase. Upper and lower case and hyphens do not matter; I, L and O are read as 1, 1 "
    "and 0."
)


def write_recovery_sheet(code: str, library: str, file: IO[bytes]) -> None:
    """Write a PDF of one A4 page with a recovery code to a binary file.

    `library` is the path of the library as text.
    """
    fonts.register()
    body = ParagraphStyle("text", fontName=fonts.REGULAR, fontSize=11, leading=16, spaceAfter=8)
    heading = ParagraphStyle("heading", body, fontName=fonts.BOLD, fontSize=20, leading=26)
    large = ParagraphStyle("code", body, fontName=fonts.BOLD, fontSize=17, leading=30)
    today = short_date(date.today())  # noqa: DTZ011 - the day on the wall
    made = tr("{0} · made {1}").format(library, today)
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=20 * mm,
        topMargin=30 * mm,
        title=tr(_TITLE),
        author="Kompass",
        initialFontName=fonts.REGULAR,
        lang=LANGUAGE_TAGS[language()],
        displayDocTitle=1,
    )
    story: list[Flowable] = [
        Text(fonts.markup(tr(_TITLE)), heading, element=Element(Tag.H1)),
        text(made, body),
        Spacer(1, 10 * mm),
        text(code, large),
        Spacer(1, 8 * mm),
        *(text(tr(paragraph), body) for paragraph in (_WHAT_FOR, _HOW)),
    ]
    document.build(story, canvasmaker=canvas_for(story, {}))
