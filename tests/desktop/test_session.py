"""The open assessment: changes are durable, undone, and kept when they cannot be written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import TEAM, Interview, Note
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_to_read


@pytest.fixture
def session(new_session: Session) -> Session:
    return new_session


def kept(session: Session) -> Assessment:
    """Return the assessment as another program would read it from the disk now."""
    with open_to_read(session.library.path) as reader:
        return reader.load(session.assessment.id)


def fill_the_disk(library: Library) -> None:
    connection = library.file.db.conn
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")


def free_the_disk(library: Library) -> None:
    library.file.db.conn.execute("PRAGMA max_page_count = 1000000")


def long_note(session: Session) -> Note:
    interview = Interview(new_id(), "mayor", "OF-01")
    session.put(interview)
    return Note(new_id(), interview.id, "á č đ " * 200_000, "2026-03-12T09:51:00+01:00")


def test_a_rating_is_on_the_disk_when_the_call_returns(session: Session) -> None:
    session.set_level(TEAM, "1.4.3", Aspect.SYSTEM, 3)
    assert kept(session).rating(TEAM, "1.4.3").system == 3


def test_a_rating_moves_the_scores_and_says_so(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignals([session.rating_changed, session.scores_changed, session.saved]):
        for aspect in Aspect:
            session.set_level(TEAM, "1.1.1", aspect, 4)
    assert session.board.score("1.1").points == 5
    assert session.saved_at is not None


def test_undo_and_redo_of_a_rating_reach_the_disk(session: Session) -> None:
    session.set_level(TEAM, "1.4.3", Aspect.SYSTEM, 3)
    session.set_level(TEAM, "1.4.3", Aspect.SYSTEM, 1)
    session.undo_stack.undo()
    assert kept(session).rating(TEAM, "1.4.3").system == 3
    session.undo_stack.undo()
    assert kept(session).ratings == {}
    session.undo_stack.redo()
    assert kept(session).rating(TEAM, "1.4.3").system == 3


def test_undo_brings_back_a_finding_with_its_place(session: Session) -> None:
    finding = session.add_finding(1, FindingKind.WEAKNESS, "Ingen «plan»", "1.1.1")
    session.remove_finding(finding)
    assert kept(session).findings == {}
    session.undo_stack.undo()
    assert kept(session).findings == {finding.id: finding}


def test_a_change_that_changes_nothing_leaves_no_trace(session: Session) -> None:
    session.set_level(TEAM, "1.4.3", Aspect.SYSTEM, 3)
    before = len(session.library.history(session.assessment.rating(TEAM, "1.4.3").id))
    session.set_level(TEAM, "1.4.3", Aspect.SYSTEM, 3)
    assert len(session.library.history(session.assessment.rating(TEAM, "1.4.3").id)) == before
    assert session.undo_stack.count() == 1


def test_a_full_disk_is_said_and_everything_is_written_later(
    qtbot: QtBot, session: Session
) -> None:
    note = long_note(session)
    fill_the_disk(session.library)
    with qtbot.waitSignal(session.save_failed) as failure:
        session.put(note)
    assert "disken er full" in failure.args[0]
    session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 2)
    assert session.assessment.notes[note.id] == note
    assert note.id not in kept(session).notes
    free_the_disk(session.library)
    with qtbot.waitSignal(session.saved, timeout=10_000):
        pass
    assert session.is_saved
    assert kept(session).notes[note.id] == note
    assert kept(session).rating(TEAM, "1.1.1").system == 2


def test_a_library_that_is_gone_is_said(qtbot: QtBot, session: Session) -> None:
    session.library.path.unlink()
    with qtbot.waitSignal(session.save_failed) as failure:
        session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 2)
    assert "flyttet, slettet" in failure.args[0]
    assert session.assessment.rating(TEAM, "1.1.1").system == 2


def test_flush_asks_for_what_is_typed(qtbot: QtBot, session: Session) -> None:
    session.flush_requested.connect(lambda: session.set_text("foreword", "Skrevet nå"))
    session.flush()
    assert kept(session).text("foreword") == "Skrevet nå"


def test_autosave_comes_soon_after_the_last_touch(qtbot: QtBot, session: Session) -> None:
    autosave = Autosave(session)
    with qtbot.waitSignal(autosave.due, timeout=1000):
        autosave.touch()
    assert not autosave.is_waiting


def test_autosave_comes_while_typing_goes_on(qtbot: QtBot, session: Session) -> None:
    autosave = Autosave(session)
    typing = QTimer(session, interval=50)
    typing.timeout.connect(autosave.touch)
    typing.start()
    with qtbot.waitSignal(autosave.due, timeout=2000):
        autosave.touch()
    assert typing.isActive()


def test_autosave_does_not_ask_when_nothing_was_typed(qtbot: QtBot, session: Session) -> None:
    autosave = Autosave(session)
    with qtbot.assertNotEmitted(autosave.due):
        autosave.flush()


def test_an_interview_that_goes_to_another_group_is_scored_with_it(
    small_session: Session,
) -> None:
    assessment = small_session.assessment
    union = next(each for each in assessment.interviews.values() if each.group == "union")
    for aspect in Aspect:
        small_session.set_level(union.id, "1.1.1", aspect, 0)
    mayor = next(each for each in assessment.interviews.values() if each.group == "mayor")
    small_session.put(replace(mayor, group="union"))
    assert small_session.board.rating("1.1.1") == Scoreboard(assessment).rating("1.1.1")
    assert small_session.board.score("1") == Scoreboard(assessment).score("1")
