"""Reads an instrument file (TOML) and refuses one that does not hold together.

The format stands in `data/instruments/README.md`. A message names the file, the line
or the code, and what is wrong, so that whoever edits the file can mend it.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from kompass_desktop.instrument.model import (
    LEVELS,
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

FORMAT = 1
LARGEST_FILE = 4 * 1024 * 1024
"""Bytes. The bundled instrument is about 150 kB; a larger file is not an instrument."""

AREA_MAXIMUM = Fraction(100)
"""Each area of Kommunekompasset gives at most 100 points (deck, "Poenggivning")."""

_T = TypeVar("_T")


class InstrumentError(Exception):
    """An instrument file cannot be used; the message says where and why, in bokmål."""


def load_instrument(path: Path) -> Instrument:
    """Return the instrument in a file.

    Raises InstrumentError if the file cannot be read or does not hold together.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InstrumentError(f"{path.name} er for stor til å være en instrumentfil.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InstrumentError(
            f"Instrumentfilen {path} kan ikke leses: {error.strerror or error}."
        ) from error
    except UnicodeDecodeError as error:
        raise InstrumentError(f"{path.name} er ikke lagret som UTF-8.") from error
    return parse_instrument(text, path.name)


def parse_instrument(text: str, origin: str) -> Instrument:
    """Return the instrument that a file's text holds; `origin` names it in messages.

    Raises InstrumentError if the text does not hold together.
    """
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InstrumentError(f"{origin} er ikke gyldig TOML: {error}.") from error
    return _Reader(origin).instrument(
        document, json.dumps(document, ensure_ascii=False, default=str)
    )


def instrument_from_document(document: str, origin: str) -> Instrument:
    """Return the instrument of `Instrument.document`; far quicker than reading its TOML.

    Raises InstrumentError if the document does not hold together.
    """
    try:
        values = json.loads(document)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InstrumentError(f"{origin} er ikke gyldig JSON: {error}.") from error
    return _Reader(origin).instrument(values, document)


class _Reader:
    """Builds the records from the parsed file, checking as it goes."""

    def __init__(self, origin: str) -> None:
        self._origin = origin

    def instrument(self, values: Mapping[str, object], document: str) -> Instrument:
        top = _Table(values, self._origin, "filen")
        if top.take("format", int) != FORMAT:
            raise top.error(
                f"feltet «format» må være {FORMAT}; filen er laget for et nyere program"
            )
        groups = self._distinct(
            top, "groups", (self._group(table) for table in top.tables("groups")), lambda g: g.key
        )
        known = frozenset(group.key for group in groups)
        aspects = self._complete(
            top,
            "aspects",
            tuple(self._aspect(t) for t in top.tables("aspects")),
            Aspect,
            _aspect_of,
        )
        traits = self._complete(
            top, "traits", tuple(self._trait(t) for t in top.tables("traits")), Trait, _trait_of
        )
        areas = tuple(
            self._area(table, number, known) for number, table in enumerate(top.tables("areas"), 1)
        )
        instrument = Instrument(
            name=top.text("name"),
            version=top.text("version"),
            language=top.text("language"),
            wording=top.text("wording"),
            minutes_per_measure_point=top.positive("minutes_per_measure_point"),
            aspects=aspects,
            groups=groups,
            traits=traits,
            areas=areas,
            document=document,
        )
        self._check_count(top, instrument)
        return instrument

    def _check_count(self, top: _Table, instrument: Instrument) -> None:
        stated = top.take("measure_points", int)
        counted = len(instrument.measure_points)
        if stated != counted:
            raise top.error(f"«measure_points» sier {stated} målepunkter, men filen har {counted}")
        for group in instrument.groups:
            if not instrument.measure_points_of(group.key):
                raise top.error(f"informantgruppen «{group.key}» får ingen målepunkter")

    def _group(self, table: _Table) -> InformantGroup:
        return InformantGroup(
            key=table.text("key"),
            name=table.text("name"),
            short=table.text("short"),
            prefix=table.text("prefix"),
        )

    def _aspect(self, table: _Table) -> AspectWording:
        anchors = table.texts("anchors")
        if len(anchors) != len(LEVELS):
            raise table.error(f"«anchors» må ha {len(LEVELS)} tekster, én for hvert nivå 0–4")
        return AspectWording(
            aspect=table.member("key", Aspect),
            letter=table.text("letter"),
            name=table.text("name"),
            short=table.text("short"),
            question=table.text("question"),
            anchors=(anchors[0], anchors[1], anchors[2], anchors[3], anchors[4]),
            weight=table.positive("weight", default=Fraction(1)),
        )

    def _trait(self, table: _Table) -> TraitWording:
        return TraitWording(trait=table.member("key", Trait), name=table.text("name"))

    def _area(self, table: _Table, expected: int, groups: frozenset[str]) -> Area:
        number = table.take("number", int)
        table.where = f"område {number}"
        if number != expected:
            raise table.error(f"områdene må være nummerert i rekkefølge; her ventes {expected}")
        maximum = table.positive("maximum")
        if maximum != AREA_MAXIMUM:
            raise table.error(
                f"«maximum» er {maximum}, men et område gir høyst {AREA_MAXIMUM} poeng"
            )
        questions = tuple(
            self._question(question, f"{number}.{place}", groups)
            for place, question in enumerate(table.tables("questions"), 1)
        )
        total = sum((question.maximum for question in questions), Fraction(0))
        if total != maximum:
            raise table.error(
                f"spørsmålene gir til sammen {total} poeng, men området har maksimum {maximum}"
            )
        return Area(
            number=number,
            title=table.text("title"),
            title_in_points_table=table.text("title_in_points_table"),
            short=table.text("short"),
            maximum=maximum,
            questions=questions,
        )

    def _question(self, table: _Table, expected: str, groups: frozenset[str]) -> Question:
        code = table.code(expected)
        maximum = table.positive("maximum")
        tables = table.tables("measure_points")
        if not tables:
            raise table.error("spørsmålet har ingen målepunkter")
        weights = [point.positive("weight", default=Fraction(1)) for point in tables]
        share = maximum / sum(weights)
        points = tuple(
            self._measure_point(point, f"{code}.{place}", share * weight, groups)
            for place, (point, weight) in enumerate(zip(tables, weights, strict=True), 1)
        )
        return Question(
            code=code,
            text=table.text("text"),
            short=table.text("short"),
            maximum=maximum,
            measure_points=points,
        )

    def _measure_point(
        self, table: _Table, expected: str, maximum: Fraction, known: frozenset[str]
    ) -> MeasurePoint:
        code = table.code(expected)
        groups = frozenset(table.texts("groups"))
        if not groups:
            raise table.error("målepunktet må ha minst én informantgruppe")
        if unknown := sorted(groups - known):
            raise table.error(f"ukjent informantgruppe «{unknown[0]}»")
        return MeasurePoint(
            code=code,
            statement=table.text("statement"),
            look_for=table.text("look_for"),
            groups=groups,
            traits=frozenset(table.members("traits", Trait)),
            strength=table.text("strength"),
            challenge=table.text("challenge"),
            weakness=table.text("weakness"),
            maximum=maximum,
        )

    def _distinct(
        self, top: _Table, name: str, records: Iterable[_T], key: Callable[[_T], object]
    ) -> tuple[_T, ...]:
        kept = tuple(records)
        keys = [key(record) for record in kept]
        for value in keys:
            if keys.count(value) > 1:
                raise top.error(f"«{value}» står to ganger i «{name}»")
        if not kept:
            raise top.error(f"«{name}» mangler")
        return kept

    def _complete(
        self,
        top: _Table,
        name: str,
        records: tuple[_T, ...],
        members: Iterable[object],
        key: Callable[[_T], object],
    ) -> tuple[_T, ...]:
        kept = self._distinct(top, name, records, key)
        present = {key(record) for record in kept}
        for member in members:
            if member not in present:
                raise top.error(f"«{name}» mangler «{member}»")
        return kept


