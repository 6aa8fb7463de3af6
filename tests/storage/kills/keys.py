"""Kills while a library is encrypted or decrypted, or gets another passphrase."""

from __future__ import annotations

from itertools import count, cycle
from pathlib import Path

from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.backup.restoring import key_of_backup, restore
from kompass_desktop.storage.database.connection import is_encrypted
from kompass_desktop.storage.encryption.key_ring import needs_key
from kompass_desktop.storage.encryption.sealing import WrongPassphrase
from kompass_desktop.storage.encryption.unlocking import change_passphrase, renew_code, unlock
from kompass_desktop.storage.kept_copies import backup_folder, backups_in, libraries_set_aside
from kompass_desktop.storage.opening import open_library, open_to_read
from kompass_desktop.storage.protection import decrypt_library, encrypt_library
from tests.storage.kills.trial import (
    PASSPHRASE,
    Say,
    Trial,
    numbers,
    only,
    prepare_template,
    write_note,
)

OTHER_PASSPHRASE = "fire blå hvaler synger"


def prepare_copied(trial: Trial) -> None:
    """Make a library with a backup, and with what was laid aside."""
    prepare_template(trial)
    with trial.open(trial.template) as library:
        backup = back_up(trial.template, trial.key)
        assert backup is not None
        restore(library, backup.path, trial.key)


def key_by_passphrase(path: Path) -> bytes | None:
    return unlock(path, PASSPHRASE) if needs_key(path) else None


def check_library(path: Path) -> None:
    """See that a library, and all its copies, open with the passphrase, and are whole."""
    key = key_by_passphrase(path)
    with open_library(path, key) as library:
        library.check()
        assert len(only(library).findings) > 10
        write_note(library, only(library), "det går videre")
        for copy in (*backups_in(backup_folder(path), path), *libraries_set_aside(path)):
            with open_to_read(copy.path, copy_key(copy.path, key)) as opened:
                opened.check()
                assert len(only(opened).findings) > 10


def copy_key(copy: Path, key: bytes | None) -> bytes | None:
    """Return the key of a copy: its library's, or by its own ring where that is plain now."""
    return key_of_backup(copy, key) if key is not None else key_by_passphrase(copy)


# Encrypting


def encrypt_often(trial: Trial, say: Say) -> None:
    for number in count():
        path = trial.copied(number)
        say("copied", number)
        with trial.open(path) as library:
            done = encrypt_library(library, PASSPHRASE)
            assert not done.left
            say("encrypted", number)


def check_encrypted(trial: Trial, said: list[list[str]]) -> None:
    for number in numbers(said, "copied"):
        path = trial.nth(number)
        assert is_encrypted(path) or number not in numbers(said, "encrypted")
        check_library(path)
        if not is_encrypted(path):
            with open_library(path) as library:
                encrypt_library(library, PASSPHRASE)
            check_library(path)


# Decrypting


def decrypt_often(trial: Trial, say: Say) -> None:
    for number in count():
        path = trial.copied(number)
        say("copied", number)
        with trial.open(path) as library:
            decrypt_library(library)
            say("decrypted", number)


def check_decrypted(trial: Trial, said: list[list[str]]) -> None:
    for number in numbers(said, "copied"):
        path = trial.nth(number)
        assert not is_encrypted(path) or number not in numbers(said, "decrypted")
        check_library(path)
        # What is decrypted, and half decrypted too, can be encrypted anew.
        with open_library(path, key_by_passphrase(path)) as library:
            if library.key is None:
                encrypt_library(library, PASSPHRASE)
        with open_library(path, key_by_passphrase(path)) as library:
            library.check()


# Another passphrase and recovery code


def change_often(trial: Trial, say: Say) -> None:
    with trial.open() as library:
        assert library.key is not None
        for old, new in cycle([(PASSPHRASE, OTHER_PASSPHRASE), (OTHER_PASSPHRASE, PASSPHRASE)]):
            change_passphrase(trial.path, old, new)
            say("passphrase", new)
            renew_code(trial.path, library.key)
            say("code")


def check_changed(trial: Trial, said: list[list[str]]) -> None:
    last = [PASSPHRASE, *numbers(said, "passphrase")][-1]
    # The next may have been begun, unacknowledged.
    try:
        key = unlock(trial.path, last)
    except WrongPassphrase:
        key = unlock(trial.path, next(p for p in (PASSPHRASE, OTHER_PASSPHRASE) if p != last))
    assert key == trial.key
    with open_library(trial.path, key) as library:
        library.check()
        write_note(library, only(library), "det går videre")
