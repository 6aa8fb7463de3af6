"""Encrypts bytes with a passphrase ("sealing"), for files that are sent to colleagues.

The format of a sealed file, numbers big-endian:

| bytes | what |
|---|---|
| 8 | `KMPSEAL` and a line feed |
| 1 | version, 1 |
| 4, 4, 4 | Argon2id: memory in KiB, iterations, lanes |
| 16 | salt |
| 12 | nonce |
| 16 | check: distinguishes a wrong passphrase from a damaged file |
| rest | AES-256-GCM of the data, with all the above as associated data, and its tag |

HKDF-SHA-256 expands the 32 bytes of Argon2id into the key (info `kompass seal key`) and the
check (info `kompass seal check`).
"""

from __future__ import annotations

import hmac
import os
import struct

from kompass_desktop.i18n import tr
from kompass_desktop.storage.encryption import key_derivation
from kompass_desktop.storage.encryption.key_derivation import SALT_LENGTH, Cost, derive_key
from kompass_desktop.storage.errors import StorageError

MAGIC = b"KMPSEAL\n"
VERSION = 1
LARGEST = 256 * 1024 * 1024
"""The most bytes that are sealed or unsealed."""

_NONCE_LENGTH = 12
_CHECK_LENGTH = 16
_TAG_LENGTH = 16
_HEAD = struct.Struct(f">8sBIII{SALT_LENGTH}s{_NONCE_LENGTH}s")
_LEAST = _HEAD.size + _CHECK_LENGTH + _TAG_LENGTH


class SealError(StorageError):
    """Bytes cannot be sealed or unsealed; the message is a translated sentence."""


class WrongPassphrase(SealError):
    """The bytes were sealed with another passphrase or key."""

    def __init__(self) -> None:
        super().__init__(tr("The passphrase is wrong."))


class SealedByNewer(SealError):
    """The bytes were sealed by a newer version of the program."""

    def __init__(self) -> None:
        super().__init__(
            tr("The file was made with a newer version of Kompass; update the program to open it.")
        )


def seal(data: bytes, passphrase: str, cost: Cost | None = None) -> bytes:
    """Return bytes encrypted with a passphrase; takes up to half a second.

    `cost` is `USUAL_COST` unless given. Raises SealError for more than `LARGEST` bytes.
    """
    if len(data) > LARGEST:
        raise SealError(tr("The file is too large to be sealed."))
    # Imported when needed: a library whose key is remembered opens without it.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cost = cost or key_derivation.USUAL_COST
    salt, nonce = os.urandom(SALT_LENGTH), os.urandom(_NONCE_LENGTH)
    head = _HEAD.pack(MAGIC, VERSION, cost.memory_kib, cost.iterations, cost.lanes, salt, nonce)
    key, check = _key_and_check(passphrase, salt, cost)
    return head + check + AESGCM(key).encrypt(nonce, data, head + check)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Return the bytes that `seal` encrypted; takes up to half a second.

    Raises WrongPassphrase, SealedByNewer, or SealError for bytes that are not sealed or are
    damaged. All limits are checked before the key is derived.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if not is_sealed(sealed) or len(sealed) < _LEAST:
        raise SealError(tr("The file is not a sealed Kompass file, or it has been cut short."))
    _, version, memory_kib, iterations, lanes, salt, nonce = _HEAD.unpack_from(sealed)
    if version > VERSION:
        raise SealedByNewer
    cost = Cost(memory_kib, iterations, lanes)
    if version != VERSION or not cost.is_reasonable or len(sealed) > LARGEST + _LEAST:
        raise SealError(tr("The file is damaged: its header is not as it should be."))
    key, check = _key_and_check(passphrase, salt, cost)
    body = _HEAD.size + _CHECK_LENGTH
    if not hmac.compare_digest(check, sealed[_HEAD.size : body]):
        raise WrongPassphrase
    try:
        return AESGCM(key).decrypt(nonce, sealed[body:], sealed[:body])
    except InvalidTag as error:
        raise SealError(tr("The file is damaged, or was changed after it was made.")) from error


def seal_with_key(data: bytes, key: bytes) -> bytes:
    """Return bytes encrypted with a library's key, for data in memory while it is locked.

    The format has no version and is not meant for files.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_LENGTH)
    return nonce + AESGCM(_derived_key(key)).encrypt(nonce, data, None)


def unseal_with_key(sealed: bytes, key: bytes) -> bytes:
    """Return the bytes that `seal_with_key` encrypted.

    Raises WrongPassphrase for another library's key, SealError for bytes that are too short.
    """
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, body = sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:]
    if len(body) < _TAG_LENGTH:
        raise SealError(tr("The file is not a sealed Kompass file, or it has been cut short."))
    try:
        return AESGCM(_derived_key(key)).decrypt(nonce, body, None)
    except InvalidTag as error:
        raise WrongPassphrase from error


def _derived_key(key: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    return HKDFExpand(SHA256(), 32, b"kompass held while locked").derive(key)


def is_sealed(start: bytes) -> bool:
    """Return whether bytes are the start of a sealed file; the first 8 are enough."""
    return start.startswith(MAGIC)


def _key_and_check(passphrase: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    root = derive_key(passphrase, salt, cost)
    key = HKDFExpand(SHA256(), 32, b"kompass seal key").derive(root)
    return key, HKDFExpand(SHA256(), _CHECK_LENGTH, b"kompass seal check").derive(root)
