"""Status rounds and last time's in a library: kept, searched, and merged from two laptops."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Carryover,
    Improvement,
    ImprovementStatus,
    Outcome,
    StatusCheck,
)
from kompass_desktop.assessment.planning.status_rounds import check_changes
from kompass_desktop.assessment.record_ids import carryover_id, status_check_id
from kompass_desktop.assessment.records import Change, Record
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.storage.exchange.packet import from_text, to_text
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library

ADOPTED, UNDER_WAY = ImprovementStatus.ADOPTED, ImprovementStatus.UNDER_WAY
DONE = ImprovementStatus.DONE


@pytest.fixture
def identity(library: Library, empty_assessment: Assessment) -> str:
    key = empty_assessment.id
    carried = Carryover(carryover_id(key, "f1"), "f1", 2019, "Årshjul i Kárášjohka", None, "1.4.3")
    for record in (Improvement("t1", "Årshjul"), carried):
        empty_assessment.apply(Change(None, record))
    library.add(empty_assessment)
    return key


@pytest.fixture
def colleague(tmp_path: Path, library: Library, identity: str) -> Iterator[Library]:
    with open_library(tmp_path / "kollega.kompassdb") as opened:
        opened.merge(from_text(to_text(library.packet(identity))))
        yield opened


def store(library: Library, identity: str, *records: Record) -> None:
    assessment = library.load(identity)
    library.write(assessment, [Change(assessment.get(record), record) for record in records])


def tick(library: Library, identity: str, year: int, status: ImprovementStatus) -> None:
    assessment = library.load(identity)
    improvement = assessment.improvements["t1"]
    library.write(assessment, check_changes(assessment, improvement, year, status))


def exchange(*libraries: Library, identity: str) -> None:
    packets = [to_text(library.packet(identity)) for library in libraries]
    for library in libraries:
        for packet in packets:
            library.merge(from_text(packet))


def carried_in(library: Library, identity: str) -> Carryover:
    (carried,) = library.load(identity).carryovers.values()
    return carried


def test_the_mark_of_one_and_the_comment_of_the_other_are_both_kept(
    library: Library, colleague: Library, identity: str
) -> None:
    before = carried_in(library, identity)
    store(library, identity, replace(before, outcome=Outcome.PARTLY))
    store(colleague, identity, replace(before, comment="Vedtatt, ikke begynt på"))
    exchange(library, colleague, identity=identity)
    after = replace(before, outcome=Outcome.PARTLY, comment="Vedtatt, ikke begynt på")
    assert carried_in(library, identity) == carried_in(colleague, identity) == after
    assert library.conflicts(identity) == []


def test_two_marks_of_the_same_are_a_conflict_that_is_the_same_on_both(
    library: Library, colleague: Library, identity: str
) -> None:
    before = carried_in(library, identity)
    store(library, identity, replace(before, outcome=Outcome.PARTLY))
    store(colleague, identity, replace(before, outcome=Outcome.CARRIED_OUT))
    exchange(library, colleague, identity=identity)
    assert carried_in(library, identity) == carried_in(colleague, identity)
    (conflict,) = library.conflicts(identity)
    assert (conflict.record_type, conflict.name) == ("carryovers", "outcome")


def test_status_rounds_of_different_years_are_joined(
    library: Library, colleague: Library, identity: str
) -> None:
    tick(library, identity, 2021, ADOPTED)
    tick(colleague, identity, 2022, UNDER_WAY)
    exchange(library, colleague, identity=identity)
    for each in (library, colleague):
        checks = each.load(identity).status_checks_of("t1")
        assert [(c.year, c.status) for c in checks] == [(2021, ADOPTED), (2022, UNDER_WAY)]
    assert library.load(identity).improvements == colleague.load(identity).improvements


def test_the_same_year_on_two_laptops_is_one_status(
    library: Library, colleague: Library, identity: str
) -> None:
    tick(library, identity, 2022, DONE)
    tick(colleague, identity, 2022, DONE)
    exchange(library, colleague, identity=identity)
    (check,) = library.load(identity).status_checks.values()
    assert check == StatusCheck(status_check_id(identity, "t1", 2022), "t1", 2022, DONE)
    assert library.load(identity).status_checks == colleague.load(identity).status_checks
    assert library.conflicts(identity) == []


def test_both_are_found_by_what_is_written_in_them(library: Library, identity: str) -> None:
    tick(library, identity, 2022, DONE)
    check = library.load(identity).status_checks[status_check_id(identity, "t1", 2022)]
    store(library, identity, replace(check, comment="Innført i Čáhppes"))
    store(library, identity, replace(carried_in(library, identity), comment="Nesten ferdig"))
    for words, kind in (
        ("cahppes", StatusCheck),
        ("karasjohka", Carryover),
        ("nesten", Carryover),
    ):
        (found,) = library.search(SearchQuery.of(words), identity)
        assert found.kind is kind


def test_every_mark_is_in_the_history(library: Library, identity: str) -> None:
    carried = carried_in(library, identity)
    for outcome in (Outcome.PARTLY, Outcome.CARRIED_OUT):
        store(library, identity, replace(carried_in(library, identity), outcome=outcome))
    marked = [entry.fields["outcome"] for entry in library.history(carried.id)[-2:]]
    assert marked == ["partly", "carried_out"]


def test_a_finished_assessment_takes_status_rounds(library: Library, identity: str) -> None:
    assessment = library.load(identity)
    finished = replace(assessment.particulars, finished=True)
    library.write(assessment, [Change(assessment.particulars, finished)])
    tick(library, identity, 2022, DONE)
    assert library.load(identity).improvements["t1"].status is DONE
