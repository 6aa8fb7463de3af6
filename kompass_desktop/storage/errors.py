"""What can go wrong with a library or an exchanged file, and whose fault it is.

Each error is one sentence in bokmål that a consultant can act on. An error of the
program itself is not among them: it is raised as it is.
"""

from __future__ import annotations

from pathlib import Path


class StorageError(Exception):
    """Something outside the program keeps a library or a file from being used."""


class LibraryLocked(StorageError):
    """The library is open in another window."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Biblioteket {path} er allerede åpent i et annet vindu. Bruk det vinduet, "
            "eller lukk det først."
        )


class LibraryTooNew(StorageError):
    """The library was written by a newer version of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Biblioteket {path} er laget med en nyere utgave av Kompass. Oppdater "
            "programmet for å åpne det; filen er ikke endret."
        )


class LibraryDamaged(StorageError):
    """The file is no library, or can no longer be read as one."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"Biblioteket {path} er skadet eller er ikke et Kompass-bibliotek ({detail}). "
            "Filen er ikke endret; hent fram en sikkerhetskopi, eller velg en annen fil "
            "med --library."
        )


class LibraryMissing(StorageError):
    """There is no library at the place that was named."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Det finnes ikke noe bibliotek i {path}.")


class LibraryUnavailable(StorageError):
    """The library cannot be written to or read just now: a full disk, a missing drive."""

    def __init__(self, path: Path, detail: str) -> None:
        self.detail = detail
        super().__init__(f"Biblioteket {path} kan ikke brukes nå: {detail}.")


class UnknownAssessment(StorageError):
    """No assessment goes by the name or id that was given."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Fant ingen vurdering «{name}». Kjør «kompass-desktop list» for å se dem som finnes."
        )


class UnreadableFile(StorageError):
    """A file to be imported is not what it should be."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name} kan ikke leses inn: {reason}.")
