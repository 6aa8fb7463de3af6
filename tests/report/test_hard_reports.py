"""Reports of what nobody planned for: markup, endless words, gaps, another instrument."""

import io
from dataclasses import replace
from fractions import Fraction

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.record_ids import new_id, recorded_id
from kompass_desktop.assessment.records import (
    TOTAL,
    Change,
    Interview,
    Member,
    Particulars,
    Recorded,
)
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.cancelling import ReportCancelled
from kompass_desktop.report.document import write_report
from kompass_desktop.report.status_labels import BY_CERTAINTY, explanation
from tests.rating import rate
from tests.report.printing import printed, renamed, spaced, with_finding, with_text

MARKUP = '<b>fet</b> & <img src="/etc/passwd"/> &amp; <font color="red"> </para>'


def record(assessment: Assessment, code: str, points: Fraction) -> None:
    recorded = Recorded(recorded_id(assessment.id, code), code, points)
    assessment.apply(Change(None, recorded))


def test_markup_is_printed_as_it_was_typed(karasjok: Assessment) -> None:
    with_finding(karasjok, MARKUP)
    with_text(karasjok, "foreword", MARKUP)
    karasjok.apply(Change(None, Member(new_id(), MARKUP, MARKUP)))
    karasjok.particulars = replace(karasjok.particulars, report="<i>R</i> & 1")
    renamed(karasjok, "<u>Sted</u> - &lt;")
    report = printed(karasjok)
    assert MARKUP in report.chapter("Fokusområde 1")
    assert MARKUP in report.chapter("Forord")
    assert "<u>Sted</u> &lt;" in report.pages[0]
    assert "<b>fet</b> & <img" in report.pages[0]
    assert report.pages[5].endswith("Kilde: <i>R</i> & 1, gjengitt i Kompass 6")
    assert not report.reader.pages[0].images


def test_letters_that_no_font_has_break_nothing(karasjok: Assessment) -> None:
    text = "a 🎉 中 한 \ud800 \x00\x1b\u202e ◐ b"
    with_finding(karasjok, text)
    with_text(karasjok, "closing", text)
    renamed(karasjok, text)
    report = printed(karasjok)
    assert "a 🎉 中 \ufffd \ufffd ◐ b" in report.chapter("Avslutning")
    assert "DejaVuSans" in report.fonts
    assert all("/FontDescriptor" in font for font in report.fonts.values())


def test_letters_beyond_the_basic_plane_can_be_copied(karasjok: Assessment) -> None:
    with_finding(karasjok, "se 😀 her")
    assert "se 😀 her" in printed(karasjok).chapter("Fokusområde 1")


def test_a_finding_of_ten_thousand_letters_is_whole(karasjok: Assessment) -> None:
    words = " ".join(f"ord{number}" for number in range(1400))
    with_finding(karasjok, words)
    report = printed(karasjok)
    chapter = report.chapter("Fokusområde 1")
    places = [chapter.find(f"ord{number}") for number in range(1400)]
    assert -1 not in places
    pages = report.pages_of("Fokusområde 1")
    assert len(pages) > 3
    assert all("Styrker" in page and "Svakheter" in page for page in pages[:-1])


def test_a_word_without_end_is_broken(karasjok: Assessment) -> None:
    with_finding(karasjok, "x" * 10_000)
    with_text(karasjok, "about", "y" * 20_000)
    report = printed(karasjok)
    assert report.chapter("Fokusområde 1").count("x") >= 10_000
    assert report.chapter("Om Kommunekompasset").count("y") >= 20_000


def test_many_findings_go_on_over_the_pages(karasjok: Assessment) -> None:
    for number in range(120):
        with_finding(karasjok, f"Funn nummer {number} i rekken", area=7)
    chapter = printed(karasjok).chapter("Fokusområde 7")
    assert all(f"Funn nummer {number} i rekken" in chapter for number in range(120))


def test_a_chapter_that_was_emptied_is_left_out(karasjok: Assessment) -> None:
    with_text(karasjok, "foreword", "")
    with_text(karasjok, "area-1", "  \n ")
    report = printed(karasjok)
    assert report.pages_of("Forord") == ()
    assert "Slik leser vi området" not in " ".join(report.pages_of("Fokusområde 1"))
    assert "Slik leser vi området" in report.chapter("Fokusområde 2")


def test_a_written_text_takes_the_place_of_the_draft(karasjok: Assessment) -> None:
    with_text(karasjok, "results", "Vi ser dette:\n- én ting\n- en annen")
    results = printed(karasjok).chapter("Resultater")
    assert "Vi ser dette: • én ting • en annen" in results
    assert "Profilen forteller mest" not in results


