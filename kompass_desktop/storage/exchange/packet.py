"""Converts a packet, an assessment with its whole history, to JSON text and back.

The format is described in `data/examples/README.md`. Every field is checked when it is read,
because a file may be damaged or manipulated.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TypedDict

from kompass_desktop.assessment.records import Record
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.loading import InstrumentError, instrument_from_document
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.database.changes import DELETED, NOBODY, HistoryEntry
from kompass_desktop.storage.database.contents import LARGEST_ATTACHMENT, digest_of
from kompass_desktop.storage.database.history import STAMP, known_as_json
from kompass_desktop.storage.database.limits import (
    LONGEST_IDENTITY,
    LONGEST_LINE,
    is_overfull,
    overfull_instrument,
    overlong_in,
    too_many_in,
)
from kompass_desktop.storage.database.record_history import by_record
from kompass_desktop.storage.database.rows import (
    Row,
    checked,
    columns_of,
    whole_letters,
)
from kompass_desktop.storage.merging.packet import KINDS, BadPacket, Packet, validate

FORMAT = "kompass-exchange"
VERSION = 5
"""1 gave what a deletion knew as stamps. A program of then would take every deletion of now
for one that knew nothing. 2 had no further codes of notes, no documents, no attached files, and
nothing of when an assessment was finished. 3 had no recommendations. 4 had
no plan."""
LATEST_STAMP = "253402300799999-999999"
"""The last millisecond of the year 9999; Python has no later date."""


_TOP = {"format", "version", "assessment", "instrument", "devices", "history", "contents"}
_ENTRY = {"id", "type", "record", "fields", "stamp", "device", "burst", "bases", "known"}


def to_text(packet: Packet) -> str:
    """Return a packet as JSON that `from_text` reads back without loss."""
    content = {
        "format": FORMAT,
        "version": VERSION,
        "assessment": packet.assessment,
        "instrument": json.loads(packet.instrument.document),
        "devices": dict(packet.devices),
        "history": [_object_of(entry) for entry in packet.entries],
        "contents": [[digest, len(packet.contents[digest])] for digest in sorted(packet.contents)],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def contents_of(packet: Packet) -> Iterator[bytes]:
    """Yield the contents of the attached files in the order of their digests in the text."""
    yield from (packet.contents[digest] for digest in sorted(packet.contents))


def from_text(text: str, contents: bytes = b"") -> Packet:
    """Return the packet in a text from `to_text`; `contents` are the joined attached files.

    Raises BadPacket with the reason.
    """
    packet, rest = packet_before(text, contents)
    if rest:
        raise BadPacket(tr("an attached file is damaged"))
    return packet


def packet_before(text: str, data: bytes) -> tuple[Packet, bytes]:
    """Return the packet in a text, with contents from the start of `data`, and the rest of it.

    Raises BadPacket with the reason.
    """
    content = _content(text)
    packet = Packet(
        _identity(content.get("assessment"), "assessment"),
        _instrument(content.get("instrument")),
        tuple(_entries(content.get("history"))),
        _devices(content.get("devices")),
        _contents(content.get("contents", []), memoryview(data)),
    )
    validate(packet.assessment, packet.instrument, by_record(packet.entries))
    if problem := too_many_in(packet.loaded.records()):
        raise BadPacket(problem)
    return packet, data[sum(len(each) for each in packet.contents.values()) :]


def _object_of(entry: HistoryEntry) -> dict[str, object]:
    content: dict[str, object] = {
        "id": entry.id,
        "type": entry.record_type,
        "record": entry.record,
        "fields": entry.fields,
        "stamp": entry.stamp,
        "device": entry.device,
        "bases": None if entry.bases is None else dict(entry.bases),
    }
    if entry.edit_session is not None:
        content["burst"] = entry.edit_session
    if entry.known or entry.seen:
        content["known"] = known_as_json(entry)
    return content


def _content(text: str) -> Mapping[str, object]:
    if is_overfull(text):
        raise BadPacket(tr("its content is too large"))
    try:
        content = json.loads(text)
    # ValueError: broken JSON, or a number of thousands of digits.
    except (ValueError, RecursionError) as error:
        raise BadPacket(tr("its content is not valid JSON")) from error
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise BadPacket(tr("its content is not a measurement from Kompass"))
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise BadPacket(tr("it was made with a newer version of Kompass; update the program"))
    if version not in (1, 2, 3, 4, VERSION) or isinstance(version, bool):
        raise BadPacket(tr("the version of the format is unknown"))
    if unknown := sorted(content.keys() - _TOP):
        raise BadPacket(tr("unknown field “{0}”").format(unknown[0]))
    return content


def _instrument(value: object) -> Instrument:
    try:
        # allow_nan=False also for 1e999, which reads as infinity.
        document = json.dumps(value, ensure_ascii=False, allow_nan=False)
        instrument = instrument_from_document(document, tr("the instrument"))
    except InstrumentError as error:
        raise BadPacket(str(error).removesuffix(".")) from error
    except (ValueError, RecursionError) as error:
        raise BadPacket(tr("the instrument has numbers or lists that are too large")) from error
    if problem := overfull_instrument(instrument):
        raise BadPacket(tr("the instrument cannot be used, because {0}").format(problem))
    return instrument


def _entries(value: object) -> Iterator[HistoryEntry]:
    if not isinstance(value, list):
        raise BadPacket(tr("“history” must be a list"))
    seen: set[str] = set()
    for place, item in enumerate(value, 1):
        where = tr("{0} no. {1}").format("history", place)
        if not isinstance(item, dict):
            raise BadPacket(tr("{0} is not an object").format(where))
        if unknown := sorted(item.keys() - _ENTRY):
            raise BadPacket(tr("{0}: unknown field “{1}”").format(where, unknown[0]))
        entry = _entry(item, where)
        if entry.id in seen:
            raise BadPacket(tr("{0}: the id “{1}” appears twice").format(where, entry.id))
        seen.add(entry.id)
        yield entry


def _entry(item: Mapping[str, object], where: str) -> HistoryEntry:
    record_type = item.get("type")
    if not isinstance(record_type, str) or record_type not in KINDS:
        raise BadPacket(tr("{0}: unknown “type”").format(where))
    record = _identity(item.get("record"), where)
    edit_session = item.get("burst")
    device = item.get("device")
    return HistoryEntry(
        _identity(item.get("id"), where),
        record_type,
        record,
        _fields(KINDS[record_type], item.get("fields"), record, where),
        _stamp(item.get("stamp"), where),
        NOBODY if device == NOBODY else _identity(device, where),
        None if edit_session is None else _identity(edit_session, where),
        _bases(item.get("bases"), where),
        **_known(item.get("known", {}), where),
    )


def _fields(kind: type[Record], value: object, record: str, where: str) -> Row:
    if not isinstance(value, dict):
        raise BadPacket(tr("{0}: “fields” must be an object").format(where))
    names = {*columns_of(kind), DELETED}
    if unknown := sorted(value.keys() - names):
        raise BadPacket(tr("{0}: unknown field “{1}”").format(where, unknown[0]))
    if value.get("id", record) != record:
        raise BadPacket(tr("{0}: “id” is not the same as “record”").format(where))
    try:
        row = checked(kind, {name: v for name, v in value.items() if name != DELETED})
    except ValueError as error:
        raise BadPacket(f"{where}: {error}") from error
    if problem := overlong_in(row):
        raise BadPacket(f"{where}: {problem}")
    if DELETED in value:
        if value[DELETED] not in (0, 1):
            raise BadPacket(tr("{0}: “deleted” has an invalid value").format(where))
        row[DELETED] = int(value[DELETED])
    return row


def _bases(value: object, where: str) -> Mapping[str, tuple[str, ...]] | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise BadPacket(tr("{0}: “bases” must be an object").format(where))
    return {name: tuple(_identities(ids, where)) for name, ids in value.items()}


def _identities(value: object, where: str) -> Iterable[str]:
    if not isinstance(value, list):
        raise BadPacket(tr("{0}: “bases” must hold lists").format(where))
    return [_identity(item, where) for item in value]


class _Known(TypedDict, total=False):
    known: Mapping[str, str]
    seen: frozenset[str]


def _known(value: object, where: str) -> _Known:
    if isinstance(value, list):
        return {"seen": frozenset(_identity(item, where) for item in value)}
    if not isinstance(value, dict):
        raise BadPacket(tr("{0}: “known” must be an object or a list").format(where))
    return {"known": {str(device): _stamp(stamp, where) for device, stamp in value.items()}}


def _stamp(value: object, where: str) -> str:
    if not isinstance(value, str) or not STAMP.fullmatch(value) or value > LATEST_STAMP:
        raise BadPacket(tr("{0}: “stamp” is not a time stamp").format(where))
    return value


def _identity(value: object, where: str) -> str:
    if (
        not isinstance(value, str)
        or not 0 < len(value) <= LONGEST_IDENTITY
        or whole_letters(value) != value
    ):
        raise BadPacket(tr("{0}: an id is missing or invalid").format(where))
    return value


def _contents(value: object, data: memoryview) -> Mapping[str, bytes]:
    """Return the contents in `data` by digest; raises BadPacket if one does not match it."""
    if not isinstance(value, list):
        raise BadPacket(tr("“{0}” must be a list").format("contents"))
    found: dict[str, bytes] = {}
    place = 0
    for item in value:
        match item:
            case [str(digest), int(size)] if not isinstance(size, bool) and size >= 0:
                content = bytes(data[place : place + size])
            case _:
                raise BadPacket(tr("“contents” must hold pairs of digest and size"))
        if size > LARGEST_ATTACHMENT or digest_of(content) != digest or digest in found:
            raise BadPacket(tr("an attached file is damaged"))
        found[digest] = content
        place += size
    return found


def _devices(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise BadPacket(tr("“devices” must be an object"))
    return {
        _identity(device, "devices"): whole_letters(name)[:LONGEST_LINE]
        for device, name in value.items()
        if isinstance(name, str)
    }
