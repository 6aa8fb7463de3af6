"""What the world does to an open library is told, and costs nothing that was acknowledged."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Change, Note
from kompass_desktop.storage.database.history import StampClock
from kompass_desktop.storage.errors import LibraryMissing, LibraryUnavailable
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read


def first_note(assessment: Assessment) -> Note:
    return next(iter(assessment.notes.values()))


@contextmanager
def full_disk(library: Library) -> Iterator[None]:
    """Let the library's file not grow by a page."""
    connection = library.file.db.conn
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    yield
    connection.execute("PRAGMA max_page_count = 1073741823")


def test_a_full_disk_is_told_and_nothing_is_half_written(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    note = first_note(small_assessment)
    rating = small_assessment.rating(TEAM, "1.1.2")
    changes = [
        Change(rating, replace(rating, system=0)),
        Change(note, replace(note, text="á" * 200_000)),
    ]
    with full_disk(library):
        with pytest.raises(LibraryUnavailable, match="disken er full"):
            library.write(small_assessment, changes)
        assert library.load(small_assessment.id) == small_assessment
    library.check()
    library.write(small_assessment, changes)
    loaded = library.load(small_assessment.id)
    assert loaded.notes[note.id].text == "á" * 200_000
    assert loaded.rating(TEAM, "1.1.2").system == 0


def test_an_assessment_that_finds_no_room_is_not_added_at_all(
    library: Library, small_assessment: Assessment
) -> None:
    note = first_note(small_assessment)
    small_assessment.apply(Change(note, replace(note, text="á" * 200_000)))
    with full_disk(library), pytest.raises(LibraryUnavailable):
        library.add(small_assessment)
    assert library.listings() == []
    library.add(small_assessment)
    assert library.load(small_assessment.id) == small_assessment


WRITES_UNTIL_FULL = """
import resource, signal, sys
from dataclasses import replace
from pathlib import Path
from kompass_desktop.assessment.records import Change
from kompass_desktop.storage.errors import LibraryUnavailable
from kompass_desktop.storage.opening import open_library

path = Path(sys.argv[1])
with open_library(path) as library:
    assessment = library.load(library.listings()[0].particulars.id)
    note = next(iter(assessment.notes.values()))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = path.stat().st_size + 60_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        for number in range(1000):
            after = replace(note, text=f"{number} " + "x" * 500)
            library.write(assessment, [Change(note, after)])
            note = after
            print(number, flush=True)
    except LibraryUnavailable as error:
        print(error.detail, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
def test_a_file_that_may_not_grow_keeps_all_that_was_acknowledged(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    with open_library(path) as library:
        library.add(small_assessment)
    done = subprocess.run(
        [sys.executable, "-c", WRITES_UNTIL_FULL, str(path)],
        capture_output=True,
        text=True,
        check=True,
    )
    *acknowledged, told = done.stdout.splitlines()
    assert "full" in told
    assert len(acknowledged) > 3
    with open_library(path) as library:
        library.check()
        kept = first_note(library.load(small_assessment.id)).text
        assert kept.startswith(f"{acknowledged[-1]} x")


DIES_WITHIN_A_TRANSACTION = """
import os, signal, sqlite3, sys

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.execute("UPDATE notes SET text = hex(randomblob(100000))")
connection.execute("UPDATE history SET fields = hex(randomblob(10000))")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("opener", [open_library, open_to_read])
def test_what_a_dead_process_left_half_written_is_taken_back(
    tmp_path: Path, small_assessment: Assessment, opener: Callable[[Path], Library]
) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    with open_library(path) as library:
        library.add(small_assessment)
    subprocess.run([sys.executable, "-c", DIES_WITHIN_A_TRANSACTION, str(path)], check=False)
    assert path.with_name(f"{path.name}-journal").stat().st_size > 0
    with opener(path) as library:
        library.check()
        assert library.load(small_assessment.id) == small_assessment


def test_a_deleted_file_is_told_at_the_next_write(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    note = first_note(small_assessment)
    library.path.unlink()
    with pytest.raises(LibraryUnavailable, match="flyttet, slettet eller byttet ut"):
        library.write(small_assessment, [Change(note, None)])
    with pytest.raises(LibraryMissing):
        open_to_read(library.path)


def test_a_file_that_another_took_the_place_of_is_told(
    library: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    library.add(small_assessment)
    note = first_note(small_assessment)
    with open_library(tmp_path / "annet.kompassdb"):
        pass
    before = (tmp_path / "annet.kompassdb").read_bytes()
    (tmp_path / "annet.kompassdb").replace(library.path)
    with pytest.raises(LibraryUnavailable, match="byttet ut"):
        library.write(small_assessment, [Change(note, None)])
    assert library.path.read_bytes() == before


def test_a_file_that_comes_back_is_written_again(
    library: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    library.add(small_assessment)
    note = first_note(small_assessment)
    after = replace(note, text="skrevet etterpå")
    library.path.rename(tmp_path / "borte")
    with pytest.raises(LibraryUnavailable):
        library.write(small_assessment, [Change(note, after)])
    (tmp_path / "borte").rename(library.path)
    assert len(library.history(note.id)) == 1
    library.write(small_assessment, [Change(note, after)])
    assert first_note(library.load(small_assessment.id)) == after


def test_a_folder_that_vanishes_is_told(tmp_path: Path, small_assessment: Assessment) -> None:
    folder = tmp_path / "minnepinne"
    with open_library(folder / "bibliotek.kompassdb") as library:
        library.add(small_assessment)
        shutil.rmtree(folder)
        with pytest.raises(LibraryUnavailable):
            library.delete(small_assessment.id)


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everywhere"
)
def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(LibraryUnavailable, match="tilgang"):
            open_library(tmp_path / "bibliotek.kompassdb")
    finally:
        tmp_path.chmod(0o700)


def test_a_clock_set_back_never_turns_history_round(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([1_000, 2_000, 500, 500, 2_001, 1])
    monkeypatch.setattr("time.time_ns", lambda: next(times) * 1_000_000)
    clock = StampClock(None)
    stamps = [clock.next() for _ in range(6)]
    assert stamps == sorted(set(stamps))
    monkeypatch.setattr("time.time_ns", lambda: 0)
    assert StampClock(stamps[-1]).next() > stamps[-1]


def test_more_changes_in_a_millisecond_than_six_digits_count_stay_in_order(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 5_000_000)
    clock = StampClock("000000000000005-999998")
    stamps = [clock.next() for _ in range(3)]
    assert stamps == ["000000000000005-999999", "000000000000006-000000", "000000000000006-000001"]


def test_a_last_stamp_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match="stamp"):
        StampClock("i går")