def test_an_empty_assessment_prints_dashes_and_no_zeros(empty_assessment: Assessment) -> None:
    report = printed(empty_assessment)
    results = report.chapter("Resultater")
    assert "– av 800 poeng" in results
    assert "Ingenting er vurdert ennå." in results
    assert explanation(BY_CERTAINTY[-1]) in results
    assert "1 Offentlighet og demokrati – 100" in results
    assert "1.1.1" in report.chapter("Vedlegg")


def test_an_assessment_without_a_name_prints(empty_assessment: Assessment) -> None:
    renamed(empty_assessment, "")
    report = printed(empty_assessment)
    assert "Kommune uten navn" in report.pages[0]
    assert "Kommunekompasset – 2026" in report.pages[1]


def test_every_standing_has_its_words(small_assessment: Assessment) -> None:
    rate(small_assessment, "3.1.1", (2, 2, 2, None))
    text = printed(small_assessment).text
    assert all(explanation(status) in text for status in BY_CERTAINTY)


def test_preliminary_points_are_marked(small_assessment: Assessment) -> None:
    small_assessment.recorded.clear()
    rate(small_assessment, "3.1.1", (2, 2, 2, None))
    results = printed(small_assessment).chapter("Resultater")
    assert "Summen er foreløpig." in results
    assert "Resultatet er foreløpig:" in results
    assert "* foreløpig: Det som ikke er vurdert, er holdt utenfor." in results


def test_a_recorded_value_that_differs_from_its_parts_is_told(empty_assessment: Assessment) -> None:
    for point in empty_assessment.instrument.question("1.1").measure_points:
        rate(empty_assessment, point.code, (4, 4, 4, 4))
    record(empty_assessment, "1.1", Fraction(12))
    record(empty_assessment, TOTAL, Fraction(300))
    report = printed(empty_assessment)
    assert (
        "Spørsmål 1.1: det er registrert 12,0 poeng, mens delene gir 15,0 til sammen."
        in report.chapter("Fokusområde 1")
    )
    assert "Det er registrert 300,0 poeng, mens delene gir 12,0" in report.chapter("Resultater")


def test_an_earlier_assessment_is_drawn_beside(
    eksempelvik: Assessment, karasjok: Assessment
) -> None:
    earlier = profile_of(Scoreboard(karasjok), "Kárášjohka 2019")
    report = printed(eksempelvik, earlier)
    results = report.chapter("Resultater")
    shown = Scoreboard(eksempelvik).shown_area(1)
    assert "Kárášjohka 2019: 212" in results
    assert f"1 Offentlighet og demokrati {shown} 100 100 21 +{shown - 21}" in results
    assert "Kárášjohka 2019: 21" in report.chapter("Fokusområde 1")


def test_planned_interviews_are_not_counted_as_held(empty_assessment: Assessment) -> None:
    for number in range(3):
        interview = Interview(new_id(), "union", f"HTV-{number}", finished=number == 0)
        empty_assessment.apply(Change(None, interview))
    assert "Hovedtillitsvalgte 3 1 1" in printed(empty_assessment).chapter("Metode")


def test_another_instrument_prints_too(empty_assessment: Assessment) -> None:
    instrument = empty_assessment.instrument
    other = replace(
        instrument,
        name="Måling <b>",
        areas=instrument.areas[:2],
        aspects=instrument.aspects[:3],
        traits=(),
    )
    report = printed(Assessment(Particulars(new_id(), "Sted", "", 2026), other))
    assert "Måling <b> – Sted 2026" in report.pages[1]
    assert "Sum alle områder – 200" in report.text


def test_progress_grows_from_nothing_to_all(karasjok: Assessment) -> None:
    shares: list[float] = []
    write_report(karasjok, io.BytesIO(), progress=shares.append)
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert len(shares) > 50


@pytest.mark.parametrize("steps", [0, 1, 40])
def test_a_report_can_be_given_up(karasjok: Assessment, steps: int) -> None:
    calls = iter(range(steps))
    file = io.BytesIO()
    with pytest.raises(ReportCancelled):
        write_report(karasjok, file, cancelled=lambda: next(calls, None) is None)
    assert file.getvalue() == b""


def test_findings_of_every_kind_stand_under_their_heads(empty_assessment: Assessment) -> None:
    texts = {kind: f"Et funn som er {kind.value}" for kind in FindingKind}
    for text in texts.values():
        with_finding(empty_assessment, text)
    for finding, kind in zip(list(empty_assessment.findings.values()), FindingKind, strict=True):
        empty_assessment.apply(Change(finding, replace(finding, kind=kind)))
    chapter = printed(empty_assessment).chapter("Fokusområde 1")
    heads = ("Styrker", "Utfordringer", "Svakheter")
    for head, text in zip(heads, texts.values(), strict=True):
        assert f"{head} • {spaced(text)}" in chapter
