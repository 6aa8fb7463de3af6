"""A timeline of 500 bars: from a movement of the mouse, a key or the wheel to the repaint.

Run `.venv/bin/python tests/benchmarks/timeline_drag.py [FRAMES]`. 300 improvements and 200
activities in phases, half of them with dependencies, are shown as high as the window. A bar is
dragged to and fro, then a phase with ten parts; then it is scrolled and zoomed. Each time the
chart is painted at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from kompass_desktop.assessment.plan_records import Activity, Improvement, ImprovementStatus
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.timeline.chart_layout import ROW_HEIGHT
from kompass_desktop.desktop.timeline.timeline_panel import TimelinePanel
from kompass_desktop.desktop.window.geometry import USUAL
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

IMPROVEMENTS = 300
PHASES = 20
PARTS = 10
USUAL_FRAMES = 400
FIRST_DAY = date(2026, 1, 5)
STEP = 3
"""Pixels from frame to frame."""


def main(arguments: list[str]) -> None:
    """Measure dragging, scrolling and zooming."""
    frames = int(arguments[0]) if arguments else USUAL_FRAMES
    with empty_library() as (application, library):
        bench = Bench(application, prepared(library))
        bench.measure_drag("dragging a bar", frames, IMPROVEMENTS // 2)
        bench.measure_drag("dragging a phase with its parts", frames, IMPROVEMENTS)
        bench.measure("scrolling down", frames, bench.scroll)
        bench.measure("zooming", frames, bench.zoom)


def prepared(library: Library) -> Session:
    """Add Eksempelvik with 500 bars to a library, and open it."""
    assessment = bundled(EXAMPLE)
    assessment.improvements.clear()
    assessment.activities.clear()
    statuses = list(ImprovementStatus)[:4]
    for number in range(IMPROVEMENTS):
        begins = FIRST_DAY + timedelta(days=number * 3)
        after = f"i{number - 1}" if number % 2 else ""
        assessment.apply(
            Change(
                None,
                Improvement(
                    f"i{number}",
                    f"Tiltak med en ganske lang tittel nummer {number}",
                    begins=begins.isoformat(),
                    ends=(begins + timedelta(days=90)).isoformat(),
                    status=statuses[number % 4],
                    after=after,
                    position=number,
                ),
            )
        )
    for phase in range(PHASES):
        _add_phase(assessment.apply, phase)
    library.add(assessment)
    return Session(library, assessment)


def _add_phase(apply: Callable[[Change], None], phase: int) -> None:
    apply(Change(None, Activity(f"p{phase}", f"Fase {phase}", position=phase)))
    for part in range(PARTS):
        begins = FIRST_DAY + timedelta(days=phase * 40 + part * 10)
        activity = Activity(
            f"p{phase}-{part}",
            f"Aktivitet {part} i fase {phase}",
            begins.isoformat(),
            (begins + timedelta(days=20)).isoformat(),
            parent=f"p{phase}",
            after=f"p{phase}-{part - 1}" if part else "",
            position=part,
        )
        apply(Change(None, activity))


class Bench:
    """The panel in a window of a laptop's size."""

    def __init__(self, application: QApplication, session: Session) -> None:
        self._application = application
        self._panel = TimelinePanel()
        self._panel.set_session(session)
        self._panel.resize(USUAL)
        self._panel.show()
        self._chart = self._panel.chart
        self._view = self._chart.viewport()
        self._watch = PaintWatch(self._view)
        self._direction = 1
        settle()

    def measure_drag(self, name: str, frames: int, index: int) -> None:
        """Drag the bar of a row, given its index, to and fro."""
        self._direction = 1
        chart = self._chart
        chart.choose(chart.timeline.rows[index].key)
        chart.verticalScrollBar().setValue(max(0, index - 5) * ROW_HEIGHT)
        settle()
        layout = chart.layout_now
        ends = layout.ends_of(chart.timeline.rows[index])
        assert ends is not None
        place = QPoint(round(sum(ends) / 2), round(layout.middle_of(index)))
        self._send(QEvent.Type.MouseButtonPress, place)
        # What is moved by less is a click, and not painted.
        offset = QApplication.startDragDistance()

        def move() -> None:
            nonlocal offset
            offset += STEP * self._direction
            if abs(offset) > 200:
                self._direction = -self._direction
            self._send(QEvent.Type.MouseMove, place + QPoint(offset, 0))

        self.measure(name, frames, move)
        self._chart.mouse.give_up()

    def measure(self, name: str, frames: int, act: Callable[[], None]) -> None:
        """Act, each time until the chart is painted."""
        taken = []
        for _ in range(frames):
            self._watch.painted.clear()
            began = Taken.since_start()
            act()
            self._wait()
            taken.append(Taken.since_start() - began)
        report(name, KEY_LIMIT_MILLISECONDS, taken)
        settle()

    def scroll(self) -> None:
        """Scroll down by half a row, and from the end to the top again."""
        bar = self._chart.verticalScrollBar()
        at_end = bar.value() + ROW_HEIGHT > bar.maximum()
        bar.setValue(0 if at_end else bar.value() + ROW_HEIGHT // 2)

    def zoom(self) -> None:
        """Zoom in to days and out to years."""
        if not 0.2 < self._chart.day_width < 30:
            self._direction = -1 if self._chart.day_width > 1 else 1
        self._chart.zoom(1.1**self._direction)

    def _send(self, kind: QEvent.Type, place: QPoint) -> None:
        button = Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind,
            QPointF(place),
            QPointF(self._view.mapToGlobal(place)),
            button if kind is QEvent.Type.MouseButtonPress else Qt.MouseButton.NoButton,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(self._view, event)

    def _wait(self) -> None:
        end = Taken.since_start().wall + LONGEST_WAIT_SECONDS * 1000
        while self._view not in self._watch.painted:
            self._application.processEvents()
            if Taken.since_start().wall > end:
                raise SystemExit("nothing was painted")


if __name__ == "__main__":
    main(sys.argv[1:])
