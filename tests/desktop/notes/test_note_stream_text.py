"""Text of all kinds and sizes goes into the notes, and comes out as what can be stored."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData
from PySide6.QtGui import QGuiApplication, QTextCursor

from kompass_desktop.assessment.records import Note
from tests.desktop.keyboard import CTRL, NONE, Key
from tests.desktop.notes.note_typist import INTERVIEW, Typist, a_note

COPY_AND_QUIT = """
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from kompass_desktop.desktop.notes.stream import NoteStream

application = QApplication([])
stream = NoteStream()
stream.open_notes("interview", [])
editor = stream.focusProxy()
QTest.keyClicks(editor, "sagt")
QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
QTest.keyClick(editor, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
assert application.clipboard().text() == "sagt"
"""


def test_pasted_lines_are_begun_at_once(typist: Typist) -> None:
    typist.type("før ")
    typist.clock.advance(1)
    typist.paste("en\nto\r\ntre\u2029fire")
    assert [note.text for note in typist.notes] == ["før en", "to", "tre", "fire"]
    assert {note.begun_at for note in typist.notes[1:]} == {"2019-03-12T09:52:00+01:00"}


def test_formatted_text_is_pasted_plain(typist: Typist) -> None:
    data = QMimeData()
    data.setHtml("<b>fet</b><br>skrift")
    data.setText("fet\nskrift")
    QGuiApplication.clipboard().setMimeData(data)
    typist.press(Key.Key_V, CTRL)
    # What Python has made must not outlive it in the clipboard.
    QGuiApplication.clipboard().clear()
    assert [note.text for note in typist.notes] == ["fet", "skrift"]


def test_lines_are_copied_as_plain_text(typist: Typist) -> None:
    typist.type("en\nto")
    typist.press(Key.Key_A, CTRL)
    typist.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]
    assert QGuiApplication.clipboard().text() == "en\nto"


def test_a_program_that_has_copied_notes_ends_without_a_crash(tmp_path: Path) -> None:
    script = tmp_path / "copy_and_quit.py"
    script.write_text(COPY_AND_QUIT, encoding="utf-8")
    ended = subprocess.run([sys.executable, script], check=False, timeout=60)
    assert ended.returncode == 0


@pytest.mark.parametrize(
    ("pasted", "stored"),
    [
        ("a\tb", ["a\tb"]),
        ("a\x00b\x1b[0m", ["ab[0m"]),
        ("a\u2028b\u2029c\x85d\x0be", ["a", "b", "c", "d", "e"]),
        ("a\ufdd0b\uffff", ["a\ufffdb\ufffd"]),
        ("\u202eabc\u200f\u202c", ["\u202eabc\u200f\u202c"]),
        ("👩‍👩‍👧 e\u0301", ["👩‍👩‍👧 e\u0301"]),
        ("<b>&amp;</b>", ["<b>&amp;</b>"]),
    ],
)
def test_any_text_can_be_pasted(typist: Typist, pasted: str, stored: list[str]) -> None:
    typist.paste(pasted)
    assert [note.text for note in typist.notes] == stored
    typist.type("x")
    typist.press(Key.Key_Backspace, NONE, 3)
    typist.undo(10)
    assert typist.notes == []
    typist.redo(10)
    typist.store()


def test_stored_text_that_is_not_one_line_is_shown_as_one_and_kept(typist: Typist) -> None:
    stored = a_note(1, "en\nto\x00\ud800"), a_note(2, "andre")
    typist.open(*stored)
    assert typist.shown == ["en to\ufffd", "andre", ""]
    assert typist.notes == list(stored)
    typist.go(0)
    assert typist.stream.current_note() == stored[0]
    typist.go(1)
    typist.type("x")
    assert [change.record.id for change in typist.store()] == ["note-2"]
    typist.go(0)
    typist.type("x")
    typist.store()
    assert typist.stored["note-1"].text == "xen to\ufffd"


def test_half_a_character_in_the_text_does_not_mislead_undo(typist: Typist) -> None:
    typist.type("a👍b")
    cursor = typist.editor.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    cursor.removeSelectedText()
    assert [note.text for note in typist.notes] == ["ab"]
    typist.press(Key.Key_End)
    typist.type("c")
    typist.undo()
    assert typist.shown == ["ab"]
    typist.undo(9)
    assert typist.shown == [""]


def test_a_long_line_and_many_lines_are_pasted_whole(typist: Typist) -> None:
    line = "ord og tall " * 8334
    typist.paste(line)
    assert typist.notes[0].text == line
    typist.type("\n")
    lines = [f"{number} " + "x" * 45 for number in range(2000)]
    begun = time.perf_counter()
    typist.paste("\n".join(lines))
    assert time.perf_counter() - begun < 2
    assert [note.text for note in typist.notes] == [line, *lines]
    typist.undo()
    assert [note.text for note in typist.notes] == [line]
    typist.redo()
    assert [note.text for note in typist.notes] == [line, *lines]
    typist.store()


def test_two_thousand_lines_open_fast(typist: Typist) -> None:
    notes = [a_note(number % 60, "ord " * (number % 40 + 1)) for number in range(2000)]
    notes = [
        Note(str(number), INTERVIEW, note.text, note.begun_at, "1.4", None, float(number))
        for number, note in enumerate(notes)
    ]
    begun = time.perf_counter()
    typist.stream.open_notes(INTERVIEW, notes)
    QCoreApplication.processEvents()
    assert time.perf_counter() - begun < 0.4
    keys = []
    for _ in range(50):
        begun = time.perf_counter()
        typist.type("a")
        QCoreApplication.processEvents()
        keys.append(time.perf_counter() - begun)
    assert sorted(keys)[25] < 0.016
