"""Profil with 60 interviews: opening it, opening the groups, and from a key to the repaint.

Run `.venv/bin/python tests/benchmarks/profile_page.py [KEYS]`. The assessment is that of
`scoring_matrix.py`. The page is opened anew several times; then each key is timed until what
it changes has been painted: one that chooses another group, one that opens an area in the
picture of the chain, and a rating that the shown page follows.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from kompass_desktop.assessment.records import TEAM
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.profile.group_panel import GroupPanel
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.geometry import USUAL
from kompass_desktop.instrument.model import Aspect
from tests.benchmarks.measuring import (
    LONGEST_WAIT_SECONDS,
    PaintWatch,
    Taken,
    empty_library,
    report,
    settle,
)
from tests.benchmarks.scoring_matrix import prepare

OPENINGS = 15
USUAL_KEYS = 60
BLANKS = 50
OPEN_LIMIT = 150
SWITCH_LIMIT = 50


def main(arguments: list[str]) -> None:
    """Measure opening, choosing groups, opening areas, and following a rating."""
    keys = int(arguments[0]) if arguments else USUAL_KEYS
    with empty_library() as (application, library):
        identity = prepare(library)
        session = Session(library, library.load(identity))
        bench = Bench(application, session, AssessmentCatalogue(library))
        bench.measure_openings()
        bench.measure_groups(keys)
        bench.measure_chain(keys)
        bench.measure_rating(keys)


class Bench:
    """The page in a window of a laptop's size."""

    def __init__(
        self, application: QApplication, session: Session, catalogue: AssessmentCatalogue
    ) -> None:
        self._application = application
        self._session = session
        self._catalogue = catalogue
        self._level = 0
        self._blank = QWidget()
        self._blank.resize(USUAL)
        self._blank.show()
        # pyqtgraph is imported when the window is idle, before the page is asked for.
        self._page = self._opened()

    def measure_openings(self) -> None:
        """Make the page anew each time, until its charts are painted."""
        taken = []
        for _ in range(OPENINGS):
            self._page.hide()
            self._page.deleteLater()
            settle()
            began = Taken.since_start()
            self._page = self._opened()
            taken.append(Taken.since_start() - began)
        report("opening", OPEN_LIMIT, taken, self._blank_time())

    def measure_groups(self, keys: int) -> None:
        """Open the groups, then go through the choices of the first."""
        began = Taken.since_start()
        self._page.show_groups()
        panel = self._page.findChild(GroupPanel)
        assert panel is not None
        self._wait_for(PaintWatch(panel.differences), panel.differences)
        report("opening the groups", OPEN_LIMIT, [Taken.since_start() - began], self._blank_time())
        box = panel.first_box
        step = Qt.Key.Key_Down

        def choose() -> None:
            nonlocal step
            if box.currentIndex() in {0, box.count() - 1}:
                step = Qt.Key.Key_Down if box.currentIndex() == 0 else Qt.Key.Key_Up
            _press(box, step)

        self._measure("choosing a group", keys, choose, panel.differences)
        self._page.hide_groups()

    def measure_chain(self, keys: int) -> None:
        """Open and close the first area."""
        card = self._page.chain_card

        def step() -> None:
            _press(card.heat, Qt.Key.Key_Escape if card.code else Qt.Key.Key_Return)

        self._measure("opening an area", keys, step, card.heat)

    def measure_rating(self, keys: int) -> None:
        """Rate, with the page shown."""
        self._measure("following a rating", keys, self._rate, self._page.area_bars)

    def _rate(self) -> None:
        self._level = (self._level + 1) % 5
        self._session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, self._level)

    def _opened(self) -> ProfilePage:
        page = ProfilePage(self._session, self._catalogue)
        page.resize(USUAL)
        watch = PaintWatch(page.question_bars, page.area_bars)
        page.show()
        page.enter()
        self._wait_for(watch, page.question_bars)
        self._wait(lambda: page.radar.is_drawn)
        return page

    def _measure(self, name: str, times: int, act: Callable[[], None], painted: QWidget) -> None:
        settle()
        watch = PaintWatch(painted)
        taken = []
        for _ in range(times):
            watch.painted.clear()
            began = Taken.since_start()
            act()
            self._wait_for(watch, painted)
            taken.append(Taken.since_start() - began)
            settle()
        report(name, SWITCH_LIMIT, taken, self._blank_time())

    def _blank_time(self) -> float:
        """Return how long a blank window takes to be painted, in milliseconds."""
        watch = PaintWatch(self._blank)
        taken = []
        for _ in range(BLANKS):
            watch.painted.clear()
            began = Taken.since_start()
            self._blank.update()
            self._wait_for(watch, self._blank)
            taken.append((Taken.since_start() - began).wall)
        return sorted(taken)[BLANKS // 2]

    def _wait_for(self, watch: PaintWatch, widget: QWidget) -> None:
        self._wait(lambda: widget in watch.painted)

    def _wait(self, is_done: Callable[[], bool]) -> None:
        end = Taken.since_start().wall + LONGEST_WAIT_SECONDS * 1000
        while not is_done():
            self._application.processEvents()
            if Taken.since_start().wall > end:
                raise SystemExit("nothing was painted")


def _press(widget: QWidget, key: Qt.Key) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


if __name__ == "__main__":
    main(sys.argv[1:])
