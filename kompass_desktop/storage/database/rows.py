"""Converts records to rows and back: the table of each record, the values of its fields.

The columns of a table have the names of the record's fields, except for `_OTHER_NAMES`.
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
from kompass_desktop.assessment.plan_records import (
    Activity,
    Ballot,
    Carryover,
    Improvement,
    Lift,
    StatusCheck,
    Workshop,
)
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
    Recommendation,
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
    Recommendation: "recommendations",
    Improvement: "improvements",
    Lift: "lifts",
    Activity: "activities",
    Workshop: "workshops",
    Ballot: "ballots",
    StatusCheck: "status_checks",
    Carryover: "carryovers",
    ReportText: "texts",
    Recorded: "recorded",
    Event: "events",
}
"""Every type of record and its table; a table comes before those that refer to it."""

_TOGETHER: Mapping[str, Mapping[str, str]] = {
    TABLES[Finding]: {"text": "follows"},
    TABLES[ReportText]: {"text": "figures", "figures": "text"},
}
"""Fields that are written together with another field, even if their value did not change.

After a merge, `follows` and `figures` must come from the same change as the text they describe.
"""

_R = TypeVar("_R", bound=Record)

_LARGEST_WHOLE = 2**53
"""A float has 53 bits: programs that read larger whole numbers as floats get another number."""

_POINTS = re.compile(r"\d{1,9}(\.\d{1,6}|/[1-9]\d{0,5})?")
"""Points as `numbers.exact` writes them. Fraction("1e999999999") would never return."""


def columns_of(kind: type[_R]) -> tuple[str, ...]:
    """Return the names of the columns of a type of record, in order."""
    return tuple(_KINDS[kind])


def defaults_of(kind: type[_R]) -> Row:
    """Return the default values of the columns of a type of record, those that have one."""
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
    """Return a record's fields as `row_of`, but with booleans instead of 1 and 0."""
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
    """Return changed fields, with those fields of `row` that must be written with them."""
    along = _TOGETHER.get(table, {})
    return changed | {along[n]: row[along[n]] for n in changed if along.get(n, n) not in changed}


def record_of(kind: type[_R], row: Mapping[str, object]) -> _R:
    """Return the record of a row or of a JSON object; unknown columns are ignored.

    Raises ValueError or KeyError, with the field in the message, for values that do not
    fit the record's fields.
    """
    values = {
        field: _typed(column, row[column], want) for column, (field, want) in _KINDS[kind].items()
    }
    return kind(**values)  # type: ignore[arg-type]


def checked(kind: type[Record], values: Mapping[str, object]) -> Row:
    """Return some fields of a record as values of a table.

    Raises ValueError for an invalid value, KeyError for an unknown field.
    """
    return {name: plain(_typed(name, v, _KINDS[kind][name][1])) for name, v in values.items()}


def as_stored(record: _R) -> _R:
    """Return a record as it is after writing and reading it: with valid Unicode only."""
    texts = {
        field: whole_letters(value)
        for field, _ in _KINDS[type(record)].values()
        if isinstance(value := getattr(record, field), str) and not isinstance(value, StrEnum)
    }
    if all(getattr(record, field) == text for field, text in texts.items()):
        return record
    return dataclasses.replace(record, **texts)  # type: ignore[arg-type]


def plain(value: object) -> Value:
    """Return a field's value as it is stored in a table or a file.

    Raises TypeError for a type that no record has.
    """
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

    Windows and Qt allow single halves, but files and databases in UTF-8 do not.
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


_OTHER_NAMES: Mapping[tuple[type, str], str] = {
    (kind, "code"): "place" for kind in (Note, Finding, Recommendation)
}
"""Fields whose columns have an older name, because existing libraries and files have it."""

_KINDS: Mapping[type, dict[str, tuple[str, tuple[type, bool]]]] = {
    record_type: {
        _OTHER_NAMES.get((record_type, field), field): (field, _kind(hint))
        for field, hint in typing.get_type_hints(record_type).items()
    }
    for record_type in TABLES
}
"""For each type of record: column → (field, (type of the field, whether it may be None))."""


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
"""The function that reads a field of each type; enums are read by their values."""
