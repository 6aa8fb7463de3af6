"""Guide, programme and letter of a firm: logo or name, contact lines, colour."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import IO

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.report.firm.house_style import house_style_of
from kompass_desktop.report.handouts.guide import guide_of_group, write_guides
from kompass_desktop.report.handouts.letter import write_letters
from kompass_desktop.report.handouts.programme import write_programme
from tests.examples import EKSEMPELVIK, bundled
from tests.pictures import RED, picture
from tests.report.pdf.tagged import Tagged
from tests.report.printing import spaced

DAY = date(2026, 4, 9)
NAME = "Rådgiverne på Šápmi ŋ & <b> AS"
CONTACT = "Storgata 1, 9730 Kárášjohka\nTelefon 55 00 00 00\n" + "w" * 100 + "\n\nfire\nfem"
LOGOS = {"wide": (1600, 200), "tall": (300, 900), "none": None}

Writing = Callable[[Assessment, Firm, IO[bytes]], None]


def guide(assessment: Assessment, firm: Firm, file: IO[bytes]) -> None:
    guides = [guide_of_group(assessment, group) for group in ("union", "mayor")]
    write_guides(assessment, guides, DAY, file, firm)


def programme(assessment: Assessment, firm: Firm, file: IO[bytes]) -> None:
    write_programme(assessment, Names.LEFT_OUT, DAY, file, firm)


def letters(assessment: Assessment, firm: Firm, file: IO[bytes]) -> None:
    write_letters(assessment, assessment.interviews_in_order()[:2], file, firm)


every_handout = pytest.mark.parametrize("write", [guide, programme, letters])


def made(write: Writing, firm: Firm) -> bytes:
    assessment = bundled(EKSEMPELVIK)
    assessment.particulars = replace(assessment.particulars, firm=firm.name)
    file = io.BytesIO()
    write(assessment, firm, file)
    return file.getvalue()


@pytest.mark.parametrize("logo", list(LOGOS))
@every_handout
def test_it_has_the_logo_or_the_name_and_how_to_reach_the_firm(
    write: Writing, logo: str, tmp_path: Path
) -> None:
    size = LOGOS[logo]
    content = made(write, Firm(NAME, CONTACT, RED, picture(size=size) if size else b""))
    page = PdfReader(io.BytesIO(content)).pages[0]
    text = spaced(page.extract_text())
    assert len(page.images) == bool(size)
    assert NAME in text
    assert all(part in text for part in ("9730 Kárášjohka", "Telefon 55 00 00 00", "fire", "fem"))
    tagged = Tagged(content)
    assert tagged.findings(tmp_path) == []
    described = [node.alternative for node in tagged.document.all("Figure")]
    assert f"Logoen til {NAME}" in described if size else not described


@every_handout
def test_each_part_begins_with_the_logo(write: Writing) -> None:
    content = made(write, Firm(NAME, logo=picture()))
    pages = PdfReader(io.BytesIO(content)).pages
    with_logo = [number for number, page in enumerate(pages) if page.images]
    assert with_logo[0] == 0
    assert len(with_logo) == (1 if write is programme else 2)


@pytest.mark.parametrize("color", [RED, "#f6d860"])
@every_handout
def test_headings_have_its_colour_dark_enough(write: Writing, color: str) -> None:
    from reportlab.lib.colors import HexColor
    from reportlab.lib.rl_accel import fp_str

    content = made(write, Firm(NAME, CONTACT, color))
    drawn = PdfReader(io.BytesIO(content)).pages[0].get_contents()
    assert drawn is not None
    accent = HexColor(house_style_of(color).accent)
    operator = fp_str(accent.red, accent.green, accent.blue)
    assert f"{operator} rg" in drawn.get_data().decode("latin-1")


@every_handout
def test_without_a_firm_nothing_is_added(write: Writing) -> None:
    page = PdfReader(io.BytesIO(made(write, NO_FIRM))).pages[0]
    assert not page.images
    assert "·  ·" not in page.extract_text()


@every_handout
def test_the_author_of_the_file_is_the_firm(write: Writing) -> None:
    metadata = PdfReader(io.BytesIO(made(write, Firm(NAME)))).metadata
    assert metadata is not None
    assert metadata.author == NAME
