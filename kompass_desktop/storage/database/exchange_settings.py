"""Where, as whom and with which passphrase an assessment is exchanged with colleagues.

It is kept in the library itself and nowhere else: not in a file that is shared, and not in the
settings of the machine. What is kept of files are marks of their first bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace

from kompass_desktop.storage.database.tables import Database

_KEYS = "exchange/"
MOST_MARKS = 400
"""How many files of others are remembered; a folder rarely holds more."""


@dataclass(frozen=True)
class SentFile:
    """A file that this library has written into the folder: its name and its mark."""

    name: str
    mark: str


@dataclass(frozen=True)
class ExchangeSettings:
    """How one assessment is exchanged; a passphrase is "" where it is asked for each time.

    `who` stands in the names of the files. `earlier` is whether the measurement before this
    one is taken along. `sent` are the own files that may still be in the folder, the oldest
    first, and `known` the marks of the files of others that need not be read again.
    """

    folder: str
    who: str
    passphrase: str = field(default="", repr=False)
    earlier: bool = False
    sent: tuple[SentFile, ...] = ()
    known: tuple[str, ...] = ()


def read_exchange_settings(db: Database, assessment: str) -> ExchangeSettings | None:
    """Return how an assessment is exchanged, given its id; None before it was the first time."""
    row = db.execute("SELECT value FROM library WHERE key = ?", [_key(assessment)]).fetchone()
    if row is None:
        return None
    try:
        held = json.loads(row[0])
        sent = tuple(SentFile(each["name"], each["mark"]) for each in held["sent"])
        return ExchangeSettings(**{**held, "sent": sent, "known": tuple(held["known"])})
    except (KeyError, TypeError, ValueError):
        # Harmed, or by another version of the program: it is asked for again.
        return None


def write_exchange_settings(db: Database, assessment: str, settings: ExchangeSettings) -> None:
    """Keep how an assessment is exchanged, given its id."""
    kept = replace(settings, known=settings.known[-MOST_MARKS:])
    value = json.dumps(asdict(kept), ensure_ascii=False)
    db.table("library").upsert({"key": _key(assessment), "value": value}, pk="key")


def forget_exchange_settings(db: Database, assessment: str) -> None:
    """Forget it of an assessment that is deleted for good."""
    db.execute("DELETE FROM library WHERE key = ?", [_key(assessment)])


def forget_exchange_passphrases(db: Database) -> None:
    """Forget every passphrase, as before a library becomes plain; folders are kept."""
    rows = db.execute("SELECT key FROM library WHERE key GLOB ?", [f"{_KEYS}*"]).fetchall()
    for (key,) in rows:
        assessment = key.removeprefix(_KEYS)
        held = read_exchange_settings(db, assessment)
        if held is not None:
            write_exchange_settings(db, assessment, replace(held, passphrase=""))


def _key(assessment: str) -> str:
    return f"{_KEYS}{assessment}"
