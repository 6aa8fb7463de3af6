"""What the benchmarks of the window share: a laptop's screen, clocks, and what was painted."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from kompass_desktop.desktop.window.application import prepared_application
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from tests.own_settings import use_own_settings

SCREEN = Path(__file__).with_name("laptop_screen.json")
"""A screen of 1366×768: the window is no larger than its screen, and Qt's own is 800×800."""
EXAMPLE = "eksempelvik-2025"
KEY_LIMIT_MILLISECONDS = 16
"""From a key to the repaint, at the 99th percentile."""
LONGEST_WAIT_SECONDS = 10.0
SETTLING_SECONDS = 0.05


@contextmanager
def empty_library() -> Iterator[tuple[QApplication, Library]]:
    """Yield the application and an empty library, which is deleted after the block.

    Windows are shown on a laptop's screen that nobody sees, unless the environment gives a
    screen, and the settings are not the user's.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")
    with tempfile.TemporaryDirectory() as folder:
        use_own_settings(Path(folder))
        application = prepared_application()
        with open_library(Path(folder) / "bibliotek.kompassdb") as library:
            yield application, library


@dataclass(frozen=True)
class Taken:
    """Milliseconds by the wall clock, and those that this process computed.

    On a machine that does other work too, the second is nearer to what a user has.
    """

    wall: float
    processor: float

    @classmethod
    def since_start(cls) -> Taken:
        """Return the time taken until now; only differences of it mean something."""
        return cls(time.perf_counter() * 1000, time.process_time() * 1000)

    def __sub__(self, began: Taken) -> Taken:
        return Taken(self.wall - began.wall, self.processor - began.processor)


class PaintWatch(QObject):
    """Notes which of some widgets are painted; a filter of all events would cost more."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.painted: set[QObject] = set()
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let every event pass."""
        if event.type() is QEvent.Type.Paint:
            self.painted.add(watched)
        return False


def settle() -> None:
    """Have everything done that the last key has left behind, so that the next does not pay."""
    end = time.perf_counter() + SETTLING_SECONDS
    while time.perf_counter() < end:
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def summary(taken: Sequence[float]) -> str:
    """Return the median, the 99th percentile and the longest of some milliseconds."""
    ordered = sorted(taken)
    median, late = ordered[len(ordered) // 2], ordered[round(0.99 * (len(ordered) - 1))]
    return f"median {median:6.1f} ms, 99th percentile {late:6.1f} ms, longest {ordered[-1]:6.1f} ms"


def report(name: str, limit: int, taken: Sequence[Taken], blank: float | None = None) -> None:
    """Print milliseconds by each clock, with their limit and, if given, a blank window's."""
    beside = f"; a blank window {blank:.2f} ms" if blank is not None else ""
    print(f"{name}, limit {limit} ms{beside}")
    for clock in ("wall", "processor"):
        print(f"  {clock:<9} {summary([getattr(each, clock) for each in taken])}")
