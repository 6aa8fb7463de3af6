"""Python's garbage collection, in the window's thread only.

Objects that refer to each other in a circle are freed by Python's garbage collector, which
runs in whichever thread happens to allocate when a limit is reached. A page that has been
closed is such a circle: a widget, and the functions that its signals call. If a thread that
makes a report or a backup freed it, Qt's objects would be destroyed outside the thread that
owns them, which Qt does not allow (QObject, "Thread Affinity"), and the program would crash
now and then.

Automatic collection can only be switched off for the whole process (`gc.disable`). That is right
here: only the window's program does it, not the command line, and a timer in the window's thread
collects instead, once a second and by Python's own limits, so that memory does not grow. What was
imported by then is never looked through (`gc.freeze`): it lives as long as the program, and was
most of what a full collection took in the window's thread. Circles cannot be avoided altogether:
a function that a widget's signal keeps, and that uses the widget, is one already; every closed
page of an assessment has some.

It is known practice: `pyqtgraph/util/garbage_collector.py`, calibre, and
novelWriter (pull request 2940) do the same, after the PyQt mailing list of August 2011
(riverbankcomputing.com/pipermail/pyqt/2011-August/030378.html).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from PySide6.QtCore import QObject, QTimer

EVERY_MILLISECONDS = 1000
MOST_UNCOLLECTED = 5_000_000
"""So many new objects are collected even while a job runs, for the memory's sake."""

_lock = Lock()
_jobs = {"running": 0}


@contextmanager
def collecting_later() -> Iterator[None]:
    """Collect nothing within the context; a job in a thread runs in it.

    All that a job has made so far would be looked through in the window's thread: 280 ms
    for a report of 45 pages. When it has ended, next to nothing of it is left: 6 ms.
    """
    with _lock:
        _jobs["running"] += 1
    try:
        yield
    finally:
        with _lock:
            _jobs["running"] -= 1


class GarbageCollector(QObject):
    """Switches automatic collection off, and collects by a timer for as long as `parent` lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        timer = QTimer(self, interval=EVERY_MILLISECONDS)
        timer.timeout.connect(collect_if_due)
        timer.start()


def collect_if_due() -> None:
    """Collect the oldest generation whose limit has been passed, with the younger ones.

    While a job runs in a thread, that waits.
    """
    if _jobs["running"] and gc.get_count()[0] < MOST_UNCOLLECTED:
        return
    counts_and_limits = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [
        generation for generation, (count, limit) in enumerate(counts_and_limits) if count > limit
    ]
    if due:
        gc.collect(max(due))
