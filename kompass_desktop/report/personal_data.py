"""The record of the personal data that an assessment holds, for a data protection officer.

It says what there is, how much, where and for how long; it names the team, who answer for
it, and no informant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO

from reportlab.platypus import Flowable, Paragraph, Spacer

from kompass_desktop import __version__
from kompass_desktop.assessment.anonymity import named_count
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Interview
from kompass_desktop.report.chapters.front_pages import INVENTED
from kompass_desktop.report.pdf.fonts import markup, register
from kompass_desktop.report.pdf.prose import prose
from kompass_desktop.report.pdf.running_heads import Running
from kompass_desktop.report.pdf.styles import (
    CAPTION,
    CELL,
    CELL_BOLD,
    CELL_BOLD_RIGHT,
    CELL_RIGHT,
    CONTENT_WIDTH,
    HEAD,
    HEAD_RIGHT,
)
from kompass_desktop.report.pdf.tables import Cell, cell, grid
from kompass_desktop.report.pdf.template import (
    HeadingParagraph,
    Metadata,
    Place,
    ReportTemplate,
    section,
)
from kompass_desktop.report.report_data import joined_name, municipality_in_prose, name_and_year

TITLE = "Oversikt over personopplysninger"
_LABEL = 120.0
_NUMBER = 76.0


@dataclass(frozen=True)
class Keeping:
    """Where an assessment is kept, and in how many copies.

    `library` and `second_place` are shown as they are; the latter is empty where there is
    none. `copies` counts the backups and what was laid aside, `changes` the entries of the
    history.
    """

    library: str
    is_encrypted: bool
    copies: int
    changes: int
    second_place: str = ""


def write_record(assessment: Assessment, keeping: Keeping, made_on: date, file: IO[bytes]) -> None:
    """Write the record of an assessment as a PDF to a binary file."""
    register()
    head = f"{TITLE} – {name_and_year(assessment.particulars)}"
    template = ReportTemplate(
        file,
        Metadata(
            title=head,
            author=", ".join(member.name for member in assessment.members_in_order()),
            subject=assessment.particulars.report,
            creator=f"Kompass {__version__}",
        ),
        Running(
            head=head,
            warning=INVENTED if assessment.particulars.invented else "",
            foot=f"Laget {shown(made_on.isoformat())} med Kompass {__version__}",
        ),
    )
    # It has no cover: the pages begin as those inside a report.
    template.pageTemplates = template.pageTemplates[1:]
    template.multiBuild(list(_story(assessment, keeping)))


def _story(assessment: Assessment, keeping: Keeping) -> Iterator[Flowable]:
    yield HeadingParagraph(TITLE, "record", Place.CHAPTER)
    yield _pairs(_about(assessment))
    yield from section("Formål", "purpose", 60)
    yield from prose(_purpose(assessment))
    yield from section("Hva som er lagret", "categories", 120)
    yield _categories(assessment, keeping)
    yield Spacer(1, 4)
    yield Paragraph(markup(_SPECIAL), CAPTION)
    yield from section("Informantgrupper", "groups", 120)
    yield _groups(assessment)
    yield from section("Hvor det er lagret, og hvor lenge", "keeping", 120)
    yield _pairs(_kept(assessment, keeping))
    yield from section("Sletting og innsyn", "erasure", 80)
    yield from prose(_ERASURE)


def _about(assessment: Assessment) -> dict[str, str]:
    particulars = assessment.particulars
    team = [f"{m.name}, {m.role}" if m.role else m.name for m in assessment.members_in_order()]
    number = f" ({particulars.municipality_number})" if particulars.municipality_number else ""
    return {
        "Gjelder": f"{joined_name(particulars)}{number}, {particulars.year}",
        "Metode": assessment.instrument.title,
        "Rapport": particulars.report or "–",
        "Hvem har tilgang": "; ".join(name for name in team if name.strip())
        or "Teamet er ikke ført opp.",
    }


def _purpose(assessment: Assessment) -> str:
    return (
        f"Opplysningene er samlet inn for å evaluere forvaltningspraksisen i "
        f"{municipality_in_prose(assessment.particulars)} med "
        f"{assessment.instrument.title}. De brukes til å sette poeng og formulere funn for "
        "kommunen som organisasjon. Rapporten omtaler informantgrupper og aldri enkeltpersoner."
    )


_SPECIAL = (
    "Det spørres ikke etter særlige kategorier av personopplysninger. Notatene er fritekst og kan "
    "likevel inneholde det informantene selv fortalte."
)

_ERASURE = (
    "«Anonymiser» i programmet fjerner navn, koder og tidspunkter fra vurderingen, historikken, "
    "søket og sikkerhetskopiene, og sletter notatene hvis det velges. «Slett for godt» fjerner "
    "hele vurderingen de samme stedene. Filer som er eksportert eller sendt videre, må slettes "
    "der de er. Innsyn gis ved å åpne intervjuet med informantens kode."
)


def _categories(assessment: Assessment, keeping: Keeping) -> Flowable:
    named = named_count(assessment)
    own = sum(rating.interview != TEAM for rating in assessment.ratings.values())
    written = len(assessment.findings) + len(assessment.texts)
    lines = [
        ("Informanter", _informants(named), str(len(assessment.interviews))),
        ("Notater", "Fritekst fra intervjuene, med tidspunkt.", str(len(assessment.notes))),
        ("Vurderinger", "Nivåer satt under hvert intervju.", str(own)),
        ("Funn og tekster", "Skal ikke omtale enkeltpersoner.", str(written)),
        ("Teamet", "Navn og rolle.", str(len(assessment.members))),
        (
            "Historikk",
            "Tidligere utgaver av feltene ovenfor, til fletting og angring.",
            str(keeping.changes),
        ),
    ]
    rows: list[Sequence[Cell]] = [
        [cell("Kategori", HEAD), cell("Innhold", HEAD), cell("Antall", HEAD_RIGHT)]
    ]
    rows += [[cell(a, CELL_BOLD), cell(b, CELL), cell(c, CELL_RIGHT)] for a, b, c in lines]
    return grid(rows, [_LABEL, CONTENT_WIDTH - _LABEL - _NUMBER, _NUMBER])


def _informants(named: int) -> str:
    held = "Kode, gruppe, antall deltakere og tidspunkt for intervjuet."
    if not named:
        return f"{held} Ingen står med navn eller stilling."
    return f"{held} Navn eller stilling er skrevet inn for {named}."


def _groups(assessment: Assessment) -> Flowable:
    words = ("Intervjuer", "Deltakere", "Med navn")
    rows: list[Sequence[Cell]] = [
        [cell("Gruppe", HEAD), *(cell(word, HEAD_RIGHT) for word in words)]
    ]
    for group in assessment.instrument.groups:
        own = [i for i in assessment.interviews.values() if i.group == group.key]
        if own:
            rows.append([cell(group.name, CELL), *(cell(n, CELL_RIGHT) for n in _numbers(own))])
    every = _numbers(list(assessment.interviews.values()))
    rows.append([cell("Sum", CELL_BOLD), *(cell(n, CELL_BOLD_RIGHT) for n in every)])
    return grid(rows, [CONTENT_WIDTH - _NUMBER * len(words), *[_NUMBER] * len(words)])


def _numbers(interviews: Sequence[Interview]) -> list[str]:
    participants = sum(interview.participants for interview in interviews)
    named = sum(bool(interview.name.strip()) for interview in interviews)
    return [str(len(interviews)), str(participants), str(named)]


def _kept(assessment: Assessment, keeping: Keeping) -> dict[str, str]:
    until = assessment.particulars.retain_until
    return {
        "Bibliotek": keeping.library,
        "Kryptert": "Ja (SQLCipher, AES-256)" if keeping.is_encrypted else "Nei",
        "Kopier": f"{keeping.copies} sikkerhetskopier og kopier lagt til side, i samme mappe",
        "Andre steder": keeping.second_place or "Ingen som programmet kjenner til",
        "Lagres til": shown(until) if until else "Ingen frist er satt",
    }


def _pairs(lines: dict[str, str]) -> Flowable:
    rows: list[Sequence[Cell]] = [
        [cell(label, CELL_BOLD), cell(words, CELL)] for label, words in lines.items()
    ]
    return grid(rows, [_LABEL, CONTENT_WIDTH - _LABEL])


def shown(iso: str) -> str:
    """Return a date as it is read in Norwegian: "12.03.2026"."""
    return f"{date.fromisoformat(iso):%d.%m.%Y}"
