"""The keys of the timeline, which the key sheet (F1) lists under their own heading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QAction

from kompass_desktop.assessment.planning.timeline_moves import Edge
from kompass_desktop.desktop.actions import ON_IT, Slot, add_action, group_keys
from kompass_desktop.desktop.timeline.day_scroll_area import ZOOM_STEP
from kompass_desktop.desktop.timeline.timeline_chart import TimelineChart
from kompass_desktop.i18n import tr

Nudge = Callable[[Edge, int], object]


class TimelineActions:
    """The actions on a chart; those in menus are attributes."""

    def __init__(self, chart: TimelineChart, nudge: Nudge) -> None:
        self._chart = chart
        self.every: list[QAction] = []
        self._add_nudges(nudge)
        self._add_zoom()

    def add(self, text: str, keys: Sequence[str], slot: Slot) -> QAction:
        """Give the chart an action whose keys work while it has the focus."""
        action = add_action(self._chart, text, keys, slot, ON_IT)
        group_keys(tr("Timeline"), [action])
        self.every.append(action)
        return action

    def _add_nudges(self, nudge: Nudge) -> None:
        for text, keys, edge, step in (
            (tr("Move to later, by a unit of the zoom"), "Right", Edge.BOTH, 1),
            (tr("Move to earlier"), "Left", Edge.BOTH, -1),
            (tr("End later"), "Shift+Right", Edge.ENDS, 1),
            (tr("End earlier"), "Shift+Left", Edge.ENDS, -1),
            (tr("Begin later"), "Alt+Shift+Right", Edge.BEGINS, 1),
            (tr("Begin earlier"), "Alt+Shift+Left", Edge.BEGINS, -1),
        ):
            self.add(text, [keys], partial(nudge, edge, step))

    def _add_zoom(self) -> None:
        chart = self._chart
        shorter, longer = ["Ctrl++", "Ctrl+="], ["Ctrl+-"]
        self.add(tr("Show a shorter time"), shorter, lambda: chart.zoom(ZOOM_STEP))
        self.add(tr("Show a longer time"), longer, lambda: chart.zoom(1 / ZOOM_STEP))
        self.add(tr("Show the whole plan"), ["Ctrl+0"], chart.show_whole)
        self.add(tr("Go to today"), ["Home"], lambda: chart.show_day(chart.today()))
        self.add(tr("Fold or unfold the parts"), ["+", "-"], chart.toggle_fold)
