"""A library that was restored or copied is another from then on, and knows only what it has."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Finding, Note
from kompass_desktop.storage.backup.restoring import restore
from kompass_desktop.storage.backup.salvage import salvage
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import packet_of
from kompass_desktop.storage.opening import open_library

Return = Callable[[Library, Path], Library]
"""Brings an open library back to an old copy of it, in one way or another."""


def restored(library: Library, copy: Path) -> Library:
    restore(library, copy, None)
    return library


def put_back_in_place(library: Library, copy: Path) -> Library:
    library.close()
    shutil.copyfile(copy, library.path)
    return open_library(library.path)


def moved_into_place(library: Library, copy: Path) -> Library:
    library.close()
    copy.replace(library.path)
    return open_library(library.path)


def begun_on_another_laptop(library: Library, copy: Path) -> Library:
    library.close()
    return open_library(copy)


def salvaged(library: Library, copy: Path) -> Library:
    back = put_back_in_place(library, copy)
    salvage(back)
    return back


def replaced_under_the_open_library(library: Library, copy: Path) -> Library:
    """As where a program that brings back old files writes into the open one."""
    with open_library(copy) as old:
        held = [row[0] for row in old.file.db.execute("SELECT id FROM history")]
    marks = ", ".join("?" for _ in held)
    library.file.db.execute(f"DELETE FROM history WHERE id NOT IN ({marks})", held)
    return library


WAYS = [
    restored,
    put_back_in_place,
    moved_into_place,
    begun_on_another_laptop,
    salvaged,
]


def write(library: Library, identity: str, change: Change, edit_session: str | None = None) -> None:
    library.write(library.load(identity), [change], edit_session)


def new_note(assessment: Assessment, text: str) -> Note:
    interview = next(iter(assessment.interviews))
    return Note(new_id(), interview, text, "2026-03-12T10:00:00+01:00")


@pytest.mark.parametrize("edit_session", [None, "b"])
@pytest.mark.parametrize("back", WAYS)
def test_what_was_written_after_the_copy_is_not_known_to_the_one_who_goes_back(
    tmp_path: Path, small_assessment: Assessment, back: Return, edit_session: str | None
) -> None:
    identity = small_assessment.id
    note = new_note(small_assessment, "Rådmannen møter")
    longer = replace(note, text="Rådmannen møter velforeningen hver måned")
    copy = tmp_path / "kopi.kompassdb"
    with open_library(tmp_path / "b.kompassdb") as other:
        library = open_library(tmp_path / "a.kompassdb")
        library.add(small_assessment)
        write(library, identity, Change(None, note), edit_session)
        library.file.db.execute("VACUUM INTO ?", [str(copy)])
        write(library, identity, Change(note, longer), edit_session)
        other.merge(library.packet(identity))
        with back(library, copy) as library:
            write(library, identity, Change(None, new_note(small_assessment, "noe annet")))
            write(library, identity, Change(note, None))
            other.merge(library.packet(identity))
            library.merge(other.packet(identity))
            for one in (library, other):
                (conflict,) = one.conflicts(identity)
                assert conflict.is_of_deletion
                assert conflict.sides[1].fields["text"] == longer.text
            (conflict,) = library.conflicts(identity)
            library.settle(library.load(identity), conflict, conflict.sides[1])
            assert library.load(identity).notes[note.id] == longer


@pytest.mark.parametrize("back", [*WAYS, replaced_under_the_open_library])
def test_typing_that_goes_on_after_the_return_is_no_part_of_what_came_before(
    tmp_path: Path, small_assessment: Assessment, back: Return
) -> None:
    """Also under the same edit_session, which a window may go on with."""
    identity = small_assessment.id
    note = new_note(small_assessment, "Vi møter")
    copy = tmp_path / "kopi.kompassdb"
    with open_library(tmp_path / "b.kompassdb") as other:
        library = open_library(tmp_path / "a.kompassdb")
        library.add(small_assessment)
        write(library, identity, Change(None, note), "b")
        library.file.db.execute("VACUUM INTO ?", [str(copy)])
        given = replace(note, text="Vi møter folk på butikken")
        write(library, identity, Change(note, given), "b")
        other.merge(library.packet(identity))
        with back(library, copy) as library:
            write(library, identity, Change(note, replace(note, text="Vi møter ingen")), "b")
            other.merge(library.packet(identity))
            (conflict,) = other.conflicts(identity)
            assert [side.fields["text"] for side in conflict.sides] == [
                "Vi møter folk på butikken",
                "Vi møter ingen",
            ]


def test_an_interview_deleted_after_the_return_asks_about_what_was_said_in_it(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    identity = small_assessment.id
    interview = next(iter(small_assessment.interviews.values()))
    copy = tmp_path / "kopi.kompassdb"
    with (
        open_library(tmp_path / "a.kompassdb") as library,
        open_library(tmp_path / "b.kompassdb") as other,
    ):
        library.add(small_assessment)
        library.file.db.execute("VACUUM INTO ?", [str(copy)])
        write(library, identity, Change(None, new_note(small_assessment, "ikke glem dette")))
        other.merge(library.packet(identity))
        restore(library, copy, None)
        finding = Finding(new_id(), 1, FindingKind.STRENGTH, "noe annet")
        write(library, identity, Change(None, finding))
        write(library, identity, Change(interview, None))
        other.merge(library.packet(identity))
        (conflict,) = other.conflicts(identity)
        assert (conflict.record, conflict.is_of_deletion) == (interview.id, True)
        assert conflict.sides[1].fields["text"] == "ikke glem dette"


def test_two_windows_on_copies_of_one_file_are_told_apart(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    identity = small_assessment.id
    note = next(iter(small_assessment.notes.values()))
    with open_library(tmp_path / "a.kompassdb") as one:
        one.add(small_assessment)
        one.file.db.execute("VACUUM INTO ?", [str(tmp_path / "b.kompassdb")])
        with open_library(tmp_path / "b.kompassdb") as two:
            write(one, identity, Change(note, replace(note, text="skrevet videre")))
            write(two, identity, Change(note, None))
            one.merge(two.packet(identity))
            (conflict,) = one.conflicts(identity)
            assert conflict.is_of_deletion
            assert conflict.sides[0].device != conflict.sides[1].device


def test_one_version_of_a_file_is_not_known_to_who_took_in_another(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    """What came from a file is by nobody, and nobody is no machine that one has heard."""
    identity = small_assessment.id
    note = next(iter(small_assessment.notes.values()))
    interview = small_assessment.interviews[note.interview]
    with open_library(tmp_path / "a.kompassdb") as library:
        library.add(small_assessment)
        write(library, identity, Change(interview, None))
        small_assessment.apply(Change(note, replace(note, text="rettet i filen")))
        library.merge(packet_of(small_assessment))
        (conflict,) = library.conflicts(identity)
        assert (conflict.record, conflict.is_of_deletion) == (interview.id, True)
        assert conflict.sides[1].fields["text"] == "rettet i filen"


def test_a_burst_in_pieces_that_was_deleted_whole_is_not_asked_about(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    identity = small_assessment.id
    note = new_note(small_assessment, "fo")
    with (
        open_library(tmp_path / "a.kompassdb") as library,
        open_library(tmp_path / "b.kompassdb") as other,
    ):
        library.add(small_assessment)
        write(library, identity, Change(None, note), "b")
        other.merge(library.packet(identity))
        longer = replace(note, text="folk")
        write(library, identity, Change(note, longer), "b")
        write(library, identity, Change(longer, None))
        library.merge(other.packet(identity))
        assert library.conflicts(identity) == []
        assert note.id not in library.load(identity).notes


def test_deletions_of_old_still_know_by_stamps(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    identity = small_assessment.id
    note = next(iter(small_assessment.notes.values()))
    with open_library(tmp_path / "a.kompassdb") as library:
        library.add(small_assessment)
        write(library, identity, Change(note, replace(note, text="en")))
        (writer, stamp) = library.file.db.execute(
            "SELECT device, max(stamp) FROM history"
        ).fetchone()
        write(library, identity, Change(replace(note, text="en"), None))
        old = f'{{"{writer}": "{stamp}", "": "000000000000000-000000"}}'
        library.file.db.execute("UPDATE history SET known = ? WHERE known IS NOT NULL", [old])
        with open_library(tmp_path / "b.kompassdb") as other:
            other.merge(library.packet(identity))
            assert other.conflicts(identity) == []
            assert other.packet(identity) == library.packet(identity)


def test_a_deletion_names_no_more_than_what_it_concerns(
    library: Library, small_assessment: Assessment
) -> None:
    """However often the library is opened, and however much there is in it."""
    identity = small_assessment.id
    library.add(small_assessment)
    notes = [new_note(small_assessment, str(number)) for number in range(50)]
    library.write(library.load(identity), [Change(None, note) for note in notes])
    library.write(library.load(identity), [Change(note, None) for note in notes])
    longest = library.file.db.execute("SELECT max(length(known)) FROM history").fetchone()[0]
    assert longest < 60
