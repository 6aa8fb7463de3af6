"""The fields of one area: its questions, and its printed sum with the check of it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.recorded_entry import SumCheck, area_check_text
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.recorded.points_field import PointsField
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, Question

CHECK_LINES = 2
LEAST_WIDTH = 206
"""Pixels; names of questions are cut short before the card is."""


class AreaCard(QFrame):
    """A row for each question, and one for the sum; `fields` are in the order of typing."""

    def __init__(self, area: Area, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setMinimumWidth(LEAST_WIDTH)
        self.area = area
        self.fields: list[PointsField] = []
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(10, 5, 8, 4)
        self._rows.setHorizontalSpacing(6)
        self._rows.setVerticalSpacing(1)
        self._rows.setColumnStretch(0, 1)
        heading = ElidedLabel(self)
        heading.setText(f"{area.code} {area.short}")
        theme.set_role(heading, "strong")
        self._rows.addWidget(heading, 0, 0, 1, 3)
        for question in area.questions:
            self._add_row(f"{question.code} {question.short}", question)
        self._add_row(tr("Printed sum"), area)
        self.check_label = WrappedText(self)
        theme.set_role(self.check_label, "small")
        self._rows.addWidget(self.check_label, self._rows.rowCount(), 0, 1, 3)
        # As high as its longest sentence, so that nothing moves while one types.
        line = self.check_label.fontMetrics().lineSpacing()
        self.check_label.setMinimumHeight(CHECK_LINES * line)
        self.check_label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._rows.setRowStretch(self._rows.rowCount(), 1)

    def show_check(self, check: SumCheck) -> None:
        """Say whether the printed sum and the questions fit."""
        self.check_label.setText(area_check_text(check))
        is_off = check.difference is not None
        theme.set_role(self.check_label, "small-error" if is_off else "small")

    def _add_row(self, name: str, part: Area | Question) -> None:
        row = self._rows.rowCount()
        label = ElidedLabel(self)
        label.setText(name)
        field = PointsField(part.code, part.maximum, self)
        field.setAccessibleName(name)
        of = QLabel(tr("of {0}").format(shortest(part.maximum)), self)
        theme.set_role(of, "small")
        self._rows.addWidget(label, row, 0)
        self._rows.addWidget(field, row, 1)
        self._rows.addWidget(of, row, 2)
        self.fields.append(field)
