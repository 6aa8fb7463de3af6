"""The settings of exchanging an assessment with colleagues: folder, own name and passphrase.

They are stored only in the library, never in a shared file or in the settings of the machine.
A mark identifies a file: it is a hash of its first bytes.
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
    """A file that this library has written to the folder: its name and its mark."""

    name: str
    mark: str


@dataclass(frozen=True)
class ExchangeSettings:
    """The exchange settings of one assessment; `passphrase` is "" to ask for it each time.

    `who` is the own name in the names of files. `earlier` is whether files also contain the
    measurement before this one. `sent` are the own files that may still be in the folder, the
    oldest first, and `known` the marks of the files of others that need not be read again.
    """

    folder: str
    who: str
    passphrase: str = field(default="", repr=False)
    earlier: bool = False
    sent: tuple[SentFile, ...] = ()
    known: tuple[str, ...] = ()


def read_exchange_settings(db: Database, assessment: str) -> ExchangeSettings | None:
    """Return the exchange settings of an assessment, given its id; None if there are none."""
    row = db.execute("SELECT value FROM library WHERE key = ?", [_key(assessment)]).fetchone()
    if row is None:
        return None
    try:
        held = json.loads(row[0])
        sent = tuple(SentFile(each["name"], each["mark"]) for each in held["sent"])
        return ExchangeSettings(**{**held, "sent": sent, "known": tuple(held["known"])})
    except (KeyError, TypeError, ValueError):
        # Damaged, or from another version of the program: the user is asked again.
        return None


def write_exchange_settings(db: Database, assessment: str, settings: ExchangeSettings) -> None:
    """Store the exchange settings of an assessment, given its id."""
    kept = replace(settings, known=settings.known[-MOST_MARKS:])
    value = json.dumps(asdict(kept), ensure_ascii=False)
    db.table("library").upsert({"key": _key(assessment), "value": value}, pk="key")


def forget_exchange_settings(db: Database, assessment: str) -> None:
    """Delete the exchange settings of an assessment that is deleted permanently."""
    db.execute("DELETE FROM library WHERE key = ?", [_key(assessment)])


def forget_exchange_passphrases(db: Database) -> None:
    """Delete every passphrase, as before a library is decrypted; other settings are kept."""
    rows = db.execute("SELECT key FROM library WHERE key GLOB ?", [f"{_KEYS}*"]).fetchall()
    for (key,) in rows:
        assessment = key.removeprefix(_KEYS)
        held = read_exchange_settings(db, assessment)
        if held is not None:
            write_exchange_settings(db, assessment, replace(held, passphrase=""))


def _key(assessment: str) -> str:
    return f"{_KEYS}{assessment}"
