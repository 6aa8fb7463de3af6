"""What time is counted: while the stopwatch runs, and not while nobody was there for long."""

from __future__ import annotations

import pytest

from kompass_desktop.desktop.interview.stopwatch import Absence, Stopwatch


class Times:
    """The machine's two clocks, set by hand, in seconds."""

    def __init__(self) -> None:
        self.steady = 500.0
        self.wall = 9000.0

    def pass_by(self, seconds: float) -> None:
        self.steady += seconds
        self.wall += seconds

    def sleep(self, seconds: float) -> None:
        self.wall += seconds


@pytest.fixture
def times() -> Times:
    return Times()


@pytest.fixture
def stopwatch(times: Times) -> Stopwatch:
    stopwatch = Stopwatch()
    stopwatch.set_time_source(lambda: times.steady, lambda: times.wall)
    return stopwatch


def test_time_counts_only_while_it_runs(times: Times, stopwatch: Stopwatch) -> None:
    stopwatch.reset(100)
    times.pass_by(5)
    stopwatch.run()
    times.pass_by(7.5)
    assert stopwatch.seconds == 107
    assert not stopwatch.look()
    stopwatch.stop()
    times.pass_by(5)
    assert (stopwatch.seconds, stopwatch.absence) == (107, None)


@pytest.mark.parametrize("step", [1, -1])
def test_a_wall_clock_that_is_set_right_changes_nothing(
    times: Times, stopwatch: Stopwatch, step: int
) -> None:
    stopwatch.run()
    times.sleep(step * 50)
    times.pass_by(3)
    assert not stopwatch.look()
    assert stopwatch.seconds == 3


def test_a_short_sleep_counts_and_a_long_one_stops_the_stopwatch(
    times: Times, stopwatch: Stopwatch
) -> None:
    stopwatch.run()
    times.sleep(720)
    assert stopwatch.must_look
    assert stopwatch.look()
    assert (stopwatch.seconds, stopwatch.absence) == (720, Absence(720, counts=True))
    times.sleep(3601)
    assert stopwatch.look()
    assert not stopwatch.is_running
    assert (stopwatch.seconds, stopwatch.absence) == (720, Absence(3601, counts=False))


def test_the_user_chooses_whether_an_absence_counts(times: Times, stopwatch: Stopwatch) -> None:
    stopwatch.run()
    times.sleep(720)
    stopwatch.look()
    stopwatch.toggle_absence()
    assert stopwatch.seconds == 0
    assert stopwatch.absence == Absence(720, counts=False, is_chosen=True)
    stopwatch.toggle_absence()
    assert stopwatch.seconds == 720


def test_two_absences_before_a_choice_are_one(times: Times, stopwatch: Stopwatch) -> None:
    stopwatch.reset(720)
    stopwatch.run()
    stopwatch.add_absence(60, Absence(720, counts=True))
    assert (stopwatch.seconds, stopwatch.absence) == (780, Absence(780, counts=True))
