"""The plan as it is printed: every number is that of the scenario, and gaps are found."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from kompass_desktop.assessment.finishing import finishing
from kompass_desktop.assessment.kept_texts import texts_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.scenario import Scenario, gain_of
from kompass_desktop.assessment.planning.service_steps import document_chain
from kompass_desktop.assessment.records import ChainStep, Document
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.assessment.service_areas import HEALTH, TECHNICAL, UPBRINGING, WHOLE
from kompass_desktop.report.chapters.texts import draft
from kompass_desktop.report.frozen_drafts import drafts_to_keep
from kompass_desktop.report.report_data import ReportData
from tests.rating import rate
from tests.report.planned import OWN_SERVICE, put, with_plan, without_plan


def data_of(assessment: Assessment) -> ReportData:
    return ReportData(assessment, Scoreboard(assessment))


def drafted(assessment: Assessment) -> str:
    return draft("plan", data_of(assessment))


def test_every_number_is_that_of_the_scenario(
    eksempelvik: Assessment, karasjok: Assessment
) -> None:
    for assessment in (with_plan(eksempelvik), with_plan(karasjok)):
        data = data_of(assessment)
        scenario = Scenario(assessment, data.board)
        assert data.plan.scenario.shown_total == scenario.shown_total
        for each in data.plan.improvements:
            assert each.gain == gain_of(assessment, data.board, each.improvement)
        profile = data.plan.scenario_profile(data.profile, "x")
        assert profile.total == scenario.shown_total
        for entry in (*profile.areas, *profile.questions):
            assert entry.score.points == scenario.points(entry.code)


def test_what_is_dropped_is_only_counted(eksempelvik: Assessment) -> None:
    plan = data_of(with_plan(eksempelvik)).plan
    assert [each.improvement.id for each in plan.improvements] == [f"i{n}" for n in range(1, 7)]
    assert plan.dropped == 1
    assert [each.number for each in plan.improvements] == list(range(1, 7))
    assert [each.service for each in plan.services] == [UPBRINGING, HEALTH, TECHNICAL, WHOLE]


def test_the_largest_gains_are_of_what_is_not_carried_out(eksempelvik: Assessment) -> None:
    largest = data_of(with_plan(eksempelvik)).plan.largest(3)
    assert len(largest) == 3
    assert all(each.status is not ImprovementStatus.DONE for each in largest)
    assert [each.gain for each in largest] == sorted((e.gain for e in largest), reverse=True)


def test_the_latest_status_round_is_shown(eksempelvik: Assessment) -> None:
    first, second = data_of(with_plan(eksempelvik)).plan.checked
    assert first.check is not None
    assert (first.check.year, first.check.comment) == (2027, "Arbeidsgruppen møtes hver måned.")
    assert second.improvement.id == "i6"


def test_the_draft_counts_and_names_the_largest_gains(eksempelvik: Assessment) -> None:
    text = drafted(with_plan(eksempelvik))
    assert text.startswith(
        "Planen har seks tiltak: 2 foreslått, 1 vedtatt, 2 pågår og 1 gjennomført."
    )
    assert "Oppvekst (1), Helse og omsorg (1), Teknisk (1) og Hele organisasjonen (3)" in text
    assert "Ett tiltak er lagt bort" in text
    assert "Det som er planlagt, gir ingen poeng" in text
    assert "- Vedta en lokaldemokratistrategi: 5,6 poeng" in text
    board = Scoreboard(eksempelvik)
    then = Scenario(eksempelvik, board).shown_total
    assert f"Med de fem tiltakene i scenariet blir {board.shown_total} poeng til {then}." in text
    assert "anslag" not in text
    assert "Ett tiltak er ikke med i scenariet." in text


def test_an_estimate_is_called_one(karasjok: Assessment) -> None:
    text = drafted(with_plan(karasjok))
    then = Scenario(karasjok, Scoreboard(karasjok)).shown_total
    assert f"blir 212 poeng til {then}" in text
    assert f"{then} er et anslag" in text
    assert "poeng (anslag)" in text


def test_without_improvements_there_is_no_draft(eksempelvik: Assessment) -> None:
    assert drafted(without_plan(eksempelvik)) == ""
    put(eksempelvik, Improvement("i1", "Lagt bort", status=ImprovementStatus.DROPPED))
    assert drafted(eksempelvik) == ""


def test_improvements_that_lift_nothing_have_no_scenario(eksempelvik: Assessment) -> None:
    put(without_plan(eksempelvik), Improvement("i1", "Noe annet"))
    assert not data_of(eksempelvik).plan.has_scenario
    assert "scenari" not in drafted(eksempelvik)


def test_nothing_is_said_of_a_scenario_of_what_is_not_rated(empty_assessment: Assessment) -> None:
    put(empty_assessment, Improvement("i1", "Tiltak"))
    rate(empty_assessment, "1.1.1", (0, 0, 0, 0))
    assert not data_of(empty_assessment).plan.has_scenario


def test_the_plan_goes_on_after_the_assessment_is_finished(eksempelvik: Assessment) -> None:
    with_plan(eksempelvik)
    board = Scoreboard(eksempelvik)
    kept = drafts_to_keep(eksempelvik, board)
    assert "plan" not in texts_of(kept)["nb"]
    before = drafted(eksempelvik)
    for change in finishing(eksempelvik, datetime(2026, 1, 1, tzinfo=UTC), "1.0", kept):
        eksempelvik.apply(change)
    assert drafted(eksempelvik) == before
    done = replace(eksempelvik.improvements["i1"], status=ImprovementStatus.DONE)
    put(eksempelvik, done)
    assert "2 gjennomført" in drafted(eksempelvik)


def test_the_chain_has_gaps_where_there_is_no_document(eksempelvik: Assessment) -> None:
    rows = {row.service: row for row in document_chain(with_plan(eksempelvik))}
    assert list(rows) == [UPBRINGING, HEALTH, TECHNICAL, OWN_SERVICE, WHOLE]
    assert rows[UPBRINGING].gaps == (ChainStep.INPUT, ChainStep.RESULT, ChainStep.IMPACT)
    # It has improvements, but no document at all.
    assert rows[TECHNICAL].gaps == tuple(ChainStep)
    assert [each.title for each in rows[OWN_SERVICE].chain[ChainStep.OUTPUT]] == ["Besøkstall"]


def test_without_a_document_in_the_chain_there_is_none(empty_assessment: Assessment) -> None:
    put(empty_assessment, Improvement("i1", "Tiltak"), Document("d1", "Uten plass"))
    assert document_chain(empty_assessment) == ()
