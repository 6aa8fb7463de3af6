"""Finds the key of a library whose key ring is missing, damaged, or of another library.

Every backup has beside it the key ring that the library had at that time. If the passphrase
opens one of these rings, and its key fits the library, that ring becomes the library's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.connection import key_opens, translate_errors
from kompass_desktop.storage.encryption.cipher_pages import is_key_of
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.encryption.key_ring import (
    KeyRing,
    KeysUnusable,
    WrongCode,
    read_key_ring,
    read_ring_file,
    write_key_ring,
)
from kompass_desktop.storage.encryption.sealing import SealError, WrongPassphrase
from kompass_desktop.storage.errors import KeysForeign, KeysMissing, StorageError
from kompass_desktop.storage.files import set_aside
from kompass_desktop.storage.kept_copies import backup_folder, backups_in

_MOST_RINGS = 6
"""How many rings are tried: each takes half a second, and most have the same passphrase."""


def unlock_any(library: Path, opener: Callable[[KeyRing], bytes]) -> bytes:
    """Return the key that `opener` gets from the library's ring, or from one beside a copy.

    A ring of a copy that fits becomes the library's own. Raises what `opener` raises;
    KeysMissing or KeysUnusable if there is no ring to try; KeysForeign if `opener` opens a
    ring whose key does not fit the library; LibraryUnavailable if a file cannot be read.
    """
    own, trouble = _own_ring(library)
    rings = rings_beside(library)
    if own is not None:
        # If its own ring is valid, an earlier passphrase must not open the library, so rings
        # with the same key are not tried.
        rings = [own, *(ring for ring in rings if ring.check != own.check)]
    while rings:
        ring = rings.pop(0)
        try:
            key = opener(ring)
        except (WrongPassphrase, WrongCode) as error:
            if ring is own or own is None:
                trouble = error
            continue
        except SealError:
            if ring is own:
                # The wrapped key in the ring is damaged, whatever the passphrase.
                own, trouble = None, KeysUnusable(key_file(library), tr("it is damaged"))
                rings = rings_beside(library)
            continue
        if _fits(library, key):
            if ring is not own:
                _adopt(library, ring)
            return key
        if _is_ours(library, key):
            # The key is right: the library is damaged.
            return key
        trouble = KeysForeign(library)
    raise trouble


def rings_beside(library: Path) -> list[KeyRing]:
    """Return the distinct key rings beside the backups and older copies of a library."""
    found: dict[bytes, KeyRing] = {}
    for file in _ring_files(library):
        with suppress(KeysUnusable):
            ring = read_ring_file(file)
            found.setdefault(ring.passphrase, ring)
    return list(found.values())[:_MOST_RINGS]


def _own_ring(library: Path) -> tuple[KeyRing | None, StorageError]:
    """Return the library's own ring, if valid, and the error to raise if no ring fits."""
    try:
        return read_key_ring(library), KeysForeign(library)
    except KeysUnusable as error:
        return None, error if key_file(library).exists() else KeysMissing(library)


def _ring_files(library: Path) -> Iterator[Path]:
    for backup in backups_in(backup_folder(library), library):
        yield key_file(backup.path)
    with suppress(OSError):
        own, ending = key_file(library), f"{library.suffix}.keys"
        for file in sorted(library.parent.iterdir(), reverse=True):
            is_aside = file.name.startswith(f"{own.name}-")
            is_copys = file.name.startswith(f"{library.stem}-") and file.name.endswith(ending)
            if is_aside or is_copys:
                yield file


def _fits(library: Path, key: bytes) -> bool:
    """Return whether a key has encrypted pages of a library's file."""
    # Opening it with SQLite would write a log into the file, perhaps the log of another file.
    with translate_errors(library):
        return library.is_file() and is_key_of(library, key)


def _is_ours(library: Path, key: bytes) -> bool:
    """Return whether a key is the library's although its file does not show it.

    True if the file is missing, or if the key opens a backup.
    """
    if not library.is_file():
        return True
    backups = backups_in(backup_folder(library), library)
    return any(key_opens(backup.path, key) for backup in backups[:_MOST_RINGS])


def _adopt(library: Path, ring: KeyRing) -> None:
    with translate_errors(library):
        set_aside(key_file(library))
    write_key_ring(library, ring)
