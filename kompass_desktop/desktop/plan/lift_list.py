"""The measure points that an improvement lifts, with levels to reach that are set by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from kompass_desktop.assessment.plan_records import Lift
from kompass_desktop.desktop.plan.lift_row import LiftRow, ShownLift
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import AspectWording


class LiftList(QWidget):
    """Shows lifts, and emits what the user makes of them; it changes no data."""

    lift_given = Signal(object)
    """A lift with other levels."""
    lift_removed = Signal(object)
    """The lift that is to be removed."""
    message_shown = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[LiftRow] = []
        self._wordings: tuple[AspectWording, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._nothing = QLabel(tr("None yet: without measure points it gives no points."))
        self._nothing.setProperty("role", "small")
        self._nothing.setWordWrap(True)
        self._column.addWidget(self._nothing)

    def set_wordings(self, wordings: Sequence[AspectWording]) -> None:
        """Set the wording of the four aspects."""
        self._wordings = tuple(wordings)

    def show_lifts(self, lifts: Sequence[ShownLift]) -> None:
        """Show lifts in this order; a row keeps its focus."""
        for row, shown in zip(self.rows, lifts, strict=False):
            row.show_lift(shown)
        for shown in lifts[len(self.rows) :]:
            self._add_row(shown)
        had_focus = any(row.hasFocus() for row in self.rows[len(lifts) :])
        for row in self.rows[len(lifts) :]:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        del self.rows[len(lifts) :]
        self._nothing.setVisible(not lifts)
        if had_focus and self.rows:
            self.rows[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_on(self, measure_point: str) -> None:
        """Give the focus to the row of a measure point, given its code."""
        for row in self.rows:
            if row.shown.point.code == measure_point:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_row(self, shown: ShownLift) -> None:
        row = LiftRow(self._wordings, shown, self)
        row.lift_given.connect(self.lift_given)
        row.message_shown.connect(self.message_shown)
        row.remove_requested.connect(lambda: self._remove(row.shown.lift))
        row.stepped.connect(lambda step: self._step(row, step))
        self._column.addWidget(row)
        self.rows.append(row)
        row.show()

    def _remove(self, lift: Lift) -> None:
        self.lift_removed.emit(lift)

    def _step(self, row: LiftRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
