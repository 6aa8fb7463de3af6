"""A firm's own texts of chapters: where they are the draft, and where they are not."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kompass_desktop.assessment.finishing import finishing
from kompass_desktop.assessment.firm import Firm, FirmText
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.chapters.texts import as_firm_text, chapter_text, draft
from kompass_desktop.report.document import write_report
from kompass_desktop.report.frozen_drafts import drafts_to_keep
from kompass_desktop.report.remarks import remarks_on
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.presentation import write_slides
from tests.rating import rate
from tests.report.printing import MADE_ON, Printed, with_text
from tests.report.slides.shown import Shown

NB, NN, EN = Language.BOKMAL, Language.NYNORSK, Language.ENGLISH
CLOSING = "Vi takker {kommune} for {interviews} gode samtaler om {8.1}."


def firm(*texts: FirmText) -> Firm:
    return Firm("Fjordrådet AS", texts=texts)


def the_draft(chapter: str, assessment: Assessment, by: Firm) -> str:
    return draft(chapter, ReportData(assessment, Scoreboard(assessment), firm=by))


def test_a_chapter_that_nobody_has_written_is_the_firms_text_with_the_figures(
    eksempelvik: Assessment,
) -> None:
    by = firm(FirmText("closing", NB, CLOSING))
    assert the_draft("closing", eksempelvik, by).startswith(
        "Vi takker Eksempelvik kommune for 19 gode samtaler om 11,6 av"
    )
    assert the_draft("method", eksempelvik, by) == the_draft("method", eksempelvik, Firm())


def test_its_figures_follow_the_score(eksempelvik: Assessment) -> None:
    by = firm(FirmText("closing", NB, "{8.1}"))
    before = the_draft("closing", eksempelvik, by)
    for point in eksempelvik.instrument.question("8.1").measure_points:
        rate(eksempelvik, point.code, (4, 4, 4, 4))
    after = the_draft("closing", eksempelvik, by)
    assert (before, after) == ("11,6 av 15", "15,0 av 15")


@pytest.mark.parametrize("written_in", [NB, NN, EN])
def test_each_language_has_its_own_text(eksempelvik: Assessment, written_in: Language) -> None:
    texts = [FirmText("closing", each, f"Text in {each.value}") for each in (NB, EN)]
    with in_language(written_in):
        text = the_draft("closing", eksempelvik, firm(*texts))
        own = the_draft("closing", eksempelvik, Firm())
    assert text == (own if written_in is NN else f"Text in {written_in.value}")


def test_a_text_about_an_area_is_for_its_instrument_only(eksempelvik: Assessment) -> None:
    text = as_firm_text("area-1", "Området får {1} poeng.", eksempelvik.instrument)
    eksempelvik.apply(Change(eksempelvik.texts.pop(_text_of(eksempelvik, "area-1")), None))
    assert the_draft("area-1", eksempelvik, firm(text)) == "Området får 52 av 100 poeng."
    other = replace(text, instrument="Kommunekompasset 3.0")
    assert the_draft("area-1", eksempelvik, firm(other)) == the_draft("area-1", eksempelvik, Firm())


def _text_of(assessment: Assessment, chapter: str) -> str:
    return next(each.id for each in assessment.texts.values() if each.chapter == chapter)


def test_what_is_written_goes_before_the_firms_text(eksempelvik: Assessment) -> None:
    with_text(eksempelvik, "closing", "Vår avslutning.")
    by = firm(FirmText("closing", NB, CLOSING))
    data = ReportData(eksempelvik, Scoreboard(eksempelvik), firm=by)
    assert chapter_text("closing", data) == "Vår avslutning."


def test_results_that_are_only_reproduced_have_no_text_of_the_firm(karasjok: Assessment) -> None:
    by = firm(FirmText("method", NB, "Vi har intervjuet alle."))
    assert "intervjuet alle" not in the_draft("method", karasjok, by)


def test_the_foreword_of_an_invented_example_still_says_so(eksempelvik: Assessment) -> None:
    text = the_draft("foreword", eksempelvik, firm(FirmText("foreword", NB, "Vårt forord.")))
    assert text.startswith("Dette er et fiktivt eksempel.")
    assert text.endswith("\n\nVårt forord.")


def test_a_finished_assessment_keeps_the_text_that_it_was_finished_with(
    eksempelvik: Assessment,
) -> None:
    by = firm(FirmText("closing", NB, CLOSING))
    at = datetime(2026, 1, 2, tzinfo=UTC)
    kept = drafts_to_keep(eksempelvik, Scoreboard(eksempelvik), by)
    before = the_draft("closing", eksempelvik, by)
    for change in finishing(eksempelvik, at, "1", kept):
        eksempelvik.apply(change)
    other = firm(FirmText("closing", NB, "En annen."))
    assert the_draft("closing", eksempelvik, other) == before
    assert remarks_on(eksempelvik, firm(FirmText("closing", NB, "{tull}"))) == ()


def test_report_and_slides_have_it(eksempelvik: Assessment) -> None:
    by = firm(FirmText("closing", NB, CLOSING))
    report, slides = io.BytesIO(), io.BytesIO()
    write_report(eksempelvik, report, made_on=MADE_ON, firm=by)
    write_slides(eksempelvik, slides, made_on=MADE_ON, firm=by)
    said = "Vi takker Eksempelvik kommune for 19 gode samtaler"
    assert said in Printed(eksempelvik, report.getvalue()).text
    assert said in Shown(slides.getvalue()).text


def test_an_informant_who_is_named_in_it_is_not_printed(small_assessment: Assessment) -> None:
    before = next(iter(small_assessment.interviews.values()))
    small_assessment.apply(Change(before, replace(before, name="Olava Mathisdatter")))
    by = firm(FirmText("closing", NB, "Takk til Olava Mathisdatter!"))
    report = io.BytesIO()
    write_report(small_assessment, report, made_on=MADE_ON, firm=by)
    text = Printed(small_assessment, report.getvalue()).text
    assert "Takk til" in text
    assert "Olava" not in text
    assert "Mathisdatter" not in text


def test_unknown_fields_in_it_are_named_before_the_export(eksempelvik: Assessment) -> None:
    by = firm(
        FirmText("closing", NB, "{komune}, {høyeste område} og {9.9}, men {kommune}."),
        FirmText("closing", EN, "{nothing}"),
    )
    (remark,) = remarks_on(eksempelvik, by, written_in=NB)
    assert remark.sentence == (
        "Avslutning: Dette feltet finnes ikke: {komune}, {høyeste område}, {9.9}. Det står i "
        "firmaets tekst og skrives ut slik det står."
    )
    (english,) = remarks_on(eksempelvik, by, written_in=EN)
    assert "{nothing}" in english.sentence
    with_text(eksempelvik, "closing", "Skrevet.")
    assert remarks_on(eksempelvik, by, written_in=NB) == ()


def test_signs_in_it_that_cannot_be_printed_are_named(eksempelvik: Assessment) -> None:
    by = replace(firm(FirmText("closing", NB, "Takk \U00013000")), contact="Gate \U00012000")
    (remark,) = remarks_on(eksempelvik, by)
    assert "“\U00013000” (Avslutning)".replace("“", "«").replace("”", "»") in remark.sentence
    assert "«\U00012000» (firmaet)" in remark.sentence
    assert remarks_on(eksempelvik, by, is_printed=False) == ()
