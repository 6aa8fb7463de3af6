"""The notes of the interview that is open: saved as they are typed, turned into findings."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from kompass_desktop.assessment.records import (
    NO_PLACE,
    Finding,
    FindingKind,
    Interview,
    Mark,
    Note,
    new_id,
)
from kompass_desktop.desktop.autosave import Autosave
from kompass_desktop.desktop.pages.interview_route import area_of
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.note_stream import NoteStream

BURST_SECONDS = 10
"""A pause in typing after which what follows is a change of its own in the history."""


class NoteKeeper(QObject):
    """Brings notes from the session into the stream and back, and makes findings of them."""

    message = Signal(str)

    def __init__(self, stream: NoteStream, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._stream = stream
        self._session = session
        self._interview = ""
        self._place = NO_PLACE
        self._question = ""
        self._is_whole = False
        self._is_saving = False
        self._just_made: _JustMade | None = None
        self._burst = new_id()
        self._typed_at = 0.0
        self._autosave = Autosave(self)
        stream.set_place_check(lambda code: session.assessment.instrument.find(code) is not None)
        stream.edited.connect(self._note_typing)
        editor = stream.focusProxy()
        if editor is not None:
            editor.installEventFilter(self)
        self._autosave.due.connect(self.save)
        session.flush_requested.connect(self.save)
        session.notes_changed.connect(self._follow)

    @property
    def is_whole(self) -> bool:
        """Whether the whole interview's lines are shown, not only the question's."""
        return self._is_whole

    def open_interview(self, interview: Interview) -> None:
        """Show the notes of an interview; those of the one before are saved first."""
        self.save()
        self._interview = interview.id
        self._stream.open_notes(interview.id, self._session.assessment.notes_of(interview.id))

    def open_place(self, place: str, question: str) -> None:
        """Let lines that are begun from now on belong to a place in a question."""
        self._place = place
        self._stream.set_place(place)
        if question != self._question:
            self._question = question
            self._show_scope()

    def show_whole(self, *, whole: bool) -> None:
        """Show the lines of the whole interview, or those of the question at hand."""
        self._is_whole = whole
        self._show_scope()

    def show_note(self, note: str) -> bool:
        """Put the caret in a line, given its id; return whether it is shown."""
        return self._stream.go_to_note(note)

    def save(self) -> None:
        """Hand over what has been typed."""
        changes = self._stream.take_changes()
        if changes:
            self._is_saving = True
            self._session.change(changes, self._burst)
            self._is_saving = False

    def move_lines(self, place: str) -> None:
        """Move the selected lines, or the line at hand, to another place."""
        self._stream.move_to(place)
        self.save()

    def mark_follow_up(self) -> None:
        """Mark the line to be followed up, or take that back."""
        self._stream.mark(Mark.FOLLOW_UP)
        self.save()

    # Findings

    def make_finding(self, kind: FindingKind) -> None:
        """Make a finding of what is selected, or of the line; it remembers where it was said."""
        text = " ".join(self._stream.selected_text().split())
        if not text:
            self.message.emit(self.tr("Sett markøren i en linje med tekst først."))
            return
        self.save()
        note = self._stream.current_note()
        place = note.place if note else self._place
        area = area_of(place) or area_of(self._place)
        if area is None:
            self.message.emit(self.tr("Gå til et spørsmål først."))
            return
        finding = self._session.add_finding(area, kind, text, place, note.id if note else "")
        self._mark_line(note, Mark(kind.value))
        self._just_made = _JustMade(finding, note, self._session.undo_stack.index())
        self.message.emit(
            self.tr("{0} i område {1}: «{2}». Ctrl+Z angrer.").format(
                self._kind_words(kind), area, _shortened(text)
            )
        )

    def _mark_line(self, note: Note | None, mark: Mark) -> None:
        if note is not None and note.mark is not mark:
            self._stream.mark(mark)
            self.save()

    def _kind_words(self, kind: FindingKind) -> str:
        return {
            FindingKind.STRENGTH: self.tr("Ny styrke"),
            FindingKind.CHALLENGE: self.tr("Ny utfordring"),
            FindingKind.WEAKNESS: self.tr("Ny svakhet"),
        }[kind]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Ctrl+Z right after a finding was made take the finding back, with its mark."""
        is_undo = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Undo)
        )
        return (is_undo and self._take_finding_back()) or super().eventFilter(watched, event)

    def _take_finding_back(self) -> bool:
        made, self._just_made = self._just_made, None
        stack = self._session.undo_stack
        if made is None or stack.index() != made.step:
            return False
        stack.undo()
        if made.note is not None and made.note.mark is not Mark(made.finding.kind.value):
            self._stream.undo()
            self.save()
        self.message.emit(self.tr("Funnet er tatt tilbake."))
        return True

    # Following

    def _note_typing(self) -> None:
        now = time.monotonic()
        if now - self._typed_at > BURST_SECONDS:
            self._burst = new_id()
        self._typed_at = now
        self._just_made = None
        self._autosave.touch()

    def _follow(self, interview: str) -> None:
        """Show what another page has changed; what is typed here is not shown anew."""
        if interview == self._interview and not self._is_saving:
            self.save()
            self._stream.open_notes(interview, self._session.assessment.notes_of(interview))

    def _show_scope(self) -> None:
        self._stream.set_scope(None if self._is_whole else self._question)


@dataclass(frozen=True)
class _JustMade:
    """A finding that the next Ctrl+Z in the notes takes back, and its line before it.

    `step` is where the undo stack stood when it had been made.
    """

    finding: Finding
    note: Note | None
    step: int


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
