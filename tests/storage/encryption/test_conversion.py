"""A library becomes encrypted, or plain again, whole; and nothing plain is left behind."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.database.connection import Connection, is_encrypted
from kompass_desktop.storage.encryption import conversion
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.encryption.key_ring import needs_key, read_key_ring
from kompass_desktop.storage.encryption.unlocking import unlock
from kompass_desktop.storage.errors import LibraryUnavailable
from kompass_desktop.storage.kept_copies import backup_folder, backups_in
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read
from kompass_desktop.storage.protection import create_encrypted, decrypt_library, encrypt_library

KILLS = 10

PASSPHRASE = "tre grønne elger danser"
WORD = b"butikken"
"""Stands in a note of the small assessment."""


@pytest.fixture
def filled(library: Library, small_assessment: Assessment) -> Library:
    """An open plain library that holds an assessment."""
    library.add(small_assessment)
    return library


def holding_the_word(folder: Path) -> list[str]:
    return sorted(
        file.name for file in folder.rglob("*") if file.is_file() and WORD in file.read_bytes()
    )


def test_a_new_library_is_encrypted_from_the_start(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    path = tmp_path / "Ny mappe" / "bibliotek.kompassdb"
    keys = create_encrypted(path, PASSPHRASE)
    assert is_encrypted(path)
    with open_library(path, unlock(path, PASSPHRASE)) as library:
        library.add(small_assessment)
        library.check()
    assert read_key_ring(path).unlock_with_code(keys.code) == keys.key


def test_the_keys_of_a_library_that_is_gone_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    create_encrypted(path, PASSPHRASE)
    old = key_file(path).read_bytes()
    path.unlink()
    create_encrypted(path, PASSPHRASE)
    (kept,) = tmp_path.glob("bibliotek.kompassdb.keys-*")
    assert kept.read_bytes() == old
    assert unlock(path, PASSPHRASE) != b""


def test_a_plain_library_is_encrypted_while_it_is_open(
    filled: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    assert holding_the_word(tmp_path)
    keys = encrypt_library(filled, PASSPHRASE)
    assert filled.key == keys.key
    assert filled.load(small_assessment.id) == small_assessment
    assert filled.find("butikken") == {small_assessment.id}
    filled.check()
    filled.delete(small_assessment.id)
    filled.restore(small_assessment.id)
    assert holding_the_word(tmp_path) == []
    assert not [file for file in tmp_path.iterdir() if file.suffix in (".old", ".new")]
    filled.close()
    with open_to_read(filled.path, unlock(filled.path, PASSPHRASE)) as reader:
        assert reader.load(small_assessment.id) == small_assessment


def test_a_library_behind_a_link_is_encrypted_where_it_is_with_its_backups(
    filled: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    back_up(filled.path, None)
    filled.close()
    link = tmp_path / "et annet sted" / "lenke.kompassdb"
    link.parent.mkdir()
    link.symlink_to(filled.path)
    with open_library(link) as library:
        encrypt_library(library, PASSPHRASE)
    assert link.is_symlink()
    assert list(link.parent.iterdir()) == [link]
    assert holding_the_word(tmp_path) == []
    assert len(backups_in(backup_folder(filled.path), filled.path)) == 1
    with open_to_read(filled.path, unlock(filled.path, PASSPHRASE)) as reader:
        assert reader.load(small_assessment.id) == small_assessment


def test_an_encrypted_library_is_decrypted_and_encrypted_again(
    filled: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    first = encrypt_library(filled, PASSPHRASE)
    decrypt_library(filled)
    assert filled.key is None
    assert not needs_key(filled.path)
    assert filled.load(small_assessment.id) == small_assessment
    filled.check()
    second = encrypt_library(filled, PASSPHRASE)
    assert first.key != second.key
    filled.check()
    assert holding_the_word(tmp_path) == []


def test_the_plain_file_is_overwritten_before_it_goes(
    filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bytes] = []
    unlink = Path.unlink

    def looked_at(path: Path, missing_ok: bool = False) -> None:
        if path.name.endswith(".part.part") and path.exists():
            seen.append(path.read_bytes())
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", looked_at)
    encrypt_library(filled, PASSPHRASE)
    assert len(seen) == 1
    assert set(seen[0]) == {0}


def test_copies_and_backups_are_encrypted_too(
    filled: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    backup = back_up(filled.path, None)
    assert backup is not None
    filled.close()
    aside = tmp_path / "bibliotek-før-oppdatering-2026-01-01-120000.kompassdb"
    shutil.copy(filled.path, aside)
    with open_library(filled.path) as library:
        keys = encrypt_library(library, PASSPHRASE)
    assert keys.left == ()
    assert holding_the_word(tmp_path) == []
    for copy in (aside, backup.path):
        with open_library(copy, unlock(copy, PASSPHRASE)) as opened:
            assert opened.key == keys.key
            assert opened.load(small_assessment.id) == small_assessment


def test_a_copy_that_cannot_be_encrypted_is_told_of(filled: Library, tmp_path: Path) -> None:
    aside = tmp_path / "bibliotek-før-oppdatering-2026-01-01-120000.kompassdb"
    aside.write_bytes(filled.path.read_bytes()[:6000])
    assert encrypt_library(filled, PASSPHRASE).left == (aside,)
    assert filled.key is not None


def test_a_library_that_another_program_reads_stays_as_it_was(
    filled: Library, small_assessment: Assessment
) -> None:
    with open_to_read(filled.path) as reader:
        reader.file.db.conn.execute("BEGIN")
        reader.load(small_assessment.id)
        filled.delete(small_assessment.id)
        with pytest.raises(LibraryUnavailable):
            encrypt_library(filled, PASSPHRASE)
    assert filled.key is None
    filled.restore(small_assessment.id)
    assert filled.load(small_assessment.id) == small_assessment


def test_a_full_disk_leaves_the_library_plain_and_usable(
    filled: Library,
    small_assessment: Assessment,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    export = conversion._export

    def onto_a_full_disk(old: Connection, unfinished: Path, key: bytes | None) -> None:
        execute = old.execute

        class Full:
            def execute(self, sql: str, *values: Any) -> object:  # noqa: ANN401
                done = execute(sql, *values)
                if sql.startswith("ATTACH"):
                    execute("PRAGMA converted.max_page_count = 5")
                return done

        export(Full(), unfinished, key)  # type: ignore[arg-type]

    monkeypatch.setattr(conversion, "_export", onto_a_full_disk)
    with pytest.raises(LibraryUnavailable, match="full"):
        encrypt_library(filled, PASSPHRASE)
    assert filled.key is None
    assert filled.load(small_assessment.id) == small_assessment
    filled.delete(small_assessment.id)
    assert not (tmp_path / "bibliotek.kompassdb.new").exists()


CONVERTS = """
import sys
from pathlib import Path
from kompass_desktop.storage.encryption import key_derivation as passphrases
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import decrypt_library
from kompass_desktop.storage.protection import encrypt_library
from kompass_desktop.storage.encryption.unlocking import key_without_asking

