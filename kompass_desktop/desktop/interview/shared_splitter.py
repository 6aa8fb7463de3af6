"""A splitter whose parts keep their shares when the window or their contents change."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget


class SharedSplitter(QSplitter):
    """Two parts, of which the second has a fixed share that dragging the handle changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.5
        self.splitterMoved.connect(self._take_share)

    @property
    def share(self) -> float:
        """The second part's share, 0-1."""
        return self._share

    def set_share(self, share: float) -> None:
        """Give the second part a share, 0-1."""
        self._share = share
        self._divide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._divide()

    def _divide(self) -> None:
        whole = sum(self.sizes())
        if whole:
            second = round(whole * self._share)
            self.setSizes([whole - second, second])

    def _take_share(self) -> None:
        sizes = self.sizes()
        if sum(sizes):
            self._share = sizes[1] / sum(sizes)
