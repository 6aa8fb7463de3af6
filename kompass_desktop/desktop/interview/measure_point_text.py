"""The text above the levels of the open measure point: its statement, and the question to ask."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kompass_desktop.assessment.numbers import decimal
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import MeasurePoint

CODE_WIDTH = 48
MOST_LINES = 3
"""The shown lines of the spoken question; the rest is in the tool tip."""

_TOP = Qt.AlignmentFlag.AlignTop


class MeasurePointText(QWidget):
    """Shows a measure point's code, statement, maximum, spoken question and last rating."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point: MeasurePoint | None = None
        self._last_time = ""
        self.code_label = QLabel()
        self.statement_label = WrappedText()
        self.maximum_label = QLabel()
        self.ask_label = WrappedText()
        self.ask_label.setMaximumLines(MOST_LINES)
        self.look_for_label = QLabel(wordWrap=True)
        self._lay_out()
        theme.notifier.changed.connect(self._show_look_for)

    def show_point(self, point: MeasurePoint, last_time: str) -> None:
        """Show a measure point; `last_time` is about its rating in the last assessment, or ""."""
        self._point = point
        self.code_label.setText(point.code)
        self.statement_label.setText(point.statement)
        self.maximum_label.setText(maximum_text(point))
        self.ask_label.setText(spoken(point))
        self.ask_label.setVisible(bool(point.ask))
        self.set_last_time(last_time)

    def set_last_time(self, text: str) -> None:
        """Show the text about the point's rating in the last assessment; "" hides it."""
        self._last_time = text
        self._show_look_for()

    def height_of(self, point: MeasurePoint, last_time: str, width: int) -> int:
        """Show a measure point, and return the height that it needs at a width, both in px."""
        self.show_point(point, last_time)
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        layout = self.layout()
        if layout is None:
            return 0
        layout.invalidate()
        return layout.heightForWidth(width)

    def _show_look_for(self) -> None:
        if self._point is None:
            return
        text = escape(tr("Look for: {0}.").format(self._point.look_for))
        if self._last_time:
            amber = theme.color("challenge").name()
            text += f' <span style="color:{amber}">{escape(self._last_time)}</span>'
        self.look_for_label.setText(text)

    def _lay_out(self) -> None:
        self.code_label.setProperty("role", "strong")
        self.code_label.setFixedWidth(CODE_WIDTH)
        self.statement_label.setProperty("role", "strong")
        self.maximum_label.setProperty("role", "soft")
        self.look_for_label.setProperty("role", "detail")
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.code_label, 0, _TOP)
        head.addWidget(self.statement_label, 1)
        head.addSpacing(12)
        head.addWidget(self.maximum_label, 0, _TOP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addLayout(head)
        for label in (self.ask_label, self.look_for_label):
            label.setContentsMargins(CODE_WIDTH, 0, 0, 0)
            column.addWidget(label)


def maximum_text(point: MeasurePoint) -> str:
    """Return the maximum points of a measure point as text: "max. 4.3"."""
    return tr("max. {0}").format(decimal(point.maximum))


def spoken(point: MeasurePoint) -> str:
    """Return the spoken question of a measure point in quotation marks, or ""."""
    return tr("“{0}”").format(point.ask) if point.ask else ""
