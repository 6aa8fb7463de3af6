"""What every kind of work is tried with: a folder, a library in it, and words to look for."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Finding, Interview, Note
from kompass_desktop.storage.database.connection import PLAIN_HEADER, connect_to_read, is_encrypted
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.encryption.key_ring import (
    NewKeys,
    needs_key,
    read_key_ring,
    write_key_ring,
)
from kompass_desktop.storage.encryption.unlocking import unlock
from kompass_desktop.storage.files import UNFINISHED
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read
from tests.examples import bundled

Say = Callable[..., None]
NAME = "bibliotek.kompassdb"
PASSPHRASE = "tre gronne elger danser"
CANARY = "zyxelformidling"
"""Stands in every note, name and finding."""


class State(Enum):
    """How the library is when the work begins."""

    PLAIN = "plain"
    ENCRYPTED = "encrypted"


BOTH = (State.PLAIN, State.ENCRYPTED)


@dataclass(frozen=True)
class Trial:
    """One process and its folder, with the keys of the libraries in it."""

    folder: Path
    keys: NewKeys | None

    @property
    def key(self) -> bytes | None:
        return self.keys.key if self.keys else None

    @property
    def path(self) -> Path:
        return self.folder / NAME

    @property
    def place(self) -> Path:
        """A second place for backups."""
        return self.folder / "minnepinne"

    @property
    def outside(self) -> Path:
        """Where files lie that are written for somebody, and may be plain."""
        return self.folder / "hos-andre"

    @property
    def template(self) -> Path:
        """The library that is copied for each time the work is done."""
        return self.folder / "mal" / NAME

    def nth(self, number: object) -> Path:
        """Return the library of the nth time."""
        return self.folder / str(number) / NAME

    def copied(self, number: int) -> Path:
        """Lay the template's folder out anew, whole or not at all, and return its library."""
        shutil.copytree(self.template.parent, self._unfinished)
        self._unfinished.rename(self.nth(number).parent)
        return self.nth(number)

    def forget_half_copied(self) -> None:
        """Take away what this program, and not the one that is tried, was copying."""
        shutil.rmtree(self._unfinished, ignore_errors=True)

    @property
    def _unfinished(self) -> Path:
        return self.folder / "kopi"

    def begin(self, path: Path) -> Library:
        """Return a library, which is made where there is none, opened, with its key ring."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.keys and not key_file(path).exists():
            write_key_ring(path, self.keys.ring)
        return open_library(path, self.key)

    def open(self, path: Path | None = None) -> Library:
        """Return a library as a user opens it: with the key that the passphrase gives."""
        path = path or self.path
        assert not needs_key(path) or unlock(path, PASSPHRASE) == self.key
        return open_library(path, self.key)

    def read(self, copy: Path) -> Library:
        """Return a copy to read, which has passed its check, and has its own key ring."""
        assert self.key is None or read_key_ring(copy).fits(self.key)
        library = open_to_read(copy, self.key)
        library.check()
        return library

    def holds(self, copy: Path, word: str) -> bool:
        """Whether a word is in any row of a database, or in its search."""
        with closing(connect_to_read(copy, self.key)) as connection:
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
            ).fetchall()
            return any(
                word in repr(row)
                for (table,) in tables
                for row in connection.execute(f'SELECT * FROM "{table}"')
            )


@dataclass(frozen=True)
class Kind:
    """A kind of work: what it begins with, what it does for ever, and what must then hold.

    `states` is how its libraries are when it begins; `seconds` is within what time after
    its first word it is killed; `share` how many of the kills it gets, in proportion.
    """

    prepare: Callable[[Trial], None]
    work: Callable[[Trial, Say], None]
    check: Callable[[Trial, list[list[str]]], None]
    states: tuple[State, ...] = BOTH
    seconds: float = 0.3
    share: int = 10
    stops: bool = False


def example() -> Assessment:
    """Return a full assessment with an interview, and the canary in each of its texts."""
    loaded = bundled("karasjok-2019")
    loaded.particulars = replace(loaded.particulars, finished=False)
    loaded.apply(Change(None, Interview(new_id(), "mayor", "OF-01")))
    for record in list(loaded.records()):
        if isinstance(record, Interview):
            loaded.apply(Change(record, replace(record, name=CANARY)))
        elif isinstance(record, Note | Finding):
            loaded.apply(Change(record, replace(record, text=f"{record.text} {CANARY}")))
    return loaded


def only(library: Library) -> Assessment:
    return library.load(library.listings()[0].particulars.id)


def prepare_library(trial: Trial) -> None:
    trial.place.mkdir()
    trial.outside.mkdir()
    with trial.begin(trial.path) as library:
        library.add(example())


def prepare_template(trial: Trial) -> None:
    with trial.begin(trial.template) as library:
        library.add(example())


def write_note(library: Library, assessment: Assessment, text: str) -> Note:
    interview = min(assessment.interviews)
    note = Note(new_id(), interview, f"{text} {CANARY} ", "2026-03-12T09:51:00+01:00")
    library.write(assessment, [Change(None, note)])
    assessment.apply(Change(None, note))
    return note


def numbers(said: list[list[str]], word: str) -> list[str]:
    """Return what followed a word, each time that it was said."""
    return [words[1] for words in said if words[0] == word]


def check_nothing_left(trial: Trial) -> None:
    """See that no temporary file is left, and nothing plain beside an encrypted library."""
    files = [file for file in trial.folder.rglob("*") if file.is_file()]
    left = [file.name for file in files if UNFINISHED in file.name]
    assert not left, left
    for library in (file for file in files if file.name == NAME and is_encrypted(file)):
        beside = [file for file in files if library.parent in file.parents]
        plain = [
            str(file.relative_to(trial.folder))
            for file in beside
            if trial.outside not in file.parents and is_plain(file.read_bytes())
        ]
        assert not plain, plain


def is_plain(content: bytes) -> bool:
    return content.startswith(PLAIN_HEADER) or CANARY.encode() in content
