"""The controls below the open measure point: levels with anchors, and flags."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.rating.flag_line import flag_line
from kompass_desktop.desktop.scoring.anchor_button import AnchorButton
from kompass_desktop.desktop.scoring.scoring_line import ASPECTS, ScoringLine
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import LEVELS, AspectWording


class RatingStrip(QWidget):
    """Shows the five anchors of one aspect; emits the chosen one and changes no data."""

    level_chosen = Signal(int)
    level_cleared = Signal()
    """The level that the team had given was clicked again."""
    planned_only_toggled = Signal()
    not_in_focus_toggled = Signal()
    follow_up_toggled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given: int | None = None
        self._look_for = WrappedText()
        self._look_for.setProperty("role", "detail")
        self._aspect = QLabel()
        self._aspect.setProperty("role", "strong")
        self._question = ElidedLabel()
        self._question.setProperty("role", "soft")
        self.buttons = tuple(AnchorButton(level) for level in LEVELS)
        self.planned_only_box = QCheckBox(tr("Only decided or planned"))
        self.not_in_focus_box = QCheckBox(tr("Not in focus"))
        self.follow_up_box = QCheckBox(tr("Follow up"))
        self._reason_label = QLabel()
        self.reason_field = QLineEdit()
        self.reason_field.setObjectName("reason_field")
        self._hint = QLabel()
        self._hint.setProperty("role", "small")
        self._lay_out()
        for level, button in enumerate(self.buttons):
            button.clicked.connect(partial(self._click, level))
        self.planned_only_box.clicked.connect(self.planned_only_toggled)
        self.not_in_focus_box.clicked.connect(self.not_in_focus_toggled)
        self.follow_up_box.clicked.connect(self.follow_up_toggled)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._look_for)
        aspect_line = QHBoxLayout()
        aspect_line.setSpacing(8)
        aspect_line.addWidget(self._aspect)
        aspect_line.addWidget(self._question, 1)
        column.addLayout(aspect_line)
        levels = QHBoxLayout()
        levels.setSpacing(5)
        for button in self.buttons:
            levels.addWidget(button, 1)
        column.addLayout(levels)
        column.addLayout(self._reason_line())
        boxes = {
            "P": self.planned_only_box,
            "I": self.not_in_focus_box,
            "F": self.follow_up_box,
        }
        column.addLayout(flag_line(boxes, self._hint))

    def _reason_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        self.reason_field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.reason_field.setAccessibleName(tr("Reason"))
        self.reason_field.setToolTip(tr("Why the rating is as it is (Ctrl+B)"))
        line.addWidget(self._reason_label)
        line.addWidget(self.reason_field, 1)
        return line

    def show_aspect(self, line: ScoringLine, index: int, wording: AspectWording) -> None:
        """Show the anchors of the aspect at an index 0-3, with the given and the proposed level."""
        self._given = line.team.levels[index]
        proposed = line.proposal.levels[ASPECTS[index]]
        self._look_for.setText(tr("Look for: {0}").format(line.point.look_for))
        self._aspect.setText(wording.name)
        self._question.setText(wording.question)
        anchors = wording.anchors_of(line.point)
        for level, button in enumerate(self.buttons):
            button.set_anchor(anchors[level])
            button.setChecked(level == self._given)
            button.set_proposed(level == proposed)
        self.planned_only_box.setChecked(line.effective.planned_only)
        self.not_in_focus_box.setChecked(line.effective.not_in_focus)
        self.follow_up_box.setChecked(line.team.follow_up)
        self._ask_for_reason(line)

    def _ask_for_reason(self, line: ScoringLine) -> None:
        """Show that a reason is missing, which is not required."""
        is_missing = line.needs_reason
        theme.set_role(self._reason_label, "earlier" if is_missing else "small")
        self._reason_label.setText(tr("Reason?") if is_missing else tr("Reason"))
        departs = tr("Why does the team rate otherwise than proposed? (Ctrl+B)")
        ends = tr("Why the lowest or the highest level? (Ctrl+B)")
        hint = departs if line.differs_from_proposal else ends
        self.reason_field.setPlaceholderText(hint if is_missing else tr("Why (Ctrl+B)"))

    def show_hint(self, hint: str) -> None:
        """Show what a key does now; without a hint, what Backspace does."""
        self._hint.setText(hint or tr("Backspace: remove the level"))

    def _click(self, level: int) -> None:
        # The button has toggled itself; only the owner's answer decides what is given.
        self.buttons[level].setChecked(level == self._given)
        if level == self._given:
            self.level_cleared.emit()
        else:
            self.level_chosen.emit(level)
