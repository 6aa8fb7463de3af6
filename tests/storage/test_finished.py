"""A finished assessment in the library: what is refused, what is frozen, and what goes along."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kompass_desktop.assessment.anonymity import without_names
from kompass_desktop.assessment.finishing import departure, finishing, reopening
from kompass_desktop.assessment.kept_texts import to_text
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, rating_id
from kompass_desktop.assessment.records import TEAM, Change, EventKind, Interview, Note, Rating
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.storage.database.rows import TABLES
from kompass_desktop.storage.database.timeline import ChangeType
from kompass_desktop.storage.errors import AssessmentFinished, UnreadableFile
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.json_file import from_json, to_json
from kompass_desktop.storage.exchange.packet import from_text
from kompass_desktop.storage.exchange.packet import to_text as packet_text
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import BadPacket
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from tests.examples import bundled

DRAFTS = to_text({"nb": {"closing": "Takk til Olava Oppdiktet"}})


def finish(library: Library, identity: str) -> Assessment:
    assessment = library.load(identity)
    library.write(assessment, finishing(assessment, datetime.now(UTC), "0.1.0", DRAFTS))
    return library.load(identity)


def reopen(library: Library, identity: str, reason: str = "") -> Assessment:
    assessment = library.load(identity)
    library.write(assessment, reopening(assessment, datetime.now(UTC), reason))
    return library.load(identity)


def team_rating(assessment: Assessment, code: str, level: int) -> Change:
    rating = Rating(rating_id(assessment.id, TEAM, code), TEAM, code, level, level, level, level)
    return Change(assessment.get(rating), rating)


def every_row(library: Library) -> list[str]:
    """Return what is written of assessments, with their history."""
    tables = ("history", *TABLES.values())
    return [str(row) for table in tables for row in library.file.db.table(table).rows]


@pytest.fixture
def identity(library: Library, small_assessment: Assessment) -> str:
    library.add(small_assessment)
    return small_assessment.id


@pytest.fixture
def colleague(tmp_path: Path) -> Iterator[Library]:
    """The library of a colleague, on another computer."""
    with open_library(tmp_path / "kollega.kompassdb") as opened:
        yield opened


# What is refused


def test_the_file_takes_no_change_of_what_is_finished(library: Library, identity: str) -> None:
    stale = library.load(identity)
    finish(library, identity)
    before = every_row(library)
    # As from whoever has not noticed that it is finished.
    for record in list(stale.records()):
        for change in (Change(record, None), Change(record, replace(record, id=new_id()))):
            with pytest.raises(AssessmentFinished, match="gjenåpne den først"):
                library.write(stale, [change])
    with pytest.raises(AssessmentFinished):
        library.write(stale, [*reopening(stale, datetime.now(UTC), ""), team_rating(stale, "1", 4)])
    assert every_row(library) == before


def test_a_reopened_one_takes_changes_again(library: Library, identity: str) -> None:
    finish(library, identity)
    assessment = reopen(library, identity, "Et intervju manglet")
    library.write(assessment, [team_rating(assessment, "1.1.1", 4)])
    assert Scoreboard(library.load(identity)).score("1.1.1").points == 5


def test_the_history_tells_who_finished_and_reopened_it_and_why(
    library: Library, identity: str
) -> None:
    frozen = finish(library, identity).finish
    reopen(library, identity, "Et intervju manglet")
    events = [c for c in library.timeline(identity) if c.record.id != identity][:2]
    assert [(c.change_type, c.device in library.own_writers()) for c in events] == [
        (ChangeType.CREATED, True)
    ] * 2
    assert {"reason": "Et intervju manglet"}.items() <= events[0].visible_fields.items()
    assert events[1].record == frozen
    # The figures until the reopening are kept, and nobody has to read them as text.
    assert frozen is not None
    assert frozen.figures
    assert "figures" not in events[1].visible_fields


def test_a_finished_one_can_be_deleted_brought_back_and_erased(
    library: Library, identity: str
) -> None:
    finished = finish(library, identity)
    library.delete(identity)
    assert library.listings() == []
    library.restore(identity)
    assert library.load(identity) == finished
    LibraryPrivacy(library).erase([identity])
    assert not any(identity in row for row in every_row(library))


# What stands


def test_another_instrument_under_the_same_name_changes_no_figure(
    library: Library, identity: str
) -> None:
    finished = finish(library, identity)
    figures = Scoreboard(finished).figures
    (document,) = library.file.db.execute("SELECT document FROM instruments").fetchone()
    content = json.loads(document)
    for aspect in content["aspects"]:
        aspect["weight"] = 7 if aspect["key"] == "system" else 1
    assert content != json.loads(document)
    # As an import never does, but a hand in the file could.
    library.file.db.execute("UPDATE instruments SET document = ?", [json.dumps(content)])
    library.file.db.conn.commit()
    path = library.path
    library.close()
    with open_library(path) as again:
        tampered = again.load(identity)
        assert tampered.instrument != finished.instrument
        assert Scoreboard(tampered).figures == figures
        departed = departure(tampered)
        assert departed is not None


def test_an_instrument_of_the_same_name_and_version_is_kept_beside_the_first(
    library: Library, identity: str, small_assessment: Assessment
) -> None:
    finish(library, identity)
    content = json.loads(small_assessment.instrument.document)
    content["aspects"][0]["weight"] = 7
    copied = json.loads(to_json(load_of("eksempelvik-2025")))
    copied["instrument"] = content
    library.add(from_json(json.dumps(copied), Path("x.json"), bundled_instrument))
    loaded = library.load(identity)
    assert loaded.instrument == small_assessment.instrument
    assert departure(loaded) is None


def load_of(name: str) -> Assessment:
    return bundled(name)


def test_what_comes_finished_without_figures_is_frozen_as_it_comes(library: Library) -> None:
    karasjok = load_of("karasjok-2019")
    assert karasjok.finish is None
    figures = Scoreboard(karasjok).figures
    library.add(karasjok)
    loaded = library.load(karasjok.id)
    assert loaded.finish is not None
    assert loaded.finish.at == ""
    assert Scoreboard(loaded).figures == figures


def test_a_library_from_before_is_frozen_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "gammel.kompassdb"
    karasjok = load_of("karasjok-2019")
    with open_library(path) as library:
        library.add(karasjok)
        library.file.db.execute("DELETE FROM history WHERE record_type = 'events'")
        library.file.db.execute("DELETE FROM events")
        library.file.db.execute("DROP TABLE events")
        library.file.db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm021_events'")
        library.file.db.conn.commit()
    with open_library(path) as library:
        first = library.load(karasjok.id)
    with open_library(path) as library:
        again = library.load(karasjok.id)
    assert first.finish is not None
    assert first.events == again.events


def test_one_that_cannot_be_read_keeps_no_library_from_opening(tmp_path: Path) -> None:
    path = tmp_path / "skadet.kompassdb"
    with open_library(path) as library:
        library.add(load_of("karasjok-2019"))
        library.file.db.execute("DELETE FROM events")
        library.file.db.execute("UPDATE instruments SET document = 'x'")
        library.file.db.conn.commit()
    with open_library(path) as library:
        assert len(library.listings()) == 1


# With a colleague


def test_what_a_colleague_did_comes_in_and_the_figures_stand(
    library: Library, colleague: Library, identity: str
) -> None:
    colleague.merge(library.packet(identity))
    theirs = colleague.load(identity)
    colleague.write(theirs, [team_rating(theirs, "1.1.1", 4)])
    figures = Scoreboard(finish(library, identity)).figures
    arrival = library.merge(colleague.packet(identity))
    merged = library.load(identity)
    assert merged.rating(TEAM, "1.1.1").system == 4
    assert merged.is_finished
    assert Scoreboard(merged).figures == figures
    assert arrival.departure is not None
    assert "beholder tallene" in summary_sentence(arrival)
    # Nothing is lost: reopened, it counts.
    assert Scoreboard(reopen(library, identity)).score("1.1.1").points == 5


def test_a_colleagues_copy_becomes_finished_too_and_both_are_alike(
    library: Library, colleague: Library, identity: str
) -> None:
    colleague.merge(library.packet(identity))
    theirs = colleague.load(identity)
    colleague.write(theirs, [team_rating(theirs, "1.1.1", 4)])
    figures = Scoreboard(finish(library, identity)).figures
    colleague.merge(library.packet(identity))
    library.merge(colleague.packet(identity))
    assert colleague.load(identity) == library.load(identity)
    assert Scoreboard(colleague.load(identity)).figures == figures
    with pytest.raises(AssessmentFinished):
        colleague.write(theirs, [team_rating(theirs, "1.1.2", 0)])


def test_two_that_were_finished_apart_have_the_figures_of_the_later(
    library: Library, colleague: Library, identity: str
) -> None:
    colleague.merge(library.packet(identity))
    theirs = colleague.load(identity)
    colleague.write(theirs, [team_rating(theirs, "1.1.1", 4)])
    finish(library, identity)
    later = finish(colleague, identity)
    for _ in range(2):
        library.merge(colleague.packet(identity))
        colleague.merge(library.packet(identity))
    assert library.load(identity) == colleague.load(identity)
    assert library.load(identity).finish == later.finish
    assert library.conflicts(identity) == []


def test_a_reopening_reaches_the_colleague_who_had_it_finished(
    library: Library, colleague: Library, identity: str
) -> None:
    finish(library, identity)
    colleague.merge(library.packet(identity))
    reopened = reopen(library, identity, "Et intervju manglet")
    colleague.merge(library.packet(identity))
    assert colleague.load(identity) == reopened
    assert not reopened.is_finished


def test_a_merge_that_changes_no_figure_says_nothing_of_figures(
    library: Library, colleague: Library, identity: str
) -> None:
    colleague.merge(library.packet(identity))
    theirs = colleague.load(identity)
    interview = next(iter(theirs.interviews))
    line = Note(new_id(), interview, "Til slutt", "2026-03-12T09:51:00+01:00")
    colleague.write(theirs, [Change(None, line)])
    finish(library, identity)
    arrival = library.merge(colleague.packet(identity))
    assert arrival.departure is None
    assert line.id in library.load(identity).notes


# In files


def test_a_packet_carries_the_figures_and_asks_older_programs_to_be_updated(
    library: Library, colleague: Library, identity: str
) -> None:
    finished = finish(library, identity)
    text = packet_text(library.packet(identity))
    assert json.loads(text)["version"] == 5
    colleague.merge(from_text(text))
    assert colleague.load(identity) == finished


def test_a_json_file_carries_them_too(library: Library, identity: str, tmp_path: Path) -> None:
    plain = json.loads(to_json(library.load(identity)))
    assert "events" not in plain
    finished = finish(library, identity)
    text = to_json(finished)
    assert json.loads(text)["version"] == 4
    assert from_json(text, tmp_path / "x.json", bundled_instrument) == finished


@pytest.mark.parametrize(
    ("field", "value"),
    [("figures", "x"), ("drafts", "x"), ("at", "i går"), ("kind", "sold"), ("kind", "reopened")],
)
def test_events_that_make_no_sense_are_refused(
    library: Library, identity: str, tmp_path: Path, field: str, value: str
) -> None:
    finish(library, identity)
    content = json.loads(to_json(library.load(identity)))
    content["events"][0][field] = value
    with pytest.raises(UnreadableFile):
        from_json(json.dumps(content), tmp_path / "x.json", bundled_instrument)
    packet = json.loads(packet_text(library.packet(identity)))
    (entry,) = (e for e in packet["history"] if e["type"] == "events")
    entry["fields"][field] = value
    with pytest.raises(BadPacket):
        from_text(json.dumps(packet))


def test_a_name_in_a_reason_is_not_passed_on(library: Library, identity: str) -> None:
    name_someone(library, identity)
    finish(library, identity)
    reopened = reopen(library, identity, "Olava Oppdiktet ringte")
    assert "Olava" in to_json(reopened)
    assert "Olava" not in to_json(without_names(reopened))


def name_someone(library: Library, identity: str) -> None:
    interview = Interview(new_id(), "unit_leaders", "VL-09", "Olava Oppdiktet")
    library.write(library.load(identity), [Change(None, interview)])


# When the people are taken out


def test_anonymising_keeps_the_figures_and_is_itself_recorded(
    library: Library, identity: str
) -> None:
    name_someone(library, identity)
    finish(library, identity)
    reopen(library, identity, "Olava Oppdiktet ringte")
    finished = finish(library, identity)
    LibraryPrivacy(library).anonymise(identity, NotesFate.DELETED)
    after = library.load(identity)
    assert after.is_finished
    assert Scoreboard(after).figures == Scoreboard(finished).figures
    assert [event.kind for event in after.events_in_order()] == [
        EventKind.FINISHED,
        EventKind.REOPENED,
        EventKind.FINISHED,
        EventKind.ANONYMISED,
    ]
    assert not any("Olava" in row for row in every_row(library))
    newest = library.timeline(identity)[0]
    assert newest.change_type is ChangeType.CREATED


def test_a_copy_of_the_file_is_as_finished(library: Library, identity: str, tmp_path: Path) -> None:
    finished = finish(library, identity)
    library.close()
    copy = tmp_path / "kopi.kompassdb"
    shutil.copy(library.path, copy)
    with open_library(copy) as opened:
        assert opened.load(identity) == finished
