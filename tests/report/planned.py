"""Plans for tests of what is printed of them: small, complete, hostile and large ones."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Activity,
    Improvement,
    ImprovementStatus,
    Lift,
    StatusCheck,
)
from kompass_desktop.assessment.record_ids import lift_id, status_check_id
from kompass_desktop.assessment.records import (
    PLAN,
    ChainStep,
    Change,
    Document,
    DocumentStatus,
    Record,
)
from kompass_desktop.assessment.service_areas import HEALTH, TECHNICAL, UPBRINGING, WHOLE

OWN_SERVICE = "Kultur og fritid"
_STATUSES = tuple(ImprovementStatus)


def put(assessment: Assessment, *records: Record) -> None:
    for record in records:
        assessment.apply(Change(assessment.get(record), record))


def lift(assessment: Assessment, improvement: str, code: str, *levels: int | None) -> Lift:
    return Lift(lift_id(assessment.id, improvement, code), improvement, code, *levels)


def without_plan(assessment: Assessment) -> Assessment:
    """Remove the plan that an example comes with, and its documents that are in the chain."""
    for record in list(assessment.records()):
        is_chained = isinstance(record, Document) and record.chain is not None
        if isinstance(record, PLAN) or is_chained:
            assessment.apply(Change(record, None))
    return assessment


def with_plan(assessment: Assessment) -> Assessment:
    """Put a plan in the place of any other: seven improvements, a project, and documents.

    One of the improvements is dropped, and one carried out.
    """
    without_plan(assessment)
    finding = assessment.findings_of(4, FindingKind.WEAKNESS)[0]
    proposed, adopted, under_way, done, dropped = _STATUSES
    put(
        assessment,
        Improvement(
            "i1",
            "Vedta en lokaldemokratistrategi",
            "Strategien sier når og hvordan innbyggerne tas med.",
            WHOLE,
            "Kommunedirektør",
            "2026-02-01",
            "2026-09-30",
            2,
            4,
            under_way,
        ),
        Improvement(
            "i2",
            "Årshjul for rapportering av mål, ikke bare økonomi",
            "",
            WHOLE,
            "Økonomisjef",
            "2026-05-01",
            "2027-03-31",
            3,
            5,
            adopted,
            after="i1",
        ),
        Improvement(
            "i3",
            "Lederavtaler med årlig oppfølging",
            "Avtalene følges opp hver høst.",
            WHOLE,
            "HR-sjef",
            "2026-10-01",
            "2028-06-30",
            4,
            5,
            proposed,
            findings=finding.id,
        ),
        Improvement(
            "i4",
            "Tjenesteanalyse for oppvekst",
            "",
            UPBRINGING,
            "Kommunalsjef oppvekst",
            "2026-08-01",
            "2027-12-31",
            3,
            3,
            proposed,
            in_scenario=False,
        ),
        Improvement(
            "i5",
            "Felles system for avvik",
            "",
            HEALTH,
            "Kvalitetsleder",
            "2026-01-15",
            "2027-11-30",
            5,
            4,
            under_way,
        ),
        Improvement("i6", "Servicepolicy og svarfrister", "", TECHNICAL, status=done),
        Improvement("i7", "Nytt saksbehandlingssystem", status=dropped),
    )
    for key, codes in {
        "i1": ("1.1.1", "1.4.1"),
        "i2": ("3.3.1", "5.1.1"),
        "i3": ("4.1.1", "4.1.2"),
        "i4": ("5.5.1", "7.4.1"),
        "i5": ("7.2.1", "7.2.3"),
        "i6": ("2.1.1",),
        "i7": ("2.2.1",),
    }.items():
        put(assessment, *(lift(assessment, key, code, 4, 4, 4, 4) for code in codes))
    put(
        assessment,
        Activity("a1", "Forprosjekt", "2026-01-01", "2026-06-30", position=1, done=True),
        Activity("a2", "Hovedprosjekt", position=2),
        Activity("a3", "Oppstart", "2026-08-15", milestone=True, parent="a2", position=3),
        Activity("a4", "Første fase", "2026-08-15", "2028-12-31", parent="a2", position=4),
        Activity("a5", "Sluttrapport", "2029-06-15", milestone=True, position=5),
    )
    put(
        assessment,
        *(
            StatusCheck(status_check_id(assessment.id, key, year), key, year, status, comment)
            for key, year, status, comment in (
                ("i1", 2026, adopted, "Vedtatt i juni."),
                ("i1", 2027, under_way, "Arbeidsgruppen møtes hver måned."),
                ("i6", 2027, done, ""),
            )
        ),
    )
    put_documents(assessment)
    return assessment


def put_documents(assessment: Assessment) -> None:
    read, asked = DocumentStatus.READ, DocumentStatus.REQUESTED
    for number, (title, step, service, status) in enumerate(
        (
            ("Budsjett og økonomiplan", ChainStep.INPUT, WHOLE, read),
            ("Tilsynsrapport skole", ChainStep.PROCESS, UPBRINGING, read),
            ("KOSTRA-analyse oppvekst", ChainStep.OUTPUT, UPBRINGING, read),
            ("Brukerundersøkelse hjemmetjenesten", ChainStep.RESULT, HEALTH, asked),
            ("Besøkstall", ChainStep.OUTPUT, OWN_SERVICE, read),
        )
    ):
        key = f"chain-{number}"
        document = Document(key, title, "", 2025, step, status, position=500.0 + number)
        put(assessment, replace(document, service=service))


def with_many(assessment: Assessment, count: int = 500) -> Assessment:
    """Put a plan of `count` improvements, of all statuses and services, with two lifts each."""
    without_plan(assessment)
    codes = [point.code for point in assessment.instrument.measure_points]
    services = (WHOLE, UPBRINGING, HEALTH, TECHNICAL, OWN_SERVICE)
    for number in range(count):
        key = f"m{number}"
        start = 2026 + number % 6
        put(
            assessment,
            Improvement(
                key,
                f"Tiltak {number} i rekken av mange, med en tittel av vanlig lengde",
                "Hva det er. " * (number % 9),
                services[number % len(services)],
                "Kommunedirektør",
                f"{start}-03-01",
                f"{start + number % 3}-11-30",
                1 + number % 5,
                1 + number % 4,
                _STATUSES[number % len(_STATUSES)],
                position=float(number),
            ),
            lift(assessment, key, codes[number % len(codes)], 3, 3, None, None),
            lift(assessment, key, codes[(7 * number) % len(codes)], None, None, 4, 4),
        )
    return assessment


HOSTILE = (
    "=1+1",
    "+47 12 34",
    "-1",
    "@SUM(A1)",
    "{=1}",
    "{{ felt }} {total}",
    "<b>fet</b> &amp; & </para>",
    '<img src="/etc/passwd">',
    "\x00\x0b \ud800 \u202e",
    "🎉 漢字 👩‍👩‍👧‍👦",
    "Kárášjohka: áčđŋšŧž " + "x" * 300,
    "\ufeff\ufffe\uffff\u00ad",
    "1.1",
)


def with_hostile_plan(assessment: Assessment) -> Assessment:
    """Put a plan whose texts would break a file that takes them for markup."""
    without_plan(assessment)
    for number, text in enumerate(HOSTILE):
        key = f"h{number}"
        put(
            assessment,
            Improvement(key, text, f"{text}\n- {text}", text, text, "2026-01-01", "2026-01-01"),
            lift(assessment, key, "1.1.1", 4, 4, 4, 4),
            Activity(f"ha{number}", text, "2026-03-01", milestone=bool(number % 2)),
            StatusCheck(
                status_check_id(assessment.id, key, 2027),
                key,
                2027,
                ImprovementStatus.ADOPTED,
                text,
            ),
            Document(f"hd{number}", text, text, chain=ChainStep.INPUT, service=text),
        )
    return assessment
