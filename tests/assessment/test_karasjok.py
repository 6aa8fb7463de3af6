"""Karasjok 2019 comes out as it was printed: the golden figures of the deck."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment, Status
from kompass_desktop.assessment.numbers import plain
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from tests.examples import bundled

AREAS = [21, 16, 43, 33, 5, 29, 19, 46]
QUESTIONS = {
    1: "1.5 8.0 0.0 7.4 4.5",
    2: "3.0 1.0 9.7 2.0 0.0",
    3: "4.3 5.3 12.8 15.0 6.1",
    4: "3.0 6.0 3.9 2.3 9.3 8.6",
    5: "0.0 0.0 0.0 0.0 0.0 4.7",
    6: "3.0 5.4 8.0 1.9 6.5 4.0",
    7: "0.0 7.9 8.6 2.5 0.0",
    8: "6.8 9.0 11.0 8.6 5.8 5.2 0.0",
}
INTERVIEWS = {
    "mayor",
    "chief_executive",
    "directors",
    "staff",
    "unit_leaders",
    "union",
}


@pytest.fixture(scope="module")
def karasjok() -> Assessment:
    return bundled("karasjok-2019")


def test_the_total_is_212_of_800(karasjok: Assessment) -> None:
    board = Scoreboard(karasjok)
    assert board.shown_total == 212
    assert board.total.maximum == board.total.attainable == 800
    assert board.total.status is ScoreStatus.RECORDED
    assert board.band == (201, 223)


def test_the_areas_are_as_printed_and_add_up(karasjok: Assessment) -> None:
    board = Scoreboard(karasjok)
    assert [board.shown_area(number) for number in range(1, 9)] == AREAS
    assert sum(AREAS) == board.shown_total


def test_the_45_questions_are_as_printed(karasjok: Assessment) -> None:
    board = Scoreboard(karasjok)
    printed = {
        area.number: " ".join(plain(board.score(q.code).points) for q in area.questions)
        for area in karasjok.instrument.areas
    }
    assert printed == QUESTIONS


def test_the_printed_areas_stand_within_a_point_of_their_questions(karasjok: Assessment) -> None:
    board = Scoreboard(karasjok)
    assert board.score("3").from_below == 43.5
    assert {board.score(code).notable_difference for code in (*"12345678", TOTAL)} == {None}


def test_nothing_of_it_is_preliminary_though_no_measure_point_is_rated(
    karasjok: Assessment,
) -> None:
    profile = profile_of(Scoreboard(karasjok), karasjok.title)
    assert {entry.score.status for entry in (*profile.areas, *profile.questions)} == {
        ScoreStatus.RECORDED
    }
    assert Scoreboard(karasjok).rated_count == 0


def test_it_is_finished_and_has_all_findings_and_groups(karasjok: Assessment) -> None:
    assert karasjok.status is Status.FINISHED
    assert karasjok.title == "Kárášjohka - Karasjok 2019"
    assert len(karasjok.findings) == 145
    assert {interview.group for interview in karasjok.interviews.values()} == INTERVIEWS
    texts = [f.text for f in karasjok.findings_of(1, FindingKind.WEAKNESS)]
    assert texts[0] == "Ingen lokaldemokratistrategi"
    assert len(texts) == 14


def test_each_finding_stands_where_it_can_be_said(karasjok: Assessment) -> None:
    for finding in karasjok.findings.values():
        if finding.code:
            assert karasjok.instrument.measure_point(finding.code).area == finding.area
