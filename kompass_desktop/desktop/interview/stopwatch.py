"""Counts the time of an interview, and notices when the machine slept meanwhile; knows no Qt."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

ABSENCE_SECONDS = 60
"""After so long between two looks at the time, the machine must have been asleep."""
LONGEST_COUNTED = 3600
"""In seconds: an absence up to this counts, a longer one does not, until the user decides."""

Seconds = Callable[[], float]
"""A function that returns a time in seconds, as `time.monotonic`."""


@dataclass(frozen=True)
class Absence:
    """A time, in seconds, in which nobody used the machine while the stopwatch ran.

    `counts` is whether it is counted, `is_chosen` whether the user has decided that.
    """

    seconds: int
    counts: bool
    is_chosen: bool = False


class Stopwatch:
    """Counts seconds while it runs; `look` must be called often, as once a second.

    ABSENCE_SECONDS or more between two calls are an absence. An absence of up to LONGEST_COUNTED
    seconds is counted; a longer one is not, and stops the stopwatch. Undecided absences are
    added up to one.
    """

    def __init__(self) -> None:
        self.absence: Absence | None = None
        """The last absence; None if there was none since the stopwatch was started."""
        self._steady: Seconds = time.monotonic
        self._wall: Seconds = time.time
        self._counted = 0.0
        self._looked_at: tuple[float, float] | None = None
        self._gaps: list[tuple[float, float]] = []
        """When each part of the absence ended, by the time of day, and its seconds."""

    @property
    def is_running(self) -> bool:
        """Whether time counts now."""
        return self._looked_at is not None

    @property
    def seconds(self) -> int:
        """The time counted, in whole seconds, up to now."""
        return int(self._counted + self._seconds_gone)

    @property
    def wall_seconds(self) -> float:
        """The time of day in seconds, which also passes while the machine sleeps."""
        return self._wall()

    @property
    def must_look(self) -> bool:
        """Whether so much time has passed since the last look that it is an absence."""
        return self._seconds_gone >= ABSENCE_SECONDS

    def set_time_source(self, steady: Seconds, wall: Seconds | None = None) -> None:
        """Get the time, in seconds, from other functions; `steady` must never go back.

        `wall` also passes while the machine sleeps, and people can set it; without it,
        `steady` is used for both.
        """
        self._steady = steady
        self._wall = wall or steady

    def reset(self, seconds: int) -> None:
        """Stop, with so many seconds counted and no absence."""
        self._counted = seconds
        self._looked_at = None
        self.absence = None
        self._gaps.clear()

    def run(self) -> None:
        """Count time from now on."""
        self._looked_at = (self._steady(), self._wall())

    def stop(self) -> None:
        """Stop counting; the time since the last look is not counted."""
        self._looked_at = None

    def look(self) -> bool:
        """Count the time passed since the last look; return whether it was an absence."""
        gone = self._seconds_gone
        if self._looked_at is None:
            return False
        self.run()
        if gone < ABSENCE_SECONDS:
            self._counted += gone
            return False
        is_open = self.absence is not None and not self.absence.is_chosen
        self.add_absence(gone, self.absence if is_open else None)
        self._gaps.append((self._wall(), gone))
        return True

    def add_absence(self, gone: float, earlier: Absence | None, idle: float = 0.0) -> None:
        """Add an absence of `gone` seconds to an earlier, undecided one.

        If `earlier` was counted, its seconds are first subtracted. `idle` are the seconds
        before `gone` in which nobody used the machine, but which were counted.
        """
        if earlier is not None and earlier.counts:
            self._counted -= earlier.seconds
        self._counted = max(self._counted - idle, 0.0)
        new = max(gone, 0) + idle
        total = new + (earlier.seconds if earlier else 0)
        counts = new <= LONGEST_COUNTED and (earlier is None or earlier.counts)
        if counts:
            self._counted += total
        if new > LONGEST_COUNTED:
            self.stop()
        self.absence = Absence(int(total), counts) if int(total) else None

    def take_idle(self, idle: float) -> None:
        """Record the last `idle` seconds, in which nobody used the machine, as an absence.

        Those that are part of an absence already, because the machine slept, are not added
        again.
        """
        self.look()
        awake = self.awake_part(idle)
        if (self.is_running or awake < idle) and awake >= ABSENCE_SECONDS:
            is_open = self.absence is not None and not self.absence.is_chosen
            self.add_absence(0, self.absence if is_open else None, awake)

    def awake_part(self, idle: float) -> float:
        """Return how many of the last `idle` seconds are not part of an absence yet."""
        since = self._wall() - idle
        return max(idle - sum(seconds for ended, seconds in self._gaps if ended > since), 0.0)

    def decide(self, counts: bool) -> None:
        """Count the absence or leave it out, as the user has decided."""
        if self.absence is None:
            return
        if self.absence.counts != counts:
            seconds = self.absence.seconds if counts else -self.absence.seconds
            self._counted = max(self._counted + seconds, 0)
        self.absence = replace(self.absence, counts=counts, is_chosen=True)
        self._gaps.clear()

    def forget_decided(self) -> None:
        """Forget an absence that the user has decided on."""
        if self.absence is not None and self.absence.is_chosen:
            self.absence = None

    @property
    def _seconds_gone(self) -> float:
        """The seconds passed since the last look.

        The steady clock stops in a suspend on some systems, so a large difference to the
        wall clock is a suspend; a small one is a wall clock that was set right.
        """
        if self._looked_at is None:
            return 0.0
        steady = self._steady() - self._looked_at[0]
        wall = self._wall() - self._looked_at[1]
        return wall if wall - steady >= ABSENCE_SECONDS else steady
