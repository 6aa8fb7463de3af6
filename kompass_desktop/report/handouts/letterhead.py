"""The head and the foot with which hand-outs show the firm that they come from."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from kompass_desktop import colors
from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.report.firm_logo import logo_of
from kompass_desktop.report.house_style import accent
from kompass_desktop.report.pdf.cover import logo_figure
from kompass_desktop.report.pdf.flowables import text
from kompass_desktop.report.pdf.fonts import shortened
from kompass_desktop.report.pdf.running_heads import draw_from
from kompass_desktop.report.pdf.styles import FIRM_NAME, LabelStyle
from kompass_desktop.report.pdf.tagging import Artifact, artifact

_LOGO_WIDTH, _LOGO_HEIGHT = 180.0, 44.0
_BELOW = 14.0
_LOOK = LabelStyle(size=8.25, color=colors.TEXT_SOFT)
_BOTTOM = 30.0
"""The height of the foot above the edge of the page, in points."""


def letterhead(assessment: Assessment, firm: Firm) -> list[Flowable]:
    """Return the logo for the top of a first page, else the name of the firm; [] without both."""
    name = assessment.particulars.firm.strip()
    logo = logo_of(firm, name, _LOGO_WIDTH, _LOGO_HEIGHT)
    if logo is not None:
        return [logo_figure(logo), Spacer(1, _BELOW)]
    return [text(name, FIRM_NAME), Spacer(1, _BELOW)] if name else []


def firm_line(assessment: Assessment, firm: Firm) -> str:
    """Return the name of the firm and its contact lines as one line for a foot; "" without."""
    lines = (assessment.particulars.firm, *firm.contact.splitlines())
    return " · ".join(line for each in lines if (line := " ".join(each.split())))


def draw_foot(canvas: Canvas, line: str, left: float, width: float) -> None:
    """Draw a line below a rule at the foot of a page, shortened to `width`, in points."""
    if not line:
        return
    canvas.saveState()
    with artifact(canvas, Artifact.FOOTER):
        canvas.setStrokeColor(HexColor(accent()))
        canvas.setLineWidth(0.8)
        canvas.line(left, _BOTTOM + 14, left + width, _BOTTOM + 14)
        shown = shortened(line, _LOOK.font, _LOOK.size, width)
        draw_from(canvas, (left, _BOTTOM), shown, _LOOK)
    canvas.restoreState()
