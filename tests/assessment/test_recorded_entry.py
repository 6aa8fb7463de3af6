"""Typing in published points: what is read, which sums are said not to fit, what is changed."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.recorded_entry import (
    Depth,
    InvalidPoints,
    area_check_text,
    check_area,
    check_total,
    depth_of,
    entry_codes,
    read_points,
    recorded_changes,
    recorded_of,
    total_check_text,
    typed_text,
)
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Instrument
from tests.examples import bundled


@pytest.mark.parametrize(
    ("typed", "points"),
    [("7,4", "7.4"), ("7.4", "7.4"), (" 15 ", "15"), (",5", "0.5"), ("7,", "7"), ("4,25", "4.25")],
)
def test_points_are_typed_with_a_comma_or_a_point(typed: str, points: str) -> None:
    assert read_points(typed, Fraction(15)) == Fraction(points)


def test_an_empty_field_is_not_known() -> None:
    assert read_points("  ", Fraction(15)) is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("15,1", "15,1 er mer enn maksimum, 15."),
        ("-1", "«-1» er ikke et tall."),
        ("1e3", "«1e3» er ikke et tall."),
        ("sju", "«sju» er ikke et tall."),
        ("1,2,3", "«1,2,3» er ikke et tall."),
        (",", "«,» er ikke et tall."),
        ("1,234", "Høyst 2 desimaler."),
        ("\u0661", "«\u0661» er ikke et tall."),
    ],
)
def test_what_are_no_points_of_the_scale_is_refused(typed: str, said: str) -> None:
    with pytest.raises(InvalidPoints) as refused:
        read_points(typed, Fraction(15))
    assert str(refused.value) == said


@pytest.mark.parametrize(("points", "text"), [("7.4", "7,4"), ("21", "21"), ("4.25", "4,25")])
def test_points_are_shown_as_they_are_typed(points: str, text: str) -> None:
    assert typed_text(Fraction(points)) == text


def test_each_sum_comes_after_its_parts(instrument: Instrument) -> None:
    questions = entry_codes(instrument, Depth.QUESTIONS)
    assert questions[:7] == ("1.1", "1.2", "1.3", "1.4", "1.5", "1", "2.1")
    assert (len(questions), questions[-1]) == (54, TOTAL)
    assert entry_codes(instrument, Depth.AREAS) == (*"12345678", TOTAL)
    assert entry_codes(instrument, Depth.TOTAL) == (TOTAL,)


def test_the_printed_sums_of_karasjok_fit_although_its_questions_are_rounded() -> None:
    karasjok = bundled("karasjok-2019")
    points = recorded_of(karasjok)
    for area in karasjok.instrument.areas:
        check = check_area(karasjok.instrument, area.number, points)
        assert check.difference is None
        assert area_check_text(check).endswith("Det stemmer.")
    assert total_check_text(check_total(karasjok.instrument, points)) == (
        "Områdene gir 212. Det stemmer."
    )


def test_a_sum_that_differs_by_a_point_is_said(instrument: Instrument) -> None:
    points = {"1.1": 1, "1.2": 8, "1.3": 0, "1.4": 7, "1.5": 4, "1": 21}
    exact = {code: Fraction(value) for code, value in points.items()}
    check = check_area(instrument, 1, exact)
    assert check.difference == 1
    assert area_check_text(check) == (
        "Spørsmålene gir 20, 1 mindre enn det som er trykt. Det trykte gjelder."
    )
    more = check_area(instrument, 1, exact | {"1": Fraction("18.5")})
    assert "1,5 mer" in area_check_text(more)


def test_what_is_not_typed_yet_does_not_differ(instrument: Instrument) -> None:
    some = {"1.1": Fraction(3), "1": Fraction(21)}
    check = check_area(instrument, 1, some)
    assert check.difference is None
    assert area_check_text(check) == "3 så langt, 1 av 5"
    # But what is typed can be more than the whole already.
    assert check_area(instrument, 1, {"1.1": Fraction(9), "1": Fraction(4)}).difference == -5


def test_the_total_is_checked_against_the_areas_as_printed(instrument: Instrument) -> None:
    areas = {code: Fraction("10.4") for code in "12345678"}
    check = check_total(instrument, areas | {TOTAL: Fraction(83)})
    assert check.parts == 80
    assert total_check_text(check).startswith("Områdene gir 80, 3 mindre")


def test_what_is_typed_becomes_the_published_points_and_nothing_else(
    empty_assessment: Assessment,
) -> None:
    for change in recorded_changes(empty_assessment, {TOTAL: Fraction(593), "1": Fraction(60)}):
        empty_assessment.apply(change)
    later = {TOTAL: Fraction(593), "2": Fraction(70)}
    changes = recorded_changes(empty_assessment, later)
    assert len(changes) == 2
    for change in changes:
        empty_assessment.apply(change)
    assert recorded_of(empty_assessment) == later
    assert recorded_changes(empty_assessment, later) == []
    assert Scoreboard(empty_assessment).shown_total == 593


def test_how_much_is_known_is_seen_from_the_points() -> None:
    one = Fraction(1)
    assert depth_of({}) is Depth.QUESTIONS
    assert depth_of({"1.1": one, "1": one}) is Depth.QUESTIONS
    assert depth_of({"1": one, TOTAL: one}) is Depth.AREAS
    assert depth_of({TOTAL: one}) is Depth.TOTAL


def test_karasjok_typed_from_paper_has_the_scores_of_the_deck(
    empty_assessment: Assessment,
) -> None:
    points = recorded_of(bundled("karasjok-2019"))
    for change in recorded_changes(empty_assessment, points):
        empty_assessment.apply(change)
    board = Scoreboard(empty_assessment)
    assert [board.shown_area(number) for number in range(1, 9)] == [21, 16, 43, 33, 5, 29, 19, 46]
    assert board.shown_total == 212
