"""Recognises encrypted databases, and the key of a damaged one, from the bytes of the file.

SQLCipher 4 writes pages of 4096 bytes. The first begins with a salt of 16 bytes. Each ends
with an initialisation vector of 16 bytes and an HMAC-SHA-512 of 64 bytes.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from kompass_desktop.storage.database.connection import PLAIN_HEADER

PAGE_SIZE = 4096
_SALT = 16
_DIGEST = 64
_SALT_MASK = 0x3A
_DISTINCT = 200
"""A page of random bytes has nearly all 256 byte values; text has about half of them."""

_MOST_PAGES = 64


def looks_encrypted(path: Path) -> bool:
    """Return whether a file consists of random pages, as an encrypted database does.

    Three pages are examined. Raises OSError.
    """
    size = path.stat().st_size
    pages = size // PAGE_SIZE
    if pages < 2 or size % PAGE_SIZE:
        return False
    with path.open("rb") as file:
        for number in {0, pages // 2, pages - 1}:
            file.seek(number * PAGE_SIZE)
            content = file.read(PAGE_SIZE)
            if content.startswith(PLAIN_HEADER) or len(set(content)) < _DISTINCT:
                return False
    return True


def is_key_of(path: Path, key: bytes) -> bool:
    """Return whether a key of 32 bytes has encrypted one of the first pages of a database.

    Other pages may be damaged, but not the salt at the start of the file. Raises OSError.
    """
    with path.open("rb") as file:
        first = file.read(PAGE_SIZE)
        mask = bytes(byte ^ _SALT_MASK for byte in first[:_SALT])
        secret = hashlib.pbkdf2_hmac("sha512", key, mask, 2, len(key))
        pages = [first[_SALT:], *(file.read(PAGE_SIZE) for _ in range(_MOST_PAGES))]
    return any(
        hmac.compare_digest(_digest(page, number, secret), page[-_DIGEST:])
        for number, page in enumerate(pages, 1)
        if len(page) >= PAGE_SIZE - _SALT
    )


def _digest(page: bytes, number: int, secret: bytes) -> bytes:
    content = page[:-_DIGEST] + number.to_bytes(4, "little")
    return hmac.digest(secret, content, "sha512")
