"""Assessments as JSON files: complete, documented, and readable by other programs.

The format stands in `data/examples/README.md`. An object for every record, with the
record's own field names; the instrument is either a bundled one, by name, or the whole
document. Nothing in a file is ever run, and every field is checked on the way in.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import MISSING, fields
from pathlib import Path
from typing import IO, TypeVar

from kompass_desktop.assessment.model import (
    TEAM,
    TOTAL,
    Assessment,
    Change,
    Finding,
    Interview,
    Note,
    Particulars,
    Rating,
    Record,
    Recorded,
    ReportText,
    rating_id,
    recorded_id,
    text_id,
)
from kompass_desktop.instrument.loading import InstrumentError, instrument_from_document
from kompass_desktop.instrument.model import LEVELS, Area, Instrument, MeasurePoint, Question
from kompass_desktop.storage.errors import StorageError, UnreadableFile
from kompass_desktop.storage.rows import TABLES, record_of, row_of

FORMAT = "kompass-assessment"
VERSION = 1
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. A very full assessment is about 5 MB."""

PARTICULARS = "assessment"
"""The object of the file that holds the particulars; the other records are in arrays."""


class UnwritableFile(StorageError):
    """A file cannot be written where it was asked for."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Kan ikke skrive {path}: {reason}.")


@contextmanager
def written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Give a file to write that takes its place at `path` only when it is complete.

    Raises UnwritableFile, and leaves what was there before, if it cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            unfinished = Path(file.name)
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                file.close()
                unfinished.unlink(missing_ok=True)
                raise
        try:
            unfinished.chmod(0o644 & ~_umask())
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error


def _umask() -> int:
    umask = os.umask(0)
    os.umask(umask)
    return umask


def export_json(assessment: Assessment, path: Path) -> None:
    """Write an assessment to a file that `import_json` reads back without loss.

    Raises UnwritableFile if the file cannot be written.
    """
    with written_whole(path) as file:
        file.write(to_json(assessment).encode())


def to_json(assessment: Assessment) -> str:
    """Return an assessment as the text of an exchange file, its instrument within it."""
    content: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "instrument": json.loads(assessment.instrument.document),
        PARTICULARS: row_of(assessment.particulars),
    }
    for kind, table in TABLES.items():
        if kind is not Particulars:
            content[table] = [
                row_of(record) for record in assessment.records() if type(record) is kind
            ]
    return json.dumps(content, ensure_ascii=False, indent=1)


def import_json(path: Path, bundled: Callable[[str], Instrument | None]) -> Assessment:
    """Return the assessment in an exchange file.

    `bundled` gives the instrument of a name, or None. Raises UnreadableFile with what
    is wrong.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise UnreadableFile(path, "filen er for stor")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UnreadableFile(path, error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(path, "den er ikke lagret som UTF-8") from error
    return from_json(text, path, bundled)


def from_json(text: str, path: Path, bundled: Callable[[str], Instrument | None]) -> Assessment:
    """Return the assessment that the text of an exchange file holds; as `import_json`."""
    try:
        content = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile(path, "den er ikke gyldig JSON") from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise UnreadableFile(path, "den er ikke en vurdering fra Kompass")
    if content.get("version") != VERSION:
        raise UnreadableFile(path, "den er laget med en nyere utgave av Kompass")
    assessment = Assessment(
        _record(path, Particulars, content.get(PARTICULARS), PARTICULARS),
        _instrument(path, content.get("instrument"), bundled),
    )
    for kind, table in TABLES.items():
        if kind is Particulars:
            continue
        for place, values in enumerate(_list(path, content, table), 1):
            record = _record(path, kind, values, f"{table} nr. {place}")
            _require_sense(path, assessment, record, f"{table} nr. {place}")
            assessment.apply(Change(None, record))
    return assessment


def _list(path: Path, content: Mapping[str, object], name: str) -> list[object]:
    values = content.get(name, [])
    if not isinstance(values, list):
        raise UnreadableFile(path, f"«{name}» skal være en liste")
    return values


_R = TypeVar("_R", bound=Record)


def _record(path: Path, kind: type[_R], values: object, where: str) -> _R:
    if not isinstance(values, Mapping):
        raise UnreadableFile(path, f"{where} mangler eller er ikke et objekt")
    defaults = {f.name: f.default for f in fields(kind) if f.default is not MISSING}
    try:
        return record_of(kind, {**defaults, **values})
    except KeyError as error:
        raise UnreadableFile(path, f"{where}: «{error.args[0]}» mangler") from error
    except ValueError as error:
        raise UnreadableFile(path, f"{where}: {error}") from error


def _instrument(
    path: Path, value: object, bundled: Callable[[str], Instrument | None]
) -> Instrument:
    if isinstance(value, str):
        instrument = bundled(value)
        if instrument is None:
            raise UnreadableFile(path, f"instrumentet «{value}» finnes ikke på denne maskinen")
        return instrument
    try:
        return instrument_from_document(json.dumps(value, ensure_ascii=False), path.name)
    except InstrumentError as error:
        raise UnreadableFile(path, f"instrumentet er ikke gyldig: {error}") from error


def _require_sense(path: Path, assessment: Assessment, record: Record, where: str) -> None:
    """Refuse what no window could show: unknown codes, groups, interviews and levels."""
    problem = _nonsense(assessment, record)
    if problem:
        raise UnreadableFile(path, f"{where}: {problem}")


def _nonsense(assessment: Assessment, record: Record) -> str:
    instrument = assessment.instrument
    match record:
        case Interview() if record.group not in {group.key for group in instrument.groups}:
            return f"ukjent informantgruppe «{record.group}»"
        case Rating():
            return _nonsense_rating(assessment, record)
        case Note():
            return _unknown_interview(assessment, record.interview, allowed=None)
        case Finding() if str(record.area) not in {area.code for area in instrument.areas}:
            return f"ukjent område «{record.area}»"
        case Recorded():
            return _nonsense_recorded(assessment, record)
        case ReportText() if record.id != text_id(assessment.id, record.chapter):
            return "tekstens id passer ikke til kapittelet"
    return ""


def _nonsense_rating(assessment: Assessment, record: Rating) -> str:
    if not isinstance(assessment.instrument.find(record.measure_point), MeasurePoint):
        return f"ukjent målepunkt «{record.measure_point}»"
    if record.id != rating_id(assessment.id, record.interview, record.measure_point):
        return "vurderingens id passer ikke til målepunktet"
    if not {*record.levels} <= {None, *LEVELS}:
        return "et nivå er ikke 0–4"
    return _unknown_interview(assessment, record.interview, allowed=TEAM)


def _unknown_interview(assessment: Assessment, interview: str, allowed: str | None) -> str:
    if interview == allowed or interview in assessment.interviews:
        return ""
    return f"ukjent intervju «{interview}»"


def _nonsense_recorded(assessment: Assessment, record: Recorded) -> str:
    if record.id != recorded_id(assessment.id, record.code):
        return "resultatets id passer ikke til koden"
    entry = assessment.instrument.find(record.code)
    if record.code != TOTAL and not isinstance(entry, Area | Question):
        return f"ukjent kode «{record.code}»"
    maximum = entry.maximum if isinstance(entry, Area | Question) else assessment.instrument.maximum
    return "" if 0 <= record.points <= maximum else "poengene er utenfor skalaen"
