"""What is told before a report goes out: stale figures, and letters that no font has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, text_id
from kompass_desktop.assessment.records import TEAM, Change, Member, Note, ReportText
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.report.chapters.texts import draft
from kompass_desktop.report.remarks import remarks_on, unprintable_in
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.stale_figures import named_figures
from tests.report.printing import with_finding, with_text


def write(assessment: Assessment, chapter: str, text: str) -> None:
    """Write a chapter as the window does."""
    identity = text_id(assessment.id, chapter)
    before = assessment.texts.get(identity)
    figures = named_figures(chapter, text, before, Scoreboard(assessment))
    assessment.apply(Change(before, ReportText(identity, chapter, text, figures)))


def lower(assessment: Assessment, area: int) -> None:
    """Take an area's first question down to nothing."""
    for point in assessment.instrument.area(area).questions[0].measure_points:
        rating = assessment.rating(TEAM, point.code)
        for aspect in Aspect:
            rating = rating.with_level(aspect, 0)
        assessment.apply(Change(None, rating))


@pytest.fixture
def written(eksempelvik: Assessment) -> Assessment:
    """An assessment with points everywhere, of which no chapter is written."""
    eksempelvik.texts.clear()
    return eksempelvik


def sentences_on(assessment: Assessment) -> list[str]:
    return [remark.sentence for remark in remarks_on(assessment)]


def area_points(assessment: Assessment, area: int) -> int:
    return Scoreboard(assessment).shown_area(area)


def test_drafts_and_texts_that_are_true_have_no_remarks(eksempelvik: Assessment) -> None:
    assert sentences_on(eksempelvik) == []


@pytest.mark.parametrize(
    ("chapter", "text"),
    [
        ("area-3", "Vi er fornøyde med {area} poeng her."),
        ("area-3", "Området får {area} av 100 poeng."),
        ("results", "Økonomi ({area}) er blant de svakere."),
        ("foreword", "Kommunen fikk {total} poeng."),
        ("closing", "Summen ble til slutt {total}."),
        ("area-3", "På 3.1 er det {question} av {maximum}, og det er bra."),
        ("area-3", "På 3.1 er det {question} poeng."),
    ],
)
def test_a_figure_that_was_true_when_it_was_written_is_told_when_it_no_longer_is(
    written: Assessment, chapter: str, text: str
) -> None:
    board = Scoreboard(written)
    question = written.instrument.question("3.1")
    points = f"{float(round(board.score('3.1').points * 10)) / 10:.1f}".replace(".", ",")
    filled = text.format(
        area=area_points(written, 3),
        total=board.shown_total,
        question=points,
        maximum=question.maximum,
    )
    write(written, chapter, filled)
    assert sentences_on(written) == []
    lower(written, 3)
    (sentence,) = sentences_on(written)
    assert remarks_on(written)[0].chapter == chapter
    assert "Teksten sier" in sentence
    lower(written, 4)
    assert len(sentences_on(written)) == 1


def test_every_figure_of_a_draft_that_was_taken_over_is_followed(written: Assessment) -> None:
    write(
        written,
        "area-3",
        draft("area-3", ReportData(written, Scoreboard(written))) + " Skrevet om.",
    )
    lower(written, 3)
    assert any("område 3" in sentence for sentence in sentences_on(written))


def test_a_stale_figure_stays_told_until_it_is_put_right(written: Assessment) -> None:
    before = area_points(written, 3)
    write(written, "area-3", f"Området får {before} poeng.")
    lower(written, 3)
    write(written, "area-3", f"Området får {before} poeng. Mer om det.")
    assert len(sentences_on(written)) == 1
    now = area_points(written, 3)
    write(written, "area-3", f"Området får {now} poeng, ikke {before} poeng.")
    assert sentences_on(written) == []


@pytest.mark.parametrize(
    "text",
    [
        "I 2019 fikk kommunen 21 av 100 poeng på området.",
        "Forrige gang fikk den 21 av 100 poeng.",
        "Det bor {area} innbyggere i grenda.",
        "Rapporten har {area}0 sider og {area},5 vedlegg.",
        "Det er 0 poeng å hente på 3 møter.",
    ],
)
def test_other_numbers_are_let_be(written: Assessment, text: str) -> None:
    write(written, "area-3", text.format(area=area_points(written, 3)))
    lower(written, 3)
    assert sentences_on(written) == []


def test_a_number_that_another_area_still_has_is_let_be(written: Assessment) -> None:
    board = Scoreboard(written)
    points = [board.shown_area(area.number) for area in written.instrument.areas]
    twice = next((p for p in points if points.count(p) > 1), None)
    if twice is None:
        identity = text_id(written.id, "results")
        figures = f"3={points[3]};4={points[3]}"
        text = ReportText(identity, "results", f"Flere har {points[3]} poeng.", figures)
        written.apply(Change(None, text))
    assert sentences_on(written) == []


def test_a_text_from_elsewhere_is_held_against_its_own_maxima(written: Assessment) -> None:
    with_text(written, "area-3", "Området får 99 av 100 poeng.")
    with_text(written, "closing", "Samlet får kommunen 799 av 800 poeng.")
    assert len(sentences_on(written)) == 2
    with_text(written, "closing", "I 2019 fikk kommunen 212 av 800 poeng.")
    assert len(sentences_on(written)) == 1


# Letters that no font has


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Bra 👍🏽! 🇳🇴 og 漢字 👩\u200d🏫", []),
        ("한국 og ⷀ", ["한국", "ⷀ"]),
        ("한\u200d국 lærer ❤\ufe0f", ["한\u200d국"]),
        ("áčđŋšŧž ÆØÅ «–» … ◐ ✓", []),
        ("Ka\u0301ra\u0301s\u030cjohka", []),
        ("한 og 한", ["한"]),
    ],
)
def test_what_cannot_be_printed_is_found_as_it_was_typed(text: str, signs: list[str]) -> None:
    assert unprintable_in(text) == signs


def test_it_is_told_which_letters_cannot_be_printed_and_where(eksempelvik: Assessment) -> None:
    with_finding(eksempelvik, "Bra 한", 3)
    with_text(eksempelvik, "foreword", "Fra 국")
    eksempelvik.apply(Change(None, Member(new_id(), "서울")))
    (sentence,) = sentences_on(eksempelvik)
    assert "«한» (funn i område 3)" in sentence
    assert "«국» (Forord)" in sentence
    assert "«서울» (teamet)" in sentence


def test_what_is_not_printed_is_not_told_of(eksempelvik: Assessment) -> None:
    note = next(iter(eksempelvik.notes.values()))
    assert isinstance(note, Note)
    eksempelvik.apply(Change(note, replace(note, text="한")))
    assert sentences_on(eksempelvik) == []
