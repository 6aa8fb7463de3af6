"""What the bytes of an encrypted database show: whether it is one, and which key it has.

SQLCipher 4 writes pages of 4096 bytes; the first begins with a salt of 16, and each ends
with 16 random bytes, by which it is decrypted, and a digest of 64, which the key gives.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from kompass_desktop.storage.database.connection import PLAIN_HEADER

PAGE = 4096
_SALT = 16
_DIGEST = 64
_SALT_MASK = 0x3A
_DISTINCT = 200
"""Of 256 bytes nearly all are in a page that looks random; a text has half as many."""

_MOST_PAGES = 64


def looks_encrypted(path: Path) -> bool:
    """Whether a file consists of random pages, as an encrypted database does. Raises OSError."""
    size = path.stat().st_size
    pages = size // PAGE
    if pages < 2 or size % PAGE:
        return False
    with path.open("rb") as file:
        for number in {0, pages // 2, pages - 1}:
            file.seek(number * PAGE)
            content = file.read(PAGE)
            if content.startswith(PLAIN_HEADER) or len(set(content)) < _DISTINCT:
                return False
    return True


def is_key_of(path: Path, key: bytes) -> bool:
    """Whether a key has encrypted some page of a database, others being damaged.

    The salt, with which the file begins, must be whole. Raises OSError.
    """
    with path.open("rb") as file:
        first = file.read(PAGE)
        mask = bytes(byte ^ _SALT_MASK for byte in first[:_SALT])
        secret = hashlib.pbkdf2_hmac("sha512", key, mask, 2, len(key))
        pages = [first[_SALT:], *(file.read(PAGE) for _ in range(_MOST_PAGES))]
    return any(
        hmac.compare_digest(_digest(page, number, secret), page[-_DIGEST:])
        for number, page in enumerate(pages, 1)
        if len(page) >= PAGE - _SALT
    )


def _digest(page: bytes, number: int, secret: bytes) -> bytes:
    content = page[:-_DIGEST] + number.to_bytes(4, "little")
    return hmac.digest(secret, content, "sha512")
