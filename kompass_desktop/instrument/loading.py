"""Reads an instrument file (TOML) and refuses one that does not hold together.

The format stands in `data/instruments/README.md`. A message names the file, the line
or the code, and what is wrong, so that whoever edits the file can mend it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from kompass_desktop.bounded_file import TooLarge, read_bounded
from kompass_desktop.instrument.model import (
    EXTENT_OF,
    LEVELS,
    Anchors,
    Area,
    Aspect,
    AspectWording,
    InformantGroup,
    Instrument,
    MeasurePoint,
    Question,
    Trait,
    TraitWording,
)
from kompass_desktop.instrument.tables import InstrumentError, Table
from kompass_desktop.os_errors import reason

__all__ = ["InstrumentError", "instrument_from_document", "load_instrument", "parse_instrument"]

FORMATS = (1, 2)
"""Format 2 added `ask`, `shortfall` and `extent_of`, and question sets."""

LARGEST_FILE = 512 * 1024
"""Bytes. The bundled instrument is about 190 kB; a larger file is not an instrument."""

LARGEST_DOCUMENT = 4 * LARGEST_FILE
"""Letters of the same as JSON."""

DEEPEST_KEY = 16
"""Parts of a dotted key; the format has none of more than three."""

_KEY_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*"""
_DEEP_KEY = re.compile(rf"(?<![\w-])(?:{_KEY_PART}){{{DEEPEST_KEY},}}")

AREA_MAXIMUM = Fraction(100)
"""Each area of Kommunekompasset gives at most 100 points (deck, "Poenggivning")."""


def load_instrument(path: Path) -> Instrument:
    """Return the instrument in a file.

    Raises InstrumentError if the file cannot be read or does not hold together.
    """
    try:
        text = read_bounded(path, LARGEST_FILE).decode("utf-8-sig")
    except TooLarge as error:
        raise InstrumentError(f"{path.name} er for stor til å være en instrumentfil.") from error
    except OSError as error:
        raise InstrumentError(f"Instrumentfilen {path} kan ikke leses: {reason(error)}.") from error
    except UnicodeDecodeError as error:
        raise InstrumentError(f"{path.name} er ikke lagret som UTF-8.") from error
    return parse_instrument(text, path.name)


def parse_instrument(text: str, origin: str) -> Instrument:
    """Return the instrument that a file's text holds; `origin` names it in messages.

    Raises InstrumentError if the text does not hold together.
    """
    # The parser's time grows with the square of a key's parts: 500 kB can take an hour.
    if _DEEP_KEY.search(text):
        raise InstrumentError(f"{origin} har en nøkkel med for mange ledd.")
    try:
        values = tomllib.loads(text)
        document = json.dumps(values, ensure_ascii=False, allow_nan=False, default=str)
    except tomllib.TOMLDecodeError as error:
        raise InstrumentError(f"{origin} er ikke gyldig TOML: {_in_words(error)}.") from error
    # ValueError: a number of thousands of digits, or "inf" in an unknown field.
    except (ValueError, RecursionError) as error:
        raise InstrumentError(f"{origin} har tall eller tabeller som er for store.") from error
    return _instrument(Table(values, origin, "filen"), document)


def instrument_from_document(document: str, origin: str) -> Instrument:
    """Return the instrument of `Instrument.document`; far quicker than reading its TOML.

    Raises InstrumentError if the document does not hold together.
    """
    if len(document) > LARGEST_DOCUMENT:
        raise InstrumentError(f"{origin} er for stort til å være et instrument.")
    try:
        document.encode()
        values = json.loads(document)
    # ValueError: broken JSON, a number of thousands of digits, half a surrogate pair.
    except (ValueError, RecursionError) as error:
        raise InstrumentError(f"{origin} er ikke gyldig JSON.") from error
    return _instrument(Table(values, origin, "filen"), document)


def _in_words(error: tomllib.TOMLDecodeError) -> str:
    """Return where the parser stopped in bokmål, with its own English reason after it."""
    place = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", str(error))
    if place is None:
        return str(error).replace("(at end of document)", "(ved slutten av filen)")
    return f"linje {place[2]}, tegn {place[3]} ({place[1]})"


