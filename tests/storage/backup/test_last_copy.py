"""What an open library holds is saved when its file is taken from under it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Particulars
from kompass_desktop.storage.backup import last_copy
from kompass_desktop.storage.backup.last_copy import save_last_copy
from kompass_desktop.storage.backup.restoring import newest_sound, restore
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.kept_copies import backup_folder, backups_in
from kompass_desktop.storage.opening import open_library, open_to_read
from tests.storage.database.test_file_watch import (
    BOTH,
    HARMS,
    deleted,
    emptied,
    filled_with_another,
    harmed_inside,
    log_emptied,
    moved,
    note_of,
    opened,
    replaced,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files in place")

WHOLE = [replaced, deleted, moved, log_emptied]
"""After these all that was in the library can still be read."""


@BOTH
@pytest.mark.parametrize("harm", HARMS)
def test_the_open_assessment_is_saved_as_it_is_in_memory(
    tmp_path: Path,
    small_assessment: Assessment,
    key: bytes | None,
    harm: Callable[[Path, bytes | None], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(last_copy, "user_data_folder", lambda: tmp_path / "brukerens")
    path = tmp_path / "mappe" / "bibliotek.kompassdb"
    gone = next(iter(small_assessment.notes.values()))
    with opened(path, key, small_assessment) as library:
        loaded = library.load(small_assessment.id)
        library.write(loaded, [Change(gone, None)])
        loaded.apply(Change(gone, None))
        harm(path, key)
        with pytest.raises(StorageError):
            library.file.verify()
        # What could not be saved is only in memory.
        loaded.apply(Change(None, note_of(loaded, "etter uhellet")))
        loaded.apply(Change(loaded.particulars, replace(loaded.particulars, year=2031)))
        copy = save_last_copy(library, loaded)
    with open_to_read(copy, key) as saved:
        saved.check()
        assert saved.load(small_assessment.id) == loaded
    assert key_file(copy).exists() == (key is not None) or not path.parent.exists()
    assert {f.name for f in copy.parent.iterdir() if ".part" in f.name} == set()


@BOTH
@pytest.mark.parametrize("harm", WHOLE)
def test_all_that_was_saved_is_in_the_copy_where_it_can_be_read(
    tmp_path: Path,
    small_assessment: Assessment,
    key: bytes | None,
    harm: Callable[[Path, bytes | None], None],
) -> None:
    path = tmp_path / "mappe" / "bibliotek.kompassdb"
    other = Assessment(
        Particulars(new_id(), "Deatnu - Tana", "5628", 2026), small_assessment.instrument
    )
    with opened(path, key, small_assessment) as library:
        library.add(other)
        library.file.verify()
        library.write(other, [Change(other.particulars, other.particulars)])
        harm(path, key)
        copy = save_last_copy(library, None)
    with open_to_read(copy, key) as saved:
        saved.check()
        assert saved.load(other.id) == other
        texts = {note.text for note in saved.load(small_assessment.id).notes.values()}
        assert "i loggen" in texts


@BOTH
@pytest.mark.parametrize("harm", [emptied, filled_with_another])
def test_what_is_no_longer_in_the_file_is_in_the_copy_as_it_was_backed_up(
    tmp_path: Path,
    small_assessment: Assessment,
    key: bytes | None,
    harm: Callable[[Path, bytes | None], None],
) -> None:
    path = tmp_path / "mappe" / "bibliotek.kompassdb"
    with opened(path, key, small_assessment) as library:
        harm(path, key)
        copy = save_last_copy(library, None)
    with open_to_read(copy, key) as saved:
        saved.check()
        assert saved.load(small_assessment.id).notes == small_assessment.notes


@BOTH
@pytest.mark.parametrize("harm", [emptied, filled_with_another, harmed_inside, log_emptied])
def test_the_library_goes_on_from_the_copy(
    tmp_path: Path,
    small_assessment: Assessment,
    key: bytes | None,
    harm: Callable[[Path, bytes | None], None],
) -> None:
    path = tmp_path / "mappe" / "bibliotek.kompassdb"
    with opened(path, key, small_assessment) as library:
        loaded = library.load(small_assessment.id)
        harm(path, key)
        found = path.read_bytes()
        copy = save_last_copy(library, loaded)
        offered = newest_sound(backups_in(backup_folder(path), path), key)
        assert offered is not None
        assert offered[0].path == copy
        aside = restore(library, copy, key)
        # Where only some of the file is harmed, what is in the log is brought into it.
        assert harm is harmed_inside or aside.read_bytes() == found
        library.file.verify()
        library.write(loaded, [Change(None, note_of(loaded, "videre"))])
        library.file.verify()
    with open_library(path, key) as library:
        library.check()
        assert library.load(loaded.id).particulars == loaded.particulars
