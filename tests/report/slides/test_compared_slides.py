"""The slides that compare with all that was chosen: their figures are those of the report."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.comparing.comparison_text import change_text, moved_most
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.compared_sources import assessment_compared
from kompass_desktop.report.comparison_content import ComparisonContent, comparison_content
from kompass_desktop.report.report_data import ReportData
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.compared import karasjok, measured, references, six_others
from tests.report.slides.shown import Shown, shown, sizes_of
from tests.report.slides.test_readers import of_two_areas

AREAS, QUESTIONS = "Fokusområder sammenlignet", "Spørsmål sammenlignet"
SAID, TOTALS, PROFILES = "Sammenlignet med andre", "Samlet poengsum", "Profilene sammenlignet"
HOSTILE = '=1+1 <b>fet</b> & "{0}" \x0b 😀 漢字 áčđŋšŧž '


@pytest.fixture(scope="module")
def six() -> tuple[Shown, ComparisonContent]:
    assessment = bundled(EKSEMPELVIK)
    others = tuple(six_others(assessment))
    content = comparison_content(ReportData(assessment, Scoreboard(assessment), compared=others))
    assert content is not None
    return shown(assessment, compared=others), content


def all_rows(slides: Shown, title: str) -> list[list[str]]:
    """Return the rows of the table of a title from all its slides, without the heads."""
    rows: list[list[str]] = []
    for slide, heading in zip(slides.slides, slides.titles, strict=True):
        if heading.startswith(title):
            (table,) = (shape.table for shape in slide.shapes if shape.has_table)
            every = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
            rows += every[1:]
    return rows


def test_nothing_is_compared_unless_it_is_chosen() -> None:
    titles = shown(bundled(EKSEMPELVIK)).titles
    assert not any("ammenlignet" in title for title in titles)


def test_the_tables_have_the_figures_of_the_report(six: tuple[Shown, ComparisonContent]) -> None:
    slides, content = six
    assert all_rows(slides, AREAS) == [
        [row.name, row.own, *row.others] for row in content.area_rows
    ]
    assert content.area_rows[0].others[0] == "21 (+31)"
    # Of all but one, no question is known.
    assert all_rows(slides, QUESTIONS) == [
        [row.name, row.own, row.others[0]] for row in content.question_rows
    ]
    assert len(content.question_rows) == 45


def test_what_is_said_and_its_sources_are_there(six: tuple[Shown, ComparisonContent]) -> None:
    slides, content = six
    said = slides.slide(SAID)
    texts = [p.text for p in said.placeholders[14].text_frame.paragraphs]
    assert texts == list(content.sentences)
    notes = said.notes_slide.notes_text_frame.text
    assert all(note in notes for note in content.notes)
    assert "Kilder: " in notes


def test_the_profiles_lie_over_each_other(six: tuple[Shown, ComparisonContent]) -> None:
    slides, content = six
    own = slides.series(PROFILES, "Eksempelvik 2025")
    assert [str(round(value or 0)) for value in own.values()] == [
        row.own for row in content.area_rows[:-1]
    ]
    other = slides.series(PROFILES, "Örebro 2013")
    assert list(other.values())[:2] == [68, 85]
    (chart,) = (shape for shape in slides.slide(PROFILES).shapes if shape.has_chart)
    described = chart._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "Örebro 2013: 1 Offentlighet: 68 av 100" in described
    dashes = [each.format.line.dash_style for each in chart.chart.plots[0].series]
    assert len(set(dashes)) == len(dashes)


def test_the_totals_are_ranked(six: tuple[Shown, ComparisonContent]) -> None:
    slides, content = six
    bars = slides.series(TOTALS, "Poeng")
    assert list(bars.values()) == [each.compared.profile.total for each in content.ranked]
    assert "6. Norsk gjennomsnitt: litt under 350" in bars


def test_what_moved_most_is_that_of_last_time() -> None:
    assessment = bundled(EKSEMPELVIK)
    earlier = replace(assessment_compared(bundled(KARASJOK)), municipality="Eksempelvik")
    others = (references(assessment)["orebro-2013"], earlier)
    slides = shown(assessment, earlier.profile, others)
    own = assessment_compared(assessment)
    above, below = moved_most(own, earlier)
    for number, moved in enumerate((above, below)):
        rows = slides.rows("Det som har endret seg mest siden 2019", number)[1:]
        expected = [
            [row.name, change_text(row.cells[0].change)]
            for row in (*moved.areas, *moved.questions)
            if row.cells[0].change is not None
        ]
        assert rows == expected


def test_last_time_alone_has_no_second_table_of_the_areas() -> None:
    earlier = replace(karasjok(), municipality="Eksempelvik")
    titles = shown(bundled(EKSEMPELVIK), earlier.profile, (earlier,)).titles
    assert sum(title.startswith("Sammenlignet med Kárášjohka") for title in titles) == 1
    assert not any(title.startswith(AREAS) for title in titles)


def test_what_is_known_only_as_a_total_has_no_tables(karasjok: Assessment) -> None:
    found = references(karasjok)
    titles = shown(karasjok, compared=[found["norwegian-average"], found["roros-2021"]]).titles
    assert SAID in titles
    assert not any(title.startswith((AREAS, QUESTIONS, PROFILES)) for title in titles)


@pytest.mark.parametrize("length", [1, 400])
def test_a_hostile_name_breaks_nothing(length: int) -> None:
    other = karasjok()
    hostile = replace(other, profile=replace(other.profile, label=HOSTILE * length))
    slides = shown(bundled(EKSEMPELVIK), compared=[hostile])
    assert "<b>fet</b>" in slides.rows(AREAS)[0][2]


def test_all_letters_can_be_read(six: tuple[Shown, ComparisonContent]) -> None:
    slides, _ = six
    for slide in slides.slides:
        assert min(sizes_of(slide)) >= 12


def test_an_instrument_with_few_areas_has_no_radar() -> None:
    assessment = of_two_areas()
    own = assessment_compared(assessment)
    other = Compared("Et annet sted", 2020, replace(own.profile, label="Et annet sted 2020"))
    titles = shown(assessment, compared=[other]).titles
    assert PROFILES not in titles
    assert SAID in titles
    assert AREAS in titles


def test_three_measurements_show_the_areas_over_the_years() -> None:
    assessment = bundled(EKSEMPELVIK)
    others = [
        measured(2021, {"1": 40, "2": 30, TOTAL: 350}),
        measured(2017, {"1": 20, TOTAL: 300}),
    ]
    rows = shown(assessment, compared=others).rows("Områdene gjennom årene")
    assert rows == [
        ["Fokusområde", "2017", "2021", "2025", "Endring"],
        ["1 Offentlighet", "20", "40", "52", "+32"],
        ["Sum", "300", "350", "381", "+81"],
    ]
    titles = shown(assessment, compared=others[:1]).titles
    assert not any(title.startswith("Områdene gjennom") for title in titles)
