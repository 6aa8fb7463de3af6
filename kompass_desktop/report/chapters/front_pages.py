"""The cover and the contents."""

from __future__ import annotations

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from kompass_desktop import colors
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.charts.radar import bare_radar
from kompass_desktop.report.dates import period_of
from kompass_desktop.report.pdf.fonts import markup, shortened
from kompass_desktop.report.pdf.styles import (
    CONTENT_WIDTH,
    CONTENTS_LINES,
    COVER_INSTRUMENT,
    COVER_INVENTED,
    COVER_LABEL,
    COVER_LINE,
    COVER_NAME,
)
from kompass_desktop.report.pdf.tables import OUR_FONT, cell
from kompass_desktop.report.pdf.template import CONTENTS, chapter, cover_to_body
from kompass_desktop.report.report_data import is_recorded_only, names_of

INVENTED = mark("Invented example")
_MOST_NAMES = 4
_RADAR_SIZE = 320.0


def cover(assessment: Assessment, profile: Profile) -> list[Flowable]:
    """Return the cover: what was measured, where, when and by whom."""
    particulars = assessment.particulars
    story: list[Flowable] = [*cover_to_body()]
    if particulars.invented:
        story += [_invented_box(), Spacer(1, 28)]
    story.append(Paragraph(markup(assessment.instrument.title), COVER_INSTRUMENT))
    story.append(Spacer(1, 16))
    names = names_of(particulars) or (tr("Municipality without a name"),)
    story += [Paragraph(markup(name), COVER_NAME) for name in names[:_MOST_NAMES]]
    story += [Spacer(1, 8), Paragraph(_what(assessment), COVER_LINE), Spacer(1, 26)]
    picture = bare_radar(profile, _RADAR_SIZE)
    picture.hAlign = "LEFT"
    story += [picture, Spacer(1, 26), _particulars_table(assessment)]
    return story


def _what(assessment: Assessment) -> str:
    return markup(tr("Evaluation of management practice {0}").format(assessment.particulars.year))


def _invented_box() -> Table:
    text = tr(
        "Invented example: The municipality, the interviews, the points and the findings are "
        "made up."
    )
    return Table(
        [[cell(text, COVER_INVENTED)]],
        colWidths=[CONTENT_WIDTH],
        hAlign="LEFT",
        style=TableStyle(
            [
                OUR_FONT,
                ("BOX", (0, 0), (-1, -1), 1.2, HexColor(colors.CHALLENGE_LINE)),
                ("TOPPADDING", (0, 0), (-1, -1), 8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 10),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
            ]
        ),
    )


def _particulars_table(assessment: Assessment) -> Table:
    particulars = assessment.particulars
    team = [
        f"{member.name}, {member.role}" if member.role.strip() else member.name
        for member in assessment.members_in_order()
        if member.name.strip()
    ]
    lines = {
        tr("Report"): particulars.report,
        tr("Interview period"): period_of(particulars),
        tr("Team"): "\n".join(team),
        tr("Basis"): tr("The results are given as published")
        if is_recorded_only(assessment)
        else "",
    }
    rows = [
        [cell(name, COVER_LABEL), cell(_short(text), COVER_LINE)]
        for name, text in lines.items()
        if text.strip()
    ]
    return Table(
        rows or [["", ""]],
        colWidths=[86, CONTENT_WIDTH - 86],
        hAlign="LEFT",
        splitInRow=1,
        style=TableStyle(
            [
                OUR_FONT,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
            ]
        ),
    )


def _short(text: str) -> str:
    """Return text for the cover with each line cut to the room that it has."""
    font, size, room = COVER_LINE.fontName, COVER_LINE.fontSize, CONTENT_WIDTH - 100
    return "\n".join(shortened(line, font, size, room) for line in text.split("\n"))


def contents() -> list[Flowable]:
    """Return the contents, which learn their page numbers in the first pass."""
    table = TableOfContents(
        levelStyles=list(CONTENTS_LINES),
        dotsMinLevel=-1,
        rightColumnWidth=30,
        tableStyle=TableStyle(
            [
                OUR_FONT,
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0),
                ("TOPPADDING", (0, 0), (-1, -1), 0),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ]
        ),
    )
    return [*chapter(tr("Contents"), CONTENTS), table]
