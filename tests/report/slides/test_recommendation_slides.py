"""The recommendations on slides: a table by priority that continues where it is long."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Interview, Recommendation
from tests.examples import EKSEMPELVIK, bundled
from tests.report.planned import without_plan
from tests.report.slides.shown import Shown, shown, sizes_of

TITLE = "Anbefalinger"


def with_recommendations(*records: Recommendation) -> Assessment:
    assessment = without_plan(bundled(EKSEMPELVIK))
    for each in [*assessment.recommendations.values()]:
        assessment.apply(Change(each, None))
    for each in records:
        assessment.apply(Change(None, each))
    return assessment


def all_rows(slides: Shown) -> list[list[str]]:
    """Return the rows of the table from all its slides, without the heads."""
    rows: list[list[str]] = []
    for slide, title in zip(slides.slides, slides.titles, strict=True):
        if title.startswith(TITLE):
            (table,) = (shape.table for shape in slide.shapes if shape.has_table)
            every = [[cell.text_frame.text for cell in row.cells] for row in table.rows]
            assert every[0] == ["", "Sted", "Anbefaling", "Hvem", "Når"]
            rows += every[1:]
    return rows


def test_without_recommendations_there_is_no_slide() -> None:
    slides = shown(with_recommendations(Recommendation("tom", "  ")))
    assert not any(title.startswith(TITLE) for title in slides.titles)


def test_they_come_by_priority_with_who_and_when_before_the_closing() -> None:
    slides = shown(
        with_recommendations(
            Recommendation("b", "Lag et årshjul", "", "Kommunedirektøren", "2026", position=2),
            Recommendation("a", "Vedta en plan", "1.1", "Kommunestyret", "juni", position=1),
        )
    )
    assert all_rows(slides) == [
        ["1", "1.1", "Vedta en plan", "Kommunestyret", "juni"],
        ["2", "", "Lag et årshjul", "Kommunedirektøren", "2026"],
    ]
    assert slides.titles.index(TITLE) < slides.titles.index("Veien videre")


@pytest.mark.parametrize("length", [60, 1_500])
def test_a_long_list_goes_on_with_its_heads_and_nothing_is_lost(length: int) -> None:
    records = [
        Recommendation(str(n), "Gjør noe godt " * (length // 14), "3", "Alle", "snart", position=n)
        for n in range(25)
    ]
    slides = shown(with_recommendations(*records))
    rows = all_rows(slides)
    assert [row[0] for row in rows] == [str(n) for n in range(1, 26)]
    titles = [title for title in slides.titles if title.startswith(TITLE)]
    assert len(titles) > 1
    assert titles[1] == f"Anbefalinger (forts., 2 av {len(titles)})"
    for slide, title in zip(slides.slides, slides.titles, strict=True):
        if title.startswith(TITLE):
            assert min(sizes_of(slide)) >= 12
            (table,) = (shape for shape in slide.shapes if shape.has_table)
            height = sum(row.height for row in table.table.rows)
            assert table.top + height <= slides.presentation.slide_height


def test_hostile_text_stays_text_and_informants_are_not_named() -> None:
    assessment = with_recommendations(
        Recommendation("a", '=1+1 <b>fet</b> & \x0b 😀 "Olava Oppdiktet"', "1.1", "Olava Oppdiktet")
    )
    leader = Interview(
        new_id(), "VL-77", assessment.instrument.groups[0].key, name="Olava Oppdiktet"
    )
    assessment.apply(Change(None, leader))
    (row,) = all_rows(shown(assessment))
    assert "<b>fet</b>" in row[2]
    assert "Olava" not in "".join(row)
