"""Exchanging an assessment with colleagues through a folder: a memory stick or a shared drive.

The colleagues' files in the folder are merged first, so that the file that is written then has
the changes of all. A file is merged completely or not at all, and a merged file is not read
again. Only files that this library has written itself are ever removed.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.exchange_settings import ExchangeSettings, SentFile
from kompass_desktop.storage.encryption.sealing import SealedByNewer, SealError, WrongPassphrase
from kompass_desktop.storage.errors import (
    BelongsToAnother,
    StorageError,
    UnknownAssessment,
    UnreadableFile,
    UnwritableFile,
)
from kompass_desktop.storage.exchange.kompass_file import read_packets, write_packet
from kompass_desktop.storage.exchange.sent_name import (
    SentName,
    free_path,
    parsed_name,
    sent_name,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import ENDING, BadPacket
from kompass_desktop.storage.merging.service import DoesNotFit, MergeResult

_log = logging.getLogger(__name__)

KEPT = 3
"""How many of its own files of an assessment a library leaves in the folder."""
MOST_READ = 40
"""The largest number of files to read in one exchange; opening one takes half a second."""

_MARKED = 64
"""The number of bytes at the beginning of a sealed file that no other file shares."""


class FolderGone(StorageError):
    """The folder of the exchange does not exist or cannot be read."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            tr(
                "The folder {0} is not there; insert the memory stick, or choose another folder."
            ).format(folder)
        )


