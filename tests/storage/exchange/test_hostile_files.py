"""A file from elsewhere is taken in or refused in words, within 2 s, and harms nothing.

`pytest tests/storage/exchange/test_hostile_files.py --mutants 10000` is the long run.
"""

from __future__ import annotations

import gzip
import json
import shutil
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompass_desktop import assets
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.instrument.loading import InstrumentError
from kompass_desktop.storage.database.connection import connect_to_read
from kompass_desktop.storage.database.integrity import content_digest
from kompass_desktop.storage.encryption.sealing import seal
from kompass_desktop.storage.errors import StorageError, UnreadableFile
from kompass_desktop.storage.exchange import importing
from kompass_desktop.storage.exchange.importing import import_file, import_kompass
from kompass_desktop.storage.exchange.json_file import to_json
from kompass_desktop.storage.exchange.kompass_file import LARGEST_CONTENT
from kompass_desktop.storage.exchange.packet import to_text
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from tests.storage.exchange.mutation import (
    CHEAP,
    PASSPHRASE,
    Mutation,
    bytes_changed,
    json_changed,
    kompass_changed,
)

MOST_SECONDS = 2.0
"""Of the processor's time: what else the machine does says nothing of the program."""

TOML = assets.data_folder() / "instruments" / "kommunekompasset-2.1.toml"


class Target:
    """A library that files are thrown at; it is made anew when one has come in."""

    def __init__(self, folder: Path, assessment: Assessment) -> None:
        self.folder = folder
        self.path = folder / "bibliotek.kompassdb"
        self._kept = folder / "urørt"
        with open_library(self.path) as library:
            library.add(assessment)
            self.packet = to_text(library.packet(assessment.id)).encode()
        shutil.copy(self.path, self._kept)
        self.json = _short_example()
        self.toml = TOML.read_bytes()
        self.before = self.content
        self.library: Library = open_library(self.path)

    @property
    def content(self) -> bytes:
        """A digest of every row."""
        with closing(connect_to_read(self.path)) as connection:
            return content_digest(connection)

    def throw(self, content: bytes, ending: str) -> str:
        """Have a file taken in; return how it ended, having seen that nothing is harmed."""
        file = self.folder / f"fil.{ending}"
        file.write_bytes(content)
        started = time.process_time()
        try:
            if ending == "kompass":
                import_kompass(self.library, file, PASSPHRASE)
            else:
                import_file(self.library, file)
            outcome = "taken in"
        except (StorageError, InstrumentError) as error:
            outcome = "refused" if str(error).strip() else "refused without a word"
        seconds = time.process_time() - started
        assert seconds < MOST_SECONDS, f"{seconds:.1f} s"
        if self.content != self.before:
            assert outcome == "taken in"
            self._renew()
        return outcome

    def _renew(self) -> None:
        """See that the library is sound with what came in, and go back to the one before."""
        self.library.check()
        for listing in self.library.listings():
            to_json(self.library.load(listing.particulars.id))
        self.library.close()
        shutil.copy(self._kept, self.path)
        self.library = open_library(self.path)


def _short_example() -> bytes:
    """Return an exchange file of a few kilobytes with records of every kind."""
    whole = json.loads((assets.data_folder() / "examples" / "eksempelvik-2025.json").read_bytes())
    for array in ("ratings", "notes", "findings", "texts"):
        whole[array] = whole[array][:6]
    return json.dumps(whole).encode()


@pytest.fixture
def target(tmp_path: Path, small_assessment: Assessment, monkeypatch: pytest.MonkeyPatch) -> Target:
    monkeypatch.setattr(importing, "user_data_folder", lambda: tmp_path / "brukerens")
    folder = tmp_path / "bibliotek"
    folder.mkdir()
    return Target(folder, small_assessment)


KINDS: dict[str, tuple[Mutation, Callable[[Target], bytes]]] = {
    "json": (json_changed, lambda target: target.json),
    "toml": (bytes_changed, lambda target: target.toml),
    "kompass": (kompass_changed, lambda target: target.packet),
}


