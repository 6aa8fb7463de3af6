"""The dialog for exchanging with colleagues; it asks only for a missing folder or passphrase."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.security.new_passphrase import STRENGTH_ROLES, estimate_sentence
from kompass_desktop.desktop.security.secret_field import SecretField
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.desktop.widgets.working_dialog import WorkingDialog
from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.exchange_settings import ExchangeSettings
from kompass_desktop.storage.encryption.passphrase_strength import Strength, estimate
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.colleagues import Exchanged
from kompass_desktop.storage.exchange.exchanged_text import exchanged_sentence

Exchange: TypeAlias = Callable[[ExchangeSettings], Exchanged]


@dataclass(frozen=True)
class ExchangeOffer:
    """The data of an assessment that the dialog needs.

    `kept` are the stored settings, or None. `team` are names to choose from, and `who` is the
    suggested one. `earlier` is the title of the measurement before it, "" for none. `is_kept`
    is whether the library stores the passphrase.
    """

    title: str
    kept: ExchangeSettings | None
    team: Sequence[str]
    who: str
    earlier: str
    is_kept: bool


class ExchangeDialog(WorkingDialog):
    """Calls `exchange` in a thread, and closes if there was no problem.

    It stays open to show problems or unsettled conflicts. When closed, it emits `exchanged` with
    the result, then `conflicts_requested` if the user wants to see the conflicts.
    """

    exchanged = Signal(object)
    conflicts_requested = Signal()

    heading_label: QLabel
    settings_panel: QWidget
    about_label: QLabel
    folder_field: QLineEdit
    folder_button: QPushButton
    who_box: QComboBox
    secret_label: QLabel
    secret_field: SecretField
    strength_label: QLabel
    earlier_box: QCheckBox
    kept_label: QLabel
    settings_button: QPushButton
    cancel_button: QPushButton
    exchange_button: QPushButton
    conflicts_button: QPushButton

    def __init__(
        self, offer: ExchangeOffer, exchange: Exchange, parent: QWidget | None = None
    ) -> None:
        super().__init__("exchange/exchange_dialog", parent)
        self._offer = offer
        self._exchange = exchange
        self._done: Exchanged | None = None
        self._shows_conflicts = False
        self.heading_label.setText(tr("Exchange {0} with colleagues").format(offer.title))
        self._fill()
        self._connect()
        self.conflicts_button.hide()
        self.enable()

    def open_to_exchange(self) -> None:
        """Open and exchange at once if the settings are complete, else show the settings."""
        if not self._is_ready:
            self.open_settings()
            return
        self._show_settings(shown=False)
        self.open()
        self._begin()

    def open_settings(self) -> None:
        """Open with the fields for folder, name and passphrase."""
        self._show_settings(shown=True)
        self.open()
        self._focus_what_is_missing()

    def enable(self) -> None:
        """Enable the exchange button if the settings are complete and no exchange is running."""
        self.settings_panel.setEnabled(not self.is_at_work)
        self.settings_button.setEnabled(not self.is_at_work)
        self.cancel_button.setEnabled(not self.is_at_work)
        self.exchange_button.setEnabled(self._is_ready and not self.is_at_work)

    def fail(self, error: StorageError) -> None:
        """Show an error, with the settings so that they can be corrected."""
        super().fail(error)
        self._show_settings(shown=True)
        self.folder_field.setFocus()

    def done(self, result: int) -> None:
        """Close, and emit the result of the exchange."""
        super().done(result)
        if self._done is not None:
            self.exchanged.emit(self._done)
            if self._shows_conflicts:
                self.conflicts_requested.emit()

    # Asking

    @property
    def _is_ready(self) -> bool:
        passphrase = self.secret_field.text()
        is_known = self._offer.kept is not None and passphrase == self._offer.kept.passphrase
        is_strong = is_known or estimate(passphrase).strength is not Strength.REFUSED
        return bool(self.folder_field.text().strip() and passphrase and is_strong)

    @property
    def _settings(self) -> ExchangeSettings:
        before = self._offer.kept or ExchangeSettings("", "")
        passphrase = self.secret_field.text()
        # A new passphrase may open files that the former one could not.
        known = before.known if passphrase == before.passphrase else ()
        return replace(
            before,
            folder=self.folder_field.text().strip(),
            who=self.who_box.currentText().strip(),
            passphrase=passphrase,
            earlier=self.earlier_box.isChecked(),
            known=known,
        )

    def _fill(self) -> None:
        offer = self._offer
        kept = offer.kept or ExchangeSettings("", offer.who)
        for field in (self.folder_field, self.secret_field):
            limit_line(field)
        self.folder_field.setText(kept.folder)
        self.who_box.addItems([*dict.fromkeys(name for name in (*offer.team, kept.who) if name)])
        self.who_box.setCurrentText(kept.who)
        self.secret_field.setText(kept.passphrase)
        self.earlier_box.setVisible(bool(offer.earlier))
        self.earlier_box.setText(tr("Take {0} along").format(offer.earlier))
        self.earlier_box.setChecked(bool(offer.earlier) and kept.earlier)
        self.kept_label.setText(
            tr("Folder and passphrase are kept in this library, which is encrypted. F9 uses them.")
            if offer.is_kept
            else tr(
                "This library is not encrypted, so the passphrase is not kept: "
                "it is asked for each time."
            )
        )
        self._show_strength()

    def _connect(self) -> None:
        self.folder_button.clicked.connect(self._choose_folder)
        self.settings_button.clicked.connect(self.open_settings)
        self.cancel_button.clicked.connect(self.reject)
        self.exchange_button.clicked.connect(self._begin)
        self.conflicts_button.clicked.connect(self._ask_for_conflicts)
        self.folder_field.textChanged.connect(self.enable)
        self.secret_field.textChanged.connect(self._show_strength)

    def _show_settings(self, *, shown: bool) -> None:
        self.settings_panel.setVisible(shown)
        self.settings_button.setVisible(not shown)
        self.exchange_button.setVisible(shown)
        self.exchange_button.setDefault(shown)
        if shown:
            self.conflicts_button.hide()
        self.adjustSize()

    def _focus_what_is_missing(self) -> None:
        fields: tuple[QLineEdit, ...] = (self.folder_field, self.secret_field)
        empty = next((field for field in fields if not field.text()), self.folder_field)
        empty.setFocus()

    def _choose_folder(self) -> None:
        title = tr("The folder for the exchange")
        chosen = QFileDialog.getExistingDirectory(self, title, self.folder_field.text())
        if chosen:
            self.folder_field.setText(str(Path(chosen)))
            self.secret_field.setFocus()

    def _show_strength(self) -> None:
        typed = self.secret_field.text()
        if not typed:
            hint = tr("The same for all of you. Four or five random words are strong.")
            self._say_strength(hint, "soft")
        elif self._offer.kept is not None and typed == self._offer.kept.passphrase:
            self._say_strength("", "soft")
        else:
            judged = estimate(typed)
            self._say_strength(estimate_sentence(judged), STRENGTH_ROLES[judged.strength])
        self.enable()

    def _say_strength(self, sentence: str, role: str) -> None:
        self.strength_label.setText(sentence)
        theme.set_role(self.strength_label, role)

    # Exchanging

    def _begin(self) -> None:
        if self._is_ready and not self.is_at_work:
            self._done = None
            job = partial(self._exchange, self._settings)
            self.work(tr("Exchanging …"), job, self._finish)

    def _finish(self, done: Exchanged) -> None:
        self._done = done
        must_settle = bool(done.conflicts) and done.has_news
        if not done.problems and not must_settle:
            self.accept()
            return
        self._show_settings(shown=not done.sent and not done.received)
        role = "error" if done.problems else ""
        self.say("\n".join((*done.problems, exchanged_sentence(done))), role)
        self.cancel_button.setText(tr("Close"))
        self.conflicts_button.setVisible(must_settle)
        shown = self.conflicts_button if must_settle else self.cancel_button
        shown.setDefault(True)
        shown.setFocus()
        self.adjustSize()

    def _ask_for_conflicts(self) -> None:
        self._shows_conflicts = True
        self.accept()
