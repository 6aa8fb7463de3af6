"""The key ring of an encrypted library: its random key, wrapped by passphrase and recovery code.

It lies in `<library>.keys` and goes with every copy. JSON with the fields `format`
(`kompass-keys`), `version` (1), `library` (a random id, under which a machine may remember
the key), `check` (16 hexadecimal digits that only the right key gives), and `passphrase`
and `recovery`: the key's 32 bytes, each sealed as `sealing` tells, in base 64.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from kompass_desktop.assessment.records import new_id
from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.connection import KEY_LENGTH, is_encrypted
from kompass_desktop.storage.encryption.cipher_pages import looks_encrypted
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.encryption.recovery_code import new_code, tidied
from kompass_desktop.storage.encryption.sealing import SealError, WrongPassphrase, seal, unseal
from kompass_desktop.storage.errors import LibraryUnavailable, StorageError
from kompass_desktop.storage.files import write_durably

FORMAT = "kompass-keys"
VERSION = 1
_LARGEST_FILE = 64 * 1024
_CHECK_DIGITS = 16


class KeysUnusable(StorageError):
    """The key ring is missing, damaged, or a newer program's."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            tr("The key file {0} cannot be used ({1}); restore it from a backup.").format(path, why)
        )


class MistypedCode(StorageError):
    """What was typed is no recovery code."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The code is mistyped; check that all seven groups are there, character by "
                "character."
            )
        )


class WrongCode(StorageError):
    """A recovery code, but another library's, or one that has been replaced."""

    def __init__(self) -> None:
        super().__init__(tr("The recovery code does not belong to this library."))


@dataclass(frozen=True)
class KeyRing:
    """The wrapped keys of a library, as its file has them."""

    library: str
    check: str
    passphrase: bytes
    recovery: bytes

    def unlock(self, passphrase: str) -> bytes:
        """Return the library's key; takes up to half a second.

        Raises WrongPassphrase, or another SealError for a damaged ring.
        """
        return self._fitting(unseal(self.passphrase, passphrase))

    def unlock_with_code(self, typed: str) -> bytes:
        """Return the library's key; takes up to half a second.

        Raises MistypedCode, WrongCode, or SealError for a damaged ring.
        """
        code = tidied(typed)
        if code is None:
            raise MistypedCode
        try:
            return self._fitting(unseal(self.recovery, code))
        except WrongPassphrase as error:
            raise WrongCode from error

    def fits(self, key: bytes) -> bool:
        """Whether a key is this library's."""
        return hmac.compare_digest(self.check, _check_of(key))

    def with_passphrase(self, key: bytes, passphrase: str) -> KeyRing:
        """Return the ring with a new passphrase for its key; nothing is encrypted anew."""
        return replace(self, passphrase=seal(key, passphrase))

    def with_new_code(self, key: bytes) -> tuple[KeyRing, str]:
        """Return the ring with a new recovery code, and the code; the old one is void."""
        code = new_code()
        return replace(self, recovery=seal(key, code)), code

    def _fitting(self, key: bytes) -> bytes:
        if not self.fits(key):
            raise SealError(tr("The key file is damaged; restore it from a backup."))
        return key


@dataclass(frozen=True)
class NewKeys:
    """A new library key, its ring, and the recovery code, which is shown only now."""

    key: bytes = field(repr=False)
    ring: KeyRing
    code: str = field(repr=False)
    left: tuple[Path, ...] = ()
    """Copies of the library that could not be encrypted, and are still plain."""
    names_elsewhere: int = 0
    """How many other names (hard links) the plain file has in other folders."""


def new_keys(passphrase: str) -> NewKeys:
    """Return a random key wrapped by a passphrase and a new code; takes up to a second."""
    key, code = secrets.token_bytes(KEY_LENGTH), new_code()
    ring = KeyRing(new_id(), _check_of(key), seal(key, passphrase), seal(key, code))
    return NewKeys(key, ring, code)


def needs_key(library: Path) -> bool:
    """Whether a library can only be opened with its key, which may be missing.

    Raises LibraryUnavailable if it cannot be looked at.
    """
    try:
        if not library.is_file() or not is_encrypted(library):
            return False
        return key_file(library).exists() or looks_encrypted(library)
    except OSError as error:
        raise LibraryUnavailable(library, reason(error)) from error


def read_key_ring(library: Path) -> KeyRing:
    """Return a library's key ring; raises KeysUnusable."""
    return read_ring_file(key_file(library))


def read_ring_file(path: Path) -> KeyRing:
    """Return the key ring that a file holds; raises KeysUnusable."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise KeysUnusable(path, reason(error)) from error
    if len(content) > _LARGEST_FILE:
        raise KeysUnusable(path, tr("it is too large"))
    return _ring_of(path, content)


def write_key_ring(library: Path, ring: KeyRing) -> None:
    """Put a key ring beside its library, whole or not at all; raises LibraryUnavailable."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "library": ring.library,
        "check": ring.check,
        "passphrase": base64.b64encode(ring.passphrase).decode("ascii"),
        "recovery": base64.b64encode(ring.recovery).decode("ascii"),
    }
    try:
        write_durably(key_file(library), json.dumps(document, indent=1).encode("ascii"))
    except OSError as error:
        raise LibraryUnavailable(library, reason(error)) from error


def _ring_of(path: Path, content: bytes) -> KeyRing:
    try:
        document = json.loads(content)
        if document["format"] != FORMAT:
            raise KeysUnusable(path, tr("it is not a key file"))
        version, library, check = document["version"], document["library"], document["check"]
        wrapped = [base64.b64decode(document[name], validate=True) for name in _WRAPPED]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeysUnusable(path, tr("it is damaged")) from error
    if version != VERSION:
        raise KeysUnusable(path, tr("it was made with a newer version of Kompass"))
    if not isinstance(library, str) or not isinstance(check, str) or not check.isascii():
        raise KeysUnusable(path, tr("it is damaged"))
    return KeyRing(library, check, *wrapped)


_WRAPPED = ("passphrase", "recovery")


def _check_of(key: bytes) -> str:
    return hmac.digest(key, b"kompass key check", "sha256").hex()[:_CHECK_DIGITS]
