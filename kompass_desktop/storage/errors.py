"""What can go wrong with a library or an exchanged file, and whose fault it is.

Each error is one sentence, in the language in use, that a consultant can act on. An error of the
program itself is not among them: it is raised as it is.
"""

from __future__ import annotations

from pathlib import Path

from kompass_desktop.i18n import tr


class StorageError(Exception):
    """Something outside the program keeps a library or a file from being used."""


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
    """The file is no library, or can no longer be read as one."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(
            tr(
                "The library {0} is damaged or is not a Kompass library ({1}); the file has "
                "not been changed, so restore a backup, or choose another file with --library."
            ).format(path, detail)
        )


class LibraryEncrypted(StorageError):
    """The library is encrypted, and was opened without its key."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr(
                "The library {0} is encrypted; set the passphrase in the environment variable "
                "KOMPASS_PASSPHRASE to open it."
            ).format(path)
        )


class KeysMissing(StorageError):
    """The library is encrypted, and the file with its wrapped keys is not there."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr(
                "The key file {0}.keys is missing beside the library {1}, which is encrypted "
                "and cannot be unlocked without it; put it back, or restore a backup."
            ).format(path.name, path)
        )


class KeysForeign(StorageError):
    """The wrapped keys beside a library are another library's."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr(
                "The key file {0}.keys belongs to another library than {1}; put the right one "
                "back, or restore a backup."
            ).format(path.name, path)
        )


class LibraryMissing(StorageError):
    """There is no library at the place that was named."""

    def __init__(self, path: Path) -> None:
        super().__init__(tr("There is no library at {0}.").format(path))


class LibraryUnavailable(StorageError):
    """The library cannot be written to or read just now: a full disk, a missing drive."""

    def __init__(self, path: Path, detail: str) -> None:
        self.detail = detail
        super().__init__(tr("The library {0} cannot be used now: {1}.").format(path, detail))


class UnknownAssessment(StorageError):
    """No assessment goes by the name or id that was given."""

    def __init__(self, name: str) -> None:
        super().__init__(
            tr(
                "Found no measurement “{0}”; run “kompass-desktop list” to see which there are."
            ).format(name)
        )


class AssessmentGone(StorageError):
    """An assessment that is still open was deleted for good."""

    def __init__(self, title: str) -> None:
        super().__init__(
            tr("{0} has been permanently deleted and takes no changes; close it.").format(title)
        )


class AlreadyThere(StorageError):
    """The library already holds the assessment that was to be added."""

    def __init__(self, title: str) -> None:
        super().__init__(
            tr(
                "{0} is already in the library and was not imported again; delete it in the "
                "library first if the file is to replace it."
            ).format(title)
        )


class BelongsToAnother(StorageError):
    """An assessment to be added claims records of another, as a copy edited by hand does."""

    def __init__(self, title: str) -> None:
        super().__init__(
            tr(
                "{0} cannot be imported, because it has interviews, notes or findings with the "
                "same id as another measurement in the library."
            ).format(title)
        )


class UnreadableFile(StorageError):
    """A file to be imported is not what it should be."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(tr("{0} cannot be imported: {1}.").format(path.name, reason))


class UnwritableFile(StorageError):
    """A file cannot be written where it was asked for."""

    def __init__(self, path: Path, detail: str) -> None:
        super().__init__(tr("Cannot write {0}: {1}.").format(path, detail))
