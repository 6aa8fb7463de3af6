"""Recommendations in a library: kept, searched, sent, merged, anonymised."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.anonymity import as_printed
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Interview, Recommendation
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.storage.database.rows import object_of
from kompass_desktop.storage.errors import UnreadableFile
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.json_file import from_json, to_json
from kompass_desktop.storage.exchange.packet import from_text, to_text
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy

RECOMMENDATION = Recommendation(
    "r1", "Ett årshjul for mål og økonomi", "3.1", "Økonomisjef", "2. kv 2026", "f1", 1.0
)


@pytest.fixture
def identity(library: Library, empty_assessment: Assessment) -> str:
    library.add(empty_assessment)
    store(library, empty_assessment.id, RECOMMENDATION)
    return empty_assessment.id


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "kollega.kompassdb") as opened:
        yield opened


def store(library: Library, identity: str, *records: Recommendation | Interview) -> None:
    assessment = library.load(identity)
    library.write(assessment, [Change(assessment.get(record), record) for record in records])


def recommendation_in(library: Library, identity: str) -> Recommendation:
    (recommendation,) = library.load(identity).recommendations.values()
    return recommendation


def test_a_recommendation_is_kept(library: Library, identity: str) -> None:
    assert recommendation_in(library, identity) == RECOMMENDATION


def test_recommendations_are_in_order_of_priority(library: Library, identity: str) -> None:
    store(library, identity, Recommendation("r2", "Først", "3", position=0.0))
    store(library, identity, Recommendation("r3", "Helheten", position=2.0))
    assessment = library.load(identity)
    assert [each.id for each in assessment.recommendations_in_order()] == ["r2", "r1", "r3"]
    assert [each.id for each in assessment.recommendations_in_order("3")] == ["r2", "r1"]
    assert assessment.recommendations_in_order("8") == []


def test_it_is_found_by_its_text_and_by_who_should_do_it(library: Library, identity: str) -> None:
    for words in ("arshjul", "økonomisjef"):
        (kind,) = library.search(SearchQuery.of(words), identity)
        assert kind.kind is Recommendation
        assert kind.hits[0].record == RECOMMENDATION


def test_a_json_file_carries_it(library: Library, identity: str, tmp_path: Path) -> None:
    text = to_json(library.load(identity))
    content = json.loads(text)
    assert content["version"] == 4
    assert content["recommendations"] == [object_of(RECOMMENDATION)]
    assert from_json(text, tmp_path / "x.json", bundled_instrument) == library.load(identity)
    content["version"] = 2
    again = from_json(json.dumps(content), tmp_path / "x.json", bundled_instrument)
    assert len(again.recommendations) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("place", "9.9"), ("text", "to\nlinjer"), ("responsible", "x" * 201), ("deadline", None)],
)
def test_a_file_with_one_that_cannot_be_is_refused(
    library: Library, identity: str, tmp_path: Path, field: str, value: object
) -> None:
    content = json.loads(to_json(library.load(identity)))
    content["recommendations"][0][field] = value
    with pytest.raises(UnreadableFile):
        from_json(json.dumps(content), tmp_path / "x.json", bundled_instrument)


def test_two_machines_are_merged_field_by_field(
    library: Library, colleague: Library, identity: str
) -> None:
    colleague.merge(from_text(to_text(library.packet(identity))))
    store(library, identity, replace(RECOMMENDATION, responsible="Rådgiver"))
    store(colleague, identity, replace(RECOMMENDATION, deadline="2027"))
    result = library.merge(from_text(to_text(colleague.packet(identity))))
    assert result.changed["recommendations"] == 1
    merged = recommendation_in(library, identity)
    assert (merged.responsible, merged.deadline) == ("Rådgiver", "2027")
    assert library.conflicts(identity) == []


def test_two_texts_are_a_conflict(library: Library, colleague: Library, identity: str) -> None:
    colleague.merge(from_text(to_text(library.packet(identity))))
    store(library, identity, replace(RECOMMENDATION, text="Vårt"))
    store(colleague, identity, replace(RECOMMENDATION, text="Deres"))
    library.merge(from_text(to_text(colleague.packet(identity))))
    (conflict,) = library.conflicts(identity)
    assert (conflict.record_type, conflict.name) == ("recommendations", "text")


def named(text: str) -> Recommendation:
    return Recommendation("r2", text, "1", responsible="Kari Nordmann", deadline="når Kari vil")


def test_no_informant_is_named_in_print_or_after_anonymising(
    library: Library, identity: str
) -> None:
    interview = Interview(new_id(), "unit_leaders", "VL-01", "Kari Nordmann")
    store(library, identity, interview, named("Kari Nordmann bør gå foran"))
    printed = as_printed(library.load(identity)).recommendations["r2"]
    assert "Kari" not in f"{printed.text} {printed.responsible} {printed.deadline}"
    LibraryPrivacy(library).anonymise(identity, NotesFate.KEPT)
    kept = library.load(identity).recommendations["r2"]
    assert "Kari" not in f"{kept.text} {kept.responsible} {kept.deadline}"
    assert "Kari" not in to_text(library.packet(identity))
