"""Finds the key of an encrypted library: remembered_key, from the environment, or as typed."""

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
"""The environment variable that may hold the passphrase."""


class TooSoon(StorageError):
    """A passphrase was tried before the wait after the last wrong one was over."""

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
    """Return the key that this machine remembers or the environment's passphrase gives.

    None for a plain library, and where neither is there. Raises WrongPassphrase for a
    wrong one in the environment, and as `unlock`.
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
    """Return the key that a passphrase gives; takes up to half a second.

    Where the key ring is missing or another library's, those of the backups are tried, and
    the one that fits takes its place. Raises TooSoon, WrongPassphrase, SealError,
    KeysUnusable, KeysMissing or KeysForeign. A wrong one is counted.
    """
    with _one_try(library):
        return unlock_any(library, lambda ring: ring.unlock(passphrase))


def renew_with_code(library: Path, code: str, passphrase: str) -> bytes:
    """Give a library whose passphrase is forgotten a new one, and return its key.

    Takes up to a second. Raises TooSoon, MistypedCode, WrongCode, SealError,
    KeysUnusable or LibraryUnavailable.
    """
    with _one_try(library):
        key = unlock_any(library, lambda ring: ring.unlock_with_code(code))
    write_key_ring(library, read_key_ring(library).with_passphrase(key, passphrase))
    return key


def change_passphrase(library: Path, old: str, new: str) -> None:
    """Let another passphrase open a library; nothing is encrypted anew. Raises as `unlock`."""
    key = unlock(library, old)
    write_key_ring(library, read_key_ring(library).with_passphrase(key, new))


def renew_code(library: Path, key: bytes) -> str:
    """Return a new recovery code for a library; the old one opens it no longer."""
    ring, code = read_key_ring(library).with_new_code(key)
    write_key_ring(library, ring)
    return code


@contextmanager
def _one_try(library: Path) -> Iterator[None]:
    """Count a try, and let it be made, after the wait that those before it cost.

    It is counted first: many at once must not all run. Raises TooSoon.
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
            attempts.not_made()
            raise
        attempts.succeeded()