def _instrument(top: Table, document: str) -> Instrument:
    file_format = top.count("format")
    if file_format not in FORMATS:
        raise top.error(
            f"feltet «format» må være {FORMATS[0]} eller {FORMATS[-1]}; "
            "filen er laget for en annen utgave av programmet"
        )
    groups = tuple(_group(table) for table in top.tables("groups"))
    _require_distinct(top, "groups", (group.key for group in groups))
    _require_distinct(top, "groups", (group.prefix for group in groups))
    aspects = tuple(_aspect(table) for table in top.tables("aspects"))
    _require_all(top, "aspects", Aspect, (wording.aspect for wording in aspects))
    traits = tuple(_trait(table) for table in top.tables("traits"))
    _require_all(top, "traits", Trait, (wording.trait for wording in traits))
    extent = next(wording for wording in aspects if wording.aspect is Aspect.EXTENT)
    reading = _Reading(file_format, groups, extent)
    instrument = Instrument(
        name=top.text("name"),
        version=top.text("version"),
        language=top.text("language"),
        wording=top.text("wording"),
        minutes_per_measure_point=top.positive("minutes_per_measure_point"),
        # The four levels of a rating are kept in this order, whatever the file's.
        aspects=tuple(sorted(aspects, key=lambda wording: list(Aspect).index(wording.aspect))),
        groups=groups,
        traits=traits,
        areas=tuple(_area(t, number, reading) for number, t in enumerate(top.tables("areas"), 1)),
        document=document,
    )
    _require_counts(top, instrument)
    return instrument


@dataclass(frozen=True)
class _Reading:
    """What a measure point is read by: the file's format, its groups and its extent."""

    file_format: int
    groups: tuple[InformantGroup, ...]
    extent: AspectWording

    def extent_of(self, table: Table) -> str:
        """Return what the extent is counted over, or empty."""
        text = table.optional_text("extent_of")
        if text and self.extent.counted_anchors is None:
            raise table.error("«extent_of» krever «counted_anchors» for omfang")
        return text

    def asked(self, table: Table) -> dict[str, set[str]]:
        """Return the groups that a measure point names, each with the question sets it is in."""
        sets = {group.key: group.sets for group in self.groups}
        asked: dict[str, set[str]] = {}
        for name in table.texts("groups"):
            key, colon, chosen = name.partition(":")
            if key not in sets:
                raise table.error(f"ukjent informantgruppe «{key}»")
            if colon and chosen not in sets[key]:
                raise table.error(f"informantgruppen «{key}» har ikke spørsmålssettet «{chosen}»")
            asked.setdefault(key, set()).update([chosen] if colon else sets[key])
        return asked

    def later_text(self, table: Table, name: str, earlier: str) -> str:
        """Return a text that came with format 2; `earlier` where an older file has none."""
        return table.text(name) if self.file_format > 1 else table.optional_text(name) or earlier


def _require_counts(top: Table, instrument: Instrument) -> None:
    stated = top.count("measure_points")
    counted = len(instrument.measure_points)
    if stated != counted:
        raise top.error(f"«measure_points» sier {stated} målepunkter, men filen har {counted}")
    for group in instrument.groups:
        for each, count in zip(group.sets or ("",), instrument.counts_of(group.key), strict=True):
            if not count:
                where = f" i spørsmålssettet «{each}»" if each else ""
                raise top.error(f"informantgruppen «{group.key}» får ingen målepunkter{where}")


def _group(table: Table) -> InformantGroup:
    return InformantGroup(
        key=table.text("key"),
        name=table.text("name"),
        short=table.text("short"),
        prefix=table.text("prefix"),
        sets=_sets(table),
    )


def _sets(table: Table) -> tuple[str, ...]:
    sets = table.optional_texts("sets")
    _require_distinct(table, "sets", sets)
    return sets


def _aspect(table: Table) -> AspectWording:
    aspect = table.member("key", Aspect)
    return AspectWording(
        aspect=aspect,
        letter=table.text("letter"),
        name=table.text("name"),
        short=table.text("short"),
        question=table.text("question"),
        anchors=_anchors(table, "anchors"),
        weight=table.positive("weight", default=Fraction(1)),
        counted_anchors=_counted_anchors(table) if aspect is Aspect.EXTENT else None,
    )


