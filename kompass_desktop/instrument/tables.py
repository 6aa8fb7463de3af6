"""One table of an instrument file, whose fields are taken with their type checked."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from kompass_desktop.i18n import tr

_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)

_LARGEST_NUMBER = 1_000_000
"""No number of an instrument comes near it; beyond it arithmetic can be made to hang."""


class InstrumentError(Exception):
    """An instrument file cannot be used; the message says where and why."""


class Table:
    """A table of the file; `where` says in messages which one.

    Every method that takes a field raises InstrumentError for one that is missing or
    is not what it should be.
    """

    def __init__(self, values: object, origin: str, where: str) -> None:
        self._origin = origin
        self.where = where
        if not isinstance(values, Mapping):
            raise self.error(tr("a table is expected here"))
        self._values: Mapping[str, object] = values

    def error(self, what: str) -> InstrumentError:
        """Return the error that says what is wrong in this table."""
        return InstrumentError(f"{self._origin}, {self.where}: {what}.")

    def text(self, name: str) -> str:
        """Return a text that is not empty."""
        value = self._take(name, str)
        if not value.strip():
            raise self.error(tr("the field “{0}” is empty").format(name))
        return value

    def optional_text(self, name: str) -> str:
        """Return a text that is not empty, or an empty one where the field is left out."""
        return self.text(name) if name in self._values else ""

    def optional_texts(self, name: str) -> tuple[str, ...]:
        """Return a list of at least one text, or an empty one where the field is left out."""
        return self.texts(name) if name in self._values else ()

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of at least one text, none of them empty."""
        values = self._take(name, list)
        for value in values:
            if not isinstance(value, str) or not value.strip():
                raise self.error(tr("the field “{0}” must be a list of texts").format(name))
        if not values:
            raise self.error(tr("the field “{0}” must have at least one value").format(name))
        return tuple(values)

    def count(self, name: str) -> int:
        """Return a whole number from 0."""
        value = self._take(name, int)
        if not 0 <= value <= _LARGEST_NUMBER:
            raise self.error(tr("the field “{0}” must be a whole number from 0").format(name))
        return value

    def positive(self, name: str, default: Fraction | None = None) -> Fraction:
        """Return a number above 0, exactly as it is written: 4.3 is 43/10."""
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

    def code(self, expected: str) -> str:
        """Return the code, which must be the `expected` one; messages name it from now on."""
        code = self.text("code")
        self.where = tr("code {0}").format(code)
        if code != expected:
            expectation = tr("the code {0} is expected here; codes must be unique and in order")
            raise self.error(expectation.format(expected))
        return code

    def member(self, name: str, kind: type[_E]) -> _E:
        """Return a value of a closed set."""
        return self._as_member(name, self.text(name), kind)

    def members(self, name: str, kind: type[_E]) -> tuple[_E, ...]:
        """Return a list of at least one value of a closed set."""
        return tuple(self._as_member(name, value, kind) for value in self.texts(name))

    def tables(self, name: str) -> tuple[Table, ...]:
        """Return the tables of a list of at least one, which are named by their place in it."""
        values = self._take(name, list)
        if not values:
            raise self.error(tr("“{0}” is missing").format(name))
        return tuple(
            Table(value, self._origin, tr("{0}, {1} no. {2}").format(self.where, name, number))
            for number, value in enumerate(values, 1)
        )

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
