"""The firm of the report page: it keeps texts of chapters as the firm's own, and shows them."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.firm import Firm
from kompass_desktop.desktop.firm.firm_texts_dialog import FirmTextsDialog
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import Language, in_language, tr
from kompass_desktop.report.chapters.texts import as_firm_text
from kompass_desktop.report.firm.firm_wording import left_in, wording_of
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.storage.errors import StorageError


class FirmTexts(QObject):
    """Has the firm of the library, whose texts are changed here; the rest on the library page.

    Raises StorageError if the firm cannot be read.
    """

    changed = Signal()
    """The firm has other texts."""
    message_shown = Signal(str)

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self.firm: Firm = session.library.firm()

    def keep(self, chapter: str, language: Language) -> None:
        """Offer the text of a chapter as the firm's, with fields for its figures."""
        self._session.flush()
        data = ReportData(self._session.assessment, self._session.board, firm=self.firm)
        with in_language(language):
            text = as_firm_text(chapter, "", data.instrument)
            wording = wording_of(chapter, data)
        dialog = self._open()
        if dialog is not None:
            dialog.offer(text, wording, lambda changed: left_in(changed, data))

    def show(self) -> None:
        """Show the firm's texts, to be edited and removed."""
        self._open()

    def _open(self) -> FirmTextsDialog | None:
        """Open the dialog with the firm's texts; None if they cannot be read."""
        instrument = self._session.assessment.instrument
        # Not an attribute, which would keep a closed window until garbage is collected.
        window = cast("QWidget", self.parent())
        try:
            dialog = FirmTextsDialog(self._session.library, instrument, window)
        except StorageError as error:
            self.message_shown.emit(str(error))
            return None
        dialog.saved.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _take(self) -> None:
        try:
            self.firm = self._session.library.firm()
        except StorageError as error:
            self.message_shown.emit(str(error))
            return
        self.changed.emit()
        self.message_shown.emit(tr("The firm’s texts are saved."))
