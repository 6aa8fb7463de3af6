"""Whatever is done, undone, redone, merged and reloaded: memory and disk say the same."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtWidgets import QApplication

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, Lift
from kompass_desktop.assessment.record_ids import asking_choice_id, lift_id, new_id, text_id
from kompass_desktop.assessment.records import (
    TEAM,
    AskingChoice,
    Change,
    Finding,
    Interview,
    Mark,
    Member,
    Note,
    Particulars,
    Rating,
    Record,
    ReportText,
    Sentence,
)
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.opening import open_library

POINTS = ("1.1.1", "1.4.3", "8.2.1")
WORDS = st.sampled_from(["", "Ærfugl", "Ærfugl og rein", "Kárášjohka", "\ud83d", "12.3 9:30"])
NUMBERS = st.integers(0, 4)
BURSTS = st.sampled_from([None, "a", "b"])


def changed(data: st.DataObject, record: Record) -> Record:
    """Return a record with some of its own fields set to other values."""
    choices: dict[type[Record], dict[str, st.SearchStrategy[object]]] = {
        Particulars: {
            "report": WORDS,
            "client": WORDS,
            "firm": WORDS,
            "year": st.integers(2019, 2026),
            "lunch": st.sampled_from(["", "11:00-11:30"]),
        },
        Member: {"name": WORDS, "role": WORDS, "position": st.integers(0, 9).map(float)},
        Interview: {
            "name": WORDS,
            "agreed_minutes": st.integers(60, 90),
            "venue": WORDS,
            "interviewers": st.sampled_from(["", "a", "a b"]),
            "language": WORDS,
            "cancelled": st.booleans(),
            "started_at": st.sampled_from(["", "2026-03-12T09:51:00+01:00"]),
            "elapsed_seconds": NUMBERS,
            "position": st.integers(0, 9).map(float),
        },
        AskingChoice: {"asked": st.sampled_from([None, True, False])},
        Rating: {
            "system": NUMBERS,
            "extent": NUMBERS,
            "planned_only": st.booleans(),
            "reason": WORDS,
            "answer": WORDS,
            "rejected": st.sampled_from([None, *Sentence]),
        },
        Note: {
            "text": WORDS,
            "code": st.sampled_from(["", "1.4.3"]),
            "mark": st.sampled_from(Mark),
        },
        Finding: {
            "text": WORDS,
            "area": st.integers(1, 8),
            "kind": st.sampled_from(FindingKind),
            "basis": st.sampled_from(["", "1 0 0 0", "planned"]),
            "joined": st.sampled_from(["", "1.1.1", "1.1.1 1.4.3"]),
        },
        ReportText: {"text": WORDS},
        Improvement: {
            "title": WORDS,
            "text": WORDS,
            "status": st.sampled_from(ImprovementStatus),
            "effort": st.sampled_from([None, 1, 5]),
            "after": st.sampled_from(["", "a", "a b"]),
            "in_scenario": st.booleans(),
        },
        Lift: {"system": NUMBERS, "evaluation": st.sampled_from([None, 2])},
    }
    own = choices[type(record)]
    names = data.draw(st.sets(st.sampled_from(sorted(own)), min_size=1))
    return replace(record, **{name: data.draw(own[name]) for name in sorted(names)})  # type: ignore[arg-type]


class Working(RuleBasedStateMachine):
    """Two consultants' copies of one assessment, one of them open in a session."""

    instrument: Instrument

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        self.library = self.stack.enter_context(open_library(folder / "a.kompassdb"))
        self.other = self.stack.enter_context(open_library(folder / "b.kompassdb"))
        new = Assessment(Particulars(new_id(), "Karasjok", "5610", 2026), self.instrument)
        self.identity = new.id
        self.library.add(new)
        self.other.merge(self.library.packet(self.identity))
        self.session = Session(self.library, self.library.load(self.identity))
        self.is_full = False
        self.seen: set[tuple[str, str, object]] = set()

    def teardown(self) -> None:
        self.stack.close()

    # What is done in the window

    @rule(data=st.data(), is_undoable=st.booleans(), edit_session=BURSTS)
    def make(self, data: st.DataObject, is_undoable: bool, edit_session: str | None) -> None:
        interviews = st.sampled_from([TEAM, *self.session.assessment.interviews])
        interview = data.draw(interviews)
        new: list[Record] = [
            Member(new_id(), "Konsulent"),
            Interview(new_id(), "mayor", "OF-01"),
            Interview(new_id(), "union", "HTV-01"),
            self.session.assessment.rating(interview, data.draw(st.sampled_from(POINTS))),
            self.session.assessment.own_rating("a", data.draw(st.sampled_from(POINTS))),
            Finding(new_id(), 1, FindingKind.STRENGTH, "funnet"),
            Improvement(new_id(), "tiltak"),
            Lift(lift_id(self.identity, "a", "1.1.1"), "a", "1.1.1"),
            ReportText(text_id(self.identity, "area-1"), "area-1", "skrevet"),
            AskingChoice(asking_choice_id(self.identity, "mayor", "1.4"), "mayor", "1.4"),
        ]
        if interview != TEAM:
            new.append(Note(new_id(), interview, "sagt", "2026-03-12T10:00:00+01:00"))
        record = new[data.draw(st.integers(0, len(new) - 1))]
        self._put(record, is_undoable, edit_session)

    @rule(data=st.data(), is_undoable=st.booleans(), edit_session=BURSTS, is_stale=st.booleans())
    def edit(
        self, data: st.DataObject, is_undoable: bool, edit_session: str | None, is_stale: bool
    ) -> None:
        record = data.draw(st.sampled_from(list(self.session.assessment.records())))
        after = changed(data, record)
        if is_stale:
            # Whoever holds on to a record does not know what another has done since.
            self._put(changed(data, record), is_undoable, edit_session)
            self._change([Change(record, after)], is_undoable, edit_session)
        else:
            self._put(after, is_undoable, edit_session)

    @precondition(lambda self: len(list(self.session.assessment.records())) > 2)
    @rule(data=st.data(), is_undoable=st.booleans())
    def remove(self, data: st.DataObject, is_undoable: bool) -> None:
        _, *others = self.session.assessment.records()
        gone = data.draw(st.lists(st.sampled_from(others), min_size=1, max_size=3, unique=True))
        self._change([Change(record, None) for record in gone], is_undoable, None)

    def _put(self, record: Record, is_undoable: bool, edit_session: str | None) -> None:
        self._change(
            [Change(self.session.assessment.get(record), record)], is_undoable, edit_session
        )

    def _change(self, changes: list[Change], is_undoable: bool, edit_session: str | None) -> None:
        if is_undoable:
            self.session.change_undoably("endring", changes, edit_session)
        else:
            self.session.change(changes, edit_session)

    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(times):
            self.session.undo_stack.undo()

    @rule(times=st.integers(1, 3))
    def redo(self, times: int) -> None:
        for _ in range(times):
            self.session.undo_stack.redo()

    @rule()
    def undo_and_redo_everything(self) -> None:
        stack, before = self.session.undo_stack, state(self.session.assessment)
        steps, known = stack.index(), stack.count()
        while stack.canUndo():
            stack.undo()
        while stack.index() < steps and stack.canRedo():
            stack.redo()
        # A step of which nothing was left to undo is no longer there to be redone.
        if stack.count() == known:
            assert state(self.session.assessment) == before

    # What happens around it

    @precondition(lambda self: not self.is_full)
    @rule()
    def fill_the_disk(self) -> None:
        self.library.file.db.conn.execute("PRAGMA query_only = 1")
        self.is_full = True

    @precondition(lambda self: self.is_full)
    @rule()
    def free_the_disk(self) -> None:
        self.library.file.db.conn.execute("PRAGMA query_only = 0")
        self.is_full = False
        self.session.save_again()

    @precondition(lambda self: not self.is_full)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        """The other edits a copy, takes ours in and sends it; the assessment is opened anew."""
        theirs = self.other.load(self.identity)
        record = data.draw(st.sampled_from(list(theirs.records())))
        self.other.write(theirs, [Change(record, changed(data, record))])
        self.other.merge(self.library.packet(self.identity))
        self.library.merge(self.other.packet(self.identity))
        self.session = Session(self.library, self.library.load(self.identity))
        assert state(self.other.load(self.identity)) == state(self.session.assessment)

    @precondition(lambda self: not self.is_full and self.session.conflicts)
    @rule(data=st.data())
    def settle(self, data: st.DataObject) -> None:
        conflict = data.draw(st.sampled_from(self.session.conflicts))
        self.session.settle(conflict, data.draw(st.sampled_from(conflict.sides)))

    # What must hold

    @invariant()
    def memory_and_disk_say_the_same(self) -> None:
        assert self.session.is_saved or self.is_full
        if self.session.is_saved:
            kept = self.library.load(self.identity)
            assert state(kept) == state(self.session.assessment)

    @invariant()
    def history_says_the_same_and_all_that_was_ever_saved(self) -> None:
        if not self.session.is_saved:
            return
        for record in self.session.assessment.records():
            for field in fields(record):
                if field.name != "id":
                    name = column_of(record, field.name)
                    self.seen.add((record.id, name, getattr(record, field.name)))
        kept: dict[tuple[str, str], list[object]] = {}
        for entry in self.library.packet(self.identity).entries:
            for name, each in entry.fields.items():
                kept.setdefault((entry.record, name), []).append(each)
        for record_id, name, value in self.seen:
            assert any(holds(name, each, value) for each in kept[record_id, name])


def column_of(record: Record, field: str) -> str:
    """Return what a history calls a field of a record: a code is kept as "place"."""
    return "place" if field == "code" and isinstance(record, Note | Finding) else field


def holds(name: str, kept: object, value: object) -> bool:
    """Whether a value in the history holds another: text may have been typed further."""
    if isinstance(kept, str) and isinstance(value, str):
        return any(
            kept.startswith(value[:index]) and kept.endswith(value[index:])
            for index in range(len(value) + 1)
        )
    if name == "elapsed_seconds" and isinstance(kept, int) and isinstance(value, int):
        return kept >= value
    return kept == value


def state(assessment: Assessment) -> dict[str, Record]:
    return {record.id: record for record in assessment.records()}


@pytest.fixture
def _working(qapp: QApplication, instrument: Instrument) -> None:
    Working.instrument = instrument


@pytest.mark.usefixtures("_working")
def test_memory_and_disk_cannot_differ() -> None:
    run_state_machine_as_test(
        Working,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
