"""The list of follow-ups by the person to ask: to answer, print, or copy into a mail."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import IO

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QWidget

from kompass_desktop.assessment.follow_ups import FollowUp, follow_ups
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Note, Rating
from kompass_desktop.desktop.actions import Slot, add_action
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry
from kompass_desktop.desktop.panes import has_focus
from kompass_desktop.desktop.scoring.follow_up_row import FollowUpRow
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.desktop.widgets.file_writer import FileWriter
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.lazy_column import LazyColumn
from kompass_desktop.desktop.widgets.note_quote import source_of
from kompass_desktop.i18n import ntr, tr


class FollowUpPanel(QFrame):
    """A list of follow-ups to go through before leaving the municipality, with arrow keys."""

    closed = Signal()
    note_chosen = Signal(str)
    """The id of the note line that was marked."""
    interview_chosen = Signal(str)
    """The id of the interview in which a rating was marked."""
    point_chosen = Signal(str)
    """The code of the measure point on which the team marked its own rating."""
    message_shown = Signal(str)

    title_label: QLabel
    open_chip: QPushButton
    all_chip: QPushButton
    answer_button: KeyButton
    done_button: KeyButton
    copy_button: KeyButton
    print_button: KeyButton
    close_button: KeyButton
    list_scroll: QScrollArea
    rows_list: QWidget

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "scoring/follow_up_panel")
        self._session = session
        self._current = ""
        self._column = LazyColumn(self.rows_list)
        self._files = FileWriter(self)
        self._files.message_shown.connect(self.message_shown)
        self._palette = Palette(self)
        self._palette.chosen.connect(self._answer_by)
        self._connect()
        self._add_actions()

    def _connect(self) -> None:
        for chip in (self.open_chip, self.all_chip):
            chip.clicked.connect(lambda _checked: self.refresh())
        for button, slot in (
            (self.answer_button, self.choose_answer),
            (self.done_button, self.toggle_done),
            (self.copy_button, self.copy_text),
            (self.print_button, self._choose_file),
        ):
            button.clicked.connect(lambda _checked, slot=slot: slot())
        self.close_button.clicked.connect(self.closed)
        self._session.notes_changed.connect(self._follow)
        self._session.rating_changed.connect(self._follow)

    def _add_actions(self) -> None:
        steps: tuple[tuple[str, str, Slot], ...] = (
            (tr("Choose the note that answers it"), "Ctrl+K", self.choose_answer),
            (tr("Answered without a note, or open again"), "Ctrl+D", self.toggle_done),
            (tr("Copy what is open as text for a mail"), "Ctrl+Shift+C", self.copy_text),
            (tr("Save the list as a PDF"), "Ctrl+P", self._choose_file),
            (tr("Show only what is open, or all"), "Ctrl+U", self.toggle_all),
            (tr("Back to the measure points"), "Esc", self.closed.emit),
        )
        for text, keys, slot in steps:
            add_action(self, text, [keys], slot)

    @property
    def rows(self) -> list[FollowUpRow]:
        """The listed items, from the top."""
        return [row for row in self._column.rows if isinstance(row, FollowUpRow)]

    @property
    def current(self) -> FollowUp | None:
        """What the keys are about."""
        row = self._current_row()
        return row.follow_up if row is not None else None

    def enter(self) -> None:
        """Update the list, and give it the focus."""
        self.refresh()
        self._focus()

    def refresh(self) -> None:
        """Update the list."""
        found = follow_ups(self._session.assessment)
        open_ones = [each for each in found if each.is_open]
        self.title_label.setText(tr("To follow up"))
        self.open_chip.setText(tr("Open: {0}").format(len(open_ones)))
        self.all_chip.setText(tr("All {0}").format(len(found)))
        shown = open_ones if self.open_chip.isChecked() else found
        nothing = (
            tr("All that was marked for follow-up is answered.")
            if found
            else tr("Nothing is marked for follow-up. Mark a line in an interview with Ctrl+4.")
        )
        current, had_focus = self._current, has_focus(self.rows_list)
        self._column.show_rows([partial(self._row, each) for each in shown], nothing)
        # A row that goes leaves the focus to another, which then took itself for the current.
        self._current = current
        self.setFocusProxy(self._current_row() or self.close_button)
        if had_focus:
            self._focus()
        for button in (self.answer_button, self.done_button):
            button.setEnabled(bool(shown))
        self._name_done()

    def toggle_all(self) -> None:
        """Show only open follow-ups, or also answered ones."""
        (self.all_chip if self.open_chip.isChecked() else self.open_chip).setChecked(True)
        self.enter()

    # Answers

    def choose_answer(self) -> None:
        """Ask for the note that answers the current one; notes of the same code come first."""
        follow_up = self.current
        if follow_up is None:
            return
        place = follow_up.code.rpartition(".")[0] or follow_up.code
        notes = [n for n in self._session.assessment.notes.values() if n.text.strip()]
        notes = [note for note in notes if note.id != follow_up.source.id]
        notes.sort(key=lambda n: (not _is_at(n, follow_up.code), not _is_at(n, place), n.code))
        entries = [
            PaletteEntry(n.id, n.text, n.code, source_of(self._session.assessment, n))
            for n in notes
        ]
        self._palette.open_with(entries, tr("The note that answers it: words or code"))

    def toggle_done(self) -> None:
        """Take the current one as answered without a note, or as open again."""
        follow_up = self.current
        if follow_up is not None:
            self._put(
                follow_up.answered_elsewhere() if follow_up.is_open else follow_up.answered_by("")
            )

    def _answer_by(self, note: str) -> None:
        follow_up = self.current
        if follow_up is not None:
            self._put(follow_up.answered_by(note))

    def _put(self, record: Note | Rating) -> None:
        self._column.make_all()
        ids = [row.follow_up.source.id for row in self.rows]
        after = ids.index(record.id) + 1
        if self.open_chip.isChecked() and len(ids) > 1:
            # It leaves the list; the one below it, or above the end, takes its place.
            self._current = ids[after] if after < len(ids) else ids[after - 2]
        self._session.put_undoably(tr("answer to a follow-up"), record)
        self._focus()

    # Out

    def copy_text(self) -> None:
        """Copy the open follow-ups to the clipboard as text, with groups but no names."""
        # reportlab costs 0.4 s to load.
        from kompass_desktop.report.handouts.follow_up_sheet import mail_text

        self._session.flush()
        QGuiApplication.clipboard().setText(mail_text(self._session.assessment))
        count = sum(each.is_open for each in follow_ups(self._session.assessment))
        self.message_shown.emit(
            ntr(
                "{0} open question is copied. Paste it into a mail with Ctrl+V.",
                "{0} open questions are copied. Paste them into a mail with Ctrl+V.",
                count,
            ).format(count)
        )

    def _choose_file(self) -> None:
        suggested = tr("To follow up {0}.pdf").format(self._session.assessment.title)
        path = choose_export_file(self, tr("Save the list"), tr("PDF"), suggested)
        if path is not None:
            self.write_sheet(path)

    def write_sheet(self, path: Path) -> None:
        """Write the list, as it is now, to a PDF file; show a message when it is written."""
        self._session.flush()
        writer = partial(_write_sheet, self._session.assessment.snapshot())
        self._files.write(path, writer, tr("The list is saved in {0}.").format(path))

    # Rows

    def _step(self, row: FollowUpRow, step: int) -> None:
        self._column.make_all()
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, follow_up: FollowUp, _old: QWidget | None) -> QWidget:
        group = tr("The team")
        if follow_up.interview is not None:
            group = self._session.assessment.group_of(follow_up.interview).short
        row = FollowUpRow(follow_up, group)
        row.clicked.connect(partial(self._show_source, follow_up))
        row.stepped.connect(partial(self._step, row))
        row.focused.connect(partial(self._make_current, row))
        return row

    def _show_source(self, follow_up: FollowUp) -> None:
        match follow_up.source:
            case Note(id=identity):
                self.note_chosen.emit(identity)
            case Rating(interview=interview) if interview:
                self.interview_chosen.emit(interview)
            case Rating(measure_point=code):
                self.point_chosen.emit(code)

    def _make_current(self, row: FollowUpRow) -> None:
        self._current = row.follow_up.source.id
        self.setFocusProxy(row)
        self.list_scroll.ensureWidgetVisible(row, 0, 8)
        self._name_done()

    def _current_row(self) -> FollowUpRow | None:
        rows = self.rows
        own = (row for row in rows if row.follow_up.source.id == self._current)
        return next(own, rows[0] if rows else None)

    def _name_done(self) -> None:
        follow_up = self.current
        is_open = follow_up is None or follow_up.is_open
        self.done_button.setText(tr("Answered") if is_open else tr("Open again"))

    def _focus(self) -> None:
        row = self._current_row()
        (row or self.close_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, *_changed: str) -> None:
        if self.isVisible():
            self.refresh()


def _is_at(note: Note, code: str) -> bool:
    return bool(code) and note.is_within(code)


def _write_sheet(assessment: Assessment, file: IO[bytes]) -> None:
    # reportlab costs 0.4 s to load, in the thread that writes.
    from kompass_desktop.report.handouts.follow_up_sheet import write_follow_up_sheet

    today = date.today()  # noqa: DTZ011 - the day on the wall
    write_follow_up_sheet(assessment, today, file)
