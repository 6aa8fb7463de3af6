"""Reads and writes `.kompass` files: one assessment for colleagues, archives and other laptops.

A file is a packet as JSON, compressed with gzip, followed by the uncompressed contents of the
attached files, all sealed with the file's own passphrase. The packet of the measurement before it
may follow in the same format. An older version that supports neither reads the JSON, and finds
from its version number that Kompass must be updated.
"""

from __future__ import annotations

import gzip
import logging
import zlib
from collections.abc import Iterator
from pathlib import Path

from kompass_desktop.bounded_file import read_bounded
from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.contents import MOST_ATTACHED
from kompass_desktop.storage.encryption.sealing import (
    SealError,
    WrongPassphrase,
    is_sealed,
    seal,
    unseal,
)
from kompass_desktop.storage.errors import UnreadableFile
from kompass_desktop.storage.exchange.packet import contents_of, packet_before, to_text
from kompass_desktop.storage.files import atomic_write
from kompass_desktop.storage.merging.packet import BadPacket, Packet

_log = logging.getLogger(__name__)

LARGEST_FILE = 32 * 1024 * 1024 + MOST_ATTACHED
"""Bytes. A very full assessment with its history is about 2 MB without attached files."""
LARGEST_CONTENT = 64 * 1024 * 1024
"""Bytes of the JSON when unpacked; a file that becomes larger was not made by Kompass."""

_GZIP_HEADER = b"\x1f\x8b"
_GZIP = 31
"""zlib's `wbits` for gzip data."""


def write_packet(
    packet: Packet, path: Path, passphrase: str, earlier: Packet | None = None
) -> None:
    """Write an assessment to a file sealed with the passphrase; takes half a second.

    `earlier` is the measurement before it, which the file then contains too. Raises
    UnwritableFile, or SealError if the content is too large.
    """
    packets = [packet] if earlier is None else [packet, earlier]
    # Joined once: the contents may be 200 MB.
    sealed = seal(b"".join(part for each in packets for part in _packed(each)), passphrase)
    with atomic_write(path) as file:
        file.write(sealed)
    _log.info("measurement shared")


def read_packet(path: Path, passphrase: str) -> Packet:
    """Return the assessment in a file; raises the errors of `read_packets`."""
    return read_packets(path, passphrase)[0]


def read_packets(path: Path, passphrase: str) -> tuple[Packet, Packet | None]:
    """Return the assessment in a file, and the one before it if the file contains it.

    Takes half a second. Raises WrongPassphrase, or UnreadableFile with the reason.
    """
    try:
        return _all(unseal(_sealed(path), passphrase))
    except WrongPassphrase:
        raise
    except SealError as error:
        raise UnreadableFile(path, _clause(error)) from error
    except BadPacket as error:
        raise UnreadableFile(path, str(error)) from error


def _packed(packet: Packet) -> Iterator[bytes]:
    """Yield a compressed packet, then the contents of its attached files."""
    # mtime=0: the sealed bytes depend on the content only, not on the time.
    yield gzip.compress(to_text(packet).encode(), mtime=0)
    yield from contents_of(packet)


def _all(data: bytes) -> tuple[Packet, Packet | None]:
    packet, rest = _first(data)
    earlier, rest = _first(rest) if rest.startswith(_GZIP_HEADER) else (None, rest)
    if rest:
        raise BadPacket(tr("an attached file is damaged"))
    return packet, earlier


def _first(data: bytes) -> tuple[Packet, bytes]:
    """Return the first packet in `data`, and the bytes after it; raises BadPacket."""
    return packet_before(*_unpacked(data))


def require_packet(path: Path) -> None:
    """Raise UnreadableFile if a file is not a `.kompass` file; needs no passphrase."""
    _sealed(path)


def _sealed(path: Path) -> bytes:
    try:
        sealed = read_bounded(path, LARGEST_FILE)
    except OSError as error:
        raise UnreadableFile(path, reason(error)) from error
    if not is_sealed(sealed):
        raise UnreadableFile(path, tr("it is not a .kompass file"))
    return sealed


def _unpacked(data: bytes) -> tuple[str, bytes]:
    """Return the decompressed text, and the bytes after it; raises BadPacket.

    At most `LARGEST_CONTENT` bytes are decompressed, plus one.
    """
    unpacker = zlib.decompressobj(_GZIP)
    try:
        content = unpacker.decompress(data, LARGEST_CONTENT + 1)
    except zlib.error as error:
        raise BadPacket(tr("its content is damaged")) from error
    if len(content) > LARGEST_CONTENT:
        raise BadPacket(tr("its content is too large"))
    if not unpacker.eof:
        raise BadPacket(tr("its content has been cut short"))
    try:
        return content.decode(), unpacker.unused_data
    except UnicodeDecodeError as error:
        raise BadPacket(tr("its content is not UTF-8")) from error


def _clause(error: SealError) -> str:
    """Return an error's sentence as a clause that can follow a colon."""
    sentence = str(error).removesuffix(".")
    return sentence[:1].lower() + sentence[1:]
