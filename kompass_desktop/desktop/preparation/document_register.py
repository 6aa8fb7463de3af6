"""The register of documents on the preparation page: added, edited, ordered, removed, attached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHeaderView

from kompass_desktop.assessment.document_kinds import kind_names, missing_documents
from kompass_desktop.assessment.ordering import moved, position_changes
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import ChainStep, Change, Document, DocumentStatus
from kompass_desktop.assessment.service_areas import WHOLE, service_name, services_of
from kompass_desktop.desktop.preparation.document_table import DocumentColumn, DocumentTable
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.attached_files import attach_files
from kompass_desktop.desktop.widgets.pasted_cells import Cells, Pasting
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.widgets.saving_delegate import SavingDelegate
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.document_text import chain_name, document_name, status_name
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.attached_files import NewAttachment, read_attachment

WIDTHS: dict[int, int] = {
    DocumentColumn.YEAR: 52,
    DocumentColumn.CHAIN: 120,
    DocumentColumn.STATUS: 90,
    DocumentColumn.QUOTES: 60,
}
"""Pixels; the title gets the remaining width."""
CUT_WIDTHS: dict[int, int] = {DocumentColumn.KIND: 138, DocumentColumn.SERVICE: 142}
"""Pixels of columns whose longer texts are cut off, so that the titles can be read, until the
user makes them wider."""


class DocumentRegister(QObject):
    """Shows the session's documents in the view, and makes the changes that the user asks for."""

    removed = Signal(str)
    """A sentence about removed records."""
    pasted = Signal(str)
    """One or two sentences about pasted and refused cells."""
    refused = Signal(str)
    """A sentence with the reason why a typed text or a dropped file is refused."""
    service_chosen = Signal()
    """The documents of another service area, or those of all, are shown: `service`."""

    def __init__(self, session: Session, view: RecordView) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._service: str | None = None
        self.table = DocumentTable(self)
        lists: dict[int, tuple[tuple[str, str], ...]] = {
            DocumentColumn.KIND: tuple((kind, kind) for kind in kind_names()),
            DocumentColumn.CHAIN: (("", ""), *((s.value, chain_name(s)) for s in ChainStep)),
            DocumentColumn.STATUS: tuple((s.value, status_name(s)) for s in DocumentStatus),
        }
        self._delegate = SavingDelegate(view, lists)
        view.show_table(self.table, self._delegate, WIDTHS)
        header = view.horizontalHeader()
        for column, width in CUT_WIDTHS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        self.table.edited.connect(self._take)
        self.table.refused.connect(self.refused)
        view.cells_pasted.connect(self._paste)
        session.documents_changed.connect(self.show)
        session.notes_changed.connect(self._count_quotes)
        session.flush_requested.connect(view.flush)
        self.show()

    @property
    def current(self) -> Document | None:
        """The chosen document, or None."""
        return self._session.assessment.documents.get(self._view.current_id)

    def show(self) -> None:
        """Show the session's documents, or those of the chosen service area."""
        assessment = self._session.assessment
        names = tuple((key, service_name(key)) for key in services_of(assessment))
        self._delegate.set_choices(DocumentColumn.SERVICE, names)
        self.table.show_records(self.shown)
        self._count_quotes()

    @property
    def service(self) -> str | None:
        """The service area whose documents are shown, or None for all."""
        return self._service

    @property
    def shown(self) -> list[Document]:
        """The documents that are shown, in order."""
        documents = self._session.assessment.documents_in_order()
        return [each for each in documents if self._service in (None, each.service)]

    def show_service(self, service: str | None) -> None:
        """Show only the documents of a service area, or with None all documents."""
        if service != self._service:
            self._view.flush()
            self._service = service
            self.show()
            self.service_chosen.emit()

    def add(self) -> None:
        """Add a document, and begin editing its title."""
        if self._session.refuses_change():
            return
        self._view.flush()
        document = self._new(self._session.assessment.documents_in_order())
        self._session.put_undoably(tr("new document"), document)
        self._view.write_in(document.id, DocumentColumn.TITLE)

    def add_missing(self) -> int:
        """Add what is usually asked for and missing, as requested; return how many documents.

        While a service area is chosen, only what is usually asked for of that one.
        """
        if self._session.refuses_change():
            return 0
        self._view.flush()
        services = None if self._service is None else (self._service,)
        missing = missing_documents(self._session.assessment, services)
        if missing:
            changes = [Change(None, each) for each in missing]
            self._session.change_undoably(tr("documents to ask for"), changes)
            self._view.select(missing[0].id)
        return len(missing)

    def add_files(self, paths: Iterable[Path]) -> None:
        """Add a document for each file, and store the files in the library."""
        if self._session.refuses_change():
            return
        self._view.flush()
        files = self._read(paths)
        documents = self._session.assessment.documents_in_order()
        made = []
        for file in files:
            document = self._new(documents)
            title = Path(file.record.name).stem.replace("_", " ").strip()
            status = DocumentStatus.RECEIVED
            made.append(replace(document, title=title, status=status, attachment=file.record.id))
            documents.append(made[-1])
        self._attach(tr("new documents"), files, [Change(None, each) for each in made])
        if made:
            self._view.select(made[0].id)

    def set_file(self, path: Path) -> None:
        """Store a file in the library as the chosen document's file, instead of the former one."""
        if self._session.refuses_change():
            return
        self._view.flush()
        document, files = self.current, self._read([path])
        if document is None or not files:
            return
        (file,) = files
        before = self._session.assessment.attachments.get(document.attachment)
        changes = [Change(before, None)] if before is not None else []
        status = document.status
        if status is DocumentStatus.REQUESTED:
            status = DocumentStatus.RECEIVED
        after = replace(document, attachment=file.record.id, status=status)
        text = tr("file of {0}").format(document_name(document))
        self._attach(text, files, [*changes, Change(document, after)])

    def set_link(self, link: str, edit_session: str) -> None:
        """Set the link of the chosen document."""
        document = self.current
        if document is not None and document.link != link:
            self._take(replace(document, link=link), edit_session)

    def remove(self) -> None:
        """Remove the selected documents and their files, which can be undone."""
        if self._session.refuses_change():
            return
        self._view.flush()
        assessment = self._session.assessment
        chosen = [assessment.documents[each] for each in self._view.selected_ids]
        if not chosen:
            return
        held = (assessment.attachments.get(each.attachment) for each in chosen)
        files = [Change(each, None) for each in held if each is not None]
        quotes = self._quotes()
        lost = sum(quotes[each.id] for each in chosen)
        self._session.change_undoably(
            tr("removal of document"), [*(Change(each, None) for each in chosen), *files]
        )
        names = ", ".join(map(document_name, chosen))
        sentence = tr("{0} is removed.").format(names)
        if lost:
            sentence += " " + ntr(
                "{0} note line from it stays, without its source.",
                "{0} note lines from it stay, without their source.",
                lost,
            ).format(lost)
        self.removed.emit(sentence)

    def move(self, step: int) -> None:
        """Move the selected documents one place up (-1) or down (1)."""
        self._view.flush()
        current, column = self._view.current_id, self._view.currentIndex().column()
        chosen = set(self._view.selected_ids)
        shown = self.shown
        places = {each.id for each in shown}
        reordered = iter(moved(shown, chosen, step))
        every = self._session.assessment.documents_in_order()
        ordered = [next(reordered) if each.id in places else each for each in every]
        self._session.change_undoably(tr("order of the documents"), position_changes(ordered))
        self._view.select(current, column)

    def _take(self, edited: Document, edit_session: str) -> None:
        text = tr("change of {0}").format(document_name(edited))
        self._session.put_undoably(text, edited, edit_session)

    def _read(self, paths: Iterable[Path]) -> list[NewAttachment]:
        """Return the files that can be attached, and show a message for each other one."""
        found = []
        for path in paths:
            try:
                found.append(read_attachment(path))
            except StorageError as error:
                self.refused.emit(str(error))
        return found

    def _attach(self, text: str, files: Sequence[NewAttachment], changes: Sequence[Change]) -> None:
        try:
            attach_files(self._session, text, files, changes)
        except StorageError as error:
            self.refused.emit(str(error))

    def _paste(self, cells: Cells, row: int, column: int) -> None:
        documents = self._session.assessment.documents_in_order()

        def make(_typed: Mapping[int, str]) -> Document:
            documents.append(self._new(documents))
            return documents[-1]

        pasted = Pasting(self.table, lambda _, after: after, make).paste(cells, row, column)
        self._session.change_undoably(tr("pasting of documents"), pasted.changes)
        self.pasted.emit(pasted.sentence())

    def _new(self, documents: Sequence[Document]) -> Document:
        """Return a new document of the chosen service area, last among `documents`."""
        position = documents[-1].position + 1 if documents else 0.0
        return Document(new_id(), "", position=position, service=self._service or WHOLE)

    def _count_quotes(self) -> None:
        self.table.show_quotes(self._quotes())

    def _quotes(self) -> Counter[str]:
        notes = self._session.assessment.notes.values()
        return Counter(note.document for note in notes if note.document and note.text.strip())
