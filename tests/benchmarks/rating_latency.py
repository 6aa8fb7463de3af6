"""From a rating key to the repainted profile, beside the repaint of a blank window.

Run `.venv/bin/python tests/benchmarks/rating_latency.py [KEYS]`. The real window shows an
interview of Eksempelvik and gets rating keys; after each of them a blank window of the same
size is painted anew, so that a machine that slows down slows both. Only keys that change
the profile count: first with that of the whole assessment shown, then with the interview's.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGraphicsView, QWidget

from kompass_desktop.assessment.records import Change, Rating
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.window.geometry import USUAL
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.library import Library
from tests.benchmarks.measuring import (
    EXAMPLE,
    KEY_LIMIT_MILLISECONDS,
    LONGEST_WAIT_SECONDS,
    PaintWatch,
    Taken,
    empty_library,
    settle,
    summary,
)
from tests.examples import bundled

EARLIER = "karasjok-2019"
"""Stands in as the assessment before, whose profile is laid over."""

USUAL_KEYS = 400
LEVELS = 5


def main(arguments: list[str]) -> None:
    """Measure with the profile of the whole assessment and with the interview's own."""
    keys = int(arguments[0]) if arguments else USUAL_KEYS
    with empty_library() as (application, library):
        assessment = prepare(library)
        bench = Bench(application, MainWindow(AssessmentCatalogue(library)), assessment)
        bench.measure("whole assessment", keys)
        bench.page.profile.toggle_own()
        bench.measure("this interview", keys)


def prepare(library: Library) -> str:
    """Add Eksempelvik as in its first interview, and one before it; return its id.

    Nobody else has rated, so that each key changes the profile; all notes are there.
    """
    example, earlier = bundled(EXAMPLE), bundled(EARLIER)
    first = example.interviews_in_order()[0]
    for rating in list(example.ratings.values()):
        if rating.interview != first.id:
            example.apply(Change(rating, None))
    library.add(example)
    name = example.particulars.municipality
    earlier.particulars = replace(earlier.particulars, municipality=name)
    library.add(earlier)
    return example.id


class Bench:
    """The window with an interview and its drawn profile, and the blank one beside it."""

    def __init__(self, application: QApplication, window: MainWindow, assessment: str) -> None:
        self._application = application
        self._window = window
        self._blank = QWidget()
        for each in (self._blank, window):
            each.resize(USUAL)
            each.show()
        window.activateWindow()
        window.open_assessment(assessment)
        assert window.view is not None
        page = window.view.show_page("interview")
        assert isinstance(page, InterviewPage)
        self.page = page
        while not page.profile.radar.is_drawn:
            application.processEvents()
        plot = page.profile.radar.findChild(QGraphicsView)
        assert isinstance(plot, QGraphicsView)
        self._plot = plot.viewport()
        self._watch = PaintWatch(self._plot, page.profile.total_label, self._blank)

    def measure(self, shown: str, keys: int) -> None:
        """Rate until so many keys have changed the profile that is shown; print how it went."""
        taken: list[Taken] = []
        blank: list[Taken] = []
        levels = self._levels()
        pressed = 0
        while len(taken) < keys:
            pressed += 1
            rated = self._rate(next(levels))
            if rated is not None:
                taken.append(rated)
                blank.append(self._paint_blank())
        print(f"Profile of {shown}: {len(taken)} of {pressed} keys changed it.")
        for clock in ("wall", "processor"):
            report(clock, [getattr(t, clock) for t in taken], [getattr(t, clock) for t in blank])

    def _levels(self) -> Iterator[str]:
        """Go round and round the interview's measure points, each time a level higher."""
        while True:
            before = self.page.state.code
            for place in range(4):
                yield str(((self._rating.levels[place] or 0) + 1) % LEVELS)
            self._press(Qt.Key.Key_Return)
            if self.page.state.code == before:
                self.page.show_code("1.1")
                self._press(Qt.Key.Key_Return)
            settle()

    def _rate(self, level: str) -> Taken | None:
        """Return the time from the key to the painted profile; None if it is as before."""
        was, words = self._shown_figures, self.page.profile.total_label.text()
        self._watch.painted.clear()
        began = Taken.since_start()
        self._press(ord(level))
        awaited: set[QObject] = set()
        if self._shown_figures != was:
            awaited.add(self._plot)
        if self.page.profile.total_label.text() != words:
            awaited.add(self.page.profile.total_label)
        self._wait_for(awaited)
        taken = Taken.since_start() - began
        settle()
        return taken if awaited else None

    @property
    def _shown_figures(self) -> tuple[object, ...]:
        """What the profile is drawn from, as far as a rating key can change it."""
        session = self.page.session
        if self.page.profile.is_own:
            rating = self._rating
            counts = not (rating.planned_only or rating.not_in_focus)
            return rating.levels if counts else ()
        areas = session.assessment.instrument.areas
        return tuple(session.board.score(area.code).points for area in areas)

    @property
    def _rating(self) -> Rating:
        interview = self.page.interview
        assert interview is not None
        return self.page.session.assessment.rating(interview.id, self.page.points.open_code)

    def _paint_blank(self) -> Taken:
        """Return the time that the blank window takes."""
        self._watch.painted.clear()
        began = Taken.since_start()
        self._blank.update()
        self._wait_for({self._blank})
        return Taken.since_start() - began

    def _press(self, key: Qt.Key | int) -> None:
        QTest.keyClick(self._window.windowHandle(), key)

    def _wait_for(self, widgets: set[QObject]) -> None:
        """Return when the widgets have been painted."""
        end = time.perf_counter() + LONGEST_WAIT_SECONDS
        while not widgets <= self._watch.painted:
            self._application.processEvents()
            if time.perf_counter() > end:
                raise SystemExit(f"not painted: {widgets - self._watch.painted}")


def report(clock: str, taken: list[float], blank: list[float]) -> None:
    """Print milliseconds by a clock, and how many blank windows the median is."""
    beside = statistics.median(blank)
    print(
        f"  {clock:<9} {summary(taken)}, limit {KEY_LIMIT_MILLISECONDS} ms; "
        f"a blank window {beside:.2f} ms, ratio {statistics.median(taken) / beside:.0f}×"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
