"""Only the passphrase opens what was sealed, and nothing else gets any work out of us."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompass_desktop.storage.encryption import sealing
from kompass_desktop.storage.encryption.key_derivation import Cost, derive_key
from kompass_desktop.storage.encryption.sealing import (
    SealedByNewer,
    SealError,
    WrongPassphrase,
    is_sealed,
    seal,
    unseal,
)

CHEAP = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)
NOTE = "«Vi møter folk på butikken», sier de i Kárášjohka".encode()
MEMORY, ITERATIONS, LANES = 9, 13, 17
"""Where the numbers begin in a sealed file."""


@settings(max_examples=20)
@given(st.binary(), st.text())
def test_what_is_sealed_comes_back(data: bytes, passphrase: str) -> None:
    sealed = seal(data, passphrase, CHEAP)
    assert is_sealed(sealed)
    assert unseal(sealed, passphrase) == data


def test_nothing_of_it_can_be_read_and_no_two_are_alike() -> None:
    first, second = seal(NOTE, "trygg", CHEAP), seal(NOTE, "trygg", CHEAP)
    assert b"butikken" not in first
    assert first[:21] == second[:21]
    assert first[-64:] != second[-64:]


def test_another_passphrase_is_told_as_that_and_no_more() -> None:
    with pytest.raises(WrongPassphrase, match=r"^Passfrasen er feil\.$"):
        unseal(seal(NOTE, "trygg", CHEAP), "Trygg")


def test_a_letter_typed_in_two_ways_is_the_same_passphrase() -> None:
    assert unseal(seal(NOTE, "bl\u00e5b\u00e6r", CHEAP), "bla\u030ab\u00e6r") == NOTE


def test_every_byte_that_is_changed_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: dict[tuple[bytes, Cost], bytes] = {}

    def remembered(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        # A changed cost must not make the test slow; what it gives is another key.
        cheap = Cost(CHEAP.memory_kib + cost.memory_kib % 7, 1, 1)
        return keys.setdefault((salt, cost), derive_key(passphrase, salt, cheap))

    monkeypatch.setattr(sealing, "derive_key", remembered)
    sealed = seal(NOTE, "trygg", CHEAP)
    chance = random.Random(3)
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1 << chance.randrange(8)
        with pytest.raises(SealError):
            unseal(bytes(changed), "trygg")


@pytest.mark.parametrize("length", [0, 7, 8, 40, 70])
def test_a_file_that_was_cut_off_is_told(length: int) -> None:
    with pytest.raises(SealError, match="ufullstendig"):
        unseal(seal(NOTE, "trygg", CHEAP)[:length], "trygg")


@pytest.mark.parametrize("place", [MEMORY, ITERATIONS, LANES])
@pytest.mark.parametrize("number", [0, 0xFFFFFFFF])
def test_a_file_that_asks_for_too_much_work_gets_none(
    place: int, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = bytearray(seal(NOTE, "trygg", CHEAP))
    sealed[place : place + 4] = number.to_bytes(4, "big")
    monkeypatch.setattr(sealing, "derive_key", lambda *_: pytest.fail("work was done"))
    with pytest.raises(SealError, match="hodet"):
        unseal(bytes(sealed), "trygg")


def test_a_newer_programs_file_is_refused_politely() -> None:
    sealed = bytearray(seal(NOTE, "trygg", CHEAP))
    sealed[8] = 2
    with pytest.raises(SealedByNewer, match="oppdater programmet"):
        unseal(bytes(sealed), "trygg")


def test_more_than_the_limit_is_neither_sealed_nor_unsealed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealed = seal(NOTE, "trygg", CHEAP)
    monkeypatch.setattr(sealing, "LARGEST", 10)
    with pytest.raises(SealError, match="for stor"):
        seal(NOTE, "trygg", CHEAP)
    with pytest.raises(SealError, match="hodet"):
        unseal(sealed + bytes(100), "trygg")
