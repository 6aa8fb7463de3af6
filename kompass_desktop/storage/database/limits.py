"""Upper limits for the content of a file that is imported.

Values are counted before the JSON is parsed, because parsing takes time and memory by the
number of values and not by the size of the file: 60 MB of empty lists would take a gigabyte
and many seconds. The records are then counted, by what keeps every page and the report fast.
Real assessments are far below these limits. They do not apply to what a library already has.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.records import Finding, Recommendation, Record, ReportText
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.database.rows import TABLES, Row

MOST_CONTAINERS = 1_000_000
"""Objects and lists in a JSON text. A very full assessment has about 30,000."""

MOST_VALUES = 6_000_000
"""Values in a JSON text, counted by its commas."""

LONGEST_LINE = 200
"""Characters of a name, a code or a role; the fields of the window accept no more."""

LONGEST_TEXT = 500_000
"""Characters of a note, a finding or a chapter: a book of 250 pages."""

LONGEST_LIST = 40_000
"""Characters of a list of ids or codes: a thousand UUIDs."""

LONGEST_IDENTITY = 1000
"""Characters of all other texts: ids, dates, keys."""

MOST_REPORT_LETTERS = 1_000_000
MOST_REPORT_LINES = 10_000
"""Characters and lines of findings, recommendations, improvements and chapters together."""

MOST_RECORDS: Mapping[str, int] = {
    "members": 100,
    "interviews": 300,
    "asking_choices": 20_000,
    "ratings": 60_000,
    "documents": 500,
    "notes": 10_000,
    "attachments": 1_000,
    "findings": 1_000,
    "recommendations": 500,
    "improvements": 500,
    "lifts": 10_000,
    "activities": 1_000,
    "workshops": 50,
    "ballots": 5_000,
    "status_checks": 5_000,
    "carryovers": 2_000,
    "texts": 500,
    "recorded": 1_000,
    "events": 1_000,
}
"""Records of each table. A large municipality has about 40 interviews, 6,000 notes and 200
findings."""

LONGEST_WORDING = 2_000
"""Characters of a text in an instrument; all texts of the bundled one are below 200."""

MOST_MEASURE_POINTS = 500
"""Measure points of an instrument; the bundled one has 165."""

_TEXTS = frozenset({"text", "reason", "figures", "drafts", "comment"})
_LISTS = frozenset({"findings", "after", "codes"})
_LINES = frozenset(
    {
        "municipality",
        "municipality_number",
        "report",
        "client",
        "firm",
        "name",
        "role",
        "code",
        "venue",
        "language",
        "responsible",
        "deadline",
        "service",
    }
)
_KINDS: Mapping[str, str] = {
    "members": mark("team members"),
    "interviews": mark("interviews"),
    "asking_choices": mark("choices of what is asked"),
    "ratings": mark("ratings of measure points"),
    "documents": mark("documents"),
    "notes": mark("notes"),
    "attachments": mark("attached files"),
    "findings": mark("findings"),
    "recommendations": mark("recommendations"),
    "improvements": mark("improvements"),
    "lifts": mark("measure points that improvements lift"),
    "activities": mark("activities"),
    "workshops": mark("workshops"),
    "ballots": mark("votes"),
    "status_checks": mark("statuses of improvements"),
    "carryovers": mark("improvements and findings of last time"),
    "texts": mark("report texts"),
    "recorded": mark("recorded results"),
    "events": mark("times of finishing and reopening"),
}


def is_overfull(text: str) -> bool:
    """Return whether a JSON text has more values than an assessment can have."""
    return text.count("[") + text.count("{") > MOST_CONTAINERS or text.count(",") > MOST_VALUES


def overlong_in(fields: Row) -> str:
    """Return a translated clause that names the first field that is too long, or ""."""
    for name, value in fields.items():
        longest = _longest(name)
        if isinstance(value, str) and len(value) > longest:
            return tr("“{0}” has {1} characters, and there can be at most {2}").format(
                name, len(value), longest
            )
    return ""


def too_many_in(records: Iterable[Record]) -> str:
    """Return a translated clause that says what an assessment has too many of, or ""."""
    counted: Counter[str] = Counter()
    letters = lines = 0
    for record in records:
        counted[TABLES[type(record)]] += 1
        if isinstance(record, Finding | Recommendation | Improvement | ReportText):
            letters += len(record.text)
            lines += 1 + record.text.count("\n")
    for table, most in MOST_RECORDS.items():
        if counted[table] > most:
            return tr("it has {0} {1}, and there can be at most {2}").format(
                counted[table], tr(_KINDS[table]), most
            )
    if letters > MOST_REPORT_LETTERS or lines > MOST_REPORT_LINES:
        return tr("the findings and the report texts are too long altogether")
    return ""


def overfull_instrument(instrument: Instrument) -> str:
    """Return a translated clause that says what in an instrument is too large, or ""."""
    count = len(instrument.measure_points)
    if count > MOST_MEASURE_POINTS:
        return tr("it has {0} measure points, and there can be at most {1}").format(
            count, MOST_MEASURE_POINTS
        )
    for text in _texts(json.loads(instrument.document)):
        if len(text) > LONGEST_WORDING:
            return tr("a text has {0} characters, and there can be at most {1}").format(
                len(text), LONGEST_WORDING
            )
    return ""


def _longest(name: str) -> int:
    if name in _LISTS:
        return LONGEST_LIST
    if name in _TEXTS:
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
