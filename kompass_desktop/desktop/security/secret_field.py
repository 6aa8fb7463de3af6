"""A field for a passphrase: it shows dots, until the user opens its eye."""

from __future__ import annotations

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLineEdit, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.i18n import tr


class SecretField(QLineEdit):
    """Shows what is typed only while its eye is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self._eye = self.addAction(QIcon(), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show)
        theme.notifier.changed.connect(self._show_icon)
        self._show_icon()

    def hide_text(self) -> None:
        """Empty the field and close its eye."""
        self.clear()
        self._eye.setChecked(False)

    def show_text(self) -> None:
        """Open the eye."""
        self._eye.setChecked(True)

    def _show(self) -> None:
        seen = self._eye.isChecked()
        mode = QLineEdit.EchoMode.Normal if seen else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._show_icon()

    def _show_icon(self) -> None:
        seen = self._eye.isChecked()
        self._eye.setIcon(theme.icon("eye-off" if seen else "eye"))
        self._eye.setToolTip(tr("Hide") if seen else tr("Show what is typed"))
