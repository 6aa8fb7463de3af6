"""What an edit of the text means for the records: which are changed, added, split or deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import NO_CODE, Note
from kompass_desktop.desktop.notes.document.line_matching import TextEdit
from kompass_desktop.desktop.notes.document.lines import LineChange, NoteLines, says_something

CurrentTime = Callable[[], datetime]
CodeCheck = Callable[[str], bool]


@dataclass
class NoteContext:
    """The values that the page provides for lines.

    `clock` returns the local time with its zone; `code` is the code of new lines; `is_code`
    returns whether a code exists in the instrument. In the document study `document` is the id
    of the document that new lines are from, and `reads_pages` is whether a line may begin with
    a page.
    """

    clock: CurrentTime
    is_code: CodeCheck
    code: str = NO_CODE
    document: str = ""
    reads_pages: bool = False

    @property
    def now(self) -> str:
        """The time as it is stored: ISO, with zone, to the second."""
        return self.clock().isoformat(timespec="seconds")


class EditApplier:
    """Writes edits of the text into the lines."""

    def __init__(self, lines: NoteLines, around: NoteContext) -> None:
        self._lines = lines
        self._around = around
        self._left_empty: set[str] = set()
        self._changes: list[LineChange] = []

    def leave(self, line: str) -> None:
        """Remember that the caret left a line: text typed later in an empty one is a new note."""
        if not says_something(self._lines.get(line)):
            self._left_empty.add(line)

    def add_empty_line(self) -> str:
        """Add an empty line after all others and return its id."""
        return self._add_lines(self._lines.room_at_end(1))[0]

    def write(
        self, edit: TextEdit, old: Sequence[str], above: str | None, below: Sequence[str]
    ) -> tuple[list[str], list[LineChange]]:
        """Write an edit of the lines `old`, shown between the line `above` and those `below`.

        Returns the ids of the lines shown in their place, and all changes made.
        """
        self._changes = []
        owned = [None if number is None else old[number] for number in edit.owners]
        for line in set(old).difference(owned):
            self._change(self._lines[line], None)
        ids = self._with_new_lines(owned, above, below, edit)
        if edit.has_split_tail:
            self._begin_as(ids[-1], self._lines[old[-1]])
        shown = [self._put_text(line, text) for line, text in zip(ids, edit.new, strict=True)]
        return shown, self._changes

    def _with_new_lines(
        self, owned: Sequence[str | None], above: str | None, below: Sequence[str], edit: TextEdit
    ) -> list[str]:
        """Fill the gaps among lines that are kept with new, still empty ones."""
        ids: list[str] = []
        while len(ids) < len(owned):
            rest = owned[len(ids) :]
            gap = next((n for n, line in enumerate(rest) if line is not None), len(rest))
            if gap:
                previous = ids[-1] if ids else above
                following = [line for line in rest if line is not None] or below
                splits = edit.has_split_tail and gap == len(rest)
                after = previous if splits else self._line_before_new(previous, following)
                positions, moved = self._lines.room_after(after, gap)
                self._changes += moved
                ids += self._add_lines(positions)
            else:
                ids += [line for line in rest[:1] if line is not None]
        return ids

    def _line_before_new(self, previous: str | None, following: Sequence[str]) -> str | None:
        """Return the line of the whole stream after which new lines, shown between two, are put.

        A line that is begun below all shown lines is the latest, so it is put last of all.
        """
        if previous is not None and any(says_something(self._lines.get(i)) for i in following):
            return previous
        return self._lines.before(following[0] if following else None)

    def _add_lines(self, positions: Sequence[float]) -> list[str]:
        lines = [
            Note(new_id(), self._lines.interview, "", "", position=position)
            for position in positions
        ]
        for line in lines:
            self._change(None, line)
        return [line.id for line in lines]

    def _begin_as(self, line: str, origin: Note) -> None:
        """Copy the time, the codes and the source of a line to the part split off from it."""
        empty = self._lines[line]
        begun = replace(
            empty,
            begun_at=origin.begun_at,
            code=origin.code,
            also=origin.also,
            document=origin.document,
            page=origin.page,
        )
        self._change(empty, begun)

    def _put_text(self, line: str, text: str) -> str:
        """Put a text into a line, which may thereby begin; return its id, which may be new."""
        old = self._lines[line]
        if text == old.text:
            return line
        new = replace(old, text=text)
        if says_something(new) and not says_something(old):
            if line in self._left_empty:
                self._change(old, None)
                new = replace(new, id=new_id(), begun_at="", mark=None, also="", page="")
            if not new.begun_at:
                new = replace(
                    new,
                    begun_at=self._around.now,
                    code=self._around.code,
                    document=self._around.document,
                )
        if not says_something(new):
            self._left_empty.discard(line)
        self._change(old if new.id == line else None, new)
        return new.id

    def _change(self, before: Note | None, after: Note | None) -> None:
        change = LineChange(before, after)
        self._lines.apply([change])
        self._changes.append(change)
