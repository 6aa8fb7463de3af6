"""Clocks that are far ahead or behind: nothing is lost, and nobody else's clock goes along."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Note, Particulars
from kompass_desktop.storage.backup.restoring import contents, restore
from kompass_desktop.storage.database.changes import BEGINNING
from kompass_desktop.storage.database.clocks import PROGRAM_RELEASED, latest_plausible_stamp
from kompass_desktop.storage.database.history import StampClock
from kompass_desktop.storage.exchange.kompass_file import read_packet, write_packet
from kompass_desktop.storage.exchange.packet import LATEST_STAMP, from_text, to_text
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import Packet
from kompass_desktop.storage.opening import open_library, open_to_read

TODAY = datetime(2027, 3, 12, 10, tzinfo=UTC)
AHEAD = {
    "a week": TODAY + timedelta(days=7),
    "a year": TODAY.replace(year=2028),
    "a century": TODAY.replace(year=2127),
    "the end of the calendar": datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
}


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    with patch("time.time_ns", lambda: int(moment.timestamp() * 1000) * 1_000_000):
        yield


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with clock_at(TODAY):
        yield


def note_of(assessment: Assessment) -> Note:
    return next(iter(assessment.notes.values()))


def put(library: Library, identity: str, note: Note, text: str) -> Note:
    after = replace(note, text=text)
    library.write(library.load(identity), [Change(note, after)])
    return after


def poison(library: Library, stamp: str) -> None:
    """Do to a library what an older program let a file with such a stamp do."""
    library.file.db.execute("UPDATE history SET stamp = ? WHERE stamp != ?", [stamp, BEGINNING])


def latest(library: Library) -> str:
    return str(library.file.db.execute("SELECT max(stamp) FROM history").fetchone()[0])


def written_at(folder: Path, assessment: Assessment, moment: datetime, text: str) -> Packet:
    """A copy of an assessment in which a colleague, whose clock shows that, wrote."""
    with clock_at(moment), open_library(folder / f"{new_id()}.kompassdb") as colleague:
        colleague.add(assessment)
        put(colleague, assessment.id, note_of(assessment), text)
        return colleague.packet(assessment.id)


@pytest.mark.parametrize("moment", AHEAD.values(), ids=AHEAD.keys())
def test_work_done_under_a_clock_far_ahead_comes_in_and_moves_no_other(
    library: Library, tmp_path: Path, small_assessment: Assessment, moment: datetime
) -> None:
    identity = small_assessment.id
    other = Assessment(Particulars(new_id(), "Tana", "", 2026), small_assessment.instrument)
    library.add(other)
    library.add(small_assessment)
    before = library.packet(other.id)
    arrival = library.merge(written_at(tmp_path, small_assessment, moment, "skrevet i morgen"))
    assert "klokken" in summary_sentence(arrival)
    assert library.load(identity).notes[note_of(small_assessment).id].text == "skrevet i morgen"
    put(library, identity, library.load(identity).notes[note_of(small_assessment).id], "siden")
    library.write(other, [Change(other.particulars, replace(other.particulars, report="1"))])
    assert library.packet(other.id).entries[:-1] == before.entries
    assert latest(library) <= latest_plausible_stamp()
    path = tmp_path / "ut.kompass"
    write_packet(library.packet(identity), path, "rein ski fjord øl")
    with open_library(tmp_path / "annet.kompassdb") as third:
        third.merge(read_packet(path, "rein ski fjord øl"))
        assert third.load(identity) == library.load(identity)


@pytest.mark.parametrize("stamp", [LATEST_STAMP, "253402300799999-000000"])
def test_a_file_made_to_stop_the_clock_stops_nothing(
    library: Library, small_assessment: Assessment, stamp: str
) -> None:
    identity = small_assessment.id
    library.add(small_assessment)
    packet = library.packet(identity)
    entries = tuple(replace(e, stamp=stamp, id=f"{e.id} 2", device="x") for e in packet.entries)
    library.merge(from_text(to_text(replace(packet, entries=entries))))
    put(library, identity, note_of(small_assessment), "videre")
    assert latest(library) <= latest_plausible_stamp()
    from_text(to_text(library.packet(identity)))


def test_a_clock_that_is_a_little_ahead_is_believed(
    library: Library, tmp_path: Path, small_assessment: Assessment
) -> None:
    """A day and a time zone wrong."""
    library.add(small_assessment)
    moment = TODAY + timedelta(hours=38)
    packet = written_at(tmp_path, small_assessment, moment, "skrevet")
    arrival = library.merge(packet)
    assert arrival.clock_ahead is None
    assert library.packet(small_assessment.id) == packet


def test_a_clock_that_is_a_little_ahead_drives_no_other_assessment(
    library: Library, tmp_path: Path, small_assessment: Assessment
) -> None:
    other = Assessment(Particulars(new_id(), "Tana", "", 2026), small_assessment.instrument)
    library.add(other)
    moment = TODAY + timedelta(hours=38)
    library.merge(written_at(tmp_path, small_assessment, moment, "skrevet"))
    library.write(other, [Change(other.particulars, replace(other.particulars, report="1"))])
    (_, entry) = library.history(other.id)
    assert entry.milliseconds == TODAY.timestamp() * 1000


def test_taking_in_again_what_was_brought_back_changes_nothing(
    library: Library, tmp_path: Path, small_assessment: Assessment
) -> None:
    packet = written_at(tmp_path, small_assessment, AHEAD["a year"], "skrevet")
    library.merge(packet)
    before = library.packet(small_assessment.id)
    arrival = library.merge(packet)
    assert arrival.is_empty
    assert library.packet(small_assessment.id) == before


def test_a_year_later_the_file_from_the_future_is_still_the_same(
    library: Library, tmp_path: Path, small_assessment: Assessment
) -> None:
    packet = written_at(tmp_path, small_assessment, AHEAD["a year"], "skrevet")
    library.merge(packet)
    note = library.load(small_assessment.id).notes[note_of(small_assessment).id]
    put(library, small_assessment.id, note, "siden")
    with clock_at(AHEAD["a year"] + timedelta(days=30)):
        arrival = library.merge(packet)
    assert arrival.is_empty
    assert arrival.conflicts == 0
    assert library.load(small_assessment.id).notes[note.id].text == "siden"


@pytest.mark.parametrize("moment", AHEAD.values(), ids=AHEAD.keys())
def test_opening_heals_a_library_whose_own_clock_was_wrong(
    tmp_path: Path, small_assessment: Assessment, moment: datetime
) -> None:
    identity = small_assessment.id
    path = tmp_path / "a.kompassdb"
    note = note_of(small_assessment)
    with clock_at(moment), open_library(path) as library:
        library.add(small_assessment)
        for text in ("en", "to", "tre"):
            note = put(library, identity, note, text)
        library.write(library.load(identity), [Change(note, None)])
        library.write(library.load(identity), [Change(None, note)])
        said = [(e.id, e.fields, e.bases) for e in library.history(note.id)]
    with open_library(path) as library:
        assert latest(library) <= latest_plausible_stamp()
        assert [(e.id, e.fields, e.bases) for e in library.history(note.id)] == said
        assert library.load(identity).notes[note.id] == note
        assert library.conflicts(identity) == []
        with open_library(tmp_path / "b.kompassdb") as other:
            assert other.merge(library.packet(identity)).clock_ahead is None


def with_stamps(stamp: str) -> Callable[[Library], None]:
    return lambda library: poison(library, stamp)


@pytest.mark.parametrize(
    "stamp", [LATEST_STAMP, "253402300800000-000017", "999999999999998-000000"]
)
def test_opening_heals_a_library_that_was_poisoned(
    tmp_path: Path, small_assessment: Assessment, stamp: str
) -> None:
    identity = small_assessment.id
    path = tmp_path / "a.kompassdb"
    with open_library(path) as library:
        library.add(small_assessment)
        note = put(library, identity, note_of(small_assessment), "skrevet")
        poison(library, stamp)
        backup = tmp_path / "kopi.kompassdb"
        library.file.db.execute("VACUUM INTO ?", [str(backup)])
    (held,) = contents(backup, None)
    assert held.changed_at is not None
    with open_to_read(path) as reader:
        assert reader.load(identity).notes[note.id].text == "skrevet"
    with open_library(path) as library:
        put(library, identity, note, "videre")
        assert latest(library) <= latest_plausible_stamp()
        from_text(to_text(library.packet(identity)))
        restore(library, backup, None)
        put(library, identity, note, "videre")
        assert latest(library) <= latest_plausible_stamp()


def test_copies_that_were_healed_apart_are_one(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    """Also with one that is not healed, and in whatever order."""
    identity = small_assessment.id
    note = note_of(small_assessment)
    paths = [tmp_path / f"{name}.kompassdb" for name in "abc"]
    with clock_at(AHEAD["a year"]), open_library(paths[0]) as library:
        library.add(small_assessment)
        note = put(library, identity, note, "en")
        for path in paths[1:]:
            library.file.db.execute("VACUUM INTO ?", [str(path)])
    with clock_at(TODAY):
        first = open_library(paths[0])
    with clock_at(TODAY + timedelta(days=1)):
        second = open_library(paths[1])
        put(second, identity, note, "to")
    with clock_at(AHEAD["a year"]):
        third = open_library(paths[2])
    with clock_at(TODAY + timedelta(days=2)):
        for _ in range(2):
            for to in (first, second, third):
                for of in (third, second, first):
                    to.merge(of.packet(identity))
    for library in (first, second, third):
        assert library.load(identity).notes[note.id].text == "to"
        assert library.conflicts(identity) == []
        assert library.packet(identity).entries == first.packet(identity).entries
    for library in (first, second, third):
        library.close()


@pytest.mark.parametrize("year", [1970, 2000, 2019])
def test_a_machine_whose_clock_has_lost_its_time_takes_in_what_colleagues_write(
    tmp_path: Path, small_assessment: Assessment, year: int
) -> None:
    identity = small_assessment.id
    path = tmp_path / "a.kompassdb"
    packet = written_at(tmp_path, small_assessment, TODAY, "skrevet")
    with clock_at(datetime(year, 1, 1, tzinfo=UTC)):
        with open_library(path) as library:
            arrival = library.merge(packet)
            assert arrival.clock_ahead is None
        with open_library(path) as library:
            assert library.packet(identity).entries == packet.entries
            note = library.load(identity).notes[note_of(small_assessment).id]
            put(library, identity, note, "videre")
            assert library.conflicts(identity) == []
            assert library.load(identity).notes[note.id].text == "videre"


def test_what_a_slow_clock_held_back_is_not_taken_for_known(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    """The stamps fall, and with them nothing that a deletion had not seen becomes seen."""
    identity = small_assessment.id
    note = note_of(small_assessment)
    with (
        open_library(tmp_path / "a.kompassdb") as writer,
        open_library(tmp_path / "b.kompassdb") as deleter,
        open_library(tmp_path / "c.kompassdb") as slow,
    ):
        writer.add(small_assessment)
        once = put(writer, identity, note, "en")
        deleter.merge(writer.packet(identity))
        put(writer, identity, once, "en og to")
        deleter.write(deleter.load(identity), [Change(once, None)])
        with clock_at(TODAY - timedelta(days=300)):
            assert latest_plausible_stamp() > f"{PROGRAM_RELEASED:015d}"
            slow.merge(writer.packet(identity))
        writer.merge(slow.packet(identity))
        writer.merge(deleter.packet(identity))
        (conflict,) = writer.conflicts(identity)
        assert conflict.sides[1].fields["text"] == "en og to"


def test_a_clock_of_the_end_of_time_leaves_room() -> None:
    with clock_at(datetime(9999, 12, 31, tzinfo=UTC)):
        assert StampClock(None).next() < "008000000000000"
