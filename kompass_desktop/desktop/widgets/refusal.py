"""A sentence beside a field that says why what was typed is not accepted."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

WIDEST = 360
GAP = 3
"""Pixels between the field and the sentence."""

FOLLOWED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


class Refusal(QLabel):
    """A sentence under a field, or above it where there is no room; it goes with the field.

    `part` is where in the field, in its own pixels; the whole field if none is given.
    `role` is its part in the look: "refusal", or "balloon" for a message that refuses nothing.
    """

    def __init__(
        self, sentence: str, field: QWidget, part: QRect | None = None, role: str = "refusal"
    ) -> None:
        super().__init__(sentence, field.window())
        self._field = field
        self._part = part
        self._is_withdrawn = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", role)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        field.setAccessibleDescription(sentence)
        field.destroyed.connect(self.deleteLater)
        # A page that scrolls moves the field without telling the field itself.
        above: QWidget | None = field
        while above is not None:
            above.installEventFilter(self)
            above = None if above.isWindow() else above.parentWidget()
        self._place()

    def withdraw(self) -> None:
        """Disappear: what was refused is no longer there."""
        self._is_withdrawn = True
        if isValid(self._field):
            self._field.setAccessibleDescription("")
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in FOLLOWED and isValid(self._field) and not self._is_withdrawn:
            self._place()
        return False

    def _place(self) -> None:
        if not self._field.isVisible():
            self.hide()
            return
        self.ensurePolished()
        window = self._field.window()
        part = self._part or self._field.rect()
        corner = self._field.mapTo(window, part.topLeft())
        width = min(WIDEST, self.sizeHint().width(), window.width() - 2 * GAP)
        self.resize(width, self.heightForWidth(width))
        below = corner.y() + part.height() + GAP
        fits = below + self.height() <= window.height()
        top = below if fits else max(0, corner.y() - GAP - self.height())
        left = min(max(GAP, corner.x()), window.width() - width - GAP)
        self.move(QPoint(left, top))
        self.show()
        self.raise_()
