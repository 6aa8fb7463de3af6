"""The cards of a workshop and its result, read back from their PDFs."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Ballot, Improvement, Lift, Workshop
from kompass_desktop.assessment.record_ids import ballot_id, lift_id
from kompass_desktop.assessment.records import Change
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.handouts.workshop_cards import write_cards
from kompass_desktop.report.handouts.workshop_result import write_result

WORKSHOP = Workshop("w", "Verksted i Kárášjohka", "2026-03-12", participants=4, dots_each=3)
LONG = "Servicepolicy og svarfrister: Kárášjoga gielda čielga áigemearit ŋ đ š ŧ ž " * 12


def lay(assessment: Assessment, *titles: str, dots: int = 0) -> None:
    """Put improvements on the table; each has one dot more than the one before."""
    for place, title in enumerate(titles):
        improvement = Improvement(
            f"{place:02d}", title, service="upbringing", position=float(place)
        )
        identity = ballot_id(assessment.id, "w", improvement.id)
        lift = Lift(lift_id(assessment.id, improvement.id, "1.4.1"), improvement.id, "1.4.1")
        for record in (improvement, lift, Ballot(identity, "w", improvement.id, dots + place)):
            assessment.apply(Change(None, record))


def cards(assessment: Assessment, per_page: int = 6) -> list[str]:
    """Return the text of each page of cards, with single spaces."""
    content = BytesIO()
    write_cards(assessment, WORKSHOP, per_page, content)
    return [" ".join(page.extract_text().split()) for page in PdfReader(content).pages]


def result(assessment: Assessment) -> str:
    content = BytesIO()
    write_result(assessment, WORKSHOP, date(2026, 3, 13), content)
    pages = PdfReader(content).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.parametrize(("per_page", "pages"), [(4, 2), (6, 2)])
def test_a_card_has_title_service_area_and_measure_points(
    small_assessment: Assessment, per_page: int, pages: int
) -> None:
    titles = [f"Tiltak {letter} for čáđđa" for letter in "ABCDEFG"]
    lay(small_assessment, *titles)
    printed = cards(small_assessment, per_page)
    assert len(printed) == pages
    assert all(title in "".join(printed) for title in titles)
    point = small_assessment.instrument.find("1.4.1")
    assert f"1.4.1 {point.statement}"[:40] in printed[0]  # type: ignore[union-attr]
    assert "1 · Oppvekst" in printed[0]
    assert "Verksted i Kárášjohka · 12. mars 2026" in printed[0]


@pytest.mark.parametrize("per_page", [4, 6])
def test_what_is_left_of_the_last_page_are_empty_cards(
    small_assessment: Assessment, per_page: int
) -> None:
    lay(small_assessment, "Ett tiltak")
    (page,) = cards(small_assessment, per_page)
    assert page.count("Forslag:") == per_page - 1


def test_without_cards_there_is_a_page_of_empty_ones(small_assessment: Assessment) -> None:
    (page,) = cards(small_assessment)
    assert page.count("Forslag:") == 6


@pytest.mark.parametrize("per_page", [4, 6])
def test_a_very_long_title_stays_on_its_card(small_assessment: Assessment, per_page: int) -> None:
    lay(small_assessment, *[LONG] * per_page)
    pages = cards(small_assessment, per_page)
    assert len(pages) == 1
    assert pages[0].count("…") == (per_page if per_page == 6 else pages[0].count("…"))
    assert pages[0].count("Verksted i Kárášjohka") == per_page


def test_many_measure_points_stay_on_the_card_as_codes(small_assessment: Assessment) -> None:
    lay(small_assessment, "Alt på én gang")
    points = small_assessment.instrument.measure_points[:40]
    for point in points:
        lift = Lift(lift_id(small_assessment.id, "00", point.code), "00", point.code)
        small_assessment.apply(Change(None, lift))
    (page,) = cards(small_assessment)
    assert all(point.code in page for point in points)


def test_a_title_is_text_and_no_markup(small_assessment: Assessment) -> None:
    lay(small_assessment, "<b>Mål & <font color='red'>midler</font>")
    assert "<b>Mål & <font" in cards(small_assessment)[0]


def test_the_result_lists_most_dots_first_and_equal_ones_share_a_place(
    small_assessment: Assessment,
) -> None:
    lay(small_assessment, "Minst", "Mer", "Mest")
    before = small_assessment.ballots[ballot_id(small_assessment.id, "w", "01")]
    small_assessment.apply(Change(before, Ballot(before.id, "w", "01", 2)))
    text = result(small_assessment)
    assert "12. mars 2026 · 4 deltakere · 4 av 12 prikker gitt" in text
    assert "1 Mer Oppvekst 1.4.1 2 1 Mest Oppvekst 1.4.1 2 3 Minst Oppvekst 1.4.1 0" in text


def test_a_result_without_improvements_says_so(small_assessment: Assessment) -> None:
    assert "Ingen tiltak lå på bordet." in result(small_assessment)


def test_both_are_tagged_and_in_the_language_in_use(small_assessment: Assessment) -> None:
    lay(small_assessment, "Årshjul")
    with in_language(Language.ENGLISH):
        printed, written = BytesIO(), BytesIO()
        write_cards(small_assessment, WORKSHOP, 4, printed)
        write_result(small_assessment, WORKSHOP, date(2026, 3, 13), written)
    for content in (printed, written):
        root = PdfReader(content).root_object
        assert str(root["/Lang"]).startswith("en")
        assert "/StructTreeRoot" in root
    assert "Children and education" in PdfReader(printed).pages[0].extract_text()
