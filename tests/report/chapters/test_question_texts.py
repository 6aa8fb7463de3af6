"""The texts of an area's questions: drafted, or written as sections of the area's text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Finding
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.chapters.texts import draft
from kompass_desktop.report.drafts.questions import question_text
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.text_sections import sections_of
from tests.rating import rate
from tests.report.printing import Printed, printed, with_text


def drafted(assessment: Assessment, code: str) -> str:
    data = ReportData(assessment, Scoreboard(assessment))
    return question_text(data, assessment.instrument.question(code))


def rate_question(assessment: Assessment, code: str, levels: tuple[int, int, int, int]) -> None:
    for point in assessment.instrument.question(code).measure_points:
        rate(assessment, point.code, levels)


def test_a_text_has_findings_with_a_subject_and_where_the_chain_is_weakest(
    empty_assessment: Assessment,
) -> None:
    rate_question(empty_assessment, "1.1", (4, 3, 2, 1))
    point = empty_assessment.instrument.measure_point("1.1.1")
    texts = {
        FindingKind.STRENGTH: point.strength,
        FindingKind.CHALLENGE: "Pressereglement finnes!",
    }
    for kind, text in texts.items():
        empty_assessment.apply(Change(None, Finding(new_id(), 1, kind, text, point.code)))
    assert drafted(empty_assessment, "1.1") == (
        f"Kommunen h{point.strength[1:]}. Pressereglement finnes! Kjeden er svakest på evaluering "
        "/ analyse (25 % av det mulige) og sterkest på system / prosess (100 %)."
    )


def test_findings_of_other_questions_and_drafts_are_left_out(empty_assessment: Assessment) -> None:
    rate_question(empty_assessment, "1.1", (4, 4, 4, 4))
    finding = Finding(new_id(), 1, FindingKind.STRENGTH, "Noe annet", "1.2.1")
    empty_assessment.apply(Change(None, finding))
    assert drafted(empty_assessment, "1.1") == ""
    empty_assessment.apply(Change(finding, replace(finding, joined="1.1.2")))
    assert drafted(empty_assessment, "1.1") == "Noe annet."


def test_what_is_not_rated_in_full_has_no_chain(empty_assessment: Assessment) -> None:
    rate(empty_assessment, "1.1.1", (4, 0, 0, 0))
    text = drafted(empty_assessment, "1.1")
    assert text.startswith("Spørsmålet er ikke ferdig vurdert: 1 av ")
    assert "Kjeden" not in text


def test_recorded_points_give_no_text(karasjok: Assessment) -> None:
    questions = karasjok.instrument.questions
    assert not any(drafted(karasjok, question.code) for question in questions)


def test_the_areas_draft_has_a_section_for_each_question(eksempelvik: Assessment) -> None:
    text = draft("area-2", ReportData(eksempelvik, Scoreboard(eksempelvik)))
    titles = [section.title for section in sections_of(text)]
    assert titles[0] == ""
    assert [title.partition(" ")[0] for title in titles[1:]] == ["2.1", "2.2", "2.3", "2.4", "2.5"]


def test_every_area_says_what_it_is_about_and_what_good_practice_is(
    eksempelvik_report: Printed, instrument: Instrument
) -> None:
    for area in instrument.areas:
        text = eksempelvik_report.chapter(f"Fokusområde {area.number}")
        assert "Området handler om " in text
        for question in area.questions:
            assert question.measure_points[0].statement in text


def test_a_written_section_is_printed_at_its_question(eksempelvik: Assessment) -> None:
    written = "Samlet lesning.\n\n# 2.3\nSkrevet om 2.3.\n\n# Annet\nEn del til.\n\n# 2.4 Ny\n"
    with_text(eksempelvik, "area-2", written)
    text = printed(eksempelvik).chapter("Fokusområde 2")
    assert "2.3 Informasjon om tjenester Skrevet om 2.3. 2.5 Forventninger" in text
    assert "2.1 Strategi for brukerfokus Kommunen må" in text
    assert "Slik leser vi området Samlet lesning. Annet En del til." in text


@pytest.mark.parametrize("text", ["x" * 100_000, "ord " * 25_000, "- punkt\n" * 2000])
def test_a_long_text_of_a_question_goes_on_over_pages(karasjok: Assessment, text: str) -> None:
    with_text(karasjok, "area-1", f"# 1.1\n{text}")
    assert len(printed(karasjok).pages) > 25
