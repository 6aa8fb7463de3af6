"""Whatever a finished assessment's session is asked for, nothing in the file changes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import FunctionType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import rating_id
from kompass_desktop.assessment.records import (
    TEAM,
    Attachment,
    Change,
    EventKind,
    Finding,
    Interview,
    Member,
    Note,
    Particulars,
    Rating,
    Record,
    ReportText,
)
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.undo_stack import Direction
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.errors import LibraryUnavailable
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from tests.desktop.finishing.kept_rows import rows
from tests.examples import bundled

SENTENCE = "Målingen er avsluttet. Gjenåpne den for å endre."
TEXTS = st.text(max_size=12)
CONTENT = b"et bilde"
PHOTO = Attachment(
    "photo", "tavle.jpg", "image/jpeg", len(CONTENT), hashlib.sha256(CONTENT).hexdigest()
)
NEW = "8c4d0f8e-6f5a-4c2e-9d1f-1f8f6a4f2b11"


def anything(data: st.DataObject, session: Session) -> Record:
    """Return a record of the assessment with another text or number, or a new one."""
    held = data.draw(st.sampled_from(list(session.assessment.records())))
    match held:
        case Particulars():
            return replace(
                held, report=data.draw(TEXTS), finished=data.draw(st.booleans()), year=2031
            )
        case Member() | Interview():
            return replace(held, name=data.draw(TEXTS), id=data.draw(either(held.id)))
        case Rating():
            return replace(held, system=data.draw(st.integers(0, 4)), reason=data.draw(TEXTS))
        case Note() | Finding():
            return replace(held, text=data.draw(TEXTS), id=data.draw(either(held.id)))
        case ReportText():
            return replace(held, text=data.draw(TEXTS))
    return replace(held, id=NEW)


def either(held: str) -> st.SearchStrategy[str]:
    return st.sampled_from([held, NEW])


LEVEL = st.integers(0, 4)
LEVELS = st.tuples(LEVEL, LEVEL, LEVEL, LEVEL)
Doing = Callable[[st.DataObject, Session], object]
DOINGS: dict[str, Doing] = {
    "change": lambda d, s: s.change([changing(d, s)], d.draw(st.sampled_from([None, "a"]))),
    "change_undoably": lambda d, s: s.change_undoably("x", [changing(d, s)]),
    "put": lambda d, s: s.put(anything(d, s)),
    "put_undoably": lambda d, s: s.put_undoably("x", anything(d, s)),
    "remove": lambda d, s: s.remove(some(d, s)),
    "set_particulars": lambda d, s: s.set_particulars(
        replace(s.assessment.particulars, finished=d.draw(st.booleans()), client=d.draw(TEXTS))
    ),
    "set_level": lambda d, s: s.set_level(
        d.draw(st.sampled_from([TEAM, *s.assessment.interviews])),
        "1.4.3",
        d.draw(st.sampled_from(Aspect)),
        d.draw(st.sampled_from([None, 0, 1, 2, 3, 4])),
    ),
    "set_rating": lambda d, s: s.set_rating(
        Rating(rating_id(s.assessment.id, TEAM, "1.1.1"), TEAM, "1.1.1", *d.draw(LEVELS))
    ),
    "discard_rating": lambda d, s: s.discard_rating(
        0, Rating(rating_id(s.assessment.id, TEAM, "1.1.1"), TEAM, "1.1.1", *d.draw(LEVELS))
    ),
    "add_finding": lambda d, s: s.add_finding(1, FindingKind.STRENGTH, d.draw(TEXTS)),
    "set_finding": lambda d, s: s.set_finding(
        replace(next(iter(s.assessment.findings.values())), text=d.draw(TEXTS))
    ),
    "remove_finding": lambda d, s: s.remove_finding(
        d.draw(st.sampled_from(list(s.assessment.findings.values())))
    ),
    "set_text": lambda d, s: s.set_text(
        d.draw(st.sampled_from(["area-1", "closing"])), d.draw(st.none() | TEXTS)
    ),
    "attach_undoably": lambda d, s: s.attach_undoably(
        "x", [Change(None, PHOTO)], {PHOTO.digest: CONTENT}
    ),
    "undo": lambda d, s: s.undo_stack.undo(),
    "redo": lambda d, s: s.undo_stack.redo(),
    "undo by key": lambda d, s: s.undo_stack.ask_to(d.draw(st.sampled_from(Direction))),
    "finish": lambda d, s: s.finish(),
    "flush": lambda d, s: s.flush(),
    "save_again": lambda d, s: s.save_again(),
    "find_conflicts": lambda d, s: s.find_conflicts(),
}


def some(data: st.DataObject, session: Session) -> Record:
    _, *others = session.assessment.records()
    return data.draw(st.sampled_from(others))


def changing(data: st.DataObject, session: Session) -> Change:
    after = anything(data, session)
    if data.draw(st.booleans()) and not isinstance(after, Particulars):
        return Change(after, None)
    return Change(session.assessment.get(after), after)


@pytest.fixture(scope="module")
def one_session(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The full example, finished with a step to undo and one to redo."""
    example = bundled()
    with open_library(tmp_path_factory.mktemp("bibliotek") / "a.kompassdb") as library:
        library.add(example)
        session = Session(library, library.load(example.id))
        session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 3)
        session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 2)
        session.undo_stack.undo()
        session.finish()
        yield session


