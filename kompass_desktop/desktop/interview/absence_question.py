"""Asks whether to count a time in which nobody used the machine while the clock ran."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from kompass_desktop.desktop.interview.clock_notice import ClockNotice
from kompass_desktop.desktop.interview.interview_clock import InterviewClock, duration_text
from kompass_desktop.desktop.runtime.idle import AbsenceWatch
from kompass_desktop.i18n import tr

COUNT_KEYS = "Ctrl Shift J"
LEAVE_OUT_KEYS = "Ctrl Shift R"


class AbsenceQuestion(QObject):
    """Shows the clock's absence until the user has decided; the keys also change a decision."""

    message_shown = Signal(str)
    asked = Signal()
    """The question is shown."""

    def __init__(self, notice: ClockNotice, clock: InterviewClock, watch: AbsenceWatch) -> None:
        super().__init__(notice)
        self._notice = notice
        self._clock = clock
        notice.set_first(tr("Count it"), COUNT_KEYS)
        notice.set_second(tr("Leave it out"), LEAVE_OUT_KEYS)
        notice.first_chosen.connect(self.count)
        notice.second_chosen.connect(self.leave_out)
        clock.absence_changed.connect(self.refresh)
        watch.returned.connect(self._notice_return)

    def count(self) -> None:
        """Count the absence as time of the interview."""
        self._decide(tr("{0} has been counted. Ctrl+Shift+R leaves it out after all."), counts=True)

    def leave_out(self) -> None:
        """Do not count the absence."""
        self._decide(tr("{0} has been left out. Ctrl+Shift+J counts it after all."), counts=False)

    def _decide(self, sentence: str, *, counts: bool) -> None:
        if self._clock.absence is not None:
            self._clock.decide_absence(counts=counts)
            duration = duration_text(self._clock.absence.seconds)
            self.message_shown.emit(sentence.format(duration))

    def _notice_return(self, idle: float) -> None:
        if self._clock.is_running:
            self._clock.take_idle(idle)

    def refresh(self) -> None:
        """Show the question if the open interview has an undecided absence, else hide it."""
        absence = self._clock.absence
        if absence is None or absence.is_chosen:
            self._notice.hide()
            return
        asking = (
            tr("Away for {0}. Does the time count?")
            if self._clock.is_running or absence.counts
            else tr("Away for {0}, and the clock has stopped. Does the time count?")
        )
        self._notice.show_sentence(asking.format(duration_text(absence.seconds)))
        self.asked.emit()
