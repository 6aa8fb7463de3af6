"""The head and the foot with which hand-outs show the firm that they come from."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from kompass_desktop import colors
from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.report.firm.firm_logo import logo_of
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.pdf.cover import logo_figure
from kompass_desktop.report.pdf.flowables import text
from kompass_desktop.report.pdf.fonts import shortened, width_of
from kompass_desktop.report.pdf.running_heads import draw_from
from kompass_desktop.report.pdf.styles import CAPTION, FIRM_NAME, LabelStyle
from kompass_desktop.report.pdf.tagging import Artifact, artifact

_LOGO_WIDTH, _LOGO_HEIGHT = 180.0, 44.0
_BELOW = 14.0
_LOOK = LabelStyle(size=8.25, color=colors.TEXT_SOFT)
_LEADING = 11.0
_BOTTOM = 22.0
"""The height of the foot above the edge of the page, in points."""
_BETWEEN = " · "


def letterhead(assessment: Assessment, firm: Firm) -> list[Flowable]:
    """Return the logo for the top of a first page, or else the name of the firm, if any."""
    name = assessment.particulars.firm.strip()
    logo = logo_of(firm, name, _LOGO_WIDTH, _LOGO_HEIGHT)
    if logo is not None:
        return [logo_figure(logo), Spacer(1, _BELOW)]
    return [text(name, FIRM_NAME), Spacer(1, _BELOW)] if name else []


def letterhead_with_contact(assessment: Assessment, firm: Firm) -> list[Flowable]:
    """Return the letterhead with the contact lines of the firm below, in one paragraph."""
    head = letterhead(assessment, firm)
    contact = _BETWEEN.join(
        firm_lines(assessment, firm)[bool(assessment.particulars.firm.strip()) :]
    )
    return [*head[:1], Spacer(1, 6), text(contact, CAPTION), *head[1:]] if contact else head


def firm_lines(assessment: Assessment, firm: Firm) -> list[str]:
    """Return the name of the firm and its contact lines; an empty list if there are none."""
    lines = (assessment.particulars.firm, *firm.contact.splitlines())
    return [line for each in lines if (line := " ".join(each.split()))]


def draw_foot(canvas: Canvas, parts: Sequence[str], left: float, width: float) -> None:
    """Draw texts below a rule at the foot of a page, on as many lines as they need.

    The lines begin at `left` and have `width`, in points.
    """
    lines = _lines_of(parts, width)
    if not lines:
        return
    top = _BOTTOM + _LEADING * len(lines) + 3
    canvas.saveState()
    with artifact(canvas, Artifact.FOOTER):
        canvas.setStrokeColor(HexColor(accent()))
        canvas.setLineWidth(0.8)
        canvas.line(left, top, left + width, top)
        for number, line in enumerate(lines, 1):
            shown = shortened(line, _LOOK.font, _LOOK.size, width)
            draw_from(canvas, (left, top - 1 - _LEADING * number), shown, _LOOK)
    canvas.restoreState()


def _lines_of(parts: Sequence[str], width: float) -> list[str]:
    """Return texts as lines that have room for several of them."""
    lines: list[str] = []
    for part in parts:
        longer = _BETWEEN.join((*lines[-1:], part))
        if lines and width_of(longer, _LOOK.font, _LOOK.size) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines
