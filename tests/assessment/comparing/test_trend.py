"""Trends: of the total and of an area, of the same municipality, by year."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.comparing.trend import area_trends, trend_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.recorded_entry import recorded_changes
from kompass_desktop.assessment.records import TOTAL, Particulars
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Instrument

MadeOf = Callable[..., Compared]


@pytest.fixture
def made_of(instrument: Instrument) -> MadeOf:
    def made(year: int, points: dict[str, str], municipality: str = "Karasjok") -> Compared:
        assessment = Assessment(Particulars(new_id(), municipality, "", year), instrument)
        exact = {code: Fraction(value) for code, value in points.items()}
        for change in recorded_changes(assessment, exact):
            assessment.apply(change)
        profile = profile_of(Scoreboard(assessment), f"{municipality} {year}")
        return Compared(municipality, year, profile, assessment.id)

    return made


def test_the_total_is_of_the_same_municipality_by_year(made_of: MadeOf) -> None:
    own = made_of(2022, {TOTAL: "350"})
    others = [
        made_of(2019, {TOTAL: "212"}),
        made_of(2020, {TOTAL: "500"}, "Alta"),
        made_of(2015, {TOTAL: "180"}),
    ]
    found = trend_of(own, others)
    assert [(each.compared.year, each.text) for each in found.points] == [
        (2015, "180"),
        (2019, "212"),
        (2022, "350"),
    ]
    assert [each.compared.label for each in found.levels] == ["Alta 2020"]
    assert found.change == 170
    assert found.maximum == 800


def test_an_area_leaves_out_those_of_which_it_is_not_known(made_of: MadeOf) -> None:
    own = made_of(2022, {"3": "41,5".replace(",", ".")})
    others = [made_of(2019, {"3": "20", TOTAL: "212"}), made_of(2015, {TOTAL: "180"})]
    found = trend_of(own, others, "3")
    assert [(each.compared.year, each.text) for each in found.points] == [
        (2019, "20"),
        (2022, "42"),
    ]
    assert found.change == 22
    assert found.maximum == 100
    assert found.name.startswith("3 ")
    assert trend_of(own, others, "4").points == ()
    assert trend_of(own, others, "4").change is None


def test_there_is_no_trend_of_what_is_no_area(made_of: MadeOf) -> None:
    with pytest.raises(KeyError):
        trend_of(made_of(2022, {TOTAL: "350"}), [], "9")


def test_three_measurements_make_a_trend_of_areas(made_of: MadeOf) -> None:
    known = {"1": "10", "2": "20"}
    own, before = made_of(2022, {**known, "3": "30"}), made_of(2019, known)
    assert area_trends(own, [before]) == ()
    found = area_trends(own, [before, made_of(2015, known)])
    assert [each.code for each in found] == ["1", "2"]
