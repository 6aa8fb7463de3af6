"""Library keys that the user lets this machine remember, in the system's own key store."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError

_SERVICE = "Kompass"


class NotRemembered(StorageError):
    """The system's key store did not take the key, or did not give it up."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The computer’s key ring does not respond, so the passphrase must be typed "
                "every time Kompass opens."
            )
        )


def can_remember() -> bool:
    """Whether this system has a key store that is safe to use."""
    with suppress(NotRemembered), _answering():
        # Imported when needed: it takes a tenth of a second.
        import keyring

        return float(keyring.get_keyring().priority) >= 1
    return False


def remember(library: str, key: bytes) -> None:
    """Keep a library's key, given the id of its ring; raises NotRemembered."""
    with _answering():
        import keyring

        keyring.set_password(_SERVICE, library, base64.b64encode(key).decode("ascii"))


def remembered_key(library: str) -> bytes | None:
    """Return the key kept for a library, or None, also where the store does not answer."""
    with suppress(NotRemembered), _answering():
        import keyring

        kept = keyring.get_password(_SERVICE, library)
        return base64.b64decode(kept, validate=True) if kept else None
    return None


def forget(library: str) -> None:
    """Keep a library's key no longer; raises NotRemembered."""
    with _answering():
        import keyring
        from keyring.errors import PasswordDeleteError

        with suppress(PasswordDeleteError):
            keyring.delete_password(_SERVICE, library)


@contextmanager
def _answering() -> Iterator[None]:
    """Take whatever goes wrong in a key store for its not answering.

    Stores are many, and raise what their systems' libraries raise.
    """
    try:
        yield
    except Exception as error:
        raise NotRemembered from error
