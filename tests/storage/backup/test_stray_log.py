"""A log that was left by a kill is played into its own file, and into no other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Particulars
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.encryption import key_derivation
from kompass_desktop.storage.encryption.key_file import copy_key_file
from kompass_desktop.storage.encryption.unlocking import unlock
from kompass_desktop.storage.opening import open_library, open_to_read
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from kompass_desktop.storage.protection import create_encrypted
from tests.storage.database.test_file_watch import BOTH, note_of

PASSPHRASE = "tre gronne elger danser"


def killed(path: Path, key: bytes | None, assessment: Assessment, aside: Path) -> Path:
    """Leave a library in a folder as a kill does: what was saved last is in its log only."""
    with open_library(path, key) as library:
        library.add(assessment)
        if key is not None:
            path.with_name(f"{path.name}.keys").write_text("{}")
        backup = back_up(path, key)
        assert backup is not None
    with open_library(path, key) as library:
        for number in range(30):
            note = note_of(assessment, f"i loggen {number} " * 20)
            library.write(assessment, [Change(None, note)])
        aside.mkdir()
        for file in (path, path.with_name(f"{path.name}-wal")):
            shutil.copy(file, aside / file.name)
    return backup.path


@BOTH
def test_the_log_of_a_killed_process_is_played_into_its_file(
    tmp_path: Path, small_assessment: Assessment, key: bytes | None
) -> None:
    killed(tmp_path / "bibliotek.kompassdb", key, small_assessment, tmp_path / "drept")
    # Moved by hand with its log: another file, and all the same its own.
    with open_library(tmp_path / "drept" / "bibliotek.kompassdb", key) as library:
        library.check()
        assert len(library.load(small_assessment.id).notes) == len(small_assessment.notes) + 30
        assert library.remark == ""


@BOTH
@pytest.mark.parametrize("new", ["a backup", "another library"])
@pytest.mark.parametrize("reads_first", [True, False], ids=["read", "opened"])
def test_a_file_that_was_put_beside_an_old_log_opens_as_it_is(
    tmp_path: Path, small_assessment: Assessment, key: bytes | None, new: str, reads_first: bool
) -> None:
    path = tmp_path / "drept" / "bibliotek.kompassdb"
    backup = killed(tmp_path / path.name, key, small_assessment, path.parent)
    other = Assessment(
        Particulars(new_id(), "Deatnu - Tana", "5628", 2026), small_assessment.instrument
    )
    with open_library(tmp_path / "et annet.kompassdb", key) as library:
        library.add(other)
    good = {"a backup": backup, "another library": tmp_path / "et annet.kompassdb"}[new]
    shutil.copy(good, path.with_name("ny"))
    path.with_name("ny").replace(path)
    log = path.with_name(f"{path.name}-wal").read_bytes()
    if reads_first:
        with open_to_read(path, key) as library:
            library.check()
    with open_library(path, key) as library:
        library.check()
        wanted = small_assessment if new == "a backup" else other
        assert [row.particulars.id for row in library.listings()] == [wanted.id]
        assert library.load(wanted.id) == wanted
        assert reads_first or "byttet ut" in library.remark
    (aside,) = path.parent.glob("*-wal-til-side-*")
    assert aside.read_bytes() == log


def test_a_passphrase_is_tried_without_playing_an_old_log_into_the_file(
    tmp_path: Path, small_assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_derivation, "USUAL_COST", key_derivation.Cost(8 * 1024, 1, 1))
    key = create_encrypted(tmp_path / "gammelt.kompassdb", PASSPHRASE).key
    path = tmp_path / "bibliotek.kompassdb"
    copy_key_file(tmp_path / "gammelt.kompassdb", path)
    with open_library(path, key) as library:
        library.add(small_assessment)
    before = path.read_bytes()
    with open_library(tmp_path / "gammelt.kompassdb", key) as old:
        old.add(small_assessment)
        old.write(small_assessment, [Change(None, note_of(small_assessment, "i den gamle"))])
        shutil.copy(tmp_path / "gammelt.kompassdb-wal", tmp_path / "bibliotek.kompassdb-wal")
    assert unlock(path, PASSPHRASE) == key
    assert path.read_bytes() == before
    with open_library(path, key) as library:
        library.check()
        assert library.load(small_assessment.id) == small_assessment
        assert "byttet ut" in library.remark


@BOTH
@pytest.mark.parametrize("pages", ["all of them", "those that were written"])
def test_a_log_that_fits_another_library_too_does_not_take_the_place_of_this_one(
    tmp_path: Path, small_assessment: Assessment, key: bytes | None, pages: str
) -> None:
    path, old = tmp_path / "bibliotek.kompassdb", tmp_path / "gammelt.kompassdb"
    with open_library(path, key) as library:
        library.add(small_assessment)
        ours = note_of(small_assessment, "bare her")
        library.write(small_assessment, [Change(None, ours)])
    # A colleague's, of the same assessment, whose first session was long.
    with open_library(old, key) as library:
        library.add(small_assessment)
        for number in range(30):
            note = note_of(small_assessment, f"hos dem {number} " * 20)
            library.write(small_assessment, [Change(None, note)])
        if pages == "all of them":
            library.file.db.execute("VACUUM")
        shutil.copy(f"{old}-wal", f"{path}-wal")
    with open_library(path, key) as library:
        library.check()
        assert library.load(small_assessment.id).notes[ours.id] == ours
        assert "byttet ut" in library.remark


@BOTH
def test_the_log_of_what_was_erased_is_played_into_its_file(
    tmp_path: Path,
    small_assessment: Assessment,
    key: bytes | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, killed = tmp_path / "bibliotek.kompassdb", tmp_path / "drept.kompassdb"

    def kill(_privacy: LibraryPrivacy) -> None:
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", f"{killed}{ending}")

    with open_library(path, key) as library:
        library.add(small_assessment)
    with monkeypatch.context() as patched, open_library(path, key) as library:
        patched.setattr(LibraryPrivacy, "overwrite_traces", kill)
        LibraryPrivacy(library).erase([small_assessment.id])
    with open_library(killed, key) as library:
        assert library.listings() == []
        assert library.remark == ""
