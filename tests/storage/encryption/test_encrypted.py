"""An encrypted library is a library like any other to those who have its key."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.storage.database.connection import KEY_LENGTH, connect, is_encrypted
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.errors import LibraryDamaged, LibraryEncrypted
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read

KEY = bytes(range(KEY_LENGTH))
BOTH_WAYS = pytest.mark.parametrize("opener", [open_library, open_to_read])
Opener = Callable[..., Library]


@pytest.fixture
def encrypted(tmp_path: Path, small_assessment: Assessment) -> Path:
    """An encrypted library that holds an assessment and is not open."""
    path = tmp_path / "bibliotek.kompassdb"
    with open_library(path, KEY) as library:
        library.add(small_assessment)
    # What it holds does not matter to opening.
    key_file(path).write_bytes(b"{}")
    return path


@BOTH_WAYS
def test_it_opens_with_its_key(
    encrypted: Path, small_assessment: Assessment, opener: Opener
) -> None:
    assert is_encrypted(encrypted)
    with opener(encrypted, KEY) as library:
        assert library.key == KEY
        library.check()
        assert library.load(small_assessment.id) == small_assessment
        assert library.find("butikken") == {small_assessment.id}


@BOTH_WAYS
def test_without_a_key_it_is_said_that_it_is_encrypted(encrypted: Path, opener: Opener) -> None:
    before = encrypted.read_bytes()
    with pytest.raises(LibraryEncrypted):
        opener(encrypted)
    assert encrypted.read_bytes() == before


@BOTH_WAYS
def test_another_key_opens_nothing_and_says_nothing_aloud(
    encrypted: Path, opener: Opener, capfd: pytest.CaptureFixture[str]
) -> None:
    before = encrypted.read_bytes()
    with pytest.raises(LibraryDamaged):
        opener(encrypted, os.urandom(KEY_LENGTH))
    assert encrypted.read_bytes() == before
    assert capfd.readouterr() == ("", "")


def test_a_plain_library_has_no_key(library: Library) -> None:
    assert library.key is None
    assert not is_encrypted(library.path)


def test_no_file_of_an_open_one_shows_a_note(encrypted: Path, small_assessment: Assessment) -> None:
    with open_library(encrypted, KEY) as library:
        library.delete(small_assessment.id)
        for file in encrypted.parent.iterdir():
            assert b"butikken" not in file.read_bytes()


def test_a_key_of_another_length_is_a_fault_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        connect(tmp_path / "x", b"kort")
