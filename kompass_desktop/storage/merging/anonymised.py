"""Keeps names out of an anonymised assessment when another copy is merged into it.

Changes that are older than the anonymisation, by their stamps, get the anonymised values of
names, codes and times. In the texts of all new changes, names and codes from before it are
masked. What else later changes contain is merged as it is, and counted to warn the user.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kompass_desktop.assessment.kept_texts import with_each
from kompass_desktop.assessment.name_mask import Mask
from kompass_desktop.assessment.ordinary_words import ordinary_words
from kompass_desktop.assessment.records import Attachment, Interview, Note
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.database.changes import HistoryEntry
from kompass_desktop.storage.database.record_history import RecordHistory, by_record
from kompass_desktop.storage.database.rows import TABLES
from kompass_desktop.storage.database.tables import Database

_INTERVIEWS = TABLES[Interview]
_ATTACHMENTS = TABLES[Attachment]
_OF_BEFORE: Mapping[str, tuple[str, ...]] = {
    _INTERVIEWS: (
        "name",
        "code",
        "planned_at",
        "started_at",
        "venue",
        "interviewers",
        "language",
    ),
    TABLES[Note]: ("begun_at",),
}
"""The fields that anonymising takes over, besides texts, by table."""
_TEXTS = ("text", "reason", "title", "link", "responsible", "deadline", "comment")
"""The fields with free text, which may contain a name."""


def store_anonymised_until(db: Database, assessment: str) -> None:
    """Store that an assessment, given its id, is anonymised up to its present latest stamp."""
    db.execute(
        "INSERT OR REPLACE INTO library (key, value)"
        " SELECT ?, max(stamp) FROM history WHERE assessment = ?",
        [_key(assessment), assessment],
    )


def forget_anonymised(db: Database, assessment: str) -> None:
    """Delete what `store_anonymised_until` stored, of an assessment that is deleted permanently."""
    db.execute("DELETE FROM library WHERE key = ?", [_key(assessment)])


def anonymised_until(db: Database, assessment: str) -> str | None:
    """Return the stamp up to which an assessment was anonymised here, or None if it was not."""
    row = db.execute("SELECT value FROM library WHERE key = ?", [_key(assessment)]).fetchone()
    return None if row is None else row[0]


def _key(assessment: str) -> str:
    return f"anonymised/{assessment}"


@dataclass(frozen=True)
class Unmasked:
    """How many names, and how many texts or photos that may identify people, a merge added."""

    names: int
    texts: int


def masked(
    new: Sequence[HistoryEntry], here: Mapping[str, RecordHistory], until: str, mask: Mask
) -> list[HistoryEntry]:
    """Return the changes that are new here, with the names of before the anonymisation masked.

    `here` is the present history of each record by its id; `until` the stamp that
    `anonymised_until` returned; `mask` comes from `mask_of_former_names`.
    """
    coming = by_record(new)
    together = {
        record: RecordHistory([*here[record].entries, *coming[record].entries])
        for record in here.keys() & coming.keys()
    }
    return [
        _masked(_of_before(e, here[e.record], together[e.record]), mask)
        if e.record in here and e.stamp <= until
        else _masked(e, mask)
        for e in new
    ]


def _of_before(entry: HistoryEntry, here: RecordHistory, together: RecordHistory) -> HistoryEntry:
    """Return a change from before the anonymisation, with anonymised values from `here`.

    A text stays if no other change known here has replaced it; it is masked afterwards.
    """
    taken = set(_OF_BEFORE.get(entry.record_type, ()))
    taken |= {name for name in _TEXTS if entry not in together.heads(name)}
    instead = {name: here.value(name) for name in taken & entry.fields.keys()}
    return replace(entry, fields={**entry.fields, **instead})


def _masked(entry: HistoryEntry, mask: Mask) -> HistoryEntry:
    texts = {name: entry.fields.get(name) for name in _TEXTS}
    shown = {name: mask(text) for name, text in texts.items() if isinstance(text, str)}
    drafts = entry.fields.get("drafts")
    if isinstance(drafts, str):
        shown["drafts"] = with_each(drafts, mask)
    return replace(entry, fields={**entry.fields, **shown}) if shown else entry


def mask_of_former_names(
    entries: Sequence[HistoryEntry],
    here: Mapping[str, RecordHistory],
    until: str,
    instrument: Instrument,
) -> Mask:
    """Return a mask for the names and codes that the other copy has from before anonymisation.

    `entries` is the history of the other copy, `here` that of this library by record id.
    """
    groups = {group.key: group.name for group in instrument.groups}
    called: dict[str, dict[str, str]] = {"name": {}, "code": {}}
    for entry in entries:
        held = here.get(entry.record)
        if held is None or entry.record_type != _INTERVIEWS or entry.stamp > until:
            continue
        kept = {held.value("name"), held.value("code"), None, ""}
        group = groups.get(str(held.value("group")))
        for field, words in called.items():
            said = entry.fields.get(field)
            if group is not None and said not in kept:
                words[str(said)] = group
    return Mask(called["name"], called["code"], ordinary_words(instrument.document))


def unmasked(new: Iterable[HistoryEntry], after: Mapping[str, RecordHistory]) -> Unmasked:
    """Return how many names and texts of new changes are visible, also in conflicts.

    `after` is the merged history of each record by its id.
    """
    names: set[str] = set()
    texts: set[str] = set()
    for entry in new:
        history = after[entry.record]
        if entry.record_type == _INTERVIEWS and _is_shown(entry, history, "name"):
            names.add(entry.record)
        is_photo = entry.record_type == _ATTACHMENTS and _is_shown(entry, history, "note")
        if is_photo or any(_is_shown(entry, history, name) for name in _TEXTS):
            texts.add(entry.record)
    return Unmasked(len(names), len(texts))


def _is_shown(entry: HistoryEntry, history: RecordHistory, field: str) -> bool:
    return bool(entry.fields.get(field)) and entry in history.heads(field)
