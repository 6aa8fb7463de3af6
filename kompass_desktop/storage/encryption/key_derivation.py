"""Makes keys of passphrases: Argon2id, slow enough for guesses, under half a second for us.

Parameters are written beside what they lock, and checked before any work: a file from
elsewhere must not be able to ask for hours or for all memory.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

SALT_LENGTH = 16
"""Bytes."""

MOST_MEMORY_KIB = 1024 * 1024
MOST_ITERATIONS = 16
MOST_LANES = 16
_LEAST_MEMORY_KIB = 8 * 1024
_MOST_WORK_KIB = 4 * 3 * 128 * 1024
"""Memory times passes: four times the usual, about a second."""


@dataclass(frozen=True)
class Cost:
    """What one guess costs: memory in KiB, passes over it, and lanes that may run at once."""

    memory_kib: int = 128 * 1024
    iterations: int = 3
    lanes: int = 4

    @property
    def is_reasonable(self) -> bool:
        """Whether it is neither a trifle nor more than a laptop should be asked for."""
        return (
            _LEAST_MEMORY_KIB <= self.memory_kib <= MOST_MEMORY_KIB
            and 1 <= self.iterations <= MOST_ITERATIONS
            and 1 <= self.lanes <= MOST_LANES
            and self.memory_kib * self.iterations <= _MOST_WORK_KIB
        )


USUAL = Cost()
"""A quarter of a second on a laptop; a guesser with the same machine gets no further."""


def derive_key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Return the 32 bytes that are derived from a passphrase; takes up to half a second.

    The same letters give the same key on every keyboard (Unicode NFC). Raises ValueError
    for a salt or a cost that is out of bounds.
    """
    if len(salt) != SALT_LENGTH or not cost.is_reasonable:
        raise ValueError("salt or cost out of bounds")
    # Loaded when a passphrase is typed: a remembered key opens a library without it.
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    derivation = Argon2id(
        salt=salt,
        length=32,
        iterations=cost.iterations,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return derivation.derive(unicodedata.normalize("NFC", passphrase).encode("utf-8", "replace"))
