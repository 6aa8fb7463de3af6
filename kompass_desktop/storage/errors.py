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
            f"Biblioteket {path} er allerede åpent i et annet vindu; bruk det vinduet, "
            "eller lukk det først."
        )


class LibraryTooNew(StorageError):
    """The library was written by a newer version of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Biblioteket {path} er laget med en nyere utgave av Kompass og er ikke endret; "
            "oppdater programmet for å åpne det."
        )


class LibraryDamaged(StorageError):
    """The file is no library, or can no longer be read as one."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            f"Biblioteket {path} er skadet eller er ikke et Kompass-bibliotek ({detail}); "
            "filen er ikke endret, så hent fram en sikkerhetskopi, eller velg en annen fil "
            "med --library."
        )


class LibraryEncrypted(StorageError):
    """The library is encrypted, and was opened without its key."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Biblioteket {path} er kryptert; sett passfrasen i miljøvariabelen "
            "KOMPASS_PASSPHRASE for å åpne det."
        )


class KeysMissing(StorageError):
    """The library is encrypted, and the file with its wrapped keys is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Nøkkelfilen {path.name}.keys mangler ved siden av biblioteket {path}, som er "
            "kryptert og ikke kan låses opp uten; legg den tilbake, eller hent fram en "
            "sikkerhetskopi."
        )


class KeysForeign(StorageError):
    """The wrapped keys beside a library are another library's."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Nøkkelfilen {path.name}.keys hører til et annet bibliotek enn {path}; legg den "
            "rette tilbake, eller hent fram en sikkerhetskopi."
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
            f"Fant ingen vurdering «{name}»; kjør «kompass-desktop list» for å se dem som finnes."
        )


class AssessmentGone(StorageError):
    """An assessment that is still open was deleted for good."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} er slettet for godt og tar ikke imot endringer; lukk den.")


class AlreadyThere(StorageError):
    """The library already holds the assessment that was to be added."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"{title} finnes allerede i biblioteket og er ikke lest inn på nytt; slett den i "
            "biblioteket først hvis filen skal erstatte den."
        )


class BelongsToAnother(StorageError):
    """An assessment to be added claims records of another, as a copy edited by hand does."""

    def __init__(self, title: str) -> None:
        super().__init__(
            f"{title} kan ikke tas inn, for den har intervjuer, notater eller funn med samme id "
            "som en annen vurdering i biblioteket."
        )


class UnreadableFile(StorageError):
    """A file to be imported is not what it should be."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name} kan ikke leses inn: {reason}.")
