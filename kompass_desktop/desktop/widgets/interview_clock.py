"""The interview's timer: time used of the time agreed, and the pace.

Time counts only while it runs. It is told with `elapsed` every ten seconds and at every
pause, so that no more than that is lost.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.progress_bar import ProgressBar

TICK_MILLISECONDS = 1000
TELL_SECONDS = 10
LENGTHS = (30, 45, 60, 75, 90, 105, 120)
"""The lengths to choose among, in minutes."""

Seconds = Callable[[], float]


class InterviewClock(QWidget):
    """Shows and runs the time of one interview; it is told which by `set_interview`."""

    started = Signal()
    ticked = Signal()
    """A second has gone, or another time is shown."""
    elapsed = Signal(int)
    """Seconds used; comes every ten seconds and at a pause."""
    length_chosen = Signal(int)
    """Minutes agreed."""
    finished_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now: Seconds = time.monotonic
        self._kept = 0.0
        self._running_since: float | None = None
        self._told = 0
        self._length = 0
        self._timer = QTimer(self, interval=TICK_MILLISECONDS)
        self._timer.timeout.connect(self.tick)
        self.time_label = QLabel()
        self.length_button = QPushButton()
        self.run_button = QPushButton()
        self.bar = ProgressBar()
        self.pace_label = QLabel()
        self.finish_button = QPushButton(self.tr("Avslutt"))
        self.setFocusProxy(self.run_button)
        self._lay_out()
        self._make_length_menu()
        self.run_button.clicked.connect(self.toggle)
        self.finish_button.clicked.connect(self.finished_toggled)
        theme.notifier.changed.connect(self._show_state)

    @property
    def is_running(self) -> bool:
        """Whether time counts now."""
        return self._running_since is not None

    @property
    def seconds(self) -> int:
        """Time used, in whole seconds."""
        return int(self._exact_seconds)

    def set_time_source(self, seconds: Seconds) -> None:
        """Take the time from elsewhere than the machine; it must never go back."""
        self._now = seconds

    def set_interview(self, elapsed: int, length: int, *, finished: bool) -> None:
        """Show another interview, at rest: seconds used, minutes agreed."""
        self._running_since = None
        self._timer.stop()
        self._kept = self._told = elapsed
        self.set_length(length)
        self.set_finished(finished)

    def set_length(self, minutes: int) -> None:
        """Show the length that is agreed."""
        self._length = minutes
        self.length_button.setText(self.tr("av {0}").format(clock_text(minutes * 60)))
        for action in self._length_menu.actions():
            action.setChecked(action.data() == minutes)
        self._show_state()

    def set_finished(self, finished: bool) -> None:
        """Show whether the interview is finished."""
        self.finish_button.setChecked(finished)
        self.finish_button.setText(self.tr("✓ Avsluttet") if finished else self.tr("Avslutt"))

    def set_pace(self, covered: float, due: float, words: str, *, is_behind: bool) -> None:
        """Show how much is covered and how much of the time is used (0-1), with a sentence."""
        self.bar.set_share(covered)
        self.bar.set_mark(due or None)
        self.pace_label.setText(words)
        role = "small-error" if is_behind else "small"
        if self.pace_label.property("role") != role:
            self.pace_label.setProperty("role", role)
            self.pace_label.style().polish(self.pace_label)

    def toggle(self) -> None:
        """Start, or pause."""
        if self.is_running:
            self.pause()
        else:
            self.start()

    def start(self) -> None:
        """Let time count from now on."""
        if not self.is_running:
            self._running_since = self._now()
            self._timer.start()
            self._show_state()
            self.started.emit()

    def pause(self) -> None:
        """Let time count no more, and tell how much it is."""
        if self.is_running:
            self._kept = self._exact_seconds
            self._running_since = None
            self._timer.stop()
            self._show_state()
            self.tell()

    def tick(self) -> None:
        """Show the time; tell it when ten seconds have gone since it was told."""
        self.time_label.setText(clock_text(self.seconds))
        self.ticked.emit()
        if self.seconds - self._told >= TELL_SECONDS:
            self.tell()

    def tell(self) -> None:
        """Tell the time used, unless that has been done."""
        if self.seconds != self._told:
            self._told = self.seconds
            self.elapsed.emit(self._told)

    @property
    def _exact_seconds(self) -> float:
        running = 0.0 if self._running_since is None else self._now() - self._running_since
        return self._kept + running

    def _show_state(self) -> None:
        self.time_label.setText(clock_text(self.seconds))
        self.run_button.setIcon(theme.icon("pause" if self.is_running else "play", "text"))
        name = self.tr("Pause") if self.is_running else self.tr("Start klokka")
        self.run_button.setAccessibleName(name)
        self.run_button.setToolTip(self.tr("{0} (Ctrl+T)").format(name))

    def _make_length_menu(self) -> None:
        self._length_menu = QMenu(self.length_button)
        for minutes in LENGTHS:
            action = QAction(self.tr("{0} minutter").format(minutes), self._length_menu)
            action.setCheckable(True)
            action.setData(minutes)
            action.triggered.connect(
                lambda _checked=False, minutes=minutes: self.length_chosen.emit(minutes)
            )
            self._length_menu.addAction(action)
        self.length_button.setMenu(self._length_menu)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Tid"))
        title.setProperty("role", "strong")
        self.time_label.setProperty("role", "strong")
        self.length_button.setProperty("role", "link-menu")
        self.length_button.setToolTip(self.tr("Avtalt lengde"))
        self.finish_button.setProperty("role", "small")
        self.finish_button.setCheckable(True)
        self.finish_button.setToolTip(self.tr("Intervjuet er avsluttet (Ctrl+Shift+T)"))
        self.pace_label.setProperty("role", "small")
        self.run_button.setFixedWidth(34)
        self.bar.set_thickness(8)
        self.bar.setAccessibleName(self.tr("Framdrift"))
        head = QHBoxLayout()
        head.setSpacing(3)
        head.addWidget(title)
        head.addWidget(self.finish_button)
        head.addStretch(1)
        for part in (self.time_label, self.length_button, self.run_button):
            head.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.pace_label)


def clock_text(seconds: int) -> str:
    """Return hours and minutes as a clock shows them: "00:48"."""
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
