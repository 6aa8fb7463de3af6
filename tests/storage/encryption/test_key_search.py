"""A key ring that is missing or another library's is told as that, and found with the backups."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.encryption.key_ring import (
    KeysUnusable,
    needs_key,
    new_keys,
    write_key_ring,
)
from kompass_desktop.storage.encryption.sealing import WrongPassphrase
from kompass_desktop.storage.encryption.unlocking import (
    change_passphrase,
    key_without_asking,
    renew_with_code,
    unlock,
)
from kompass_desktop.storage.errors import KeysForeign, KeysMissing, LibraryDamaged, StorageError
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted

PASSPHRASE = "sju grønne elver i mai"
OTHER = "ni blå fjell i juni"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bibliotek.kompassdb"


@pytest.fixture
def code(path: Path, small_assessment: Assessment) -> str:
    """An encrypted library without backups; its recovery code."""
    keys = create_encrypted(path, PASSPHRASE)
    with open_library(path, keys.key) as library:
        library.add(small_assessment)
    return keys.code


@pytest.fixture
def backed_up(path: Path, code: str) -> str:
    """The same with a backup."""
    assert back_up(path, unlock(path, PASSPHRASE)) is not None
    return code


def removed(path: Path) -> None:
    key_file(path).unlink()


def replaced_by_anothers(path: Path) -> None:
    write_key_ring(path, new_keys(OTHER).ring)


def emptied(path: Path) -> None:
    key_file(path).write_bytes(b"")


def cut(path: Path) -> None:
    os.truncate(key_file(path), 300)


def made_nonsense(path: Path) -> None:
    key_file(path).write_bytes(os.urandom(700))


def changed_within(path: Path) -> None:
    """The file reads as a ring, but what is wrapped in it is spoilt."""
    ring = json.loads(key_file(path).read_text(encoding="ascii"))
    spoilt = {name: ring[name][:40] for name in ("passphrase", "recovery")}
    key_file(path).write_text(json.dumps(ring | spoilt), encoding="ascii")


def flipped_within(path: Path) -> None:
    """As where one bit of the wrapped keys has gone over."""
    ring = json.loads(key_file(path).read_text(encoding="ascii"))
    for name in ("passphrase", "recovery"):
        wrapped = bytearray(base64.b64decode(ring[name]))
        wrapped[-1] ^= 1
        ring[name] = base64.b64encode(wrapped).decode("ascii")
    key_file(path).write_text(json.dumps(ring), encoding="ascii")


HARMS = [
    removed,
    replaced_by_anothers,
    emptied,
    cut,
    made_nonsense,
    changed_within,
    flipped_within,
]
each_harm = pytest.mark.parametrize("harm", HARMS)


@each_harm
def test_the_ring_of_a_backup_opens_the_library_and_takes_its_place(
    path: Path, backed_up: str, small_assessment: Assessment, harm: Callable[[Path], None]
) -> None:
    harm(path)
    was = key_file(path).read_bytes() if key_file(path).exists() else None
    assert needs_key(path)
    key = unlock(path, PASSPHRASE)
    with open_library(path, key) as library:
        assert library.load(small_assessment.id) == small_assessment
    aside = [file.read_bytes() for file in path.parent.glob(f"{key_file(path).name}-*")]
    assert aside == ([was] if was is not None else [])
    assert unlock(path, PASSPHRASE) == key


@each_harm
def test_the_recovery_code_opens_it_too(
    path: Path, backed_up: str, harm: Callable[[Path], None]
) -> None:
    key = unlock(path, PASSPHRASE)
    harm(path)
    assert renew_with_code(path, backed_up, OTHER) == key
    assert unlock(path, OTHER) == key


@each_harm
def test_a_wrong_passphrase_is_still_wrong(
    path: Path, backed_up: str, harm: Callable[[Path], None]
) -> None:
    harm(path)
    with pytest.raises(WrongPassphrase):
        unlock(path, "noe helt annet enn den rette")


def test_a_missing_ring_is_told_as_that(path: Path, code: str) -> None:
    removed(path)
    with pytest.raises(KeysMissing, match=r"^Nøkkelfilen .* mangler .*\.$"):
        open_library(path)
    with pytest.raises(KeysMissing):
        unlock(path, PASSPHRASE)
    assert key_without_asking(path) is None


def test_anothers_ring_is_told_as_that(path: Path, code: str) -> None:
    replaced_by_anothers(path)
    with pytest.raises(KeysForeign, match="hører til et annet bibliotek"):
        unlock(path, OTHER)
    with pytest.raises(WrongPassphrase):
        unlock(path, PASSPHRASE)


@pytest.mark.parametrize("harm", [cut, emptied, changed_within, flipped_within])
def test_a_damaged_ring_is_told_as_that(
    path: Path, code: str, harm: Callable[[Path], None]
) -> None:
    harm(path)
    with pytest.raises(KeysUnusable):
        unlock(path, PASSPHRASE)


@pytest.mark.parametrize("begin", [0, 16])
def test_a_damaged_library_is_not_taken_for_one_with_anothers_ring(
    path: Path, backed_up: str, begin: int
) -> None:
    key = unlock(path, PASSPHRASE)
    with path.open("r+b") as file:
        file.seek(begin)
        file.write(os.urandom(4096 - begin))
    assert unlock(path, PASSPHRASE) == key
    with pytest.raises(LibraryDamaged):
        open_library(path, key)


def test_an_old_passphrase_opens_no_library_whose_ring_is_in_place(
    path: Path, backed_up: str
) -> None:
    change_passphrase(path, PASSPHRASE, OTHER)
    with pytest.raises(WrongPassphrase):
        unlock(path, PASSPHRASE)


def test_a_file_of_another_kind_is_not_taken_for_an_encrypted_one(path: Path) -> None:
    path.write_text("Kjære dagbok\n" * 3000)
    assert not needs_key(path)
    with pytest.raises(LibraryDamaged):
        open_library(path)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "rør.kompassdb")
    with pytest.raises(StorageError, match="ingen fil"):
        open_library(tmp_path / "rør.kompassdb")
