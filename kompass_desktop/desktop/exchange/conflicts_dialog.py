"""The dialog for conflicts: both sides are shown, and the user chooses one of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from kompass_desktop.desktop.exchange.conflict_card import ConflictCard, Side
from kompass_desktop.desktop.exchange.conflict_text import (
    deletion_text,
    field_text,
    is_one_line,
    joined_text,
    record_text,
    side_text,
    who_text,
)
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.storage.database.record_history import FieldConflict, RecordHistory
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.merging.packet import record_in


class ConflictsDialog(QDialog):
    """Lists the conflicts of the open assessment; a conflict disappears when it is settled."""

    heading_label: QLabel
    about_label: QLabel
    scroll_area: QScrollArea
    cards: QWidget
    cards_column: QVBoxLayout
    notice_label: QLabel
    close_button: QPushButton

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.shown: list[ConflictCard] = []
        load_form(self, "exchange/conflicts_dialog")
        self.notice_label.hide()
        self.close_button.clicked.connect(self.accept)
        session.conflicts_changed.connect(self._show)
        session.change_refused.connect(self._show_notice)
        self._show()

    def _show(self) -> None:
        """Show the remaining conflicts; close if there are none."""
        conflicts = self._session.conflicts
        if not conflicts:
            self.accept()
            return
        count = len(conflicts)
        self.heading_label.setText(ntr("{0} conflict", "{0} conflicts", count).format(count))
        for card in self.shown:
            self.cards_column.removeWidget(card)
            card.deleteLater()
        self.shown = []
        for index, conflict in enumerate(conflicts):
            card = self._card(conflict)
            self.cards_column.insertWidget(index, card)
            self.shown.append(card)
        self.shown[0].focus_first()

    def _card(self, conflict: FieldConflict) -> ConflictCard:
        assessment, library = self._session.assessment, self._session.library
        record = record_in(RecordHistory(library.history(conflict.record)))
        field = deletion_text()
        if not conflict.is_of_deletion:
            field = field_text(assessment, conflict.name)
        names, own = library.device_names(), library.own_writers()
        sides = [
            Side(
                side_text(assessment, conflict, side),
                who_text(side, names, own),
                self._choice(conflict, index),
                is_in_force=index == conflict.winner,
            )
            for index, side in enumerate(conflict.sides)
        ]
        heading = f"{record_text(assessment, record)}: {field}"
        card = ConflictCard(heading, sides, self, joined_text(conflict, own))
        card.chosen.connect(partial(self._settle, conflict))
        card.written.connect(partial(self._settle_with, conflict))
        return card

    def _choice(self, conflict: FieldConflict, index: int) -> str:
        if conflict.is_of_deletion:
            return tr("Bring it back") if index else tr("Keep it deleted")
        return tr("Keep this one") if index == conflict.winner else tr("Choose this one")

    def _settle(self, conflict: FieldConflict, index: int) -> None:
        self._try(partial(self._session.settle, conflict, conflict.sides[index]))

    def _settle_with(self, conflict: FieldConflict, text: str) -> None:
        words = " ".join(text.split()) if is_one_line(conflict) else text.strip()
        self._try(partial(self._session.settle_with, conflict, words))

    def _try(self, settle: Callable[[], object]) -> None:
        try:
            settle()
        except StorageError as error:
            self._show_notice(str(error))

    def _show_notice(self, sentence: str) -> None:
        self.notice_label.setText(sentence)
        self.notice_label.show()
