"""The cover and the table of contents."""

from __future__ import annotations

from datetime import date

from kompass_desktop.assessment.municipalities import official_names
from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.alternative_text import radar_text
from kompass_desktop.report.blocks import Block, Contents, Cover, CoverLine, PageBreak
from kompass_desktop.report.chart_data import PlainRadar
from kompass_desktop.report.dates import long_date, period_of
from kompass_desktop.report.firm.firm_logo import logo_of
from kompass_desktop.report.names import reproduced_from
from kompass_desktop.report.report_data import ReportData

INVENTED = mark("Invented example")
_MOST_NAMES = 4
_RADAR_SIZE = 250.0
_RADAR_BELOW_LOGO = 200.0
_LOGO_WIDTH, _LOGO_HEIGHT = 180.0, 60.0
"""The most of a logo on the cover, in points."""


def cover(data: ReportData, made_on: date) -> Cover:
    """Return the cover: instrument, municipality, year, profile, client, firm, team and dates.

    Empty particulars are left out. `made_on` is the date of the report.
    """
    name = data.particulars.firm.strip()
    logo = None if data.is_recorded_only else logo_of(data.firm, name, _LOGO_WIDTH, _LOGO_HEIGHT)
    names = official_names(data.particulars.municipality) or (tr("Municipality without a name"),)
    return Cover(
        warnings=tuple(_warnings(data)),
        instrument=data.instrument.title,
        names=tuple(names[:_MOST_NAMES]),
        subject=tr("Evaluation of management practice {0}").format(data.particulars.year),
        radar=PlainRadar(data.profile, _RADAR_BELOW_LOGO if logo else _RADAR_SIZE),
        alternative=radar_text(data.profile),
        lines=tuple(
            CoverLine(label, text)
            for label, text in _cover_lines(data, made_on).items()
            if text.strip()
        ),
        logo=logo,
    )


def contents() -> tuple[Block, ...]:
    """Return the table of contents, on a page of its own."""
    return PageBreak(), Contents(tr("Contents"), "contents")


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
        # The firm did not carry out what it only reproduces.
        return {tr("Source"): source, **lines, tr("Reproduced"): long_date(made_on)}
    return {
        tr("Report"): particulars.report,
        **lines,
        tr("Contact"): data.firm.contact.strip(),
        tr("Date"): long_date(made_on),
    }
