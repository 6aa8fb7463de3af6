"""A waiting time that grows after each wrong passphrase, and is kept over a restart.

It slows down someone who guesses at the keyboard. Against someone who has copied the file
only the cost of a key helps, in `key_derivation`.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from kompass_desktop.storage.files import write_durably

FREE_ATTEMPTS = 2
"""Wrong passphrases without a waiting time, because everybody mistypes."""

LONGEST_SECONDS = 300
"""The longest waiting time in seconds."""

_MOST_COUNTED = 1000
_LONGEST_LOCKED_SECONDS = 30
"""How long an attempt waits for another process; a stopped process must not block it for ever."""


@dataclass(frozen=True)
class _Count:
    """How many wrong passphrases were tried, and the time of the last, in seconds since 1970."""

    failed: int
    at: float

    @property
    def delay(self) -> float:
        """The waiting time after the last attempt, in seconds."""
        return (
            min(2.0 ** (self.failed - FREE_ATTEMPTS), LONGEST_SECONDS)
            if self.failed > FREE_ATTEMPTS
            else 0.0
        )


class RetryDelay:
    """Counts the wrong passphrases of a library in the file `<library>.attempts`."""

    def __init__(self, library: Path) -> None:
        self._path = library.with_name(f"{library.name}.attempts")

    @property
    def wait_seconds(self) -> float:
        """How many seconds are left until the next attempt is allowed; 0 if it is now."""
        count = self._read()
        return max(count.at + count.delay - time.time(), 0.0)

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """Let only one attempt run at a time, in all processes, so that each one is counted."""
        lock = FileLock(
            self._path.with_name(f"{self._path.name}.lock"), timeout=_LONGEST_LOCKED_SECONDS
        )
        # In a folder without write access there can be no lock, but the library must open.
        with suppress(OSError, NotImplementedError, Timeout):
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def failed(self) -> None:
        """Count a wrong passphrase; called before the attempt, so that a kill does not avoid it."""
        # On a full disk nothing can be counted, but the library must open.
        self._write(_Count(self._read().failed + 1, time.time()))

    def uncount(self) -> None:
        """Remove the last counted attempt, because it ended with another error."""
        count = self._read()
        if count.failed > 1:
            self._write(_Count(count.failed - 1, count.at))
        else:
            self.succeeded()

    def succeeded(self) -> None:
        """Reset the count, after a right passphrase."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> _Count:
        """Return the stored count; one that is damaged or in the future is set to now.

        So a damaged file, or a clock that was corrected, costs no more than one waiting time.
        """
        now = time.time()
        try:
            count = _count_of(self._path.read_bytes()[:1000])
        except FileNotFoundError:
            return _Count(0, now)
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            count = _Count(_MOST_COUNTED, math.inf)
        if count.at <= now:
            return count
        from_now = _Count(count.failed, now)
        # A count that cannot be corrected would lock the user out for ever.
        return from_now if self._write(from_now) else _Count(0, now)

    def _write(self, count: _Count) -> bool:
        content = json.dumps({"failed": count.failed, "at": count.at}).encode("ascii")
        with suppress(OSError):
            write_durably(self._path, content)
            return True
        return False


def _count_of(content: bytes) -> _Count:
    """Return the count in the content of a file.

    Raises ValueError, KeyError, TypeError, OverflowError or RecursionError if there is none.
    """
    document = json.loads(content)
    failed, at = int(document["failed"]), float(document["at"])
    if failed < 0 or not math.isfinite(at):
        raise ValueError("no count")
    return _Count(min(failed, _MOST_COUNTED), at)
