"""Laptops with one assessment, wrong clocks, old copies, and files that go to and fro."""

from __future__ import annotations

import random
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from unittest.mock import patch

from kompass_desktop.assessment.asking import choice_changes
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.marks import Marks, finding_text_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.record_ids import ballot_id, drafted_finding_id, new_id, text_id
from kompass_desktop.assessment.records import (
    TEAM,
    Change,
    Finding,
    Follows,
    Interview,
    Mark,
    Note,
    Record,
    ReportText,
    Sentence,
)
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.backup.restoring import restore
from kompass_desktop.storage.database.changes import HistoryEntry
from kompass_desktop.storage.database.record_history import RecordHistory
from kompass_desktop.storage.database.rows import TABLES
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import record_in
from kompass_desktop.storage.opening import open_library
from tests.storage.merging.ledger import Ledger

POINTS = ("1.1.1", "1.1.2", "3.2.1")
CHAPTERS = ("area-1", "area-2")
WORDS = ("folkemøte", "ring tilbake", "Kárášjohka", "", "🦌 reinen", "nei", "ja")


@dataclass(frozen=True)
class Copy:
    """A library's file as it was once, with what its owner had then."""

    path: Path
    held: frozenset[str]
    dead: frozenset[str]


@dataclass
class Laptop:
    """A library with a clock of its own, in ms since 1970, that may jump either way."""

    library: Library
    clock: int
    ledger: Ledger = field(default_factory=Ledger)
    held: set[str] = field(default_factory=set)
    """What was written on it or came to it, as the ledger has it."""
    edit_session: str = "b0"
    dead: set[str] = field(default_factory=set)
    """Records that were deleted on it."""
    undead: set[str] = field(default_factory=set)
    """Records whose deletion was taken back on it."""

    def load(self, assessment: str) -> Assessment:
        return self.library.load(assessment)

    def write(
        self, assessment: Assessment, change: Change, edit_session: str | None = None
    ) -> None:
        with self.ticking():
            self.library.write(assessment, [change], edit_session)
        self.ledger.write(self.held, change)

    def do(self, assessment: Assessment, change: Change, edit_session: str | None = None) -> None:
        """Write a change with what it means for findings, as a window does."""
        for each in Marks(assessment).with_findings([change]):
            if each.before != each.after:
                self.write(assessment, each, edit_session)

    @contextmanager
    def ticking(self) -> Iterator[None]:
        self.clock += 1
        with patch("time.time_ns", lambda: max(0, self.clock) * 1_000_000):
            yield

    def receive(self, other: Laptop, assessment: str) -> None:
        packet = other.library.packet(assessment)
        with self.ticking():
            self.library.merge(packet)
        self.held |= other.held

    def copy_file(self, path: Path) -> Copy:
        """Copy the library's file while it is open."""
        self.library.file.db.execute("VACUUM INTO ?", [str(path)])
        return Copy(path, frozenset(self.held), frozenset(self.dead))

    def restore(self, copy: Copy) -> None:
        """Go back to a backup, as the backup dialog does."""
        with self.ticking():
            restore(self.library, copy.path, None)
        self._has(copy)

    def put_back(self, copy: Copy) -> None:
        """Copy an old file over the library's, which stays the same file to the system."""
        self.library.close()
        shutil.copyfile(copy.path, self.library.path)
        self._has(copy)
        self._open()

    def reopen(self) -> None:
        """Close the library and open it, as the next morning."""
        self.library.close()
        self._open()

    def _open(self) -> None:
        with self.ticking():
            self.library = open_library(self.library.path)

    def _has(self, copy: Copy) -> None:
        self.held, self.dead = set(copy.held), set(copy.dead)

    def rows(self, assessment: str) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every record, also the deleted ones."""
        return {table: self._rows(table, assessment) for table in TABLES.values()}

    def _rows(self, table: str, assessment: str) -> list[tuple[object, ...]]:
        column = "id" if table == "assessments" else "assessment"
        return sorted(
            self.library.file.db.execute(
                f"SELECT * FROM {table} WHERE {column} = ?", [assessment]
            ).fetchall(),
            key=repr,
        )

    def history(self, assessment: str) -> dict[str, HistoryEntry]:
        return {entry.id: entry for entry in self.library.packet(assessment).entries}

    def conflicts(self, assessment: str) -> list[tuple[str, str, tuple[str, ...]]]:
        return sorted(
            (c.record, c.name, tuple(side.id for side in c.sides))
            for c in self.library.conflicts(assessment)
        )


@contextmanager
def history_of(seed: int) -> Iterator[random.Random]:
    """Give the chance that makes one random history, with ids that are its own each time.

    Among changes of one moment the ids say which stands. Whatever fails says the seed.
    """
    chance, ids = random.Random(seed), random.Random(f"ids of {seed}")

    def identity() -> uuid.UUID:
        return uuid.UUID(int=ids.getrandbits(128), version=4)

    def token(length: int) -> str:
        return ids.randbytes(length).hex()

    with patch("uuid.uuid4", identity), patch("secrets.token_hex", token):
        try:
            yield chance
        except Exception as error:
            error.add_note(f"In random history {seed}: --first-history {seed} --histories 1")
            raise


@contextmanager
def three_laptops(
    folder: Path, assessment: Assessment, clocks: list[int]
) -> Iterator[list[Laptop]]:
    """Give three laptops that were given copies of one assessment; years may lie between clocks."""
    ledger = Ledger()
    laptops: list[Laptop] = []
    try:
        for number, clock in enumerate(clocks):
            laptops.append(Laptop(open_library(folder / f"{number}.kompassdb"), clock, ledger))
        laptops[0].library.add(assessment)
        for other in laptops[1:]:
            other.receive(laptops[0], assessment.id)
        yield laptops
    finally:
        for laptop in laptops:
            laptop.library.close()


def new_laptop(copy: Copy, path: Path, clock: int, ledger: Ledger) -> Laptop:
    """Return a laptop that somebody copied another's library to."""
    shutil.copyfile(copy.path, path)
    return Laptop(open_library(path), clock, ledger, set(copy.held), dead=set(copy.dead))


