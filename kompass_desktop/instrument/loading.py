"""Reads an instrument file (TOML) and refuses one that is invalid or inconsistent.

`data/instruments/README.md` describes the format. An error message has the file, the line or
the code, and what is wrong, so that whoever edits the file can correct it.
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
from kompass_desktop.i18n import Language, language, tr
from kompass_desktop.instrument.model import (
    DOCUMENTS,
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
"""The versions of the format. 2 added `ask`, `shortfall`, `extent_of` and question sets."""

LARGEST_FILE = 512 * 1024
"""Bytes that are read at most. The bundled instrument has about 140 kB."""

LARGEST_DOCUMENT = 4 * LARGEST_FILE
"""The most characters of an instrument as JSON."""

DEEPEST_KEY = 16
"""A dotted key with as many parts is refused; keys of the format have at most three."""

_KEY_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*\.[ \t]*"""
_DEEP_KEY = re.compile(rf"(?<![\w-])(?:{_KEY_PART}){{{DEEPEST_KEY},}}")

AREA_MAXIMUM = Fraction(100)
"""Each area of Kommunekompasset gives at most 100 points (deck, "Poenggivning")."""


def load_instrument(path: Path) -> Instrument:
    """Return the instrument in a TOML file.

    Raises InstrumentError if the file cannot be read, or is invalid or inconsistent.
    """
    try:
        text = read_bounded(path, LARGEST_FILE).decode("utf-8-sig")
    except TooLarge as error:
        what = tr("{0} is too large to be an instrument file.").format(path.name)
        raise InstrumentError(what) from error
    except OSError as error:
        what = tr("The instrument file {0} cannot be read: {1}.").format(path, reason(error))
        raise InstrumentError(what) from error
    except UnicodeDecodeError as error:
        what = tr("{0} is not saved as UTF-8.").format(path.name)
        raise InstrumentError(what) from error
    return parse_instrument(text, path.name)


def parse_instrument(text: str, origin: str) -> Instrument:
    """Return the instrument in TOML text; `origin` is its name in messages.

    Raises InstrumentError if the text is invalid or inconsistent.
    """
    # The parser's time grows with the square of a key's parts: 500 kB can take an hour.
    if _DEEP_KEY.search(text):
        raise InstrumentError(tr("{0} has a key with too many parts.").format(origin))
    try:
        values = tomllib.loads(text)
        document = json.dumps(values, ensure_ascii=False, allow_nan=False, default=str)
    except tomllib.TOMLDecodeError as error:
        what = tr("{0} is not valid TOML: {1}.").format(origin, _explained(error))
        raise InstrumentError(what) from error
    # ValueError: a number of thousands of digits, or "inf" in an unknown field.
    except (ValueError, RecursionError) as error:
        what = tr("{0} has numbers or tables that are too large.").format(origin)
        raise InstrumentError(what) from error
    return _instrument(Table(values, origin, tr("the file")), document)


def instrument_from_document(document: str, origin: str) -> Instrument:
    """Return the instrument in `Instrument.document` (JSON), which is much faster than TOML.

    `origin` is its name in messages. Raises InstrumentError if it is invalid or inconsistent.
    """
    if len(document) > LARGEST_DOCUMENT:
        raise InstrumentError(tr("{0} is too large to be an instrument.").format(origin))
    try:
        document.encode()
        values = json.loads(document)
    # ValueError: broken JSON, a number of thousands of digits, half a surrogate pair.
    except (ValueError, RecursionError) as error:
        raise InstrumentError(tr("{0} is not valid JSON.").format(origin)) from error
    return _instrument(Table(values, origin, tr("the file")), document)


def _explained(error: tomllib.TOMLDecodeError) -> str:
    """Return where the parser stopped, followed by its own message, which is English."""
    found = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", str(error))
    if found is None:
        return str(error).replace("(at end of document)", tr("(at the end of the file)"))
    return tr("line {0}, character {1} ({2})").format(found[2], found[3], found[1])


