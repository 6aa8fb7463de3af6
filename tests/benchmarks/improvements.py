"""Plan with 500 improvements: showing it, and from a key to the repaint.

Run `.venv/bin/python tests/benchmarks/improvements.py`. Each improvement lifts three measure
points of Eksempelvik.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, Lift
from kompass_desktop.assessment.record_ids import lift_id
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.service_areas import USUAL
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.plan.plan_page import PlanPage
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

IMPROVEMENTS = 500
LIFTS = 3
OPEN_LIMIT = 150
OPENINGS = 8
KEYS = 60
ALT = Qt.KeyboardModifier.AltModifier


def with_improvements() -> Assessment:
    """Return Eksempelvik, not finished, with 500 improvements instead of its own."""
    assessment = bundled(EXAMPLE)
    assessment.particulars = replace(assessment.particulars, finished=False)
    assessment.improvements.clear()
    assessment.lifts.clear()
    codes = [point.code for point in assessment.instrument.measure_points]
    statuses = list(ImprovementStatus)
    for number in range(IMPROVEMENTS):
        made = Improvement(
            f"improvement-{number}",
            f"Tiltak {number} med en tittel av vanlig lengde",
            service=USUAL[number % len(USUAL)],
            effort=1 + number % 5,
            effect=1 + number // 5 % 5,
            status=statuses[number % len(statuses)],
            position=float(number),
        )
        assessment.apply(Change(None, made))
        for step in range(LIFTS):
            code = codes[(number * 7 + step * 11) % len(codes)]
            identity = lift_id(assessment.id, made.id, code)
            assessment.apply(Change(None, Lift(identity, made.id, code, 3, 3, None, None)))
    return assessment


def taken_by(act: Callable[[], object]) -> Taken:
    """Return how long something takes, until the page is painted."""
    begun = Taken.since_start()
    act()
    QApplication.processEvents()
    taken = Taken.since_start() - begun
    settle()
    return taken


def keys(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> list[Taken]:
    """Return how long each of some presses of a key takes."""
    press = QTest.keyClick
    return [taken_by(lambda: press(widget, key, modifier)) for _ in range(KEYS)]


def main() -> None:
    """Measure opening the page, and keys in the table."""
    with empty_library() as (_, library):
        assessment = with_improvements()
        library.add(assessment)
        session, catalogue = Session(library, assessment), AssessmentCatalogue(library)
        pages: list[PlanPage] = []

        def open_page() -> None:
            pages.append(PlanPage(session, catalogue))
            pages[-1].resize(1366, 696)
            pages[-1].show()

        openings = []
        for _ in range(OPENINGS):
            openings.append(taken_by(open_page))
            pages.pop().deleteLater()
            settle()
        report("open", OPEN_LIMIT, openings)
        open_page()
        settle()
        view = pages[-1].table_view.view
        view.setFocus()
        none = Qt.KeyboardModifier.NoModifier
        for name, key, modifier in (
            ("arrow", Qt.Key.Key_Down, none),
            ("tick", Qt.Key.Key_Space, none),
            ("move", Qt.Key.Key_Down, ALT),
            ("status", Qt.Key.Key_Right, ALT),
        ):
            report(name, KEY_LIMIT_MILLISECONDS, keys(view, key, modifier))
        pages[-1].leave()


if __name__ == "__main__":
    main()
