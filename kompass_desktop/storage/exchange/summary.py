"""Sentences that tell the user what a merge changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from kompass_desktop.assessment.finishing import Departure
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.storage.merging.anonymised import Unmasked
from kompass_desktop.storage.merging.service import MergeResult

_Counted = Callable[[int], str]
"""Returns the clause for a number of records, with `{0}` as placeholder for the number."""

_NEW: Mapping[str, _Counted] = {
    "assessments": lambda n: ntr("{0} new measurement", "{0} new measurements", n),
    "members": lambda n: ntr("{0} new team member", "{0} new team members", n),
    "interviews": lambda n: ntr("{0} new interview", "{0} new interviews", n),
    "asking_choices": lambda n: ntr(
        "{0} new choice of what is asked", "{0} new choices of what is asked", n
    ),
    "ratings": lambda n: ntr(
        "{0} new rating of a measure point", "{0} new ratings of measure points", n
    ),
    "documents": lambda n: ntr("{0} new document", "{0} new documents", n),
    "attachments": lambda n: ntr("{0} new attached file", "{0} new attached files", n),
    "notes": lambda n: ntr("{0} new note", "{0} new notes", n),
    "findings": lambda n: ntr("{0} new finding", "{0} new findings", n),
    "recommendations": lambda n: ntr("{0} new recommendation", "{0} new recommendations", n),
    "improvements": lambda n: ntr("{0} new improvement", "{0} new improvements", n),
    "lifts": lambda n: ntr("{0} new lift of a measure point", "{0} new lifts of measure points", n),
    "activities": lambda n: ntr("{0} new activity", "{0} new activities", n),
    "workshops": lambda n: ntr("{0} new workshop", "{0} new workshops", n),
    "ballots": lambda n: ntr("{0} new count of votes", "{0} new counts of votes", n),
    "status_checks": lambda n: ntr(
        "{0} new status of an improvement", "{0} new statuses of improvements", n
    ),
    "carryovers": lambda n: ntr("{0} new point of last time", "{0} new points of last time", n),
    "texts": lambda n: ntr("{0} new report text", "{0} new report texts", n),
    "recorded": lambda n: ntr("{0} new recorded result", "{0} new recorded results", n),
    "events": lambda n: ntr(
        "{0} new time of finishing or reopening", "{0} new times of finishing or reopening", n
    ),
}
"""The clause for new records of each table."""

_CHANGED: Mapping[str, _Counted] = {
    "assessments": lambda _: tr("changed details of the measurement"),
    "members": lambda n: ntr("{0} changed team member", "{0} changed team members", n),
    "interviews": lambda n: ntr("{0} changed interview", "{0} changed interviews", n),
    "asking_choices": lambda n: ntr(
        "{0} changed choice of what is asked", "{0} changed choices of what is asked", n
    ),
    "ratings": lambda n: ntr(
        "{0} changed rating of a measure point", "{0} changed ratings of measure points", n
    ),
    "documents": lambda n: ntr("{0} changed document", "{0} changed documents", n),
    "attachments": lambda n: ntr("{0} changed attached file", "{0} changed attached files", n),
    "notes": lambda n: ntr("{0} changed note", "{0} changed notes", n),
    "findings": lambda n: ntr("{0} changed finding", "{0} changed findings", n),
    "recommendations": lambda n: ntr(
        "{0} changed recommendation", "{0} changed recommendations", n
    ),
    "improvements": lambda n: ntr("{0} changed improvement", "{0} changed improvements", n),
    "lifts": lambda n: ntr(
        "{0} changed lift of a measure point", "{0} changed lifts of measure points", n
    ),
    "activities": lambda n: ntr("{0} changed activity", "{0} changed activities", n),
    "workshops": lambda n: ntr("{0} changed workshop", "{0} changed workshops", n),
    "ballots": lambda n: ntr("{0} changed count of votes", "{0} changed counts of votes", n),
    "status_checks": lambda n: ntr(
        "{0} changed status of an improvement", "{0} changed statuses of improvements", n
    ),
    "carryovers": lambda n: ntr(
        "{0} changed point of last time", "{0} changed points of last time", n
    ),
    "texts": lambda n: ntr("{0} changed report text", "{0} changed report texts", n),
    "recorded": lambda n: ntr("{0} changed recorded result", "{0} changed recorded results", n),
}
"""The clause for changed records of each table."""

_DELETED: Mapping[str, _Counted] = {
    "assessments": lambda n: ntr("{0} deleted measurement", "{0} deleted measurements", n),
    "members": lambda n: ntr("{0} deleted team member", "{0} deleted team members", n),
    "interviews": lambda n: ntr("{0} deleted interview", "{0} deleted interviews", n),
    "asking_choices": lambda n: ntr(
        "{0} deleted choice of what is asked", "{0} deleted choices of what is asked", n
    ),
    "ratings": lambda n: ntr(
        "{0} deleted rating of a measure point", "{0} deleted ratings of measure points", n
    ),
    "documents": lambda n: ntr("{0} deleted document", "{0} deleted documents", n),
    "attachments": lambda n: ntr("{0} deleted attached file", "{0} deleted attached files", n),
    "notes": lambda n: ntr("{0} deleted note", "{0} deleted notes", n),
    "findings": lambda n: ntr("{0} deleted finding", "{0} deleted findings", n),
    "recommendations": lambda n: ntr(
        "{0} deleted recommendation", "{0} deleted recommendations", n
    ),
    "improvements": lambda n: ntr("{0} deleted improvement", "{0} deleted improvements", n),
    "lifts": lambda n: ntr(
        "{0} deleted lift of a measure point", "{0} deleted lifts of measure points", n
    ),
    "activities": lambda n: ntr("{0} deleted activity", "{0} deleted activities", n),
    "workshops": lambda n: ntr("{0} deleted workshop", "{0} deleted workshops", n),
    "ballots": lambda n: ntr("{0} deleted count of votes", "{0} deleted counts of votes", n),
    "status_checks": lambda n: ntr(
        "{0} deleted status of an improvement", "{0} deleted statuses of improvements", n
    ),
    "carryovers": lambda n: ntr(
        "{0} deleted point of last time", "{0} deleted points of last time", n
    ),
    "texts": lambda n: ntr("{0} deleted report text", "{0} deleted report texts", n),
    "recorded": lambda n: ntr("{0} deleted recorded result", "{0} deleted recorded results", n),
}
"""The clause for deleted records of each table."""


def summary_sentence(arrival: MergeResult) -> str:
    """Return what was merged, unsettled conflicts, unmasked names and a wrong clock, as text."""
    sentences = (
        _what_came(arrival),
        earlier_sentence(arrival),
        conflicts_sentence(arrival.conflicts),
        *warnings(arrival),
    )
    return " ".join(sentence for sentence in sentences if sentence)


def changes_text(arrival: MergeResult) -> str:
    """Return what a merge changed, as "2 new notes and 1 changed rating", or ""."""
    parts = [
        *_counted(_NEW, arrival.added),
        *_counted(_CHANGED, arrival.changed),
        *_counted(_DELETED, arrival.removed),
    ]
    return _listed(parts) if parts else ""


def earlier_sentence(arrival: MergeResult) -> str:
    """Return a sentence on the earlier measurement in the file, or "" if it changed nothing."""
    earlier = arrival.earlier
    if earlier is None or earlier.is_empty:
        return ""
    return tr("{0} came along.").format(earlier.title)


def warnings(arrival: MergeResult) -> tuple[str, ...]:
    """Return a sentence for each thing that the user should check after a merge."""
    found = (
        _departure(arrival.departure),
        _unmasked(arrival.unmasked),
        _wrong_clock(arrival.clock_ahead),
    )
    return tuple(sentence for sentence in found if sentence)


def _what_came(arrival: MergeResult) -> str:
    if arrival.is_new:
        return tr("{0} has been imported.").format(arrival.title)
    changes = changes_text(arrival)
    if not changes:
        return tr("{0}: the file had nothing new.").format(arrival.title)
    merged = tr("{0} has been merged with the one you had: {1}.")
    return merged.format(arrival.title, changes)


def _counted(clauses: Mapping[str, _Counted], counts: Mapping[str, int]) -> Iterator[str]:
    for table, clause in clauses.items():
        if number := counts.get(table, 0):
            yield clause(number).format(number)


def _listed(parts: list[str]) -> str:
    *most, last = parts
    return tr("{0} and {1}").format(", ".join(most), last) if most else last


def conflicts_sentence(number: int) -> str:
    """Return a sentence on the number of unsettled conflicts, or "" for none."""
    if not number:
        return ""
    return ntr(
        "{0} conflict is waiting for an answer.", "{0} conflicts are waiting for an answer.", number
    ).format(number)


def _departure(found: Departure | None) -> str:
    """Return a sentence on frozen figures that differ from what is computed now, or ""."""
    if found is None:
        return ""
    return tr(
        "The measurement is finished and keeps its figures, although with what came some of "
        "them would be different. Reopen it to have them computed again."
    )


def _wrong_clock(shown: datetime | None) -> str:
    if shown is None:
        return ""
    sentence = tr(
        "The file comes from a computer whose clock showed {0}; check the clock on both computers."
    )
    return sentence.format(f"{shown.astimezone():%d.%m.%Y}")


def _unmasked(came: Unmasked | None) -> str:
    """Return a warning about names and texts merged into an anonymised assessment, or ""."""
    if came is None:
        return ""
    parts = []
    if came.names:
        parts.append(ntr("{0} name", "{0} names", came.names).format(came.names))
    if came.texts:
        parts.append(ntr("{0} new text", "{0} new texts", came.texts).format(came.texts))
    if not parts:
        return ""
    sentence = tr(
        "The measurement is anonymised here, but the file contains {0}; anonymise it again."
    )
    return sentence.format(_listed(parts))
