"""Progress of what is written for the client, and how it is cancelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


class ReportCancelled(Exception):
    """The report was cancelled; the file is incomplete."""


@dataclass(frozen=True)
class Progress:
    """How the progress of a file is reported, and whether it is cancelled.

    `report` is called with the share that is done, 0-1; `cancelled` returns whether the user
    no longer wants the file. Either may be None.
    """

    report: Callable[[float], None] | None = None
    cancelled: Callable[[], bool] | None = None

    def done(self, share: float) -> None:
        """Report a share, 0-1, that is done. Raises ReportCancelled if it is cancelled."""
        self.check()
        if self.report is not None:
            self.report(share)

    def check(self) -> None:
        """Raise ReportCancelled if it is cancelled."""
        if self.cancelled is not None and self.cancelled():
            raise ReportCancelled

    def part(self, begin: float, end: float) -> Progress:
        """Return the progress of a part, given the shares, 0-1, at its beginning and its end."""
        return Progress(lambda share: self.done(begin + share * (end - begin)), self.cancelled)
