"""The bundled Kommunekompasset 2.1 is the deck's, and can be asked and rated as it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

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

PRINTED = (Path(__file__).parent / "printed.txt").read_text(encoding="utf-8").splitlines()
"""The lines of the deck's points tables, slips and all: areas and questions with their codes."""

SENTENCES = ("strength", "challenge", "shortfall", "weakness")
FIELDS = ("statement", "ask", "look_for", *SENTENCES)

ONLY_THERE = (
    r"karasjok|kárášjohka|finnmark|nordkalott|compilo|fimil|facebook|twitter|snapchat|youtube|"
    r"reiseliv|turisme|renovasjonsselskap|næringsforening|kommunebarometer|kvensk"
)
"""Names and circumstances that hold for one municipality or one product."""

FEMININE = (
    r"\b(tida|linja|klokka|gruppa|ledergruppa|boka|uka|sida|rekka|saka|makta|leia|bygda|hytta|"
    r"notatlinja|administrasjona|hånda|dagsorda|skranka|mappa|lista)\b"
)

VERBS = frozenset(
    re.findall(
        r"\w+",
        """
        Analyserer Arbeider Behandler Belyser Belønner Ber Bidrar Bruker Bør Deltar Drøfter
        Etterspør Evaluerer Forebygger Formidler Følger Fører Gir Gjennomfører Gjør Har Holder
        Innhenter Involverer Lager Lar Legger Lærer Markedsfører Må Måler Når Oppmuntrer Orienterer
        Prioriterer Prøver Publiserer Rapporterer Retter Samarbeider Sammenligner Sammenstiller
        Sender Ser Setter Snakker Sprer Spør Svarer Synliggjør Tar Tester Tilbyr Trekker Undersøker
        Utvikler Viser Vurderer
        """,
    )
)
"""What the sentences of the findings begin with: a verb, its subject is the municipality."""