class ForeignPassphrase(StorageError):
    """A colleague's file is sealed with another passphrase."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr("{0} has another passphrase; agree on one, and choose it with Shift+F9.").format(
                path.name
            )
        )


class PerhapsUnfinished(StorageError):
    """A file cannot be read, perhaps because it is still being copied."""

    def __init__(self, error: UnreadableFile) -> None:
        sentence = tr("{0} If it is still being copied, exchange again when it is there.")
        super().__init__(sentence.format(error))


@dataclass(frozen=True)
class Received:
    """The result of merging one file; `who` is the sender in its name, or else the whole name."""

    who: str
    arrival: MergeResult


@dataclass(frozen=True)
class Exchanged:
    """The result of an exchange: the name of the file written, "" for none, and files merged.

    `problems` has a sentence for each file that could not be merged or written, `removed` the
    names of the older files of this library that were removed. `conflicts` is the number of
    unsettled conflicts.
    """

    sent: str
    received: tuple[Received, ...]
    problems: tuple[str, ...]
    removed: tuple[str, ...]
    conflicts: int

    @property
    def has_news(self) -> bool:
        """Whether a merge changed the assessment."""
        return any(not each.arrival.is_empty for each in self.received)

    @property
    def has_earlier(self) -> bool:
        """Whether a file contained an earlier measurement that changed the library."""
        earlier = [each.arrival.earlier for each in self.received]
        return any(each is not None and not each.is_empty for each in earlier)


def exchange(
    library: Library,
    assessment: str,
    settings: ExchangeSettings,
    earlier: str | None = None,
    at: datetime | None = None,
) -> Exchanged:
    """Merge the colleagues' files in the folder into the library, and write a file for them.

    `assessment` and `earlier` are ids; the file also contains `earlier`. `at` is the local time
    for its name, now by default. Takes half a second for each file. Raises FolderGone,
    UnknownAssessment, and LibraryUnavailable as `Library.write`; other errors with a file
    become a sentence in `problems`.
    """
    folder = Path(settings.folder)
    if not folder.is_dir():
        raise FolderGone(folder)
    round_ = _Round(library, assessment, settings, folder)
    round_.receive()
    round_.send(earlier, at or datetime.now().astimezone())
    library.keep_exchange_settings(assessment, round_.settings)
    _log.info("measurement exchanged, %d received", len(round_.received))
    return Exchanged(
        round_.sent,
        tuple(round_.received),
        tuple(round_.problems),
        tuple(round_.removed),
        len(library.conflicts(assessment)),
    )


class _Round:
    """One exchange in progress, with its results."""

    def __init__(
        self, library: Library, assessment: str, settings: ExchangeSettings, folder: Path
    ) -> None:
        self.settings = settings
        self.sent = ""
        self.received: list[Received] = []
        self.problems: list[str] = []
        self.removed: list[str] = []
        self._library = library
        self._assessment = assessment
        self._title = _title_of(library, assessment)
        self._folder = folder
        self._is_passphrase_doubted = False

    # Receiving

    def receive(self) -> None:
        """Merge the newest file of each colleague, or an older one if that fails."""
        done: set[tuple[str, str]] = set()
        for path, mark in list(self._unread())[:MOST_READ]:
            name = parsed_name(path)
            if name is not None and name.sender in done:
                self._remember(mark)
            elif self._merge_file(path, name, mark) and name is not None:
                done.add(name.sender)

    def _unread(self) -> Iterator[tuple[Path, str]]:
        """Yield the unread files of others with their marks, newest first."""
        own = {file.mark for file in self.settings.sent}
        for path in _kompass_files(self._folder):
            try:
                mark = _mark_of(path)
            except OSError as error:
                self.problems.append(str(UnreadableFile(path, reason(error))))
                continue
            if mark not in own and mark not in self.settings.known:
                yield path, mark

    def _merge_file(self, path: Path, name: SentName | None, mark: str) -> bool:
        """Merge a file if it contains this assessment; return whether it was merged."""
        is_named_so = name is not None and name.is_of(self._title)
        try:
            packet, before = read_packets(path, self.settings.passphrase)
            if packet.assessment != self._assessment:
                self._remember(mark)
                return False
            if before is not None and self._library.is_deleted(before.assessment):
                # Only the import of a chosen file may restore a deleted assessment.
                before = None
            arrival = self._library.merge(packet, before)
        except WrongPassphrase:
            if is_named_so:
                self._is_passphrase_doubted = True
                self.problems.append(str(ForeignPassphrase(path)))
            else:
                # Probably a file of another assessment.
                self._remember(mark)
            return False
        except UnreadableFile as error:
            # A file that could be unsealed is complete, so copying is not the reason.
            is_whole = isinstance(error.__cause__, (BadPacket, SealedByNewer))
            self.problems.append(str(error if is_whole else PerhapsUnfinished(error)))
            return False
        except (DoesNotFit, BelongsToAnother) as error:
            self.problems.append(str(error))
            return False
        self._remember(mark)
        self.received.append(Received(name.who if name else path.name, arrival))
        return True

    def _remember(self, mark: str) -> None:
        self.settings = replace(self.settings, known=(*self.settings.known, mark))

    # Sending

    def send(self, earlier: str | None, at: datetime) -> None:
        """Write the assessment to a new file in the folder, and remove older ones.

        Nothing is written if a colleague's file has another passphrase, and this one has neither
        opened a file in this exchange nor sealed one before.
        """
        if self._is_passphrase_doubted and not (self.received or self.settings.sent):
            return
        library, passphrase = self._library, self.settings.passphrase
        path = free_path(self._folder, sent_name(self._title, self.settings.who, at))
        before = library.packet(earlier) if earlier is not None else None
        try:
            write_packet(library.packet(self._assessment), path, passphrase, before)
            mark = _mark_of(path)
        except (UnwritableFile, SealError) as error:
            self.problems.append(str(error))
            return
        except OSError as error:
            self.problems.append(str(UnwritableFile(path, reason(error))))
            return
        self.sent = path.name
        sent = (*self.settings.sent, SentFile(path.name, mark))
        self.settings = replace(self.settings, sent=sent)
        self._clear_up()

    def _clear_up(self) -> None:
        """Remove this library's older files, unless they were changed since."""
        *older, _ = self.settings.sent
        for file in older[: max(0, len(older) + 1 - KEPT)]:
            path = self._folder / file.name
            with suppress(OSError):
                if _mark_of(path) == file.mark:
                    path.unlink()
                    self.removed.append(file.name)
        self.settings = replace(self.settings, sent=self.settings.sent[-KEPT:])


def _title_of(library: Library, assessment: str) -> str:
    """Return the title of an assessment, given its id; raises UnknownAssessment."""
    for listing in library.listings():
        if listing.particulars.id == assessment:
            return listing.particulars.title
    raise UnknownAssessment(assessment)


def _kompass_files(folder: Path) -> list[Path]:
    """Return the `.kompass` files of a folder, the newest first; raises FolderGone."""
    try:
        found = [
            path
            for path in folder.iterdir()
            # On a memory stick macOS adds a hidden file with this extension for each file.
            if path.suffix.lower() == ENDING and not path.name.startswith(".") and path.is_file()
        ]
        return sorted(found, key=_age, reverse=True)
    except OSError as error:
        raise FolderGone(folder) from error


def _age(path: Path) -> tuple[str, float]:
    name = parsed_name(path)
    changed = path.stat().st_mtime
    at = name.at if name else datetime.fromtimestamp(changed).astimezone().strftime("%Y-%m-%d %H%M")
    return at, changed


def _mark_of(path: Path) -> str:
    """Return a hash that identifies a sealed file; raises OSError."""
    with path.open("rb") as file:
        return hashlib.blake2b(file.read(_MARKED), digest_size=12).hexdigest()
