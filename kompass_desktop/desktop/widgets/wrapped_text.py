"""A label for what people wrote: plain text that wraps, even within a word, and never overflows.

A QLabel is at least as wide as its longest word, and Norwegian has long ones.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kompass_desktop.desktop.tool_tips import LONGEST_TIP
from kompass_desktop.desktop.widgets.wrapping import wrap_mode

PREFERRED_WIDTH = 200
LEAST_WIDTH = 40
ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
LINE_SEPARATOR = "\N{LINE SEPARATOR}"
LONGEST_MEASURED = 200
"""Characters of a text that is measured as one line before it is laid out in several."""
LONGEST_LINE = 400
"""Characters that are measured for a line that is cut short."""


class WrappedText(QLabel):
    """A QLabel that shows its text as it is, in as many lines as its width asks for.

    `setMaximumLines` limits them; the last one then ends in an ellipsis, and the whole text is
    the tooltip. Markup in the text is shown as text.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._maximum_lines: int | None = None
        self._laid_out: dict[int, list[str]] = {}
        self._laid_out_of = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setMaximumLines(self, lines: int) -> None:
        """Show no more than this many lines."""
        self._maximum_lines = lines
        self._laid_out.clear()
        self.updateGeometry()

    def lines(self, width: int) -> list[str]:
        """Return the lines that the text falls into at a width in pixels."""
        # A layout asks for several widths in turn, so all of the same text are kept.
        text = self.text()
        if self._laid_out_of != text:
            self._laid_out_of = text
            self._laid_out.clear()
        if width not in self._laid_out:
            self._laid_out[width] = self._broken(width)
        return self._laid_out[width]

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right() - 2 * self.margin()
        edges = margins.top() + margins.bottom() + 2 * self.margin()
        return len(self.lines(inner)) * self._line_height + edges

    def sizeHint(self) -> QSize:
        width = self.width() if self.width() > LEAST_WIDTH else PREFERRED_WIDTH
        return QSize(PREFERRED_WIDTH, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self._line_height)

    @property
    def is_cut(self) -> bool:
        """Whether the text has more lines than it may show."""
        lines = self.lines(self.contentsRect().width() - 2 * self.margin())
        return len(lines) == self._maximum_lines and lines[-1].endswith(ELLIPSIS)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self._laid_out.clear()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and self._maximum_lines is not None:
            # As rich text it is wrapped too.
            whole = escape(self.text()[:LONGEST_TIP])
            self.setToolTip(f"<p>{whole}</p>" if self.is_cut else "")
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        edge = self.margin()
        area = self.contentsRect().adjusted(edge, edge, -edge, -edge)
        lines = self.lines(area.width())
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        top = float(area.top())
        if self.alignment() & Qt.AlignmentFlag.AlignVCenter:
            top += max(0, (area.height() - len(lines) * self._line_height) // 2)
        baseline = top + self.fontMetrics().ascent()
        for line in lines:
            painter.drawText(QPointF(area.left(), baseline), line)
            baseline += self._line_height

    @property
    def _line_height(self) -> int:
        return self.fontMetrics().lineSpacing()

    def _broken(self, width: int) -> list[str]:
        if width <= 0 or self._is_one_line(width):
            return [self.text().rstrip()]
        text = self.text().replace("\n", LINE_SEPARATOR)
        layout = QTextLayout(text, self.font())
        option = QTextOption()
        option.setWrapMode(wrap_mode(text))
        layout.setTextOption(option)
        units = _Units(text)
        lines: list[str] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 1))
            if len(lines) + 1 == self._maximum_lines:
                lines.append(self._elided(units.part(line.textStart(), LONGEST_LINE), width))
                break
            lines.append(units.part(line.textStart(), line.textLength()).rstrip())
        layout.endLayout()
        return lines or [""]

    def _is_one_line(self, width: int) -> bool:
        """Whether the text fits in one line: to know that takes less than to lay it out."""
        text = self.text()
        # What begins a new line, and a tab, is not printable to Python.
        if len(text) > LONGEST_MEASURED or not text.isprintable():
            return False
        return self.fontMetrics().horizontalAdvance(text) <= width

    def _elided(self, rest: str, width: int) -> str:
        shown = " ".join(rest.split())
        return self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, width)


class _Units:
    """A text by its UTF-16 units, in which Qt counts; Python counts characters."""

    def __init__(self, text: str) -> None:
        self._encoded = text.encode("utf-16-le", "surrogatepass")

    def part(self, start: int, length: int) -> str:
        return self._encoded[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
