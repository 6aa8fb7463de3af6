"""How the measure point that is open looks: what to ask and look for, its aspects and flags."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kompass_desktop.assessment.numbers import norwegian
from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.interview.level_row import LevelRow
from kompass_desktop.desktop.rating.rating_cursor import FLAG_KEYS
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Aspect, AspectWording, MeasurePoint

CODE_WIDTH = 48
ROW_INSET = 8
"""What a LevelRow has before its text, in px."""

TOP = Qt.AlignmentFlag.AlignTop


class MeasurePointFace(QWidget):
    """Shows a measure point with a rating; what is done with it is its subclass's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point: MeasurePoint | None = None
        self._aspects: tuple[AspectWording, ...] = ()
        self._rating: Rating | None = None
        self._last_time = ""
        self.code_label = QLabel()
        self.statement_label = WrappedText()
        self.maximum_label = QLabel()
        self.ask_label = WrappedText()
        self.look_for_label = QLabel(wordWrap=True)
        self.rows = tuple(LevelRow() for _ in Aspect)
        self.planned_only_box = QCheckBox(tr("Only decided or planned"))
        self.not_in_focus_box = QCheckBox(tr("Not in focus"))
        self.follow_up_box = QCheckBox(tr("Follow up"))
        self.boxes = (self.planned_only_box, self.not_in_focus_box, self.follow_up_box)
        self.hint_label = QLabel()
        self._give_roles()
        self._lay_out()
        theme.notifier.changed.connect(self._show_look_for)

    @property
    def code(self) -> str:
        """The code of the measure point that is shown, or empty."""
        return self._point.code if self._point else ""

    def set_aspects(self, aspects: tuple[AspectWording, ...]) -> None:
        """Word the four aspects as the instrument does."""
        self._aspects = aspects
        for row, wording in zip(self.rows, aspects, strict=True):
            row.set_wording(wording)

    def show_point(self, point: MeasurePoint, last_time: str) -> None:
        """Show a measure point; `last_time` is what the last assessment says of it, or empty."""
        self._point = point
        self._last_time = last_time
        self.code_label.setText(point.code)
        self.statement_label.setText(point.statement)
        maximum = tr("max. {0}").format(norwegian(point.maximum))
        self.maximum_label.setText(maximum)
        self.setAccessibleName(f"{point.code} {point.statement}, {maximum}")
        self.ask_label.setText(point.ask)
        self.ask_label.setVisible(bool(point.ask))
        for row, wording in zip(self.rows, self._aspects, strict=False):
            row.set_anchors(wording.anchors_of(point))
        self._show_look_for()

    def set_last_time(self, words: str) -> None:
        """Show what the last assessment says of the measure point, which may come later."""
        self._last_time = words
        self._show_look_for()

    def show_rating(self, rating: Rating) -> None:
        """Show a rating of the measure point; only what differs is painted anew."""
        before, self._rating = self._rating, rating
        for place, row in enumerate(self.rows):
            if before is None or before.levels[place] != rating.levels[place]:
                row.set_level(rating.levels[place])
        self.planned_only_box.setChecked(bool(rating.planned_only))
        self.not_in_focus_box.setChecked(bool(rating.not_in_focus))
        self.follow_up_box.setChecked(rating.follow_up)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("surface_soft"))
        tint, width = ("accent", 2) if self.hasFocus() else ("border_strong", 1)
        painter.setPen(QPen(theme.color(tint), width))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 2, -1, -2), 6, 6)
        painter.end()

    def _show_look_for(self) -> None:
        if self._point is None:
            return
        text = escape(tr("Look for: {0}.").format(self._point.look_for))
        if self._last_time:
            amber = theme.color("challenge").name()
            text += f' <span style="color:{amber}">{escape(self._last_time)}</span>'
        self.look_for_label.setText(text)

    def _give_roles(self) -> None:
        self.code_label.setProperty("role", "strong")
        self.code_label.setFixedWidth(CODE_WIDTH)
        self.statement_label.setProperty("role", "strong")
        self.maximum_label.setProperty("role", "soft")
        self.look_for_label.setProperty("role", "detail")
        self.hint_label.setProperty("role", "small")
        for part in (*self.rows, *self.boxes):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(13, 5, 12, 4)
        column.setSpacing(1)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.code_label, 0, TOP)
        head.addWidget(self.statement_label, 1)
        head.addSpacing(12)
        head.addWidget(self.maximum_label, 0, TOP)
        column.addLayout(head)
        rest = QVBoxLayout()
        rest.setContentsMargins(CODE_WIDTH - ROW_INSET, 0, 0, 0)
        rest.setSpacing(1)
        self.ask_label.setContentsMargins(ROW_INSET, 0, 0, 0)
        self.look_for_label.setContentsMargins(ROW_INSET, 0, 0, 0)
        rest.addWidget(self.ask_label)
        rest.addWidget(self.look_for_label)
        for row in self.rows:
            rest.addWidget(row)
        rest.addLayout(self._flag_line())
        column.addLayout(rest)

    def _flag_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(ROW_INSET - 2, 1, 0, 0)
        line.setSpacing(2)
        for letter, box in zip(FLAG_KEYS, self.boxes, strict=True):
            box.setToolTip(tr("Key {0}").format(letter))
            cap = QLabel(letter)
            cap.setProperty("role", "key")
            line.addWidget(box)
            line.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
            line.addSpacing(14)
        line.addStretch(1)
        line.addWidget(self.hint_label)
        return line
