"""The instruments that a library's assessments were begun with, each kept once, whole."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.db import NotFoundError

from kompass_desktop.i18n import tr
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
                raise LibraryDamaged(self._path, tr("an instrument cannot be read")) from error
        return self._loaded[identity]

    def drop_unusable(self) -> int:
        """Take out what is no longer the instrument that was kept; return how many there were."""
        rows = self._db.query("SELECT id, name, document FROM instruments")
        unusable = [row["id"] for row in rows if not _is_whole(row)]
        for identity in unusable:
            self._db.table("instruments").delete(identity)
        return len(unusable)


def instrument_id(instrument: Instrument) -> str:
    """Return the key under which an instrument is kept: the same for the same content."""
    return _identity_of(instrument.document)


def _identity_of(document: str) -> str:
    return hashlib.sha256(document.encode(errors="surrogatepass")).hexdigest()


def _is_whole(row: Mapping[str, object]) -> bool:
    document = row["document"]
    if not isinstance(document, str) or row["id"] != _identity_of(document):
        return False
    try:
        instrument_from_document(document, str(row["name"]))
    except InstrumentError:
        return False
    return True
