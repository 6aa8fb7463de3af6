"""The slides of the plan: their figures are those of the scenario, and their charts native."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.records import Recommendation
from kompass_desktop.assessment.scoring import Scoreboard
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.planned import put, with_hostile_plan, with_many, with_plan, without_plan
from tests.report.slides.shown import Shown, shown, sizes_of, text_of

OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def plan_slides() -> Shown:
    return shown(with_plan(bundled(EKSEMPELVIK)))


def test_they_come_after_the_areas(plan_slides: Shown) -> None:
    titles = plan_slides.titles
    start = titles.index("Planen")
    assert titles[start:] == [
        "Planen",
        "Tidslinje",
        "Scenario",
        "Scenario: poeng per fokusområde",
        "Dokumentkjeden",
        "Anbefalinger",
        "Veien videre",
    ]
    assert titles[start - 1].startswith("8 ")


@pytest.mark.parametrize("name", [EKSEMPELVIK, KARASJOK])
def test_every_figure_is_that_of_the_scenario(name: str) -> None:
    assessment = with_plan(bundled(name))
    board = Scoreboard(assessment)
    scenario = Scenario(assessment, board)
    slides = shown(assessment)
    today = {str(area.number): board.shown_area(area.number) for area in board.instrument.areas}
    then = {key: scenario.shown_area(int(key)) for key in today}
    radar = slides.series("Scenario", "Med tiltakene")
    assert {name.split()[0]: value for name, value in radar.items()} == then
    pairs = slides.series("Scenario: poeng", "Med tiltakene")
    assert {name.split()[0]: value for name, value in pairs.items()} == then
    pairs = slides.series("Scenario: poeng", "I dag")
    assert {name.split()[0]: value for name, value in pairs.items()} == today
    _, *rows, total = slides.rows("Scenario: poeng")
    assert [row[1:3] for row in rows] == [[str(today[k]), str(then[k])] for k in today]
    assert total[1:3] == [str(board.shown_total), str(scenario.shown_total)]
    text = text_of(slides.slide("Scenario"))
    assert text.splitlines()[1] == str(scenario.shown_total) or str(scenario.shown_total) in text
    assert ("anslag" in text) == (name == KARASJOK)
    assert "gir ingen poeng" in text


def test_the_timeline_is_a_native_chart_on_a_scale_of_years(plan_slides: Shown) -> None:
    slide = plan_slides.slide("Tidslinje")
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    names = [series.name for series in chart.plots[0].series]
    assert names == ["\u00a0", "foreslått", "vedtatt", "pågår", "aktivitet", "milepæl"]
    assert (chart.value_axis.minimum_scale, chart.value_axis.maximum_scale) == (2026, 2030)
    begins = plan_slides.series("Tidslinje", "\u00a0")
    lengths = plan_slides.series("Tidslinje", "aktivitet")
    assert begins["Forprosjekt"] == 2026
    assert lengths["Forprosjekt"] == pytest.approx(181 / 365)
    assert lengths["Felles system for avvik"] is None
    frame = next(shape for shape in slide.shapes if shape.has_chart)
    described = frame._element.xpath(".//p:cNvPr")[0].get("descr")
    assert "Sluttrapport: 15.06.2029 (milepæl)" in described


def test_gaps_of_the_chain_are_written_and_shaded(plan_slides: Shown) -> None:
    head, *rows = plan_slides.rows("Dokumentkjeden")
    assert head == [
        "Tjenesteområde",
        "Ressursinnsats",
        "Prosesser",
        "Produkter",
        "Resultater",
        "Effekt",
    ]
    assert rows[0] == [
        "Oppvekst",
        "ikke noe dokument",
        "Tilsynsrapport skole (2025)",
        "KOSTRA-analyse oppvekst (2025)",
        "ikke noe dokument",
        "ikke noe dokument",
    ]
    assert "Brukerundersøkelse hjemmetjenesten (2025) (bedt om)" in rows[1]


def test_sources_are_in_the_notes_and_the_text_of_the_chapter(plan_slides: Shown) -> None:
    for title, notes in zip(plan_slides.titles, plan_slides.notes, strict=True):
        if title in ("Planen", "Tidslinje", "Scenario", "Dokumentkjeden", "Anbefalinger"):
            assert "Kilder" in notes
    planned = plan_slides.notes[plan_slides.titles.index("Planen")]
    assert planned.startswith("Planen har seks tiltak")


def test_without_a_plan_only_what_was_written_is_recommended(eksempelvik: Assessment) -> None:
    titles = shown(without_plan(eksempelvik)).titles
    assert not {"Planen", "Tidslinje", "Scenario", "Dokumentkjeden", "Anbefalinger"} & set(titles)
    put(eksempelvik, Recommendation("r1", "Skriv en strategi", "1.1", "Ordfører", "i høst"))
    slides = shown(eksempelvik)
    assert slides.rows("Anbefalinger")[1] == ["1", "1.1", "Skriv en strategi", "Ordfører", "i høst"]
    assert "Skriv en strategi" not in shown(with_plan(eksempelvik)).text


def test_hostile_texts_and_many_improvements_are_shown_as_text(
    karasjok: Assessment, eksempelvik: Assessment
) -> None:
    slides = shown(with_hostile_plan(karasjok))
    assert "<b>fet</b> &amp; & </para>" in slides.text
    many = shown(with_many(eksempelvik))
    assert "360 til står i rapporten." in many.text
    assert len(many.slides) < 80
    for slide in many.slides:
        assert min(sizes_of(slide), default=12) >= 12 or slide is many.slides[0]


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_another_program_opens_them(tmp_path: Path, plan_slides: Shown) -> None:
    path = tmp_path / "plan.pptx"
    path.write_bytes(plan_slides.content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, capture_output=True, timeout=240)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "plan.pdf").pages]
    assert len(pages) == len(plan_slides.slides)
    (timeline,) = (page for page in pages if page.startswith("Tidslinje"))
    assert "2029" in timeline
    assert "milepæl" in timeline
