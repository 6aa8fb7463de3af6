"""The search of the library: it finds every written text, and only what is there now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, text_id
from kompass_desktop.assessment.records import (
    Change,
    Finding,
    Interview,
    Member,
    Note,
    Particulars,
    Record,
    ReportText,
)
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.storage.database import search as search_module
from kompass_desktop.storage.database.connection import connect
from kompass_desktop.storage.database.rows import TABLES, columns_of
from kompass_desktop.storage.database.schema import APPLICATION_ID, migrations
from kompass_desktop.storage.database.search import MOST_COUNTED, MOST_HITS, SEARCHED
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from tests.storage.indexed import assert_index_is_true


@pytest.fixture
def assessment(library: Library, empty_assessment: Assessment) -> Iterator[Assessment]:
    """An assessment with an interview; in the end the index holds what it says now."""
    put(library, empty_assessment, Interview("i", "mayor", "OF-01", "Oppdiktet Ordfører"))
    yield empty_assessment
    assert_index_is_true(library)


def put(library: Library, assessment: Assessment, *records: Record) -> None:
    if not library.listings():
        library.add(assessment)
    for record in records:
        change = Change(assessment.get(record), record)
        library.write(assessment, [change])
        assessment.apply(change)


def note(text: str, identity: str = "n", interview: str = "i") -> Note:
    return Note(identity, interview, text, "2026-03-12T09:00:00+01:00")


def found(library: Library, typed: str, assessment: str | None = None) -> list[str]:
    """Return the ids of what is found, in order."""
    groups = library.search(SearchQuery.of(typed), assessment)
    return [hit.record.id for group in groups for hit in group.hits]


def test_every_kind_of_text_is_found(library: Library, assessment: Assessment) -> None:
    identity = text_id(assessment.id, "summary")
    put(
        library,
        assessment,
        note("Saksdokumentene er gode"),
        Finding("f", 1, FindingKind.STRENGTH, "Gode dokumenter"),
        ReportText(identity, "summary", "Innledning\n\nOm dokumentasjonen"),
        Member("m", "Dokumentansvarlig"),
    )
    assert found(library, "dokument") == ["f", "n", identity, "m"]
    assert found(library, "ordforer") == ["i"]
    assert found(library, "of-01") == ["i"]


def test_every_field_that_is_written_in_is_looked_through() -> None:
    written = {"text", "name", "reason", "title"}
    missing = [
        (kind.__name__, column)
        for kind in TABLES
        for column in written & set(columns_of(kind))
        if column not in SEARCHED.get(kind, ())
    ]
    assert missing == []


def test_a_hit_tells_where_it_is(library: Library, assessment: Assessment) -> None:
    put(library, assessment, note("budsjett"))
    (group,) = library.search(SearchQuery.of("budsjett"))
    (hit,) = group.hits
    assert (group.kind, group.count, group.is_more) == (Note, 1, False)
    assert hit.record == note("budsjett")
    assert (hit.assessment, hit.title, hit.informant) == (assessment.id, assessment.title, "OF-01")


def test_the_beginning_of_a_word_comes_first_then_the_latest(
    library: Library, assessment: Assessment
) -> None:
    texts = {"a": "dokumenter", "b": "saksdokumenter", "c": "Dokumentene", "d": "Ingenting"}
    put(library, assessment, *(note(text, identity) for identity, text in texts.items()))
    assert found(library, "dokument") == ["c", "a", "b"]


def test_one_assessment_or_all(library: Library, assessment: Assessment) -> None:
    put(library, assessment, note("butikken"))
    other = Assessment(Particulars(new_id(), "Tana", "", 2025), assessment.instrument)
    other.apply(Change(None, Interview("j", "mayor", "OF-01")))
    other.apply(Change(None, note("butikkene", "m", "j")))
    library.add(other)
    assert found(library, "butikk", assessment.id) == ["n"]
    (group,) = library.search(SearchQuery.of("butikk"))
    assert {hit.title for hit in group.hits} == {assessment.title, "Tana 2025"}
    library.delete(other.id)
    assert found(library, "butikk") == ["n"]
    library.restore(other.id)
    assert found(library, "butikk") == ["m", "n"]
    LibraryPrivacy(library).erase([other.id])
    assert found(library, "butikk") == ["n"]


def test_what_is_changed_deleted_and_brought_back(library: Library, assessment: Assessment) -> None:
    chapter = ReportText(text_id(assessment.id, "summary"), "summary", "første\nandre\nførste")
    put(library, assessment, note("eldre"), chapter)
    put(library, assessment, note("nyere"), replace(chapter, text="første\ntredje"))
    assert found(library, "eldre") == found(library, "andre") == []
    assert found(library, "nyere") == ["n"]
    assert found(library, "tredje") == [chapter.id]
    library.write(assessment, [Change(note("nyere"), None)])
    assert found(library, "nyere") == []
    library.write(assessment, [Change(None, note("nyere"))])
    assert found(library, "nyere") == ["n"]


def test_what_was_said_in_a_removed_interview_is_out_of_sight_with_it(
    library: Library, assessment: Assessment
) -> None:
    put(library, assessment, note("budsjett"))
    interview = assessment.interviews["i"]
    library.write(assessment, [Change(interview, None)])
    assert found(library, "budsjett") == []
    assert library.find("budsjett") == set()
    library.write(assessment, [Change(None, interview)])
    assert found(library, "budsjett") == ["n"]


def test_many_are_counted_and_the_first_are_given(library: Library, assessment: Assessment) -> None:
    many = [note("budsjett", f"n{number:03}") for number in range(MOST_COUNTED + 1)]
    library.write(assessment, [Change(None, each) for each in many])
    (group,) = library.search(SearchQuery.of("budsj"))
    assert (len(group.hits), group.count, group.is_more) == (MOST_HITS, MOST_COUNTED, True)
    assert group.hits[0].record.id == f"n{MOST_COUNTED:03}"


def test_what_another_laptop_brings_is_found(
    library: Library, assessment: Assessment, tmp_path: Path
) -> None:
    with open_library(tmp_path / "annen.kompassdb") as other:
        other.merge(library.packet(assessment.id))
        there = other.load(assessment.id)
        put(other, there, note("fra den andre"))
        assert_index_is_true(other)
        library.merge(other.packet(assessment.id))
        assert found(library, "den andre") == ["n"]
        put(other, there, note("noe annet"))
        library.merge(other.packet(assessment.id))
    assert found(library, "den andre") == []
    assert found(library, "annet") == ["n"]


def test_a_chapter_being_typed_keeps_its_other_lines(
    library: Library, assessment: Assessment
) -> None:
    identity = text_id(assessment.id, "summary")
    put(library, assessment, ReportText(identity, "summary", "uendret\nskriv"))
    numbers = "SELECT l.number FROM search_lines l JOIN search s ON s.rowid = l.number"
    query = f"{numbers} WHERE s.text LIKE '%uendret%'"
    before = library.file.db.conn.execute(query).fetchall()
    put(library, assessment, ReportText(identity, "summary", "uendret\nskriver"))
    assert library.file.db.conn.execute(query).fetchall() == before != []


def test_an_older_library_is_indexed_when_it_is_opened(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    with closing(connect(path)) as connection:
        database = Database(connection, execute_plugins=False)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(database, stop_before="m011_search_within_words")
        database.table("instruments").insert(
            {"id": "i", "name": "Gammelt", "version": "1", "document": "{}"}
        )
        database.table("assessments").insert(
            {"id": "a", "instrument": "i", "municipality": "Alta", "year": 2019}
        )
        member = {"id": "m", "assessment": "a", "name": "Saksbehandler", "deleted": 0}
        database.table("members").insert_all(
            [member, {**member, "id": "d", "name": "Behandlet", "deleted": 1}]
        )
    with open_library(path) as library:
        assert library.find("behandle") == {"a"}
        assert library.find("behandlet") == set()


def test_a_further_kind_is_indexed_when_the_library_is_next_opened(
    tmp_path: Path, small_assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    fewer = {kind: columns for kind, columns in search_module.SEARCHED.items() if kind is not Note}
    with monkeypatch.context() as patch:
        patch.setattr(search_module, "SEARCHED", fewer)
        with open_library(path) as library:
            library.add(small_assessment)
            assert not any(g.kind is Note for g in library.search(SearchQuery.of("butikken")))
    with open_library(path) as library:
        assert any(g.kind is Note for g in library.search(SearchQuery.of("butikken")))


def test_the_same_id_in_two_kinds_is_two_records(library: Library, assessment: Assessment) -> None:
    identity = new_id()
    finding = Finding(identity, 1, FindingKind.STRENGTH, "felles ord")
    put(library, assessment, note("felles ord", identity), finding)
    library.write(assessment, [Change(finding, None)])
    (group,) = library.search(SearchQuery.of("felles"))
    assert group.kind is Note
