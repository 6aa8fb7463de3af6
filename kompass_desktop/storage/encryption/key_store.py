"""Stores library keys in the operating system's key store, if the user chooses so."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError

_SERVICE = "Kompass"


class NotRemembered(StorageError):
    """The system's key store failed."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The computer’s key ring does not respond, so the passphrase must be typed "
                "every time Kompass opens."
            )
        )


def can_remember() -> bool:
    """Return whether this system has a key store that is safe to use."""
    with suppress(NotRemembered), _answering():
        # Imported when needed: it takes a tenth of a second.
        import keyring

        return float(keyring.get_keyring().priority) >= 1
    return False


def remember(library: str, key: bytes) -> None:
    """Store a key of 32 bytes; `library` is the id in the key ring. Raises NotRemembered."""
    with _answering():
        import keyring

        keyring.set_password(_SERVICE, library, base64.b64encode(key).decode("ascii"))


def remembered_key(library: str) -> bytes | None:
    """Return the stored key of a library, given the id in its key ring, or None.

    None also if the store fails.
    """
    with suppress(NotRemembered), _answering():
        import keyring

        kept = keyring.get_password(_SERVICE, library)
        return base64.b64decode(kept, validate=True) if kept else None
    return None


def forget(library: str) -> None:
    """Remove a library's key from the store, given the id in its key ring.

    Raises NotRemembered if the store fails, but not if it has no such key.
    """
    with _answering():
        import keyring
        from keyring.errors import PasswordDeleteError

        with suppress(PasswordDeleteError):
            keyring.delete_password(_SERVICE, library)


@contextmanager
def _answering() -> Iterator[None]:
    """Raise NotRemembered for any exception in the block.

    There are many kinds of key store, which raise the errors of their system's libraries.
    """
    try:
        yield
    except Exception as error:
        raise NotRemembered from error
