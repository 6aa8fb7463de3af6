"""Makes findings follow the marked note lines they come from, until a person edits them.

A line that is marked as a strength, challenge or weakness has one finding, which changes with
the line. `Marks` returns the changes of findings that changes of notes require, and recognises
a finding that was edited to differ from its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import finding_id
from kompass_desktop.assessment.records import NO_CODE, Change, Finding, Follows, Mark, Note, Record


def area_of(code: str) -> int | None:
    """Return the number of the area that a code belongs to, or None for no code."""
    return None if code == NO_CODE else int(code.partition(".")[0])


def kind_of(mark: Mark | None) -> FindingKind | None:
    """Return the kind of finding that a mark makes, or None."""
    return None if mark in (None, Mark.FOLLOW_UP) else FindingKind(mark)


def finding_text_of(note: Note) -> str:
    """Return the text of a note line as that of a finding: one paragraph."""
    return " ".join(note.text.split())


def is_following(finding: Finding, note: Note | None) -> bool:
    """Return whether a finding follows its note line.

    One from an earlier version of the program does as long as both have the same text.
    """
    if note is None or finding.note != note.id:
        return False
    if finding.follows is None:
        return bool(finding_text_of(note)) and _says_the_same(finding, note)
    return finding.follows is not Follows.NOTHING


def findings_of_note(assessment: Assessment, note: str) -> list[Finding]:
    """Return the findings that were made from a note line, given its id."""
    return [finding for finding in assessment.findings.values() if finding.note == note]


def removal(assessment: Assessment, finding: Finding) -> list[Change]:
    """Return the changes that delete a finding, with the mark of the line that it follows."""
    note = assessment.notes.get(finding.note)
    changes = [Change(finding, None)]
    if note is not None and kind_of(note.mark) and is_following(finding, note):
        changes.append(Change(note, replace(note, mark=None)))
    return changes


def bring_in_step(assessment: Assessment) -> None:
    """Update findings that are older than their note lines, as after a merge.

    This is not written to the history: every copy computes the same from the same changes.
    """
    for change in Marks(assessment).out_of_step():
        assessment.apply(change)


class Marks:
    """Computes how the findings of an assessment must follow its note lines.

    It remembers findings that were removed with a mark or a line, so that an undo restores
    them as they were.
    """

    def __init__(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._gone: dict[str, list[Finding]] = {}

    def with_findings(self, changes: Sequence[Change]) -> list[Change]:
        """Return changes that are not applied yet, with the changes of findings they require."""
        notes = {c.after.id: c.after for c in changes if isinstance(c.after, Note)}
        checked = [
            self._checked(change, notes) if isinstance(change.record, Finding) else change
            for change in changes
            if change.before != change.after
        ]
        checked = [change for change in checked if change.before != change.after]
        return checked + self.following(checked)

    def following(self, changes: Sequence[Change]) -> list[Change]:
        """Return the changes of findings that changes of their note lines require."""
        own = [change for change in changes if isinstance(change.record, Finding)]
        following: list[Change] = []
        for change in changes:
            if isinstance(change.record, Note):
                following += self._following(_line_change(change), [*own, *following])
        return following

    def out_of_step(self) -> list[Change]:
        """Return the changes that update findings older than their note lines."""
        changes: list[Change] = []
        for finding in sorted(self._assessment.findings.values(), key=lambda f: f.id):
            note = self._assessment.notes.get(finding.note)
            if note is None or finding.follows is None or not is_following(finding, note):
                continue
            if kind_of(note.mark) and finding_text_of(note):
                after = self._brought_in_step(finding, note, finding.text, changes)
                changes.append(Change(finding, after))
        return [change for change in changes if change.before != change.after]

    def _checked(self, change: Change, notes: Mapping[str, Note]) -> Change:
        """Return a finding's change based on the current record; an edited one stops following.

        `notes` are the new versions of notes that change at the same time, by id.
        """
        held, after = self._assessment.get(change.record), change.after
        if isinstance(after, Finding) and _may_follow(held, after):
            note = notes.get(after.note) or self._assessment.notes.get(after.note)
            is_kept = isinstance(held, Finding) and held.text == after.text
            if note is None or not _says_the_same(after, note, has_own_text=is_kept):
                after = replace(after, follows=Follows.NOTHING)
        return Change(held, after)

    def _following(self, line: _LineChange, made: Sequence[Change]) -> list[Change]:
        changed = {change.record.id for change in made}
        held = [f for f in findings_of_note(self._assessment, line.id) if f.id not in changed]
        if not held:
            is_changed = any(isinstance(c.after, Finding) and c.after.note == line.id for c in made)
            return [] if is_changed else self._made(line, made)
        following = [finding for finding in held if is_following(finding, line.before)]
        if line.has_lost_its_finding:
            self._gone[line.id] = following
            return [Change(finding, None) for finding in following]
        if line.after is None or line.kind is None:
            return []
        return [
            Change(f, self._brought_in_step(f, line.after, line.words(f), made)) for f in following
        ]

    def _made(self, line: _LineChange, made: Iterable[Change]) -> list[Change]:
        """Return the changes that create the finding of a mark, or restore removed ones."""
        note, kind = line.after, line.kind
        if note is None or kind is None:
            return []
        gone = self._gone.pop(line.id, [])
        area = area_of(note.code)
        if area is None:
            return []
        if gone:
            return [Change(None, self._brought_in_step(f, note, f.text, made)) for f in gone]
        if not line.is_marked_anew:
            return []
        position = self._end_of(area, kind, made)
        identity, text = finding_id(self._assessment.id, note.id), finding_text_of(note)
        new = Finding(identity, area, kind, text, note.code, note.id, position, Follows.LINE)
        return [Change(None, new)]

    def _brought_in_step(
        self, finding: Finding, note: Note, words: str, made: Iterable[Change]
    ) -> Finding:
        """Return a finding updated to its line; `words` is its text if not the whole line."""
        is_whole = finding.follows is not Follows.WORDS
        area, kind = area_of(note.code) or finding.area, kind_of(note.mark) or finding.kind
        position = finding.position
        if (area, kind) != (finding.area, finding.kind):
            position = self._end_of(area, kind, made)
        return replace(
            finding,
            area=area,
            kind=kind,
            text=finding_text_of(note) if is_whole else words,
            code=note.code,
            position=position,
            follows=Follows.LINE if is_whole else Follows.WORDS,
        )

    def _end_of(self, area: int, kind: FindingKind, made: Iterable[Change]) -> float:
        """Return a position after all findings of a column, including those in `made`."""
        column = self._assessment.findings_of(area, kind)
        column += [c.after for c in made if isinstance(c.after, Finding)]
        there = [f.position for f in column if (f.area, f.kind) == (area, kind)]
        return max(there) + 1 if there else 0.0


@dataclass(frozen=True)
class _LineChange:
    """A note line before and after a change; None if it is blank or does not exist."""

    id: str
    before: Note | None
    after: Note | None

    @property
    def kind(self) -> FindingKind | None:
        """The kind of finding that the mark after the change makes, or None."""
        return kind_of(self.after.mark) if self.after is not None else None

    @property
    def is_marked_anew(self) -> bool:
        """Whether the change marks the line as another kind, or for the first time."""
        return self.before is not None and self.kind not in (None, kind_of(self.before.mark))

    @property
    def has_lost_its_finding(self) -> bool:
        """Whether the change removes the line, or a mark that makes a finding."""
        was_marked = self.before is not None and kind_of(self.before.mark) is not None
        return self.after is None or (was_marked and self.kind is None)

    def words(self, finding: Finding) -> str:
        """Return the text of a finding from some words of the line, after the change."""
        if self.before is None or self.after is None:
            return finding.text
        return _moved_words(finding.text, finding_text_of(self.before), finding_text_of(self.after))


def _line_change(change: Change) -> _LineChange:
    return _LineChange(change.record.id, _line(change.before), _line(change.after))


def _line(record: Record | None) -> Note | None:
    return record if isinstance(record, Note) and finding_text_of(record) else None


def _may_follow(held: Record | None, after: Finding) -> bool:
    """Return whether a changed finding may still follow its line.

    One from an earlier version that is edited must be checked too: on another laptop, where it
    is unedited, it may begin to follow.
    """
    if after.follows is None:
        return bool(after.note) and held is not None
    return after.follows is not Follows.NOTHING


def _says_the_same(finding: Finding, note: Note, *, has_own_text: bool = False) -> bool:
    """Return whether a finding has the text of its line, or for WORDS some words of it.

    Code, area and kind must be those of the line too. `has_own_text` means that the text of a
    finding with WORDS is not checked.
    """
    said = finding_text_of(note)
    if finding.follows is Follows.WORDS:
        is_said = has_own_text or finding.text in said
    else:
        is_said = " ".join(finding.text.split()) == said
    places = (finding.code, finding.area) == (note.code, area_of(note.code))
    return is_said and places and finding.kind is kind_of(note.mark)


def _moved_words(words: str, before: str, after: str) -> str:
    """Return the new text of some words of a line after a correction within them.

    `before` and `after` are the whole line. Returns `words` unchanged if they were not affected.
    """
    start = before.find(words)
    if start < 0 or words in after:
        return words
    head = _common(before, after)
    tail = min(_common(before[::-1], after[::-1]), min(len(before), len(after)) - head)
    end = start + len(words)
    if start <= head and len(before) - tail <= end:
        return after[start : len(after) - (len(before) - end)] or words
    return words


def _common(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(first), len(second)))