def _instrument(top: Table, document: str) -> Instrument:
    file_format = top.count("format")
    if file_format not in FORMATS:
        raise top.error(
            tr(
                "the field “format” must be {0} or {1}; the file was made for another version of "
                "the program"
            ).format(FORMATS[0], FORMATS[-1])
        )
    groups = tuple(_group(table) for table in top.tables("groups"))
    _require_distinct(top, "groups", (group.key for group in groups))
    _require_distinct(top, "groups", (group.prefix for group in groups))
    if DOCUMENTS in {group.key for group in groups}:
        raise top.error(tr("“{0}” cannot be the key of an informant group").format(DOCUMENTS))
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
        # The order of the levels in a rating, whatever the order in the file.
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
    """What is needed to read a measure point: format, groups and wording of the extent."""

    file_format: int
    groups: tuple[InformantGroup, ...]
    extent: AspectWording

    def extent_of(self, table: Table) -> str:
        """Return what the extent is counted over, or "".

        Raises InstrumentError if the instrument has no anchors for it.
        """
        text = table.optional_text("extent_of")
        if text and self.extent.counted_anchors is None:
            raise table.error(tr("“extent_of” needs “counted_anchors” for the extent"))
        return text

    def asked(self, table: Table) -> dict[str, set[str]]:
        """Return the keys of a measure point's groups, each with its question sets.

        Raises InstrumentError for an unknown group or question set.
        """
        sets = {group.key: group.sets for group in self.groups}
        asked: dict[str, set[str]] = {}
        for name in table.texts("groups"):
            key, colon, chosen = name.partition(":")
            if key not in sets:
                raise table.error(tr("unknown informant group “{0}”").format(key))
            if colon and chosen not in sets[key]:
                what = tr("the informant group “{0}” does not have the question set “{1}”")
                raise table.error(what.format(key, chosen))
            asked.setdefault(key, set()).update([chosen] if colon else sets[key])
        return asked

    def later_text(self, table: Table, name: str, earlier: str) -> str:
        """Return a text that format 2 requires; `earlier` if an older file does not have it."""
        return table.text(name) if self.file_format > 1 else table.optional_text(name) or earlier


def _require_counts(top: Table, instrument: Instrument) -> None:
    stated = top.count("measure_points")
    counted = len(instrument.measure_points)
    if stated != counted:
        what = tr("“measure_points” says {0} measure points, but the file has {1}")
        raise top.error(what.format(stated, counted))
    for group in instrument.groups:
        for each, count in zip(group.sets or ("",), instrument.counts_of(group.key), strict=True):
            if not count:
                what = tr("the informant group “{0}” gets no measure points")
                if each:
                    what = tr(
                        "the informant group “{0}” gets no measure points in the question set “{1}”"
                    )
                raise top.error(what.format(group.key, each))


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
        what = tr("“{0}” must have {1} texts, one for each level 0–4")
        raise table.error(what.format(name, len(LEVELS)))
    return anchors[0], anchors[1], anchors[2], anchors[3], anchors[4]


def _counted_anchors(table: Table) -> Anchors | None:
    if not table.optional_texts("counted_anchors"):
        return None
    anchors = _anchors(table, "counted_anchors")
    if not all(EXTENT_OF in anchor for anchor in anchors):
        what = tr("each text in “counted_anchors” must have “{0}”").format(EXTENT_OF)
        raise table.error(what)
    return anchors


def _trait(table: Table) -> TraitWording:
    return TraitWording(trait=table.member("key", Trait), name=table.text("name"))


def _area(table: Table, expected: int, reading: _Reading) -> Area:
    number = table.count("number")
    table.where = tr("area {0}").format(number)
    if number != expected:
        what = tr("the areas must be numbered in order; {0} is expected here").format(expected)
        raise table.error(what)
    maximum = table.positive("maximum")
    if maximum != AREA_MAXIMUM:
        what = tr("“maximum” is {0}, but an area gives at most {1} points")
        raise table.error(what.format(_number(maximum), AREA_MAXIMUM))
    questions = tuple(
        _question(question, f"{number}.{index}", reading)
        for index, question in enumerate(table.tables("questions"), 1)
    )
    total = sum((question.maximum for question in questions), Fraction(0))
    if total != maximum:
        what = tr("the questions give {0} points in all, but the area has the maximum {1}")
        raise table.error(what.format(_number(total), _number(maximum)))
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
        _measure_point(point, f"{code}.{index}", share * weight, reading)
        for index, (point, weight) in enumerate(zip(tables, weights, strict=True), 1)
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
            raise top.error(tr("“{0}” is twice in “{1}”").format(key, name))
        seen.add(key)


def _require_all(top: Table, name: str, members: type[StrEnum], keys: Iterable[str]) -> None:
    present = tuple(keys)
    _require_distinct(top, name, present)
    for member in members:
        if member not in present:
            raise top.error(tr("“{0}” lacks “{1}”").format(name, member))


def _number(value: Fraction) -> str:
    digits = str(float(value)).removesuffix(".0")
    return digits if language() is Language.ENGLISH else digits.replace(".", ",")
