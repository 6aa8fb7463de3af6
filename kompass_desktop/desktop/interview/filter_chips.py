"""The chips above the tree: the measure points of the group, all, or those not rated."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from kompass_desktop.desktop.interview.measure_point_filter import Filter, InterviewPointFilter
from kompass_desktop.i18n import tr


class FilterChips(QObject):
    """One chip for each filter, with how many measure points it shows."""

    chosen = Signal()

    def __init__(
        self, group: QPushButton, every: QPushButton, unrated: QPushButton, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._chips = {Filter.GROUP: group, Filter.ALL: every, Filter.UNRATED: unrated}
        for chip in self._chips.values():
            chip.clicked.connect(self.chosen)

    @property
    def filter(self) -> Filter:
        """The filter that is chosen."""
        return next(each for each, chip in self._chips.items() if chip.isChecked())

    def check(self, chosen: Filter) -> None:
        """Show a filter as the one that is chosen."""
        self._chips[chosen].setChecked(True)

    def choose_next(self) -> None:
        """Go from the group's measure points to all, to those not rated, and round."""
        order = list(self._chips)
        self._chips[order[(order.index(self.filter) + 1) % len(order)]].click()

    def show_counts(self, route: InterviewPointFilter, group: str) -> None:
        """Say how many there are; `group` is the informant group's short name."""
        every = len(route.instrument.measure_points)
        self._chips[Filter.GROUP].setText(f"{group}: {len(route.group)}")
        self._chips[Filter.ALL].setText(tr("All {0}").format(every))
        self.show_unrated(route)

    def show_unrated(self, route: InterviewPointFilter) -> None:
        """Say how many of the group's measure points are not rated."""
        words = tr("Not rated: {0}").format(len(route.unrated))
        self._chips[Filter.UNRATED].setText(words)
