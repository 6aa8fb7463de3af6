"""Choosing improvements of the plan to put on the table of a workshop: all, or one at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.service_areas import service_name
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry
from kompass_desktop.desktop.plan.workshop_state import WorkshopState
from kompass_desktop.i18n import ntr, tr

_ALL = "all"
"""The key of the entry for all improvements of the plan."""


class WorkshopLaying(QObject):
    """Lists the improvements that do not lie on the table, and puts the chosen ones there."""

    laid = Signal()
    """Improvements were put on the table."""

    def __init__(self, workshop: WorkshopState, window: QWidget) -> None:
        super().__init__(window)
        self._workshop = workshop
        self._palette = Palette(window)
        self._palette.chosen.connect(self._lay)

    def choose(self) -> None:
        """Ask which improvements are to be put on the table, if the workshop is open."""
        waiting = self._workshop.waiting
        if not waiting or not self._workshop.is_open:
            return
        count = len(waiting)
        words = ntr("The one improvement of the plan", "All {0} improvements of the plan", count)
        entries = [PaletteEntry(_ALL, words.format(count))] if count > 1 else []
        entries += [
            PaletteEntry(each.id, each.title, detail=service_name(each.service)) for each in waiting
        ]
        self._palette.open_with(entries, tr("Improvement to put on the table"))

    def _lay(self, key: str) -> None:
        self._workshop.lay([each for each in self._workshop.waiting if key in (_ALL, each.id)])
        self.laid.emit()