passphrases.USUAL_COST = passphrases.Cost(8 * 1024, 1, 1)
path = Path(sys.argv[1])
with open_library(path, key_without_asking(path)) as library:
    while True:
        print("at work", flush=True)
        if library.key is None:
            encrypt_library(library, sys.argv[2])
        else:
            decrypt_library(library)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_conversion_leaves_the_old_library_or_the_new_one(
    filled: Library,
    small_assessment: Assessment,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    filled.close()
    monkeypatch.setenv("KOMPASS_PASSPHRASE", PASSPHRASE)
    chance = random.Random(2028)
    found: set[bool] = set()
    for kill in range(request.config.getoption("--kills") or KILLS):
        # The first as encrypting begins, the second as decrypting does; the rest anywhere.
        conversion, longest = (kill + 1, 0.0) if kill < 2 else (1, 0.3)
        _kill_in_conversion(filled.path, conversion, chance.uniform(0.0, longest))
        key = unlock(filled.path, PASSPHRASE) if needs_key(filled.path) else None
        found.add(key is None)
        with open_library(filled.path, key) as library:
            library.check()
            assert library.load(small_assessment.id) == small_assessment
        if key is not None:
            assert holding_the_word(filled.path.parent) == []
    assert len(found) == 2


def _kill_in_conversion(path: Path, number: int, seconds: float) -> None:
    """Kill a process some time into its first or a later conversion."""
    with subprocess.Popen(
        [sys.executable, "-c", CONVERTS, str(path), PASSPHRASE], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        for _ in range(number):
            assert process.stdout.readline() == b"at work\n"
        killing = threading.Timer(seconds, process.send_signal, [signal.SIGKILL])
        killing.start()
        process.stdout.read()
        killing.join()
