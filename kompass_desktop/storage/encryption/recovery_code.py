"""The recovery code of a library: 128 random bits, to be printed and typed again later.

It has seven groups of four characters from Crockford's base 32, which has no I, L, O or U.
26 characters contain the bits, and two are a checksum to recognise a mistyped code.
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
    """Return a new random code, such as `7K3M-…`, in groups joined by hyphens."""
    coded = _in_base_32(secrets.randbits(_BITS), _CODED)
    whole = coded + _check_of(coded)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def normalized_code(typed: str) -> str | None:
    """Return a typed code in the printed form, or None if it is mistyped.

    Case, spaces and hyphens are ignored; O is read as 0, I and L as 1.
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