def _aspect_of(wording: AspectWording) -> Aspect:
    return wording.aspect


def _trait_of(wording: TraitWording) -> Trait:
    return wording.trait


class _Table:
    """One table of the file, whose fields are taken with their type checked."""

    def __init__(self, values: object, origin: str, where: str) -> None:
        self._origin = origin
        self.where = where
        if not isinstance(values, Mapping):
            raise self.error("her ventes en tabell")
        self._values: Mapping[str, object] = values

    def error(self, what: str) -> InstrumentError:
        return InstrumentError(f"{self._origin}, {self.where}: {what}.")

    def take(self, name: str, kind: type[_T]) -> _T:
        value = self._values.get(name)
        if value is None:
            raise self.error(f"feltet «{name}» mangler")
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.error(f"feltet «{name}» har feil type")
        return value

    def text(self, name: str) -> str:
        value = self.take(name, str)
        if not value.strip():
            raise self.error(f"feltet «{name}» er tomt")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        values = self.take(name, list)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise self.error(f"feltet «{name}» må være en liste med tekster")
        return tuple(values)

    def positive(self, name: str, default: Fraction | None = None) -> Fraction:
        value = self._values.get(name, default)
        if value is None:
            raise self.error(f"feltet «{name}» mangler")
        if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
            raise self.error(f"feltet «{name}» må være et tall")
        try:
            number = Fraction(str(value))
        except ValueError as error:
            raise self.error(f"feltet «{name}» må være et tall") from error
        if number <= 0:
            raise self.error(f"feltet «{name}» må være større enn 0")
        return number

    def code(self, expected: str) -> str:
        code = self.text("code")
        self.where = f"kode {code}"
        if code != expected:
            raise self.error(f"her ventes koden {expected}; koder må være entydige og i rekkefølge")
        return code

    def member(self, name: str, kind: type[_T]) -> _T:
        return self._as_member(self.text(name), kind)

    def members(self, name: str, kind: type[_T]) -> tuple[_T, ...]:
        values = self.texts(name)
        if not values:
            raise self.error(f"feltet «{name}» må ha minst én verdi")
        return tuple(self._as_member(value, kind) for value in values)

    def _as_member(self, value: str, kind: type[_T]) -> _T:
        try:
            return kind(value)  # type: ignore[call-arg]
        except ValueError as error:
            raise self.error(f"ukjent verdi «{value}»") from error

    def tables(self, name: str) -> tuple[_Table, ...]:
        values = self._values.get(name, [])
        if not isinstance(values, list):
            raise self.error(f"feltet «{name}» må være en liste av tabeller")
        return tuple(
            _Table(value, self._origin, f"{self.where}, {name} nr. {place}")
            for place, value in enumerate(values, 1)
        )
