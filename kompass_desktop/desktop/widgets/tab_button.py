"""A tab of the top bar, which is bold while its page shows and does not change in width."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton, QWidget

from kompass_desktop.desktop import theme


class TabButton(QPushButton):
    """A tab as wide as its text in bold; the style sheet's role "tab" does the rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setProperty("role", "tab")
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        bold = QFontMetrics(theme.font(weight=QFont.Weight.Bold))
        plain = QFontMetrics(theme.font())
        text = self.text()
        shown = Qt.TextFlag.TextShowMnemonic
        more = bold.size(shown, text).width() - plain.size(shown, text).width()
        return QSize(hint.width() + more, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
