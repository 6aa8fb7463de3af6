"""Library keys that the user lets this machine remember, in the system's own key store."""

from __future__ import annotations

import base64
from contextlib import suppress

from kompass_desktop.storage.errors import StorageError

_SERVICE = "Kompass"


class NotRemembered(StorageError):
    """The system's key store did not take the key, or did not give it up."""

    def __init__(self) -> None:
        super().__init__(
            "Maskinens nøkkelring svarer ikke, så passfrasen må skrives hver gang Kompass åpnes."
        )


def can_remember() -> bool:
    """Whether this system has a key store that is safe to use."""
    # Imported when needed: it takes a tenth of a second.
    import keyring

    return float(keyring.get_keyring().priority) >= 1


def remember(library: str, key: bytes) -> None:
    """Keep a library's key, given the id of its ring; raises NotRemembered."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, library, base64.b64encode(key).decode("ascii"))
    except (KeyringError, RuntimeError, OSError) as error:
        raise NotRemembered from error


def remembered(library: str) -> bytes | None:
    """Return the key kept for a library, or None, also where the store does not answer."""
    import keyring
    from keyring.errors import KeyringError

    try:
        kept = keyring.get_password(_SERVICE, library)
        return base64.b64decode(kept, validate=True) if kept else None
    except (KeyringError, RuntimeError, OSError, ValueError):
        return None


def forget(library: str) -> None:
    """Keep a library's key no longer; raises NotRemembered."""
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        with suppress(PasswordDeleteError):
            keyring.delete_password(_SERVICE, library)
    except (KeyringError, RuntimeError, OSError) as error:
        raise NotRemembered from error
