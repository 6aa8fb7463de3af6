"""How much a file from elsewhere may hold.

Values are counted before any of them is read: readers take time and memory by the number
of values, and not by the size of a file; 60 MB of empty lists would take a gigabyte and many
seconds. What was read is measured by what keeps every page and the report fast. Work comes
nowhere near these bounds; what a library already holds beyond them is opened all the same.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kompass_desktop.assessment.records import Finding, Record, ReportText
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.database.rows import TABLES, Row

MOST_CONTAINERS = 1_000_000
"""Objects and lists in a JSON text. A very full assessment has some 30,000."""

MOST_VALUES = 6_000_000
"""Values in a JSON text, reckoned by its commas."""

LONGEST_LINE = 200
"""Letters of a name, a code, a role; the fields of the window take no more."""

LONGEST_TEXT = 500_000
"""Letters of a note, a finding or a chapter: a book of 250 pages."""

LONGEST_IDENTITY = 1000
"""Letters of everything else that is text: ids, dates, keys."""

MOST_REPORT_LETTERS = 1_000_000
MOST_REPORT_LINES = 10_000
"""Of all findings and chapters together, which the report sets."""

MOST_RECORDS: Mapping[str, int] = {
    "members": 100,
    "interviews": 300,
    "ratings": 60_000,
    "notes": 10_000,
    "findings": 1_000,
    "texts": 500,
    "recorded": 1_000,
}
"""A large municipality has some 40 interviews, 6,000 notes and 200 findings."""

LONGEST_WORDING = 2_000
"""Letters of a text in an instrument; the longest of the bundled one has 157."""

MOST_MEASURE_POINTS = 500
"""The bundled instrument has 165."""

_LINES = frozenset({"municipality", "municipality_number", "report", "name", "role", "code"})
_KINDS: Mapping[str, str] = {
    "members": "teammedlemmer",
    "interviews": "intervjuer",
    "ratings": "vurderinger av målepunkter",
    "notes": "notater",
    "findings": "funn",
    "texts": "rapporttekster",
    "recorded": "registrerte resultater",
}


def is_overfull(text: str) -> bool:
    """Whether a JSON text holds more values than an assessment ever does."""
    return text.count("[") + text.count("{") > MOST_CONTAINERS or text.count(",") > MOST_VALUES


def overlong_in(fields: Row) -> str:
    """Return which of a record's fields is too long, as a clause in bokmål, or ""."""
    for name, value in fields.items():
        longest = _longest(name)
        if isinstance(value, str) and len(value) > longest:
            return f"«{name}» har {len(value)} tegn, og det kan være høyst {longest}"
    return ""


def too_many_in(records: Iterable[Record]) -> str:
    """Return what an assessment's records have too much of, as a clause in bokmål, or ""."""
    counted: Counter[str] = Counter()
    letters = lines = 0
    for record in records:
        counted[TABLES[type(record)]] += 1
        if isinstance(record, Finding | ReportText):
            letters += len(record.text)
            lines += 1 + record.text.count("\n")
    for table, most in MOST_RECORDS.items():
        if counted[table] > most:
            return f"den har {counted[table]} {_KINDS[table]}, og det kan være høyst {most}"
    if letters > MOST_REPORT_LETTERS or lines > MOST_REPORT_LINES:
        return "funnene og rapporttekstene er til sammen for lange"
    return ""


def overfull_instrument(instrument: Instrument) -> str:
    """Return what an instrument has too much of, as a clause in bokmål, or ""."""
    count = len(instrument.measure_points)
    if count > MOST_MEASURE_POINTS:
        return f"det har {count} målepunkter, og det kan være høyst {MOST_MEASURE_POINTS}"
    for text in _texts(json.loads(instrument.document)):
        if len(text) > LONGEST_WORDING:
            return f"en tekst har {len(text)} tegn, og det kan være høyst {LONGEST_WORDING}"
    return ""


def _longest(name: str) -> int:
    if name == "text":
        return LONGEST_TEXT
    return LONGEST_LINE if name in _LINES else LONGEST_IDENTITY


def _texts(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        match waiting.pop():
            case str(text):
                yield text
            case dict(table):
                waiting += table.values()
            case list(values):
                waiting += values