def all_texts(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Yield every text of the measure points and the groups, with the code it belongs to."""
    for point in instrument.measure_points:
        for field in FIELDS:
            yield point.code, getattr(point, field)
    for group in instrument.groups:
        yield group.key, group.name


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


def test_the_questions_are_kept_as_the_deck_printed_them(instrument: Instrument) -> None:
    printed = []
    for area in instrument.areas:
        printed.append(f"{area.code} {area.printed}")
        printed += [f"{question.code} {question.printed}" for question in area.questions]
    assert printed == PRINTED


def test_only_the_decks_slips_are_corrected(instrument: Instrument) -> None:
    corrected = {q.code for q in instrument.questions if q.text != q.printed}
    assert corrected == {"1.5", "2.2", "3.3", "5.4", "5.5", "6.6", "7.5"}
    assert instrument.question("7.5").text == (
        "Hvordan jobber kommunen med kreativitet og kontinuerlige forbedringer?"
    )
    assert instrument.area(6).title_in_points_table == (
        "Kommunen som arbeidsgiver – arbeidsgiverpolitikk"
    )


def test_it_says_who_worded_the_measure_points_and_from_when_it_is(instrument: Instrument) -> None:
    assert "2016" in instrument.wording
    assert (
        "Målepunktene er utarbeidet for Kompass og er ikke KS-Ks offisielle ordlyd"
        in instrument.wording
    )


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


def test_an_interview_has_35_to_55_measure_points(instrument: Instrument) -> None:
    for group in instrument.groups:
        for count in instrument.counts_of(group.key):
            assert 35 <= count <= 55, group.key


def test_the_question_sets_of_the_unit_leaders_share_what_the_group_is_asked(
    instrument: Instrument,
) -> None:
    group = instrument.group("unit_leaders")
    assert group.sets == ("A", "B")
    first, second = (instrument.measure_points_of("unit_leaders", each) for each in group.sets)
    assert {*first, *second} == set(instrument.measure_points_of("unit_leaders"))
    assert {point.area for point in first} == {1, 2, 3, 4}
    assert {point.area for point in second if point not in first} == {5, 6, 7, 8}


@pytest.mark.parametrize("field", FIELDS)
def test_no_two_measure_points_say_the_same(instrument: Instrument, field: str) -> None:
    texts = Counter(getattr(point, field).casefold() for point in instrument.measure_points)
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("field", FIELDS)
def test_every_measure_point_has_every_text(instrument: Instrument, field: str) -> None:
    for point in instrument.measure_points:
        text = getattr(point, field)
        assert text == text.strip() != "", point.code
        assert "  " not in text, point.code


def test_every_measure_point_is_asked_of_two_groups_and_bears_a_trait(
    instrument: Instrument,
) -> None:
    for point in instrument.measure_points:
        assert len(point.groups) >= 2, point.code
        assert point.traits, point.code


def test_questions_to_say_aloud_are_open(instrument: Instrument) -> None:
    for point in instrument.measure_points:
        assert point.ask.endswith(("?", ".")), point.code
        first = point.ask.partition(" ")[0]
        # What can be answered with yes or no, begins with its verb.
        assert first not in {"Har", "Er", "Gjør", "Finnes", "Kan", "Blir", "Synes"}, point.code
    openings = Counter(point.ask.partition(" ")[0] for point in instrument.measure_points)
    assert len(openings) >= 6
    assert max(openings.values()) <= 70


@pytest.mark.parametrize("field", SENTENCES)
def test_findings_are_sentences_without_a_subject(instrument: Instrument, field: str) -> None:
    for point in instrument.measure_points:
        text = getattr(point, field)
        first = text.partition(" ")[0]
        assert first in VERBS, (point.code, text)
        assert not text.endswith("."), point.code


def test_each_kind_of_finding_is_told_from_the_others(instrument: Instrument) -> None:
    for point in instrument.measure_points:
        assert len({getattr(point, field) for field in SENTENCES}) == 4, point.code
        assert re.search(r"\b(ikke|ingen)\b", point.weakness), point.code
        assert point.challenge.startswith(("Må ", "Bør ")), point.code
        assert not re.match(r"\w+ (ikke|ingen)\b", point.shortfall), point.code
        assert not re.search(r"\b(ikke|ingen|må|bør)\b", point.strength), point.code


def test_no_text_names_what_only_one_municipality_has(instrument: Instrument) -> None:
    for code, text in all_texts(instrument):
        found = re.search(ONLY_THERE, text, re.IGNORECASE)
        assert found is None, (code, text)


def test_the_words_are_those_of_the_window(instrument: Instrument) -> None:
    for code, text in all_texts(instrument):
        outside_brackets = re.sub(r"\(.*?\)", "", text)
        assert re.search(r"rådmann", outside_brackets, re.IGNORECASE) is None, (code, text)
        assert re.search(r"enhetsleder|elektronisk", text) is None, (code, text)
        assert re.search(FEMININE, text, re.IGNORECASE) is None, (code, text)
    names = [group.name for group in instrument.groups]
    assert names[1] == "Kommunedirektør (rådmann)"
    assert names[3] == "Stabsledere / HR"
    assert instrument.group("chief_executive").prefix == "KD"


@pytest.mark.parametrize(
    "subject",
    [
        "internkontroll",
        "heltid",
        "personvern",
        "informasjonssikkerhet",
        "sykefravær",
        "HMS",
        "anskaffelser",
        "handlingsregler",
        "finansielle måltall",
        "beredskap",
        "digitalisering",
        "bærekraftsmålene",
        "språkplan",
        "forvaltningsområdet for samiske språk",
        "Sametinget",
    ],
)
def test_what_a_municipality_must_have_is_asked_about(instrument: Instrument, subject: str) -> None:
    assert any(subject in text for _, text in all_texts(instrument))


def test_about_fifty_measure_points_count_their_extent(instrument: Instrument) -> None:
    counted = [point for point in instrument.measure_points if point.extent_of]
    assert 45 <= len(counted) <= 60
    extent = instrument.aspect(Aspect.EXTENT)
    for point in counted:
        anchors = extent.anchors_of(point)
        assert len(set(anchors)) == 5, point.code
        assert all(point.extent_of in anchor for anchor in anchors), point.code
        assert not any("{" in anchor for anchor in anchors), point.code
    assert extent.anchors_of(instrument.measure_point("3.3.6"))[3] == (
        "omfatter de fleste av selskapene"
    )
    assert extent.anchors_of(instrument.measure_point("2.5.2")) == extent.anchors


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
