"""The notes of the open interview: saved as they are typed, and made into findings."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.marks import (
    finding_text_of,
    findings_of_note,
    is_following,
    kind_of,
)
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Finding, Follows, Mark, Note
from kompass_desktop.desktop.interview.interview_state import InterviewState, NotesScope
from kompass_desktop.desktop.notes.stream import NoteStream
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr

EDIT_SESSION_PAUSE_SECONDS = 10
"""After a pause of this length, further typing is a new change in the history."""


class NotesController(QObject):
    """Brings notes from the session into the stream and back, and makes findings of them."""

    message_shown = Signal(str)

    def __init__(
        self, stream: NoteStream, session: Session, state: InterviewState, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._stream = stream
        self._session = session
        self._state = state
        self._is_saving = False
        self._is_leaving = False
        self._edit_session = new_id()
        self._typed_at = 0.0
        self._marked_by_sign: set[str] = set()
        self._autosave = Autosave(self)
        stream.set_code_check(lambda code: session.assessment.instrument.find(code) is not None)
        stream.edited.connect(self._note_typing)
        stream.replayed.connect(self._save_replayed)
        stream.lines_sent.connect(self._show_sent)
        stream.lines_marked.connect(self._save_marked)
        self._autosave.due.connect(self.save)
        session.flush_requested.connect(self.save)
        session.notes_changed.connect(self._follow)
        session.interviews_changed.connect(self._show_day)
        state.interview_opened.connect(self._open_interview)
        state.question_changed.connect(self._open_question)
        state.moved.connect(stream.set_code)
        state.notes_scope_changed.connect(self._show_scope)

    def _open_interview(self) -> None:
        """Show the notes of the interview; those of the one before are saved first."""
        self.save()
        interview = self._state.interview_id
        self._show_day()
        self._stream.open_notes(interview, self._session.assessment.notes_of(interview))

    def _show_day(self) -> None:
        """Set the day of the interview in the stream, from its start or its first line."""
        interview = self._state.interview
        begun = interview.started_at if interview is not None else ""
        if not begun:
            notes = self._session.assessment.notes_of(self._state.interview_id)
            begun = next((note.begun_at for note in notes), "")
        self._stream.set_day(_day_of(begun))

    def _open_question(self) -> None:
        self._stream.set_code(self._state.code)
        self._is_leaving = True
        self._show_scope()
        self._is_leaving = False

    def show_note(self, note: str) -> bool:
        """Put the caret in a line, given its id; return whether it is shown."""
        return self._stream.go_to_note(note)

    def save(self) -> None:
        """Save the typed text, and show a message about findings deleted with their lines."""
        lost = self._hand_over()
        if lost:
            self.message_shown.emit(
                tr("The finding “{0}” has been removed. Ctrl+Z undoes that.").format(
                    _shortened(lost)
                )
            )

    def _hand_over(self) -> str:
        """Save the typed text; return the texts of the findings that this deleted."""
        changes = self._stream.take_changes()
        if not changes:
            return ""
        before = dict(self._session.assessment.findings)
        changes = [each for c in changes for each in _in_steps(c, self._marked_by_sign)]
        self._is_saving = True
        self._session.change(changes, self._edit_session)
        self._is_saving = False
        if self._session.is_read_only:
            # The edits are not stored, so the lines are shown again as they are stored.
            self._open_again()
        after = self._session.assessment.findings
        return "; ".join(f.text for f in before.values() if f.id not in after)

    def _save_replayed(self) -> None:
        """Save at once what an undo or redo has changed: findings follow the marks."""
        lost = self._hand_over()
        if lost:
            self.message_shown.emit(
                tr("The finding “{0}” has been taken back.").format(_shortened(lost))
            )

    def _show_sent(self, notes: Sequence[Note]) -> None:
        """Show where lines were moved by the code that they began with."""
        code, text = _joined(notes[-1].codes), _shortened(notes[-1].text)
        if self._is_leaving:
            message = tr("“{1}” went to {0}.")
        elif len(notes) == 1:
            message = tr(
                "“{1}” went to {0}. Ctrl+Z, or Backspace at the start of the line, brings it back."
            )
        else:
            message = tr(
                "{2} lines went where their codes say, the last one to {0}. Ctrl+Z brings them "
                "back."
            )
        self.message_shown.emit(message.format(code, text, len(notes)))

    def _save_marked(self, notes: Sequence[Note]) -> None:
        """Save lines that were marked by their sign, with their findings, and show a message."""
        self._marked_by_sign = {note.id for note in notes}
        self.save()
        self._marked_by_sign = set()
        last = notes[-1]
        kind, text = kind_of(last.mark), _shortened(last.text)
        what = _new_text(kind) if kind is not None else tr("To be followed up")
        if self._is_leaving:
            message = tr("{0} at {1}: “{2}”.")
        else:
            message = tr(
                "{0} at {1}: “{2}”. Ctrl+Z, or Backspace at the start of the line, makes it text."
            )
        self.message_shown.emit(message.format(what, _joined(last.codes) or "–", text))

    def move_lines(self, code: str) -> None:
        """Move the selected lines, or the one that the caret is in, to a code."""
        self._stream.move_to(code)
        self.save()

    def add_code(self, code: str) -> None:
        """Add a code to the selected lines, or the current one; if all have it, remove it."""
        self._stream.add_code(code)
        self.save()
        notes = self._stream.selected_notes()
        if not notes:
            self.message_shown.emit(tr("Put the cursor in a line with text first."))
            return
        message = tr("The line belongs to {0}. Ctrl+Z undoes that.")
        self.message_shown.emit(message.format(_joined(notes[-1].codes)))

    def mark_follow_up(self) -> None:
        """Mark the selected lines, or the current one, for follow-up, or remove that mark."""
        self._stream.finish_decided_lines()
        self._stream.mark(Mark.FOLLOW_UP)
        self.save()

    # Findings

    def mark_lines(self, kind: FindingKind) -> None:
        """Mark the selected lines, or the current one, and make a finding of each.

        The same kind again removes mark and finding; another kind changes the finding.
        If a part of one line is selected, the finding's text is that part.
        """
        # A line that is marked early ("2.5 st") goes where its code says when it is left.
        self._stream.finish_decided_lines()
        self.save()
        notes = self._stream.selected_notes()
        if not notes:
            self.message_shown.emit(tr("Put the cursor in a line with text first."))
        elif not all(note.code for note in notes):
            self.message_shown.emit(
                tr("The line belongs to no question. Move it to one first (Ctrl+M).")
            )
        else:
            self._mark(notes, kind, self._selected_part(notes))

    def _selected_part(self, notes: Sequence[Note]) -> str:
        """Return the selected text within a single line, or "" for the whole line."""
        text = " ".join(self._stream.selected_text().split())
        is_part = len(notes) == 1 and text != finding_text_of(notes[0])
        return text if is_part else ""

    def _mark(self, notes: Sequence[Note], kind: FindingKind, part: str) -> None:
        before = self._findings_of(notes)
        is_rewording = bool(part) and any(
            is_following(finding, notes[0]) and (finding.kind, finding.text) != (kind, part)
            for finding in before.values()
        )
        if not is_rewording or any(note.mark != Mark(kind.value) for note in notes):
            self._stream.mark(Mark(kind.value))
            self.save()
        self._set_texts(notes, part, before)
        self._show_findings(kind, before, self._findings_of(notes))

    def _set_texts(self, notes: Sequence[Note], part: str, before: Mapping[str, Finding]) -> None:
        """Give findings the selected part as their text; without one, new ones the line's."""
        for finding in self._findings_of(notes).values():
            note = self._session.assessment.notes[finding.note]
            if not is_following(finding, note):
                continue
            if part:
                self._session.put(
                    replace(finding, text=part, follows=Follows.WORDS), self._edit_session
                )
            elif finding.id not in before:
                line = replace(finding, text=finding_text_of(note), follows=Follows.LINE)
                self._session.put(line, self._edit_session)

    def _findings_of(self, notes: Sequence[Note]) -> dict[str, Finding]:
        """Return the findings that were made from some notes, by id."""
        made = (findings_of_note(self._session.assessment, note.id) for note in notes)
        return {finding.id: finding for findings in made for finding in findings}

    def _show_findings(
        self, kind: FindingKind, before: Mapping[str, Finding], after: Mapping[str, Finding]
    ) -> None:
        new = [finding for finding in after.values() if before.get(finding.id) != finding]
        if new:
            what = _changed_text(kind) if before else _new_text(kind)
            text = _shortened("; ".join(finding.text for finding in new))
            self.message_shown.emit(
                tr("{0} in area {1}: “{2}”. The same key again or Ctrl+Z undoes that.").format(
                    what, new[0].area, text
                )
            )
        elif after:
            self.message_shown.emit(
                tr("The line's finding has been edited on the Findings page and stays as it is.")
            )

    # Following

    def _note_typing(self) -> None:
        now = time.monotonic()
        if now - self._typed_at > EDIT_SESSION_PAUSE_SECONDS:
            self._edit_session = new_id()
        self._typed_at = now
        self._autosave.touch()

    def _follow(self, interview: str) -> None:
        """Show changes by another page; text typed here is shown already."""
        if interview != self._state.interview_id:
            return
        if not self._is_saving or self._stream.day is None:
            self._show_day()
        if not self._is_saving:
            self.save()
            self._open_again()

    def _open_again(self) -> None:
        interview = self._state.interview_id
        self._stream.open_notes(interview, self._session.assessment.notes_of(interview))

    def _show_scope(self) -> None:
        if not self._state.interview_id:
            return
        is_whole = self._state.notes_scope is NotesScope.INTERVIEW
        self._stream.set_scope(None if is_whole else self._state.question)


