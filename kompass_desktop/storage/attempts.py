"""Makes guessing slow: after each wrong passphrase the wait grows, also over a restart.

It holds back someone at the keyboard. Who has copied the file guesses without us; what
holds them back is the cost of a key, in `passphrases`.
"""

from __future__ import annotations

import json
import time
from contextlib import suppress
from pathlib import Path

from kompass_desktop.storage.key_file import write_durably

FREE = 2
"""Wrong ones that cost no wait: everybody mistypes."""

LONGEST_SECONDS = 300


class Attempts:
    """The wrong passphrases that have been tried on a library, in `<library>.attempts`."""

    def __init__(self, library: Path) -> None:
        self._path = library.with_name(f"{library.name}.attempts")

    @property
    def wait_seconds(self) -> float:
        """How long until the next try may be made; 0 for at once."""
        failed, at = self._read()
        delay = min(2.0 ** (failed - FREE), LONGEST_SECONDS) if failed > FREE else 0.0
        # A clock that was set back must neither lock the user out nor let a guess in.
        passed = max(time.time() - at, 0.0)
        return max(delay - passed, 0.0)

    def failed(self) -> None:
        """Count a wrong passphrase."""
        failed, _ = self._read()
        content = json.dumps({"failed": failed + 1, "at": time.time()}).encode("ascii")
        # Where it cannot be written, as on a full disk, the owner must get in all the same.
        with suppress(OSError):
            write_durably(self._path, content)

    def succeeded(self) -> None:
        """Begin anew."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _read(self) -> tuple[int, float]:
        try:
            document = json.loads(self._path.read_bytes()[:1000])
            return min(int(document["failed"]), 1000), float(document["at"])
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return 0, 0.0
