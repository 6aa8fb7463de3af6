"""The history of an assessment as it is told: who, when, from what to what, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import rating_id
from kompass_desktop.assessment.records import TEAM, Change, Interview, Note, Rating, Record
from kompass_desktop.storage.database.timeline import ChangeType, FieldChange, RecordedChange
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy

NOTE = Note("n", "i", "først", "2026-03-12T09:00:00+01:00")


@pytest.fixture
def assessment(library: Library, empty_assessment: Assessment) -> Iterator[Assessment]:
    library.add(empty_assessment)
    put(library, empty_assessment, Interview("i", "mayor", "OF-01", "Olava Oppdiktet"), NOTE)
    yield empty_assessment
    library.check()


def put(
    library: Library, assessment: Assessment, *records: Record, edit_session: str | None = None
) -> None:
    for record in records:
        change = Change(assessment.get(record), record)
        library.write(assessment, [change], edit_session)
        assessment.apply(change)


def take(library: Library, assessment: Assessment, record: Record) -> None:
    library.write(assessment, [Change(record, None)])
    assessment.apply(Change(record, None))


def of(library: Library, assessment: Assessment, record: str) -> list[RecordedChange]:
    return [c for c in library.timeline(assessment.id) if c.record.id == record]


def test_what_was_done_to_a_note(library: Library, assessment: Assessment) -> None:
    put(library, assessment, replace(NOTE, text="siden"))
    take(library, assessment, replace(NOTE, text="siden"))
    put(library, assessment, replace(NOTE, text="siden"))
    told = of(library, assessment, "n")
    assert [c.change_type for c in told] == [
        ChangeType.RESTORED,
        ChangeType.DELETED,
        ChangeType.CHANGED,
        ChangeType.CREATED,
    ]
    changed = told[2]
    assert changed.fields == (FieldChange("text", "først", "siden"),)
    assert (changed.before, changed.after) == (NOTE, replace(NOTE, text="siden"))
    assert changed.device in library.own_writers()
    assert told[0].milliseconds >= changed.milliseconds > 1_700_000_000_000


def test_what_was_there_from_the_beginning_is_by_nobody(
    library: Library, assessment: Assessment
) -> None:
    (came,) = of(library, assessment, assessment.id)
    assert (came.change_type, came.device) == (ChangeType.INITIAL, "")


def test_a_run_of_typing_is_one_change(library: Library, assessment: Assessment) -> None:
    for text in ("først og", "først nei", "noe annet"):
        put(library, assessment, replace(NOTE, text=text), edit_session="e1")
    put(library, assessment, replace(NOTE, text="helt annet"), edit_session="e2")
    changes = of(library, assessment, "n")[:2]
    assert [c.fields for c in changes] == [
        (FieldChange("text", "noe annet", "helt annet"),),
        (FieldChange("text", "først", "noe annet"),),
    ]


def test_a_rating_from_what_to_what(library: Library, assessment: Assessment) -> None:
    rating = Rating(rating_id(assessment.id, TEAM, "1.1.1"), TEAM, "1.1.1", system=1)
    put(library, assessment, rating, replace(rating, system=3, planned_only=True))
    (changed, made) = of(library, assessment, rating.id)
    assert set(changed.fields) == {
        FieldChange("system", 1, 3),
        FieldChange("planned_only", None, 1),
    }
    assert FieldChange("system", None, 1) in made.fields
    zero = replace(rating, system=0, planned_only=None)
    put(library, assessment, zero)
    assert of(library, assessment, rating.id)[0].visible_fields == {
        "measure_point": "1.1.1",
        "system": 0,
    }


def test_the_order_in_a_list_is_no_change_that_is_told(
    library: Library, assessment: Assessment
) -> None:
    put(library, assessment, replace(NOTE, position=7.0))
    assert [c.change_type for c in of(library, assessment, "n")] == [ChangeType.CREATED]


def test_a_change_is_taken_back_upon_what_the_record_is_now(
    library: Library, assessment: Assessment
) -> None:
    put(library, assessment, replace(NOTE, text="siden"))
    put(library, assessment, replace(NOTE, text="siden", code="1.4"))
    moved, changed, made = of(library, assessment, "n")
    now = assessment.notes["n"]
    assert changed.restoration(now) == Change(now, replace(now, text="først"))
    assert moved.restoration(now) == Change(now, replace(now, code=""))
    assert made.restoration(now) is None
    assert changed.restoration(replace(now, text="først")) is None
    assert changed.restoration(None) == Change(None, NOTE)


def test_what_was_deleted_comes_back_as_it_was(library: Library, assessment: Assessment) -> None:
    take(library, assessment, NOTE)
    deleted, *_ = of(library, assessment, "n")
    back = deleted.restoration(None)
    assert back == Change(None, NOTE)
    library.write(assessment, [back])
    assert library.load(assessment.id).notes == {"n": NOTE}
    assert deleted.restoration(NOTE) is None


def test_what_another_laptop_brought_is_by_that_laptop(
    library: Library, assessment: Assessment, tmp_path: Path
) -> None:
    with open_library(tmp_path / "annen.kompassdb") as other:
        other.merge(library.packet(assessment.id))
        put(other, other.load(assessment.id), replace(NOTE, text="fra den andre"))
        library.merge(other.packet(assessment.id))
    brought, *_ = of(library, assessment, "n")
    assert brought.fields == (FieldChange("text", "først", "fra den andre"),)
    assert brought.device not in library.own_writers()
    assert brought.device in library.device_names()


@pytest.mark.parametrize("fate", NotesFate)
def test_what_was_anonymised_is_not_told(
    library: Library, assessment: Assessment, fate: NotesFate
) -> None:
    put(library, assessment, replace(NOTE, text="Olava Oppdiktet sa det"))
    put(library, assessment, replace(NOTE, text="Hun sa det", begun_at=""))
    gone = Note("g", "i", "angret", "2026-03-12T09:00:00+01:00")
    put(library, assessment, gone)
    take(library, assessment, gone)
    assert "Olava" in str(library.timeline(assessment.id))
    LibraryPrivacy(library).anonymise(assessment.id, fate)
    told = str(library.timeline(assessment.id))
    for word in ("Olava", "OF-01", "først", "angret", "2026-03-12T09"):
        assert word not in told
    assert ("Hun sa det" in told) == (fate is NotesFate.KEPT)


def test_what_was_erased_has_no_history(library: Library, assessment: Assessment) -> None:
    LibraryPrivacy(library).erase([assessment.id])
    assert library.timeline(assessment.id) == []
    library.add(assessment)
