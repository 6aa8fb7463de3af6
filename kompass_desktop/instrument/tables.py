"""Reads the fields of a table in an instrument file, and checks their types."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from kompass_desktop.i18n import tr

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)

_LARGEST_NUMBER = 1_000_000
"""The largest number that is accepted; arithmetic with huge numbers could take for ever."""


class InstrumentError(Exception):
    """An instrument file cannot be used; the message is a sentence with where and why."""


class Table:
    """A table of the file; `origin` and `where` name the file and the table in messages.

    Every method that returns a field raises InstrumentError if the field is missing or invalid.
    """

    def __init__(self, values: object, origin: str, where: str) -> None:
        self._origin = origin
        self.where = where
        if not isinstance(values, Mapping):
            raise self.error(tr("a table is expected here"))
        self._values: Mapping[str, object] = values

    def error(self, what: str) -> InstrumentError:
        """Return an error whose message says what is wrong in this table."""
        return InstrumentError(f"{self._origin}, {self.where}: {what}.")

    def text(self, name: str) -> str:
        """Return a text that is not empty."""
        value = self._take(name, str)
        if not value.strip():
            raise self.error(tr("the field “{0}” is empty").format(name))
        return value

    def optional_text(self, name: str) -> str:
        """Return a text that is not empty, or "" if the field is left out."""
        return self.text(name) if name in self._values else ""

    def optional_texts(self, name: str) -> tuple[str, ...]:
        """Return at least one text, or () if the field is left out."""
        return self.texts(name) if name in self._values else ()

    def texts(self, name: str) -> tuple[str, ...]:
        """Return at least one text, none of them empty."""
        values = self._take(name, list)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise self.error(tr("the field “{0}” must be a list of texts").format(name))
        if not values:
            raise self.error(tr("the field “{0}” must have at least one value").format(name))
        return tuple(values)

    def count(self, name: str) -> int:
        """Return a whole number from 0 to 1,000,000."""
        value = self._take(name, int)
        if not 0 <= value <= _LARGEST_NUMBER:
            raise self.error(tr("the field “{0}” must be a whole number from 0").format(name))
        return value

    def positive(self, name: str, default: Fraction | None = None) -> Fraction:
        """Return a number above 0, at most 1,000,000, exactly as it is written: 4.3 is 43/10.

        A missing field gives `default`, unless that is None.
        """
        value = self._values.get(name)
        if value is None and default is not None:
            return default
        if value is None:
            raise self.error(tr("the field “{0}” is missing").format(name))
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(tr("the field “{0}” must be a number").format(name))
        if not 0 < value <= _LARGEST_NUMBER:
            raise self.error(
                tr("the field “{0}” must be greater than 0 and not too large").format(name)
            )
        return Fraction(str(value))

    def has(self, name: str) -> bool:
        """Return whether the table has a field."""
        return name in self._values

    def number(self, name: str) -> Fraction:
        """Return a number from 0 to 1,000,000, exactly as it is written."""
        return self._as_number(name, self._values.get(name))

    def numbers(self, name: str) -> dict[str, Fraction]:
        """Return the numbers of a table by key, each from 0; none if it is left out."""
        values = self._values.get(name, {})
        if not isinstance(values, Mapping):
            raise self.error(tr("the field “{0}” must be a table of numbers").format(name))
        return {key: self._as_number(f"{name}.{key}", value) for key, value in values.items()}

    def code(self, expected: str) -> str:
        """Return the code, which must be `expected`; later messages contain it."""
        code = self.text("code")
        self.where = tr("code {0}").format(code)
        if code != expected:
            expectation = tr("the code {0} is expected here; codes must be unique and in order")
            raise self.error(expectation.format(expected))
        return code

    def member(self, name: str, kind: type[_E]) -> _E:
        """Return a member of an enumeration."""
        return self._as_member(name, self.text(name), kind)

    def members(self, name: str, kind: type[_E]) -> tuple[_E, ...]:
        """Return at least one member of an enumeration."""
        return tuple(self._as_member(name, value, kind) for value in self.texts(name))

    def tables(self, name: str) -> tuple[Table, ...]:
        """Return at least one table; messages name each by its number in the list."""
        values = self._take(name, list)
        if not values:
            raise self.error(tr("“{0}” is missing").format(name))
        return tuple(
            Table(value, self._origin, tr("{0}, {1} no. {2}").format(self.where, name, number))
            for number, value in enumerate(values, 1)
        )

    def _as_number(self, name: str, value: object) -> Fraction:
        if value is None:
            raise self.error(tr("the field “{0}” is missing").format(name))
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(tr("the field “{0}” must be a number").format(name))
        if not 0 <= value <= _LARGEST_NUMBER:
            raise self.error(tr("the field “{0}” must be from 0 and not too large").format(name))
        return Fraction(str(value))

    def _take(self, name: str, kind: type[_T]) -> _T:
        value = self._values.get(name)
        if value is None:
            raise self.error(tr("the field “{0}” is missing").format(name))
        if not isinstance(value, kind) or isinstance(value, bool):
            raise self.error(tr("the field “{0}” has the wrong type").format(name))
        return value

    def _as_member(self, name: str, value: str, kind: type[_E]) -> _E:
        try:
            return kind(value)
        except ValueError as error:
            what = tr("the field “{0}” has an unknown value “{1}”").format(name, value)
            raise self.error(what) from error
