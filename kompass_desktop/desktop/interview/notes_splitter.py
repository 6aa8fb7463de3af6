"""The splitter between the measure points and the notes, which get the remaining height."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.i18n import tr

LEAST_NOTES = 120
"""The least height of the notes in px, also in a window that is too low for the points."""
STEP = 22
"""Pixels that a key moves the handle: a line of notes."""

_GRIP_WIDTH, _GRIP_HEIGHT = 44, 3


class NotesSplitter(QSplitter):
    """A splitter with the measure points above and the notes below.

    The points get the height that their question needs, and the notes get the rest, but at
    least the share that the user has set, or else `usual` pixels. So the notes do not move
    while points of one question open and close. An open point is never cut off by the share.
    """

    share_chosen = Signal(object)
    """The notes' share 0-1 of the height that the user has chosen; None for the usual height."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._share: float | None = None
        self._usual = LEAST_NOTES
        self._card = self._whole = 0
        self._is_dividing = False
        self.splitterMoved.connect(self._take_share)

    @property
    def share(self) -> float | None:
        """The notes' share 0-1 that the user has chosen, or None."""
        return self._share

    def set_share(self, share: float | None, usual: int) -> None:
        """Set the notes' minimum share of the height, 0-1, or with None `usual` pixels."""
        self._share, self._usual = share, usual
        self.divide()

    def set_heights(self, card: int, whole: int) -> None:
        """Set the height in pixels of the open measure point, and of all measure points."""
        if (card, whole) != (self._card, self._whole):
            self._card, self._whole = card, whole
            self.divide()

    def step(self, pixels: int) -> None:
        """Move the handle down by a number of pixels, or up if it is negative."""
        self.moveSplitter(self.sizes()[0] + pixels, 1)

    def forget_share(self) -> None:
        """Reset the notes to their usual height."""
        self._share = None
        self.divide()
        self.share_chosen.emit(None)

    def divide(self) -> None:
        """Set the heights of both parts."""
        # A part with a new width may request new heights during this.
        if not self._is_dividing:
            self._is_dividing = True
            for _ in range(2):
                self.setSizes(self._sizes_due())
            self._is_dividing = False

    def createHandle(self) -> QSplitterHandle:
        return _Handle(self.orientation(), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._is_dividing = True
        super().resizeEvent(event)
        self._is_dividing = False
        self.divide()

    def _sizes_due(self) -> list[int]:
        """Set the height limits of the first part, and return the heights of both in px."""
        total, first = sum(self.sizes()), self.widget(0)
        if first is None or not total or not self._whole:
            return self.sizes()
        least = min(self._card, max(total - LEAST_NOTES, 0))
        most = max(self._whole, least)
        notes = self._usual if self._share is None else round(total * self._share)
        points = max(least, min(most, total - notes))
        first.setMinimumHeight(least)
        first.setMaximumHeight(most)
        return [points, total - points]

    def _take_share(self) -> None:
        sizes = self.sizes()
        self._share = sizes[1] / sum(sizes)
        self.share_chosen.emit(self._share)


class _Handle(QSplitterHandle):
    """A handle with a grip bar in the middle; a double click resets the notes' height."""

    def __init__(self, orientation: Qt.Orientation, splitter: NotesSplitter) -> None:
        super().__init__(orientation, splitter)
        self._splitter = splitter
        self.setToolTip(
            tr("Drag for more or less room for the notes. Double-click: as much as is left.")
        )
        theme.notifier.changed.connect(self.update)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._splitter.forget_share()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent" if self.underMouse() else "border_strong"))
        grip = QRectF(0, 0, _GRIP_WIDTH, _GRIP_HEIGHT)
        grip.moveCenter(QRectF(self.rect()).center())
        painter.drawRoundedRect(grip, _GRIP_HEIGHT / 2, _GRIP_HEIGHT / 2)
        painter.end()
