"""The file of an open library: reads and writes it, and detects what other programs do to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock

from kompass_desktop.i18n import tr
from kompass_desktop.storage.database.connection import (
    Connection,
    DatabaseError,
    abandon,
    connect,
    connect_to_read,
    database_on,
    failure_of,
    translate_errors,
)
from kompass_desktop.storage.database.file_watch import FileWatch, Trouble
from kompass_desktop.storage.database.integrity import check_quickly, require_sound
from kompass_desktop.storage.database.tables import Database
from kompass_desktop.storage.errors import LibraryDamaged, LibraryUnavailable
from kompass_desktop.storage.files import overwritten_when_removed, set_aside


class LibraryFile:
    """The file of a library while it is open.

    Threads may share it: a lock lets one of them in at a time. `key` is the 32 bytes that the
    file is encrypted with, or None. `lock` keeps other windows from opening the file, and is
    None for one that is opened only to read. `watch` detects changes by other programs, and is
    None for one that is opened only to read.
    """

    def __init__(
        self,
        path: Path,
        connection: Connection,
        lock: BaseFileLock | None,
        key: bytes | None,
        watch: FileWatch | None,
    ) -> None:
        self.path = path
        self.key = key
        self.is_closed = False
        """Whether `close` was called, as when the window is locked."""
        self._lock = lock
        self._turn = threading.RLock()
        self._watch = watch
        self.opened: list[Callable[[Database], None]] = []
        """Functions that are called with the new database when the file has been reopened."""
        self._use(connection)
        self._note_state()

    def _use(self, connection: Connection) -> None:
        self._connection = connection
        self.db = database_on(connection)
        self._identity = _identity(self.path)
        for follow in self.opened:
            follow(self.db)

    @property
    def is_read_only(self) -> bool:
        """Whether it was opened only to read, which is possible while a window has it open."""
        return self._lock is None

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Yield the database for reading; raises LibraryUnavailable or LibraryDamaged."""
        with self._turn, translate_errors(self.path):
            yield self.db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Yield the database for writing, in one durable transaction.

        An exception in the block rolls the transaction back. Raises LibraryUnavailable if the
        file cannot be written, was moved, deleted or changed by another program;
        LibraryDamaged if it is damaged.
        """
        with self._turn, translate_errors(self.path):
            self._require_the_file()
            try:
                with self.db.atomic():
                    yield self.db
            except BaseException:
                # A transaction that was rolled back may have changed the log.
                with suppress(LibraryUnavailable, OSError):
                    self._require_written()
                raise
            self._require_written()

    @contextmanager
    def erasing(self) -> Iterator[Database]:
        """As `writing`, but SQLite overwrites deleted content with zeros.

        So little remains even if the disk has no room for `write_anew`.
        """
        with self._turn:
            self.db.execute("PRAGMA secure_delete = ON")
            try:
                with self.writing() as db:
                    yield db
            finally:
                self.db.execute("PRAGMA secure_delete = OFF")

    def write_anew(self) -> None:
        """Rewrite the whole file, because deleted text may remain in its free pages.

        Raises LibraryUnavailable if the disk has no room.
        """
        with self._turn, translate_errors(self.path):
            # Otherwise SQLite would put a copy of the texts in a temporary file.
            self.db.execute("PRAGMA temp_store = MEMORY")
            self.db.execute("VACUUM")
            self._note_state()

    def require_sound(self) -> None:
        """Check the whole file; raises LibraryDamaged if it is inconsistent."""
        with self.reading():
            require_sound(self.path, self._connection)

    def close(self) -> None:
        """Close the file and release its lock, so that other windows can open it."""
        try:
            with self._turn:
                self.is_closed = True
                self._close_connection()
                self._watch = None
        finally:
            if self._lock is not None:
                self._lock.release()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Close the file during the block, in which it may be replaced, and open it after.

        Other threads wait meanwhile; the lock is kept. Raises LibraryUnavailable before the
        block if another program is reading the file.
        """
        with self._turn, translate_errors(self.path):
            if self._trouble() is None and self._is_log_busy():
                raise LibraryUnavailable(self.path, tr("another program is reading the file"))
            self._close_connection()
            try:
                yield
            finally:
                if self._watch is not None:
                    self._watch = FileWatch(self.path, self._watch.named)
                self._use(connect(self.path, self.key))
                self._note_state()

    def _close_own_file(self) -> None:
        """Close the connection; overwrite the log of an unencrypted file, which SQLite deletes."""
        if self.key is not None or self.is_read_only:
            self._connection.close()
            return
        with overwritten_when_removed(self.path.with_name(f"{self.path.name}-wal")):
            self._connection.close()

    @property
    def is_overwritten(self) -> bool:
        """Whether another program has written to the file or to its log."""
        try:
            trouble = self._trouble()
        except OSError:
            return False
        return trouble is not None and trouble.is_overwritten

    @property
    def has_own_file(self) -> bool:
        """Whether the file is as this program last wrote it; its log may be damaged."""
        try:
            return self._watch is not None and self._watch.has_own_file
        except OSError:
            return False

    def copy_into(self, target: Connection) -> None:
        """Copy everything into an empty database, even if the file was deleted meanwhile."""
        with self._turn, translate_errors(self.path):
            self._connection.backup(target)

    def verify(self) -> None:
        """Check that the file at the path has what was last written.

        Moves the content of the log into the file, in case the log is lost later. Does nothing
        for a file that is opened only to read. Raises LibraryUnavailable if another program
        has changed, moved or emptied the file, LibraryDamaged if it is inconsistent.
        """
        watch = self._watch
        if watch is None:
            return
        with self._turn, translate_errors(self.path):
            self._require_the_file()
            self._require_last_written(watch)
            if watch.is_touched:
                check_quickly(self.path, self.key)
                watch.note()
            elif watch.log_size:
                # On a full disk the content stays in the log.
                with suppress(DatabaseError):
                    self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                watch.note()

    def _require_last_written(self, watch: FileWatch) -> None:
        """Raise if a new connection, which has no cache, does not find the last change."""
        try:
            with closing(connect_to_read(watch.named, self.key)) as fresh:
                is_there = _last_written(fresh) == _last_written(self._connection)
        except DatabaseError as error:
            if failure_of(self.path, error) is None:
                raise LibraryDamaged(self.path, tr("the tables are gone")) from error
            raise
        if not is_there:
            raise LibraryUnavailable(self.path, tr("what was saved last is no longer in the file"))

    def _require_the_file(self) -> None:
        """Raise LibraryUnavailable if another program changed the file, or it was moved.

        Writes to an open file that was deleted succeed, but are lost.
        """
        trouble = self._trouble()
        if trouble is not None:
            raise LibraryUnavailable(self.path, trouble.detail)
        if self._watch is not None and self._watch.has_lost_its_log:
            self._mend_log(self._watch)

    def _trouble(self) -> Trouble | None:
        if self._watch is not None:
            return self._watch.trouble()
        if _identity(self.path) != self._identity:
            return Trouble(tr("the file has been moved, deleted or replaced"), is_overwritten=False)
        return None

    def _require_written(self) -> None:
        watch = self._watch
        trouble = watch.trouble_after_write() if watch else self._trouble()
        if trouble is not None:
            raise LibraryUnavailable(self.path, trouble.detail)
        if watch is not None and not watch.has_lost_its_log:
            watch.note()

    def _is_log_busy(self) -> bool:
        """Move the log into the file; return whether another program's reading prevents that."""
        try:
            # Not TRUNCATE: it would free the log's disk space before it is overwritten.
            busy = self._connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()[0]
        except DatabaseError:
            # A damaged file may refuse a checkpoint; its log then stays beside it.
            return False
        finally:
            self._note_state()
        return bool(busy)

    def _note_state(self) -> None:
        if self._watch is not None:
            self._watch.note()

    def _mend_log(self, watch: FileWatch) -> None:
        """Move the content of a log that was deleted into the file, and start a new log.

        The connection still has the deleted log open, so nothing is lost yet.
        """
        if self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise LibraryUnavailable(self.path, tr("another program is reading the file"))
        set_aside(watch.log)
        self._connection.close()
        self._use(connect(self.path, self.key))
        watch.note()

    def _close_connection(self) -> None:
        """Close the connection; do not write to a file that another program has written to."""
        if self.is_overwritten:
            abandon(self._connection)
        else:
            self._close_own_file()
        if self._watch is not None:
            self._watch.close()


def _last_written(connection: Connection) -> list[tuple[object, ...]]:
    """Return the id of a library and its last change, which together identify its state."""
    device = connection.execute("SELECT value FROM library WHERE key = 'device'").fetchall()
    last = connection.execute(
        "SELECT rowid, id, stamp, fields FROM history ORDER BY rowid DESC LIMIT 1"
    ).fetchall()
    return [*device, *last]


def _identity(path: Path) -> tuple[int, int] | None:
    """Return the device and inode of a file, or None if it does not exist."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
