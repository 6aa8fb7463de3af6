"""Finds the key of a library whose key ring is missing, damaged, or another library's.

Every backup has the ring beside it that the library had then. One that the passphrase
opens, and whose key opens the library, is put where the library's own should be.
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
"""Each costs half a second, and most are alike."""


def unlock_any(library: Path, opener: Callable[[KeyRing], bytes]) -> bytes:
    """Return the key that `opener` gets from the library's ring, or from another that fits.

    Raises what `opener` does, KeysMissing and KeysUnusable where there is no ring to try,
    and KeysForeign where what was given opens a ring, but not the library.
    """
    own, trouble = _own_ring(library)
    rings = rings_beside(library)
    if own is not None:
        # While its own ring is whole, an earlier passphrase of the library must not open it.
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
                # What is wrapped in it is damaged, whatever was given.
                own, trouble = None, KeysUnusable(key_file(library), tr("it is damaged"))
                rings = rings_beside(library)
            continue
        if _fits(library, key):
            if ring is not own:
                _adopt(library, ring)
            return key
        if _is_ours(library, key):
            # It is the library that is damaged.
            return key
        trouble = KeysForeign(library)
    raise trouble


def rings_beside(library: Path) -> list[KeyRing]:
    """Return the key rings that lie beside a library's backups and older copies, each once."""
    found: dict[bytes, KeyRing] = {}
    for file in _ring_files(library):
        with suppress(KeysUnusable):
            ring = read_ring_file(file)
            found.setdefault(ring.passphrase, ring)
    return list(found.values())[:_MOST_RINGS]


def _own_ring(library: Path) -> tuple[KeyRing | None, StorageError]:
    """Return the ring in its usual place, and what to say where none opens the library."""
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
    """Whether a key has encrypted what is in a library's file."""
    # SQLite is not asked: it would play a log into the file that may be another file's.
    with translate_errors(library):
        return library.is_file() and is_key_of(library, key)


def _is_ours(library: Path, key: bytes) -> bool:
    """Whether a key that does not fit a library's file is its key all the same."""
    if not library.is_file():
        return True
    backups = backups_in(backup_folder(library), library)
    return any(key_opens(backup.path, key) for backup in backups[:_MOST_RINGS])


def _adopt(library: Path, ring: KeyRing) -> None:
    with translate_errors(library):
        set_aside(key_file(library))
    write_key_ring(library, ring)
