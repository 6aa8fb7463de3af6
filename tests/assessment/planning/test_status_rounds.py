"""Status rounds: their years, what a status changes, and how many have which."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, StatusCheck
from kompass_desktop.assessment.planning.status_rounds import (
    check_changes,
    check_of,
    counts_in,
    round_years,
)
from kompass_desktop.assessment.record_ids import status_check_id
from kompass_desktop.assessment.records import Change, Particulars
from kompass_desktop.assets import data_folder
from kompass_desktop.instrument.loading import load_instrument

INSTRUMENT = load_instrument(data_folder() / "instruments" / "kommunekompasset-2.1.toml")
ADOPTED, UNDER_WAY = ImprovementStatus.ADOPTED, ImprovementStatus.UNDER_WAY
DONE, DROPPED = ImprovementStatus.DONE, ImprovementStatus.DROPPED


@pytest.fixture
def plan() -> Assessment:
    made = Assessment(Particulars("a1", "Eksempelvik", "9999", 2019, finished=True), INSTRUMENT)
    made.apply(Change(None, Improvement("t1", "Årshjul", status=ADOPTED)))
    made.apply(Change(None, Improvement("t2", "Panel", position=1.0)))
    return made


def give(plan: Assessment, year: int, status: ImprovementStatus | None, key: str = "t1") -> int:
    changes = check_changes(plan, plan.improvements[key], year, status)
    for change in changes:
        plan.apply(change)
    return len(changes)


def test_the_years_go_from_the_assessment_to_this_year(plan: Assessment) -> None:
    assert round_years(plan, 2022) == [2019, 2020, 2021, 2022]
    assert round_years(plan, 2018) == [2019]
    assert round_years(plan, 2020, {2022}) == [2019, 2020, 2021, 2022]
    give(plan, 2018, ADOPTED)
    assert round_years(plan, 2020) == [2018, 2019, 2020]


def test_the_latest_year_gives_the_improvement_its_status(plan: Assessment) -> None:
    assert give(plan, 2020, UNDER_WAY) == 2
    assert plan.improvements["t1"].status is UNDER_WAY
    assert give(plan, 2022, DONE) == 2
    assert give(plan, 2021, DROPPED) == 1
    assert plan.improvements["t1"].status is DONE
    assert plan.improvements["t2"].status is ImprovementStatus.PROPOSED


def test_a_status_that_is_removed_gives_way_to_that_of_the_year_before(plan: Assessment) -> None:
    give(plan, 2020, UNDER_WAY)
    give(plan, 2022, DONE)
    give(plan, 2022, None)
    assert plan.improvements["t1"].status is UNDER_WAY
    assert check_of(plan, "t1", 2022) is None
    assert give(plan, 2020, None) == 1
    assert plan.improvements["t1"].status is UNDER_WAY
    assert give(plan, 2020, None) == 0


def test_another_status_keeps_the_comment(plan: Assessment) -> None:
    identity = status_check_id("a1", "t1", 2020)
    plan.apply(Change(None, StatusCheck(identity, "t1", 2020, ADOPTED, "Vedtatt i mars")))
    give(plan, 2020, DONE)
    assert check_of(plan, "t1", 2020) == StatusCheck(identity, "t1", 2020, DONE, "Vedtatt i mars")
    assert give(plan, 2020, DONE) == 0


def test_the_statuses_of_a_year_are_counted(plan: Assessment) -> None:
    give(plan, 2020, DONE)
    give(plan, 2020, UNDER_WAY, "t2")
    give(plan, 2021, DONE, "t2")
    gone = StatusCheck(status_check_id("a1", "gone", 2020), "gone", 2020, DONE)
    plan.apply(Change(None, gone))
    assert counts_in(plan, 2020) == {UNDER_WAY: 1, DONE: 1}
    assert counts_in(plan, 2022) == {}
