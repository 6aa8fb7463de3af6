"""Funn with 165 drafts: showing it and each area, and from a key to the repaint.

Run `.venv/bin/python tests/benchmarks/findings_drafts.py`. Eksempelvik's measure points are
settled and its findings removed, so that every one drafts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Change
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.session import Session
from tests.benchmarks.measuring import (
    EXAMPLE,
    KEY_LIMIT_MILLISECONDS,
    Taken,
    empty_library,
    report,
    settle,
)
from tests.examples import bundled

SHOW_LIMIT = 150
OPENINGS = 15
KEYS = 60


def all_drafting() -> Assessment:
    """Return Eksempelvik with every measure point settled and no finding."""
    assessment = bundled(EXAMPLE)
    assessment.findings.clear()
    for point in assessment.instrument.measure_points:
        team = assessment.rating(TEAM, point.code)
        full = replace(team, system=1, extent=1, result=1, evaluation=0)
        full = replace(full, planned_only=False, not_in_focus=False)
        assessment.apply(Change(assessment.get(full), full))
    return assessment


def taken_by(act: Callable[[], object]) -> Taken:
    """Return how long something takes, until the page is painted."""
    begun = Taken.since_start()
    act()
    QApplication.processEvents()
    taken = Taken.since_start() - begun
    settle()
    return taken


def main() -> None:
    """Measure opening the page, changing the area, arrow keys and accepting keys."""
    with empty_library() as (_, library):
        assessment = all_drafting()
        library.add(assessment)
        page = FindingsPage(Session(library, assessment), AssessmentCatalogue(library))
        page.resize(1366, 696)
        page.show()
        QApplication.processEvents()
        report("enter", SHOW_LIMIT, [taken_by(page.enter) for _ in range(OPENINGS)])
        areas = [1 + n % 8 for n in range(OPENINGS)]
        shown = [taken_by(lambda n=n: page.show_area(n)) for n in areas]  # type: ignore[misc]
        report("area", SHOW_LIMIT, shown)
        page.board.focus_current()
        for name, key in (("arrow", Qt.Key.Key_Down), ("accept", Qt.Key.Key_Return)):
            report(name, KEY_LIMIT_MILLISECONDS, _keys(page, key))
        page.leave()


def _keys(page: FindingsPage, key: Qt.Key) -> list[Taken]:
    times = []
    for number in range(KEYS):
        if number % 8 == 0:
            page.show_area(1 + (number // 8) % 8)
            page.board.focus_current()
            QApplication.processEvents()
        card = page.board.card(page.board.current)
        if card is not None:
            times.append(taken_by(lambda card=card: QTest.keyClick(card, key)))  # type: ignore[misc]
    return times


if __name__ == "__main__":
    main()
