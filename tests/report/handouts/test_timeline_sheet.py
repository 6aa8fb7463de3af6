"""The printed timeline, read back from its PDF."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity, Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.plan_templates import bundled_plan_templates, inserted
from kompass_desktop.assessment.records import Change
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.handouts.timeline_sheet import write_timeline
from kompass_desktop.report.paper import Paper
from tests.report.pdf.tagged import Tagged

TODAY = date(2027, 3, 1)
HOSTILE = "<b>fet</b> & áčđŋšŧž 🎉 " + "x" * 300


@pytest.fixture
def planned(empty_assessment: Assessment) -> Assessment:
    """Both templates, and an improvement of each status, in 58 rows."""
    for number, status in enumerate(ImprovementStatus):
        improvement = Improvement(
            f"i{number}",
            f"Tiltak {number}",
            begins="2027-01-01",
            ends="2027-06-30",
            status=status,
            after="i1" if number == 2 else "",
            position=number,
        )
        empty_assessment.apply(Change(None, improvement))
    empty_assessment.apply(Change(None, Improvement("u", HOSTILE, position=9)))
    for template in bundled_plan_templates():
        for change in inserted(empty_assessment, template.redated(date(2027, 1, 11))):
            empty_assessment.apply(change)
    return empty_assessment


def printed(assessment: Assessment, paper: Paper = Paper.A4, today: date = TODAY) -> bytes:
    content = BytesIO()
    write_timeline(assessment, paper, today, content)
    return content.getvalue()


def texts_of(content: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


@pytest.mark.parametrize(
    ("paper", "size", "pages"), [(Paper.A4, (842, 595), 3), (Paper.A3, (1191, 842), 2)]
)
def test_it_is_in_landscape_and_takes_the_pages_that_it_needs(
    planned: Assessment, paper: Paper, size: tuple[int, int], pages: int
) -> None:
    reader = PdfReader(BytesIO(printed(planned, paper)))
    assert len(reader.pages) == pages
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_heads_and_legend_are_on_every_page_and_each_row_once(planned: Assessment) -> None:
    texts = texts_of(printed(planned))
    for text in texts:
        assert "2028" in text
        assert "2033" in text
        for word in ("foreslått", "vedtatt", "pågår", "gjennomført", "milepæl", "fase", "i dag"):
            assert word in text
    whole = "\n".join(texts)
    for title in ("Tiltak 3", "Avklare roller", "KOSTRA-analyse", "Ny kompassmåling"):
        assert whole.count(title) == 1
    assert "Tiltak 4" not in whole
    assert "Uten datoer (1)" in texts[-1]


def test_the_title_says_whose_plan_it_is(planned: Assessment) -> None:
    content = printed(planned)
    first = texts_of(content)[0]
    assert "Tidslinje" in first
    assert "Hovedprosjekt 2027–2033" in first
    metadata = PdfReader(BytesIO(content)).metadata
    assert metadata is not None
    assert "Kárášjohka" in str(metadata.title)


def test_it_is_tagged_and_says_all_dates_to_who_cannot_see(
    planned: Assessment, tmp_path: Path
) -> None:
    tagged = Tagged(printed(planned))
    assert tagged.findings(tmp_path) == []
    figures = list(tagged.document.all("Figure"))
    assert len(figures) == 3
    alternative = figures[0].alternative
    assert "1 Tiltak 0, 01.01.2027–30.06.2027, foreslått" in alternative
    assert "Avklare roller, 11.01.2027–13.01.2027" in alternative


def test_nothing_is_drawn_as_a_picture(planned: Assessment) -> None:
    reader = PdfReader(BytesIO(printed(planned)))
    assert not any(page.images for page in reader.pages)


def test_an_empty_plan_and_one_of_a_day_are_printed(
    empty_assessment: Assessment, tmp_path: Path
) -> None:
    assert "Ingen tiltak" in texts_of(printed(empty_assessment))[0]
    empty_assessment.apply(Change(None, Activity("m", "Nå", "2027-03-01", milestone=True)))
    content = printed(empty_assessment)
    assert "Nå" in texts_of(content)[0]
    assert Tagged(content).findings(tmp_path) == []


def test_a_plan_of_two_centuries_is_printed(empty_assessment: Assessment) -> None:
    empty_assessment.apply(Change(None, Activity("a", "Lenge", "1900-01-01", "2100-12-31")))
    assert "Lenge" in texts_of(printed(empty_assessment))[0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.NYNORSK, ("Tidslinje", "gjennomført", "Utan datoar")),
        (Language.ENGLISH, ("Timeline", "carried out", "Without dates")),
    ],
)
def test_it_is_in_the_language_in_use(
    planned: Assessment, language: Language, words: tuple[str, ...]
) -> None:
    with in_language(language):
        whole = "\n".join(texts_of(printed(planned)))
    for word in words:
        assert word in whole
