"""The plan in a library: kept, searched, sent, merged, anonymised, and changed when finished."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kompass_desktop.assessment.anonymity import as_printed
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.finishing import finishing
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Activity,
    Ballot,
    Carryover,
    Improvement,
    ImprovementStatus,
    Lift,
    Outcome,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.record_ids import (
    ballot_id,
    carryover_id,
    lift_id,
    new_id,
    status_check_id,
)
from kompass_desktop.assessment.records import PLAN, Change, Document, Finding, Interview, Record
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.storage.database.rows import TABLES, object_of
from kompass_desktop.storage.errors import AssessmentFinished, UnreadableFile
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.json_file import from_json, to_json
from kompass_desktop.storage.exchange.packet import from_text, to_text
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy


def records_of(assessment: str) -> list[Record]:
    """Return one record of each type of the plan, of last time's, and a document, all filled in."""
    improvement = Improvement(
        "i1",
        "Vedta en lokaldemokratistrategi",
        "Først et folkemøte.\n\nSå et vedtak i Kárášjohka.",
        "upbringing",
        "Kommunedirektør",
        "2026-01-05",
        "2026-06-30",
        2,
        5,
        ImprovementStatus.ADOPTED,
        "f1 f2",
        "a1",
        in_scenario=False,
        workshop="w1",
        position=1.0,
    )
    return [
        improvement,
        Lift(lift_id(assessment, "i1", "1.1.1"), "i1", "1.1.1", 3, None, 2, 4),
        Activity(
            "a1", "Forprosjekt", "2026-01-05", "2026-06-30", parent="a0", after="a2", done=True
        ),
        Activity("a2", "Hovedprosjektet begynner", "2026-08-01", milestone=True, service="Havn"),
        Workshop("w1", "Ledersamling", "2026-02-03", 12, 5, closed=True, position=2.0),
        Ballot(ballot_id(assessment, "w1", "i1"), "w1", "i1", 7),
        StatusCheck(
            status_check_id(assessment, "i1", 2027),
            "i1",
            2027,
            ImprovementStatus.UNDER_WAY,
            "Halvveis",
        ),
        Carryover(
            carryover_id(assessment, "gammel"),
            "gammel",
            2019,
            "Mangler kommunikasjonsstrategi",
            FindingKind.WEAKNESS,
            "1.1.1 1.4",
            "Rådgiver",
            "2020",
            Outcome.PARTLY,
            "Et utkast ligger der",
            3.0,
        ),
        Document("d1", "KOSTRA-analyse", "KOSTRA-analyse", service="health", codes="1.1.1 3.3"),
    ]


@pytest.fixture
def identity(library: Library, empty_assessment: Assessment) -> str:
    library.add(empty_assessment)
    store(library, empty_assessment.id, *records_of(empty_assessment.id))
    return empty_assessment.id


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "kollega.kompassdb") as opened:
        yield opened


def store(library: Library, identity: str, *records: Record) -> None:
    assessment = library.load(identity)
    library.write(assessment, [Change(assessment.get(record), record) for record in records])


def send(giver: Library, taker: Library, identity: str) -> str:
    return summary_sentence(taker.merge(from_text(to_text(giver.packet(identity)))))


def test_every_type_is_tried() -> None:
    assert {type(record) for record in records_of("a")} == {*PLAN, Carryover, Document}


def test_the_plan_is_kept(library: Library, identity: str) -> None:
    kept = library.load(identity)
    for record in records_of(identity):
        assert kept.get(record) == record
    assert set(records_of(identity)) <= set(kept.records())


def test_a_json_file_carries_it(library: Library, identity: str, tmp_path: Path) -> None:
    text = to_json(library.load(identity))
    content = json.loads(text)
    for record in records_of(identity):
        assert object_of(record) in content[TABLES[type(record)]]
    assert from_json(text, tmp_path / "x.json", bundled_instrument) == library.load(identity)


def test_a_colleague_gets_it_and_is_told(
    library: Library, colleague: Library, identity: str
) -> None:
    send(library, colleague, identity)
    assert colleague.load(identity) == library.load(identity)
    store(library, identity, Improvement("i2", "Årshjul"), Activity("a3", "Kartlegging"))
    said = send(library, colleague, identity)
    assert "1 nytt tiltak" in said
    assert "1 ny aktivitet" in said
    assert colleague.load(identity) == library.load(identity)


