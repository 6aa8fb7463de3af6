"""How long the window stands still while a report and data are exported.

Run `.venv/bin/python tests/benchmarks/export_freeze.py`. A timer of 5 ms in the window's
thread notes its longest delay while a report of some 45 pages is exported, and while all data
are; a character is typed every 50 ms meanwhile. The delay without an export is the machine's.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.data_export import DataFile
from kompass_desktop.desktop.report.report_page import ReportPage
from kompass_desktop.desktop.runtime.garbage_collection import (
    GarbageCollector,
)
from kompass_desktop.desktop.session import Session
from tests.benchmarks.measuring import EXAMPLE, empty_library, summary
from tests.benchmarks.report import lengthen
from tests.examples import bundled

LIMIT_MILLISECONDS = 50.0
BEAT_MILLISECONDS = 5
IDLE_MILLISECONDS = 2000
PREVIEW_MILLISECONDS = 10_000
"""In this time the preview of the report is made and drawn."""


class Heartbeat(QObject):
    """Notes the milliseconds between the ticks of a timer in the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=BEAT_MILLISECONDS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to note."""
        self.gaps = []
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """Stop, and return what was noted."""
        self._beat()
        self._timer.stop()
        return self.gaps

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


def measured(page: ReportPage, begin: Callable[[], object]) -> list[float]:
    """Return the gaps from when an export is begun until it has ended."""
    beat = Heartbeat()
    typing = QTimer(interval=50)
    typing.timeout.connect(lambda: QTest.keyClicks(page.text_pane.editor, "a"))
    loop = QEventLoop()
    watch = QTimer(interval=BEAT_MILLISECONDS)
    watch.timeout.connect(lambda: loop.quit() if page.report_button.isEnabled() else None)
    beat.start()
    typing.start()
    begin()
    watch.start()
    loop.exec()
    typing.stop()
    return beat.stop()


def main() -> None:
    """Print the gaps of each export."""
    with empty_library() as (application, library), tempfile.TemporaryDirectory() as folder:
        GarbageCollector(application)
        assessment = bundled(EXAMPLE)
        for _ in range(4):
            lengthen(assessment)
        library.add(assessment)
        page = ReportPage(Session(library, assessment), AssessmentCatalogue(library))
        page.resize(1366, 700)
        page.show()
        page.enter()
        QTest.qWait(PREVIEW_MILLISECONDS)
        _measure(page, Path(folder))
        page.leave()
        application.processEvents()


def _measure(page: ReportPage, folder: Path) -> None:
    beat = Heartbeat()
    beat.start()
    QTest.qWait(IDLE_MILLISECONDS)
    print(f"idle: {summary(beat.stop())}")
    for _ in range(3):
        gaps = measured(page, lambda: page.export_report(folder / "a.pdf"))
        print(f"pdf, {sum(gaps) / 1000:.1f} s: {summary(gaps)}")
    for name in ("a.json", "a.csv", "a.xlsx", "a.zip"):
        gaps = measured(page, partial(page.export_data, DataFile(folder / name)))
        print(f"{name}, {sum(gaps) / 1000:.1f} s: {summary(gaps)}")
    print(f"limit {LIMIT_MILLISECONDS:.0f} ms")


if __name__ == "__main__":
    main()
