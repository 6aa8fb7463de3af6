"""The report says nothing of what is not rated, not pursued, or not yet done."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kompass_desktop.assessment.comparing.comparison import extremes, strongest, weakest
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import decimal
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import TEAM, Change, Interview
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Aspect, MeasurePoint
from kompass_desktop.report.chapters.texts import chapters, draft
from kompass_desktop.report.report_data import ReportData
from tests.examples import KARASJOK, bundled
from tests.report.printing import printed

JUDGING = ("terkest", "vakest", "øyest", "avest", "lengst igjen", "skritt", "grunnlaget er lagt")


def drafted(assessment: Assessment, *keys: str) -> str:
    board = Scoreboard(assessment)
    keys = keys or tuple(chapter.key for chapter in chapters(assessment.instrument))
    return "\n".join(draft(key, ReportData(assessment, board)) for key in keys)


def rate(assessment: Assessment, points: Iterable[MeasurePoint], level: int) -> None:
    for point in points:
        rating = replace(assessment.rating(TEAM, point.code), not_in_focus=None)
        for aspect in Aspect:
            rating = rating.with_level(aspect, level)
        assessment.apply(Change(None, rating))


def skip(assessment: Assessment, points: Iterable[MeasurePoint]) -> None:
    for point in points:
        before = assessment.rating(TEAM, point.code)
        assessment.apply(Change(None, replace(before, not_in_focus=True)))


@pytest.fixture
def stepped(empty_assessment: Assessment) -> Assessment:
    """Areas 1-4 rated 3, 5-8 rated 1, with 4.x at 4 and 6.x at 2."""
    for area in empty_assessment.instrument.areas:
        level = {4: 4, 6: 2}.get(area.number, 3 if area.number < 5 else 1)
        rate(empty_assessment, area.measure_points, level)
    return empty_assessment


def test_an_area_out_of_focus_is_neither_weakest_nor_advised_on(stepped: Assessment) -> None:
    area = stepped.instrument.area(3)
    skip(stepped, area.measure_points)
    assert area.title not in drafted(stepped, "results")
    text = drafted(stepped, "area-3")
    assert "ikke å satse på" in text
    assert not any(word in text for word in JUDGING)
    assert "lavest av områdene" in drafted(stepped, "area-5")


def test_the_pages_of_an_area_out_of_focus_say_so(stepped: Assessment) -> None:
    skip(stepped, stepped.instrument.area(3).measure_points)
    report = printed(stepped)
    (page,) = report.pages_of("Fokusområde 3")
    assert "3 Politisk styring og kontroll Ikke i fokus" in page
    assert "Hvor stopper kjeden?" not in page
    assert "3 Politisk styring og kontroll ikke i fokus" in report.chapter("Resultater")


def test_nothing_is_judged_with_all_points_out_of_focus(stepped: Assessment) -> None:
    skip(stepped, stepped.instrument.measure_points)
    text = drafted(stepped, "results", "closing", *(f"area-{n}" for n in range(1, 9)))
    assert not any(word in text for word in JUDGING)
    report = printed(stepped)
    assert "Sterkest" not in report.text
    assert "Svakest" not in report.text


@pytest.mark.parametrize("level", [0, 2, 4])
def test_nothing_is_highest_or_lowest_where_all_is_alike(
    empty_assessment: Assessment, level: int
) -> None:
    rate(empty_assessment, empty_assessment.instrument.measure_points, level)
    text = drafted(empty_assessment, "results", "closing", *(f"area-{n}" for n in range(1, 9)))
    assert not any(
        word in text for word in ("terkest", "vakest", "øyest", "lavest av", "lengst igjen")
    )


def test_an_area_partly_out_of_focus_is_judged_by_what_it_pursues(stepped: Assessment) -> None:
    area = stepped.instrument.area(4)
    skip(stepped, area.measure_points[2:])
    text = drafted(stepped, "results")
    assert f"skårer høyest på «{area.title}»" in text
    assert "oppnåelige" in text
    assert "som er høyest av områdene" in drafted(stepped, "area-4")


def test_an_unfinished_area_says_how_far_it_has_come_and_no_more(stepped: Assessment) -> None:
    area = stepped.instrument.area(3)
    for point in area.measure_points[5:]:
        del stepped.ratings[stepped.rating(TEAM, point.code).id]
    text = drafted(stepped, "area-3")
    assert f"5 av {len(area.measure_points)} målepunkter i fokus" in text
    assert not any(word in text for word in JUDGING)
    results = drafted(stepped, "results")
    assert area.title not in results
    assert "Av de sju områdene som er ferdig vurdert" in results
    assert "prosent av det mulige" not in results
    assert "usikkerhet" not in results
    assert "høyest av de sju områdene som er ferdig vurdert" in drafted(stepped, "area-4")
    assert "Av spørsmålene som er ferdig vurdert" in results
    assert "Av spørsmålene som er ferdig vurdert" in drafted(stepped, "closing")


def test_a_few_rated_points_make_nothing_strong_or_weak(empty_assessment: Assessment) -> None:
    rate(empty_assessment, empty_assessment.instrument.area(3).measure_points[:5], 3)
    text = drafted(empty_assessment)
    assert not any(word in text for word in JUDGING if word != "skritt")
    assert "5 av 165 målepunkter i fokus er ferdig vurdert" in text
    assert "har gjennomført en evaluering" not in text
    report = printed(empty_assessment)
    assert "Sterkest" not in report.text


def test_no_change_is_printed_of_what_is_not_rated(
    empty_assessment: Assessment,
) -> None:
    earlier = profile_of(Scoreboard(bundled(KARASJOK)), "Karasjok 2019")
    rate(empty_assessment, empty_assessment.instrument.area(1).measure_points, 4)
    rate(empty_assessment, empty_assessment.instrument.area(3).measure_points[:5], 3)
    rows = printed(empty_assessment, earlier).chapter("Resultater")
    assert "100 100 21 +79" in rows
    assert "−30" not in rows
    assert "212 –" in rows
    assert "−9" not in rows


def test_an_area_no_longer_pursued_has_not_become_worse(stepped: Assessment) -> None:
    earlier = profile_of(Scoreboard(bundled(KARASJOK)), "Karasjok 2019")
    skip(stepped, stepped.instrument.area(3).measure_points)
    assert "−43" not in printed(stepped, earlier).text


def test_only_groups_and_participants_that_were_met_are_told(empty_assessment: Assessment) -> None:
    for number, group in enumerate(("mayor", "staff", "union", "unit_leaders", "unit_leaders")):
        interview = Interview(
            new_id(), group, f"X-{number}", participants=4, finished=number in (0, 4)
        )
        empty_assessment.apply(Change(None, interview))
    text = drafted(empty_assessment, "method", "foreword")
    assert "to intervjuer med to informantgrupper" in text
    report = printed(empty_assessment).chapter("Metode")
    assert "Sum 5 2 8" in report
    assert "Virksomhetsledere 2 1 4" in report


def test_no_interviews_are_told_before_the_first_one(empty_assessment: Assessment) -> None:
    empty_assessment.apply(Change(None, Interview(new_id(), "mayor", "OF-01")))
    text = drafted(empty_assessment, "method", "foreword")
    assert "bygger på" not in text
    assert "ikke gjennomført noen intervjuer" in text


def test_no_question_is_both_strong_and_weak(stepped: Assessment) -> None:
    for point in stepped.instrument.measure_points[12:]:
        del stepped.ratings[stepped.rating(TEAM, point.code).id]
    skip(stepped, stepped.instrument.measure_points[1:2])
    rate(stepped, stepped.instrument.measure_points[:1], 4)
    profile = profile_of(Scoreboard(stepped), "")
    best, worst = extremes(profile, 5)
    assert set(best).isdisjoint(worst)
    assert strongest(profile)[0].code == "1.1"
    assert weakest(profile)[0].code != "1.1"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chance=st.randoms(use_true_random=False))
def test_drafts_name_only_what_is_rated_and_pursued_with_its_own_points(
    empty_assessment: Assessment, chance: random.Random
) -> None:
    assessment = Assessment(empty_assessment.particulars, empty_assessment.instrument)
    for area in assessment.instrument.areas:
        fate = chance.choice(["rated", "rated", "mixed", "skipped", "left"])
        for point in area.measure_points:
            kind = chance.choice(["rated", "skipped", "left"]) if fate == "mixed" else fate
            if kind == "rated":
                rate(assessment, [point], chance.randrange(5))
            elif kind == "skipped":
                skip(assessment, [point])
    board = Scoreboard(assessment)
    keys = ("results", "closing", *(f"area-{area.number}" for area in board.instrument.areas))
    text = drafted(assessment, *keys)
    for question in assessment.instrument.questions:
        score = board.score(question.code)
        named = re.findall(
            rf"{question.code} {re.escape(question.short)}(?:: | \()([\d,]+) av", text
        )
        assert set(named) <= {decimal(score.points)}
        if score.is_preliminary or not score.attainable:
            assert not named
    for area in assessment.instrument.areas:
        score = board.score(area.code)
        named = re.findall(rf"«{re.escape(area.title)}» \((\d+)", text)
        assert set(named) <= {str(board.shown_area(area.number))}
        if score.is_preliminary or not score.attainable:
            assert not named
