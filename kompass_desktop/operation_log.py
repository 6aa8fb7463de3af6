"""A log of the last operations in memory, for fault reports: only their names and counts.

Modules log as usual, `logging.getLogger(__name__).info("%d changes written", count)`. A fault
report contains the lines, so they must not contain text that a person wrote: of arguments only
numbers, enum members and booleans are written, and only the program's own loggers are used,
because a third-party library may log what it was given.
"""

from __future__ import annotations

import logging
from collections import deque
from enum import Enum

MOST_LINES = 300
"""The most lines that are kept. Ten minutes of an interview write about 200."""

_HIDDEN = "…"


class OperationLog(logging.Handler):
    """A logging handler that keeps the last `MOST_LINES` lines."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self._lines: deque[str] = deque(maxlen=MOST_LINES)
        self.setFormatter(logging.Formatter("%(asctime)s %(name)s: %(message)s", "%H:%M:%S"))

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines, oldest first, as "14:03:22 storage.library: 2 changes written"."""
        return tuple(self._lines)

    def emit(self, record: logging.LogRecord) -> None:
        """Store a record as a line, without its exception, whose message may contain a note."""
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
    """Attach an operation log to the program's loggers, unless there is one, and return it."""
    own = logging.getLogger("kompass_desktop")
    for handler in own.handlers:
        if isinstance(handler, OperationLog):
            return handler
    kept = OperationLog()
    own.addHandler(kept)
    own.setLevel(logging.INFO)
    # Nothing is printed to stderr, where a log of the system may store it.
    own.propagate = False
    return kept


def _plain_arguments(record: logging.LogRecord) -> tuple[object, ...]:
    if not isinstance(record.args, tuple):
        return ()
    return tuple(
        argument if isinstance(argument, bool | int | float | Enum) else _HIDDEN
        for argument in record.args
    )
