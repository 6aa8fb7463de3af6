"""The charts as files: what they are called, what they show, and that every program reads them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.figures import chart_figures
from kompass_desktop.report.package import ClientFiles, write_package
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.svg import svg_of
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.compared import karasjok, six_others
from tests.report.printing import renamed

MADE_AT = datetime(2026, 3, 12, 9, 30, 10)  # noqa: DTZ001 - a zip has local times
HOSTILE = '=1+1 <b>fet</b> & "a" \x00\x0b\ud800 😀 漢字 áčđŋšŧž'
SVG = "{http://www.w3.org/2000/svg}"


def data_of(assessment: Assessment, **more: object) -> ReportData:
    return replace(ReportData(assessment, Scoreboard(assessment)), **more)  # type: ignore[arg-type]


def svg(data: ReportData, title: str) -> ET.Element:
    """Return the root of the figure whose title begins like this, as an SVG file."""
    figure = next(each for each in chart_figures(data) if each.title.startswith(title))
    content = svg_of(figure.drawing(data), figure.title, figure.description)
    return ET.fromstring(content)


def texts(root: ET.Element) -> list[str]:
    return [each.text or "" for each in root.iter(f"{SVG}text")]


def packed_figures(files: ClientFiles) -> dict[str, bytes]:
    file = io.BytesIO()
    write_package(files, file, MADE_AT)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "/" in name}


def test_rated_results_have_all_charts() -> None:
    assessment = bundled(EKSEMPELVIK)
    data = data_of(assessment, compared=tuple(six_others(assessment)), shows_differences=True)
    assert [figure.title for figure in chart_figures(data)] == [
        "Profilen",
        "Poeng per fokusområde",
        *(f"{area.code} {area.short}" for area in assessment.instrument.areas),
        "Hvor stopper kjeden?",
        "Hvor nær er idealkommunen?",
        "Samlet poengsum sammenlignet",
        "Profilene sammenlignet",
        "Forskjeller mellom informantgruppene",
    ]


def test_recorded_results_have_no_chain(karasjok: Assessment) -> None:
    titles = [figure.title for figure in chart_figures(data_of(karasjok))]
    assert "Hvor stopper kjeden?" not in titles
    assert len(titles) == 10


def test_they_show_the_figures_in_pictures_and_in_words() -> None:
    assessment = bundled(EKSEMPELVIK)
    data = data_of(assessment)
    board = data.board
    for area in assessment.instrument.areas:
        bars = svg(data, "Poeng per")
        points = f"{board.shown_area(area.number)} av 100"
        assert points in texts(bars)
        described = bars.findtext(f"{SVG}desc") or ""
        assert f"{area.code} {area.title}: {points}" in described
    chain = svg(data, "Hvor stopper")
    assert texts(chain).count("65") >= 1
    assert "1 Offentlighet og demokrati: System 65, Omfang 59" in (
        chain.findtext(f"{SVG}desc") or ""
    )


def test_each_says_whose_results_it_shows_and_that_they_are_a_draft() -> None:
    data = data_of(bundled(EKSEMPELVIK))
    for figure in chart_figures(data):
        shown = texts(svg(data, figure.title))
        assert shown[:2] == [figure.title, "Eksempelvik 2025 · UTKAST · Fiktivt eksempel"]
        assert svg(data, figure.title).findtext(f"{SVG}title") == figure.title


def test_a_drawing_is_not_upside_down() -> None:
    data = data_of(bundled(EKSEMPELVIK))
    root = svg(data, "Poeng per")
    heights = {each.text: float(each.attrib["y"]) for each in root.iter(f"{SVG}text")}
    first, last = heights["1 Offentlighet og demokrati"], heights["8 Kommunen som samfunnsutvikler"]
    assert heights["Poeng per fokusområde"] < first < last
    bars = [float(each.attrib["y"]) for each in root.iter(f"{SVG}rect") if "y" in each.attrib]
    assert min(abs(bar - first) for bar in bars) < 12
    assert min(abs(bar - last) for bar in bars) < 12


def test_they_are_png_and_svg_of_the_same_shape_in_a_folder() -> None:
    found = packed_figures(ClientFiles(bundled(KARASJOK)))
    stems = sorted({name.rpartition(".")[0] for name in found})
    assert len(found) == 2 * len(stems) == 20
    for stem in stems:
        with Image.open(io.BytesIO(found[f"{stem}.png"])) as picture:
            assert picture.format == "PNG"
            width, height = picture.size
        root = ET.fromstring(found[f"{stem}.svg"])
        _, _, across, up = map(float, root.attrib["viewBox"].split())
        assert width / height == pytest.approx(across / up, rel=0.02)
        assert width > 1_200


def test_their_names_are_in_the_language_of_the_report() -> None:
    with in_language(Language.ENGLISH):
        names = list(packed_figures(ClientFiles(bundled(KARASJOK))))
    assert names[:4] == [
        "Figures/01 The profile.png",
        "Figures/01 The profile.svg",
        "Figures/02 Points by focus area.png",
        "Figures/02 Points by focus area.svg",
    ]


def test_they_have_the_colour_of_the_firm() -> None:
    files = ClientFiles(bundled(KARASJOK), firm=Firm(color="#7a1f5c"))
    content = packed_figures(files)["Figurer/02 Poeng per fokusområde.svg"]
    assert b"#7a1f5c" in content
    assert b"#154f6b" not in content


def test_a_hostile_name_breaks_nothing(small_assessment: Assessment) -> None:
    renamed(small_assessment, HOSTILE)
    other = karasjok()
    hostile = replace(other, profile=replace(other.profile, label=HOSTILE))
    found = packed_figures(ClientFiles(small_assessment, compared=(hostile,)))
    for name, content in found.items():
        if name.endswith(".svg"):
            assert ET.fromstring(content).tag == f"{SVG}svg"
    said = ET.fromstring(found["Figurer/01 Profilen.svg"])
    # A text is in as many elements as it needs fonts.
    assert any("<b>fet</b>" in text for text in texts(said))


def test_an_empty_assessment_has_charts_without_points(empty_assessment: Assessment) -> None:
    data = data_of(empty_assessment)
    titles = [figure.title for figure in chart_figures(data)]
    assert "Hvor stopper kjeden?" not in titles
    assert "– av 100" in texts(svg(data, "Poeng per"))
