"""Sharing an assessment as a `.kompass` file, and importing one: both ask for a passphrase."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QWidget

from kompass_desktop.desktop.exchange.earlier import Earlier
from kompass_desktop.desktop.security.new_passphrase import NewPassphrase
from kompass_desktop.desktop.security.secret_field import SecretField
from kompass_desktop.desktop.widgets.working_dialog import WorkingDialog
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.merging.service import MergeResult


class ShareDialog(WorkingDialog):
    """Asks for the passphrase of a file that `write` writes; emits `shared` when it is written.

    `earlier` is the title of the measurement before it, which the user may include.
    """

    shared = Signal()

    heading_label: QLabel
    about_label: QLabel
    new_passphrase: NewPassphrase
    earlier_box: QCheckBox
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(
        self,
        title: str,
        write: Callable[[str, Earlier], object],
        parent: QWidget | None = None,
        earlier: str = "",
    ) -> None:
        super().__init__("exchange/share_dialog", parent)
        self._write = write
        self.earlier_box.setVisible(bool(earlier))
        self.earlier_box.setText(tr("Take {0} along").format(earlier))
        self.heading_label.setText(tr("Share {0}").format(title))
        self.about_label.setText(
            tr(
                "The file contains the whole measurement with notes, names and history, and is "
                "encrypted with a passphrase of its own. Give the recipient the passphrase in "
                "another way than the file."
            )
        )
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.clicked.connect(self._save)
        self.new_passphrase.changed.connect(self.enable)
        self.enable()

    def enable(self) -> None:
        """Enable the button when a passphrase has been chosen."""
        is_ready = self.new_passphrase.passphrase is not None
        self.save_button.setEnabled(is_ready and not self.is_at_work)
        self.new_passphrase.setEnabled(not self.is_at_work)
        self.earlier_box.setEnabled(not self.is_at_work)
        self.cancel_button.setEnabled(not self.is_at_work)

    def _save(self) -> None:
        passphrase = self.new_passphrase.passphrase
        if passphrase is not None and not self.is_at_work:
            taken = Earlier.ALONG if self.earlier_box.isChecked() else Earlier.LEFT_OUT
            job = partial(self._write, passphrase, taken)
            self.work(tr("One moment …"), job, self._finish)

    def _finish(self, _result: object) -> None:
        self.accept()
        self.shared.emit()


class ReceiveDialog(WorkingDialog):
    """Imports a file with `read`; shows what was imported, and offers to open it.

    Emits `received` with what was imported, and `opened` with the assessment's id.
    """

    received = Signal(object)
    opened = Signal(str)

    heading_label: QLabel
    about_label: QLabel
    secret_label: QLabel
    secret_field: SecretField
    cancel_button: QPushButton
    read_button: QPushButton
    open_button: QPushButton

    def __init__(
        self, name: str, read: Callable[[str], MergeResult], parent: QWidget | None = None
    ) -> None:
        super().__init__("exchange/receive_dialog", parent)
        self._read = read
        self._arrival: MergeResult | None = None
        self.heading_label.setText(tr("Read in {0}").format(name))
        self.about_label.setText(
            tr(
                "If you already have the measurement, the two are merged. Nothing that you "
                "have written is lost."
            )
        )
        self.cancel_button.clicked.connect(self.reject)
        self.read_button.clicked.connect(self._begin)
        self.open_button.clicked.connect(self._open)
        self.open_button.hide()
        self.secret_field.textChanged.connect(self.enable)
        self.enable()

    def enable(self) -> None:
        """Enable the button when something is typed."""
        self.read_button.setEnabled(bool(self.secret_field.text()) and not self.is_at_work)
        self.secret_field.setEnabled(not self.is_at_work)
        self.cancel_button.setEnabled(not self.is_at_work)
        if not self.is_at_work and self._arrival is None:
            self.secret_field.setFocus()

    def fail(self, error: StorageError) -> None:
        """Show what went wrong, and select the passphrase to be typed again."""
        super().fail(error)
        self.secret_field.selectAll()

    def _begin(self) -> None:
        if self.secret_field.text() and not self.is_at_work:
            job = partial(self._read, self.secret_field.text())
            self.work(tr("One moment …"), job, self._take)

    def _take(self, arrival: MergeResult) -> None:
        self._arrival = arrival
        self._show(arrival)
        self.received.emit(arrival)

    def _show(self, arrival: MergeResult) -> None:
        """Show a text about the import instead of the question."""
        self.secret_field.hide_text()
        for part in (self.secret_label, self.secret_field, self.read_button, self.about_label):
            part.hide()
        self.heading_label.setText(arrival.title)
        self.say(summary_sentence(arrival), "")
        self.cancel_button.setText(tr("Close"))
        self.open_button.show()
        self.open_button.setDefault(True)
        self.open_button.setFocus()
        self.adjustSize()

    def _open(self) -> None:
        if self._arrival is not None:
            self.accept()
            self.opened.emit(self._arrival.assessment)
