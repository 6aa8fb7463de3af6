"""Poenggivning with 60 interviews and 10,000 notes: opening it, and from a key to the repaint.

Run `.venv/bin/python tests/benchmarks/scoring_matrix.py [KEYS]`. The page is opened anew
several times in the real window, then gets keys that rate (0-4), and keys that go to another
measure point, with its ratings and notes; each time until the table has been painted. After
each a blank window of the same size is painted, so that a slow machine slows both.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview, Mark, Member, Note
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.desktop.window.geometry import USUAL
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.library import Library
from tests.benchmarks.measuring import (
    EXAMPLE,
    KEY_LIMIT_MILLISECONDS,
    LONGEST_WAIT_SECONDS,
    PaintWatch,
    Taken,
    empty_library,
    report,
    settle,
)
from tests.examples import bundled

INTERVIEWS = 60
NOTES = 10_000
OPENINGS = 15
USUAL_KEYS = 400
OPEN_LIMIT = 150
WORDS = ("vi", "har", "en", "plan", "for", "det", "men", "den", "er", "lite", "kjent")
MOMENT = "2025-09-15T09:00:00+02:00"


def main(arguments: list[str]) -> None:
    """Measure opening, rating keys and arrow keys."""
    keys = int(arguments[0]) if arguments else USUAL_KEYS
    with empty_library() as (application, library):
        identity = prepare(library)
        bench = Bench(application, MainWindow(AssessmentCatalogue(library)), identity)
        bench.measure_openings()
        bench.measure_keys("rating key", keys, bench.next_level)
        bench.measure_keys("arrow key", keys, bench.next_point)


def prepare(library: Library) -> str:
    """Add Eksempelvik with 60 interviews that have rated, and 10,000 notes; return its id."""
    chance = random.Random(1)
    assessment = bundled(EXAMPLE)
    for note in list(assessment.notes.values()):
        assessment.apply(Change(note, None))
    _add_interviews(assessment, chance)
    _add_notes(assessment, chance)
    for number in range(2):
        assessment.apply(Change(None, Member(f"m{number}", f"Konsulent {number}")))
    library.add(assessment)
    return assessment.id


def _add_interviews(assessment: Assessment, chance: random.Random) -> None:
    groups = [group.key for group in assessment.instrument.groups]
    while len(assessment.interviews) < INTERVIEWS:
        number = len(assessment.interviews)
        interview = Interview(f"i{number}", groups[number % len(groups)], f"I-{number:02}")
        assessment.apply(Change(None, replace(interview, started_at=MOMENT)))
    for interview in assessment.interviews.values():
        for point in assessment.instrument.measure_points:
            empty = assessment.rating(interview.id, point.code)
            rating = empty
            for aspect in Aspect:
                rating = rating.with_level(aspect, chance.randrange(5))
            assessment.apply(Change(assessment.get(empty), rating))


def _add_notes(assessment: Assessment, chance: random.Random) -> None:
    points = [point.code for point in assessment.instrument.measure_points]
    interviews = list(assessment.interviews)
    for number in range(NOTES):
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(5, 25)))
        mark = Mark.FOLLOW_UP if number % 100 == 0 else None
        note = Note(
            f"n{number}",
            chance.choice(interviews),
            text,
            MOMENT,
            chance.choice(points),
            mark,
            float(number),
        )
        assessment.apply(Change(None, note))


class Bench:
    """The window with Poenggivning, and a blank one beside it."""

    def __init__(self, application: QApplication, window: MainWindow, assessment: str) -> None:
        self._application = application
        self._window = window
        self._blank = QWidget()
        self._blank_watch = PaintWatch(self._blank)
        self._level = 0
        self._step = Qt.Key.Key_Down
        for each in (self._blank, window):
            each.resize(USUAL)
            each.show()
        window.activateWindow()
        window.open_assessment(assessment)
        assert window.view is not None
        self._view = window.view
        self._view.show_page("preparation")
        settle()

    def measure_openings(self) -> None:
        """Make the page anew each time: what one waits for when one first goes there."""
        taken: list[Taken] = []
        for _ in range(OPENINGS):
            began = Taken.since_start()
            page = ScoringPage(self._view.session, self._view.page.catalogue)
            page.resize(USUAL)
            watch = PaintWatch(page.table.viewport())
            page.show()
            page.enter()
            self._wait_for(watch, page.table.viewport())
            taken.append(Taken.since_start() - began)
            page.leave()
            page.hide()
            page.deleteLater()
            settle()
        report("opening", OPEN_LIMIT, taken, self._blanks(OPENINGS))

    def measure_keys(self, name: str, keys: int, press: object) -> None:
        """Press keys; each until the table is painted."""
        page = self._view.show_page("scoring")
        assert isinstance(page, ScoringPage)
        self._page = page
        page.show_code("1.1.1")
        page.table.setFocus()
        page.table.arm()
        settle()
        watch = PaintWatch(page.table.viewport())
        assert callable(press)
        taken: list[Taken] = []
        for _ in range(keys):
            watch.painted.clear()
            began = Taken.since_start()
            press()
            self._wait_for(watch, page.table.viewport())
            taken.append(Taken.since_start() - began)
            settle()
        report(name, KEY_LIMIT_MILLISECONDS, taken, self._blanks(50))

    def next_level(self) -> None:
        """Press the next level on the aspect system of the open measure point."""
        self._level = (self._level + 1) % 5
        self._page.table.return_to(0)
        self._press(Qt.Key(ord(str(self._level))), str(self._level))

    def next_point(self) -> None:
        """Go down through the measure points, and up again from the last."""
        before = self._page.code
        self._press(self._step)
        if self._page.code == before:
            self._step = Qt.Key.Key_Up if self._step is Qt.Key.Key_Down else Qt.Key.Key_Down
            self._press(self._step)

    def _press(self, key: Qt.Key, text: str = "") -> None:
        # Straight to the table: QTest would let timers run before it returns.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QApplication.sendEvent(self._page.table, event)

    def _blanks(self, number: int) -> float:
        taken = []
        for _ in range(number):
            self._blank_watch.painted.clear()
            began = time.perf_counter()
            self._blank.update()
            self._wait_for(self._blank_watch, self._blank)
            taken.append((time.perf_counter() - began) * 1000)
        return sorted(taken)[len(taken) // 2]

    def _wait_for(self, watch: PaintWatch, widget: QWidget) -> None:
        end = time.perf_counter() + LONGEST_WAIT_SECONDS
        while widget not in watch.painted:
            self._application.processEvents()
            if time.perf_counter() > end:
                raise SystemExit("the table was not painted")


if __name__ == "__main__":
    main(sys.argv[1:])
