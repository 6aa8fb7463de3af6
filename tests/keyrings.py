"""A system's key store that forgets all when the test ends."""

from __future__ import annotations

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import PasswordDeleteError


class MemoryKeyring(KeyringBackend):
    """Keeps passwords in memory; one that is out of order answers nothing."""

    priority = 5.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}
        self.is_out_of_order = False

    def get_password(self, service: str, username: str) -> str | None:
        self._answer()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._answer()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._answer()
        if (service, username) not in self.kept:
            raise PasswordDeleteError("not there")
        del self.kept[service, username]

    def _answer(self) -> None:
        if self.is_out_of_order:
            # As a system's own library does, of which keyring knows nothing.
            raise ConnectionError("out of order")


def installed() -> MemoryKeyring:
    """Return a new key store that the program takes for the system's own."""
    store = MemoryKeyring()
    keyring.set_keyring(store)
    return store
