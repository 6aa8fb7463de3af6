"""A note-taker at the keyboard: real key events into a note stream, and what came of them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from kompass_desktop.assessment.records import Change, Note
from kompass_desktop.desktop.notes.stream import NoteStream
from tests.desktop.keyboard import CTRL, NONE, SHIFT, Key, send_letter

INTERVIEW = "interview"
PLACES = {"1.4", "1.4.1", "1.4.3", "1.5", "3.2", "3.2.1"}


class WallClock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2019, 3, 12, 9, 51, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.now

    def advance(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


class Typist:
    """Types into a stream and keeps the records that it hands out, as a library would."""

    def __init__(self, stream: NoteStream, clock: WallClock) -> None:
        self.stream = stream
        self.clock = clock
        self.stored: dict[str, Note] = {}
        stream.set_clock(clock)

    @property
    def editor(self) -> QPlainTextEdit:
        editor = self.stream.findChild(QPlainTextEdit)
        assert isinstance(editor, QPlainTextEdit)
        return editor

    def open(self, *notes: Note) -> None:
        self.stored = {note.id: note for note in notes}
        self.stream.open_notes(INTERVIEW, notes)
        self.stream.focus_end()

    def type(self, text: str) -> None:
        """Type characters; a line break is Enter."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.press(Key.Key_Return)
            for character in line:
                if character.isascii():
                    QTest.keyClicks(self.editor, character)
                else:
                    send_letter(self.editor, character)

    def press(self, key: Key, modifiers: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        for _ in range(times):
            QTest.keyClick(self.editor, key, modifiers)

    def undo(self, times: int = 1) -> None:
        self.press(Key.Key_Z, CTRL, times)

    def redo(self, times: int = 1) -> None:
        self.press(Key.Key_Z, CTRL | SHIFT, times)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(Key.Key_V, CTRL)

    def go(self, line: int, column: int = 0) -> None:
        """Put the caret in a line (from 0) by keys."""
        self.press(Key.Key_Home, CTRL)
        self.press(Key.Key_Down, NONE, line)
        self.press(Key.Key_Home)
        self.press(Key.Key_Right, NONE, column)

    @property
    def shown(self) -> list[str]:
        """The texts of the lines shown."""
        return self.editor.toPlainText().split("\n")

    @property
    def notes(self) -> list[Note]:
        return self.stream.notes()

    @property
    def places(self) -> list[tuple[str, str]]:
        """Text and place of each line."""
        return [(note.text, note.code) for note in self.notes]

    def note(self, text: str) -> Note:
        """The one note with a text."""
        (note,) = [note for note in self.notes if note.text == text]
        return note

    def store(self) -> list[Change]:
        """Take the changes into what is stored, as a library does."""
        changes = self.stream.take_changes()
        for change in changes:
            record = change.record
            assert isinstance(record, Note)
            assert self.stored.get(record.id) == change.before
            if isinstance(change.after, Note):
                self.stored[record.id] = change.after
            else:
                del self.stored[record.id]
        return changes


def a_note(number: int, text: str, place: str = "1.4") -> Note:
    """A stored note, begun at a minute past nine and status at that position."""
    begun_at = f"2019-03-12T09:{number:02}:00+01:00"
    return Note(f"note-{number}", INTERVIEW, text, begun_at, place, None, float(number))


def at_question(stream: NoteStream) -> Typist:
    """A note-taker at question 1.4 of an interview without notes."""
    stream.set_code_check(PLACES.__contains__)
    stream.set_scope("1.4")
    stream.set_code("1.4")
    stream.resize(794, 203)
    stream.show()
    typist = Typist(stream, WallClock())
    typist.open()
    return typist
