"""A chapter's text as the firm's own: what becomes a field, and what is named as left in it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from kompass_desktop.assessment.firm import Firm, FirmText
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.chapters.texts import chapters, draft
from kompass_desktop.report.firm.firm_wording import (
    figures_left_in,
    left_in,
    with_fields,
    wording_of,
)
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.text_fields import filled, unknown_fields
from tests.report.printing import with_text


def data_of(assessment: Assessment, firm: Firm | None = None) -> ReportData:
    return ReportData(assessment, Scoreboard(assessment), firm=firm or Firm())


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Karasjok kommune ble målt i 2019.", "{kommune} ble målt i {år}."),
        ("Karasjok kommunes arbeid", "{kommune}s arbeid"),
        ("Summen er 212 av 800 poeng.", "Summen er {total} av {maks} poeng."),
        ("Totalt 212, og 212 poeng i alt.", "Totalt {total}, og {total} poeng i alt."),
        ("Spørsmål 1.4 får 7,4 av 30 poeng.", "Spørsmål 1.4 får {1.4} poeng."),
        ("Området får 21 av 100 poeng.", "Området får {1} poeng."),
        (
            "Høyest ligger «Kommunen som samfunnsutvikler». Lavest: Resultatfokus og effektivitet.",
            "Høyest ligger «{høyeste_område}». Lavest: {laveste_område}.",
        ),
        ("Kommunen som samfunnsutvikler er et område.",) * 2,
        ("Vedtak 212/2018 og 12019 kroner", "Vedtak 212/2018 og 12019 kroner"),
        ("{total} av {maks}, 17,4 av 30", "{total} av {maks}, 17,4 av 30"),
        ("{2019} og {212 poeng}", "{2019} og {212 poeng}"),
        ("Kommunen er god.", "Kommunen er god."),
    ],
)
def test_values_become_fields_where_they_are_surely_theirs(
    karasjok: Assessment, text: str, wording: str
) -> None:
    made = with_fields(text, "results", data_of(karasjok))
    assert made.text == wording
    assert set(made.turned) == set(re.findall(r"\{[^}]*\}", wording)) - set(
        re.findall(r"\{[^}]*\}", text)
    )


def test_a_figure_that_several_have_belongs_to_the_code_before_it(karasjok: Assessment) -> None:
    board = Scoreboard(karasjok)
    shown: dict[str, list[str]] = {}
    for question in karasjok.instrument.questions:
        field = filled(f"{{{question.code}}}", data_of(karasjok))
        shown.setdefault(field, []).append(question.code)
    value, codes = next((v, c) for v, c in shown.items() if len(c) > 1)
    text = "\n\n".join(f"# {code} Tittel\nDet får {value} poeng." for code in codes)
    made = with_fields(text, "results", ReportData(karasjok, board)).text
    assert made == "\n\n".join(f"# {code} Tittel\nDet får {{{code}}} poeng." for code in codes)
    assert with_fields(f"Det får {value} poeng.", "results", data_of(karasjok)).turned == ()


@pytest.mark.parametrize("language", list(Language))
def test_every_draft_as_a_firms_text_says_the_same_of_this_municipality(
    eksempelvik: Assessment, language: Language
) -> None:
    eksempelvik.texts.clear()
    eksempelvik.particulars = replace(eksempelvik.particulars, invented=False)
    data = data_of(eksempelvik)
    with in_language(language):
        for chapter in chapters(eksempelvik.instrument):
            wording = wording_of(chapter.key, data)
            assert unknown_fields(wording.text, eksempelvik.instrument) == ()
            again = filled(wording.text, data)
            plain = re.sub(r" \((?:forslag|framlegg|proposal)\)", "", again)
            words = draft(chapter.key, data).replace("nitten", "19").replace("nineteen", "19")
            assert plain == re.sub(r" \((?:forslag|framlegg|proposal)\)", "", words)
            assert "Eksempelvik" not in wording.text


def test_an_example_that_is_invented_does_not_make_the_firms_text_so(
    eksempelvik: Assessment,
) -> None:
    assert "fiktivt" not in wording_of("foreword", data_of(eksempelvik)).text


def test_a_written_text_keeps_its_fields(karasjok: Assessment) -> None:
    with_text(karasjok, "closing", "{kommune} får {total}. {komune}")
    assert wording_of("closing", data_of(karasjok)).text == "{kommune} får {total}. {komune}"


def test_a_draft_that_is_the_firms_text_is_that_text(eksempelvik: Assessment) -> None:
    firm = Firm(texts=(FirmText("closing", Language.BOKMAL, "{kommune}: {total}"),))
    made = wording_of("closing", data_of(eksempelvik, firm))
    assert (made.text, made.turned) == ("{kommune}: {total}", ())


def test_names_and_figures_that_are_left_are_named(small_assessment: Assessment) -> None:
    before = next(iter(small_assessment.interviews.values()))
    small_assessment.apply(Change(before, replace(before, name="Olava Mathisdatter")))
    small_assessment.particulars = replace(
        small_assessment.particulars, municipality="Kárášjohka - Karasjok"
    )
    text = (
        "Karasjok har 2600 innbyggere, og Kárášjohkas 41,5 % svarte. Olava sa det. "
        "Kommunekompasset har 8 områder, 45 spørsmål og 800 poeng, nivå 0–4. {total} {1.4}, 1.4.\n"
        "1. Les 3 poeng\n2. Karasjokværing"
    )
    assert left_in(text, data_of(small_assessment)) == (
        "Den nevner kommunen ved navn: Kárášjohka, Karasjok.",
        "Den nevner en informant ved navn: Olava.",
        "Disse tallene skrives ut uendret for alle kommuner: 2600, 41,5, 3.",
    )


def test_many_figures_are_not_all_listed(small_assessment: Assessment) -> None:
    (told,) = figures_left_in(
        " ".join(str(number) for number in range(20, 40)), small_assessment.instrument
    )
    assert told.endswith("20, 21, 22, 23, 24, 25 ….")


@pytest.mark.parametrize("text", ["", "Kommunen er åpen.", "{kommune} får {total}, fem %, 5 %"])
def test_a_text_for_all_has_nothing_to_name(small_assessment: Assessment, text: str) -> None:
    assert left_in(text, data_of(small_assessment)) == ()
