"""The recovery code, shown once: to be printed or saved, and put in the firm's safe."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QPushButton, QWidget

from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.widgets.export_target import choose_export_file
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import atomic_write


class RecoveryCodeDialog(QDialog):
    """Stays open until the user has ticked that the code is kept."""

    code_label: QLabel
    save_button: QPushButton
    kept_check: QCheckBox
    notice_label: QLabel
    done_button: QPushButton

    def __init__(self, library: Path, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._code = code
        load_form(self, "security/recovery_code_dialog")
        self.code_label.setText(code)
        self.save_button.clicked.connect(self._save)
        self.kept_check.toggled.connect(self.done_button.setEnabled)
        self.done_button.clicked.connect(self.accept)

    def reject(self) -> None:
        """Close only after the tick: the code is not shown again."""
        if self.kept_check.isChecked():
            super().reject()
        else:
            self.kept_check.setFocus()

    def dismiss(self) -> None:
        """Close without the tick: the window locks, and another code can be made from the menu."""
        self.done(QDialog.DialogCode.Rejected)

    def _save(self) -> None:
        title, kind = tr("Save the recovery code"), tr("Sheet to print")
        suggested = tr("Recovery code for Kompass.pdf")
        path = choose_export_file(self, title, kind, suggested)
        if path is not None:
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the sheet to print, and show how it went."""
        # reportlab costs 0.4 s to load.
        from kompass_desktop.report.handouts.recovery_sheet import write_recovery_sheet

        try:
            with atomic_write(path) as file:
                write_recovery_sheet(self._code, str(self._library), file)
        except StorageError as error:
            self.notice_label.setText(str(error))
            return
        said = tr("Saved in {0}. Print it, and do not leave the file on the computer.")
        self.notice_label.setText(said.format(path))
