"""Reads the starts of note lines, which may move or mark them, and records what was read."""

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
from kompass_desktop.assessment.page_prefix import with_page
from kompass_desktop.assessment.records import NO_CODE, Mark, Note
from kompass_desktop.desktop.notes.document.edit_applier import NoteContext
from kompass_desktop.desktop.notes.document.lines import LineChange
from kompass_desktop.desktop.notes.document.text import common_ends
from kompass_desktop.desktop.notes.document.undo_log import EditRun, Stroke


@dataclass(frozen=True)
class _Read:
    """A line before its start was read, the text of the start, and what the start did."""

    before: Note
    typed: str
    mark: Mark | None
    is_sent: bool


class LineStarts:
    """Reads the starts of lines, once for each, when the caret has left the line.

    Codes are read in typed and pasted lines; signs only if they were typed, so that pasted lists
    and telephone numbers make no findings. Stored lines are not read.
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
        """Record the lines in which an edit has typed a sign, or changed one."""
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
        """Return the change that the start of a line makes to it, or None.

        `above` is the text of the line above it. If `is_marking` is False, or the mark was
        changed since the sign was typed, a sign is only removed.
        """
        if note.id in self._left_alone:
            return None
        is_signed = note.id in self._signed and not is_list_item(note.text, above)
        paged, start = self._begun(note, is_signed=is_signed)
        if not _can_be_marked(note, start):
            paged, start = self._begun(note, is_signed=False)
        if paged.text == note.text and start == _nothing_in(note):
            return None
        old_mark = self._signed.pop(note.id, note.mark)
        mark = start.mark if is_marking and note.mark is old_mark else None
        typed = note.text[: len(note.text) - len(start.said)]
        self._read[note.id] = _Read(note, typed, mark, bool(start.codes))
        return LineChange(note, _as_read(paged, start, mark))

    def _begun(self, note: Note, *, is_signed: bool) -> tuple[Note, LineStart]:
        """Return a line with the page at its start set, and the rest of its start.

        In the document study the page may be first, after the codes, or after the sign.
        """
        paged = with_page(note) if self._around.reads_pages else note
        start = self._started(paged, is_signed=is_signed)
        if paged is note and self._around.reads_pages:
            behind = with_page(replace(note, text=start.said))
            further = self._started(behind, is_signed=False)
            paged = replace(note, page=behind.page)
            start = LineStart(start.mark, start.codes or further.codes, further.said)
        # Only the start of the line is read: a page after an unknown code is text.
        if not note.text.endswith(start.said):
            return note, self._started(note, is_signed=is_signed)
        return paged, start

    def _started(self, note: Note, *, is_signed: bool) -> LineStart:
        start = read_start(note.text, self._around.is_code, is_signed=is_signed)
        return start or _nothing_in(note)

    def put_back(self, note: Note) -> Note | None:
        """Return a line with its start as typed text, which is not read again, or None.

        Its code is restored too, and its mark unless that was changed since.
        """
        read = self._read.get(note.id)
        if read is None:
            return None
        self.leave_alone(note.id)
        back = replace(note, text=read.typed + note.text, page=read.before.page)
        if read.is_sent:
            back = replace(back, code=read.before.code, also=read.before.also)
        is_marked_since = read.mark is None or note.mark is not read.mark
        return back if is_marked_since else replace(back, mark=read.before.mark)

    def can_put_back(self, line: str) -> bool:
        """Whether the start of a line was read and can be put back."""
        return line in self._read

    def leave_alone(self, line: str) -> None:
        """Do not read the start of a line again, unless a new sign is typed there."""
        self._left_alone.add(line)
        self.forget(line)

    def forget(self, line: str) -> None:
        """Forget the start of a line, so that it can no longer be put back."""
        self._read.pop(line, None)


def _as_read(note: Note, start: LineStart, mark: Mark | None) -> Note:
    read = replace(note, text=start.said, mark=mark or note.mark)
    if start.codes:
        read = read.at(start.codes[0])
        missing = [code for code in start.codes if code not in read.codes]
        read = replace(read, also=" ".join((*read.further_codes, *missing)))
    return read


def _nothing_in(note: Note) -> LineStart:
    """Return the start of a line without sign and codes: all of its text is the rest."""
    return LineStart(None, (), note.text)


def _can_be_marked(note: Note, start: LineStart) -> bool:
    """Whether the sign makes no finding, or the line has a code for the finding."""
    return bool(start.codes) or note.code != NO_CODE or kind_of(start.mark) is None


def _keeps_sign(change: LineChange) -> bool:
    """Whether an edit did not change the sign at the start of a line."""
    if change.before is None or change.after is None:
        return False
    after = change.after.text
    index = sign_index(after)
    head, tail = common_ends(change.before.text, after)
    return index is not None and (index < head or index >= len(after) - tail)
