"""Chooses the document that notes of the document study are from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from kompass_desktop.desktop.interview.document_chooser import DocumentChooser
from kompass_desktop.desktop.interview.interview_state import InterviewState
from kompass_desktop.desktop.notes.stream import NoteStream
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.i18n import tr
from kompass_desktop.report.document_text import document_name


class DocumentController(QObject):
    """Sets the chosen document on new lines while the document study is open.

    The choice is stored in the settings of this machine; the register of documents sets it too.
    """

    def __init__(
        self,
        chooser: DocumentChooser,
        stream: NoteStream,
        session: Session,
        state: InterviewState,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._chooser = chooser
        self._stream = stream
        self._session = session
        self._state = state
        self._settings = AssessmentSettings(session.assessment.id)
        self._names: dict[str, str] = {}
        chooser.document_chosen.connect(self._choose)
        stream.menu_opening.connect(self._extend_menu)
        state.interview_opened.connect(self._show)
        session.documents_changed.connect(self._show)

    def _choose(self, document: str) -> None:
        self._stream.finish_lines()
        self._settings.document = document
        self._show()
        self._stream.setFocus()

    def _show(self) -> None:
        interview = self._state.interview
        is_study = interview is not None and interview.is_document_study
        self._chooser.setVisible(is_study)
        if not is_study:
            self._stream.set_documents(None)
            return
        documents = self._session.assessment.documents_in_order()
        self._names = {document.id: document_name(document) for document in documents}
        chosen = self._settings.document if self._settings.document in self._names else ""
        self._chooser.show_documents(self._names, chosen)
        self._stream.set_documents(self._names, chosen)

    def _extend_menu(self, menu: QMenu) -> None:
        """Add entries to the menu that set another document on the selected lines."""
        notes = self._stream.selected_notes()
        interview = self._state.interview
        if interview is None or not interview.is_document_study or not notes or not self._names:
            return
        menu.addSeparator()
        documents = menu.addMenu(tr("The line is from"))
        for document, name in self._names.items():
            action = documents.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(all(note.document == document for note in notes))
            action.triggered.connect(partial(self._stream.set_document, document))