@settings(max_examples=60)
@given(data=st.data(), names=st.lists(st.sampled_from(sorted(DOINGS)), min_size=1, max_size=20))
def test_nothing_that_a_session_is_asked_for_changes_the_file(
    one_session: Session, data: st.DataObject, names: list[str]
) -> None:
    before, held = rows(one_session.library), one_session.assessment.snapshot()
    refused: list[str] = []
    one_session.change_refused.connect(refused.append)
    for name in names:
        DOINGS[name](data, one_session)
    one_session.change_refused.disconnect(refused.append)
    assert rows(one_session.library) == before
    assert one_session.assessment == held
    assert one_session.is_saved
    assert set(refused) <= {SENTENCE}


SILENT = {"finish", "flush", "save_again", "find_conflicts"}
"""What changes nothing, or has nothing left to do."""


@pytest.mark.parametrize("name", sorted(set(DOINGS) - SILENT))
def test_whoever_asks_for_a_change_is_told_why_not(
    qtbot: QtBot, finished_session: Session, name: str
) -> None:
    @settings(max_examples=1)
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        with qtbot.waitSignal(finished_session.change_refused, timeout=0) as told:
            DOINGS[name](data, finished_session)
        assert told.args == [SENTENCE]

    ask()


def test_every_way_to_change_is_among_them() -> None:
    ways = {
        name
        for name, value in vars(Session).items()
        if isinstance(value, FunctionType) and not name.startswith("_")
    }
    # The settling of conflicts has a test of its own; the others do not change what is finished.
    settling = {"settle", "settle_with"}
    changing_nothing = {
        *("reopen", "refuses_change", "refuses_change_of", "doubt", "keep_sender"),
        "reload_merged",
    }
    assert ways <= {*DOINGS, *settling, *changing_nothing}


def test_a_conflict_is_not_settled(
    library: Library, small_assessment: Assessment, tmp_path: Path, qtbot: QtBot
) -> None:
    library.add(small_assessment)
    member = next(iter(small_assessment.members.values()))
    with open_library(tmp_path / "kollega.kompassdb") as other:
        other.merge(library.packet(small_assessment.id))
        for each, name in ((library, "Konsulent B"), (other, "Konsulent C")):
            now = each.load(small_assessment.id)
            each.write(now, [Change(member, replace(member, name=name))])
        library.merge(other.packet(small_assessment.id))
    session = Session(library, library.load(small_assessment.id))
    (conflict,) = session.conflicts
    session.finish()
    before = rows(library)
    with qtbot.waitSignal(session.change_refused):
        session.settle(conflict, conflict.sides[0])
    with qtbot.waitSignal(session.change_refused):
        session.settle_with(conflict, "Konsulent D")
    assert rows(library) == before
    session.reopen("")
    session.settle(conflict, conflict.sides[0])
    assert session.conflicts == []


def test_after_reopening_work_and_undo_go_on_where_they_were(full_session: Session) -> None:
    session = full_session
    before = session.assessment.rating(TEAM, "1.1.1")
    session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 0)
    session.finish()
    figures = session.board.figures
    session.undo_stack.undo()
    assert session.board.figures == figures
    session.reopen("Et intervju manglet")
    session.undo_stack.undo()
    assert session.assessment.rating(TEAM, "1.1.1") == before
    assert session.board.figures == Scoreboard(session.assessment).figures != figures
    kept = session.library.load(session.assessment.id)
    assert kept == session.assessment
    assert [event.kind for event in kept.events_in_order()] == [
        EventKind.FINISHED,
        EventKind.REOPENED,
    ]


def test_what_is_typed_is_kept_before_it_is_finished(full_session: Session) -> None:
    session = full_session
    session.flush_requested.connect(lambda: session.set_text("closing", "Takk"))
    session.finish()
    assert session.library.load(session.assessment.id).text("closing") == "Takk"
    assert session.assessment.is_finished


def test_it_is_not_finished_while_something_cannot_be_written(full_session: Session) -> None:
    session = full_session
    session.library.file.db.execute("PRAGMA query_only = 1")
    session.set_text("closing", "Takk")
    with pytest.raises(LibraryUnavailable):
        session.finish()
    session.library.file.db.execute("PRAGMA query_only = 0")
    assert not session.library.load(session.assessment.id).is_finished
    session.finish()
    kept = session.library.load(session.assessment.id)
    assert (kept.is_finished, kept.text("closing")) == (True, "Takk")


def test_it_is_neither_finished_nor_reopened_by_a_change_of_particulars(
    full_session: Session,
) -> None:
    session = full_session
    particulars = session.assessment.particulars
    session.set_particulars(replace(particulars, finished=True, client="Kommunen"))
    assert session.assessment.particulars == replace(particulars, client="Kommunen")
    assert session.library.load(session.assessment.id) == session.assessment
