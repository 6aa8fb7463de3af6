"""Texts about backups: when they were made, how large they are, what they contain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from kompass_desktop.i18n import ntr, tr

if TYPE_CHECKING:
    from kompass_desktop.storage.backup.restoring import BackedUpAssessment
    from kompass_desktop.storage.backup.salvage import Salvage


def time_text(moment: datetime) -> str:
    """Return a moment on this machine's clock: "10:30" today, else with its day."""
    local, now = moment.astimezone(), datetime.now().astimezone()
    clock = f"{local:%H:%M}"
    if local.date() == now.date():
        return clock
    year = "" if local.year == now.year else str(local.year)
    return f"{local.day}.{local.month}.{year} {clock}"


def size_text(size: int) -> str:
    """Return a size in bytes as text, such as "1,5 MB"."""
    return QLocale().formattedDataSize(size, 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def held_text(held: BackedUpAssessment) -> str:
    """Return what a backup contains of one assessment, as one line."""
    counts = (
        ntr("{0} interview", "{0} interviews", held.interviews).format(held.interviews),
        ntr("{0} note", "{0} notes", held.notes).format(held.notes),
        ntr("{0} rated measure point", "{0} rated measure points", held.ratings).format(
            held.ratings
        ),
        ntr("{0} finding", "{0} findings", held.findings).format(held.findings),
    )
    line = f"{held.municipality} {held.year}: {', '.join(counts)}"
    if held.changed_at is None:
        return line
    return tr("{0}, last changed {1}").format(line, time_text(held.changed_at))


def salvage_text(found: Salvage) -> str:
    """Return sentences on what was salvaged of a damaged library and what was not."""
    known = found.saved.keys() & _TABLES
    rows = sum(found.saved[table] for table in known)
    rebuilt, lost = sum(found.rebuilt.values()), +found.lost
    measurements = found.saved["assessments"]
    said = [
        ntr(
            "{0} measurement with {1} entries has been retrieved.",
            "{0} measurements with {1} entries have been retrieved.",
            measurements,
        ).format(measurements, rows)
    ]
    if rebuilt:
        said.append(
            ntr(
                "{0} of them has been recreated from the history.",
                "{0} of them have been recreated from the history.",
                rebuilt,
            ).format(rebuilt)
        )
    if lost:
        counts = ", ".join(f"{count} {_name(table, count)}" for table, count in lost.items())
        said.append(tr("Up to {0} could not be read.").format(counts))
    if found.unreadable:
        names = ", ".join(_name(table, _ALL) for table in found.unreadable)
        said.append(tr("Nothing could be read of this: {0}.").format(names))
    if not lost and not found.unreadable:
        said.append(tr("Nothing is lost."))
    return " ".join(said)


_NAMES: Mapping[str, Callable[[int], str]] = {
    "assessments": lambda n: ntr("measurement", "measurements", n),
    "members": lambda n: ntr("team member", "team members", n),
    "interviews": lambda n: ntr("interview", "interviews", n),
    "asking_choices": lambda n: ntr("choice of what is asked", "choices of what is asked", n),
    "ratings": lambda n: ntr("rated measure point", "rated measure points", n),
    "documents": lambda n: ntr("document", "documents", n),
    "notes": lambda n: ntr("note", "notes", n),
    "attachments": lambda n: ntr("attached file", "attached files", n),
    "attachment_contents": lambda n: ntr(
        "content of an attached file", "contents of attached files", n
    ),
    "findings": lambda n: ntr("finding", "findings", n),
    "recommendations": lambda n: ntr("recommendation", "recommendations", n),
    "improvements": lambda n: ntr("improvement", "improvements", n),
    "lifts": lambda n: ntr("lift of a measure point", "lifts of measure points", n),
    "activities": lambda n: ntr("activity", "activities", n),
    "workshops": lambda n: ntr("workshop", "workshops", n),
    "ballots": lambda n: ntr("count of votes", "counts of votes", n),
    "status_checks": lambda n: ntr("status of an improvement", "statuses of improvements", n),
    "carryovers": lambda n: ntr("point of last time", "points of last time", n),
    "texts": lambda n: ntr("report text", "report texts", n),
    "recorded": lambda n: ntr("recorded result", "recorded results", n),
    "events": lambda n: ntr("time of finishing or reopening", "times of finishing or reopening", n),
    "history": lambda n: ntr("change in the history", "changes in the history", n),
}
"""What the rows that a person wrote are called, by table, in the form that fits a number."""
_TABLES = frozenset(_NAMES)
_ALL = 2
"""A number that gives the plural form of a word."""


def _name(table: str, count: int) -> str:
    """Return what the rows of a table are called, in the form that fits a number."""
    if table in _NAMES:
        return _NAMES[table](count)
    return ntr("other entry", "other entries", count)
