"""The key ring of an encrypted library: its random key, wrapped by passphrase and recovery code.

It is the file `<library>.keys`, which is copied with every backup. It is JSON with the fields
`format` (`kompass-keys`), `version` (1), `library` (a random id, under which the system's key
store may have the key), `check` (16 hexadecimal digits computed from the key, to recognise
it), and `passphrase` and `recovery`: the key's 32 bytes, each encrypted as described in
`sealing`, in base 64.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.connection import KEY_LENGTH, is_encrypted
from kompass_desktop.storage.encryption.cipher_pages import looks_encrypted
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.encryption.recovery_code import new_code, normalized_code
from kompass_desktop.storage.encryption.sealing import SealError, WrongPassphrase, seal, unseal
from kompass_desktop.storage.errors import LibraryUnavailable, StorageError
from kompass_desktop.storage.files import write_durably

FORMAT = "kompass-keys"
VERSION = 1
_LARGEST_FILE = 64 * 1024
_CHECK_DIGITS = 16


class KeysUnusable(StorageError):
    """The key ring is missing, damaged, or from a newer version of the program."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            tr("The key file {0} cannot be used ({1}); restore it from a backup.").format(
                path, detail
            )
        )


class MistypedCode(StorageError):
    """The typed text is not a recovery code."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The code is mistyped; check that all seven groups are there, character by "
                "character."
            )
        )


class WrongCode(StorageError):
    """The recovery code belongs to another library, or has been replaced by a new one."""

    def __init__(self) -> None:
        super().__init__(tr("The recovery code does not belong to this library."))


@dataclass(frozen=True)
class KeyRing:
    """The wrapped keys of a library; see the module for the fields."""

    library: str
    check: str
    passphrase: bytes
    recovery: bytes

    def unlock(self, passphrase: str) -> bytes:
        """Return the library's key by its passphrase; takes up to half a second.

        Raises WrongPassphrase, or another SealError for a damaged ring.
        """
        return self._fitting(unseal(self.passphrase, passphrase))

    def unlock_with_code(self, typed: str) -> bytes:
        """Return the library's key by its recovery code; takes up to half a second.

        Raises MistypedCode, WrongCode, or SealError for a damaged ring.
        """
        code = normalized_code(typed)
        if code is None:
            raise MistypedCode
        try:
            return self._fitting(unseal(self.recovery, code))
        except WrongPassphrase as error:
            raise WrongCode from error

    def fits(self, key: bytes) -> bool:
        """Return whether a key is the one that the ring contains."""
        return hmac.compare_digest(self.check, _check_of(key))

    def with_passphrase(self, key: bytes, passphrase: str) -> KeyRing:
        """Return the ring with the same key under a new passphrase."""
        return replace(self, passphrase=seal(key, passphrase))

    def with_new_code(self, key: bytes) -> tuple[KeyRing, str]:
        """Return the ring with the same key under a new recovery code, and that code."""
        code = new_code()
        return replace(self, recovery=seal(key, code)), code

    def _fitting(self, key: bytes) -> bytes:
        if not self.fits(key):
            raise SealError(tr("The key file is damaged; restore it from a backup."))
        return key


@dataclass(frozen=True)
class NewKeys:
    """A new library key, its ring, and the recovery code, which is stored nowhere."""

    key: bytes = field(repr=False)
    ring: KeyRing
    code: str = field(repr=False)
    left: tuple[Path, ...] = ()
    """Copies of the library that could not be encrypted."""
    names_elsewhere: int = 0
    """How many hard links to the unencrypted file there are in other folders."""


def new_keys(passphrase: str) -> NewKeys:
    """Return a random key, wrapped by a passphrase and a new code; takes up to a second."""
    key, code = secrets.token_bytes(KEY_LENGTH), new_code()
    ring = KeyRing(new_id(), _check_of(key), seal(key, passphrase), seal(key, code))
    return NewKeys(key, ring, code)


def needs_key(library: Path) -> bool:
    """Return whether a library is encrypted; its key file may be missing.

    Raises LibraryUnavailable if the file cannot be read.
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
    """Return the key ring in a file; raises KeysUnusable."""
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise KeysUnusable(path, reason(error)) from error
    if len(content) > _LARGEST_FILE:
        raise KeysUnusable(path, tr("it is too large"))
    return _ring_of(path, content)


def write_key_ring(library: Path, ring: KeyRing) -> None:
    """Write the key file of a library, completely or not at all; raises LibraryUnavailable."""
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
