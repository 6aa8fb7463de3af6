"""The notes of an interview as one stream of lines, each of them a record.

The widget keeps the text of its editor and the records of its `NoteDocument` equal, whichever
of them changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from kompass_desktop.assessment.records import Change, Mark, Note
from kompass_desktop.desktop.notes import gutter
from kompass_desktop.desktop.notes.document.document import LineEdit, NoteDocument, Redrawing
from kompass_desktop.desktop.notes.document.edit_applier import CodeCheck, CurrentTime, NoteContext
from kompass_desktop.desktop.notes.document.lines import says_something
from kompass_desktop.desktop.notes.document.text import clean_lines, width
from kompass_desktop.desktop.notes.editor import NoteEditor
from kompass_desktop.desktop.notes.gutter import GutterRow, NoteGutter, is_other_day
from kompass_desktop.desktop.notes.menu import NoteMenu
from kompass_desktop.desktop.widgets.pasting import has_media
from kompass_desktop.i18n import tr
from kompass_desktop.report.document_text import page_name

_CLOCK_MILLISECONDS = 15_000


class NoteStream(QWidget):
    """The lines of an interview's notes in one scope, to be typed in, moved and marked.

    Records come in through `open_notes` and out through `take_changes`; lines that say
    nothing are no records. Only lines that are shown are ever changed, except that their
    neighbours' positions are respaced where there is no number left between two of them.
    """

    edited = Signal()
    """The records to store have changed."""
    current_line_changed = Signal()
    """The caret has gone to another line."""
    replayed = Signal()
    """A step was undone or redone."""
    menu_opening = Signal(QMenu)
    """The menu is about to be shown; more may be added to it."""
    media_offered = Signal(QMimeData)
    """Files or a picture were dropped on a line, or pasted; the caret is in the line."""
    lines_sent = Signal(list)
    """The notes that were moved because they began with a code."""
    lines_marked = Signal(list)
    """The notes that were marked by the sign that they began with. Emitted after `lines_sent`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = NoteContext(_local_time, lambda _code: False)
        self._document = NoteDocument("", (), self._around)
        self._owed: list[Change] = []
        self._reported_edits = 0
        self._reported_sent: set[str] = set()
        self._reported_marked: set[str] = set()
        self._current = self._document.shown[0]
        self._is_showing = False
        self._day: date | None = None
        self._line_actions: Sequence[QAction] = ()
        self._sources: Mapping[str, str] = {}
        self._files: Mapping[str, tuple[str, ...]] = {}
        self._carets: dict[str | None, tuple[str, int]] = {}
        self._editor = self._new_editor()
        self._gutter = NoteGutter(self._editor, self._gutter_row)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._editor)
        self.setFocusProxy(self._editor)
        self.setAcceptDrops(True)
        # The line to be written next shows the time at which it would be begun.
        self._minutes = QTimer(self, interval=_CLOCK_MILLISECONDS)
        self._minutes.timeout.connect(self._fit_gutter)
        self._minutes.start()

    def _new_editor(self) -> NoteEditor:
        editor = NoteEditor(gutter.WIDTH, self)
        editor.setAccessibleName(tr("Notes"))
        editor.setPlaceholderText(
            tr("Write what is said … First in a line: + strength, ~ challenge, - weakness")
        )
        editor.setEnabled(False)
        editor.document().contentsChange.connect(self._take_edit)
        editor.textChanged.connect(self._settle)
        editor.cursorPositionChanged.connect(self._settle)
        editor.undo_requested.connect(self.undo)
        editor.redo_requested.connect(self.redo)
        editor.menu_requested.connect(self._open_menu)
        editor.left.connect(self.finish_lines)
        editor.media_pasted.connect(self.media_offered)
        editor.installEventFilter(self)
        return editor

    @property
    def editor(self) -> NoteEditor:
        """The editor of the lines."""
        return self._editor

    # What comes in

    def open_notes(self, interview: str, notes: Sequence[Note]) -> None:
        """Show an interview's notes, given its id and its records.

        Where they are what is shown already, nothing happens, and undo reaches back as
        far as before. Changes not yet taken are still handed out by `take_changes`.
        """
        in_order = sorted(notes, key=lambda note: (note.position, note.id))
        if interview == self._document.interview and self._document.notes() == in_order:
            return
        self._owed += self._document.take_changes()
        scope = self._document.scope
        self._document = NoteDocument(interview, in_order, self._around)
        self._reported_edits = 0
        self._reported_sent.clear()
        self._reported_marked.clear()
        self._carets.clear()
        self._editor.setEnabled(True)
        self._show_scope(scope)

    def set_scope(self, code: str | None) -> None:
        """Show the lines of a code and of the codes within it; or all (None).

        The caret goes back to where it was when the scope was left, else to the end.
        """
        self.finish_lines()
        said = [note.id for note in self._document.notes_at(range(len(self._document.shown)))]
        if code != self._document.scope or self._document.lines_within(code) != said:
            self._carets[self._document.scope] = self._caret()
            self._show_scope(code)

    def set_code(self, code: str) -> None:
        """Set the code that lines begun from now on get; may be NO_CODE."""
        self._around.code = code
        self._gutter.update()

    def set_day(self, day: date | None) -> None:
        """Set the day of the interview; lines written on another day show it."""
        self._day = day
        self._fit_gutter()

    @property
    def day(self) -> date | None:
        """The day of the interview, or None if it is not known yet."""
        return self._day

    def set_line_actions(self, actions: Sequence[QAction]) -> None:
        """Set the actions for lines in the menu; they remain owned by the caller."""
        self._line_actions = actions

    def set_code_check(self, is_code: CodeCheck) -> None:
        """Set the function that returns whether a code is one of the instrument's."""
        self._around.is_code = is_code

    def set_documents(self, names: Mapping[str, str] | None, chosen: str = "") -> None:
        """Set the names of documents by id, and the id of the document of new lines.

        With None the lines have no document, and pages at their start are not read.
        """
        self._sources = names or {}
        self._around.reads_pages = names is not None
        self._around.document = chosen
        self._editor.setPlaceholderText(
            tr("Write what is said …")
            if names is None
            else tr("Write what the document says; begin with the page: s. 14 …")
        )
        self._gutter.update()

    def set_files(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Set the names of the attached files, by the id of the note."""
        self._files = names
        self._gutter.update()

    def set_clock(self, clock: CurrentTime) -> None:
        """Set the function that returns the local time, with its zone, at which a line is begun."""
        self._around.clock = clock

    def _show_scope(self, scope: str | None) -> None:
        self._document.open_scope(scope)
        self._is_showing = True
        self._editor.setPlainText(
            "\n".join(self._document.line_at(n).text for n in range(len(self._document.shown)))
        )
        self._is_showing = False
        self._fit_gutter()
        line, column = self._carets.get(scope, ("", 0))
        if line not in self._document.shown:
            line, column = self._document.shown[-1], 0
        self._editor.put_caret(self._document.shown.index(line), column)
        self._look_at_current()

    # What goes out

    @property
    def scope(self) -> str | None:
        """The code of the shown scope, or None for the whole interview."""
        return self._document.scope

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to take."""
        return bool(self._owed) or self._document.has_changes

    def take_changes(self) -> list[Change]:
        """Return the changes of records since this was last called."""
        owed, self._owed = self._owed, []
        return owed + self._document.take_changes()

    def notes(self) -> list[Note]:
        """Return all notes of the interview as they are now, in order."""
        return self._document.notes()

    def current_note(self) -> Note | None:
        """Return the note that the caret is in, or None in an empty line."""
        return self._document.record_at(self._caret_line())

    def selected_notes(self) -> list[Note]:
        """Return the notes that the selection is in, or else the caret."""
        return self._document.notes_at(self._editor.selected_lines())

    def selected_text(self) -> str:
        """Return the selected lines, or else the line that the caret is in."""
        cursor = self._editor.textCursor()
        text = cursor.selectedText() if cursor.hasSelection() else cursor.block().text()
        return "\n".join(clean_lines(text)).strip()

    # Commands for lines

    def move_to(self, code: str) -> None:
        """Move the selected lines, or the current one, to a code."""
        self._document.move(self.selected_notes(), code)
        self._report()

    def add_code(self, code: str) -> None:
        """Add a code to the selected lines, or the current one, or remove it if all have it."""
        self._document.add_code(self.selected_notes(), code)
        self._report()

    def set_document(self, document: str) -> None:
        """Set the document of the selected lines, or the current one, given its id or ""."""
        self._document.set_document(self.selected_notes(), document)
        self._report()

    def mark(self, mark: Mark | None) -> None:
        """Mark the selected lines, or the current one; remove the mark if all have it."""
        self._document.mark(self.selected_notes(), mark)
        self._report()

    def finish_lines(self) -> None:
        """Finish the lines that are being written: their starts move or mark them."""
        self._show(self._document.finish_all())
        self._report()

    def finish_decided_lines(self) -> None:
        """Finish the lines whose first words already show whether a number is a code.

        A key is about to mark them, so signs in them are only removed.
        """
        self._show(self._document.finish_decided())
        self._report()

    def undo(self) -> None:
        """Undo the latest step in this scope."""
        self._show_replayed(self._document.undo())

    def redo(self) -> None:
        """Redo the step that was undone last."""
        self._show_replayed(self._document.redo())

    def go_to_note(self, note: str) -> bool:
        """Put the caret at the end of a note, given its id; return whether it is shown."""
        if note not in self._document.shown:
            return False
        number = self._document.shown.index(note)
        self._editor.put_caret(number, width(self._document.line_at(number).text))
        self._editor.setFocus()
        return True

    def focus_end(self) -> None:
        """Put the caret in an empty line at the end, to write the next note."""
        self._show(self._document.add_line())
        self._editor.put_caret(len(self._document.shown) - 1, 0)
        self._editor.setFocus()

    def write_line(self, text: str) -> None:
        """Add a line that was typed in another widget at the end, with the caret after it."""
        self.focus_end()
        self.write_on(text)

    def write_on(self, text: str) -> None:
        """Insert a text that was typed in another widget at the caret."""
        self._editor.insertPlainText(text)
        self._editor.ensureCursorVisible()

    @property
    def caret(self) -> tuple[str, int]:
        """The id of the note that the caret is in, or empty, and the column in UTF-16 units."""
        line, column = self._caret()
        note = self._document.line_at(self._caret_line())
        return (line, column) if says_something(note) else ("", 0)

    def put_caret(self, note: str, column: int) -> None:
        """Put the caret in a note, given its id, or at the end if it is not shown."""
        shown = self._document.shown
        line = shown.index(note) if note in shown else len(shown) - 1
        self._editor.put_caret(line, column)

    def height_of_lines(self, count: int) -> int:
        """Return the height in px of a number of lines that are not wrapped."""
        return self._editor.height_of_lines(count)

    def _restore_start(self) -> bool:
        """Restore the start of the line if the caret is at its start; return whether it was."""
        cursor = self._editor.textCursor()
        line = self._document.shown[cursor.blockNumber()]
        if cursor.hasSelection() or not cursor.atBlockStart():
            return False
        if not self._document.starts.can_put_back(line):
            return False
        self._show(self._document.restore_start(line))
        self._look_at_current()
        self._report()
        return True

    # Keeping text and records the same

    def _take_edit(self, position: int, _removed: int, added: int) -> None:
        """Apply typed text to the records; the document must not be changed here."""
        if self._is_showing:
            return
        document = self._editor.document()
        stop = min(position + added, document.characterCount() - 1)
        first, last = document.findBlock(position), document.findBlock(stop)
        number = first.blockNumber()
        texts = self._editor.texts(number, last.blockNumber() - number + 1)
        replaced = len(texts) + len(self._document.shown) - document.blockCount()
        start = position - first.position()
        is_typed = not self._editor.is_pasting
        column = stop - last.position()
        self._document.take_edit(LineEdit(number, replaced, texts, start, column, is_typed))

    def _settle(self) -> None:
        """Finish the line that the caret has left, after an edit or a move of the caret."""
        if self._is_showing:
            return
        current = self._document.shown[self._caret_line()]
        if current != self._current:
            self._show(self._document.leave(self._current, current))
            self._look_at_current()
        self._report()

    def _look_at_current(self) -> None:
        self._current = self._document.shown[self._caret_line()]
        row = self._gutter_row(self._caret_line())
        self._editor.setAccessibleDescription(self._gutter.text_of(row))
        self._gutter.update()
        self.current_line_changed.emit()

    def _report(self) -> None:
        self._gutter.update()
        if self._document.edits != self._reported_edits:
            self._reported_edits = self._document.edits
            self.edited.emit()
        starts = self._document.starts
        sent = [line for line in starts.sent if line not in self._reported_sent]
        marked = [line for line in starts.marked if line not in self._reported_marked]
        self._reported_sent, self._reported_marked = set(starts.sent), set(starts.marked)
        if sent:
            self.lines_sent.emit(self._document.lines_of(sent))
        if marked:
            self.lines_marked.emit(self._document.lines_of(marked))

    @contextmanager
    def _showing(self) -> Iterator[None]:
        """Paint changes of the document together, and do not read them as typing."""
        block = QTextCursor(self._editor.document())
        self._is_showing = True
        block.beginEditBlock()
        try:
            yield
        finally:
            block.endEditBlock()
            self._is_showing = False

    def _show(self, redrawings: Sequence[Redrawing]) -> None:
        with self._showing():
            for redrawing in redrawings:
                self._editor.replace_lines(redrawing.first, redrawing.count, redrawing.texts)

    def _show_replayed(self, redrawing: Redrawing | None) -> None:
        if redrawing is None:
            return
        with self._showing():
            end = self._editor.replace_lines(redrawing.first, redrawing.count, redrawing.texts)
        self._editor.setTextCursor(end)
        self._look_at_current()
        self._report()
        self.replayed.emit()

    def _caret_line(self) -> int:
        return self._editor.textCursor().blockNumber()

    def _caret(self) -> tuple[str, int]:
        cursor = self._editor.textCursor()
        return self._document.shown[cursor.blockNumber()], cursor.positionInBlock()

    # What Qt calls

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Make Backspace at the start of a line undo a move or mark by its start."""
        is_erasing = (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Backspace
            and event.modifiers() == Qt.KeyboardModifier.NoModifier
        )
        return (is_erasing and self._restore_start()) or super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if has_media(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the caret in the line that media are dropped on, and emit `media_offered`."""
        if has_media(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            place = self._editor.viewport().mapFrom(self, event.position().toPoint())
            self._editor.put_caret_at_height(place.y())
            self.media_offered.emit(event.mimeData())

    # Around the text

    def _gutter_row(self, number: int) -> GutterRow:
        is_current = number == self._caret_line()
        line = self._document.line_at(number)
        if is_current and not says_something(line):
            line = replace(
                line,
                begun_at=self._around.now,
                code=self._around.code,
                document=self._around.document,
            )
        is_sent = self._document.starts.is_sent(line.id)
        row = GutterRow.of(line, is_current, is_sent=is_sent, day=self._day)
        return replace(
            row,
            time=page_name(line.page) or row.time,
            source=self._sources.get(line.document, ""),
            files=self._files.get(line.id, ()),
        )

    def _fit_gutter(self) -> None:
        """Set the gutter's width, with room for days if a line shows one or a new line would.

        Within a day the width does not change, so that the text does not move while typing.
        """
        begun = [self._around.now, *(line.begun_at for line in self._shown_lines())]
        has_days = any(is_other_day(each, self._day) for each in begun)
        self._editor.set_gutter_width(gutter.WIDTH_WITH_DAYS if has_days else gutter.WIDTH)
        self._gutter.update()

    def _shown_lines(self) -> Iterator[Note]:
        return (self._document.line_at(number) for number in range(len(self._document.shown)))

    def _open_menu(self, corner: QPoint) -> None:
        document = self._document
        menu = NoteMenu(self._editor, document.can_undo, document.can_redo)
        menu.add_line_actions(self._line_actions)
        self.menu_opening.emit(menu)
        menu.popup(corner)


def _local_time() -> datetime:
    return datetime.now(UTC).astimezone()
