"""A municipality is found by any of its official names, however they are typed."""

from __future__ import annotations

import pytest

from kompass_desktop import assets
from kompass_desktop.assessment.municipalities import (
    Municipality,
    find_municipalities,
    language_of_name,
    load_municipalities,
    norwegian_name,
    official_names,
)


@pytest.fixture(scope="module")
def municipalities() -> tuple[Municipality, ...]:
    return load_municipalities(assets.data_folder() / "municipalities-2026.csv")


def test_all_of_norway_is_there(municipalities: tuple[Municipality, ...]) -> None:
    assert len(municipalities) == 357
    assert len({municipality.number for municipality in municipalities}) == 357
    assert all(len(municipality.number) == 4 for municipality in municipalities)


def test_each_has_its_norwegian_name(municipalities: tuple[Municipality, ...]) -> None:
    several = [m.official_name for m in municipalities if len(m.names) > 1]
    assert {norwegian_name(name) for name in several} == {
        *("Oslo", "Hattfjelldal", "Rana", "Fauske", "Sørfold", "Evenes", "Sortland", "Hamarøy"),
        *("Trondheim", "Steinkjer", "Namsos", "Røros", "Levanger", "Snåsa", "Røyrvik", "Harstad"),
        *("Tjeldsund", "Gratangen", "Lavangen", "Lyngen", "Storfjord", "Kåfjord", "Nordreisa"),
        *("Hammerfest", "Karasjok", "Kautokeino", "Porsanger", "Tana", "Nesseby"),
    }
    assert norwegian_name("Kárášjohka") == "Kárášjohka"
    assert norwegian_name("") == ""


@pytest.mark.parametrize(
    ("municipality", "languages"),
    [
        ("Kárášjohka - Karasjok", ["se", "no"]),
        ("Porsanger - Porsáŋgu - Porsanki", ["no", "se", "fkv"]),
        ("Røros - Rosse", ["no", "sma"]),
        ("Hábmer - Hamarøy", ["smj", "no"]),
        ("Bærum", ["no"]),
    ],
)
def test_each_name_has_its_language(municipality: str, languages: list[str]) -> None:
    names = official_names(municipality)
    assert [language_of_name(name, municipality) for name in names] == languages


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("karasjok", "Kárášjohka - Karasjok"),
        ("Kárášjohka", "Kárášjohka - Karasjok"),
        ("karasjohka", "Kárášjohka - Karasjok"),
        ("KÁRÁŠ", "Kárášjohka - Karasjok"),
        ("5610", "Kárášjohka - Karasjok"),
        (" tana ", "Deatnu - Tana"),
        ("porsanki", "Porsanger - Porsáŋgu - Porsanki"),
        ("porsangu", "Porsanger - Porsáŋgu - Porsanki"),
        ("alesund", "Ålesund"),
        ("oslo", "Oslo - Oslove"),
    ],
)
def test_any_of_its_names_finds_it(
    municipalities: tuple[Municipality, ...], query: str, first: str
) -> None:
    assert find_municipalities(municipalities, query)[0].official_name == first


def found(municipalities: tuple[Municipality, ...], query: str) -> list[str]:
    return [entry.official_name for entry in find_municipalities(municipalities, query)]


def test_whole_names_come_before_beginnings_and_beginnings_before_the_rest(
    municipalities: tuple[Municipality, ...],
) -> None:
    names = found(municipalities, "os")
    assert names[:4] == ["Os", "Osen", "Oslo - Oslove", "Osterøy"]
    assert "Moss" in names[4:]


def test_the_very_letters_come_before_those_that_fold_to_them(
    municipalities: tuple[Municipality, ...],
) -> None:
    names = found(municipalities, "å")
    assert names[0] == "Åfjord"
    assert names.index("Ås") < names.index("Åsnes") < names.index("Alta")


def test_what_is_nobodys_name_finds_nothing(municipalities: tuple[Municipality, ...]) -> None:
    assert find_municipalities(municipalities, "Atlantis") == ()


def test_no_query_gives_all(municipalities: tuple[Municipality, ...]) -> None:
    assert find_municipalities(municipalities, "  ") == municipalities


def test_the_names_are_told_apart() -> None:
    porsanger = Municipality("5622", "Porsanger - Porsáŋgu - Porsanki", "Finnmark")
    assert porsanger.names == ("Porsanger", "Porsáŋgu", "Porsanki")
