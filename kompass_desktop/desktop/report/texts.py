"""The chapters' texts while they are open: drafts until a person changes them, then saved.

Each chapter has its own document, so that what was undone in one is not lost in another.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.desktop.notes.document.text import clean_lines
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.chapters.texts import draft, firm_text
from kompass_desktop.report.report_data import ReportData


@dataclass
class _OpenText:
    """A chapter that has been opened; `text` is the text of its document."""

    document: QTextDocument
    draft: str
    is_draft: bool
    text: str
    edit_session: str = field(default_factory=new_id)
    is_waiting: bool = False


class ChapterTexts(QObject):
    """Has the document of each chapter, and stores typed text in the session.

    A text that says the same as the draft is the draft, and follows the numbers.
    """

    typed = Signal(str)
    """A person has changed the text of this chapter."""
    state_changed = Signal(str)
    """This chapter became a draft, or is no longer one."""

    def __init__(self, session: Session, language: Language, firm: Firm, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._language = language
        self._firm = firm
        self._open: dict[str, _OpenText] = {}
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._hand_over)
        session.flush_requested.connect(self._autosave.flush)
        session.text_changed.connect(self._take_in)

    def document(self, chapter: str) -> QTextDocument:
        """Return the document of a chapter, with its text up to date."""
        self.refresh(chapter)
        self._open[chapter].edit_session = new_id()
        return self._open[chapter].document

    def set_language(self, language: Language) -> None:
        """Draft in another language; what a person has written stays as it is."""
        self._language = language
        for chapter in self._open:
            self.refresh(chapter)

    def set_firm(self, firm: Firm) -> None:
        """Draft with the texts of a firm; what a person has written stays as it is."""
        self._firm = firm
        for chapter in self._open:
            self.refresh(chapter)

    def firm_text(self, chapter: str) -> str | None:
        """Return the firm's text of a chapter with its fields; None if it has none here.

        A finished assessment has the drafts of its time, and none of the firm's texts.
        """
        if self._session.assessment.is_finished:
            return None
        with in_language(self._language):
            return firm_text(chapter, self._data)

    @property
    def _data(self) -> ReportData:
        return ReportData(self._session.assessment, self._session.board, firm=self._firm)

    def is_draft(self, chapter: str) -> bool:
        """Whether the text of a chapter that is open is still the draft."""
        return self._open[chapter].is_draft

    def refresh(self, chapter: str) -> None:
        """Draft a chapter again from the figures; a text by a person is kept."""
        with in_language(self._language):
            fresh = _plain(draft(chapter, self._data))
        if chapter not in self._open:
            self._open[chapter] = self._opened(chapter, fresh)
            return
        entry = self._open[chapter]
        was = entry.draft
        entry.draft = fresh
        if entry.is_draft and was != fresh:
            _set(entry, fresh)

    def use_firm_text(self, chapter: str) -> None:
        """Replace the text with that of the firm, as one step that the editor can undo.

        Its fields stay fields. Nothing happens if the firm has no text here.
        """
        own = self.firm_text(chapter)
        if own is None or self._session.refuses_change():
            return
        _replace(self._open[chapter].document, _plain(own))
        self._autosave.flush()

    def return_to_draft(self, chapter: str) -> None:
        """Replace the text with the draft, as one step that the editor can undo."""
        if self._session.refuses_change():
            return
        entry = self._open[chapter]
        _replace(entry.document, entry.draft)
        if not entry.is_draft:
            # Written, and word for word the draft: nothing was typed, but it is one now.
            self._take(chapter, entry)
        self._autosave.flush()

    def _opened(self, chapter: str, fresh: str) -> _OpenText:
        written = self._session.assessment.text(chapter)
        document = QTextDocument(self)
        document.setDocumentLayout(QPlainTextDocumentLayout(document))
        entry = _OpenText(document, fresh, written is None, "")
        _set(entry, fresh if written is None else _plain(written))
        document.contentsChanged.connect(lambda: self._changed(chapter))
        return entry

    def _changed(self, chapter: str) -> None:
        entry = self._open[chapter]
        text = text_of(entry.document)
        # A document also says that it has changed when only its look has.
        if text != entry.text:
            entry.text = text
            self._take(chapter, entry)

    def _take(self, chapter: str, entry: _OpenText) -> None:
        was_draft = entry.is_draft
        entry.is_draft = entry.text == entry.draft
        entry.is_waiting = True
        self._autosave.touch()
        self.typed.emit(chapter)
        if entry.is_draft != was_draft:
            self.state_changed.emit(chapter)

    def _hand_over(self) -> None:
        for chapter, entry in self._open.items():
            if entry.is_waiting:
                entry.is_waiting = False
                text = None if entry.is_draft else entry.text
                self._session.set_text(chapter, text, entry.edit_session)

    def _take_in(self, chapter: str) -> None:
        """Show a text that came from elsewhere."""
        entry = self._open.get(chapter)
        if entry is None or entry.is_waiting:
            return
        written = self._session.assessment.text(chapter)
        text = entry.draft if written is None else _plain(written)
        was_draft, entry.is_draft = entry.is_draft, written is None
        if text != entry.text:
            _set(entry, text)
        if entry.is_draft != was_draft:
            self.state_changed.emit(chapter)


def text_of(document: QTextDocument) -> str:
    """Return the text of a document as a person would have typed it, lines by line feeds."""
    # toPlainText would make every no-break space a space, and a draft no longer itself.
    return _plain(document.toRawText())


def _replace(document: QTextDocument, text: str) -> None:
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)


def _plain(text: str) -> str:
    return "\n".join(clean_lines(text))


def _set(entry: _OpenText, text: str) -> None:
    entry.text = text
    entry.document.setPlainText(text)
