"""What people wrote and saw, kept beside the program and without its history.

Every text is one that nobody else writes. A text may go only where someone who had it in
front of them wrote another in its place, or deleted what it was in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.records import (
    Change,
    Finding,
    Follows,
    Interview,
    Note,
    Record,
    ReportText,
)
from kompass_desktop.storage.database.record_history import FieldConflict


@dataclass
class Ledger:
    """All that was ever written, by whomever, and what took its place."""

    numbers: count[int] = field(default_factory=count)
    texts: dict[str, set[str]] = field(default_factory=dict)
    """For each record, the texts that were written in it, in a conflict too."""
    within: dict[str, str] = field(default_factory=dict)
    """For each note, its interview."""
    successors: dict[str, set[str]] = field(default_factory=dict)
    """For each text, the texts and deletions that knowingly took its place."""
    deletions: set[str] = field(default_factory=set)

    def new(self, words: str) -> str:
        """Return a text that nobody has written."""
        return f"{words} #{next(self.numbers)}"

    def write(self, held: set[str], change: Change) -> None:
        """Note down a change on a laptop that holds some texts."""
        record = change.record
        if isinstance(record, Note):
            self.within[record.id] = record.interview
        if change.after is None:
            self.delete(held, record.id)
            return
        if isinstance(change.after, Finding) and change.after.follows in (
            Follows.LINE,
            Follows.WORDS,
        ):
            # Its line says it; what a person had written instead was given up.
            if isinstance(change.before, Finding) and change.before.follows is Follows.NOTHING:
                self._give_up(held, {change.before.text})
            return
        text = text_of(change.after)
        texts = self.texts.setdefault(record.id, set())
        if text:
            texts.add(text)
            held.add(text)
            self._replace([text_of(change.before) if change.before else ""], text)

    def delete(self, held: set[str], record: str) -> None:
        """Note down that all that is known of a record, and in it, was deleted."""
        self._give_up(held, self.texts_in(record) & held)

    def _give_up(self, held: set[str], texts: Iterable[str]) -> None:
        gone = self.new("slettet")
        self.deletions.add(gone)
        self._replace(map(_in_one_line, texts), gone)
        held.add(gone)

    def settle(self, held: set[str], conflict: FieldConflict, chosen: int) -> None:
        """Note down that one side of a conflict was chosen."""
        if conflict.is_of_deletion:
            if chosen == 0:
                self.delete(held, conflict.record)
        elif conflict.name in ("text", "name"):
            texts = [_in_one_line(side.fields[conflict.name]) for side in conflict.sides]
            self._replace(texts, texts[chosen])

    def texts_in(self, record: str) -> set[str]:
        """Return the texts of a record, and of the notes in it if it is an interview."""
        notes = [note for note, interview in self.within.items() if interview == record]
        return set().union(*(self.texts.get(key, set()) for key in (record, *notes)))

    def lost(
        self, held: set[str], assessment: Assessment, conflicts: Iterable[FieldConflict]
    ) -> set[str]:
        """Return the texts that somebody holds and that nobody is shown or took the place of."""
        shown = {text_of(record) for record in assessment.records()}
        for conflict in conflicts:
            if conflict.is_of_deletion:
                shown |= self.texts_in(conflict.record)
            shown |= {_in_one_line(side.fields.get(conflict.name)) for side in conflict.sides}
        texts = set().union(*self.texts.values()) & held
        return {text for text in texts if not self._is_accounted_for(text, shown, held)}

    def _is_accounted_for(self, text: str, shown: set[str], held: set[str]) -> bool:
        reached, waiting = {text}, [text]
        while waiting:
            at = waiting.pop()
            if at in shown or at in self.deletions:
                return True
            after = (self.successors.get(at, set()) & held) - reached
            reached |= after
            waiting += after
        return False

    def _replace(self, texts: Iterable[str], successor: str) -> None:
        for text in set(texts) - {"", successor}:
            self.successors.setdefault(text, set()).add(successor)


def text_of(record: Record) -> str:
    """Return what somebody wrote in a record, or "" for one that has no words."""
    match record:
        case Note() | Finding() | Improvement() | ReportText():
            return _in_one_line(record.text)
        case Interview():
            return _in_one_line(record.name)
    return ""


def _in_one_line(text: object) -> str:
    """Return a text as a finding says it that follows a line with that text."""
    return " ".join(str(text).split())
