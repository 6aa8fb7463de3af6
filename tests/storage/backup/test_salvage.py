"""Of a damaged library all that can be read is saved, and nothing that is not true is said."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Note, Particulars
from kompass_desktop.storage.backup.salvage import salvage, salvage_closed
from kompass_desktop.storage.database.connection import DatabaseError, connect, connect_to_read
from kompass_desktop.storage.database.integrity import check_quickly
from kompass_desktop.storage.errors import LibraryDamaged, LibraryLocked, StorageError
from kompass_desktop.storage.opening import open_library

KEY = bytes(range(32))
PAGE = 4096
BOTH = pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])


@pytest.fixture
def example(small_assessment: Assessment) -> Assessment:
    """An assessment whose notes and history fill many pages."""
    interview = next(iter(small_assessment.interviews))
    for number in range(120):
        text = f"Kommunen svarer {number}: " + "de møter folk på butikken. " * 8
        note = Note(new_id(), interview, text, "2026-03-12T09:51:00+01:00", position=number)
        small_assessment.apply(Change(None, note))
    return small_assessment


def library_with(path: Path, key: bytes | None, *assessments: Assessment) -> Path:
    with open_library(path, key) as library:
        for assessment in assessments:
            library.add(assessment)
    return path


def damage(path: Path, *pages: int) -> None:
    """Overwrite pages, counted from 1, with noise."""
    noise = random.Random(2026)
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(noise.randbytes(PAGE))


def pages_of(path: Path, key: bytes | None, table: str) -> list[int]:
    """Return the leaves of a table, found by damaging one page after the other."""
    whole = path.read_bytes()
    found = []
    for page in range(2, len(whole) // PAGE + 1):
        damage(path, page)
        # A page of the schema hurts all tables, and a page above the leaves several rows.
        if not can_read(path, key, table) and can_read(path, key, "library"):
            found.append(page)
        path.write_bytes(whole)
    return found


def can_read(path: Path, key: bytes | None, table: str) -> bool:
    with closing(connect_to_read(path, key)) as connection:
        try:
            connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall()
        except DatabaseError:
            return False
    return True


@BOTH
def test_notes_on_a_damaged_page_come_back_from_their_history(
    tmp_path: Path, example: Assessment, key: bytes | None
) -> None:
    path = library_with(tmp_path / "bibliotek.kompassdb", key, example)
    leaf = pages_of(path, key, "notes")[1]
    damage(path, leaf)
    with pytest.raises(LibraryDamaged):
        check_quickly(path, key)
    before = path.read_bytes()
    found, aside = salvage_closed(path, key)
    assert aside.read_bytes() == before
    assert found.rebuilt["notes"] > 0
    assert not +found.lost
    with open_library(path, key) as library:
        library.check()
        assert library.load(example.id) == example
        assert library.find("kommunen") == {example.id}


@BOTH
def test_a_damaged_history_costs_no_record(
    tmp_path: Path, example: Assessment, key: bytes | None
) -> None:
    path = library_with(tmp_path / "bibliotek.kompassdb", key, example)
    damage(path, *pages_of(path, key, "history")[3:6])
    found, _ = salvage_closed(path, key)
    assert found.lost["history"] > 0
    assert {table for table, lost in found.lost.items() if lost} == {"history"}
    with open_library(path, key) as library:
        library.check()
        assert library.load(example.id) == example


@BOTH
def test_the_latest_wording_is_the_one_that_comes_back(
    tmp_path: Path, small_assessment: Assessment, key: bytes | None
) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    interview = next(iter(small_assessment.interviews))
    long_ago = Note(new_id(), interview, "først", "2026-03-12T09:51:00+01:00")
    gone = Note(new_id(), interview, "slettes", "2026-03-12T09:52:00+01:00")
    with open_library(path, key) as library:
        library.add(small_assessment)
        latest = replace(long_ago, text="til slutt " + "x" * 500)
        changes = (Change(None, long_ago), Change(None, gone), Change(long_ago, latest))
        for change in (*changes, Change(gone, None)):
            library.write(small_assessment, [change])
        device = library.device
    with closing(connect(path, key)) as connection:
        connection.execute("DELETE FROM notes")
    found, _ = salvage_closed(path, key)
    assert found.rebuilt["notes"] == 4
    with open_library(path, key) as library:
        notes = library.load(small_assessment.id).notes
        assert notes[latest.id] == latest
        assert gone.id not in notes
        assert library.device == device


def test_an_assessment_whose_row_is_lost_comes_back_with_its_records(
    tmp_path: Path, example: Assessment
) -> None:
    path = library_with(tmp_path / "bibliotek.kompassdb", None, example)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM assessments")
        connection.execute("DELETE FROM instruments")
    found, _ = salvage_closed(path, None)
    assert found.rebuilt["assessments"] == 1
    with open_library(path) as library:
        library.check()
        assert library.load(example.id) == example


@pytest.mark.parametrize("harm", ["{", "{}", None])
def test_an_instrument_that_is_damaged_within_is_replaced_by_the_bundled_one(
    tmp_path: Path, example: Assessment, harm: str | None
) -> None:
    path = library_with(tmp_path / "bibliotek.kompassdb", None, example)
    with closing(connect(path)) as connection:
        (document,) = connection.execute("SELECT document FROM instruments").fetchone()
        # Without a broken word it reads as before, but is not what was kept.
        damaged = harm if harm is not None else document.replace("kommunikasjon", "kommunikasj0n")
        connection.execute("UPDATE instruments SET document = ?", [damaged])
    found, _ = salvage_closed(path, None)
    assert found.lost["instruments"] == 1
    with open_library(path) as library:
        library.check()
        assert library.load(example.id) == example


def test_a_change_without_a_time_does_not_keep_the_library_shut(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    path = library_with(tmp_path / "bibliotek.kompassdb", None, small_assessment)
    note, interview = next(iter(small_assessment.notes)), next(iter(small_assessment.interviews))
    with closing(connect(path)) as connection:
        connection.execute("UPDATE history SET stamp = 'i går' WHERE record = ?", [note])
        connection.execute("UPDATE history SET fields = '{' WHERE record = ?", [interview])
    with pytest.raises(LibraryDamaged):
        open_library(path)
    found, _ = salvage_closed(path, None)
    assert +found.lost == {"history": 2}
    with open_library(path) as library:
        library.check()
        assert library.load(small_assessment.id) == small_assessment


def test_what_is_lost_for_good_is_counted_and_the_rest_opens(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    path = library_with(tmp_path / "bibliotek.kompassdb", None, small_assessment)
    note = next(iter(small_assessment.notes))
    with closing(connect(path)) as connection:
        connection.execute("UPDATE notes SET mark = 'tull' WHERE id = ?", [note])
        connection.execute("DELETE FROM history WHERE record = ?", [note])
    found, _ = salvage_closed(path, None)
    assert +found.lost == {"notes": 1}
    assert found.saved["notes"] == 1
    with open_library(path) as library:
        library.check()
        assert list(library.load(small_assessment.id).notes) != [note]


def test_records_of_an_assessment_that_is_lost_are_lost_with_it(
    tmp_path: Path, small_assessment: Assessment, empty_assessment: Assessment
) -> None:
    other = Assessment(
        Particulars(new_id(), "Deatnu - Tana", "5628", 2026), empty_assessment.instrument
    )
    path = library_with(tmp_path / "bibliotek.kompassdb", None, small_assessment, other)
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM assessments WHERE id = ?", [small_assessment.id])
        connection.execute("DELETE FROM history WHERE record_type = 'assessments'")
    found, _ = salvage_closed(path, None)
    assert (found.saved["assessments"], found.lost["notes"]) == (1, 2)
    with open_library(path) as library:
        library.check()
        assert [row.particulars.municipality for row in library.listings()] == ["Deatnu - Tana"]


def test_an_open_library_goes_on_with_what_was_saved(tmp_path: Path, example: Assessment) -> None:
    path = library_with(tmp_path / "bibliotek.kompassdb", None, example)
    leaf = pages_of(path, None, "notes")[0]
    with open_library(path) as library:
        damage(path, leaf)
        with pytest.raises(LibraryLocked):
            salvage_closed(path, None)
        found, aside = salvage(library)
        assert found.rebuilt["notes"] > 0
        assert aside.exists()
        library.check()
        assert library.load(example.id) == example


def garbage(path: Path) -> None:
    path.write_bytes(b"Kjaere dagbok" * 1000)


def without_its_first_page(path: Path) -> None:
    damage(path, 1)


@pytest.mark.parametrize("harm", [garbage, without_its_first_page])
def test_where_nothing_can_be_read_nothing_is_touched(
    tmp_path: Path, small_assessment: Assessment, harm: Callable[[Path], None]
) -> None:
    path = library_with(tmp_path / "bibliotek.kompassdb", None, small_assessment)
    harm(path)
    before = path.read_bytes()
    with pytest.raises(LibraryDamaged):
        salvage_closed(path, None)
    assert path.read_bytes() == before
    assert {file.name for file in tmp_path.iterdir()} <= {path.name, f"{path.name}.lock"}


@BOTH
def test_whatever_is_damaged_is_saved_or_told(
    tmp_path: Path, small_assessment: Assessment, key: bytes | None
) -> None:
    whole = library_with(tmp_path / "hel.kompassdb", key, small_assessment).read_bytes()
    chance = random.Random(2026)
    saved = 0
    for number in range(40):
        path = tmp_path / f"{number}.kompassdb"
        damaged = bytearray(whole)
        for _ in range(chance.choice([1, 3, 20])):
            begin = chance.randrange(len(damaged))
            length = chance.choice([1, 60, PAGE])
            damaged[begin : begin + length] = chance.randbytes(len(damaged[begin : begin + length]))
        path.write_bytes(damaged[: chance.choice([len(damaged), len(damaged) - PAGE])])
        try:
            salvage_closed(path, key)
        except StorageError:
            continue
        saved += 1
        with open_library(path, key) as library:
            library.check()
            assert len(library.listings()) <= 1
    assert saved > 5


@BOTH
def test_of_a_file_that_was_cut_all_that_is_left_is_saved(
    tmp_path: Path, example: Assessment, key: bytes | None
) -> None:
    whole = library_with(tmp_path / "hel.kompassdb", key, example).read_bytes()
    total = len(list(example.records()))
    chance = random.Random(2026)
    lengths = [len(whole) - cut for cut in (1, PAGE, PAGE + 1)]
    lengths += [int(len(whole) * chance.uniform(0.6, 1)) for _ in range(2)]
    for number, length in enumerate(lengths):
        path = tmp_path / f"{number}.kompassdb"
        path.write_bytes(whole[:length])
        _, aside = salvage_closed(path, key)
        assert aside.read_bytes() == whole[:length]
        assert not list(tmp_path.glob("*.part*"))
        with open_library(path, key) as library:
            library.check()
            kept = library.load(example.id)
            share = sum(kept.get(record) == record for record in example.records()) / total
        assert share > length / len(whole) - 0.25
