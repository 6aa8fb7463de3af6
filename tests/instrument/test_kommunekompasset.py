"""The bundled Kommunekompasset 2.1 is the deck's, and can be asked and rated as it stands."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from kompass_desktop.instrument.model import Aspect, Instrument, Trait

# Printed on the deck's points tables: the maximum of every question, in order.
MAXIMA = {
    1: (15, 20, 25, 30, 10),
    2: (15, 25, 20, 20, 20),
    3: (15, 25, 25, 20, 15),
    4: (15, 10, 20, 15, 20, 20),
    5: (15, 25, 15, 15, 20, 10),
    6: (15, 20, 25, 15, 15, 10),
    7: (15, 25, 20, 20, 20),
    8: (15, 15, 15, 15, 10, 15, 15),
}

TITLES = (
    "Offentlighet og demokrati",
    "Tilgjengelighet, innbygger- og brukerorientering",
    "Politisk styring og kontroll",
    "Lederskap, ansvar og delegasjon",
    "Resultatfokus og effektivitet",
    "Kommunen som arbeidsgiver",
    "Utviklingsstrategi og lærende organisasjon",
    "Kommunen som samfunnsutvikler",
)

GIVEN_ONE_MORE = {"1.4", "2.2", "3.3", "6.3", "7.2"}
"""A measure point for every 5 points gives 160; these five questions have one more."""


def test_it_has_8_areas_45_questions_and_165_measure_points(instrument: Instrument) -> None:
    assert len(instrument.areas) == 8
    assert len(instrument.questions) == 45
    assert len(instrument.measure_points) == 165
    assert instrument.title == "Kommunekompasset 2.1"


def test_the_areas_bear_the_decks_titles(instrument: Instrument) -> None:
    assert tuple(area.title for area in instrument.areas) == TITLES


def test_the_questions_have_the_printed_maxima(instrument: Instrument) -> None:
    maxima = {area.number: tuple(q.maximum for q in area.questions) for area in instrument.areas}
    assert maxima == MAXIMA
    assert instrument.maximum == 800


def test_some_questions_are_worded_as_the_deck_words_them(instrument: Instrument) -> None:
    assert instrument.question("1.4").text == "Hvordan fremmes innbyggerdialog og deltakelse?"
    assert instrument.question("3.2").text == "Blir kommunen styrt av tydelige politiske mål?"
    assert instrument.area(2).title_in_points_table == "Tilgjengelighet og brukerorientering"


def test_a_question_has_a_measure_point_for_every_five_points(instrument: Instrument) -> None:
    for question in instrument.questions:
        expected = question.maximum / 5 + (question.code in GIVEN_ONE_MORE)
        assert len(question.measure_points) == expected, question.code


def test_measure_points_share_their_questions_maximum(instrument: Instrument) -> None:
    for question in instrument.questions:
        assert sum(point.maximum for point in question.measure_points) == question.maximum
    assert instrument.measure_point("1.4.3").maximum == Fraction(30, 7)


def test_an_interview_with_any_group_takes_60_to_90_minutes(instrument: Instrument) -> None:
    assert len(instrument.groups) == 6
    for group in instrument.groups:
        assert 60 <= instrument.minutes_of(group.key) <= 90, group.key


def test_no_two_measure_points_say_the_same(instrument: Instrument) -> None:
    for field in ("statement", "look_for", "strength", "challenge", "weakness"):
        texts = Counter(getattr(point, field).casefold() for point in instrument.measure_points)
        assert [text for text, times in texts.items() if times > 1] == [], field


def test_each_measure_point_can_be_asked_and_become_a_finding(instrument: Instrument) -> None:
    for point in instrument.measure_points:
        assert point.groups, point.code
        assert point.traits, point.code
        assert len({point.strength, point.challenge, point.weakness}) == 3, point.code


def test_every_trait_of_the_ideal_municipality_is_borne(instrument: Instrument) -> None:
    borne = {trait for point in instrument.measure_points for trait in point.traits}
    assert borne == set(Trait)


def test_the_aspects_stand_in_the_order_they_are_rated(instrument: Instrument) -> None:
    assert [wording.aspect for wording in instrument.aspects] == list(Aspect)
    assert "".join(wording.letter for wording in instrument.aspects) == "SORE"
    for wording in instrument.aspects:
        assert len(set(wording.anchors)) == 5


def test_codes_find_what_they_name_and_nothing_else(instrument: Instrument) -> None:
    assert instrument.find("1") is instrument.area(1)
    assert instrument.find("1.4") is instrument.question("1.4")
    assert instrument.find("1.4.3") is instrument.measure_point("1.4.3")
    assert [instrument.find(code) for code in ("", "9", "1.9", "1.4.99", "01")] == [None] * 5


def test_a_measure_point_knows_where_it_belongs(instrument: Instrument) -> None:
    for question in instrument.questions:
        for point in question.measure_points:
            assert point.question == question.code
            assert instrument.area(point.area).code == question.code.partition(".")[0]
