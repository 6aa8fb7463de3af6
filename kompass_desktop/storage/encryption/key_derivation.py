"""Derives keys from passphrases with Argon2id, in about a quarter second per passphrase.

The parameters are stored with the encrypted data, and are checked before they are used: a
manipulated file must not make the program compute for hours or use all memory.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

SALT_LENGTH = 16
"""Length of the salt in bytes."""

MOST_MEMORY_KIB = 1024 * 1024
MOST_ITERATIONS = 16
MOST_LANES = 16
_LEAST_MEMORY_KIB = 8 * 1024
_MOST_WORK_KIB = 4 * 3 * 128 * 1024
"""Limit for memory times iterations: four times `USUAL_COST`, about a second."""


@dataclass(frozen=True)
class Cost:
    """The parameters of Argon2id: memory in KiB, iterations, and lanes (parallel threads)."""

    memory_kib: int = 128 * 1024
    iterations: int = 3
    lanes: int = 4

    @property
    def is_reasonable(self) -> bool:
        """Whether all parameters are between the limits of this module."""
        return (
            _LEAST_MEMORY_KIB <= self.memory_kib <= MOST_MEMORY_KIB
            and 1 <= self.iterations <= MOST_ITERATIONS
            and 1 <= self.lanes <= MOST_LANES
            and self.memory_kib * self.iterations <= _MOST_WORK_KIB
        )


USUAL_COST = Cost()
"""The parameters of new keys: about a quarter second per passphrase on a laptop."""


def derive_key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 32 bytes that are derived from a passphrase; takes up to half a second.

    The passphrase is normalised (Unicode NFC), so that letters with accents give the same key
    on every keyboard. Raises ValueError for a salt of another length or an unreasonable cost.
    """
    if len(salt) != SALT_LENGTH or not cost.is_reasonable:
        raise ValueError("salt or cost out of bounds")
    # Imported when needed: a library whose key is remembered opens without it.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return derivation.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "replace"))
