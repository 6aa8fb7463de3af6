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
    assert (stopwatch.seconds, stopwatch.absence) == (0, Absence(4321, counts=False))


def test_the_user_chooses_whether_an_absence_counts(times: Times, stopwatch: Stopwatch) -> None:
    stopwatch.run()
    times.sleep(720)
    stopwatch.look()
    stopwatch.decide(False)
    assert stopwatch.seconds == 0
    assert stopwatch.absence == Absence(720, counts=False, is_chosen=True)
    stopwatch.decide(False)
    assert stopwatch.seconds == 0
    stopwatch.decide(True)
    assert stopwatch.seconds == 720


def test_two_absences_before_a_choice_are_one(times: Times, stopwatch: Stopwatch) -> None:
    stopwatch.reset(720)
    stopwatch.run()
    stopwatch.add_absence(60, Absence(720, counts=True))
    assert (stopwatch.seconds, stopwatch.absence) == (780, Absence(780, counts=True))


def test_minutes_without_a_key_are_an_absence_that_has_been_counted(
    times: Times, stopwatch: Stopwatch
) -> None:
    stopwatch.reset(100)
    stopwatch.run()
    for _ in range(23 * 60):
        times.pass_by(1)
        stopwatch.look()
    stopwatch.take_idle(23 * 60)
    counted = 100 + 23 * 60
    assert (stopwatch.seconds, stopwatch.absence) == (counted, Absence(23 * 60, counts=True))
    stopwatch.decide(False)
    assert stopwatch.seconds == 100
    stopwatch.decide(True)
    assert stopwatch.seconds == counted


@pytest.mark.parametrize("looks_before_the_key", [True, False])
def test_a_suspend_within_the_idle_minutes_is_not_taken_twice(
    times: Times, stopwatch: Stopwatch, looks_before_the_key: bool
) -> None:
    stopwatch.run()
    for _ in range(12 * 60):
        times.pass_by(1)
        stopwatch.look()
    times.sleep(20 * 60)
    if looks_before_the_key:
        stopwatch.look()
    stopwatch.take_idle(32 * 60)
    assert (stopwatch.seconds, stopwatch.absence) == (32 * 60, Absence(32 * 60, counts=True))
    stopwatch.decide(False)
    assert stopwatch.seconds == 0


def test_hours_without_a_key_stop_the_stopwatch(times: Times, stopwatch: Stopwatch) -> None:
    stopwatch.reset(100)
    stopwatch.run()
    for _ in range(3 * 60):
        times.pass_by(59)
        stopwatch.look()
    stopwatch.take_idle(3 * 60 * 59)
    assert not stopwatch.is_running
    assert (stopwatch.seconds, stopwatch.absence) == (100, Absence(3 * 60 * 59, counts=False))


def test_a_later_absence_does_not_stop_a_stopwatch_for_an_earlier_one(
    times: Times, stopwatch: Stopwatch
) -> None:
    stopwatch.run()
    for _ in range(2):
        times.sleep(40 * 60)
        stopwatch.look()
    assert stopwatch.is_running
    assert stopwatch.absence == Absence(80 * 60, counts=True)
    assert stopwatch.seconds == 80 * 60


def test_what_was_decided_on_is_not_asked_about_again(times: Times, stopwatch: Stopwatch) -> None:
    stopwatch.run()
    times.sleep(720)
    stopwatch.look()
    stopwatch.decide(False)
    times.sleep(120)
    stopwatch.look()
    assert stopwatch.absence == Absence(120, counts=True)
    assert stopwatch.seconds == 120
