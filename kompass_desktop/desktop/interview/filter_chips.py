"""The chips above the tree: the measure points of the group, all, or those not rated yet."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton

from kompass_desktop.desktop.interview.interview_state import InterviewState
from kompass_desktop.desktop.interview.measure_point_filter import Filter, InterviewPointFilter
from kompass_desktop.i18n import tr


class FilterChips(QObject):
    """One chip for each filter, with how many measure points it shows."""

    def __init__(
        self,
        chips: Mapping[Filter, QPushButton],
        state: InterviewState,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._state = state
        self._chips = chips
        for each, chip in self._chips.items():
            chip.clicked.connect(partial(state.choose_filter, each))
        state.filter_changed.connect(self._check)

    def show_counts(self, points: InterviewPointFilter, group: str) -> None:
        """Show how many there are; `group` is the informant group's short name."""
        every = len(points.instrument.measure_points)
        self._chips[Filter.GROUP].setText(f"{group}: {len(points.group)}")
        self._chips[Filter.ALL].setText(tr("All {0}").format(every))
        self.show_unrated(points)

    def show_unrated(self, points: InterviewPointFilter) -> None:
        """Show the numbers of unrated measure points: of the group, and of those with notes."""
        text = tr("Not rated: {0}").format(len(points.unrated))
        self._chips[Filter.UNRATED].setText(text)
        noted = tr("With notes: {0}").format(len(points.noted))
        self._chips[Filter.NOTED].setText(noted)
        carried = tr("From last time: {0}").format(len(points.carried))
        self._chips[Filter.CARRIED].setText(carried)
        self._chips[Filter.CARRIED].setVisible(self._state.follows_up)

    def _check(self) -> None:
        self._chips[self._state.filter].setChecked(True)
