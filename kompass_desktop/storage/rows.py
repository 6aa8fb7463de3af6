"""Between records and rows: which table a record is kept in, and how its fields are written.

The columns of a table are the fields of its record, by name.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias, TypeVar, cast

from kompass_desktop.assessment.model import (
    Finding,
    Interview,
    Member,
    Note,
    Particulars,
    Rating,
    Record,
    Recorded,
    ReportText,
)
from kompass_desktop.assessment.numbers import exact

Value: TypeAlias = str | int | float | None
Row: TypeAlias = dict[str, Value]

TABLES: Mapping[type[Record], str] = {
    Particulars: "assessments",
    Member: "members",
    Interview: "interviews",
    Rating: "ratings",
    Note: "notes",
    Finding: "findings",
    ReportText: "texts",
    Recorded: "recorded",
}
"""Every kind of record and its table, parents before what refers to them."""

_R = TypeVar("_R", bound=Record)


def row_of(record: Record) -> Row:
    """Return a record's fields as plain values for a table or a file."""
    return {name: _plain(getattr(record, name)) for name in _KINDS[type(record)]}


def changed_fields(before: Record | None, after: Record) -> Row:
    """Return the fields in which two versions of a record differ; all of a new one."""
    row = row_of(after)
    if before is None:
        return row
    earlier = row_of(before)
    return {name: value for name, value in row.items() if earlier[name] != value}


def record_of(kind: type[_R], row: Mapping[str, object]) -> _R:
    """Return the record that a row or a file's object holds; further columns are ignored.

    Raises ValueError or KeyError, with the field in the message, for values that do not
    fit the record's fields.
    """
    values = {name: _typed(name, row[name], want) for name, want in _KINDS[kind].items()}
    return kind(**values)  # type: ignore[arg-type]


def _plain(value: object) -> Value:
    match value:
        case StrEnum():
            return value.value
        case bool():
            return int(value)
        case Fraction():
            return exact(value)
        case None | str() | int() | float():
            return value
    raise TypeError(f"a record cannot hold {type(value).__name__}")


def _kind(hint: object) -> tuple[type, bool]:
    if isinstance(hint, types.UnionType):
        (kind,) = (part for part in hint.__args__ if part is not types.NoneType)
        return kind, True
    return cast("type", hint), False


_KINDS = {
    record_type: {name: _kind(hint) for name, hint in typing.get_type_hints(record_type).items()}
    for record_type in TABLES
}
"""For every record's field, its type and whether it may be None."""


def _typed(name: str, value: object, want: tuple[type, bool]) -> object:
    kind, optional = want
    if value is None:
        if optional:
            return None
        raise ValueError(f"«{name}» mangler")
    try:
        if kind is bool:
            return _boolean(value)
        if kind is float:
            return _number(value)
        if kind is int or kind is str:
            return _exactly(value, kind)
        return kind(str(value))
    except (TypeError, ValueError, ZeroDivisionError) as error:
        raise ValueError(f"«{name}» har en ugyldig verdi") from error


def _exactly(value: object, kind: type) -> object:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(value)
    return value


def _boolean(value: object) -> bool:
    if value in (0, 1, False, True):
        return bool(value)
    raise ValueError(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    return float(value)
