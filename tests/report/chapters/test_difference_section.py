"""The section about where groups differ is printed where it is chosen, and names groups only."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.chapters.difference_section import MOST, difference_section
from kompass_desktop.report.document import write_report
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.storage.exchange.examples import load_example

HEADING = "Hvor ser gruppene det ulikt?"


@pytest.fixture
def eksempelvik() -> Assessment:
    assessment = load_example("eksempelvik-2025")
    assert assessment is not None
    return assessment


def printed(assessment: Assessment, *, shows_differences: bool) -> str:
    file = io.BytesIO()
    write_report(assessment, file, shows_differences=shows_differences)
    pages = [page.extract_text() for page in PdfReader(file).pages]
    return " ".join(" ".join(page.split()) for page in pages)


def data_of(assessment: Assessment) -> ReportData:
    register()
    return ReportData(assessment, Scoreboard(assessment), shows_differences=True)


def test_it_is_printed_only_where_it_is_chosen(eksempelvik: Assessment) -> None:
    assert HEADING not in printed(eksempelvik, shows_differences=False)
    text = printed(eksempelvik, shows_differences=True)
    assert text.count(HEADING) == 2  # in the contents, and over the section
    assert "Informantgruppene ser ulikt på 67 målepunkter." in text
    assert "På 16 av dem er det to nivåer eller mer mellom to grupper." in text
    assert f"De {MOST} største forskjellene er vist." in text


def test_no_informant_is_told_by_code_or_name(eksempelvik: Assessment) -> None:
    for interview in list(eksempelvik.interviews.values()):
        named = replace(interview, name="Olava Oppdiktet")
        eksempelvik.apply(Change(interview, named))
    text = printed(eksempelvik, shows_differences=True)
    assert "Olava" not in text
    assert "OF-01" not in text


def test_nothing_is_printed_where_no_groups_differ(eksempelvik: Assessment) -> None:
    for rating in [r for r in eksempelvik.ratings.values() if r.interview]:
        eksempelvik.apply(Change(rating, None))
    assert difference_section(data_of(eksempelvik)) == []


def test_few_differences_are_all_shown_and_said_in_the_singular(
    small_assessment: Assessment,
) -> None:
    text = printed(small_assessment, shows_differences=True)
    assert "Informantgruppene ser ulikt på 1 målepunkt." in text
    assert "største forskjellene" not in text


def test_it_is_in_the_reports_language(eksempelvik: Assessment) -> None:
    with in_language(Language.ENGLISH):
        assert "Where do the groups see it differently?" in printed(
            eksempelvik, shows_differences=True
        )
