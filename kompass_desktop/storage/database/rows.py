"""Between records and rows: which table a record is kept in, and how its fields are written.

The columns of a table are the fields of its record, by name, but for `_OTHER_NAMES`.
"""

from __future__ import annotations

import dataclasses
import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias, TypeVar, cast

from kompass_desktop.assessment.numbers import exact
from kompass_desktop.assessment.records import (
    AskingChoice,
    Attachment,
    Document,
    Event,
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
from kompass_desktop.i18n import tr

Value: TypeAlias = str | int | float | None
Row: TypeAlias = dict[str, Value]

TABLES: Mapping[type[Record], str] = {
    Particulars: "assessments",
    Member: "members",
    Interview: "interviews",
    AskingChoice: "asking_choices",
    Rating: "ratings",
    Document: "documents",
    Note: "notes",
    Attachment: "attachments",
    Finding: "findings",
    ReportText: "texts",
    Recorded: "recorded",
    Event: "events",
}
"""Every kind of record and its table, parents before what refers to them."""

_TOGETHER: Mapping[str, Mapping[str, str]] = {
    TABLES[Finding]: {"text": "follows"},
    TABLES[ReportText]: {"text": "figures", "figures": "text"},
}
"""Fields of a table that a change of another field says too, also where they stay the same.

Whoever merges the change then knows whose words the text is, and what it tells.
"""

_R = TypeVar("_R", bound=Record)

_LARGEST_WHOLE = 2**53
"""Beyond it, programs that read a file's numbers as floats see another number."""

_POINTS = re.compile(r"\d{1,9}(\.\d{1,6}|/[1-9]\d{0,5})?")
"""Points as `numbers.exact` writes them; "1e999999999" would never finish."""


def columns_of(kind: type[_R]) -> tuple[str, ...]:
    """Return the columns that hold a kind of record, in order."""
    return tuple(_KINDS[kind])


def defaults_of(kind: type[_R]) -> Row:
    """Return what the columns of a kind of record hold in a new record."""
    defaults = {field.name: field.default for field in dataclasses.fields(kind)}
    return {
        column: plain(defaults[field])
        for column, (field, _) in _KINDS[kind].items()
        if defaults[field] is not dataclasses.MISSING
    }


def row_of(record: Record) -> Row:
    """Return a record's fields as plain values for a table or a file."""
    kinds = _KINDS[type(record)]
    return {column: plain(getattr(record, field)) for column, (field, _) in kinds.items()}


def object_of(record: Record) -> Row:
    """Return a record's row with true and false where a table has 1 and 0."""
    values = {column: getattr(record, field) for column, (field, _) in _KINDS[type(record)].items()}
    return {c: v if isinstance(v, bool) else plain(v) for c, v in values.items()}


def changed_fields(before: Record | None, after: Record) -> Row:
    """Return the fields in which two versions of a record differ; all of a new one."""
    row = row_of(after)
    if before is None:
        return row
    earlier = row_of(before)
    return {name: value for name, value in row.items() if earlier[name] != value}


def with_dependent_fields(table: str, changed: Row, row: Mapping[str, Value]) -> Row:
    """Return changed fields with those of the whole `row` that a change must also say."""
    along = _TOGETHER.get(table, {})
    return changed | {along[n]: row[along[n]] for n in changed if along.get(n, n) not in changed}


def record_of(kind: type[_R], row: Mapping[str, object]) -> _R:
    """Return the record that a row or a file's object holds; further columns are ignored.

    Raises ValueError or KeyError, with the field in the message, for values that do not
    fit the record's fields.
    """
    values = {
        field: _typed(column, row[column], want) for column, (field, want) in _KINDS[kind].items()
    }
    return kind(**values)  # type: ignore[arg-type]


def checked(kind: type[Record], values: Mapping[str, object]) -> Row:
    """Return some fields of a record as a table holds them; raises ValueError as `record_of`."""
    return {name: plain(_typed(name, v, _KINDS[kind][name][1])) for name, v in values.items()}


def as_kept(record: _R) -> _R:
    """Return a record as the library gives it back: with whole letters only."""
    texts = {
        field: whole_letters(value)
        for field, _ in _KINDS[type(record)].values()
        if isinstance(value := getattr(record, field), str) and not isinstance(value, StrEnum)
    }
    if all(getattr(record, field) == text for field, text in texts.items()):
        return record
    return dataclasses.replace(record, **texts)  # type: ignore[arg-type]


def plain(value: object) -> Value:
    """Return a field's value as a table or a file holds it."""
    match value:
        case StrEnum():
            return value.value
        case str():
            return whole_letters(value)
        case bool():
            return int(value)
        case Fraction():
            return exact(value)
        case None | int() | float():
            return value
    raise TypeError(f"a record cannot hold {type(value).__name__}")


def whole_letters(text: str) -> str:
    """Return `text` with halves of surrogate pairs joined, or replaced by U+FFFD.

    Windows and Qt allow them alone, and no file or database can hold them.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def _kind(hint: object) -> tuple[type, bool]:
    if isinstance(hint, types.UnionType):
        (kind,) = (part for part in hint.__args__ if part is not types.NoneType)
        return kind, True
    return cast("type", hint), False


_OTHER_NAMES: Mapping[tuple[type, str], str] = {(Note, "code"): "place", (Finding, "code"): "place"}
"""Fields whose columns were named before them, in libraries and files that are still read."""

_KINDS: Mapping[type, dict[str, tuple[str, tuple[type, bool]]]] = {
    record_type: {
        _OTHER_NAMES.get((record_type, field), field): (field, _kind(hint))
        for field, hint in typing.get_type_hints(record_type).items()
    }
    for record_type in TABLES
}
"""For every column, its record's field, and that field's type and whether it may be None."""


def _typed(name: str, value: object, want: tuple[type, bool]) -> object:
    kind, optional = want
    if value is None:
        if optional:
            return None
        raise ValueError(tr("“{0}” is missing").format(name))
    try:
        if issubclass(kind, StrEnum):
            return kind(_text(value))
        return _READERS[kind](value)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(tr("“{0}” has an invalid value").format(name)) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return whole_letters(value)


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > _LARGEST_WHOLE:
        raise TypeError(value)
    return value


def _boolean(value: object) -> bool:
    if not isinstance(value, int) or value not in (0, 1):
        raise TypeError(value)
    return bool(value)


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise TypeError(value)
    return float(value)


def _points(value: object) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise TypeError(value)
    text = str(value)
    if not _POINTS.fullmatch(text):
        raise ValueError(text)
    return Fraction(text)


_READERS: Mapping[type, Callable[[object], object]] = {
    str: _text,
    int: _whole,
    bool: _boolean,
    float: _number,
    Fraction: _points,
}
"""How a field of each type is read; enums are read by their values."""
