"""Seals bytes with a passphrase, for files that go from hand to hand.

A sealed file, numbers big-endian:

| bytes | what |
|---|---|
| 8 | `KMPSEAL` and a line feed |
| 1 | version, 1 |
| 4, 4, 4 | Argon2id: memory in KiB, iterations, lanes |
| 16 | salt |
| 12 | nonce |
| 16 | check: tells a wrong passphrase from a damaged file |
| rest | AES-256-GCM of the data, with all the above as associated data, and its tag |

Argon2id's 32 bytes are spread by HKDF-SHA-256 into the key (info `kompass seal key`) and
the check (info `kompass seal check`).
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
"""Bytes that are sealed or unsealed at most."""

_NONCE_LENGTH = 12
_CHECK_LENGTH = 16
_TAG_LENGTH = 16
_HEAD = struct.Struct(f">8sBIII{SALT_LENGTH}s{_NONCE_LENGTH}s")
_LEAST = _HEAD.size + _CHECK_LENGTH + _TAG_LENGTH


class SealError(StorageError):
    """Sealed bytes cannot be opened; the message says why in bokmål."""


class WrongPassphrase(SealError):
    """They were sealed with another passphrase."""

    def __init__(self) -> None:
        super().__init__(tr("The passphrase is wrong."))


class SealedByNewer(SealError):
    """They were sealed by a newer program."""

    def __init__(self) -> None:
        super().__init__(
            tr("The file was made with a newer version of Kompass; update the program to open it.")
        )


def seal(data: bytes, passphrase: str, cost: Cost | None = None) -> bytes:
    """Return bytes that only the passphrase opens; takes up to half a second.

    Raises SealError for more than `LARGEST` bytes.
    """
    if len(data) > LARGEST:
        raise SealError(tr("The file is too large to be sealed."))
    # Loaded when something is sealed: a remembered key opens a library without it.
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    cost = cost or key_derivation.USUAL
    salt, nonce = os.urandom(SALT_LENGTH), os.urandom(_NONCE_LENGTH)
    head = _HEAD.pack(MAGIC, VERSION, cost.memory_kib, cost.iterations, cost.lanes, salt, nonce)
    key, check = _key_and_check(passphrase, salt, cost)
    return head + check + AESGCM(key).encrypt(nonce, data, head + check)


def unseal(sealed: bytes, passphrase: str) -> bytes:
    """Return what was sealed; takes up to half a second.

    Raises WrongPassphrase, SealedByNewer, or SealError for what is no sealed file or has
    been damaged. All limits are checked before any work.
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


def seal_held(data: bytes, key: bytes) -> bytes:
    """Return bytes that only a library's key opens, for what is kept while it is locked.

    They are not meant for a file: there is no version in them.
    """
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE_LENGTH)
    return nonce + AESGCM(_held_key(key)).encrypt(nonce, data, None)


def unseal_held(sealed: bytes, key: bytes) -> bytes:
    """Return what `seal_held` sealed; raises SealError where it was another library's key."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce, body = sealed[:_NONCE_LENGTH], sealed[_NONCE_LENGTH:]
    if len(body) < _TAG_LENGTH:
        raise SealError(tr("The file is not a sealed Kompass file, or it has been cut short."))
    try:
        return AESGCM(_held_key(key)).decrypt(nonce, body, None)
    except InvalidTag as error:
        raise WrongPassphrase from error


def _held_key(key: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    return HKDFExpand(SHA256(), 32, b"kompass held while locked").derive(key)


def is_sealed(start: bytes) -> bool:
    """Whether bytes begin as a sealed file does; the first 8 are enough."""
    return start.startswith(MAGIC)


def _key_and_check(passphrase: str, salt: bytes, cost: Cost) -> tuple[bytes, bytes]:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

    root = derive_key(passphrase, salt, cost)
    key = HKDFExpand(SHA256(), 32, b"kompass seal key").derive(root)
    return key, HKDFExpand(SHA256(), _CHECK_LENGTH, b"kompass seal check").derive(root)
