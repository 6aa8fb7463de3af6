"""The cover and the table of contents."""

from __future__ import annotations

from datetime import date

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from kompass_desktop import colors
from kompass_desktop.assessment.municipalities import official_names
from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.charts.radar import radar_picture
from kompass_desktop.report.dates import long_date, period_of
from kompass_desktop.report.names import reproduced_from
from kompass_desktop.report.pdf.fonts import markup, shortened
from kompass_desktop.report.pdf.styles import (
    CONTENT_WIDTH,
    CONTENTS_LINES,
    COVER_INSTRUMENT,
    COVER_LABEL,
    COVER_LINE,
    COVER_NAME,
    COVER_WARNING,
)
from kompass_desktop.report.pdf.tables import OUR_FONT, cell
from kompass_desktop.report.pdf.template import CONTENTS, chapter, cover_to_body
from kompass_desktop.report.report_data import ReportData

INVENTED = mark("Invented example")
_MOST_NAMES = 4
_RADAR_SIZE = 250.0


def cover(data: ReportData, made_on: date) -> list[Flowable]:
    """Return the cover: instrument, municipality, year, profile, client, firm, team and dates.

    Empty particulars are left out. `made_on` is the date of the report.
    """
    story: list[Flowable] = [*cover_to_body()]
    for warning in _warnings(data):
        story += [_warning_box(warning), Spacer(1, 10)]
    story += [Spacer(1, 18), Paragraph(markup(data.instrument.title), COVER_INSTRUMENT)]
    story.append(Spacer(1, 16))
    names = official_names(data.particulars.municipality) or (tr("Municipality without a name"),)
    story += [Paragraph(markup(name), COVER_NAME) for name in names[:_MOST_NAMES]]
    story += [Spacer(1, 8), Paragraph(_what(data), COVER_LINE), Spacer(1, 26)]
    picture = radar_picture(data.profile, _RADAR_SIZE)
    picture.hAlign = "LEFT"
    story += [picture, Spacer(1, 26), _particulars_table(data, made_on)]
    return story


def _what(data: ReportData) -> str:
    return markup(tr("Evaluation of management practice {0}").format(data.particulars.year))


def _warnings(data: ReportData) -> list[str]:
    """Return the warnings at the top of the cover: draft, invented example."""
    draft = tr("DRAFT: Not everything is settled, and the points and the texts may still change.")
    invented = tr(
        "Invented example: The municipality, the interviews, the points and the findings are "
        "made up."
    )
    return [
        *([draft] if data.is_draft else []),
        *([invented] if data.particulars.invented else []),
    ]


def _warning_box(text: str) -> Table:
    return Table(
        [[cell(text, COVER_WARNING)]],
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


def _cover_lines(data: ReportData, made_on: date) -> dict[str, str]:
    """Return the particulars for the cover, by their labels; some may be empty."""
    particulars = data.particulars
    team = [
        f"{member.name}, {member.role}" if member.role.strip() else member.name
        for member in data.assessment.members_in_order()
        if member.name.strip()
    ]
    lines = {
        tr("Client"): particulars.client,
        tr("Carried out by"): particulars.firm,
        tr("Team"): "\n".join(team),
        tr("Interview period"): period_of(particulars),
    }
    if data.is_recorded_only:
        source = reproduced_from(particulars)
        return {tr("Source"): source, **lines, tr("Reproduced"): long_date(made_on)}
    return {tr("Report"): particulars.report, **lines, tr("Date"): long_date(made_on)}


def _particulars_table(data: ReportData, made_on: date) -> Table:
    rows = [
        [cell(name, COVER_LABEL), cell(_short(text), COVER_LINE)]
        for name, text in _cover_lines(data, made_on).items()
        if text.strip()
    ]
    return Table(
        rows,
        colWidths=[92, CONTENT_WIDTH - 92],
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
    """Return text with each line shortened to the width of its column on the cover."""
    font, size, room = COVER_LINE.fontName, COVER_LINE.fontSize, CONTENT_WIDTH - 106
    return "\n".join(shortened(line, font, size, room) for line in text.split("\n"))


def contents() -> list[Flowable]:
    """Return the table of contents, whose page numbers come from the first layout pass."""
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
