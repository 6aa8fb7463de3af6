"""The instruments that a library's assessments were begun with, each kept once, whole."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from kompass_desktop.instrument.loading import InstrumentError, instrument_from_document
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.errors import LibraryDamaged


class KeptInstruments:
    """The instruments table of a library; it is written within the caller's transaction."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._path = path
        self._loaded: dict[str, Instrument] = {}

    def keep(self, instrument: Instrument) -> str:
        """Keep an instrument if it is not kept yet, and return the id it is kept under."""
        identity = instrument_id(instrument)
        self._db.table("instruments").insert(
            {
                "id": identity,
                "name": instrument.name,
                "version": instrument.version,
                "document": instrument.document,
            },
            pk="id",
            ignore=True,
        )
        return identity

    def get(self, identity: str) -> Instrument:
        """Return the instrument kept under an id.

        Raises LibraryDamaged where it is missing or can no longer be read.
        """
        if identity not in self._loaded:
            try:
                row = self._db.table("instruments").get(identity)
                self._loaded[identity] = instrument_from_document(row["document"], row["name"])
            except (NotFoundError, InstrumentError) as error:
                raise LibraryDamaged(self._path, "et instrument kan ikke leses") from error
        return self._loaded[identity]


def instrument_id(instrument: Instrument) -> str:
    """Return the key under which an instrument is kept: the same for the same content."""
    return hashlib.sha256(instrument.document.encode()).hexdigest()
