"""Whatever is done to the file of an open library is noticed, and costs nothing more."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Note, Particulars
from kompass_desktop.i18n import tr
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.database.connection import connect
from kompass_desktop.storage.database.file_watch import FileWatch, Trouble
from kompass_desktop.storage.errors import LibraryLocked, LibraryUnavailable, StorageError
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy

KEY = bytes(range(32))
BOTH = pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files in place")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="others have no lock of this kind")


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def another_library(path: Path, key: bytes | None) -> bytes:
    other = path.with_name("et annet.kompassdb")
    open_library(other, key).close()
    return other.read_bytes()


def written_over(path: Path, content: bytes) -> None:
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()


def emptied(path: Path, _key: bytes | None) -> None:
    os.truncate(path, 0)


def cut(path: Path, _key: bytes | None) -> None:
    os.truncate(path, path.stat().st_size - 4096)


def cut_by_a_byte(path: Path, _key: bytes | None) -> None:
    os.truncate(path, path.stat().st_size - 1)


def filled_with_another(path: Path, key: bytes | None) -> None:
    written_over(path, another_library(path, key))


def filled_with_a_backup(path: Path, key: bytes | None) -> None:
    (backup,) = (path.parent / "backups").glob("*.kompassdb")
    written_over(path, backup.read_bytes())


def filled_with_nonsense(path: Path, _key: bytes | None) -> None:
    written_over(path, b"Kjaere dagbok" * 20_000)


def lengthened(path: Path, _key: bytes | None) -> None:
    with path.open("ab") as file:
        file.write(bytes(4096))


def harmed_inside(path: Path, _key: bytes | None) -> None:
    status = path.stat()
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(status.st_size - 4096))


def replaced(path: Path, key: bytes | None) -> None:
    content = another_library(path, key)
    path.with_name("ny").write_bytes(content)
    path.with_name("ny").replace(path)


def deleted(path: Path, _key: bytes | None) -> None:
    path.unlink()


def moved(path: Path, _key: bytes | None) -> None:
    path.rename(path.with_name("flyttet.kompassdb"))


def folder_moved(path: Path, _key: bytes | None) -> None:
    path.parent.rename(path.parent.with_name("flyttet"))


def folder_deleted(path: Path, _key: bytes | None) -> None:
    shutil.rmtree(path.parent)


def log_emptied(path: Path, _key: bytes | None) -> None:
    os.truncate(log_of(path), 0)


def log_written_over(path: Path, _key: bytes | None) -> None:
    written_over(log_of(path), os.urandom(log_of(path).stat().st_size))


HARMS = [
    emptied,
    cut,
    cut_by_a_byte,
    filled_with_another,
    filled_with_a_backup,
    filled_with_nonsense,
    lengthened,
    harmed_inside,
    replaced,
    deleted,
    moved,
    folder_moved,
    folder_deleted,
    log_emptied,
    log_written_over,
]


def opened(path: Path, key: bytes | None, assessment: Assessment) -> Library:
    """Return an open library of which most is in the file, and the last change in the log."""
    with open_library(path, key) as library:
        library.add(assessment)
        if key is not None:
            path.with_name(f"{path.name}.keys").write_text("{}")
        back_up(path, key)
    library = open_library(path, key)
    library.write(assessment, [Change(None, note_of(assessment, "i loggen"))])
    return library


def note_of(assessment: Assessment, text: str) -> Note:
    return Note(new_id(), min(assessment.interviews), text, "2026-03-12T09:51:00+01:00")


@POSIX
@BOTH
@pytest.mark.parametrize("harm", HARMS)
def test_a_file_that_was_changed_is_told_with_the_next_save_and_by_a_look(
    tmp_path: Path,
    small_assessment: Assessment,
    key: bytes | None,
    harm: Callable[[Path, bytes | None], None],
) -> None:
    path = tmp_path / "mappe" / "bibliotek.kompassdb"
    with opened(path, key, small_assessment) as library:
        library.file.verify()
        library.write(small_assessment, [Change(None, note_of(small_assessment, "og etter"))])
        harm(path, key)
        with pytest.raises(StorageError) as told:
            library.file.verify()
        assert "\n" not in str(told.value)
        if harm is not harmed_inside:
            with pytest.raises(StorageError):
                library.write(small_assessment, [Change(None, note_of(small_assessment, "mer"))])


@POSIX
@pytest.mark.parametrize(
    ("harm", "words"),
    [(emptied, "the file has been emptied"), (cut, "the file has become shorter")],
)
def test_a_shorter_file_is_told_as_that_by_a_look_and_after_a_write(
    tmp_path: Path, harm: Callable[[Path, bytes | None], None], words: str
) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    open_library(path).close()
    watch = FileWatch(path, path)
    try:
        assert watch.trouble() is watch.trouble_after_write() is None
        harm(path, None)
        told = Trouble(tr(words), is_overwritten=True)
        assert watch.trouble() == watch.trouble_after_write() == told
    finally:
        watch.close()


@POSIX
@BOTH
@pytest.mark.parametrize("harm", [emptied, filled_with_another, filled_with_a_backup, replaced])
def test_nothing_is_written_into_a_file_that_holds_something_else(
    tmp_path: Path,
    small_assessment: Assessment,
    key: bytes | None,
    harm: Callable[[Path, bytes | None], None],
) -> None:
    path = tmp_path / "mappe" / "bibliotek.kompassdb"
    with opened(path, key, small_assessment):
        harm(path, key)
        found = path.read_bytes()
    assert path.read_bytes() == found


@POSIX
@BOTH
@pytest.mark.parametrize("takes", [Path.unlink, lambda log: log.rename(log.with_name("borte"))])
def test_a_log_that_is_removed_costs_nothing(
    tmp_path: Path,
    small_assessment: Assessment,
    key: bytes | None,
    takes: Callable[[Path], object],
) -> None:
    path = tmp_path / "mappe" / "bibliotek.kompassdb"
    last = note_of(small_assessment, "etterpå")
    with opened(path, key, small_assessment) as library:
        takes(log_of(path))
        library.write(small_assessment, [Change(None, last)])
        takes(log_of(path))
        library.file.verify()
        copy = path.with_name("slik den er.kompassdb")
        shutil.copy(path, copy)
    for file in (path, copy):
        with open_library(file, key) as library:
            library.check()
            texts = {note.text for note in library.load(small_assessment.id).notes.values()}
            assert {"i loggen", "etterpå"} <= texts


@POSIX
@BOTH
def test_a_look_brings_what_was_written_into_the_file_itself(
    tmp_path: Path, small_assessment: Assessment, key: bytes | None
) -> None:
    path = tmp_path / "mappe" / "bibliotek.kompassdb"
    with opened(path, key, small_assessment) as library:
        library.file.verify()
        copy = path.with_name("uten logg.kompassdb")
        shutil.copy(path, copy)
    with open_library(copy, key) as library:
        texts = {note.text for note in library.load(small_assessment.id).notes.values()}
        assert "i loggen" in texts


def test_what_is_no_harm_is_not_told(library: Library, small_assessment: Assessment) -> None:
    library.add(small_assessment)
    os.utime(library.path)
    os.utime(log_of(library.path))
    library.file.verify()
    library.path.chmod(0o600)
    library.file.verify()
    with closing(connect(library.path)) as other:
        other.execute("SELECT count(*) FROM notes").fetchall()
    library.file.verify()
    note = next(iter(small_assessment.notes.values()))
    for number in range(5):
        after = replace(note, text="langt " * 20_000 + str(number))
        library.write(small_assessment, [Change(note, after)])
        library.file.verify()
        note = after
    LibraryPrivacy(library).erase([small_assessment.id])
    library.file.verify()
    with library.file.suspend():
        pass
    library.file.verify()


def test_a_write_that_was_taken_back_is_no_harm(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    library.file.verify()
    # Nothing fits in memory: what is taken back has been in the log.
    library.file.db.conn.execute("PRAGMA cache_size = 1")
    pages = library.file.db.conn.execute("PRAGMA page_count").fetchone()[0]
    library.file.db.conn.execute(f"PRAGMA max_page_count = {pages + 100}")
    texts = [Change(None, note_of(small_assessment, "á" * 40_000)) for _ in range(5)]
    with pytest.raises(LibraryUnavailable, match="full"):
        library.write(small_assessment, texts)
    library.file.verify()
    library.write(small_assessment, texts[:1])
    library.file.verify()


# Links


@POSIX
@BOTH
def test_a_link_to_a_library_is_followed_and_left_as_it_is(
    tmp_path: Path, small_assessment: Assessment, key: bytes | None
) -> None:
    real, link = tmp_path / "ekte" / "bibliotek.kompassdb", tmp_path / "lenke.kompassdb"
    opened(real, key, small_assessment).close()
    link.symlink_to(real)
    with open_library(link, key) as library:
        assert library.path == real
        with pytest.raises(LibraryLocked):
            open_library(real, key)
        assert back_up(library.path, key) is not None
        link.unlink()
        link.symlink_to(tmp_path / "et annet.kompassdb")
        with pytest.raises(StorageError, match="flyttet"):
            library.file.verify()
        link.unlink()
        link.symlink_to(real)
        library.file.verify()
    assert link.is_symlink()
    assert {file.name for file in tmp_path.iterdir()} == {"ekte", link.name}


def test_a_link_in_a_ring_is_told(tmp_path: Path) -> None:
    link = tmp_path / "lenke.kompassdb"
    link.symlink_to(link)
    with pytest.raises(StorageError):
        open_library(link)


HOLDS = """
import sys
from pathlib import Path
from kompass_desktop.storage.opening import open_library

with open_library(Path(sys.argv[1])):
    print("open", flush=True)
    sys.stdin.read()
"""


@LINUX
@pytest.mark.parametrize("links", [os.link, os.symlink])
def test_a_second_name_of_a_file_opens_no_second_window(
    tmp_path: Path, small_assessment: Assessment, links: Callable[[Path, Path], None]
) -> None:
    first, second = tmp_path / "en.kompassdb", tmp_path / "b" / "to.kompassdb"
    second.parent.mkdir()
    with open_library(first) as library:
        library.add(small_assessment)
    links(first, second)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(first)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with pytest.raises(LibraryLocked):
            open_library(second)
        process.communicate("")
    with open_library(second) as library:
        with pytest.raises(LibraryLocked):
            open_library(first)
        assert library.load(small_assessment.id) == small_assessment


def test_a_copy_of_a_library_is_another_file(tmp_path: Path, empty_assessment: Assessment) -> None:
    with open_library(tmp_path / "en.kompassdb") as library:
        library.add(
            Assessment(Particulars(new_id(), "Tana", "5628", 2026), empty_assessment.instrument)
        )
        library.file.verify()
        shutil.copy(library.path, tmp_path / "to.kompassdb")
        open_library(tmp_path / "to.kompassdb").close()
