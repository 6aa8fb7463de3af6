"""What the preparation page does about personal data: a date, a record, and two ways to an end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import IO, TypedDict

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.desktop.backups.second_place import connected_place
from kompass_desktop.desktop.preparation.erasure_dialog import (
    AnonymiseDialog,
    EraseDialog,
    ErasureDialog,
)
from kompass_desktop.desktop.preparation.privacy_card import PrivacyCard
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.desktop.widgets.file_writer import FileWriter
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.kept_copies import copies_of


class _Kept(TypedDict):
    """The arguments of `StorageDetails`, whose module is imported by the thread that writes."""

    library: str
    is_encrypted: bool
    copies: int
    changes: int
    second_place: str


class PreparationPrivacy(QObject):
    """Shows the session's state in the card, and opens the dialogs."""

    message_shown = Signal(str)
    """One sentence for the status bar."""
    rewritten = Signal()
    """The assessment in the library has been anonymised."""
    erased = Signal()
    """The assessment has been deleted permanently."""

    def __init__(self, session: Session, card: PrivacyCard) -> None:
        super().__init__(card)
        self._session = session
        self._card = card
        self._edit_session = new_id()
        self._files = FileWriter(self)
        self._files.message_shown.connect(self.message_shown)
        card.retention_changed.connect(self._set_retention)
        card.record_requested.connect(self._choose_record_file)
        card.anonymise_requested.connect(self._anonymise)
        card.erase_requested.connect(self._erase)
        session.particulars_changed.connect(self.show)
        session.interviews_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Update what is shown."""
        self._card.show_assessment(self._session.assessment, _today())

    def write_record(self, path: Path) -> None:
        """Write the record of the personal data to a PDF file; show a message when it is done."""
        session, library = self._session, self._session.library
        session.flush()
        place = connected_place(library.device)
        try:
            changes = library.count_changes(session.assessment.id)
        except StorageError as error:
            self.message_shown.emit(str(error))
            return
        kept = _Kept(
            library=str(library.path),
            is_encrypted=library.key is not None,
            copies=len(copies_of(library.path, library.device)),
            changes=changes,
            second_place=str(place) if place else "",
        )
        writer = partial(_write_record, session.assessment.snapshot(), kept)
        self._files.write(path, writer, tr("The overview is saved in {0}.").format(path))

    def _set_retention(self, iso: str) -> None:
        particulars = replace(self._session.assessment.particulars, retain_until=iso)
        self._session.set_particulars(particulars, self._edit_session)

    def _choose_record_file(self) -> None:
        suggested = tr("Personal data {0}.pdf").format(self._session.assessment.title)
        title, kind = tr("Save the overview"), tr("PDF")
        path = choose_export_file(self._card, title, kind, suggested)
        if path is not None:
            self.write_record(path)

    def _anonymise(self) -> None:
        dialog = AnonymiseDialog(self._session.library, self._session.assessment, self._card)
        dialog.erased.connect(self.rewritten)
        self._open(dialog)

    def _erase(self) -> None:
        particulars = self._session.assessment.particulars
        dialog = EraseDialog(self._session.library, [particulars], self._card)
        dialog.erased.connect(self.erased)
        self._open(dialog)

    def _open(self, dialog: ErasureDialog) -> None:
        self._session.flush()
        if not self._session.is_saved:
            # It would be written after all when there is room again.
            dialog.deleteLater()
            self.message_shown.emit(tr("Not everything is saved; wait until it is."))
            return
        dialog.open()


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day on the wall


def _write_record(assessment: Assessment, kept: _Kept, file: IO[bytes]) -> None:
    # reportlab costs 0.4 s to load, in the thread that writes.
    from kompass_desktop.report.personal_data import StorageDetails, write_record

    write_record(assessment, StorageDetails(**kept), _today(), file)
