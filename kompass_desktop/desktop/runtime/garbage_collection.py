"""Collects Python's garbage in the window's thread, and in no other.

Python collects in whichever thread happens to allocate. While a report is made, a page
that was closed would be destroyed in the report's thread; Qt's objects must go in the
thread they live in, or the program crashes.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MILLISECONDS = 1000


class GarbageCollector(QObject):
    """Takes over from Python's own collecting for as long as the program runs."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=EVERY_MILLISECONDS)
        timer.timeout.connect(collect_if_due)
        timer.start()


def collect_if_due() -> None:
    """Collect the oldest generation that Python would have collected by now."""
    counts_and_limits = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [
        generation for generation, (count, limit) in enumerate(counts_and_limits) if count > limit
    ]
    if due:
        gc.collect(max(due))
