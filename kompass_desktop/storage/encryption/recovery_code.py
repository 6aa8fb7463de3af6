"""The recovery code: 128 random bits to print and lock away, and to type again years later.

Seven groups of four characters from Crockford's base 32, which has no I, L, O or U: 26
hold the bits, two tell a mistyping from another library's code.
"""

from __future__ import annotations

import hashlib
import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_BITS = 128
_CODED = 26
_CHECKED = 2
_GROUP = 4


def new_code() -> str:
    """Return a new code, such as `7K3M-…`, in groups with hyphens."""
    coded = _in_base_32(secrets.randbits(_BITS), _CODED)
    whole = coded + _check_of(coded)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def tidied(typed: str) -> str | None:
    """Return a typed code as it was printed, or None for one that was typed wrong.

    Case, spaces and hyphens do not matter, and O, I and L are read as the digits.
    """
    letters = "".join(typed.split()).replace("-", "").upper().translate(_READ_AS)
    coded, check = letters[:_CODED], letters[_CODED:]
    if len(letters) != _CODED + _CHECKED or not set(letters) <= set(_ALPHABET):
        return None
    if check != _check_of(coded):
        return None
    return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))


def _check_of(coded: str) -> str:
    digest = hashlib.sha256(coded.encode("ascii")).digest()
    return _in_base_32(int.from_bytes(digest[:2], "big") >> 6, _CHECKED)


def _in_base_32(number: int, length: int) -> str:
    return "".join(_ALPHABET[number >> 5 * at & 31] for at in reversed(range(length)))
