"""The chips above the tree: three filters, and a menu with the others; each with its count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.scoring.filter import ScoringFilter
from kompass_desktop.i18n import mark, tr

CHIP_PIXELS = 12

_TEXTS: Mapping[ScoringFilter, str] = {
    ScoringFilter.UNDECIDED: mark("Not settled: {0}"),
    ScoringFilter.DISAGREEMENT: mark("Disputed: {0}"),
    ScoringFilter.FOLLOW_UP: mark("To follow up: {0}"),
    ScoringFilter.NOTED: mark("Not settled, with notes: {0}"),
    ScoringFilter.CARRIED: mark("From last time: {0}"),
    ScoringFilter.PLANNED: mark("Planned only: {0}"),
    ScoringFilter.OUT_OF_FOCUS: mark("Out of focus: {0}"),
    ScoringFilter.UNCOVERED: mark("No coverage: {0}"),
    ScoringFilter.WITHOUT_REASON: mark("Without reason: {0}"),
    ScoringFilter.ALL: mark("All {0}"),
}
_OWN = mark("Not rated: {0}")
"""What the first is called for one who rates alone."""


class ScoringFilterChips(QObject):
    """Shows the chosen filter and the count of each; emits the filter that the user chooses."""

    filter_chosen = Signal(ScoringFilter)

    def __init__(
        self, chips: Mapping[ScoringFilter, QPushButton], more: QPushButton, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._chips = chips
        self._more = more
        self._current = ScoringFilter.ALL
        self.menu = QMenu(more)
        self._actions = {
            each: self.menu.addAction("") for each in ScoringFilter if each not in chips
        }
        for each, chip in chips.items():
            chip.setFont(theme.font(CHIP_PIXELS))
            chip.clicked.connect(lambda _checked, each=each: self.filter_chosen.emit(each))
        more.setFont(theme.font(CHIP_PIXELS))
        more.clicked.connect(self.open_menu)
        for each, action in self._actions.items():
            action.setCheckable(True)
            action.triggered.connect(partial(self._choose, each))
        self.menu.aboutToHide.connect(self._check)

    def open_menu(self) -> None:
        """Show the filters that have no chip of their own."""
        self._check()
        self.menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def show_filter(self, current: ScoringFilter) -> None:
        """Show which filter is chosen."""
        self._current = current
        self._check()

    def show_counts(self, count: Callable[[ScoringFilter], int], author: str) -> None:
        """Show how many measure points each filter has; `author` is empty for the team."""
        for each, chip in self._chips.items():
            text = _OWN if author and each is ScoringFilter.UNDECIDED else _TEXTS[each]
            chip.setText(tr(text).format(count(each)))
        for each, action in self._actions.items():
            action.setText(tr(_TEXTS[each]).format(count(each)))
        self._name_more()

    def _choose(self, chosen: ScoringFilter) -> None:
        self.filter_chosen.emit(chosen)

    def _check(self) -> None:
        self._chips.get(self._current, self._more).setChecked(True)
        for each, action in self._actions.items():
            action.setChecked(each is self._current)
        self._name_more()

    def _name_more(self) -> None:
        shown = self._actions.get(self._current)
        name = shown.text() if shown is not None else tr("More filters")
        self._more.setText(f"{name} ▾")
