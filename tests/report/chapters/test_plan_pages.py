"""The chapter on the plan in PDF and Word, and what is recommended in the other chapters."""

from __future__ import annotations

import re

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import decimal
from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.planning.scenario import Scenario, gain_of
from kompass_desktop.assessment.records import ChainStep, Document, Interview, Recommendation
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.masked_names import masked_in_print
from kompass_desktop.report.sections import SECTIONS
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.planned import put, with_hostile_plan, with_many, with_plan, without_plan
from tests.report.printing import Printed, printed, with_text
from tests.report.word.reading import cells_of, written

NAME = "Olava Oppdiktet"


@pytest.fixture(scope="module")
def plan_report() -> Printed:
    return printed(with_plan(bundled(EKSEMPELVIK)))


def plan_of(report: Printed) -> str:
    return " ".join(report.pages_of("Plan"))


def test_it_has_every_section_in_order(plan_report: Printed) -> None:
    titles = [title for depth, title in plan_report.bookmarks if depth < 2]
    start = titles.index("Plan")
    assert titles[start : start + 8] == [
        "Plan",
        "Dette ville gitt mest",
        "Scenariet",
        "Tiltak per tjenesteområde",
        "Tidslinje",
        "Scenario",
        "Siste statusrunde",
        "Dokumentkjeden",
    ]
    assert titles[start + 8] == "Avslutning"


@pytest.mark.parametrize("name", [EKSEMPELVIK, KARASJOK])
def test_every_number_is_that_of_the_scenario(name: str) -> None:
    assessment = with_plan(bundled(name))
    board = Scoreboard(assessment)
    scenario = Scenario(assessment, board)
    report = written(assessment)
    head, *areas, total = cells_of(
        report.table("Poeng for hvert fokusområde, i dag og med tiltakene")
    )
    today, then = head.index("I dag"), head.index("Med tiltakene")
    for row in areas:
        number = int(row[0])
        assert row[today] == str(board.shown_area(number))
        assert row[then] == str(scenario.shown_area(number))
    assert total[today] == str(board.shown_total)
    assert total[then] == str(scenario.shown_total)
    gains = {}
    for service in ("Oppvekst", "Helse og omsorg", "Teknisk", "Hele organisasjonen"):
        for row in cells_of(report.table(f"Tiltak: {service}"))[1:]:
            gains[row[0]] = row[-1]
    about = "ca. " if name == KARASJOK else ""
    assert gains == {
        str(number): f"{about}+{decimal(gain_of(assessment, board, each))}"
        for number, each in enumerate(assessment.improvements_in_order()[:6], 1)
    }
    text = plan_of(printed(assessment))
    assert f"blir {board.shown_total} poeng til {scenario.shown_total}" in text
    assert ("er et anslag" in text) == (name == KARASJOK)


def test_what_is_dropped_is_never_printed(plan_report: Printed) -> None:
    assert "Nytt saksbehandlingssystem" not in plan_report.text


def test_recommendations_are_those_of_the_plan(plan_report: Printed) -> None:
    closing = plan_report.chapter("Avslutning")
    assert "Lederavtaler med årlig oppfølging" in closing
    assert "4. kv. 2026 – 2. kv. 2028" in closing
    assert "4.1.1, 4.1.2" in closing
    # It is carried out.
    assert "Servicepolicy" not in closing
    summary = plan_report.pages[plan_report.beginning_of("Sammendrag") - 1]
    assert "Vi anbefaler" in summary
    assert "Her er det mest å hente" not in summary
    area = plan_report.chapter("Fokusområde 4")
    assert "Lederavtaler med årlig oppfølging" in area
    assert "Vedta en lokaldemokratistrategi" not in area


def test_the_plan_comes_in_the_place_of_written_recommendations(eksempelvik: Assessment) -> None:
    without_plan(eksempelvik)
    put(eksempelvik, Recommendation("r1", "Skrevet for hånd", "4.1"))
    assert "Skrevet for hånd" in printed(eksempelvik).chapter("Avslutning")
    assert "Skrevet for hånd" not in printed(with_plan(eksempelvik)).text


