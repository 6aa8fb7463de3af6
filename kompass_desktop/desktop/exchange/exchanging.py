"""Exchanging an assessment with colleagues, and sharing it as a file: F9, Shift+F9, Ctrl+F9."""

from __future__ import annotations

import platform
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.records import Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.earlier import Earlier
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.exchange_settings import ExchangeSettings
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.colleagues import Exchanged, exchange
from kompass_desktop.storage.exchange.exchanged_text import exchanged_sentence
from kompass_desktop.storage.exchange.kompass_file import write_packet
from kompass_desktop.storage.merging.packet import ENDING

if TYPE_CHECKING:
    from kompass_desktop.desktop.exchange.colleague_dialog import ExchangeDialog


class Exchanging(QObject):
    """Exchanges and shares assessments of the library; the dialogs have `window` as parent."""

    message_shown = Signal(str)
    exchanged = Signal(str, object)
    """The id of an assessment that was exchanged, and the `Exchanged`; no dialog is open."""
    conflicts_requested = Signal(str)
    """The id of an assessment whose conflicts are to be shown."""

    def __init__(self, catalogue: AssessmentCatalogue, window: QWidget) -> None:
        super().__init__(window)
        self._catalogue = catalogue
        self._window = window

    def exchange(self, assessment: str) -> None:
        """Exchange an assessment, given its id; all typed text must have been written."""
        dialog = self._dialog(assessment)
        if dialog is not None:
            dialog.open_to_exchange()

    def choose_settings(self, assessment: str) -> None:
        """Ask for folder, name and passphrase of an assessment's exchange."""
        dialog = self._dialog(assessment)
        if dialog is not None:
            dialog.open_settings()

    def share(self, particulars: Particulars, title: str) -> None:
        """Ask for a file and a passphrase, and write an assessment with its history to the file."""
        heading, kind = tr("Share {0}"), tr("Encrypted measurement with history")
        suggested = f"{title}{ENDING}"
        path = choose_export_file(self._window, heading.format(title), kind, suggested)
        if path is None:
            return
        from kompass_desktop.desktop.exchange.exchange_dialogs import ShareDialog

        earlier = self._catalogue.earlier(particulars)
        write = partial(self._write_packet, particulars.id, earlier, path)
        dialog = ShareDialog(title, write, self._window, earlier.title if earlier else "")
        kept = self._kept(particulars.id)
        dialog.earlier_box.setChecked(kept is not None and kept.earlier)
        sentence = tr("{0} is saved encrypted in {1}.").format(title, path)
        dialog.shared.connect(lambda: self.message_shown.emit(sentence))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write_packet(
        self,
        assessment: str,
        earlier: Particulars | None,
        path: Path,
        passphrase: str,
        taken: Earlier,
    ) -> None:
        library = self._catalogue.library
        is_taken = earlier is not None and taken is Earlier.ALONG
        before = library.packet(earlier.id) if earlier is not None and is_taken else None
        write_packet(library.packet(assessment), path, passphrase, before)
        kept = library.exchange_settings(assessment)
        if kept is not None and earlier is not None and kept.earlier != is_taken:
            library.keep_exchange_settings(assessment, replace(kept, earlier=is_taken))

    def _kept(self, assessment: str) -> ExchangeSettings | None:
        try:
            return self._catalogue.library.exchange_settings(assessment)
        except StorageError as error:
            self.message_shown.emit(str(error))
            return None

    def _dialog(self, assessment: str) -> ExchangeDialog | None:
        from kompass_desktop.desktop.exchange.colleague_dialog import ExchangeDialog, ExchangeOffer

        library = self._catalogue.library
        try:
            loaded = library.load(assessment)
            earlier = self._catalogue.earlier(loaded.particulars)
        except StorageError as error:
            self.message_shown.emit(str(error))
            return None
        members = {m.id: m.name.strip() for m in loaded.members_in_order() if m.name.strip()}
        own = members.get(AssessmentSettings(assessment).scoring_author, "")
        offer = ExchangeOffer(
            loaded.title,
            self._kept(assessment),
            tuple(members.values()),
            own or platform.node(),
            earlier.title if earlier else "",
            is_kept=library.key is not None,
        )
        dialog = ExchangeDialog(offer, partial(self._exchange, assessment, earlier), self._window)
        dialog.exchanged.connect(partial(self._report, assessment))
        dialog.conflicts_requested.connect(partial(self.conflicts_requested.emit, assessment))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _exchange(
        self, assessment: str, earlier: Particulars | None, settings: ExchangeSettings
    ) -> Exchanged:
        taken = earlier.id if earlier is not None and settings.earlier else None
        return exchange(self._catalogue.library, assessment, settings, taken)

    def _report(self, assessment: str, done: Exchanged) -> None:
        # The receiver creates the pages again, which clears the message: so it is emitted last.
        self.exchanged.emit(assessment, done)
        self.message_shown.emit(" ".join((*done.problems, exchanged_sentence(done))))