def leftovers(target: Target) -> set[str]:
    known = {"fil.json", "fil.toml", "fil.kompass", "urørt"}
    return {p.name for p in target.folder.iterdir()} - known


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_was_not_changed_comes_in(target: Target, kind: str) -> None:
    content = KINDS[kind][1](target)
    sealed = seal(gzip.compress(content), PASSPHRASE, CHEAP) if kind == "kompass" else content
    assert target.throw(sealed, kind) == "taken in"


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_file_harms_nothing(
    target: Target, kind: str, request: pytest.FixtureRequest
) -> None:
    change, of = KINDS[kind]
    outcomes: Counter[str] = Counter()
    before = leftovers(target)

    @given(seed=st.integers(0, 2**64))
    @settings(max_examples=100)
    def throw(seed: int) -> None:
        outcomes[target.throw(change(Random(seed), of(target)), kind)] += 1

    throw()
    for seed in range(request.config.getoption("--mutants")):
        outcomes[target.throw(change(Random(seed), of(target)), kind)] += 1
    print(f"{kind}: {dict(outcomes)}")  # noqa: T201 - the count of a long run
    assert outcomes["refused"]
    assert outcomes.keys() <= {"refused", "taken in"}
    assert leftovers(target) == before
    target.library.check()
    target.library.close()


# Files made to do harm


def thrown(target: Target, content: bytes, kind: str) -> None:
    assert target.throw(content, kind) == "refused"
    target.library.close()


@pytest.mark.parametrize(
    "content",
    [
        b'{"format":"kompass-assessment","version":1,"x":[' + b"[]," * 3_000_000 + b"[]]}",
        b"[" * 1_000_000,
        b'{"a":' * 1_000_000,
        b'{"format":"kompass-assessment","version":' + b"9" * 1_000_000 + b"}",
        b" " * (40 * 1024 * 1024),
        b'"' + b"\\ud83d" * 2_000_000 + b'"',
    ],
    ids=["many", "deep lists", "deep objects", "digits", "large", "surrogates"],
)
def test_json_that_would_take_memory_or_time_is_refused(target: Target, content: bytes) -> None:
    thrown(target, content, "json")


@pytest.mark.parametrize(
    "content",
    [
        b"a" + b".a" * 200_000 + b"=1",
        b"[a" + b".a" * 200_000 + b"]",
        b"a" + b' . "a"' * 60_000 + b"=1",
        b"\n".join(b"[a" + b".a" * 100 + b".k%d]" % n for n in range(2000)),
        b"a=" + b"[" * 200_000,
        b"a=" + b"{a=" * 100_000,
        b"a=" + b"9" * 400_000,
        b"x" * 500_000,
        b'"' * 500_000,
        b"'" * 500_000,
        b"a='" + b"\xc3\xa6" * 250_000,
    ],
)
def test_toml_that_would_take_time_is_refused(target: Target, content: bytes) -> None:
    thrown(target, content, "toml")


@pytest.mark.parametrize(
    "content",
    [b" " * (LARGEST_CONTENT + 1), b"[]," * 3_000_000, b"[" * 1_000_000, b"\xff" * 1000],
    ids=["bomb", "many", "deep", "bytes"],
)
def test_a_packet_that_swells_is_refused(target: Target, content: bytes) -> None:
    thrown(target, seal(gzip.compress(content, 9), PASSPHRASE, CHEAP), "kompass")


@pytest.mark.parametrize("place", range(9, 21))
def test_a_head_cannot_ask_for_hours(target: Target, place: int) -> None:
    sealed = bytearray(seal(gzip.compress(target.packet), PASSPHRASE, CHEAP))
    sealed[place] = 0xFF
    thrown(target, bytes(sealed), "kompass")


@pytest.mark.parametrize("name", ["..json", ".toml", "a\nb.json", "x" * 200 + ".json"])
def test_a_name_leads_nowhere(target: Target, name: str) -> None:
    path = target.folder / name
    path.write_bytes(b"{")
    with pytest.raises((UnreadableFile, InstrumentError)):
        import_file(target.library, path)
    target.library.close()
    assert not (target.folder.parent / "brukerens").exists()