def _day_of(moment: str) -> date | None:
    try:
        return datetime.fromisoformat(moment).date()
    except ValueError:
        return None


def _in_steps(change: Change, marked: set[str]) -> Iterator[Change]:
    """Yield the change of a line, in two steps if it is new and its id is in `marked`.

    A finding is made only when the mark of an existing line changes.
    """
    after = change.after
    if isinstance(after, Note) and change.before is None and after.id in marked:
        unmarked = replace(after, mark=None)
        yield Change(None, unmarked)
        yield Change(unmarked, after)
    else:
        yield change


def _joined(codes: Sequence[str]) -> str:
    """Return codes as a phrase: "1.4.3, 3.2 and 8.1"."""
    if len(codes) < 2:
        return "".join(codes)
    return tr("{0} and {1}").format(", ".join(codes[:-1]), codes[-1])


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"


def _new_text(kind: FindingKind) -> str:
    return {
        FindingKind.STRENGTH: tr("New strength"),
        FindingKind.CHALLENGE: tr("New challenge"),
        FindingKind.WEAKNESS: tr("New weakness"),
    }[kind]


def _changed_text(kind: FindingKind) -> str:
    return {
        FindingKind.STRENGTH: tr("The finding is now a strength"),
        FindingKind.CHALLENGE: tr("The finding is now a challenge"),
        FindingKind.WEAKNESS: tr("The finding is now a weakness"),
    }[kind]
