"""A library opens, or says in one sentence why not, and the file is then as it was."""

from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.storage.database.connection import Connection, connect
from kompass_desktop.storage.database.schema import APPLICATION_ID, known_migrations, migrations
from kompass_desktop.storage.errors import (
    LibraryDamaged,
    LibraryLocked,
    LibraryMissing,
    LibraryTooNew,
    LibraryUnavailable,
    StorageError,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read
from kompass_desktop.storage.place import default_library

Opener = Callable[[Path], Library]
BOTH_WAYS = pytest.mark.parametrize("opener", [open_library, open_to_read])
SEARCH = next(name for name in known_migrations() if name.endswith("search"))


@pytest.fixture
def closed_library(tmp_path: Path, small_assessment: Assessment) -> Path:
    """A library file that holds an assessment and is not open."""
    path = tmp_path / "bibliotek.kompassdb"
    with open_library(path) as library:
        library.add(small_assessment)
    return path


def one_sentence(error: StorageError) -> bool:
    text = str(error)
    return text.endswith(".") and ". " not in text and "\n" not in text


def made_older(path: Path) -> Path:
    """Make a library as an earlier program left it: without the search and all after it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        database = Database(connection)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(database, stop_before=SEARCH)
        database.table("instruments").insert(
            {"id": "i", "name": "Gammelt", "version": "1", "document": "{}"}
        )
        database.table("assessments").insert(
            {
                "id": "a",
                "instrument": "i",
                "municipality": "Kárášjohka - Karasjok",
                "municipality_number": "2021",
                "year": 2019,
                "report": "",
                "begins": "",
                "ends": "",
                "invented": 0,
                "finished": 1,
                "deleted": 0,
            }
        )
    return path


# New ones


def test_a_new_library_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "Ny mappe" / "æøå" / "bibliotek.kompassdb"
    with open_library(path) as library:
        assert library.listings() == []
        library.check()
        assert not library.is_read_only
    assert path.stat().st_size > 0


def test_every_commit_is_durable_and_references_are_kept(library: Library) -> None:
    pragmas = {
        name: library.file.db.conn.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_nothing_but_the_library_and_its_lock_is_left_behind(tmp_path: Path) -> None:
    open_library(tmp_path / "bibliotek.kompassdb").close()
    assert sorted(file.name for file in tmp_path.iterdir()) in (
        ["bibliotek.kompassdb"],
        ["bibliotek.kompassdb", "bibliotek.kompassdb.lock"],
    )


def test_a_library_that_was_only_half_made_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    for leftover in ("bibliotek.kompassdb.new", "bibliotek.kompassdb.new-wal"):
        (tmp_path / leftover).write_bytes(b"halvferdig" * 1000)
    with open_library(path) as library:
        library.check()


def test_the_remains_of_a_deleted_library_do_not_get_into_a_new_one(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    wal = tmp_path / "bibliotek.kompassdb-wal"
    with open_library(path) as library:
        library.add(small_assessment)
        shutil.copy(wal, tmp_path / "copy")
    path.unlink()
    shutil.move(tmp_path / "copy", wal)
    with open_library(path) as library:
        library.check()
        assert library.listings() == []


def test_the_libraries_place_is_the_users_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *a, **k: "/brukerens")
    assert default_library() == Path("/brukerens/library.kompassdb")


# Only one at a time writes


def test_a_library_open_in_another_window_is_said(library: Library) -> None:
    with pytest.raises(LibraryLocked) as raised:
        open_library(library.path)
    assert one_sentence(raised.value)
    library.close()
    open_library(library.path).close()


def test_another_way_to_the_same_file_is_the_same_library(library: Library, tmp_path: Path) -> None:
    link = tmp_path / "lenke.kompassdb"
    link.symlink_to(library.path)
    with pytest.raises(LibraryLocked):
        open_library(link)


OPENS_AND_WAITS = """
import sys
from pathlib import Path
from kompass_desktop.storage.opening import open_library
with open_library(Path(sys.argv[1])) as library:
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_library_open_in_another_process_can_be_read_but_not_opened(
    closed_library: Path, small_assessment: Assessment
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OPENS_AND_WAITS, str(closed_library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        with pytest.raises(LibraryLocked):
            open_library(closed_library)
        with open_to_read(closed_library) as reader:
            assert reader.load(small_assessment.id) == small_assessment
        process.kill()
    open_library(closed_library).close()


def test_what_is_read_beside_a_window_cannot_be_written(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    with open_to_read(library.path) as reader:
        assert reader.is_read_only
        with pytest.raises(LibraryUnavailable, match="skrivebeskyttet"):
            reader.delete(small_assessment.id)
        assert reader.load(small_assessment.id) == small_assessment


def test_a_library_that_is_not_there_is_not_made_to_read_it(tmp_path: Path) -> None:
    path = tmp_path / "finnes-ikke.kompassdb"
    with pytest.raises(LibraryMissing) as raised:
        open_to_read(path)
    assert one_sentence(raised.value)
    assert list(tmp_path.iterdir()) == []


# Older and newer ones


@BOTH_WAYS
def test_an_older_library_is_copied_aside_and_brought_up_to_date(
    tmp_path: Path, opener: Opener
) -> None:
    path = made_older(tmp_path / "gammelt.kompassdb")
    with opener(path) as library:
        (row,) = library.listings()
        assert row.particulars.municipality == "Kárášjohka - Karasjok"
        assert library.find("butikken") == set()
    (copy,) = tmp_path.glob("gammelt-før-oppdatering-*.kompassdb")
    with closing(sqlite3.connect(copy)) as connection:
        database = Database(connection)
        assert next(m.name for m in migrations.pending(database)) == SEARCH
        assert database.table("assessments").count == 1


@BOTH_WAYS
def test_a_library_that_is_up_to_date_is_not_copied(closed_library: Path, opener: Opener) -> None:
    opener(closed_library).close()
    assert list(closed_library.parent.glob("*oppdatering*")) == []


def test_a_copy_that_finds_no_room_leaves_the_older_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = made_older(tmp_path / "gammelt.kompassdb")

    def connect_to_a_full_disk(place: Path, key: bytes | None) -> Connection:
        connection = connect(place, key)
        if place != path:
            connection.execute("PRAGMA max_page_count = 3")
        return connection

    monkeypatch.setattr(
        "kompass_desktop.storage.database.whole_database.connect", connect_to_a_full_disk
    )
    with pytest.raises(LibraryUnavailable):
        open_library(path)
    assert {file.suffix for file in tmp_path.iterdir()} <= {".kompassdb", ".lock"}
    assert list(tmp_path.glob("*oppdatering*")) == []
    with closing(sqlite3.connect(path)) as connection:
        assert next(m.name for m in migrations.pending(Database(connection))) == SEARCH


@BOTH_WAYS
def test_a_newer_library_is_refused_and_not_changed(closed_library: Path, opener: Opener) -> None:
    with closing(sqlite3.connect(closed_library, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('kompass', 'm099_from_the_future', '2031-01-01')"
        )
    before = closed_library.read_bytes()
    with pytest.raises(LibraryTooNew) as raised:
        opener(closed_library)
    assert one_sentence(raised.value)
    assert "oppdater programmet" in str(raised.value)
    assert closed_library.read_bytes() == before


# Damaged ones


def another_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (text)")
        connection.commit()


def with_sql(statement: str) -> Callable[[Path], None]:
    def damage(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute(statement)

    return damage


DAMAGE: dict[str, Callable[[Path], object]] = {
    "random bytes": lambda path: path.write_bytes(random.Random(1).randbytes(20_000)),
    "a text": lambda path: path.write_text("Dette er notatene mine fra Karasjok. " * 200, "utf-8"),
    "a short text": lambda path: path.write_text("hei", "utf-8"),
    "nothing": lambda path: path.write_bytes(b""),
    "half of it": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "its first page": lambda path: path.write_bytes(path.read_bytes()[:4096]),
    "zeros": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "another database": another_database,
    "a table missing": with_sql("DROP TABLE ratings"),
    "a column missing": with_sql('ALTER TABLE notes RENAME COLUMN "text" TO "tekst"'),
    "its migrations forgotten": with_sql("DELETE FROM _sqlite_migrations"),
    "a stamp that is none": with_sql("UPDATE history SET stamp = 'i går'"),
    "a head without a body": lambda path: path.write_bytes(
        path.read_bytes()[:100] + bytes(path.stat().st_size - 100)
    ),
}


@BOTH_WAYS
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_library_is_told_and_not_changed(
    closed_library: Path, opener: Opener, damage: Callable[[Path], object]
) -> None:
    damage(closed_library)
    before = closed_library.read_bytes()
    with pytest.raises(LibraryDamaged) as raised:
        opener(closed_library)
    assert one_sentence(raised.value)
    assert str(closed_library) in str(raised.value)
    assert closed_library.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assessments SET year = 'i fjor'",
        "UPDATE ratings SET system = 'høyt'",
        "UPDATE notes SET mark = 'lapp'",
        "UPDATE notes SET position = NULL",
        "UPDATE recorded SET points = '1e999999999'",
        "UPDATE instruments SET document = '{}'",
        "DELETE FROM instruments",
        "UPDATE findings SET text = CAST(x'ff41' AS TEXT)",
    ],
)
def test_a_value_that_no_record_can_have_is_told(
    closed_library: Path, small_assessment: Assessment, statement: str
) -> None:
    with_sql(statement)(closed_library)
    with open_library(closed_library) as library:
        with pytest.raises(LibraryDamaged) as raised:
            library.load(small_assessment.id)
        with pytest.raises(LibraryDamaged):
            library.check()
    assert one_sentence(raised.value)


def test_whatever_is_damaged_is_told_and_never_a_traceback(
    closed_library: Path, small_assessment: Assessment
) -> None:
    """Bytes are changed at random; what can still be read must be what was written."""
    chance = random.Random(11)
    sound = closed_library.read_bytes()
    told: list[str] = []
    for _ in range(150):
        damaged = bytearray(sound)
        begin = chance.randrange(len(damaged))
        length = chance.choice([1, 1, 4, 64, 4096])
        damaged[begin : begin + length] = chance.randbytes(len(damaged[begin : begin + length]))
        closed_library.write_bytes(damaged)
        try:
            with open_library(closed_library) as library:
                for row in library.listings():
                    library.load(row.particulars.id)
                library.find("butikken")
                library.history(next(iter(small_assessment.notes)))
                library.check()
        except StorageError as error:
            told.append(str(error))
    assert len(told) > 20
    assert [message for message in told if "\n" in message] == []


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    for opener in (open_library, open_to_read):
        with pytest.raises(LibraryUnavailable):
            opener(tmp_path)


def test_a_file_where_its_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "mappe").write_text("ikke en mappe", "utf-8")
    with pytest.raises(LibraryUnavailable) as raised:
        open_library(tmp_path / "mappe" / "bibliotek.kompassdb")
    assert one_sentence(raised.value)


def test_a_library_that_could_not_be_opened_is_not_kept_locked(closed_library: Path) -> None:
    sound = closed_library.read_bytes()
    closed_library.write_bytes(b"")
    with pytest.raises(LibraryDamaged):
        open_library(closed_library)
    closed_library.write_bytes(sound)
    open_library(closed_library).close()
