"""The interview's timer: time used of the time agreed, and the pace.

A `Stopwatch` counts the time. `elapsed` is emitted every ten seconds and at every pause, so
that at most ten seconds are lost. After the machine has slept or was locked, or was not used for
ten minutes, `absence` is that time, and the user decides whether to count it.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.progress_bar import ProgressBar
from kompass_desktop.desktop.interview.stopwatch import Absence, Seconds, Stopwatch
from kompass_desktop.i18n import ntr, tr

TICK_MILLISECONDS = 1000
REPORT_SECONDS = 10
LENGTHS = (30, 45, 60, 75, 90, 105, 120)
"""The lengths to choose among, in minutes."""


class InterviewClock(QWidget):
    """Shows the time of one interview, which `set_interview` gives, and starts and stops it."""

    started = Signal()
    ticked = Signal()
    """A second has passed while the clock ran."""
    elapsed = Signal(int)
    """Seconds used; emitted every ten seconds and at a pause."""
    length_chosen = Signal(int)
    """Minutes agreed."""
    finished_toggled = Signal(bool)
    """The user has set whether the interview is finished."""
    stopped = Signal()
    """Time is no longer counted."""
    absence_changed = Signal()
    """`absence` has changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stopwatch = Stopwatch()
        self._shown_absence: Absence | None = None
        self._reported = 0
        self._length = 0
        self._timer = QTimer(self, interval=TICK_MILLISECONDS)
        self._timer.timeout.connect(self.tick)
        self._title = QLabel(tr("Time"))
        self.time_label = QLabel()
        self.length_button = QPushButton()
        self.run_button = QPushButton()
        self.bar = ProgressBar()
        self.pace_label = QLabel()
        self.finish_button = QPushButton(tr("Finish"))
        self.setFocusProxy(self.run_button)
        self._lay_out()
        self._make_length_menu()
        self.run_button.clicked.connect(self.toggle)
        self.finish_button.clicked.connect(self.finished_toggled)
        theme.notifier.changed.connect(self._show_state)

    @property
    def is_running(self) -> bool:
        """Whether time counts now."""
        return self._stopwatch.is_running

    @property
    def seconds(self) -> int:
        """Time used, in whole seconds."""
        return self._stopwatch.seconds

    @property
    def absence(self) -> Absence | None:
        """The absence since the clock was started, or None."""
        return self._stopwatch.absence

    @property
    def wall_seconds(self) -> float:
        """The time of day in seconds, which also passes while the machine sleeps."""
        return self._stopwatch.wall_seconds

    def set_time_source(self, steady: Seconds, wall: Seconds | None = None) -> None:
        """Get the time, in seconds, from other functions, as `Stopwatch.set_time_source`."""
        self._stopwatch.set_time_source(steady, wall)

    def set_interview(self, elapsed: int, length: int, *, finished: bool) -> None:
        """Show another interview, with the clock stopped: seconds used, minutes agreed."""
        self._timer.stop()
        self._stopwatch.reset(elapsed)
        self._reported = elapsed
        self._follow_stopwatch()
        self.set_length(length)
        self.set_finished(finished)

    def set_length(self, minutes: int) -> None:
        """Show the length that is agreed."""
        self._length = minutes
        self.length_button.setText(tr("of {0}").format(clock_text(minutes * 60)))
        for action in self._length_menu.actions():
            action.setChecked(action.data() == minutes)
        self._show_state()

    def set_finished(self, finished: bool) -> None:
        """Show whether the interview is finished."""
        self.finish_button.setChecked(finished)
        self.finish_button.setText(tr("✓ Held") if finished else tr("Finish"))
        # The longer text needs the title's room, and no time is being counted.
        self._title.setVisible(not finished)

    def set_pace(self, covered: float, due: float, text: str, *, is_behind: bool) -> None:
        """Show how much is covered and how much of the time is used (0-1), and a sentence on it."""
        self.bar.set_share(covered)
        self.bar.set_mark(due or None)
        self.pace_label.setText(text)
        role = "small-error" if is_behind else "small"
        theme.set_role(self.pace_label, role)

    def toggle(self) -> None:
        """Start, or pause."""
        if self.is_running:
            self.pause()
        else:
            self.start()

    def start(self) -> None:
        """Count time from now on."""
        if not self.is_running:
            self._stopwatch.forget_decided()
            self._stopwatch.run()
            self._follow_stopwatch()
            self.started.emit()

    def pause(self) -> None:
        """Stop counting time, and report how much it is."""
        self._look()
        if self.is_running:
            self._stopwatch.stop()
            self._follow_stopwatch()
            self.report()

    def resume(self, gone: float, earlier: Absence | None, idle: float = 0.0) -> None:
        """Continue a clock that was left running, `gone` seconds ago.

        `earlier` is an undecided absence before that, or None; `idle` are the seconds in which
        nobody used the machine before it was left.
        """
        self._stopwatch.run()
        self._follow_stopwatch()
        self._stopwatch.add_absence(gone, earlier, idle)
        self._follow_stopwatch()
        self.report()

    def awake_part(self, idle: float) -> float:
        """Return how many of the last `idle` seconds are not part of an absence yet."""
        return self._stopwatch.awake_part(idle)

    def take_idle(self, seconds: float) -> None:
        """Record the last seconds, in which nobody used the machine, as an absence."""
        self._stopwatch.take_idle(seconds)
        self._follow_stopwatch()
        self.report()

    def show_absence(self, absence: Absence) -> None:
        """Show an earlier, undecided absence."""
        self._stopwatch.absence = absence
        self._follow_stopwatch()

    def decide_absence(self, *, counts: bool) -> None:
        """Count the absence or leave it out, as the user has decided."""
        if self.absence is not None:
            self._stopwatch.decide(counts)
            self._follow_stopwatch()
            self.report()

    def toggle_finished(self) -> None:
        """Request that the interview is finished, or that it is not."""
        self.finished_toggled.emit(not self.finish_button.isChecked())

    def tick(self) -> None:
        """Show the time; report it when ten seconds have passed since it was reported."""
        self._look()
        self.time_label.setText(clock_text(self.seconds))
        self.ticked.emit()
        if self.seconds - self._reported >= REPORT_SECONDS:
            self.report()

    def report(self) -> None:
        """Emit the time used, unless that has been done.

        While the machine was asleep, it is only emitted after `tick` has decided on that time.
        """
        if self.seconds != self._reported and not self._stopwatch.must_look:
            self._reported = self.seconds
            self.elapsed.emit(self._reported)

    def _look(self) -> None:
        if self._stopwatch.look():
            self._follow_stopwatch()
            self.report()

    def _follow_stopwatch(self) -> None:
        """Show the state of the stopwatch, and emit what has changed in it."""
        if self.is_running and not self._timer.isActive():
            self._timer.start()
        elif self._timer.isActive() and not self.is_running:
            self._timer.stop()
            self.stopped.emit()
        if self.absence != self._shown_absence:
            self._shown_absence = self.absence
            self.absence_changed.emit()
        self._show_state()

    def _show_state(self) -> None:
        self.time_label.setText(clock_text(self.seconds))
        self.run_button.setIcon(theme.icon("pause" if self.is_running else "play", "text"))
        name = tr("Pause") if self.is_running else tr("Start the clock")
        self.run_button.setAccessibleName(name)
        self.run_button.setToolTip(f"{name} (Ctrl+T)")

    def _make_length_menu(self) -> None:
        self._length_menu = QMenu(self.length_button)
        for minutes in LENGTHS:
            action = QAction(
                ntr("{0} minute", "{0} minutes", minutes).format(minutes), self._length_menu
            )
            action.setCheckable(True)
            action.setData(minutes)
            action.triggered.connect(
                lambda _checked=False, minutes=minutes: self.length_chosen.emit(minutes)
            )
            self._length_menu.addAction(action)
        self.length_button.setMenu(self._length_menu)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "strong")
        self.time_label.setProperty("role", "strong")
        self.length_button.setProperty("role", "link-menu")
        self.length_button.setToolTip(tr("Agreed length"))
        self.finish_button.setProperty("role", "small")
        self.finish_button.setCheckable(True)
        self.finish_button.setToolTip(tr("Finish the interview (Ctrl+Shift+T)"))
        self.pace_label.setProperty("role", "small")
        self.run_button.setFixedWidth(34)
        self.bar.set_thickness(8)
        self.bar.setAccessibleName(tr("Progress"))
        head = QHBoxLayout()
        head.setSpacing(3)
        head.addWidget(self._title)
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


def duration_text(seconds: int) -> str:
    """Return a duration in words, as "45 s", "12 min" or "2 h 5 min", given seconds."""
    if seconds < 60:
        return tr("{0} s").format(seconds)
    hours, minutes = divmod(seconds // 60, 60)
    if not hours:
        return tr("{0} min").format(minutes)
    return tr("{0} h {1} min").format(hours, minutes)
