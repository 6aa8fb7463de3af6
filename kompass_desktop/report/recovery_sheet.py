"""The sheet with a library's recovery code, to be printed and put in the firm's safe."""

from __future__ import annotations

from datetime import date
from typing import IO

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

from kompass_desktop.report.pdf import fonts

_WHAT_FOR = (
    "Koden åpner biblioteket hvis passfrasen er glemt. Den som har koden og en kopi av "
    "biblioteket, kan lese alt: legg arket i safen, og slett filen som det ble skrevet ut fra."
)
_HOW = (
    "Slik brukes den: start Kompass, velg «Glemt passfrasen?», skriv koden, og velg en ny "
    "passfrase. Store og små bokstaver og bindestreker er likegyldige; I, L og O leses som "
    "1, 1 og 0."
)


def write_recovery_sheet(code: str, library: str, file: IO[bytes]) -> None:
    """Write one A4 page with the code of the library at the place named."""
    fonts.register()
    text = ParagraphStyle("text", fontName=fonts.REGULAR, fontSize=11, leading=16, spaceAfter=8)
    heading = ParagraphStyle("heading", text, fontName=fonts.BOLD, fontSize=20, leading=26)
    large = ParagraphStyle("code", text, fontName=fonts.BOLD, fontSize=17, leading=30)
    made = f"{library} · laget {date.today():%d.%m.%Y}"  # noqa: DTZ011 - the day on the wall
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=25 * mm,
        rightMargin=20 * mm,
        topMargin=30 * mm,
        title="Gjenopprettingskode for Kompass",
        author="Kompass",
    )
    document.build(
        [
            Paragraph("Gjenopprettingskode for Kompass", heading),
            Paragraph(fonts.markup(made), text),
            Spacer(1, 10 * mm),
            Paragraph(code, large),
            Spacer(1, 8 * mm),
            *(Paragraph(fonts.markup(paragraph), text) for paragraph in (_WHAT_FOR, _HOW)),
        ]
    )
