"""The base of the views of slides, and their texts of scores."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.presentation.contents import PresentationContents
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText


class SlideView(QWidget):
    """Shows one kind of slide; all sizes are multiplied by `unit`, which is 1 at 720 pixels.

    `code` is the code of what is shown, `part` the index of the shown part of a long slide.
    """

    opened = Signal(str)
    """The code of what is to be shown in more detail."""

    def __init__(self, contents: PresentationContents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contents = contents
        self.unit = 1.0
        self.code = ""
        self.part = 0

    @property
    def title(self) -> str:
        """The title of the slide."""
        return ""

    @property
    def part_count(self) -> int:
        """The number of parts."""
        return 1

    def show_code(self, code: str) -> None:
        """Show another area, question or measure point, given its code."""
        self.code = code
        self.part = 0
        self.refresh()
        self.lay_out()

    def show_part(self, part: int) -> None:
        """Show a part, given its index."""
        self.part = part
        self.lay_out()

    def refresh(self) -> None:
        """Show the present contents."""

    def lay_out(self) -> None:
        """Set the size and position of everything."""

    def step(self, step: int) -> bool:
        """Choose the next row, or with -1 the previous one; return False if there are no rows."""
        return False

    def open_chosen(self) -> None:
        """Show the chosen row in more detail."""

    def magnify(self, unit: float) -> None:
        """Set how many times larger than on a screen 720 pixels high everything is."""
        self.unit = unit
        self.lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.lay_out()


class BigText(WrappedText):
    """A text in a size for a projector, and a colour given by its name."""

    def __init__(
        self,
        parent: QWidget,
        pixels: int,
        weight: QFont.Weight = QFont.Weight.Normal,
        tint: str = "text",
    ) -> None:
        super().__init__(parent)
        self._pixels = pixels
        self._weight = weight
        self._tint = tint
        self.magnify(1.0)
        self._show_tint()
        theme.notifier.changed.connect(self._show_tint)

    def magnify(self, unit: float) -> None:
        """Set how many times larger than on a screen 720 pixels high it is."""
        self.setFont(theme.font(round(self._pixels * unit), self._weight))

    def _show_tint(self) -> None:
        palette = self.palette()
        palette.setColor(self.foregroundRole(), theme.color(self._tint))
        self.setPalette(palette)
