"""Reads and writes `.kompass` files: one assessment for colleagues, archives and other laptops.

A packet (`packet`) as JSON, compressed with gzip and sealed with the file's own passphrase.
"""

from __future__ import annotations

import gzip
import logging
import zlib
from pathlib import Path

from kompass_desktop.bounded_file import read_bounded
from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.encryption.sealing import (
    SealError,
    WrongPassphrase,
    is_sealed,
    seal,
    unseal,
)
from kompass_desktop.storage.errors import UnreadableFile
from kompass_desktop.storage.exchange.packet import from_text, to_text
from kompass_desktop.storage.files import atomic_write
from kompass_desktop.storage.merging.packet import BadPacket, Packet

_log = logging.getLogger(__name__)

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes. A very full assessment with its history is about 2 MB."""
LARGEST_CONTENT = 64 * 1024 * 1024
"""Bytes when unpacked; a file that becomes larger was not made by Kompass."""

_GZIP = 31
"""zlib's `wbits` for gzip data."""


def write_packet(packet: Packet, path: Path, passphrase: str) -> None:
    """Write an assessment to a file that only the passphrase opens; takes half a second.

    Raises UnwritableFile, or SealError where it is too large.
    """
    # mtime=0: nothing but the content decides the bytes that are sealed.
    sealed = seal(gzip.compress(to_text(packet).encode(), mtime=0), passphrase)
    with atomic_write(path) as file:
        file.write(sealed)
    _log.info("measurement shared")


def read_packet(path: Path, passphrase: str) -> Packet:
    """Return the assessment in a file; takes half a second.

    Raises WrongPassphrase, or UnreadableFile with what is wrong.
    """
    try:
        return from_text(_unpacked(unseal(_sealed(path), passphrase)))
    except WrongPassphrase:
        raise
    except SealError as error:
        raise UnreadableFile(path, _clause(error)) from error
    except BadPacket as error:
        raise UnreadableFile(path, str(error)) from error


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


def _unpacked(data: bytes) -> str:
    """Return the text that was packed; never unpacks more than is allowed."""
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
        return content.decode()
    except UnicodeDecodeError as error:
        raise BadPacket(tr("its content is not UTF-8")) from error


def _clause(error: SealError) -> str:
    """Return an error's sentence as a clause that can follow a colon."""
    sentence = str(error).removesuffix(".")
    return sentence[:1].lower() + sentence[1:]
