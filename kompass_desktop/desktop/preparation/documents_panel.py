"""The document study: the register, the documents by step of the chain, and the chosen one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QPushButton, QWidget

from kompass_desktop.assessment.records import Document
from kompass_desktop.desktop.actions import Slot, add_actions, without_argument
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.preparation.chain_row import ChainRow
from kompass_desktop.desktop.preparation.document_codes import DocumentCodes
from kompass_desktop.desktop.preparation.document_detail import DocumentDetail
from kompass_desktop.desktop.preparation.document_register import DocumentRegister
from kompass_desktop.desktop.preparation.service_chips import ServiceChips
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.i18n import ntr, tr


class DocumentsPanel(QWidget):
    """Shows the register, the boxes of the chain and the chosen document, and updates them."""

    message_shown = Signal(str)
    note_chosen = Signal(str)
    """The id of the note line that is to be shown."""

    service_chips: ServiceChips
    missing_button: KeyButton
    chain_row: ChainRow
    register_card: QFrame
    add_button: QPushButton
    add_files_button: QPushButton
    remove_button: QPushButton
    documents_view: RecordView
    empty_label: QLabel
    detail: DocumentDetail
    add_action: QAction
    add_files_action: QAction
    open_file_action: QAction
    missing_action: QAction
    next_service_action: QAction
    evidence_action: QAction

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "preparation/documents_panel")
        self._no_documents = self.empty_label.text()
        self.setAcceptDrops(True)
        self._session = session
        self.register = DocumentRegister(session, self.documents_view)
        self.detail.follow(session)
        self.codes = DocumentCodes(session, self.detail.codes_field, self.detail.codes_button, self)
        editors = [self.detail.link_field, self.detail.codes_field]
        ReadOnly(session, self, editors=editors, tables=[self.documents_view])
        self._connect()
        self._show()

    @property
    def current(self) -> str:
        """The id of the chosen document, or ""."""
        document = self.register.current
        return document.id if document else ""

    def show_document(self, document: Document) -> None:
        """Choose a document, among those of all service areas if it is not shown."""
        if self.register.service not in (None, document.service):
            self.register.show_service(None)
        self.documents_view.select(document.id)

    def show_service(self, service: str) -> None:
        """Show only the documents of a service area, given its key or own name."""
        self.register.show_service(service)

    def panes(self) -> list[QWidget]:
        """Return the parts between which F6 moves the focus."""
        first = self.documents_view if self.register.table.records else self.add_button
        return [first, self.detail.link_field, self._chosen_chip]

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys of the panel, each with its description."""
        return [
            ("Ctrl Shift D", self.add_action.text()),
            ("Ctrl Shift A", self.add_files_action.text()),
            ("Ctrl Shift O", self.open_file_action.text()),
            ("Ctrl Shift U", self.missing_action.text()),
            ("Ctrl U", self.next_service_action.text()),
            ("Ctrl K", self.evidence_action.text()),
            ("F2", tr("Type in the cell (or just begin to type)")),
            ("Ctrl V", tr("Paste rows from a spreadsheet into the list")),
            ("Delete", tr("Remove what is selected in the list")),
            ("Alt ↑, Alt ↓", tr("Move what is selected in the list")),
        ]

    def showEvent(self, event: QShowEvent) -> None:
        """Update what may have changed while another part of the page was shown."""
        super().showEvent(event)
        self._show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files(event)
        if files:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.register.add_files(files)

    def _connect(self) -> None:
        session = self._session
        self.documents_view.selectionModel().selectionChanged.connect(self._show_chosen)
        session.documents_changed.connect(self._follow)
        session.notes_changed.connect(self._follow)
        self.register.refused.connect(self.message_shown)
        self.register.service_chosen.connect(self._show)
        self.service_chips.service_chosen.connect(self.register.show_service)
        self.codes.message_shown.connect(self.message_shown)
        self.detail.message_shown.connect(self.message_shown)
        self.detail.note_chosen.connect(self.note_chosen)
        self.detail.link_edited.connect(self.register.set_link)
        self.detail.file_wanted.connect(self._choose_file)
        actions: dict[QAction, Slot] = {
            self.add_action: self.register.add,
            self.add_files_action: self._choose_files,
            self.open_file_action: self.detail.open_file_or_link,
            self.missing_action: self._add_missing,
            self.next_service_action: self.service_chips.choose_next,
            self.evidence_action: self.codes.find,
        }
        add_actions(self, actions)
        buttons: dict[QPushButton, Slot] = {
            self.add_button: self.register.add,
            self.add_files_button: self._choose_files,
            self.remove_button: self.register.remove,
            self.missing_button: self._add_missing,
        }
        for button, slot in buttons.items():
            button.clicked.connect(without_argument(slot))

    def _choose_files(self) -> None:
        if self._session.refuses_change():
            return
        names, _ = QFileDialog.getOpenFileNames(self, tr("Add files as documents"))
        self.register.add_files(Path(name) for name in names)

    def _choose_file(self) -> None:
        if self._session.refuses_change():
            return
        name, _ = QFileDialog.getOpenFileName(self, tr("Keep a file in the library"))
        if name:
            self.register.set_file(Path(name))

    def _add_missing(self) -> None:
        if self._session.refuses_change():
            return
        count = self.register.add_missing()
        added = ntr(
            "{0} document is added as asked for. Ctrl+Z takes it back.",
            "{0} documents are added as asked for. Ctrl+Z takes them back.",
            count,
        )
        nothing = tr("The usual documents are in the register already.")
        self.message_shown.emit(added.format(count) if count else nothing)

    @property
    def _chosen_chip(self) -> QWidget:
        chips = self.service_chips.chips.values()
        return next((chip for chip in chips if chip.isChecked()), self.add_button)

    def _follow(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        self.service_chips.show_services(self._session.assessment, self.register.service)
        documents = self.register.shown
        self.chain_row.show_documents(documents)
        self.documents_view.setVisible(bool(documents))
        self.empty_label.setVisible(not documents)
        self.empty_label.setText(self._empty_text())
        self.remove_button.setEnabled(bool(documents))
        self._show_chosen()

    def _show_chosen(self, _now: QItemSelection | None = None) -> None:
        self.detail.show_document(self.register.current)
        self.codes.show_document(self.register.current)

    def _empty_text(self) -> str:
        if self.register.service is None:
            return self._no_documents
        return tr("No documents of this service area. Ctrl+Shift+U asks for the usual ones.")


def _files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
