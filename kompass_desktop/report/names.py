"""The names of the municipality, and of the source of recorded results, in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.municipalities import norwegian_name, official_names
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.file_names import fit_for_a_file
from kompass_desktop.i18n import tr

if TYPE_CHECKING:
    from kompass_desktop.report.report_data import ReportData


def joined_name(particulars: Particulars) -> str:
    """Return all official names of the municipality in one line: "Kárášjohka / Karasjok"."""
    return " / ".join(official_names(particulars.municipality))


def name_and_year(particulars: Particulars) -> str:
    """Return municipality and year in one line, for page heads and legends."""
    return f"{joined_name(particulars)} {particulars.year}".strip()


def file_name(assessment: Assessment, ending: str) -> str:
    """Return a name for a file of an assessment: "Kommunekompasset Karasjok 2019.pdf".

    `ending` is without a dot. Of several official names it is the one in Norwegian letters.
    """
    particulars = assessment.particulars
    name = norwegian_name(particulars.municipality)
    words = f"{assessment.instrument.name} {name} {particulars.year}"
    return fit_for_a_file(f"{words}.{ending}")


def municipality_in_prose(particulars: Particulars) -> str:
    """Return the municipality's name within a sentence, translated: "Karasjok kommune"."""
    name = norwegian_name(particulars.municipality)
    if not name:
        return tr("the municipality")
    if "kommune" in name.casefold():
        return name
    return tr("{0} municipality").format(name)


def team_of(assessment: Assessment) -> str:
    """Return the names of the team in one line."""
    return ", ".join(member.name for member in assessment.members_in_order())


def firm_of(data: ReportData) -> str:
    """Return the firm that carried out an assessment, "" for results that are only reproduced."""
    return "" if data.is_recorded_only else data.particulars.firm.strip()


def reproduced_from(particulars: Particulars) -> str:
    """Return the source of recorded results: "KS-K rapport 3/2019, gjengitt i Kompass"."""
    report = particulars.report.strip()
    if not report:
        return tr("published results, reproduced in Kompass")
    return tr("{0}, reproduced in Kompass").format(report)
