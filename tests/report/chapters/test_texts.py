"""What a chapter says until someone has written it."""

import re
import subprocess
import sys
from dataclasses import replace

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Interview
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text, chapters, draft
from kompass_desktop.report.dates import period_of
from kompass_desktop.report.plan.plan_content import has_plan
from kompass_desktop.report.report_data import ReportData
from tests.rating import rate
from tests.report.printing import with_text


def drafted(assessment: Assessment, chapter: str) -> str:
    return draft(chapter, ReportData(assessment, Scoreboard(assessment)))


def rate_all(assessment: Assessment, level: int) -> None:
    for point in assessment.instrument.measure_points:
        rate(assessment, point.code, (level, level, level, level))


def test_the_chapters_are_in_the_order_of_the_report(instrument: Instrument) -> None:
    assert [chapter.key for chapter in chapters(instrument)] == [
        *("foreword", "summary", "about", "method", "results", "lasttime"),
        *(f"area-{number}" for number in range(1, 9)),
        *("plan", "closing", "glossary", "appendix"),
    ]
    assert chapters(instrument)[6].title == "1 Offentlighet og demokrati"


def test_what_a_person_has_written_stands_before_the_draft(karasjok: Assessment) -> None:
    data = ReportData(karasjok, Scoreboard(karasjok))
    assert chapter_text("foreword", data) == draft("foreword", data)
    with_text(karasjok, "foreword", "Vårt eget forord.")
    assert chapter_text("foreword", data) == "Vårt eget forord."


def test_a_text_that_was_emptied_stays_empty(karasjok: Assessment) -> None:
    with_text(karasjok, "closing", "")
    assert chapter_text("closing", ReportData(karasjok, Scoreboard(karasjok))) == ""


def test_an_unknown_chapter_is_an_error(karasjok: Assessment) -> None:
    with pytest.raises(KeyError):
        drafted(karasjok, "area-9")


@pytest.mark.parametrize(
    "name", ["karasjok", "eksempelvik", "empty_assessment", "small_assessment"]
)
def test_every_draft_is_whole_sentences(name: str, request: pytest.FixtureRequest) -> None:
    assessment: Assessment = request.getfixturevalue(name)
    for chapter in chapters(assessment.instrument):
        text = drafted(assessment, chapter.key)
        if (chapter.key == ChapterKey.PLAN and not has_plan(assessment)) or (
            chapter.key == ChapterKey.LAST_TIME and not assessment.carryovers
        ):
            assert text == ""
            continue
        assert text == text.strip() != ""
        assert "  " not in text
        assert not re.search(r" [.,:;]|\(\)|None|Fraction|\{|\}", text), text
        lines = re.sub(r"\n(?=\d\. )", "\n- ", re.sub(r"^# .*\n", "", text, flags=re.MULTILINE))
        for paragraph in re.split(r"\n\n|\n(?=- )", lines):
            assert paragraph.startswith("- ") or paragraph[0].isupper(), paragraph
            assert paragraph.startswith("- ") or paragraph[-1] in ".:", paragraph


def test_recorded_results_are_as_published(karasjok: Assessment) -> None:
    assert "hentet fra KS-K rapport 3/2019, som er en egen rapport" in drafted(karasjok, "foreword")
    assert "kortformer av de publiserte funnene" in drafted(karasjok, "foreword")
    assert "publisert i KS-K rapport 3/2019" in drafted(karasjok, "method")
    assert "Poengene er kjent per spørsmål, per område og samlet." in drafted(karasjok, "method")
    assert "prosent av det mulige" not in drafted(karasjok, "results")


def test_an_abbreviation_in_a_groups_name_keeps_its_capitals(karasjok: Assessment) -> None:
    text = drafted(karasjok, "method")
    assert "kommunedirektør (rådmann), " in text
    assert "stabsledere / HR" in text


def test_the_foreword_counts_the_interviews(eksempelvik: Assessment) -> None:
    text = drafted(eksempelvik, "foreword")
    assert "19 intervjuer" in text
    assert text.startswith("Dette er et fiktivt eksempel.")


def test_the_method_names_groups_and_nobody(eksempelvik: Assessment) -> None:
    for interview in list(eksempelvik.interviews.values()):
        eksempelvik.apply(Change(interview, replace(interview, name="Ola Nordmann")))
    text = drafted(eksempelvik, "method")
    assert "19 intervjuer med seks informantgrupper i perioden 15.–24. september 2025." in text
    assert "Ola" not in text
    assert not any(i.code in text for i in eksempelvik.interviews.values())


