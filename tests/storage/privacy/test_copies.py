"""What is anonymised or deleted for good is gone from the copies that the program keeps too."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Note, Particulars
from kompass_desktop.storage.backup.backup import back_up, copy_to
from kompass_desktop.storage.backup.restoring import restore
from kompass_desktop.storage.kept_copies import backup_folder, backups_in, copies_of, second_folder
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read
from kompass_desktop.storage.privacy.copies import rewrite_copies
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy

NAME = "Olava Oppdiktet"
NOTE = "Budsjettet holdt ikke"
KEY = bytes(range(32))


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def library(tmp_path: Path, request: pytest.FixtureRequest, small_assessment: Assessment):  # type: ignore[no-untyped-def] # noqa: ANN201
    """A library, plain or encrypted, with two assessments, two backups and one laid aside."""
    folder = tmp_path / "bibliotek"
    with open_library(folder / "bibliotek.kompassdb", request.param) as opened:
        opened.add(Assessment(Particulars(new_id(), "Tana", "", 2026), small_assessment.instrument))
        back_up(opened.path, opened.key)
        opened.add(small_assessment)
        leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
        named = replace(leader, name=NAME)
        note = Note(new_id(), leader.id, NOTE, "2026-03-12T10:31:07+01:00")
        changes = [Change(leader, named), Change(None, note)]
        opened.write(small_assessment, changes)
        for change in changes:
            small_assessment.apply(change)
        made = back_up(opened.path, opened.key)
        assert made is not None
        restore(opened, made.path, opened.key)
        yield opened


def erased(identities: list[str], copy: Library) -> None:
    LibraryPrivacy(copy).erase(identities)


def holding(library: Library, copy: Path) -> str:
    """Return every value of every row of a copy."""
    with open_to_read(copy, library.key) as opened:
        db = opened.file.db
        return "\n".join(str(r) for table in db.table_names() for r in db.table(table).rows)


def copies_with(library: Library, word: str, place: Path | None = None) -> list[str]:
    found = [
        copy
        for copy in copies_of(library.path, library.device, place)
        if word in holding(library, copy)
    ]
    return [copy.parent.name for copy in found]


def test_every_copy_that_the_program_keeps_is_known(library: Library, tmp_path: Path) -> None:
    place = tmp_path / "minnepinne"
    folder = second_folder(place, library.device)
    folder.mkdir(parents=True)
    copy_to(folder, library.path)
    copies = copies_of(library.path, library.device, place)
    assert [copy.parent for copy in copies] == [
        *[backup_folder(library.path)] * 2,
        *[folder] * 2,
        library.path.parent,
    ]
    assert library.path not in copies
    assert copies_with(library, NAME, place) == ["backups", folder.name, "bibliotek"]


@pytest.mark.parametrize("fate", NotesFate)
def test_an_assessment_is_anonymised_in_its_copies(
    library: Library, small_assessment: Assessment, fate: NotesFate
) -> None:
    assert len(copies_with(library, NAME)) == 2
    identity = small_assessment.id
    LibraryPrivacy(library).anonymise(identity, fate)
    shares: list[float] = []
    done = rewrite_copies(
        copies_of(library.path, library.device),
        library.key,
        [identity],
        lambda copy: LibraryPrivacy(copy).anonymise(identity, fate),
        shares.append,
    )
    assert (done.rewritten, done.left) == (2, ())
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert copies_with(library, NAME) == []
    assert len(copies_with(library, NOTE)) == (2 if fate is NotesFate.KEPT else 0)
    assert len(copies_with(library, identity)) == 2
    newest = backups_in(backup_folder(library.path), library.path)[0]
    restore(library, newest.path, library.key)
    assert library.load(identity).ratings == small_assessment.ratings


def test_an_assessment_is_deleted_for_good_from_its_copies(
    library: Library, small_assessment: Assessment
) -> None:
    identity = small_assessment.id
    LibraryPrivacy(library).erase([identity])
    done = rewrite_copies(
        copies_of(library.path, library.device),
        library.key,
        [identity],
        partial(erased, [identity]),
    )
    assert done.rewritten == 2
    assert copies_with(library, identity) == []
    assert len(copies_with(library, "Tana")) == 3
    if library.key is None:
        everything = b"".join(p.read_bytes() for p in library.path.parent.rglob("*") if p.is_file())
        assert NAME.encode() not in everything
        assert NOTE.encode() not in everything


def test_nothing_is_left_beside_a_copy(library: Library, small_assessment: Assessment) -> None:
    before = sorted(library.path.parent.rglob("*"))
    identity = small_assessment.id
    rewrite_copies(
        copies_of(library.path, library.device),
        library.key,
        [identity],
        partial(erased, [identity]),
    )
    assert sorted(library.path.parent.rglob("*")) == before


def test_a_copy_that_cannot_be_read_is_told_of(
    library: Library, small_assessment: Assessment
) -> None:
    broken = backups_in(backup_folder(library.path), library.path)[0].path
    broken.write_bytes(broken.read_bytes()[:2000])
    before = broken.read_bytes()
    identity = small_assessment.id
    done = rewrite_copies(
        copies_of(library.path, library.device),
        library.key,
        [identity],
        partial(erased, [identity]),
    )
    assert done.left == (broken,)
    assert broken.read_bytes() == before
