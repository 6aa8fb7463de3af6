"""The summary: its draft by rules, and its page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Finding, Recommendation
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.chapters.texts import draft
from kompass_desktop.report.plan.plan_content import has_plan
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.stale_figures import named_figures
from tests.rating import rate
from tests.report.planned import without_plan
from tests.report.printing import Printed, printed, with_text


def drafted(assessment: Assessment) -> str:
    return draft("summary", ReportData(assessment, Scoreboard(assessment)))


def bullets_below(text: str, heading: str) -> list[str]:
    _, _, below = text.partition(f"# {heading}\n")
    return [line[2:] for line in below.partition("\n\n")[0].splitlines()]


def test_recorded_results_say_only_what_was_published(karasjok: Assessment) -> None:
    text = drafted(karasjok)
    assert "212 av 800 poeng" in text
    assert "prosent av det mulige" not in text
    assert "Informantgruppene" not in text
    assert len(bullets_below(text, "Hovedfunn")) == 3
    assert bullets_below(text, "Hovedfunn")[-1] == (
        "Alle områdene får under halvparten av de oppnåelige poengene."
    )


def test_there_are_three_messages_three_strengths_and_five_to_gain(
    eksempelvik: Assessment,
) -> None:
    text = drafted(without_plan(eksempelvik))
    assert len(bullets_below(text, "Hovedfunn")) == 3
    assert len(bullets_below(text, "Styrker")) == 3
    assert len(bullets_below(text, "Her er det mest å hente")) == 5


def test_nothing_is_claimed_of_an_empty_assessment(empty_assessment: Assessment) -> None:
    assert drafted(empty_assessment) == "Ingenting er vurdert ennå."


def test_a_partly_rated_one_ranks_only_what_is_rated_in_full(empty_assessment: Assessment) -> None:
    for point in empty_assessment.instrument.question("1.1").measure_points:
        rate(empty_assessment, point.code, (1, 1, 1, 1))
    text = drafted(empty_assessment)
    assert text.startswith("Resultatet er foreløpig")
    assert "Av spørsmålene som er ferdig vurdert, er det mest å hente på 1.1" in text
    assert "områdene får" not in text
    assert "Styrker" not in text


def test_findings_are_in_short_and_on_one_line(empty_assessment: Assessment) -> None:
    for point in empty_assessment.instrument.measure_points:
        rate(empty_assessment, point.code, (2, 2, 2, 2))
    finding = Finding(new_id(), 1, FindingKind.STRENGTH, "# Sterk\n\n- " + "ord " * 100, "1.1.1")
    empty_assessment.apply(Change(None, finding))
    (strength,) = bullets_below(drafted(empty_assessment), "Styrker")
    assert strength.startswith("Sterk - ord ord")
    assert strength.endswith("ord …")
    assert len(strength) < 155
    empty_assessment.apply(Change(finding, replace(finding, text=" \n")))
    assert "Styrker" not in drafted(empty_assessment)


def test_the_draft_follows_the_points(eksempelvik: Assessment) -> None:
    before = drafted(eksempelvik)
    for point in eksempelvik.instrument.area(8).measure_points:
        rate(eksempelvik, point.code, (4, 4, 4, 4))
    assert drafted(eksempelvik) != before


def test_its_figures_are_known_so_that_a_written_one_can_become_stale(
    eksempelvik: Assessment,
) -> None:
    board = Scoreboard(eksempelvik)
    figures = named_figures("summary", drafted(eksempelvik), None, board)
    assert f"={board.shown_total}" in figures
    assert "3=61" in figures


@pytest.mark.parametrize("name", ["karasjok_report", "eksempelvik_report"])
def test_it_has_one_page_after_the_contents(name: str, request: pytest.FixtureRequest) -> None:
    report: Printed = request.getfixturevalue(name)
    start = report.beginning_of("Sammendrag")
    assert report.beginning_of("Om Kommunekompasset") == start + 1
    assert report.pages[start - 2].startswith("Innhold") or "Innhold" in report.pages[start - 2]
    page = report.pages[start - 1]
    assert "Hovedfunn" in page
    assert ("Vi anbefaler" if has_plan(report.assessment) else "Her er det mest å hente") in page


def test_with_five_recommendations_it_still_has_one_page(eksempelvik: Assessment) -> None:
    without_plan(eksempelvik)
    text = "Faste møteplasser før vedtak i store saker, med innbyggere, frivillige og næringsliv"
    for number in range(7):
        record = Recommendation(f"r{number}", f"{text} {number}", "1.4", "Ordfører", "høst 2026")
        eksempelvik.apply(Change(None, record))
    report = printed(eksempelvik)
    start = report.beginning_of("Sammendrag")
    assert report.beginning_of("Om Kommunekompasset") == start + 1
    assert f"{text} 4" in report.pages[start - 1]


def test_a_written_text_is_printed_with_its_headings(karasjok: Assessment) -> None:
    with_text(karasjok, "summary", "Kort <b>sagt</b>.\n\n# Tre råd\n- Begynn & fullfør")
    report = printed(karasjok)
    page = report.pages[report.beginning_of("Sammendrag") - 1]
    assert "Kort <b>sagt</b>. Tre råd • Begynn & fullfør" in page
    assert (1, "Tre råd") in report.bookmarks


def test_an_emptied_summary_is_left_out(karasjok: Assessment) -> None:
    with_text(karasjok, "summary", "")
    assert (0, "Sammendrag") not in printed(karasjok).bookmarks
