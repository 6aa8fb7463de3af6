"""Errors with a library or an exchanged file that are caused outside the program.

The message of each is a translated sentence that a consultant can act on. Errors of the program
itself are not converted to these.
"""

from __future__ import annotations

from pathlib import Path

from kompass_desktop.i18n import tr


class StorageError(Exception):
    """A library or a file cannot be used, for a reason outside the program."""


class LibraryLocked(StorageError):
    """The library is open in another window."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr(
                "The library {0} is already open in another window; use that window, or close "
                "it first."
            ).format(path)
        )


class LibraryTooNew(StorageError):
    """The library was written by a newer version of the program."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr(
                "The library {0} was made with a newer version of Kompass and has not been "
                "changed; update the program to open it."
            ).format(path)
        )


class LibraryDamaged(StorageError):
    """The file is not a library, or is a damaged one."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            tr(
                "The library {0} is damaged or is not a Kompass library ({1}); the file has "
                "not been changed, so restore a backup, or choose another file with --library."
            ).format(path, detail)
        )


class LibraryEncrypted(StorageError):
    """The library is encrypted and was opened without its key."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr(
                "The library {0} is encrypted; set the passphrase in the environment variable "
                "KOMPASS_PASSPHRASE to open it."
            ).format(path)
        )


class KeysMissing(StorageError):
    """The library is encrypted, and the file with its wrapped keys is missing."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr(
                "The key file {0}.keys is missing beside the library {1}, which is encrypted "
                "and cannot be unlocked without it; put it back, or restore a backup."
            ).format(path.name, path)
        )


class KeysForeign(StorageError):
    """The wrapped keys beside a library belong to another library."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr(
                "The key file {0}.keys belongs to another library than {1}; put the right one "
                "back, or restore a backup."
            ).format(path.name, path)
        )


class LibraryMissing(StorageError):
    """There is no library at the path that was given."""

    def __init__(self, path: Path) -> None:
        super().__init__(tr("There is no library at {0}.").format(path))


class LibraryUnavailable(StorageError):
    """The library cannot be read or written now, as with a full disk or a missing drive."""

    def __init__(self, path: Path, detail: str) -> None:
        self.detail = detail
        super().__init__(tr("The library {0} cannot be used now: {1}.").format(path, detail))


class UnknownAssessment(StorageError):
    """There is no assessment with the name or id that was given."""

    def __init__(self, name: str) -> None:
        super().__init__(
            tr(
                "Found no measurement “{0}”; run “kompass-desktop list” to see which there are."
            ).format(name)
        )


class AssessmentGone(StorageError):
    """An assessment that is still open in memory was deleted permanently."""

    def __init__(self, title: str) -> None:
        super().__init__(
            tr("{0} has been permanently deleted and takes no changes; close it.").format(title)
        )


class AssessmentFinished(StorageError):
    """The assessment is finished and must be reopened before it can be changed."""

    def __init__(self, title: str) -> None:
        super().__init__(tr("{0} is finished and takes no changes; reopen it first.").format(title))


class AlreadyThere(StorageError):
    """The assessment to be added is in the library already."""

    def __init__(self, title: str) -> None:
        super().__init__(
            tr(
                "{0} is already in the library and was not imported again; delete it in the "
                "library first if the file is to replace it."
            ).format(title)
        )


class BelongsToAnother(StorageError):
    """Another assessment has records with the ids of one to be added, as after manual editing."""

    def __init__(self, title: str) -> None:
        super().__init__(
            tr(
                "{0} cannot be imported, because it has interviews, notes or findings with the "
                "same id as another measurement in the library."
            ).format(title)
        )


class UnreadableFile(StorageError):
    """A file to be imported cannot be read, or is not valid."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(tr("{0} cannot be imported: {1}.").format(path.name, reason))


class UnwritableFile(StorageError):
    """A file cannot be written at the path that was given."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(tr("Cannot write {0}: {1}.").format(path, detail))
