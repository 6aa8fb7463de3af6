"""A sentence that is shown over the page for a few seconds, without moving other widgets."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtWidgets import QLabel, QWidget

SHOWN_MILLISECONDS = 6000
FROM_TOP = 8
"""Pixels between the upper edge of the covered widget and the notice."""


class PassingNotice(QLabel):
    """A label shown at the top centre of `over` for six seconds; clicks pass through it."""

    def __init__(self, over: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = over
        self._window = parent
        self._end = QTimer(self, singleShot=True, interval=SHOWN_MILLISECONDS)
        self._end.timeout.connect(self.hide)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "banner-info")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_sentence(self, sentence: str) -> None:
        """Show a sentence for a while."""
        self.setText(sentence)
        self.setAccessibleName(sentence)
        self.setWordWrap(False)
        size = self.sizeHint()
        if size.width() > self._over.width():
            self.setWordWrap(True)
            size = QSize(self._over.width(), self.heightForWidth(self._over.width()))
        self.resize(size)
        corner = QPoint((self._over.width() - self.width()) // 2, FROM_TOP)
        self.move(self._over.mapTo(self._window, corner))
        self.show()
        self.raise_()
        self._end.start()
