"""What is finished keeps its figures, and nothing but reopening it changes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from kompass_desktop.assessment import kept_texts, scoring
from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.figures import KeptScore, figures_of_text
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.finishing import (
    departure,
    finishing,
    freezing,
    may_be_made,
    remaining_work,
    reopening,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import drafted_finding_id, rating_id, recorded_id
from kompass_desktop.assessment.records import TEAM, TOTAL, Change, EventKind, Rating, Recorded
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import Instrument, MeasurePoint
from tests.examples import bundled

NOW = datetime(2026, 3, 12, 14, 30, tzinfo=UTC)
LATER = datetime(2026, 3, 14, 9, 0, tzinfo=UTC)


def example(name: str) -> Assessment:
    found = bundled(name)
    found.particulars = replace(found.particulars, finished=False)
    return found


def do(assessment: Assessment, changes: tuple[Change, ...]) -> None:
    for change in changes:
        assessment.apply(change)


def rate(assessment: Assessment, code: str, levels: tuple[int, int, int, int]) -> None:
    rating = Rating(rating_id(assessment.id, TEAM, code), TEAM, code, *levels)
    assessment.apply(Change(assessment.get(rating), rating))


@pytest.fixture(params=["eksempelvik-2025", "karasjok-2019"])
def finished(request: pytest.FixtureRequest) -> Assessment:
    assessment = example(request.param)
    do(assessment, finishing(assessment, NOW, "0.1.0"))
    return assessment


def test_the_figures_are_kept_exactly_as_they_are(finished: Assessment) -> None:
    assert finished.finish is not None
    anew = Scoreboard(finished, computed_anew=True)
    assert figures_of_text(finished.finish.figures) == anew.figures == Scoreboard(finished).figures
    assert figures_of_text(anew.figures.to_text()) == anew.figures
    assert departure(finished) is None


def test_a_third_of_a_point_is_kept_as_a_fraction(small_assessment: Assessment) -> None:
    rate(small_assessment, "1.4.3", (1, 1, 1, 0))
    before = Scoreboard(small_assessment).score("1.4.3")
    assert before.points.denominator > 1
    do(small_assessment, finishing(small_assessment, NOW, "0.1.0"))
    assert Scoreboard(small_assessment).score("1.4.3") == before


def test_every_status_can_be_kept() -> None:
    for status in ScoreStatus:
        kept = KeptScore(Fraction(1), Fraction(2), Fraction(2), status.value, None)
        figures = replace(figures_of_text('{"version":1,"scores":{},"ratings":{}}'))
        text = replace(figures, scores={TOTAL: kept}).to_text()
        assert figures_of_text(text).scores[TOTAL] == kept


def generous(point: MeasurePoint, rating: EffectiveRating, instrument: Instrument) -> Fraction:
    return point.maximum


def test_a_later_program_scores_nothing_of_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = example("eksempelvik-2025")
    do(assessment, finishing(assessment, NOW, "0.1.0"))
    before, total = Scoreboard(assessment).figures, Scoreboard(assessment).shown_total
    monkeypatch.setattr(scoring, "points_of", generous)
    assert Scoreboard(assessment).figures == before
    departed = departure(assessment)
    assert departed is not None
    assert (departed.frozen, departed.finish.program) == (total, "0.1.0")
    assert departed.now > total


def test_other_rules_of_consensus_change_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assessment = example("eksempelvik-2025")
    do(assessment, finishing(assessment, NOW, "0.1.0"))
    before = Scoreboard(assessment).figures
    nothing = EffectiveRating(
        dict.fromkeys(before.ratings["1.1.1"].levels, 0),
        planned_only=True,
        not_in_focus=False,
        is_proposal=False,
    )
    monkeypatch.setattr(scoring, "effective_rating", lambda *_: nothing)
    assert Scoreboard(assessment).figures == before
    assert Scoreboard(assessment).rating("1.1.1") == before.ratings["1.1.1"]


def test_what_comes_into_it_later_is_not_scored(small_assessment: Assessment) -> None:
    do(small_assessment, finishing(small_assessment, NOW, "0.1.0"))
    board = Scoreboard(small_assessment)
    before = board.figures
    rate(small_assessment, "1.1.1", (4, 4, 4, 4))
    points = Recorded(recorded_id(small_assessment.id, TOTAL), TOTAL, Fraction(800))
    small_assessment.apply(Change(small_assessment.get(points), points))
    board.refresh("1.1.1")
    board.refresh(TOTAL)
    assert board.figures == before == Scoreboard(small_assessment).figures


def test_an_interviews_own_view_is_not_what_was_frozen(small_assessment: Assessment) -> None:
    do(small_assessment, finishing(small_assessment, NOW, "0.1.0"))
    interview = next(iter(small_assessment.interviews))
    assert Scoreboard(small_assessment, interview).total.status is not ScoreStatus.RECORDED


def test_reopening_lets_the_figures_go_and_keeps_why(small_assessment: Assessment) -> None:
    do(small_assessment, finishing(small_assessment, NOW, "0.1.0"))
    do(small_assessment, reopening(small_assessment, LATER, "  Et intervju\n manglet "))
    assert not small_assessment.particulars.finished
    assert small_assessment.finish is None
    rate(small_assessment, "1.1.1", (4, 4, 4, 4))
    assert Scoreboard(small_assessment).score("1.1.1").points == 5
    first, last = small_assessment.events_in_order()
    assert (first.kind, first.at, bool(first.figures)) == (
        EventKind.FINISHED,
        "2026-03-12T14:30:00+00:00",
        True,
    )
    assert (last.kind, last.reason) == (EventKind.REOPENED, "Et intervju manglet")


def test_a_finish_from_before_a_reopening_is_not_in_force(small_assessment: Assessment) -> None:
    do(small_assessment, finishing(small_assessment, NOW, "0.1.0"))
    do(small_assessment, reopening(small_assessment, LATER, ""))
    # As a program from before events would finish it.
    small_assessment.particulars = replace(small_assessment.particulars, finished=True)
    frozen = freezing(small_assessment, "0.1.0")
    assert len(frozen) == 1
    do(small_assessment, frozen)
    assert small_assessment.finish is not None
    assert freezing(small_assessment, "0.1.0") == ()


def test_what_was_finished_before_figures_were_frozen_is_frozen_alike_everywhere(
    small_assessment: Assessment,
) -> None:
    assert freezing(small_assessment, "0.1.0") == ()
    small_assessment.particulars = replace(small_assessment.particulars, finished=True)
    assert freezing(small_assessment, "0.1.0") == freezing(small_assessment.snapshot(), "0.1.0")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"version":2,"scores":{},"ratings":{}}',
        '{"version":1,"scores":[],"ratings":{}}',
        '{"version":1,"scores":{"1":["1","0","1","rated",null]},"ratings":{}}',
        '{"version":1,"scores":{"1":["1/0","5","1","rated",null]},"ratings":{}}',
        '{"version":1,"scores":{"1":["1e999999999","5","1","rated",null]},"ratings":{}}',
        '{"version":1,"scores":{"1":["-1","5","1","rated",null]},"ratings":{}}',
        '{"version":1,"scores":{"1":[1,5,1,"rated",null]},"ratings":{}}',
        '{"version":1,"scores":{"1":["1","5","1","sure",null]},"ratings":{}}',
        '{"version":1,"scores":{"1":["1","5","1","rated"]},"ratings":{}}',
        '{"version":1,"scores":{},"ratings":{"1.1.1":[1,2,3,5,0,0,0]}}',
        '{"version":1,"scores":{},"ratings":{"1.1.1":[1,2,3,4,0,0]}}',
        '{"version":1,"scores":{},"ratings":{"1.1.1":[1,2,3,true,0,0,0]}}',
        "[" * 100_000,
    ],
)
def test_figures_that_are_none_are_refused_and_computed_instead(
    small_assessment: Assessment, text: str
) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever it is
        figures_of_text(text)
    usual = Scoreboard(small_assessment).figures
    do(small_assessment, finishing(small_assessment, NOW, "0.1.0"))
    (event,) = small_assessment.events.values()
    small_assessment.apply(Change(event, replace(event, figures=text)))
    assert Scoreboard(small_assessment).figures == usual


def test_nothing_may_be_changed_but_to_reopen_it(small_assessment: Assessment) -> None:
    particulars = small_assessment.particulars
    member = next(iter(small_assessment.members.values()))
    other = Change(member, replace(member, name="Konsulent B"))
    assert may_be_made(particulars, [other])
    do(small_assessment, finishing(small_assessment, NOW, "0.1.0"))
    held = small_assessment.particulars
    (event,) = small_assessment.events.values()
    assert may_be_made(held, reopening(small_assessment, LATER, ""))
    for change in (
        other,
        Change(member, None),
        Change(None, replace(member, id="en til")),
        Change(held, replace(held, year=2030)),
        Change(held, replace(held, finished=False, year=2030)),
        Change(event, replace(event, figures="")),
        Change(event, None),
    ):
        assert not may_be_made(held, [change])
        assert not may_be_made(held, [*reopening(small_assessment, LATER, ""), change])


def test_loose_ends_are_what_is_not_settled(small_assessment: Assessment) -> None:
    loose = remaining_work(small_assessment, Scoreboard(small_assessment))
    # 1.1.1 is proposed and disputed, 1.1.2 settled with a draft that nobody has accepted.
    assert (loose.unrated, loose.proposed, loose.disputed) == (163, 1, 1)
    assert (loose.open_follow_ups, loose.drafts) == (0, 1)
    rate(small_assessment, "1.1.1", (2, 2, 2, 2))
    identity = drafted_finding_id(small_assessment.id, "1.1.2")
    drafted = next(iter(small_assessment.findings.values()))
    drafted = replace(drafted, id=identity, kind=FindingKind.CHALLENGE, code="1.1.2")
    small_assessment.apply(Change(None, drafted))
    loose = remaining_work(small_assessment, Scoreboard(small_assessment))
    assert (loose.proposed, loose.disputed, loose.drafts) == (0, 0, 1)


def test_one_of_which_nothing_is_known_is_all_loose_ends(empty_assessment: Assessment) -> None:
    loose = remaining_work(empty_assessment, Scoreboard(empty_assessment), conflicts=2)
    assert (loose.unrated, loose.conflicts, loose.is_nothing) == (165, 2, False)


def test_recorded_results_have_no_loose_ends() -> None:
    karasjok = example("karasjok-2019")
    assert remaining_work(karasjok, Scoreboard(karasjok)).is_nothing


TEXTS = {"nb": {"closing": "Takk, «Olava» \n - 12,5"}, "en": {}}


def test_kept_texts_are_read_back_and_changed_one_by_one() -> None:
    text = kept_texts.to_text(TEXTS)
    assert kept_texts.texts_of(text) == TEXTS
    changed = kept_texts.with_each(text, lambda each: each.replace("Olava", "VL"))
    assert kept_texts.texts_of(changed)["nb"] == {"closing": "Takk, «VL» \n - 12,5"}
    assert kept_texts.with_each("", str.upper) == ""
    assert kept_texts.with_each("{", str.upper) == ""


@pytest.mark.parametrize("text", ["", "[]", '{"nb":1}', '{"nb":{"closing":1}}', "[" * 100_000])
def test_what_holds_no_texts_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whichever it is
        kept_texts.texts_of(text)
