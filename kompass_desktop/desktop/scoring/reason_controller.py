"""The reason of the open rating: saved while it is typed, and taken back with Ctrl+Z."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLineEdit

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.read_only import ReadOnly
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.limits import LONGEST_TEXT


class ReasonController(QObject):
    """Brings the reason of a rating from the session into its field and back."""

    def __init__(self, field: QLineEdit, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._field = field
        self._session = session
        self._rating: Rating | None = None
        self._edit_session = ""
        self._autosave = Autosave(self)
        field.setMaxLength(LONGEST_TEXT)
        field.textEdited.connect(self._autosave.touch)
        field.editingFinished.connect(self._autosave.flush)
        self._autosave.due.connect(self._save)
        ReadOnly(session, self, editors=[field])
        session.flush_requested.connect(self._autosave.flush)

    def show_rating(self, rating: Rating) -> None:
        """Show the reason of a rating; what was typed for the one before is saved first."""
        if self._rating is None or rating.id != self._rating.id:
            self._autosave.flush()
            self._edit_session = new_id()
        self._rating = rating
        if not self._autosave.is_waiting and self._field.text() != rating.reason:
            self._field.setText(rating.reason)
            self._field.setCursorPosition(0)

    def write(self) -> None:
        """Put the caret in the field, after what is written."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.end(False)

    def _save(self) -> None:
        rating, text = self._rating, self._field.text()
        if rating is None:
            return
        now = self._session.assessment.rating(rating.interview, rating.measure_point, rating.author)
        if now.reason != text:
            what = tr("reason for the rating of {0}").format(rating.measure_point)
            self._session.put_undoably(what, replace(now, reason=text), self._edit_session)
