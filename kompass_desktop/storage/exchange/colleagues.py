"""Exchanging an assessment with colleagues through a folder: a memory stick or a shared drive.

What lies there from colleagues is taken in first, so that the file that is written then holds all
that both have. A file is taken in whole or not at all, and one that was taken in is not read
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
"""How many of the own files of an assessment are left in the folder."""
MOST_READ = 40
"""How many files are read at most; opening one takes half a second."""

_MARKED = 64
"""Bytes at the beginning of a sealed file that no other file has."""


class FolderGone(StorageError):
    """The folder for the exchange is not there."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            tr(
                "The folder {0} is not there; insert the memory stick, or choose another folder."
            ).format(folder)
        )


class ForeignPassphrase(StorageError):
    """A colleague has sealed a file with another passphrase."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            tr("{0} has another passphrase; agree on one, and choose it with Shift+F9.").format(
                path.name
            )
        )


class PerhapsUnfinished(StorageError):
    """A file cannot be read, as while it is still being copied."""

    def __init__(self, error: UnreadableFile) -> None:
        sentence = tr("{0} If it is still being copied, exchange again when it is there.")
        super().__init__(sentence.format(error))


@dataclass(frozen=True)
class Received:
    """What came from a colleague; `who` as the file's name says, or the name itself."""

    who: str
    arrival: MergeResult


@dataclass(frozen=True)
class Exchanged:
    """How an exchange went: the name of the file that was sent, "" for none, and what came.

    `problems` has a sentence for each file that could not be taken in or written, `removed`
    the names of own older files that were cleared up. `conflicts` counts those to be settled.
    """

    sent: str
    received: tuple[Received, ...]
    problems: tuple[str, ...]
    removed: tuple[str, ...]
    conflicts: int

    @property
    def has_news(self) -> bool:
        """Whether something came that the library did not have."""
        return any(not each.arrival.is_empty for each in self.received)

    @property
    def has_earlier(self) -> bool:
        """Whether an earlier measurement came along that the library did not have."""
        earlier = [each.arrival.earlier for each in self.received]
        return any(each is not None and not each.is_empty for each in earlier)


def exchange(
    library: Library,
    assessment: str,
    settings: ExchangeSettings,
    earlier: str | None = None,
    at: datetime | None = None,
) -> Exchanged:
    """Take in what colleagues have laid in the folder, and write a file for them.

    `assessment` and `earlier` are ids; `earlier` is taken along. Takes half a second for each
    file. Raises FolderGone, and LibraryUnavailable; all else is among the `problems`.
    """
    folder = Path(settings.folder)
    if not folder.is_dir():
        raise FolderGone(folder)
    round_ = _Round(library, assessment, settings, folder)
    round_.take_in()
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
    """One exchange, and what has come of it so far."""

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

    # Taking in

    def take_in(self) -> None:
        """Take in the newest file of each colleague; an older one where that fails."""
        done: set[tuple[str, str]] = set()
        for path, mark in list(self._unread())[:MOST_READ]:
            name = parsed_name(path)
            if name is not None and name.sender in done:
                self._remember(mark)
            elif self._is_taken_in(path, name, mark) and name is not None:
                done.add(name.sender)

    def _unread(self) -> Iterator[tuple[Path, str]]:
        """Yield the files of others that were not read before, with their marks, newest first."""
        own = {file.mark for file in self.settings.sent}
        for path in _kompass_files(self._folder):
            try:
                mark = _mark_of(path)
            except OSError as error:
                self.problems.append(str(UnreadableFile(path, reason(error))))
                continue
            if mark not in own and mark not in self.settings.known:
                yield path, mark

    def _is_taken_in(self, path: Path, name: SentName | None, mark: str) -> bool:
        """Take a file in if it is of this assessment; return whether it was."""
        is_named_so = name is not None and name.is_of(self._title)
        try:
            packet, before = read_packets(path, self.settings.passphrase)
            if packet.assessment != self._assessment:
                self._remember(mark)
                return False
            if before is not None and self._library.is_deleted(before.assessment):
                # Only a file that a person chooses brings back what was deleted.
                before = None
            arrival = self._library.merge(packet, before)
        except WrongPassphrase:
            if is_named_so:
                self._is_passphrase_doubted = True
                self.problems.append(str(ForeignPassphrase(path)))
            else:
                # Of another assessment, as far as can be seen.
                self._remember(mark)
            return False
        except UnreadableFile as error:
            # What could be opened is all there, and something else is wrong with it.
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
        """Write the assessment into the folder under a new name, and clear up older ones.

        Nothing is sent with a passphrase that has opened nothing yet and is not a colleague's.
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
        """Remove the older of the files that this library has written, as they were written."""
        *older, _ = self.settings.sent
        for file in older[: max(0, len(older) + 1 - KEPT)]:
            path = self._folder / file.name
            with suppress(OSError):
                if _mark_of(path) == file.mark:
                    path.unlink()
                    self.removed.append(file.name)
        self.settings = replace(self.settings, sent=self.settings.sent[-KEPT:])


def _title_of(library: Library, assessment: str) -> str:
    """Return municipality and year of an assessment; raises UnknownAssessment."""
    for listing in library.listings():
        if listing.particulars.id == assessment:
            return listing.particulars.title
    raise UnknownAssessment(assessment)


def _kompass_files(folder: Path) -> list[Path]:
    """Return the files of a folder that may be of a colleague, the newest first."""
    try:
        found = [
            path
            for path in folder.iterdir()
            # macOS lays a file of this name beside each on a memory stick.
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
    """Return what tells a sealed file from every other; raises OSError."""
    with path.open("rb") as file:
        return hashlib.blake2b(file.read(_MARKED), digest_size=12).hexdigest()
