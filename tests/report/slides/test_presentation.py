"""The slides: their order, their figures, what they say of themselves, and who can read them."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from kompass_desktop.assessment.comparing.comparison import movements
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.finishing import finishing
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import signed
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.record_ids import new_id, recorded_id
from kompass_desktop.assessment.records import (
    TOTAL,
    Change,
    Document,
    DocumentStatus,
    Finding,
    Interview,
    Recorded,
)
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.command_line.listing import scores_of
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.cancelling import ReportCancelled
from kompass_desktop.report.slides.presentation import write_slides
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.rating import rate
from tests.report.planned import without_plan
from tests.report.printing import with_finding, with_text
from tests.report.slides.shown import Shown, paragraphs_of, shown

AREA = "{0.number} {0.title}: poeng"


@pytest.fixture(scope="module")
def karasjok_slides() -> Shown:
    return shown(bundled(KARASJOK))


@pytest.fixture(scope="module")
def eksempelvik_slides() -> Shown:
    return shown(bundled(EKSEMPELVIK))


def check_figures(slides: Shown, assessment: Assessment) -> None:
    """Compare all figures of tables and charts with those of `scores --json`."""
    scores = json.loads(json.dumps(scores_of(assessment)))
    radar = slides.series("Profilen", _label(assessment))
    assert {name.split()[0]: value for name, value in radar.items()} == scores["areas"]
    bars = slides.series("Poeng per fokusområde", "Poeng")
    assert {name.split()[0]: value for name, value in bars.items()} == scores["areas"]
    assert (
        slides.slide("Profilen")
        .placeholders[14]
        .text_frame.text.startswith(f"{scores['total']}\nav {scores['maximum']} poeng")
    )
    questions: dict[str, str] = {}
    for area in assessment.instrument.areas:
        title = AREA.format(area)
        values = slides.series(title, "Poeng")
        rows = slides.rows(title)
        column = rows[0].index("Poeng")
        in_table = {row[0]: row[column].replace(",", ".") for row in rows[1:-1]}
        assert {code: f"{value:.1f}" for code, value in values.items()} == in_table
        assert rows[-1][column] == str(scores["areas"][area.code])
        maxima = slides.series(title, "Maksimum")
        assert list(maxima.values()) == [float(question.maximum) for question in area.questions]
        questions |= in_table
    assert questions == scores["questions"]


def _label(assessment: Assessment) -> str:
    return profile_of(Scoreboard(assessment), _name(assessment)).label


def _name(assessment: Assessment) -> str:
    names = assessment.particulars.municipality.replace(" - ", " / ")
    return f"{names} {assessment.particulars.year}"


def test_every_figure_of_recorded_results_is_that_of_the_scores(karasjok_slides: Shown) -> None:
    check_figures(karasjok_slides, bundled(KARASJOK))
    assert (
        karasjok_slides.series("Poeng per fokusområde", "Poeng")["5 Resultatfokus og effektivitet"]
        == 5
    )


def test_every_figure_of_rated_results_is_that_of_the_scores(eksempelvik_slides: Shown) -> None:
    check_figures(eksempelvik_slides, bundled(EKSEMPELVIK))


def test_frozen_figures_are_those_of_the_finish(eksempelvik: Assessment) -> None:
    for change in finishing(eksempelvik, datetime(2025, 11, 3, tzinfo=UTC), "1.0"):
        eksempelvik.apply(change)
    before = scores_of(eksempelvik)
    finish = eksempelvik.finish
    assert finish is not None
    # A rating that came in afterwards changes nothing.
    rate(eksempelvik, "1.1.1", (0, 0, 0, 0))
    assert scores_of(eksempelvik) == before
    slides = shown(eksempelvik)
    check_figures(slides, eksempelvik)
    assert "Tallene er slik de var da målingen ble avsluttet 3. november 2025." in slides.notes[5]


def test_the_slides_come_in_the_order_of_the_deck(eksempelvik_slides: Shown) -> None:
    # This one is only there if documents have been read.
    titles = [each for each in eksempelvik_slides.titles if each != "Dokumentene som er lest"]
    assert titles[:11] == [
        "Eksempelvik 2025",
        "Hva er Kommunekompasset?",
        "Hvordan ser idealkommunen ut?",
        "Slik er målingen gjennomført",
        "Slik gis poeng",
        "Profilen",
        "Poeng per fokusområde",
        "Sterkeste og svakeste spørsmål",
        "Hvor stopper kjeden?",
        "Hvor nær er idealkommunen?",
        "1 Offentlighet og demokrati: poeng",
    ]
    assert titles[11].startswith("1 Offentlighet og demokrati: funn")
    assert titles[-1] == "Veien videre"
    assert len(set(titles)) == len(titles)


def test_recorded_results_say_only_what_is_known(karasjok_slides: Shown) -> None:
    assert "Hvor stopper kjeden?" not in karasjok_slides.text
    assert "Slik gis poeng" not in karasjok_slides.titles
    assert "Hvor nær er idealkommunen?" not in karasjok_slides.titles
    assert "Kilde: KS-K rapport 3/2019, gjengitt i Kompass" in karasjok_slides.text
    assert "UTKAST" not in karasjok_slides.text
    assert "Vurderingene bak dem er ikke kjent." in karasjok_slides.notes[4]


def test_every_finding_is_on_a_slide_of_its_area(karasjok_slides: Shown) -> None:
    for finding in bundled(KARASJOK).findings.values():
        assert finding.text in karasjok_slides.text


def test_an_empty_assessment_gives_slides_with_dashes(empty_assessment: Assessment) -> None:
    slides = shown(empty_assessment)
    assert set(slides.series("Poeng per fokusområde", "Poeng").values()) == {None}
    assert slides.slide("Profilen").placeholders[14].text_frame.text.startswith("–\nav 800 poeng")
    assert "Ingenting er vurdert ennå." in slides.text
    assert [row[-2] for row in slides.rows("1 Offentlighet og demokrati: poeng")[1:]] == ["–"] * 6
    assert slides.slide("8 Kommunen som samfunnsutvikler: funn").placeholders[
        21
    ].text_frame.text == ("Ingen funn")
    assert "Hvor stopper kjeden?" not in slides.text
    assert all("Ingen intervjuer" in notes or "ikke gjennomført" in notes for notes in slides.notes)


def test_draft_and_invented_are_on_every_slide(eksempelvik_slides: Shown) -> None:
    for slide in eksempelvik_slides.slides:
        foot = next(p for p in slide.placeholders if p.placeholder_format.idx == 11)
        assert foot.text_frame.text.startswith("UTKAST · Fiktivt eksempel")
    assert "utkast, fiktivt eksempel" in eksempelvik_slides.presentation.core_properties.title


def test_the_look_of_a_bar_says_how_sure_it_is(small_assessment: Assessment) -> None:
    rate(small_assessment, "3.1.1", (2, 2, 2, None))
    slide = shown(small_assessment).slide("Poeng per fokusområde")
    note = slide.placeholders[14].text_frame.text
    for words in ("foreløpig: noe er ikke vurdert", "registrert", "ikke vurdert"):
        assert words in note
    rows = shown(small_assessment).rows("1 Offentlighet og demokrati: poeng")
    assert "Grunnlag" in rows[0]


def test_what_is_not_in_focus_is_hatched_and_said(eksempelvik_slides: Shown) -> None:
    attainable = eksempelvik_slides.series("Poeng per fokusområde", "Oppnåelig")
    board = Scoreboard(bundled(EKSEMPELVIK))
    assert [int(value or 0) for value in attainable.values()] == [
        round(board.score(str(n)).attainable) for n in range(1, 9)
    ]
    assert "ikke i fokus" in eksempelvik_slides.text


def test_an_earlier_assessment_is_compared(eksempelvik: Assessment, karasjok: Assessment) -> None:
    earlier = profile_of(Scoreboard(karasjok), "Kárášjohka / Karasjok 2019")
    slides = shown(eksempelvik, earlier)
    title = "Sammenlignet med Kárášjohka / Karasjok 2019"
    now = profile_of(Scoreboard(eksempelvik), "")
    moves = movements(earlier, now)
    rows = slides.rows(title)
    assert [row[1] for row in rows[1:-1]] == [str(e.score.points) for e in earlier.areas]
    assert [row[3] for row in rows[1:-1]] == [signed(m.difference or 0) for m in moves]
    assert rows[-1] == ["Sum", "212", str(now.total), signed(now.total - 212)]
    before = slides.series(title, "Kárášjohka / Karasjok 2019")
    assert list(before.values()) == [int(e.score.points) for e in earlier.areas]
    assert list(slides.series("Profilen", "Kárášjohka / Karasjok 2019").values()) == list(
        before.values()
    )
    rows = slides.rows("1 Offentlighet og demokrati: poeng")
    assert rows[0][-1] == "2019"
    assert rows[1][-1] == "1,5"


def test_preliminary_areas_are_not_compared(
    eksempelvik: Assessment, small_assessment: Assessment
) -> None:
    rate(small_assessment, "3.1.1", (2, 2, 2, None))
    slides = shown(small_assessment, profile_of(Scoreboard(eksempelvik), "Før 2025"))
    rows = slides.rows("Sammenlignet med Før 2025")
    assert rows[3][3] == "–"


def test_the_notes_tell_the_sources(eksempelvik: Assessment) -> None:
    eksempelvik.documents.clear()
    document = Document(new_id(), "Økonomiplan 2025", status=DocumentStatus.READ)
    without_plan(eksempelvik)
    eksempelvik.apply(Change(None, document))
    slides = shown(eksempelvik)
    for notes in slides.notes:
        assert "Kilder" in notes
        assert "Intervjuer per gruppe: Ordfører / deler av formannskapet 2;" in notes
        assert "Hovedtillitsvalgte 2 av 3 gjennomført" in notes
        assert "Dokumenter: Økonomiplan 2025." in notes
        assert "Tallene er regnet ut 9. april 2026 med Kompass" in notes
        assert "er ikke KS-Ks offisielle ordlyd" in notes
    points = slides.notes[
        slides.titles.index("2 Tilgjengelighet, innbygger- og brukerorientering: poeng")
    ]
    assert points.startswith("Dette er blant de svakeste områdene")
    assert "Økonomiplan 2025" in slides.text


def test_informants_are_never_named(eksempelvik: Assessment) -> None:
    leader = next(i for i in eksempelvik.interviews.values() if i.code == "VL-02")
    named = replace(leader, name="Olava Oppdiktet")
    eksempelvik.apply(Change(leader, named))
    with_finding(eksempelvik, "Olava Oppdiktet sa at VL-02 ikke visste")
    with_text(eksempelvik, "closing", "Takk til Olava Oppdiktet.")
    with_text(eksempelvik, "area-1", "Olava Oppdiktet mener noe.")
    slides = shown(eksempelvik)
    everything = slides.text + "\n".join(slides.notes)
    assert "Oppdiktet" not in everything
    assert "VL-02" not in everything
    assert "Virksomhetsledere sa at" in everything


def test_a_finding_from_a_document_names_it(eksempelvik: Assessment) -> None:
    finding = next(f for f in eksempelvik.findings.values() if f.kind is FindingKind.STRENGTH)
    note = next(n for n in eksempelvik.notes.values())
    document = Document(new_id(), "Årsmelding 2024", status=DocumentStatus.READ)
    eksempelvik.apply(Change(None, document))
    eksempelvik.apply(Change(note, replace(note, document=document.id, page="14")))
    eksempelvik.apply(Change(finding, replace(finding, note=note.id)))
    assert f"{finding.text} (Årsmelding 2024, s. 14)" in shown(eksempelvik).text


@pytest.mark.parametrize(
    ("language", "locale", "title"),
    [
        (Language.BOKMAL, "nb-NO", "Profilen"),
        (Language.NYNORSK, "nn-NO", "Profilen"),
        (Language.ENGLISH, "en-GB", "The profile"),
    ],
)
def test_texts_have_the_language_that_they_are_in(
    karasjok: Assessment, language: Language, locale: str, title: str
) -> None:
    with in_language(language):
        slides = shown(karasjok)
    heading = slides.slide(title).shapes.title.text_frame.paragraphs[0].runs[0]
    assert heading._r.rPr.get("lang") == locale
    table = next(s.table for s in slides.slide("1 Offentlighet").shapes if s.has_table)
    # The questions are always in the instrument's language.
    assert table.cell(1, 1).text_frame.paragraphs[0].runs[0]._r.rPr.get("lang") == "nb-NO"
    findings = slides.slide("8 Kommunen som samfunnsutvikler: f").placeholders[21].text_frame
    typed = "nb-NO" if language is Language.ENGLISH else locale
    assert findings.paragraphs[0].runs[0]._r.rPr.get("lang") == typed
    for slide in slides.slides:
        for paragraph in paragraphs_of(slide):
            assert all(run._r.rPr.get("lang") for run in paragraph.runs)
    assert slides.presentation.core_properties.language == locale


def test_in_english_numbers_have_a_point(eksempelvik: Assessment) -> None:
    with in_language(Language.ENGLISH):
        slides = shown(eksempelvik)
    assert slides.rows("1 Offentlighet og demokrati: points")[1][-2].count(".") == 1
    assert "DRAFT · Invented example" in slides.text


def test_a_written_closing_is_shown_with_its_bullets(eksempelvik: Assessment) -> None:
    with_text(
        eksempelvik, "closing", "Vi anbefaler:\n- én ting\n- en annen\n  som går videre\n\nTakk."
    )
    body = shown(eksempelvik).slides[-1].placeholders[14].text_frame
    texts = [paragraph.text for paragraph in body.paragraphs]
    assert texts == ["Vi anbefaler:", "én ting", "en annen som går videre", "Takk."]
    indents = [paragraph._p.pPr.get("marL") != "0" for paragraph in body.paragraphs]
    assert indents == [False, True, True, False]


def test_a_closing_that_was_emptied_is_left_out(eksempelvik: Assessment) -> None:
    with_text(eksempelvik, "closing", " \n ")
    assert "Veien videre" not in shown(eksempelvik).titles


def test_the_properties_tell_whose_it_is(karasjok: Assessment) -> None:
    karasjok.particulars = replace(karasjok.particulars, firm="Firma AS", client="Kommunestyret")
    slides = shown(karasjok)
    properties = slides.presentation.core_properties
    assert properties.author == "Firma AS"
    assert properties.title == "Kommunekompasset – Kárášjohka / Karasjok 2019"
    assert "Oppdragsgiver: Kommunestyret" in slides.text
    assert "Utført av: Firma AS" in slides.text
    assert "Gjengitt: 9. april 2026" in slides.text


def test_progress_grows_from_nothing_to_all(karasjok: Assessment) -> None:
    shares: list[float] = []
    write_slides(karasjok, io.BytesIO(), progress=shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(shares) > 8


@pytest.mark.parametrize("steps", [0, 1, 20])
def test_slides_can_be_given_up(karasjok: Assessment, steps: int) -> None:
    calls = iter(range(steps))
    file = io.BytesIO()
    with pytest.raises(ReportCancelled):
        write_slides(karasjok, file, cancelled=lambda: next(calls, None) is None)
    assert file.getvalue() == b""


def test_recorded_points_that_differ_from_their_parts_are_those_shown(
    empty_assessment: Assessment,
) -> None:
    for point in empty_assessment.instrument.question("1.1").measure_points:
        rate(empty_assessment, point.code, (4, 4, 4, 4))
    for code, points in (("1.1", Fraction(12)), (TOTAL, Fraction(300))):
        recorded = Recorded(recorded_id(empty_assessment.id, code), code, points)
        empty_assessment.apply(Change(None, recorded))
    slides = shown(empty_assessment)
    assert slides.series("1 Offentlighet og demokrati: poeng", "Poeng")["1.1"] == 12
    assert slides.slide("Profilen").placeholders[14].text_frame.text.startswith("300\n")


def test_interviews_that_are_only_planned_are_not_counted(empty_assessment: Assessment) -> None:
    for number in range(3):
        interview = Interview(new_id(), "union", f"HTV-{number}", finished=number == 0)
        empty_assessment.apply(Change(None, interview))
    rows = shown(empty_assessment).rows("Slik er målingen gjennomført")
    assert rows == [
        ["Gruppe", "Planlagt", "Gjennomført"],
        ["Hovedtillitsvalgte", "3", "1"],
        ["Sum", "3", "1"],
    ]


def test_findings_come_in_the_order_and_under_the_head_of_their_kind(
    empty_assessment: Assessment,
) -> None:
    for position, kind in enumerate((*FindingKind, *FindingKind)):
        text = f"Funn {position} er {kind.value}"
        finding = Finding(new_id(), 1, kind, text, position=float(position))
        empty_assessment.apply(Change(None, finding))
    slide = shown(empty_assessment).slide("1 Offentlighet og demokrati: funn")
    texts = {p.placeholder_format.idx: p.text_frame.text for p in slide.placeholders}
    assert [texts[index] for index in (20, 22, 24)] == ["Styrker", "Utfordringer", "Svakheter"]
    assert texts[21] == "Funn 0 er strength\nFunn 3 er strength"
    assert texts[25] == "Funn 2 er weakness\nFunn 5 er weakness"