def test_without_a_plan_there_is_no_chapter_unless_it_is_written(karasjok: Assessment) -> None:
    without_plan(karasjok)
    assert (0, "Plan") not in printed(karasjok).bookmarks
    with_text(karasjok, "plan", "Planen lages i vår. {tiltak} tiltak, {scenario} poeng.")
    assert "Planen lages i vår. 0 tiltak, 212 poeng." in plan_of(printed(karasjok))


def test_a_plan_without_dates_lifts_or_documents_has_only_its_table(karasjok: Assessment) -> None:
    without_plan(karasjok)
    put(karasjok, Improvement("i1", "Et tiltak uten noe"))
    report = printed(karasjok)
    titles = [title for depth, title in report.bookmarks if depth < 2]
    start = titles.index("Plan")
    assert titles[start : start + 3] == ["Plan", "Tiltak per tjenesteområde", "Avslutning"]


def test_it_is_chosen_ordered_and_renamed_like_the_others(eksempelvik: Assessment) -> None:
    with_plan(eksempelvik)
    with_text(eksempelvik, SECTIONS, "plan = Veien til 2030\nforeword\nsummary\nclosing")
    titles = [title for depth, title in printed(eksempelvik).bookmarks if depth == 0]
    assert titles[:3] == ["Innhold", "Veien til 2030", "Forord"]
    with_text(eksempelvik, SECTIONS, "-plan")
    assert (0, "Plan") not in printed(eksempelvik).bookmarks


def test_its_fields_have_their_values(karasjok: Assessment) -> None:
    with_plan(karasjok)
    then = Scenario(karasjok, Scoreboard(karasjok)).shown_total
    with_text(karasjok, "closing", "{tiltak} tiltak gir {scenario}, {improvements}.")
    assert f"6 tiltak gir {then} (anslag), 6." in printed(karasjok).chapter("Avslutning")


@pytest.mark.parametrize(
    ("language", "said", "unsaid"),
    [
        (Language.NYNORSK, "Planen har seks tiltak", "Tjenesteområde"),
        (Language.ENGLISH, "The plan has six improvements", "tiltak:"),
    ],
)
def test_it_is_in_the_language_of_the_report(
    eksempelvik: Assessment, language: Language, said: str, unsaid: str
) -> None:
    with in_language(language):
        text = plan_of(printed(with_plan(eksempelvik)))
    assert said in text
    assert unsaid not in text


def test_no_informant_is_named(eksempelvik: Assessment) -> None:
    leader = next(i for i in eksempelvik.interviews_in_order() if i.code == "VL-02")
    put(eksempelvik, Interview(leader.id, leader.group, leader.code, NAME))
    with_plan(eksempelvik)
    own = Improvement("i9", f"{NAME} leder", f"Spør {NAME}", f"{NAME} sitt", NAME)
    put(eksempelvik, own, Document("d9", f"Fra {NAME}", chain=ChainStep.INPUT, service=own.service))
    report = printed(eksempelvik)
    assert "Oppdiktet" not in report.text
    assert "Virksomhetsledere sitt" in report.text
    assert f"{NAME} sitt" not in str(masked_in_print(eksempelvik))
    assert any(place.startswith("planen: ") for place in masked_in_print(eksempelvik).places)
    assert "Virksomhetsledere leder" in report.text


def test_hostile_texts_are_printed_as_they_are(karasjok: Assessment) -> None:
    report = printed(with_hostile_plan(karasjok))
    text = plan_of(report)
    for said in ("=1+1", "{{ felt }} {total}", "<b>fet</b> &amp; & </para>", '<img src="/etc/pas'):
        assert said in text


def test_five_hundred_improvements_have_a_table_with_heads_on_every_page() -> None:
    assessment = with_many(bundled(KARASJOK))
    pages = printed(assessment).pages_of("Plan")
    rows = re.compile(r"Tiltak \d+ i rekken")
    tables = [page for page in pages if rows.search(page)]
    assert len(tables) > 8
    assert all("Innsats" in page or "Tidslinje" in page for page in tables)
    text = " ".join(pages)
    # The timeline is a small figure of the most important ones.
    assert "368 til har datoer." in text
