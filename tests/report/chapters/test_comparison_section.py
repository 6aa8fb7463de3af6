"""The section that compares: the figures of the scores, what is not known, hostile names."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import decimal, round_half_up
from kompass_desktop.assessment.recorded_entry import (
    recorded_changes,
    recorded_of,
    sum_reason_changes,
)
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.alternative_text import trends_text
from kompass_desktop.report.comparison_content import comparison_content
from kompass_desktop.report.document import write_report
from kompass_desktop.report.report_data import ReportData
from tests.examples import bundled
from tests.report.compared import karasjok, measured, references

HOSTILE = '=1+1 <b>fet</b> & <img src="/etc/passwd"/> \x00\x0b 😀 漢字 áčđŋšŧž'


def text_of(assessment: Assessment, compared: list[Compared]) -> str:
    file = io.BytesIO()
    write_report(assessment, file, compared=compared)
    pages = PdfReader(file).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_nothing_is_compared_unless_it_is_chosen() -> None:
    assessment = bundled("eksempelvik-2025")
    assert comparison_content(ReportData(assessment, Scoreboard(assessment))) is None
    assert "Sammenlignet med andre" not in text_of(assessment, [])


def test_the_figures_are_those_of_the_scores() -> None:
    assessment = bundled("eksempelvik-2025")
    board = Scoreboard(assessment)
    others = (karasjok(), references(assessment)["orebro-2013"])
    content = comparison_content(ReportData(assessment, board, compared=others))
    assert content is not None
    areas = [row for row in content.rows if not row.is_question]
    assert [row.own for row in areas] == [
        *(str(board.shown_area(number)) for number in range(1, 9)),
        str(board.shown_total),
    ]
    assert content.rows[0].others == ("21 (+31)", "68 (−16)")
    assert content.rows[-1].others == ("212 (+169)", "615 (−234)")
    printed = text_of(assessment, list(others))
    for row in content.rows:
        assert " ".join((row.name, row.own, *row.others)) in printed
    for sentence in content.sentences:
        assert sentence in printed
    assert "Kilder: Kárášjohka / Karasjok 2019: KS-K rapport 3/2019; Örebro 2013:" in printed


def test_the_change_is_shown_for_each_question_below_its_area() -> None:
    assessment = bundled("eksempelvik-2025")
    board = Scoreboard(assessment)
    others = (karasjok(), references(assessment)["orebro-2013"])
    content = comparison_content(ReportData(assessment, board, compared=others))
    assert content is not None
    assert [row.name.split()[0] for row in content.rows[:7]] == [
        "1", "1.1", "1.2", "1.3", "1.4", "1.5", "2",
    ]  # fmt: skip
    earlier = Scoreboard(bundled("karasjok-2019"))
    for row in content.rows:
        if row.is_question:
            code = row.name.split()[0]
            now, before = (round_half_up(each.score(code).points, 1) for each in (board, earlier))
            assert row.own == decimal(now, 1)
            sign = "+" if now > before else "−" if now < before else ""
            change = f"{sign}{decimal(abs(now - before), 1)}"
            assert row.others == (f"{decimal(before, 1)} ({change})", "–")


def test_questions_that_no_other_has_points_for_are_left_out() -> None:
    assessment = bundled("eksempelvik-2025")
    others = (references(assessment)["orebro-2013"],)
    content = comparison_content(ReportData(assessment, Scoreboard(assessment), compared=others))
    assert content is not None
    assert not content.has_questions
    assert len(content.rows) == len(assessment.instrument.areas) + 1


def test_what_is_known_only_as_a_total_has_no_table_and_no_zeros() -> None:
    assessment = bundled("karasjok-2019")
    found = references(assessment)
    printed = text_of(assessment, [found["norwegian-average"], found["roros-2021"]])
    assert "2. Norsk gjennomsnitt" in printed
    assert "litt under 350" in printed
    assert "I parentes" not in printed


def test_the_section_is_in_the_language_of_the_report() -> None:
    with in_language(Language.ENGLISH):
        assessment = bundled("karasjok-2019")
        printed = text_of(assessment, [references(assessment)["norwegian-average"]])
    assert "Compared with others" in printed
    assert "212 points, which is below Norwegian average (just under 350)." in printed


@pytest.mark.parametrize("length", [1, 4_000])
def test_a_hostile_name_breaks_nothing(length: int) -> None:
    assessment = bundled("eksempelvik-2025")
    other = karasjok()
    name = HOSTILE * length
    hostile = replace(other, profile=replace(other.profile, label=name), source=HOSTILE)
    printed = text_of(assessment, [hostile])
    assert "<b>fet</b>" in printed


def test_six_others_fit_beside_each_other() -> None:
    assessment = bundled("eksempelvik-2025")
    every = [karasjok(), *references(assessment).values()]
    printed = text_of(assessment, every)
    assert "615 (−234)" in printed
    assert len(every) == 6


def test_three_measurements_show_the_areas_over_the_years() -> None:
    assessment = bundled("eksempelvik-2025")
    others = [measured(2021, {"1": 40, "2": 30}), measured(2017, {"1": 20})]
    data = ReportData(assessment, Scoreboard(assessment), compared=tuple(others))
    content = comparison_content(data)
    assert content is not None
    assert [trend.code for trend in content.trends] == ["1"]
    said = trends_text(content.trends)
    assert "1 Offentlighet: 2017 20, 2021 40, 2025 52" in said
    assert "Områdene gjennom årene" in text_of(assessment, others)
    assert "Områdene gjennom årene" not in text_of(assessment, others[:1])


def test_why_sums_differ_is_said_where_they_are_compared() -> None:
    assessment = bundled("eksempelvik-2025")
    other = replace(karasjok(), sum_reason="avrundet i <b>kilden</b>.")
    printed = text_of(assessment, [other])
    said = "Kárášjohka / Karasjok 2019: Trykte summer avviker fra delene sine (avrundet i"
    assert said in printed
    assert "<b>kilden</b>)." in printed


def test_why_sums_differ_is_said_with_the_own_ones_too() -> None:
    assessment = bundled("karasjok-2019")
    for change in sum_reason_changes(assessment, "avrundet i kilden"):
        assessment.apply(change)
    assert "Hvorfor summene avviker" not in text_of(assessment, [])
    points = {**recorded_of(assessment), TOTAL: Fraction(220)}
    for change in recorded_changes(assessment, points):
        assessment.apply(change)
    assert "Hvorfor summene avviker: avrundet i kilden" in text_of(assessment, [])
