"""Published results of others to compare with, read from `data/references/*.toml`.

`data/references/README.md` describes the format. The references that a user adds are not here:
they are assessments with recorded results only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cache
from pathlib import Path

from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assets import data_folder
from kompass_desktop.bounded_file import read_bounded
from kompass_desktop.i18n import Language, language, tr
from kompass_desktop.instrument.tables import InstrumentError, Table
from kompass_desktop.os_errors import reason

FORMAT = 1
LARGEST_FILE = 256 * 1024
"""Bytes that are read at most."""

AREA_MAXIMUM = Fraction(100)

YEARS = range(1900, 2101)


class ReferencesError(Exception):
    """A file with references cannot be used; the message is a sentence with where and why."""


class Bound(StrEnum):
    """How a published total is to be understood."""

    EXACT = "exact"
    JUST_UNDER = "just_under"
    """The source says "just under": the number is an upper limit, not a result."""


@dataclass(frozen=True)
class Reference:
    """A published result; `areas` and `questions` have the points that are known, by code.

    `name` is in bokmål, `names` in other languages; `year` is None if the source has none.
    """

    key: str
    name: str
    source: str
    total: Fraction
    maximum: Fraction
    year: int | None = None
    bound: Bound = Bound.EXACT
    areas: Mapping[str, Fraction] = field(default_factory=dict)
    questions: Mapping[str, Fraction] = field(default_factory=dict)
    names: Mapping[Language, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The name in the language in use, and the year if it is known."""
        name = self.names.get(language(), self.name)
        return name if self.year is None else f"{name} {self.year}"


def load_references(path: Path) -> tuple[Reference, ...]:
    """Return the references in a TOML file, in its order.

    Raises ReferencesError if the file cannot be read or is invalid.
    """
    try:
        text = read_bounded(path, LARGEST_FILE).decode("utf-8")
    except OSError as error:
        raise ReferencesError(
            tr("{0} could not be read: {1}.").format(path.name, reason(error))
        ) from error
    except UnicodeDecodeError as error:
        raise ReferencesError(tr("{0} is not a text file.").format(path.name)) from error
    return parse_references(text, path.name)


def parse_references(text: str, origin: str) -> tuple[Reference, ...]:
    """Return the references in the text of a TOML file; `origin` names the file in messages.

    Raises ReferencesError if the text is invalid.
    """
    try:
        document = Table(tomllib.loads(text), origin, tr("the file"))
        if document.count("format") != FORMAT:
            raise document.error(tr("this version of Kompass cannot read the format; update it"))
        found = tuple(_reference(table) for table in document.tables("references"))
    except tomllib.TOMLDecodeError as error:
        raise ReferencesError(f"{origin}: {error}.") from error
    except InstrumentError as error:
        raise ReferencesError(str(error)) from error
    keys = [reference.key for reference in found]
    for key in keys:
        if keys.count(key) > 1:
            raise ReferencesError(tr("{0}: the key “{1}” is used twice.").format(origin, key))
    return found


@cache
def bundled_references() -> tuple[Reference, ...]:
    """Return the references of all files that come with the program, by file name.

    Raises ReferencesError if one of them is invalid.
    """
    files = sorted((data_folder() / "references").glob("*.toml"))
    return tuple(reference for path in files for reference in load_references(path))


def _reference(table: Table) -> Reference:
    key = table.text("key")
    table.where = tr("the reference “{0}”").format(key)
    reference = Reference(
        key=key,
        name=table.text("name"),
        source=table.text("source"),
        total=table.number("total"),
        maximum=table.positive("maximum"),
        year=_year(table),
        bound=table.member("bound", Bound) if table.has("bound") else Bound.EXACT,
        areas=table.numbers("areas"),
        questions=table.numbers("questions"),
        names={
            each: name
            for each in (Language.NYNORSK, Language.ENGLISH)
            if (name := table.optional_text(f"name_{each.value}"))
        },
    )
    _check(table, reference)
    return reference


def _year(table: Table) -> int | None:
    if not table.has("year"):
        return None
    year = table.count("year")
    if year not in YEARS:
        raise table.error(tr("the year must be from {0} to {1}").format(YEARS[0], YEARS[-1]))
    return year


def _check(table: Table, reference: Reference) -> None:
    """Raise an error if the numbers of a reference contradict each other."""
    if reference.total > reference.maximum:
        raise table.error(tr("the total is more than the maximum"))
    parts = sum(reference.areas.values(), Fraction(0))
    if parts > reference.maximum:
        raise table.error(tr("the areas add up to more than the maximum"))
    # One area is a hundred points, so that it can be known whether all of them are there.
    is_whole = len(reference.areas) * AREA_MAXIMUM == reference.maximum
    if is_whole and reference.bound is Bound.EXACT and abs(parts - reference.total) >= 1:
        said = tr("the areas add up to {0}, but the total is {1}")
        raise table.error(said.format(shortest(parts), shortest(reference.total)))
