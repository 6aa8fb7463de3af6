"""Funn with 165 drafts: showing it and each area, and from a key to the repaint.

Run `.venv/bin/python tests/benchmarks/findings_drafts.py`. Eksempelvik's measure points are
settled and its findings removed, so that every one drafts.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Change
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.application import prepared_application
from kompass_desktop.storage.exchange.examples import load_example
from kompass_desktop.storage.opening import open_library
from tests.own_settings import use_own_settings

SCREEN = Path(__file__).with_name("laptop_screen.json")
"""A screen of 1366×768: the window is no larger than its screen, and Qt's own is 800×800."""
SHOW_LIMIT = 150
KEY_LIMIT = 16
OPENINGS = 15
KEYS = 60


def all_drafting() -> Assessment:
    """Return Eksempelvik with every measure point settled and no finding."""
    assessment = load_example("eksempelvik-2025")
    if assessment is None:
        raise SystemExit("the example is missing")
    assessment.findings.clear()
    for point in assessment.instrument.measure_points:
        team = assessment.rating(TEAM, point.code)
        full = replace(team, system=1, extent=1, result=1, evaluation=0)
        full = replace(full, planned_only=False, not_in_focus=False)
        assessment.apply(Change(assessment.get(full), full))
    return assessment


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long something takes, until the page is painted."""
    begun = time.perf_counter()
    act()
    QApplication.processEvents()
    return (time.perf_counter() - begun) * 1000


def report(name: str, times: list[float], limit: int) -> None:
    """Print the median and the 99th percentile."""
    ordered = sorted(times)
    high = ordered[min(len(ordered) - 1, round(len(ordered) * 0.99))]
    print(f"{name}: median {ordered[len(ordered) // 2]:.1f} ms, p99 {high:.1f} (limit {limit})")


def main() -> None:
    """Measure opening the page, changing the area, arrow keys and accepting keys."""
    os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")
    with tempfile.TemporaryDirectory() as folder:
        use_own_settings(Path(folder))
        prepared_application()
        with open_library(Path(folder) / "bibliotek.kompassdb") as library:
            assessment = all_drafting()
            library.add(assessment)
            page = FindingsPage(Session(library, assessment), AssessmentCatalogue(library))
            page.resize(1366, 696)
            page.show()
            QApplication.processEvents()
            report("enter", [milliseconds(page.enter) for _ in range(OPENINGS)], SHOW_LIMIT)
            areas = [1 + n % 8 for n in range(OPENINGS)]
            shown = [milliseconds(lambda n=n: page.show_area(n)) for n in areas]  # type: ignore[misc]
            report("area", shown, SHOW_LIMIT)
            page.board.focus_current()
            for name, key in (("arrow", Qt.Key.Key_Down), ("accept", Qt.Key.Key_Return)):
                report(name, _keys(page, key), KEY_LIMIT)
            page.leave()


def _keys(page: FindingsPage, key: Qt.Key) -> list[float]:
    times = []
    for number in range(KEYS):
        if number % 8 == 0:
            page.show_area(1 + (number // 8) % 8)
            page.board.focus_current()
            QApplication.processEvents()
        card = page.board.card(page.board.current)
        if card is not None:
            times.append(milliseconds(lambda card=card: QTest.keyClick(card, key)))  # type: ignore[misc]
    return times


if __name__ == "__main__":
    main()
