"""Slides of a firm: its logo, colour, name and contact lines, which stay readable."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Pt

from kompass_desktop import colors
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.report.firm.house_style import house_style_of
from kompass_desktop.report.slides.pptx_types import Shape
from kompass_desktop.report.slides.presentation import write_slides
from tests.pictures import RED, picture
from tests.report.slides.shown import MADE_ON, Shown, text_of

NAME = "Rådgiverne på Šápmi ŋ & <b> AS"
CONTACT = "Storgata 1, 9730 Kárášjohka\nTelefon 55 00 00 00\n" + "x" * 100 + "\nfire\nfem"
PALE = "#f6d860"


def slides(assessment: Assessment, firm: Firm) -> Shown:
    file = io.BytesIO()
    assessment.particulars = replace(assessment.particulars, firm=firm.name)
    write_slides(assessment, file, firm=firm, made_on=MADE_ON)
    return Shown(file.getvalue())


def theme_of(shown: Shown) -> str:
    master = shown.slides[0].slide_layout.slide_master.part
    return str(master.part_related_by(RELATIONSHIP_TYPE.THEME).blob, "utf-8")


def pictures_of(slide: Shape) -> list[Shape]:
    return [shape for shape in slide.shapes if shape.shape_type == 13]


def test_name_is_in_the_foot_of_every_slide_and_contact_on_the_first(
    eksempelvik: Assessment,
) -> None:
    shown = slides(eksempelvik, Firm(NAME, CONTACT))
    texts = [text_of(slide) for slide in shown.slides]
    assert all(NAME in text for text in texts)
    assert all(line in texts[0] for line in ("9730 Kárášjohka", "Telefon 55", "fire", "fem"))
    assert not any("Telefon 55" in text for text in texts[1:])


@pytest.mark.parametrize("size", [(1600, 200), (300, 900), (400, 400)])
def test_a_logo_of_any_shape_is_above_the_title_in_its_proportions(
    eksempelvik: Assessment, size: tuple[int, int]
) -> None:
    shown = slides(eksempelvik, Firm(NAME, logo=picture(size=size)))
    (logo,) = pictures_of(shown.slides[0])
    title = shown.slides[0].shapes.title
    assert logo.top + logo.height <= title.top
    assert logo.width <= Pt(260)
    assert logo.width / logo.height == pytest.approx(size[0] / size[1], rel=0.01)
    described = logo._element.xpath(".//p:cNvPr")[0].get("descr")
    assert described == f"Logoen til {NAME}"
    assert not any(pictures_of(slide) for slide in shown.slides[1:])


@pytest.mark.parametrize("color", [RED, PALE, "#ffffff", "#000000"])
def test_theme_and_charts_have_its_colour_dark_enough_for_text(
    eksempelvik: Assessment, color: str
) -> None:
    shown = slides(eksempelvik, Firm(NAME, color=color))
    style = house_style_of(color)
    theme = theme_of(shown)
    for name in ("dk2", "accent1", "hlink"):
        assert f'<a:{name}><a:srgbClr val="{style.accent[1:].upper()}"/></a:{name}>' in theme
    assert colors.contrast(style.accent, colors.WHITE) >= colors.READABLE
    ours = colors.ACCENT[1:].upper()
    assert ours not in theme
    parts = shown.slides[0].part.package.iter_parts()
    charts = [part.blob.decode() for part in parts if "/charts/chart" in str(part.partname)]
    assert charts
    used = {
        found.upper() for chart in charts for found in re.findall(r'srgbClr val="(\w+)"', chart)
    }
    assert style.accent[1:].upper() in used
    assert ours not in used


def test_without_a_firm_it_has_the_colours_of_the_program(eksempelvik: Assessment) -> None:
    shown = slides(eksempelvik, NO_FIRM)
    assert colors.ACCENT[1:].upper() in theme_of(shown)
    assert not pictures_of(shown.slides[0])


def test_results_that_are_only_reproduced_have_neither_logo_nor_contact(
    karasjok: Assessment,
) -> None:
    shown = slides(karasjok, Firm(NAME, CONTACT, logo=picture()))
    assert not pictures_of(shown.slides[0])
    assert "Telefon 55" not in text_of(shown.slides[0])
