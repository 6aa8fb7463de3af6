"""The notes of the interview that is open: saved as they are typed, turned into findings."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.marks import findings_of_note, is_following, said_in
from kompass_desktop.assessment.records import (
    NO_CODE,
    Finding,
    FindingKind,
    Follows,
    Interview,
    Mark,
    Note,
    new_id,
)
from kompass_desktop.desktop.notes.stream import NoteStream
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr

BURST_SECONDS = 10
"""A pause in typing after which what follows is a change of its own in the history."""


class NotesController(QObject):
    """Brings notes from the session into the stream and back, and makes findings of them."""

    message_shown = Signal(str)

    def __init__(self, stream: NoteStream, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._stream = stream
        self._session = session
        self._interview = ""
        self._place = NO_CODE
        self._question = ""
        self._is_whole = False
        self._is_saving = False
        self._is_leaving = False
        self._edit_session = new_id()
        self._typed_at = 0.0
        self._autosave = Autosave(self)
        stream.set_place_check(lambda code: session.assessment.instrument.find(code) is not None)
        stream.edited.connect(self._note_typing)
        stream.replayed.connect(self._save_replayed)
        stream.lines_sent.connect(self._tell_of_sent)
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

    def open_place(self, code: str, question: str) -> None:
        """Let lines that are begun from now on belong to a place in a question."""
        self._place = code
        self._stream.set_place(code)
        if question != self._question:
            self._question = question
            self._is_leaving = True
            self._show_scope()
            self._is_leaving = False

    def show_whole(self, *, whole: bool) -> None:
        """Show the lines of the whole interview, or those of the question at hand."""
        self._is_whole = whole
        self._show_scope()

    def show_note(self, note: str) -> bool:
        """Put the caret in a line, given its id; return whether it is shown."""
        return self._stream.go_to_note(note)

    def save(self) -> None:
        """Hand over what has been typed, and tell of findings that went with their lines."""
        lost = self._hand_over()
        if lost:
            self.message_shown.emit(
                tr("The finding “{0}” has been removed. Ctrl+Z undoes that.").format(
                    _shortened(lost)
                )
            )

    def _hand_over(self) -> str:
        """Hand over what has been typed; return what the findings said that went with it."""
        changes = self._stream.take_changes()
        if not changes:
            return ""
        before = dict(self._session.assessment.findings)
        self._is_saving = True
        self._session.change(changes, self._edit_session)
        self._is_saving = False
        after = self._session.assessment.findings
        return "; ".join(f.text for f in before.values() if f.id not in after)

    def _save_replayed(self) -> None:
        """Hand over what an undo or redo has changed at once: marks take findings along."""
        lost = self._hand_over()
        if lost:
            self.message_shown.emit(
                tr("The finding “{0}” has been taken back.").format(_shortened(lost))
            )

    def _tell_of_sent(self, notes: Sequence[Note]) -> None:
        """Tell where lines went by the code that they began with."""
        code, text = notes[-1].code, _shortened(notes[-1].text)
        if self._is_leaving:
            told = tr("“{1}” went to {0}.")
        elif len(notes) == 1:
            told = tr(
                "“{1}” went to {0}. Ctrl+Z, or Backspace at the start of the line, brings it back."
            )
        else:
            told = tr(
                "{2} lines went where their codes say, the last one to {0}. Ctrl+Z brings them "
                "back."
            )
        self.message_shown.emit(told.format(code, text, len(notes)))

    def move_lines(self, code: str) -> None:
        """Move the selected lines, or the line at hand, to another place."""
        self._stream.move_to(code)
        self.save()

    def mark_follow_up(self) -> None:
        """Mark the line to be followed up, or take that back."""
        self._stream.mark(Mark.FOLLOW_UP)
        self.save()

    # Findings

    def mark_lines(self, kind: FindingKind) -> None:
        """Mark the selected lines, or the current one, and so make their findings.

        The same key again takes mark and finding back; another kind changes the finding.
        Where some words of one line are selected, the finding says those.
        """
        self._stream.finish_lines()
        self.save()
        notes = self._stream.selected_notes()
        if not notes:
            self.message_shown.emit(tr("Put the cursor in a line with text first."))
        elif not all(note.code for note in notes):
            self.message_shown.emit(
                tr("The line belongs to no question. Move it to one first (Ctrl+M).")
            )
        else:
            self._mark(notes, kind, self._selected_words(notes))

    def _selected_words(self, notes: Sequence[Note]) -> str:
        """Return what is selected of a single line, or "" for the whole of it."""
        words = " ".join(self._stream.selected_text().split())
        is_some = len(notes) == 1 and words != said_in(notes[0])
        return words if is_some else ""

    def _mark(self, notes: Sequence[Note], kind: FindingKind, words: str) -> None:
        before = self._findings_of(notes)
        is_rewording = bool(words) and any(
            is_following(finding, notes[0]) and (finding.kind, finding.text) != (kind, words)
            for finding in before.values()
        )
        if not is_rewording or any(note.mark != Mark(kind.value) for note in notes):
            self._stream.mark(Mark(kind.value))
            self.save()
        self._choose_words(notes, words, before)
        self._tell_of_findings(kind, before, self._findings_of(notes))

    def _choose_words(
        self, notes: Sequence[Note], words: str, before: Mapping[str, Finding]
    ) -> None:
        """Let findings say the words that are selected, and new ones without any the line."""
        for finding in self._findings_of(notes).values():
            note = self._session.assessment.notes[finding.note]
            if not is_following(finding, note):
                continue
            if words:
                self._session.put(
                    replace(finding, text=words, follows=Follows.WORDS), self._edit_session
                )
            elif finding.id not in before:
                line = replace(finding, text=said_in(note), follows=Follows.LINE)
                self._session.put(line, self._edit_session)

    def _findings_of(self, notes: Sequence[Note]) -> dict[str, Finding]:
        """Return the findings that were made from some notes, by id."""
        made = (findings_of_note(self._session.assessment, note.id) for note in notes)
        return {finding.id: finding for findings in made for finding in findings}

    def _tell_of_findings(
        self, kind: FindingKind, before: Mapping[str, Finding], after: Mapping[str, Finding]
    ) -> None:
        new = [finding for finding in after.values() if before.get(finding.id) != finding]
        if new:
            told = self._new_words(kind) if not before else self._changed_words(kind)
            text = _shortened("; ".join(finding.text for finding in new))
            self.message_shown.emit(
                tr("{0} in area {1}: “{2}”. The same key again or Ctrl+Z undoes that.").format(
                    told, new[0].area, text
                )
            )
        elif after:
            self.message_shown.emit(
                tr("The line's finding has been edited on the Findings page and stays as it is.")
            )

    def _new_words(self, kind: FindingKind) -> str:
        return {
            FindingKind.STRENGTH: tr("New strength"),
            FindingKind.CHALLENGE: tr("New challenge"),
            FindingKind.WEAKNESS: tr("New weakness"),
        }[kind]

    def _changed_words(self, kind: FindingKind) -> str:
        return {
            FindingKind.STRENGTH: tr("The finding is now a strength"),
            FindingKind.CHALLENGE: tr("The finding is now a challenge"),
            FindingKind.WEAKNESS: tr("The finding is now a weakness"),
        }[kind]

    # Following

    def _note_typing(self) -> None:
        now = time.monotonic()
        if now - self._typed_at > BURST_SECONDS:
            self._edit_session = new_id()
        self._typed_at = now
        self._autosave.touch()

    def _follow(self, interview: str) -> None:
        """Show what another page has changed; what is typed here is not shown anew."""
        if interview == self._interview and not self._is_saving:
            self.save()
            self._stream.open_notes(interview, self._session.assessment.notes_of(interview))

    def _show_scope(self) -> None:
        self._stream.set_scope(None if self._is_whole else self._question)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"