def do_something(laptop: Laptop, identity: str, chance: random.Random) -> None:
    """Change one thing, as a consultant might."""
    assessment = laptop.load(identity)
    makers = [
        _rate,
        _rate,
        _note,
        _type,
        mark_line,
        _finding,
        _decide_draft,
        edit_finding,
        edit_finding,
        _text,
        _text,
        _interview,
        _plan,
        _improve,
        _improve,
        _lift,
        _vote,
        _choose,
        _delete,
        _undelete,
        _move,
    ]
    chance.choice(makers)(laptop, assessment, chance)


def _words(laptop: Laptop, chance: random.Random) -> str:
    return laptop.ledger.new(chance.choice(WORDS))


def _rate(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    interview = chance.choice([TEAM, *assessment.interviews])
    author = chance.choice(["", "a", "b"]) if interview == TEAM else ""
    rating = assessment.rating(interview, chance.choice(POINTS), author)
    level = chance.choice([None, 0, 1, 2, 3, 4])
    after = rating.with_level(chance.choice(list(Aspect)), level)
    laptop.write(assessment, Change(assessment.get(rating), after))


def _note(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    if not assessment.interviews:
        return
    interview = chance.choice(list(assessment.interviews))
    note = Note(new_id(), interview, _words(laptop, chance), "2026-03-12T09:51:00+01:00")
    laptop.edit_session = new_id()
    laptop.write(assessment, Change(None, note), laptop.edit_session)


def _type(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    if not assessment.notes:
        return
    note = chance.choice(list(assessment.notes.values()))
    if chance.random() < 0.3:
        laptop.edit_session = new_id()
    longer = replace(note, text=f"{note.text[:8]} {_words(laptop, chance)}")
    laptop.write(assessment, Change(note, longer), laptop.edit_session)


def _plan(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    if not assessment.interviews:
        return
    interview = chance.choice(list(assessment.interviews.values()))
    after = replace(
        interview,
        venue=chance.choice(["", "Rådhuset", "Skuvla"]),
        interviewers=chance.choice(["", *assessment.members]),
        cancelled=chance.random() < 0.5,
    )
    laptop.write(assessment, Change(interview, after))


def _improve(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    improvement = Improvement(new_id(), "Tiltak", _words(laptop, chance))
    if assessment.improvements and chance.random() < 0.7:
        before = chance.choice(list(assessment.improvements.values()))
        improvement = replace(
            before,
            text=chance.choice([before.text, f"{before.text[:8]} {_words(laptop, chance)}"]),
            status=chance.choice(list(ImprovementStatus)),
            ends=chance.choice(["", "2026-06-30", "2027-06-30"]),
            after=chance.choice(["", *assessment.improvements]),
            in_scenario=chance.random() < 0.5,
        )
    laptop.write(assessment, Change(assessment.get(improvement), improvement))


def _lift(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    for improvement in list(assessment.improvements)[:1]:
        lift = assessment.lift(improvement, chance.choice(POINTS))
        after = replace(lift, system=chance.randrange(5), extent=chance.choice([None, 1, 4]))
        laptop.write(assessment, Change(assessment.get(lift), after))


def _vote(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    for improvement in list(assessment.improvements)[-1:]:
        workshop = chance.choice("ab")
        ballot = assessment.ballots.get(ballot_id(assessment.id, workshop, improvement))
        after = replace(assessment.ballot(workshop, improvement), dots=chance.randrange(9))
        laptop.write(assessment, Change(ballot, after))


def _choose(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    asker = chance.choice(["mayor", *assessment.interviews])
    entry = assessment.instrument.find(chance.choice(["1", "1.1", "1.1.1"]))
    assert entry is not None
    asked = chance.choice([None, True, False])
    for change in choice_changes(assessment, asker, entry, asked=asked):
        laptop.write(assessment, change)


def mark_line(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    """Mark a line, move it or write on it, with what that means for its finding."""
    if not assessment.notes:
        return
    note = chance.choice(list(assessment.notes.values()))
    after = replace(
        note,
        mark=chance.choice([note.mark, *Mark]),
        code=chance.choice([note.code, *POINTS]),
        also=chance.choice([note.also, "", *POINTS]),
        text=chance.choice([note.text, f"{note.text[:8]} {laptop.ledger.new('mer')}"]),
    )
    laptop.edit_session = new_id()
    laptop.do(assessment, Change(note, after), laptop.edit_session)


def _finding(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    finding = Finding(new_id(), 1, FindingKind.STRENGTH, _words(laptop, chance))
    if assessment.findings and chance.random() < 0.6:
        before = chance.choice(list(assessment.findings.values()))
        finding = replace(before, kind=chance.choice(list(FindingKind)))
    laptop.do(assessment, Change(assessment.get(finding), finding))


def _decide_draft(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    """Accept what a measure point drafts, or reject it, or want it again."""
    point = chance.choice(POINTS)
    if chance.random() < 0.5:
        team = assessment.rating(TEAM, point)
        after = replace(team, rejected=chance.choice([None, *Sentence]))
        laptop.do(assessment, Change(assessment.get(team), after))
        return
    new = Finding(
        drafted_finding_id(assessment.id, point),
        1,
        chance.choice(list(FindingKind)),
        _words(laptop, chance),
        point,
        basis=chance.choice(["1 0 0 0", "planned"]),
        joined=chance.choice(["", POINTS[0]]),
    )
    laptop.do(assessment, Change(assessment.get(new), new))


def edit_finding(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    """Write on a finding, or let it be some words of its line, or follow that again."""
    if not assessment.findings:
        return
    finding = chance.choice(list(assessment.findings.values()))
    note = assessment.notes.get(finding.note)
    after = replace(finding, text=f"{finding.text[:8]} {_words(laptop, chance)}")
    if note is not None and finding_text_of(note) and chance.random() < 0.4:
        words = finding_text_of(note)
        after = chance.choice(
            [
                replace(finding, text=words, follows=Follows.LINE),
                replace(finding, text=words[: len(words) // 2 + 1], follows=Follows.WORDS),
            ]
        )
    if chance.random() < 0.3:
        laptop.edit_session = new_id()
    laptop.do(assessment, Change(finding, after), laptop.edit_session)


def _text(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    chapter = chance.choice(CHAPTERS)
    figures = chance.choice(["", "1=12", "1=13"])
    text = ReportText(text_id(assessment.id, chapter), chapter, _words(laptop, chance), figures)
    held = assessment.texts.get(text.id)
    if held is not None and chance.random() < 0.4:
        text = replace(text, text=f"{held.text} {_words(laptop, chance)}")
    after = None if held is not None and chance.random() < 0.1 else text
    laptop.write(assessment, Change(held, after), laptop.edit_session)


def _interview(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    interview = Interview(new_id(), "mayor", "OF-09")
    if assessment.interviews and chance.random() < 0.6:
        before = chance.choice(list(assessment.interviews.values()))
        interview = replace(before, participants=chance.randrange(9), name=_words(laptop, chance))
    laptop.write(assessment, Change(assessment.get(interview), interview))


def _move(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    if assessment.notes:
        note = chance.choice(list(assessment.notes.values()))
        laptop.write(assessment, Change(note, replace(note, position=chance.random())))


def _delete(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    held: list[Record] = [
        *assessment.notes.values(),
        *assessment.findings.values(),
        *assessment.ratings.values(),
        *assessment.interviews.values(),
        *assessment.texts.values(),
        *assessment.improvements.values(),
        *assessment.lifts.values(),
    ]
    if held:
        record = chance.choice(held)
        laptop.do(assessment, Change(record, None))
        laptop.dead.add(record.id)


def _undelete(laptop: Laptop, assessment: Assessment, chance: random.Random) -> None:
    """Take a deletion back, as Ctrl+Z does."""
    gone = sorted(laptop.dead - set(assessment.notes))
    for record in gone[:1]:
        history = RecordHistory(laptop.library.history(record))
        if history.record_type == "notes" and history.is_deleted:
            laptop.write(assessment, Change(None, record_in(history)))
            laptop.undead.add(record)
