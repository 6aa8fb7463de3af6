"""The file of an open library: reading and writing it, and what others may do to it meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from filelock import BaseFileLock
from sqlite_utils import Database

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
from kompass_desktop.storage.errors import LibraryDamaged, LibraryUnavailable
from kompass_desktop.storage.files import overwritten_when_removed, set_aside


class LibraryFile:
    """The file that a library is in, for as long as it is open.

    Threads may share it; they take turns. `key` is the 32 bytes that it is encrypted with,
    None for a plain one; `lock` keeps other windows out, and is None where it is opened to
    read beside one; `watch` notices what other programs do to it.
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
        """Whether it was closed for good, as when the window locks."""
        self._lock = lock
        self._turn = threading.RLock()
        self._watch = watch
        self.opened: list[Callable[[Database], None]] = []
        """Called with the tables when the file has been opened anew, as after `suspend`."""
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
        """Whether it was opened beside a window, to read."""
        return self._lock is None

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Give the tables to read; raises LibraryUnavailable or LibraryDamaged."""
        with self._turn, translate_errors(self.path):
            yield self.db

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """Give the tables to write, in one durable transaction, of which all or nothing is kept.

        Raises LibraryUnavailable where the file cannot be written, or is no longer there.
        """
        with self._turn, translate_errors(self.path):
            self._require_the_file()
            try:
                with self.db.atomic():
                    yield self.db
            except BaseException:
                # What is taken back has been in the log meanwhile.
                with suppress(LibraryUnavailable, OSError):
                    self._require_written()
                raise
            self._require_written()

    @contextmanager
    def erasing(self) -> Iterator[Database]:
        """As `writing`, but what is deleted is overwritten with zeros.

        So hardly a trace stays even where there is no room to write the file anew.
        """
        with self._turn:
            self.db.execute("PRAGMA secure_delete = ON")
            try:
                with self.writing() as db:
                    yield db
            finally:
                self.db.execute("PRAGMA secure_delete = OFF")

    def write_anew(self) -> None:
        """Write the whole file anew: what was deleted may stay in its free pages.

        Raises LibraryUnavailable where there is no room.
        """
        with self._turn, translate_errors(self.path):
            # The copy that SQLite writes from must not be a file of its own.
            self.db.execute("PRAGMA temp_store = MEMORY")
            self.db.execute("VACUUM")
            self._note_state()

    def require_sound(self) -> None:
        """Read the whole file; raises LibraryDamaged where it does not hold together."""
        with self.reading():
            require_sound(self.path, self._connection)

    def close(self) -> None:
        """Close the file and let other windows open it."""
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
        """Close the file, for another to take its place, and open what is there then.

        Other threads wait meanwhile; the lock is kept. Raises LibraryUnavailable, and does
        not begin, while another program reads the file.
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
        """Close the file; the log of a plain one, which SQLite removes then, is overwritten."""
        if self.key is not None or self.is_read_only:
            self._connection.close()
            return
        with overwritten_when_removed(self.path.with_name(f"{self.path.name}-wal")):
            self._connection.close()

    @property
    def is_spoilt(self) -> bool:
        """Whether its file, or the log of it, holds what another program has written."""
        try:
            trouble = self._trouble()
        except OSError:
            return False
        return trouble is not None and trouble.is_spoilt

    @property
    def has_own_file(self) -> bool:
        """Whether its file holds what was last written into it; its log may be harmed."""
        try:
            return self._watch is not None and self._watch.has_own_file
        except OSError:
            return False

    def copy_into(self, target: Connection) -> None:
        """Copy all of it into an empty database, also from a file that is no longer there."""
        with self._turn, translate_errors(self.path):
            self._connection.backup(target)

    def verify(self) -> None:
        """See that the file, as its path leads to it, holds what was last written.

        Brings what is in the log into the file, for a log that is lost after. Raises
        LibraryUnavailable where another program has changed, moved or emptied it,
        LibraryDamaged where it no longer holds together.
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
                # Where there is no room, the log keeps it.
                with suppress(DatabaseError):
                    self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
                watch.note()

    def _require_last_written(self, watch: FileWatch) -> None:
        """A connection that has nothing in memory must find what this one wrote."""
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
        """An open file that was deleted or replaced takes writes that nobody will see again."""
        trouble = self._trouble()
        if trouble is not None:
            raise LibraryUnavailable(self.path, trouble.detail)
        if self._watch is not None and self._watch.has_lost_its_log:
            self._mend_log(self._watch)

    def _trouble(self) -> Trouble | None:
        if self._watch is not None:
            return self._watch.trouble()
        if _identity(self.path) != self._identity:
            return Trouble(tr("the file has been moved, deleted or replaced"), is_spoilt=False)
        return None

    def _require_written(self) -> None:
        watch = self._watch
        trouble = watch.trouble_after_write() if watch else self._trouble()
        if trouble is not None:
            raise LibraryUnavailable(self.path, trouble.detail)
        if watch is not None and not watch.has_lost_its_log:
            watch.note()

    def _is_log_busy(self) -> bool:
        """Bring the log into the file; whether another program keeps it from beginning anew."""
        try:
            # Not TRUNCATE: it would give the log's room back before it is overwritten.
            busy = self._connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()[0]
        except DatabaseError:
            # A damaged file may refuse; then its journal is kept together with it.
            return False
        finally:
            self._note_state()
        return bool(busy)

    def _note_state(self) -> None:
        if self._watch is not None:
            self._watch.note()

    def _mend_log(self, watch: FileWatch) -> None:
        """Bring what is in a log that is gone from its folder into the file, and begin another.

        It is still open here: nothing of it is lost yet.
        """
        if self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise LibraryUnavailable(self.path, tr("another program is reading the file"))
        set_aside(watch.log)
        self._connection.close()
        self._use(connect(self.path, self.key))
        watch.note()

    def _close_connection(self) -> None:
        """Close the file; into one that holds something else now, nothing is written."""
        if self.is_spoilt:
            abandon(self._connection)
        else:
            self._close_own_file()
        if self._watch is not None:
            self._watch.close()


def _last_written(connection: Connection) -> list[tuple[object, ...]]:
    """Return what tells one state of a library from another: its id and its last change."""
    device = connection.execute("SELECT value FROM library WHERE key = 'device'").fetchall()
    last = connection.execute(
        "SELECT rowid, id, stamp, fields FROM history ORDER BY rowid DESC LIMIT 1"
    ).fetchall()
    return [*device, *last]


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file apart from another under the same name, or None if gone."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino
