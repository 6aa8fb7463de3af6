"""The status of the improvements on paper, read back from the PDF."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, StatusCheck
from kompass_desktop.assessment.record_ids import status_check_id
from kompass_desktop.assessment.records import Change, Interview
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.handouts.status_sheet import printed_years, write_status
from tests.examples import KARASJOK, bundled

DONE, UNDER_WAY = ImprovementStatus.DONE, ImprovementStatus.UNDER_WAY


def planned() -> Assessment:
    assessment = bundled(KARASJOK)
    assessment.improvements.clear()
    assessment.status_checks.clear()
    for number in range(8):
        improvement = Improvement(
            f"t{number}",
            f"Čáhppes tiltak {number}",
            responsible="Kommunedirektøren",
            ends="2022-06-30",
            status=DONE if number < 3 else UNDER_WAY,
            position=float(number),
        )
        assessment.apply(Change(None, improvement))
    return assessment


def check(assessment: Assessment, year: int, comment: str = "", key: str = "t0") -> None:
    identity = status_check_id(assessment.id, key, year)
    assessment.apply(Change(None, StatusCheck(identity, key, year, UNDER_WAY, comment)))


def read(assessment: Assessment) -> list[str]:
    file = BytesIO()
    write_status(assessment, date(2026, 11, 27), file)
    return [" ".join(page.extract_text().split()) for page in PdfReader(file).pages]


def test_a_plan_is_on_one_page_with_its_statuses_by_year() -> None:
    assessment = planned()
    check(assessment, 2020)
    check(assessment, 2021, "Vedtatt i mars")
    check(assessment, 2021, key="t1")
    (page,) = read(assessment)
    assert "3 av 8 tiltak er gjennomført. Spurt om i 2021: 2 av 8." in page
    assert "Tiltak 2020 2021 Kommentar" in page
    assert "Čáhppes tiltak 0 Kommunedirektøren · innen 30.06.2022 Pågår Pågår" in page
    assert "2021: Vedtatt i mars" in page


def test_without_a_status_round_it_has_the_present_status() -> None:
    (page,) = read(planned())
    assert "Tiltak Status Kommentar" in page
    assert "Gjennomført" in page


def test_only_the_latest_years_are_printed() -> None:
    assessment = planned()
    for year in range(2016, 2024):
        check(assessment, year)
    check(assessment, 2030, key="gone")
    assert printed_years(assessment) == [2020, 2021, 2022, 2023]


def test_an_empty_plan_says_so_and_english_is_english() -> None:
    assessment = planned()
    assessment.improvements.clear()
    with in_language(Language.ENGLISH):
        (page,) = read(assessment)
    assert "The plan has no improvements yet." in page


def test_names_of_informants_are_not_printed() -> None:
    assessment = planned()
    assessment.apply(Change(None, Interview("i1", "mayor", "OF-01", "Áile Šuorbmu")))
    check(assessment, 2021, "Áile Šuorbmu er fornøyd")
    (page,) = read(assessment)
    assert "er fornøyd" in page
    assert "Šuorbmu" not in page