def _anchors(table: Table, name: str) -> Anchors:
    anchors = table.texts(name)
    if len(anchors) != len(LEVELS):
        raise table.error(f"«{name}» må ha {len(LEVELS)} tekster, én for hvert nivå 0–4")
    return anchors[0], anchors[1], anchors[2], anchors[3], anchors[4]


def _counted_anchors(table: Table) -> Anchors | None:
    if not table.optional_texts("counted_anchors"):
        return None
    anchors = _anchors(table, "counted_anchors")
    if not all(EXTENT_OF in anchor for anchor in anchors):
        raise table.error(f"hver tekst i «counted_anchors» må ha «{EXTENT_OF}»")
    return anchors


def _trait(table: Table) -> TraitWording:
    return TraitWording(trait=table.member("key", Trait), name=table.text("name"))


def _area(table: Table, expected: int, reading: _Reading) -> Area:
    number = table.count("number")
    table.where = f"område {number}"
    if number != expected:
        raise table.error(f"områdene må være nummerert i rekkefølge; her ventes {expected}")
    maximum = table.positive("maximum")
    if maximum != AREA_MAXIMUM:
        raise table.error(
            f"«maximum» er {_number(maximum)}, men et område gir høyst {AREA_MAXIMUM} poeng"
        )
    questions = tuple(
        _question(question, f"{number}.{place}", reading)
        for place, question in enumerate(table.tables("questions"), 1)
    )
    total = sum((question.maximum for question in questions), Fraction(0))
    if total != maximum:
        raise table.error(
            f"spørsmålene gir til sammen {_number(total)} poeng, "
            f"men området har maksimum {_number(maximum)}"
        )
    in_points_table = table.text("title_in_points_table")
    return Area(
        number=number,
        title=table.text("title"),
        title_in_points_table=in_points_table,
        short=table.text("short"),
        maximum=maximum,
        questions=questions,
        printed=table.optional_text("title_as_printed") or in_points_table,
    )


def _question(table: Table, expected: str, reading: _Reading) -> Question:
    code = table.code(expected)
    maximum = table.positive("maximum")
    tables = table.tables("measure_points")
    weights = [point.positive("weight", default=Fraction(1)) for point in tables]
    share = maximum / sum(weights)
    points = tuple(
        _measure_point(point, f"{code}.{place}", share * weight, reading)
        for place, (point, weight) in enumerate(zip(tables, weights, strict=True), 1)
    )
    text = table.text("text")
    return Question(
        code=code,
        text=text,
        short=table.text("short"),
        maximum=maximum,
        measure_points=points,
        printed=table.optional_text("text_as_printed") or text,
    )


def _measure_point(
    table: Table, expected: str, maximum: Fraction, reading: _Reading
) -> MeasurePoint:
    code = table.code(expected)
    asked = reading.asked(table)
    weakness = table.text("weakness")
    return MeasurePoint(
        code=code,
        statement=table.text("statement"),
        look_for=table.text("look_for"),
        groups=frozenset(asked),
        traits=frozenset(table.members("traits", Trait)),
        strength=table.text("strength"),
        challenge=table.text("challenge"),
        shortfall=reading.later_text(table, "shortfall", weakness),
        weakness=weakness,
        maximum=maximum,
        ask=reading.later_text(table, "ask", ""),
        extent_of=reading.extent_of(table),
        sets=frozenset((group, each) for group, sets in asked.items() for each in sets),
    )


def _require_distinct(top: Table, name: str, keys: Iterable[str]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            raise top.error(f"«{key}» står to ganger i «{name}»")
        seen.add(key)


def _require_all(top: Table, name: str, members: type[StrEnum], keys: Iterable[str]) -> None:
    present = tuple(keys)
    _require_distinct(top, name, present)
    for member in members:
        if member not in present:
            raise top.error(f"«{name}» mangler «{member}»")


def _number(value: Fraction) -> str:
    return str(float(value)).removesuffix(".0").replace(".", ",")
