"""The instruments that the assessments of a library use; each is stored once, complete."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.instrument.loading import InstrumentError, instrument_from_document
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.database.tables import Database, NotFoundError
from kompass_desktop.storage.errors import LibraryDamaged


class KeptInstruments:
    """The instruments table of the library at `path`; the caller opens the transaction."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db = db
        self._path = path
        self._loaded: dict[str, Instrument] = {}

    def keep(self, instrument: Instrument) -> str:
        """Store an instrument unless it is stored already, and return its id."""
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
        """Return the instrument with an id.

        Raises LibraryDamaged if it is missing or cannot be read.
        """
        if identity not in self._loaded:
            try:
                row = self._db.table("instruments").get(identity)
                self._loaded[identity] = instrument_from_document(row["document"], row["name"])
            except (NotFoundError, InstrumentError) as error:
                raise LibraryDamaged(self._path, tr("an instrument cannot be read")) from error
        return self._loaded[identity]

    def drop_unusable(self) -> int:
        """Delete the rows whose instrument is damaged; return how many were deleted."""
        rows = self._db.query("SELECT id, name, document FROM instruments")
        unusable = [row["id"] for row in rows if not _is_whole(row)]
        for identity in unusable:
            self._db.table("instruments").delete(identity)
        return len(unusable)


def instrument_id(instrument: Instrument) -> str:
    """Return the id of an instrument: a digest of its document."""
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
