"""A library's key, wrapped by the passphrase and the recovery code, and how it is found."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE, Popen
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.storage.encryption import recovery_code, retry_delay
from kompass_desktop.storage.encryption.key_derivation import Cost, derive_key
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.encryption.key_ring import (
    KeysUnusable,
    MistypedCode,
    NewKeys,
    WrongCode,
    needs_key,
    new_keys,
    read_key_ring,
    write_key_ring,
)
from kompass_desktop.storage.encryption.key_store import (
    NotRemembered,
    can_remember,
    forget,
    remember,
    remembered_key,
)
from kompass_desktop.storage.encryption.recovery_code import new_code, normalized_code
from kompass_desktop.storage.encryption.sealing import WrongPassphrase
from kompass_desktop.storage.encryption.unlocking import (
    KEY_VARIABLE,
    TooSoon,
    change_passphrase,
    key_without_asking,
    renew_code,
    renew_with_code,
    unlock,
)
from kompass_desktop.storage.errors import LibraryUnavailable, StorageError
from kompass_desktop.storage.protection import create_encrypted
from tests.keyrings import MemoryKeyring

PASSPHRASE = "tre grønne elger danser"
LIBRARY = "bibliotek.kompassdb"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / LIBRARY


@pytest.fixture
def keys(path: Path) -> NewKeys:
    """The keys of an encrypted library that lies at `path`."""
    return create_encrypted(path, PASSPHRASE)


# The recovery code


def test_a_code_is_seven_groups_and_comes_back_however_it_is_typed() -> None:
    code = new_code()
    assert [len(group) for group in code.split("-")] == [4] * 7
    for typed in (code, code.lower(), code.replace("-", " "), f" {code.replace('-', '')}\n"):
        assert normalized_code(typed) == code


def test_letters_that_look_like_digits_are_read_as_them() -> None:
    code = next(code for code in iter(new_code, "") if "0" in code and "1" in code)
    assert normalized_code(code.replace("0", "O").replace("1", "l")) == code
    assert normalized_code(code.replace("1", "I")) == code


@given(st.integers(0, 33), st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_nearly_every_mistyped_character_is_noticed(place: int, letter: str) -> None:
    code = "0000-0000-0000-0000-0000-0000-00" + recovery_code._check_of("0" * 26)
    typed = code[:place] + letter + code[place + 1 :]
    assert normalized_code(typed) in (None, code) or letter != code[place]


def test_one_mistyped_character_in_a_thousand_gets_through_at_most() -> None:
    through = sum(normalized_code(new_code()[:-1] + "0") is not None for _ in range(2000))
    # The last character is right once in 32; the two together once in 1,024.
    assert through < 2000 / 32 * 2


@pytest.mark.parametrize(
    "typed", ["", "7K3M", "æøå" * 10, "U" * 28, "0" * 27, "0" * 29, "0" * 9999]
)
def test_what_is_no_code_is_none(typed: str) -> None:
    assert normalized_code(typed) is None


# The ring


def test_passphrase_and_code_give_the_same_random_key() -> None:
    first, second = new_keys(PASSPHRASE), new_keys(PASSPHRASE)
    assert first.ring.unlock(PASSPHRASE) == first.key != second.key
    assert first.ring.unlock_with_code(first.code) == first.key
    assert first.ring.fits(first.key)
    assert not first.ring.fits(second.key)


def test_a_new_passphrase_replaces_the_old_and_keeps_key_and_code() -> None:
    keys = new_keys(PASSPHRASE)
    ring = keys.ring.with_passphrase(keys.key, "en ny og lengre setning")
    assert ring.unlock("en ny og lengre setning") == ring.unlock_with_code(keys.code) == keys.key
    with pytest.raises(WrongPassphrase):
        ring.unlock(PASSPHRASE)


def test_a_new_code_replaces_the_old() -> None:
    keys = new_keys(PASSPHRASE)
    ring, code = keys.ring.with_new_code(keys.key)
    assert ring.unlock_with_code(code) == keys.key
    with pytest.raises(WrongCode):
        ring.unlock_with_code(keys.code)
    with pytest.raises(MistypedCode):
        ring.unlock_with_code(code[:-2])


def test_the_file_holds_neither_key_nor_code_nor_passphrase(path: Path) -> None:
    keys = new_keys(PASSPHRASE)
    write_key_ring(path, keys.ring)
    assert read_key_ring(path) == keys.ring
    content = key_file(path).read_text("utf-8")
    for secret in (keys.key.hex(), keys.code, PASSPHRASE):
        assert secret not in content
    assert [file.name for file in path.parent.iterdir()] == [f"{LIBRARY}.keys"]


DAMAGE: dict[str, Callable[[Path], object]] = {
    "gone": lambda file: file.unlink(),
    "empty": lambda file: file.write_bytes(b""),
    "a text": lambda file: file.write_text("nøkler", "utf-8"),
    "a list": lambda file: file.write_text("[]"),
    "nested": lambda file: file.write_text("[" * 60_000),
    "huge": lambda file: file.write_bytes(bytes(100_000)),
    "half": lambda file: file.write_bytes(file.read_bytes()[:200]),
    "another format": lambda file: edited(file, format="x"),
    "newer": lambda file: edited(file, version=2),
    "no base 64": lambda file: edited(file, passphrase="æ"),
    "a number": lambda file: edited(file, recovery=3),
    "no check": lambda file: edited(file, check=None),
}


def edited(file: Path, **fields: object) -> None:
    file.write_text(json.dumps(json.loads(file.read_text()) | fields))


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_ring_that_cannot_be_used_is_one_sentence(
    path: Path, damage: Callable[[Path], object]
) -> None:
    write_key_ring(path, new_keys(PASSPHRASE).ring)
    damage(key_file(path))
    with pytest.raises(KeysUnusable, match=r"^Nøkkelfilen .*\.$"):
        read_key_ring(path)


def test_a_ring_of_another_check_gives_no_key(path: Path, keys: NewKeys) -> None:
    edited(key_file(path), check="0" * 16)
    with pytest.raises(StorageError, match="skadet"):
        read_key_ring(path).unlock(PASSPHRASE)


def test_a_ring_that_cannot_be_written_is_told(tmp_path: Path, keys: NewKeys) -> None:
    with pytest.raises(LibraryUnavailable):
        write_key_ring(tmp_path / "borte" / LIBRARY, keys.ring)


def test_a_passphrase_costs_work_and_at_most_half_a_second() -> None:
    began = time.thread_time()
    derive_key(PASSPHRASE, bytes(16), Cost())
    assert Cost().memory_kib >= 64 * 1024
    # Of this thread's own time: the machine may be busy with other things.
    assert time.thread_time() - began < 2.0


# Finding the key


def test_a_plain_library_needs_none(tmp_path: Path) -> None:
    (tmp_path / LIBRARY).write_bytes(b"SQLite format 3\0")
    key_file(tmp_path / LIBRARY).write_bytes(b"{}")
    assert not needs_key(tmp_path / LIBRARY)
    assert key_without_asking(tmp_path / LIBRARY) is None


def test_the_key_store_is_asked_first(
    path: Path, keys: NewKeys, key_store: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert needs_key(path)
    monkeypatch.setenv(KEY_VARIABLE, "feil")
    remember(keys.ring.library, keys.key)
    assert key_without_asking(path) == keys.key
    assert keys.key not in b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_then_the_environment(path: Path, keys: NewKeys, monkeypatch: pytest.MonkeyPatch) -> None:
    assert key_without_asking(path) is None
    monkeypatch.setenv(KEY_VARIABLE, PASSPHRASE)
    assert key_without_asking(path) == keys.key
    monkeypatch.setenv(KEY_VARIABLE, "feil")
    with pytest.raises(WrongPassphrase):
        key_without_asking(path)


def test_a_remembered_key_of_an_earlier_library_is_not_taken(
    path: Path, keys: NewKeys, key_store: MemoryKeyring
) -> None:
    remember(keys.ring.library, bytes(32))
    assert key_without_asking(path) is None
    key_store.kept["Kompass", keys.ring.library] = "ikke base 64"
    assert key_without_asking(path) is None


def test_a_key_that_is_forgotten_is_gone(key_store: MemoryKeyring) -> None:
    assert can_remember()
    remember("a", b"key")
    assert remembered_key("a") == b"key"
    forget("a")
    forget("a")
    assert remembered_key("a") is None
    assert key_store.kept == {}


def test_a_key_store_that_does_not_answer_is_told(key_store: MemoryKeyring) -> None:
    key_store.is_out_of_order = True
    assert remembered_key("a") is None
    with pytest.raises(NotRemembered):
        remember("a", b"x")
    with pytest.raises(NotRemembered):
        forget("a")


def test_a_system_without_a_key_store_remembers_nothing() -> None:
    assert not can_remember()
    assert remembered_key("a") is None
    with pytest.raises(NotRemembered):
        remember("a", b"x")


# Changing


def test_the_passphrase_is_changed_without_touching_the_library(path: Path, keys: NewKeys) -> None:
    before = path.read_bytes()
    change_passphrase(path, PASSPHRASE, "en ny og lengre setning")
    assert path.read_bytes() == before
    assert unlock(path, "en ny og lengre setning") == keys.key
    with pytest.raises(WrongPassphrase):
        change_passphrase(path, PASSPHRASE, "x")


def test_the_code_opens_a_library_whose_passphrase_is_forgotten(path: Path, keys: NewKeys) -> None:
    assert renew_with_code(path, keys.code.lower(), "en ny setning") == keys.key
    assert unlock(path, "en ny setning") == keys.key


def test_a_new_code_for_the_safe(path: Path, keys: NewKeys) -> None:
    code = renew_code(path, keys.key)
    with pytest.raises(WrongCode):
        renew_with_code(path, keys.code, "x")
    assert renew_with_code(path, code, "en ny setning") == keys.key


# Guessing


def test_the_wait_grows_and_survives_a_restart(
    path: Path, keys: NewKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    waits = []
    for _ in range(14):
        with pytest.raises(WrongPassphrase):
            unlock(path, "feil")
        # A new one each time: what counts is on the disk.
        wait = retry_delay.RetryDelay(path).wait_seconds
        waits.append(wait)
        if wait:
            with pytest.raises(TooSoon):
                unlock(path, PASSPHRASE)
        now += wait
    assert waits[:5] == [0, 0, 2, 4, 8]
    assert waits == sorted(waits)
    assert waits[-1] == retry_delay.LONGEST_SECONDS
    assert unlock(path, PASSPHRASE) == keys.key
    assert retry_delay.RetryDelay(path).wait_seconds == 0
    assert not path.with_name(f"{LIBRARY}.attempts").exists()


def test_a_clock_set_back_does_not_lock_the_owner_out(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = retry_delay.RetryDelay(path)
    for _ in range(4):
        tries.failed()
    monkeypatch.setattr("time.time", lambda: 0.0)
    assert 0 < tries.wait_seconds <= 4


@pytest.mark.parametrize("failed", [3, 4, 1000])
@pytest.mark.parametrize("ahead", [60.0, 40 * 365 * 86400.0, 1e300])
def test_a_clock_that_is_put_right_costs_one_wait_and_then_the_owner_gets_in(
    path: Path, keys: NewKeys, monkeypatch: pytest.MonkeyPatch, failed: int, ahead: float
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    content = json.dumps({"failed": failed, "at": now + ahead})
    path.with_name(f"{LIBRARY}.attempts").write_text(content)
    wait = retry_delay.RetryDelay(path).wait_seconds
    assert 0 < wait <= retry_delay.LONGEST_SECONDS
    with pytest.raises(TooSoon):
        renew_with_code(path, keys.code, PASSPHRASE)
    now += wait
    assert renew_with_code(path, keys.code, PASSPHRASE) == keys.key
    assert retry_delay.RetryDelay(path).wait_seconds == 0


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"failed": "x", "at": 0}',
        '{"failed": 1e999}',
        '{"failed": -5, "at": 1}',
        '{"failed": 3, "at": NaN}',
        '{"failed": 3, "at": Infinity}',
        "[" * 900,
    ],
)
def test_a_damaged_count_costs_the_longest_wait_once(
    path: Path, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr("time.time", lambda: now)
    path.with_name(f"{LIBRARY}.attempts").write_text(content)
    assert retry_delay.RetryDelay(path).wait_seconds == retry_delay.LONGEST_SECONDS
    now += retry_delay.LONGEST_SECONDS
    assert retry_delay.RetryDelay(path).wait_seconds == 0


def test_a_count_that_cannot_be_put_right_holds_nobody_back(path: Path) -> None:
    path.with_name(f"{LIBRARY}.attempts").mkdir()
    assert retry_delay.RetryDelay(path).wait_seconds == 0


def test_of_many_wrong_tries_at_once_only_the_free_ones_run(path: Path, keys: NewKeys) -> None:
    with ThreadPoolExecutor(max_workers=12) as pool:
        tries = [pool.submit(unlock, path, f"feil {number}") for number in range(12)]
    kinds = [type(each.exception()) for each in tries]
    assert kinds.count(WrongPassphrase) == retry_delay.FREE_ATTEMPTS + 1
    assert kinds.count(TooSoon) == 12 - retry_delay.FREE_ATTEMPTS - 1


def test_of_many_wrong_tries_in_processes_only_the_free_ones_run(path: Path, keys: NewKeys) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from kompass_desktop.storage.encryption.unlocking import unlock\n"
        "try: unlock(Path(sys.argv[1]), 'feil')\n"
        "except Exception as error: print(type(error).__name__)\n"
    )
    command = [sys.executable, "-c", program, str(path)]
    running = [Popen(command, stdout=PIPE, text=True) for _ in range(6)]
    said = [process.communicate()[0].strip() for process in running]
    assert said.count("WrongPassphrase") == retry_delay.FREE_ATTEMPTS + 1
    assert said.count("TooSoon") == 6 - retry_delay.FREE_ATTEMPTS - 1


def test_of_many_right_tries_at_once_all_get_in(path: Path, keys: NewKeys) -> None:
    with ThreadPoolExecutor(max_workers=8) as pool:
        found = list(pool.map(unlock, [path] * 8, [PASSPHRASE] * 8))
    assert found == [keys.key] * 8


def test_a_try_that_is_killed_is_counted(path: Path, keys: NewKeys) -> None:
    for _ in range(3):
        with (
            patch(
                "kompass_desktop.storage.encryption.key_ring.unseal", side_effect=KeyboardInterrupt
            ),
            pytest.raises(KeyboardInterrupt),
        ):
            unlock(path, "feil")
    with pytest.raises(TooSoon):
        unlock(path, "feil")


def test_a_wrong_code_is_counted_and_a_mistyped_one_is_not(path: Path, keys: NewKeys) -> None:
    for _ in range(3):
        with pytest.raises(MistypedCode):
            renew_with_code(path, keys.code[:-1], "x")
    assert not path.with_name(f"{LIBRARY}.attempts").exists()
    for _ in range(3):
        with pytest.raises(WrongCode):
            renew_with_code(path, new_code(), "x")
    with pytest.raises(TooSoon):
        renew_with_code(path, keys.code, "x")
