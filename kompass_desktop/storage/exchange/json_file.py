"""Assessments as JSON files: complete, documented, and readable by other programs.

The format is described in `data/examples/README.md`. There is an object for every record, with
the names of its columns; the instrument is either the name of a bundled one or the whole
document. Nothing in a file is executed, and every field is checked when it is read.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    TEAM,
    AskingChoice,
    Change,
    Event,
    Note,
    Particulars,
    Rating,
    Record,
)
from kompass_desktop.bounded_file import read_bounded
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.loading import InstrumentError, instrument_from_document
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.limits import (
    is_overfull,
    overfull_instrument,
    overlong_in,
    too_many_in,
)
from kompass_desktop.storage.database.rows import (
    TABLES,
    columns_of,
    defaults_of,
    object_of,
    record_of,
    row_of,
)
from kompass_desktop.storage.database.validation import problem_in
from kompass_desktop.storage.errors import UnreadableFile
from kompass_desktop.storage.files import atomic_write

_log = logging.getLogger(__name__)

FORMAT = "kompass-assessment"
VERSION = 4
"""1 had no further codes of notes, no documents and no attached files, and nothing of when an
assessment was finished. 2 had no recommendations. 3 had no
plan."""
LARGEST_FILE = 32 * 1024 * 1024
"""Bytes that are read at most. A very full assessment has about 5 MB."""

PARTICULARS = "assessment"
"""The name of the object with the particulars; the other records are in arrays."""

_ARRAYS = {table: kind for kind, table in TABLES.items() if kind is not Particulars}
_R = TypeVar("_R", bound=Record)


def export_json(assessment: Assessment, path: Path) -> None:
    """Write an assessment to a file that `import_json` reads back without loss.

    Raises UnwritableFile if the file cannot be written.
    """
    with atomic_write(path) as file:
        file.write(to_json(assessment).encode())
    _log.info("measurement exported as JSON")


def to_json(assessment: Assessment) -> str:
    """Return an assessment as JSON, with the whole instrument.

    Records of deleted interviews are left out.
    """
    content: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "instrument": json.loads(assessment.instrument.document),
        PARTICULARS: object_of(assessment.particulars),
    }
    shown = [record for record in assessment.records() if not _is_orphan(assessment, record)]
    for array, kind in _ARRAYS.items():
        objects = [object_of(record) for record in shown if type(record) is kind]
        # Versions without events refuse even an empty list of them.
        if objects or kind is not Event:
            content[array] = objects
    return json.dumps(content, ensure_ascii=False, indent=1)


def _is_orphan(assessment: Assessment, record: Record) -> bool:
    """Return whether the interview that a record belongs to was deleted."""
    match record:
        case Rating(interview=interview) | Note(interview=interview):
            return interview != TEAM and interview not in assessment.interviews
        case AskingChoice(asker=asker):
            groups = {group.key for group in assessment.instrument.groups}
            return asker not in groups and asker not in assessment.interviews
    return False


def import_json(path: Path, bundled: Callable[[str], Instrument | None]) -> Assessment:
    """Return the assessment in a JSON file.

    `bundled` returns the instrument with a name, or None. Raises UnreadableFile with what is
    wrong.
    """
    try:
        text = read_bounded(path, LARGEST_FILE).decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(path, reason(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, tr("it is not saved as UTF-8")) from error
    return from_json(text, path, bundled)


def from_json(text: str, path: Path, bundled: Callable[[str], Instrument | None]) -> Assessment:
    """Return the assessment in the text of a JSON file; `path` is for error messages.

    `bundled` returns the instrument with a name, or None. Raises UnreadableFile.
    """
    content = _parsed(path, text)
    assessment = Assessment(
        _record(path, Particulars, content.get(PARTICULARS), PARTICULARS),
        _instrument(path, content.get("instrument"), bundled),
    )
    ids = {assessment.id}
    _require_sense(path, assessment, assessment.particulars, PARTICULARS)
    for array, kind in _ARRAYS.items():
        for place, values in enumerate(_list(path, content, array), 1):
            where = tr("{0} no. {1}").format(array, place)
            record = _record(path, kind, values, where)
            if record.id in ids:
                raise UnreadableFile(
                    path, tr("{0}: the id “{1}” appears twice").format(where, record.id)
                )
            _require_sense(path, assessment, record, where)
            ids.add(record.id)
            assessment.apply(Change(None, record))
    if problem := too_many_in(assessment.records()):
        raise UnreadableFile(path, problem)
    return assessment


def _parsed(path: Path, text: str) -> Mapping[str, object]:
    if is_overfull(text):
        raise UnreadableFile(path, tr("it contains too much"))
    try:
        content = json.loads(text)
    # ValueError: broken JSON, or a number of thousands of digits.
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(path, tr("it is not valid JSON")) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise UnreadableFile(path, tr("it is not a measurement from Kompass"))
    if content.get("version") not in (1, 2, 3, VERSION):
        raise UnreadableFile(
            path, tr("it was made with another version of Kompass; update the program")
        )
    known = {"format", "version", "instrument", PARTICULARS, *_ARRAYS}
    if unknown := sorted(content.keys() - known):
        raise UnreadableFile(path, tr("unknown field “{0}”").format(unknown[0]))
    return content


def _list(path: Path, content: Mapping[str, object], name: str) -> list[object]:
    values = content.get(name, [])
    if not isinstance(values, list):
        raise UnreadableFile(path, tr("“{0}” must be a list").format(name))
    return values


def _record(path: Path, kind: type[_R], values: object, where: str) -> _R:
    if not isinstance(values, Mapping):
        raise UnreadableFile(path, tr("{0} is missing or is not an object").format(where))
    if unknown := sorted(values.keys() - set(columns_of(kind))):
        raise UnreadableFile(path, tr("{0}: unknown field “{1}”").format(where, unknown[0]))
    try:
        return record_of(kind, {**defaults_of(kind), **values})
    except KeyError as error:
        raise UnreadableFile(
            path, tr("{0}: “{1}” is missing").format(where, error.args[0])
        ) from error
    except ValueError as error:
        raise UnreadableFile(path, f"{where}: {error}") from error


def _instrument(
    path: Path, value: object, bundled: Callable[[str], Instrument | None]
) -> Instrument:
    if isinstance(value, str):
        instrument = bundled(value)
        if instrument is None:
            raise UnreadableFile(
                path, tr("the instrument “{0}” is not on this computer").format(value)
            )
        return instrument
    try:
        # allow_nan=False also for 1e999, which reads as infinity.
        document = json.dumps(value, ensure_ascii=False, allow_nan=False)
        instrument = instrument_from_document(document, tr("the instrument"))
    except InstrumentError as error:
        raise UnreadableFile(path, str(error).removesuffix(".")) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableFile(
            path, tr("the instrument has numbers or lists that are too large")
        ) from error
    if problem := overfull_instrument(instrument):
        raise UnreadableFile(path, tr("the instrument cannot be used, because {0}").format(problem))
    return instrument


def _require_sense(path: Path, assessment: Assessment, record: Record, where: str) -> None:
    if problem := overlong_in(row_of(record)) or problem_in(assessment, record):
        raise UnreadableFile(path, f"{where}: {problem}")