def test_two_machines_are_merged_field_by_field(
    library: Library, colleague: Library, identity: str
) -> None:
    send(library, colleague, identity)
    improvement = library.load(identity).improvements["i1"]
    lift = library.load(identity).lift("i1", "1.1.1")
    store(library, identity, replace(improvement, ends="2026-09-30"), replace(lift, extent=4))
    store(
        colleague,
        identity,
        replace(improvement, status=ImprovementStatus.DONE),
        replace(lift, system=4),
    )
    # Both rate the same measure point for the first time: it is the same record.
    store(library, identity, replace(library.load(identity).lift("i1", "8.2.1"), system=2))
    store(colleague, identity, replace(colleague.load(identity).lift("i1", "8.2.1"), result=3))
    send(colleague, library, identity)
    send(library, colleague, identity)
    assert library.conflicts(identity) == []
    merged = library.load(identity)
    assert colleague.load(identity) == merged
    assert merged.improvements["i1"].ends == "2026-09-30"
    assert merged.improvements["i1"].status is ImprovementStatus.DONE
    assert merged.lift("i1", "1.1.1").levels == (4, 4, 2, 4)
    assert merged.lift("i1", "8.2.1").levels == (2, None, 3, None)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("improvements.title", "to\nlinjer"),
        ("improvements.responsible", "x" * 201),
        ("improvements.begins", "5. mai"),
        ("improvements.effort", 6),
        ("improvements.effect", 0),
        ("improvements.status", "nesten"),
        ("lifts.measure_point", "1.1"),
        ("lifts.system", 5),
        ("lifts.improvement", "et annet"),
        ("activities.ends", "2026-02-30"),
        ("activities.title", "to\rlinjer"),
        ("workshops.held_on", "i fjor"),
        ("workshops.participants", -1),
        ("workshops.dots_each", 10**12),
        ("ballots.dots", -1),
        ("ballots.workshop", "et annet"),
        ("status_checks.year", 2028),
        ("status_checks.status", None),
        ("carryovers.text", "to\nlinjer"),
        ("carryovers.year", 99),
        ("carryovers.origin", "en annen"),
        ("carryovers.outcome", "nesten"),
        ("documents.codes", "1.1.1 9.9"),
        ("documents.service", "x" * 201),
    ],
)
def test_a_file_with_what_cannot_be_is_refused(
    library: Library, identity: str, tmp_path: Path, field: str, value: object
) -> None:
    content = json.loads(to_json(library.load(identity)))
    table, name = field.split(".")
    content[table][0][name] = value
    with pytest.raises(UnreadableFile):
        from_json(json.dumps(content), tmp_path / "x.json", bundled_instrument)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("lokaldemokratistrategi", Improvement),
        ("folkemote", Improvement),
        ("forprosjekt", Activity),
        ("ledersamling", Workshop),
        ("kommunikasjonsstrategi", Carryover),
        ("utkast", Carryover),
    ],
)
def test_it_is_found(library: Library, identity: str, words: str, kind: type[Record]) -> None:
    assert [found.kind for found in library.search(SearchQuery.of(words), identity)] == [kind]


NAME = "Kari Nordmann"
NAMED: list[Record] = [
    Improvement("n1", f"{NAME} først", f"Det {NAME} sa", responsible=NAME),
    Activity("n2", f"Møte med {NAME}", responsible=NAME),
    Workshop("n3", f"Hos {NAME}"),
]


def test_no_informant_is_named_in_print_or_after_anonymising(
    library: Library, colleague: Library, identity: str
) -> None:
    send(library, colleague, identity)
    named = [
        *NAMED,
        StatusCheck(
            status_check_id(identity, "n1", 2026), "n1", 2026, ImprovementStatus.DONE, NAME
        ),
        Carryover(carryover_id(identity, "n4"), "n4", 2019, NAME, None, "", NAME, NAME, None, NAME),
    ]
    interview = Interview(new_id(), "unit_leaders", "VL-01", NAME)
    store(library, identity, interview, *named)
    printed = as_printed(library.load(identity))
    for record in named:
        assert NAME.split(maxsplit=1)[0] not in repr(printed.get(record))
    LibraryPrivacy(library).anonymise(identity, NotesFate.KEPT)
    kept = library.load(identity)
    for record in named:
        assert kept.get(record) is not None
        assert NAME.split(maxsplit=1)[0] not in repr(kept.get(record))
    assert NAME.split(maxsplit=1)[0] not in to_text(library.packet(identity))


def finish(library: Library, identity: str) -> Assessment:
    assessment = library.load(identity)
    library.write(assessment, finishing(assessment, datetime.now(UTC), "0"))
    return library.load(identity)


def test_the_plan_goes_on_when_the_assessment_is_finished(library: Library, identity: str) -> None:
    finished = finish(library, identity)
    for record in records_of(identity):
        if isinstance(record, PLAN):
            library.write(finished, [Change(record, None)])
            library.write(finished, [Change(None, record)])
    assert library.load(identity) == finished
    for record in records_of(identity):
        if not isinstance(record, PLAN):
            with pytest.raises(AssessmentFinished):
                library.write(finished, [Change(record, None)])
    with_finding = [
        Change(None, Improvement("i3", "Nytt")),
        Change(None, Finding("f9", 1, FindingKind.WEAKNESS, "nytt")),
    ]
    with pytest.raises(AssessmentFinished):
        library.write(finished, with_finding)
    assert "i3" not in library.load(identity).improvements


def test_a_conflict_of_the_plan_is_settled_when_finished(
    library: Library, colleague: Library, identity: str
) -> None:
    finish(library, identity)
    send(library, colleague, identity)
    improvement = library.load(identity).improvements["i1"]
    store(library, identity, replace(improvement, text="Vårt"))
    store(colleague, identity, replace(improvement, text="Deres"))
    send(colleague, library, identity)
    (conflict,) = library.conflicts(identity)
    theirs = next(side for side in conflict.sides if side.fields["text"] == "Deres")
    library.settle(library.load(identity), conflict, theirs)
    assert library.conflicts(identity) == []
    assert library.load(identity).improvements["i1"].text == "Deres"


def test_activities_are_listed_with_their_parts(empty_assessment: Assessment) -> None:
    for record in (
        Activity("b", "B", position=2.0),
        Activity("b2", "B2", parent="b", position=4.0),
        Activity("b1", "B1", parent="b", position=3.0),
        Activity("a", "A", position=1.0),
        Activity("lost", "Tapt", parent="borte", position=5.0),
        Activity("x", "X", parent="y", position=6.0),
        Activity("y", "Y", parent="x", position=7.0),
    ):
        empty_assessment.apply(Change(None, record))
    listed = [each.id for each in empty_assessment.activities_in_order()]
    assert listed[:5] == ["a", "b", "b1", "b2", "lost"]
    assert set(listed[5:]) == {"x", "y"}
