"""Makes guessing slow: after each wrong passphrase the wait grows, also over a restart.

It holds back someone at the keyboard. Who has copied the file guesses without us; what
holds them back is the cost of a key, in `key_derivation`.
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

FREE = 2
"""Wrong ones that cost no wait: everybody mistypes."""

LONGEST_SECONDS = 300

_MOST_COUNTED = 1000
_LONGEST_LOCKED_SECONDS = 30
"""How long a try waits for those before it; a process that was stopped must not block it."""


@dataclass(frozen=True)
class _Count:
    """How many wrong tries there were, and when the last was made, in seconds since 1970."""

    failed: int
    at: float

    @property
    def delay(self) -> float:
        """How long to wait after the last one, in seconds."""
        return min(2.0 ** (self.failed - FREE), LONGEST_SECONDS) if self.failed > FREE else 0.0


class RetryDelay:
    """The wrong passphrases that have been tried on a library, in `<library>.attempts`."""

    def __init__(self, library: Path) -> None:
        self._path = library.with_name(f"{library.name}.attempts")

    @property
    def wait_seconds(self) -> float:
        """How long until the next try may be made; 0 for at once."""
        count = self._read()
        return max(count.at + count.delay - time.time(), 0.0)

    @contextmanager
    def one_at_a_time(self) -> Iterator[None]:
        """Let one try be made at a time, also among processes, so that each one counts."""
        lock = FileLock(
            self._path.with_name(f"{self._path.name}.lock"), timeout=_LONGEST_LOCKED_SECONDS
        )
        # Where no lock can be made, as in a folder without write access, the owner must get in.
        with suppress(OSError, NotImplementedError, Timeout):
            lock.acquire()
        try:
            yield
        finally:
            lock.release()

    def failed(self) -> None:
        """Count a wrong passphrase; done before it is tried, so that a kill saves no wait."""
        # Where it cannot be written, as on a full disk, the owner must get in all the same.
        self._write(_Count(self._read().failed + 1, time.time()))

    def not_made(self) -> None:
        """Take back one that was counted, but was neither right nor wrong."""
        count = self._read()
        if count.failed > 1:
            self._write(_Count(count.failed - 1, count.at))
        else:
            self.succeeded()

    def succeeded(self) -> None:
        """Begin anew."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> _Count:
        """Return what is kept; one that cannot be true counts from now, and is kept so.

        So neither a damaged file nor a clock that was put right costs more than one wait.
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
        # One that cannot be put right would hold the owner back for ever.
        return from_now if self._write(from_now) else _Count(0, now)

    def _write(self, count: _Count) -> bool:
        content = json.dumps({"failed": count.failed, "at": count.at}).encode("ascii")
        with suppress(OSError):
            write_durably(self._path, content)
            return True
        return False


def _count_of(content: bytes) -> _Count:
    """Return the count that a file holds; raises ValueError or as `json.loads` for none."""
    document = json.loads(content)
    failed, at = int(document["failed"]), float(document["at"])
    if failed < 0 or not math.isfinite(at):
        raise ValueError("no count")
    return _Count(min(failed, _MOST_COUNTED), at)
