"""The last operations, kept in memory for a fault report: their names and counts, no more.

The modules log as usual, `logging.getLogger(__name__).info("%d changes written", count)`. A
fault report quotes the lines, so no word that a person wrote may be in one: of an argument
only numbers, enums and truth values are written, whoever logs it, and only the program's own
loggers are listened to, as a library may log what it was given.
"""

from __future__ import annotations

import logging
from collections import deque
from enum import Enum

MOST_LINES = 300
"""A ten minutes' interview writes some 200."""

_HIDDEN = "…"


class OperationLog(logging.Handler):
    """Keeps the last `MOST_LINES` lines that the program logged."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[str] = deque(maxlen=MOST_LINES)
        self.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s", "%H:%M:%S"))

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, oldest first, as "14:03:22 storage.library: 2 changes written"."""
        return tuple(self._lines)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a record as a line; its exception, whose message may quote a note, is left out."""
        shown = logging.LogRecord(
            record.name.removeprefix("kompass_desktop."),
            record.levelno,
            record.pathname,
            record.lineno,
            record.msg,
            _plain_arguments(record),
            None,
        )
        shown.created = record.created
        self._lines.append(self.format(shown))


def install_operation_log() -> OperationLog:
    """Listen to the program's loggers from now on, and return what keeps their lines.

    A second time the same one is returned.
    """
    own = logging.getLogger("kompass_desktop")
    for handler in own.handlers:
        if isinstance(handler, OperationLog):
            return handler
    kept = OperationLog()
    own.addHandler(kept)
    own.setLevel(logging.INFO)
    # Nothing goes to stderr, where a system's own log may pick it up.
    own.propagate = False
    return kept


def _plain_arguments(record: logging.LogRecord) -> tuple[object, ...]:
    if not isinstance(record.args, tuple):
        return ()
    return tuple(
        argument if isinstance(argument, bool | int | float | Enum) else _HIDDEN
        for argument in record.args
    )