def test_interviews_that_are_left_are_counted(empty_assessment: Assessment) -> None:
    for number in range(3):
        interview = Interview(new_id(), "mayor", f"OF-{number}", finished=number == 0)
        empty_assessment.apply(Change(None, interview))
    text = drafted(empty_assessment, "method")
    assert "ett intervju med én informantgruppe" in text
    assert "To planlagte gjenstår." in text


def test_about_holds_the_wording_note_and_the_ideal_municipality(
    empty_assessment: Assessment,
) -> None:
    text = drafted(empty_assessment, "about")
    instrument = empty_assessment.instrument
    assert instrument.wording in text
    assert "åtte fokusområder med 45 spørsmål og 165 målepunkter" in text
    assert all(f"- {trait.name}" in text for trait in instrument.traits)
    assert all(f"- {aspect.name}: {aspect.question}" in text for aspect in instrument.aspects)


def test_another_instrument_is_not_told_the_history_of_this_one(
    empty_assessment: Assessment,
) -> None:
    other = replace(empty_assessment.instrument, name="Egenmåling", version="1")
    text = drafted(Assessment(empty_assessment.particulars, other), "about")
    assert "Egenmåling 1" in text
    assert "Norden" not in text


def test_an_unfinished_result_is_called_preliminary(empty_assessment: Assessment) -> None:
    rate(empty_assessment, "1.1.1", (3, None, None, None))
    assert "foreløpig: 165 målepunkter" in drafted(empty_assessment, "results")


def test_a_full_score_is_told_as_one(empty_assessment: Assessment) -> None:
    rate_all(empty_assessment, 4)
    assert "800 av 800 poeng" in drafted(empty_assessment, "results")
    assert "foreløpig" not in drafted(empty_assessment, "results")
    assert "alle de 165 målepunktene" in drafted(empty_assessment, "method")


def test_planned_and_unwanted_practice_is_told(empty_assessment: Assessment) -> None:
    rate_all(empty_assessment, 2)
    rate(empty_assessment, "1.1.1", planned_only=True)
    rate(empty_assessment, "1.1.2", not_in_focus=True)
    rate(empty_assessment, "1.1.3", not_in_focus=True)
    results, area = drafted(empty_assessment, "results"), drafted(empty_assessment, "area-1")
    assert "Ett målepunkt er bare vedtatt eller planlagt." in results
    assert "To målepunkter er ikke i fokus, så det oppnåelige maksimumet er 790 poeng." in results
    assert "Ett målepunkt er bare vedtatt eller planlagt og gir ingen poeng." in area
    assert "To målepunkter er ikke i fokus." in area


def test_the_chain_is_said_to_stop_only_where_it_does(empty_assessment: Assessment) -> None:
    for point in empty_assessment.instrument.measure_points:
        rate(empty_assessment, point.code, (1, 1, 1, 4))
    text = drafted(empty_assessment, "results")
    assert "sterkest på evaluering / analyse (100 %)" in text
    assert "kjeden" not in text


@pytest.mark.parametrize(
    ("begins", "ends", "period"),
    [
        ("2026-03-12", "2026-03-14", "12.–14. mars 2026"),
        ("2026-03-30", "2026-04-02", "30. mars–2. april 2026"),
        ("2025-12-30", "2026-01-02", "30. desember 2025–2. januar 2026"),
        ("2026-03-12", "", "12. mars 2026"),
        ("2026-03-12", "2026-03-12", "12. mars 2026"),
        ("", "", ""),
        ("i mars", "2026-02-30", ""),
    ],
)
def test_the_period_is_written_as_people_do(
    empty_assessment: Assessment, begins: str, ends: str, period: str
) -> None:
    particulars = replace(empty_assessment.particulars, begins=begins, ends=ends)
    assert period_of(particulars) == period


def test_texts_and_table_load_without_the_pdf_library() -> None:
    code = (
        "import sys, kompass_desktop.report.chapters.texts, kompass_desktop.report.csv_table;"
        "sys.exit('reportlab' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("key", ["closing", *(f"area-{number}" for number in range(1, 9))])
def test_results_that_others_published_are_given_no_advice(karasjok: Assessment, key: str) -> None:
    text = drafted(karasjok, key).lower()
    assert not re.search(r"anbefal|tilrår|\bbør\b|neste steg|første steg|mål på nytt", text)


def test_a_draft_of_an_area_says_only_what_its_figures_and_findings_bear(
    eksempelvik: Assessment,
) -> None:
    for written in list(eksempelvik.texts.values()):
        eksempelvik.apply(Change(written, None))
    drafts = {number: drafted(eksempelvik, f"area-{number}") for number in range(1, 9)}
    for number, text in drafts.items():
        assert f"{Scoreboard(eksempelvik).shown_area(number)} av 100" in text
        assert not re.search(r"bør|første steg|neste steg", text.partition("\n# ")[0])
