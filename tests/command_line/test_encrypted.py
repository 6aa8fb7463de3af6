"""The command line on an encrypted library: the passphrase is never an argument."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from kompass_desktop.__main__ import main
from kompass_desktop.command_line import libraries
from kompass_desktop.storage.encryption.key_ring import NewKeys, needs_key
from kompass_desktop.storage.encryption.key_store import remember
from kompass_desktop.storage.encryption.unlocking import KEY_VARIABLE
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted
from tests.examples import bundled
from tests.keyrings import MemoryKeyring

PASSPHRASE = "tre grønne elger danser"
Output = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bibliotek.kompassdb"


@pytest.fixture
def keys(path: Path) -> NewKeys:
    """The keys of an encrypted library that holds Karasjok 2019."""
    keys = create_encrypted(path, PASSPHRASE)
    example = bundled("karasjok-2019")
    with open_library(path, keys.key) as library:
        library.add(example)
    return keys


def lists_karasjok(path: Path, capsys: Output) -> bool:
    assert main(["--library", str(path), "list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    return bool(row["total"] == 212)


def test_the_environment_opens_it(
    path: Path, keys: NewKeys, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, PASSPHRASE)
    assert lists_karasjok(path, capsys)
    assert main(["--library", str(path), "check"]) == 0


def test_the_key_store_opens_it(
    path: Path, keys: NewKeys, capsys: Output, key_store: MemoryKeyring
) -> None:
    remember(keys.ring.library, keys.key)
    assert lists_karasjok(path, capsys)


def test_a_prompt_opens_it(
    path: Path, keys: NewKeys, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr(libraries, "getpass", lambda _: PASSPHRASE)
    assert lists_karasjok(path, capsys)


@pytest.mark.parametrize("passphrase", ["", "feil"])
def test_without_the_passphrase_there_is_one_sentence_and_no_hint(
    path: Path,
    keys: NewKeys,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
    passphrase: str,
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, passphrase)
    assert main(["--library", str(path), "list"]) == 1
    output, errors = capsys.readouterr()
    assert output == ""
    assert errors.count("\n") == 1
    assert errors.startswith("Passfrasen er feil." if passphrase else "Biblioteket ")
    assert PASSPHRASE not in errors


def test_guesses_from_a_script_are_slowed_down(
    path: Path, keys: NewKeys, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "feil")
    for _ in range(3):
        main(["--library", str(path), "list"])
    monkeypatch.setenv(KEY_VARIABLE, PASSPHRASE)
    assert main(["--library", str(path), "list"]) == 1
    assert "Vent " in capsys.readouterr().err


def test_an_import_begins_an_encrypted_library(
    path: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported = tmp_path / "karasjok.json"
    main(["export", "karasjok-2019", "-o", str(exported)])
    monkeypatch.setenv(KEY_VARIABLE, PASSPHRASE)
    assert main(["--library", str(path), "import", str(exported)]) == 0
    assert "Gjenopprettingskode: " in capsys.readouterr().err
    assert needs_key(path)
    assert lists_karasjok(path, capsys)


@pytest.mark.parametrize("arguments", [["--demo", "list"], ["scores", "karasjok-2019"]])
def test_demo_and_examples_need_none(arguments: list[str], capsys: Output) -> None:
    assert main(arguments) == 0


def test_a_plain_library_loads_nothing_that_only_encryption_needs(tmp_path: Path) -> None:
    program = (
        "import sys; from kompass_desktop.__main__ import main;"
        "main(['--library', sys.argv[1], 'check']);"
        "print([n for n in ('cryptography', 'keyring', 'zxcvbn') if n in sys.modules])"
    )
    path = tmp_path / "lesbart.kompassdb"
    open_library(path).close()
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
