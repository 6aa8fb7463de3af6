"""Gets the key of an encrypted library: from the key store, the environment or a passphrase."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kompass_desktop.i18n import ntr
from kompass_desktop.storage.encryption.key_ring import (
    KeysUnusable,
    WrongCode,
    needs_key,
    read_key_ring,
    write_key_ring,
)
from kompass_desktop.storage.encryption.key_search import unlock_any
from kompass_desktop.storage.encryption.key_store import remembered_key
from kompass_desktop.storage.encryption.retry_delay import RetryDelay
from kompass_desktop.storage.encryption.sealing import WrongPassphrase
from kompass_desktop.storage.errors import StorageError

KEY_VARIABLE = "KOMPASS_PASSPHRASE"
"""The environment variable with the passphrase, if it is set."""


class TooSoon(StorageError):
    """A passphrase was tried before the waiting time after the last wrong one was over."""

    def __init__(self, seconds: float) -> None:
        left = round(seconds + 0.5)
        super().__init__(
            ntr(
                "Wait {0} second before you try again.",
                "Wait {0} seconds before you try again.",
                left,
            ).format(left)
        )


def key_without_asking(library: Path) -> bytes | None:
    """Return the key from the key store, or by the passphrase in the environment.

    None if the library is not encrypted, or if there is neither. Raises as `unlock` for a wrong
    passphrase in the environment, and LibraryUnavailable if the library cannot be read.
    """
    if not needs_key(library):
        return None
    with suppress(KeysUnusable):
        ring = read_key_ring(library)
        key = remembered_key(ring.library)
        if key is not None and ring.fits(key):
            return key
    passphrase = os.environ.get(KEY_VARIABLE)
    return unlock(library, passphrase) if passphrase else None


def unlock(library: Path, passphrase: str) -> bytes:
    """Return a library's key by its passphrase; takes up to half a second for each key ring.

    If the key ring is missing or of another library, those of the backups are tried, see
    `key_search`. A wrong passphrase is counted, see `retry_delay`. Raises TooSoon,
    WrongPassphrase, KeysUnusable, KeysMissing, KeysForeign or LibraryUnavailable.
    """
    with _one_try(library):
        return unlock_any(library, lambda ring: ring.unlock(passphrase))


def renew_with_code(library: Path, code: str, passphrase: str) -> bytes:
    """Set a new passphrase by means of the recovery code, and return the library's key.

    Takes up to a second. Raises TooSoon, MistypedCode, WrongCode, KeysUnusable, KeysMissing,
    KeysForeign or LibraryUnavailable.
    """
    with _one_try(library):
        key = unlock_any(library, lambda ring: ring.unlock_with_code(code))
    write_key_ring(library, read_key_ring(library).with_passphrase(key, passphrase))
    return key


def change_passphrase(library: Path, old: str, new: str) -> None:
    """Replace the passphrase of a library; its key stays the same. Raises as `unlock`."""
    key = unlock(library, old)
    write_key_ring(library, read_key_ring(library).with_passphrase(key, new))


def renew_code(library: Path, key: bytes) -> str:
    """Replace the recovery code of a library, and return the new one.

    Raises KeysUnusable or LibraryUnavailable.
    """
    ring, code = read_key_ring(library).with_new_code(key)
    write_key_ring(library, ring)
    return code


@contextmanager
def _one_try(library: Path) -> Iterator[None]:
    """Run the block as one counted attempt; raise TooSoon if the waiting time is not over.

    It is counted before it runs, so that a killed process does not avoid the count.
    """
    attempts = RetryDelay(library)
    with attempts.one_at_a_time():
        wait = attempts.wait_seconds
        if wait > 0:
            raise TooSoon(wait)
        attempts.failed()
        try:
            yield
        except (WrongPassphrase, WrongCode):
            raise
        except StorageError:
            attempts.uncount()
            raise
        attempts.succeeded()
