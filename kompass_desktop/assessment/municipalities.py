"""The municipalities of Norway with their official names in all their languages."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kompass_desktop.assessment.folding import alphabetical, fold
from kompass_desktop.assets import data_folder

MUNICIPALITIES_FILE = "municipalities-2026.csv"
"""The name of the file with all municipalities, in the data folder."""

_BETWEEN_NAMES = " - "
_WORD = re.compile(r"[^\W\d_]+")

_NORWEGIAN_LETTERS = re.compile("[a-zæøåéèêóòôäöü .'-]+", re.IGNORECASE)
_OTHER_LANGUAGES = frozenset(
    {
        *("Aarborte", "Deatnu", "Dielddanuorri", "Fuossko", "Guovdageaidnu", "Ivgu"),
        *("Kaivuono", "Levangke"),
        *("Nåavmesjenjaelmie", "Omasvuono", "Omasvuotna", "Oslove", "Porsanki", "Raane"),
        *("Raarvihke", "Raisi", "Rosse", "Snåase", "Tråante"),
    }
)
"""Official names in Sámi languages and Kven that have only letters of Norwegian."""


NORWEGIAN = "no"
_LANGUAGES = {
    "fkv": ("Kaivuono", "Omasvuono", "Porsanki", "Raisi", "Yykeä"),
    "sma": (
        *("Aarborte", "Levangke", "Nåavmesjenjaelmie", "Oslove", "Raane", "Raarvihke", "Rosse"),
        *("Snåase", "Stïentje", "Tråante"),
    ),
    "smj": ("Fuolldá", "Fuossko", "Hábmer"),
}
"""Official names in Kven, South Sámi and Lule Sámi; the others are in Northern Sámi."""


@dataclass(frozen=True)
class Municipality:
    """A municipality; `official_name` has all its names, "Kárášjohka - Karasjok".

    `number` is its four digits.
    """

    number: str
    official_name: str
    county: str

    @property
    def names(self) -> tuple[str, ...]:
        """The official names, one for each language."""
        return official_names(self.official_name)


def official_names(municipality: str) -> tuple[str, ...]:
    """Return the single names in a full official name: ("Kárášjohka", "Karasjok")."""
    return tuple(name for name in municipality.split(_BETWEEN_NAMES) if name.strip())


def norwegian_name(municipality: str) -> str:
    """Return the Norwegian name of a municipality, given its official name.

    The first name if none is Norwegian, "" if there is none.
    """
    names = official_names(municipality)
    norwegian = (
        name
        for name in names
        if _NORWEGIAN_LETTERS.fullmatch(name) and name not in _OTHER_LANGUAGES
    )
    return next(norwegian, next(iter(names), ""))


def language_of_name(name: str, municipality: str) -> str:
    """Return the language code (BCP 47) of one of a municipality's official names."""
    if name == norwegian_name(municipality):
        return NORWEGIAN
    return next((code for code, names in _LANGUAGES.items() if name in names), "se")


def load_municipalities(path: Path) -> tuple[Municipality, ...]:
    """Return the municipalities in a CSV file with the columns number, official_name, county.

    Raises OSError, or KeyError if a column is missing.
    """
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Municipality(row["number"], row["official_name"], row["county"])
            for row in csv.DictReader(file)
        )


@cache
def place_words() -> frozenset[str]:
    """Return all words in the names of municipalities, in lower case."""
    known = load_municipalities(data_folder() / MUNICIPALITIES_FILE)
    return frozenset(w.casefold() for m in known for w in _WORD.findall(m.official_name))


def find_municipalities(
    municipalities: tuple[Municipality, ...], query: str
) -> tuple[Municipality, ...]:
    """Return the municipalities that `query` matches, best first; all for a blank query.

    Exact names and numbers come first, then those that begin with `query`, then names that
    contain it. Among these, names with the same accents as typed ("å") come before others.
    """
    typed = query.strip().casefold()
    if not typed:
        return municipalities
    ranked = [
        (rank, typed not in municipality.official_name.casefold(), municipality)
        for municipality in municipalities
        if (rank := _rank(municipality, fold(typed))) is not None
    ]
    ranked.sort(key=lambda entry: (*entry[:2], alphabetical(entry[2].official_name)))
    return tuple(municipality for _, _, municipality in ranked)


def _rank(municipality: Municipality, wanted: str) -> int | None:
    names = [fold(name) for name in (*municipality.names, municipality.official_name)]
    if wanted in names or wanted == municipality.number:
        return 0
    if any(name.startswith(wanted) for name in names) or municipality.number.startswith(wanted):
        return 1
    return 2 if any(wanted in name for name in names) else None
