"""Which lines may be moved and marked by what they begin with, and which have been."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kompass_desktop.assessment.line_start import (
    LineStart,
    is_list_item,
    is_sign_typed,
    read_start,
    sign_index,
)
from kompass_desktop.assessment.marks import kind_of
from kompass_desktop.assessment.records import NO_CODE, Mark, Note
from kompass_desktop.desktop.notes.document.edit_applier import NoteContext
from kompass_desktop.desktop.notes.document.lines import LineChange
from kompass_desktop.desktop.notes.document.text import common_ends
from kompass_desktop.desktop.notes.document.undo_log import EditRun, Stroke


@dataclass(frozen=True)
class _Read:
    """A line before its beginning was read, how much of its text that was, and what it did."""

    before: Note
    typed: str
    mark: Mark | None
    is_sent: bool


class LineStarts:
    """Reads what lines begin with, once, when a person has left them.

    Codes are read in typed and pasted lines; a sign only where a key has typed it, so that
    pasted lists and telephone numbers make no findings. What was stored is never read again.
    """

    def __init__(self, around: NoteContext) -> None:
        self._around = around
        self._signed: dict[str, Mark | None] = {}
        self._read: dict[str, _Read] = {}
        self._left_alone: set[str] = set()

    def is_sent(self, line: str) -> bool:
        """Whether a line was moved because it began with a code."""
        return line in self._read and self._read[line].is_sent

    @property
    def sent(self) -> list[str]:
        """The ids of the lines that were moved because they began with a code."""
        return [line for line, read in self._read.items() if read.is_sent]

    @property
    def marked(self) -> list[str]:
        """The ids of the lines that were marked by the sign that they began with."""
        return [line for line, read in self._read.items() if read.mark is not None]

    def take_edit(self, changes: Iterable[LineChange], run: EditRun | None) -> None:
        """Notice in which lines an edit has typed a sign, or touched one."""
        for change in changes:
            if change.id in self._signed and not _keeps_sign(change):
                del self._signed[change.id]
            line = change.after
            if line is None or run is None or run.stroke is not Stroke.TYPED:
                continue
            if is_sign_typed(run.text, line.text[: run.end - len(run.text)]):
                self._signed[line.id] = line.mark
                self._left_alone.discard(line.id)

    def read(self, note: Note, above: str, *, is_marking: bool) -> LineChange | None:
        """Return what the beginning of a line does to it, or None.

        `above` is the text of the line above it. Where `is_marking` is False, or a key has
        marked the line since, a sign is only taken away.
        """
        if note.id in self._left_alone:
            return None
        is_signed = note.id in self._signed and not is_list_item(note.text, above)
        start = read_start(note.text, self._around.is_code, is_signed=is_signed)
        if start is not None and not _can_be_marked(note, start):
            start = read_start(note.text, self._around.is_code, is_signed=False)
        if start is None:
            return None
        old_mark = self._signed.pop(note.id, note.mark)
        mark = start.mark if is_marking and note.mark is old_mark else None
        typed = note.text[: len(note.text) - len(start.said)]
        self._read[note.id] = _Read(note, typed, mark, bool(start.codes))
        return LineChange(note, _as_read(note, start, mark))

    def put_back(self, note: Note) -> Note | None:
        """Return a line with its beginning as it was typed, which does nothing any more."""
        read = self._read.get(note.id)
        if read is None:
            return None
        self.leave_alone(note.id)
        back = replace(note, text=read.typed + note.text)
        if read.is_sent:
            back = replace(back, code=read.before.code, also=read.before.also)
        is_marked_since = read.mark is None or note.mark is not read.mark
        return back if is_marked_since else replace(back, mark=read.before.mark)

    def can_put_back(self, line: str) -> bool:
        """Whether the beginning of a line can be put back."""
        return line in self._read

    def leave_alone(self, line: str) -> None:
        """Never read the beginning of a line again."""
        self._left_alone.add(line)
        self.forget(line)

    def forget(self, line: str) -> None:
        """Let the beginning of a line no longer be put back."""
        self._read.pop(line, None)


def _as_read(note: Note, start: LineStart, mark: Mark | None) -> Note:
    read = replace(note, text=start.said, mark=mark or note.mark)
    if start.codes:
        read = read.at(start.codes[0])
        missing = [code for code in start.codes if code not in read.codes]
        read = replace(read, also=" ".join((*read.further_codes, *missing)))
    return read


def _can_be_marked(note: Note, start: LineStart) -> bool:
    """Whether there is a place for the finding that a sign makes."""
    return bool(start.codes) or note.code != NO_CODE or kind_of(start.mark) is None


def _keeps_sign(change: LineChange) -> bool:
    """Whether an edit left the sign alone that a line begins with."""
    if change.before is None or change.after is None:
        return False
    after = change.after.text
    index = sign_index(after)
    head, tail = common_ends(change.before.text, after)
    return index is not None and (index < head or index >= len(after) - tail)
