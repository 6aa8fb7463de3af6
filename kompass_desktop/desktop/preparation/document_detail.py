"""The chosen document: its file, its link, and the notes from it by page."""

from __future__ import annotations

import re
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Attachment, Document, Note
from kompass_desktop.desktop.backups.texts import size_text
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.attached_files import (
    can_follow,
    follow_link,
    open_attachment,
)
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.line_length import limit_line, show_line
from kompass_desktop.desktop.widgets.link_row import LinkRow
from kompass_desktop.desktop.widgets.roomy_area import RoomyArea
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.report.document_text import document_name, page_name

PLACE_WIDTH = 96
"""Pixels for the page and the code before a note."""

_FIRST_NUMBER = re.compile(r"\d{1,6}", re.ASCII)


class DocumentDetail(QFrame):
    """Shows a document; a click on a note opens it on its page."""

    file_wanted = Signal()
    """A file is to be chosen that is the document itself."""
    link_edited = Signal(str, str)
    """The link as typed, and the run of typing that it belongs to."""
    note_chosen = Signal(str)
    message_shown = Signal(str)

    title_label: QLabel
    file_label: QLabel
    file_button: QPushButton
    open_button: QPushButton
    link_field: QLineEdit
    link_button: QPushButton
    codes_field: QLineEdit
    codes_button: KeyButton
    notes_scroll: RoomyArea
    notes_column: QVBoxLayout

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "preparation/document_detail")
        self._session: Session | None = None
        self._document: Document | None = None
        self._edit_session = new_id()
        self._rows: list[_PageRow] = []
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._give_out)
        limit_line(self.link_field)
        self.link_field.textEdited.connect(self._autosave.touch)
        self.link_field.editingFinished.connect(self.flush)
        self.file_button.clicked.connect(self.file_wanted)
        self.open_button.clicked.connect(self.open_file)
        self.link_button.clicked.connect(self.open_link)

    def follow(self, session: Session) -> None:
        """Show documents of this session."""
        self._session = session
        session.flush_requested.connect(self.flush)

    def show_document(self, document: Document | None) -> None:
        """Show a document; with None, that none is chosen."""
        if self._document is not None and (document is None or document.id != self._document.id):
            self.flush()
            self._edit_session = new_id()
        self._document = document
        is_there = document is not None
        for widget in (self.file_button, self.link_field, self.link_button):
            widget.setEnabled(is_there)
        self.title_label.setText(document_name(document) if document else "")
        self._show_file()
        if not self._autosave.is_waiting:
            show_line(self.link_field, document.link if document else "")
            self.link_field.setCursorPosition(0)
        self.link_button.setEnabled(bool(document and can_follow(document.link)))
        self._show_notes()

    def flush(self) -> None:
        """Emit the typed text now."""
        self._autosave.flush()

    def open_file_or_link(self) -> None:
        """Open the document's file, or if it has none, its link."""
        if self._attachment is not None:
            self.open_file()
        else:
            self.open_link()

    def open_file(self) -> None:
        """Open the document's file in another program."""
        if self._session is not None and self._attachment is not None:
            self.message_shown.emit(open_attachment(self._session, self._attachment))

    def open_link(self) -> None:
        """Open the document's link."""
        self.flush()
        if self._document is not None and self._document.link:
            self.message_shown.emit(follow_link(self._document.link))

    @property
    def _attachment(self) -> Attachment | None:
        if self._session is None or self._document is None:
            return None
        return self._session.assessment.attachments.get(self._document.attachment)

    def _show_file(self) -> None:
        attachment = self._attachment
        self.open_button.setEnabled(attachment is not None)
        if attachment is None:
            said = tr("No file in the library") if self._document else tr("No document is chosen")
            self.file_label.setText(said)
            return
        kind = attachment.name.rpartition(".")[2].lower()
        words = tr("{0}, {1}, kept encrypted in the library")
        if self._session is not None and self._session.library.key is None:
            words = tr("{0}, {1}, kept in the library, which is not encrypted")
        self.file_label.setText(words.format(kind, size_text(attachment.size)))

    def _show_notes(self) -> None:
        for row in self._rows:
            self.notes_column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_PageRow(note) for note in self._notes()]
        while self.notes_column.count():
            self.notes_column.takeAt(0)
        for row in self._rows:
            row.clicked.connect(partial(self.note_chosen.emit, row.note.id))
            self.notes_column.addWidget(row)
            row.show()
        self.notes_column.addStretch(1)

    def _notes(self) -> list[Note]:
        if self._session is None or self._document is None:
            return []
        document = self._document.id
        notes = self._session.assessment.notes.values()
        own = [note for note in notes if note.document == document and note.text.strip()]
        return sorted(own, key=lambda note: (_number(note.page), note.position, note.id))

    def _give_out(self) -> None:
        if self._document is not None:
            self.link_edited.emit(self.link_field.text().strip(), self._edit_session)


def _number(page: str) -> tuple[bool, int]:
    """Return the key for sorting pages; those without a number come last."""
    found = _FIRST_NUMBER.search(page)
    return (found is None, int(found[0]) if found else 0)


class _PageRow(LinkRow):
    """A note line with the page and the code that it is about."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        self.note = note
        place = " · ".join(filter(None, (page_name(note.page), note.code)))
        source = QLabel(place or "–")
        source.setProperty("role", "detail")
        source.setFixedWidth(PLACE_WIDTH)
        text = WrappedText()
        text.setText(note.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 5)
        row.setSpacing(6)
        row.addWidget(source, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        self.setToolTip(tr("Show the note in the document study"))
        self.setAccessibleName(f"{place}: {note.text}")
