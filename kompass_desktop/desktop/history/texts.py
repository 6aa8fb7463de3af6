"""Texts about a change for a consultant: its name, its author, and the changed fields."""

from __future__ import annotations

from collections.abc import Container, Mapping

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Event, Particulars
from kompass_desktop.desktop.exchange.conflict_text import field_text, record_text, value_text
from kompass_desktop.i18n import pmark, ptr, tr
from kompass_desktop.storage.database.timeline import ChangeType, RecordedChange

_CHANGE_TYPES: Mapping[ChangeType, str] = {
    ChangeType.INITIAL: pmark("history", "there from the beginning"),
    ChangeType.CREATED: pmark("history", "made"),
    ChangeType.CHANGED: pmark("history", "changed"),
    ChangeType.DELETED: pmark("history", "deleted"),
    ChangeType.RESTORED: pmark("history", "brought back"),
}

_IN_THE_HEADING = frozenset({"interview", "measure_point", "chapter", "area"})
"""Fields that the name of a record already shows."""

DELETED_ONLY = "deleted"
"""The key of the filter for deletions."""

KINDS: Mapping[str, str] = {
    "": pmark("history", "Everything"),
    DELETED_ONLY: pmark("history", "What was deleted"),
    "Note": pmark("history", "Notes"),
    "Rating": pmark("history", "Ratings"),
    "Finding": pmark("history", "Findings"),
    "Recommendation": pmark("history", "Recommendations"),
    "Improvement": pmark("history", "Improvements"),
    "Lift": pmark("history", "What improvements lift"),
    "Activity": pmark("history", "Timeline"),
    "Workshop": pmark("history", "Workshops"),
    "Ballot": pmark("history", "Votes"),
    "StatusCheck": pmark("history", "Status rounds"),
    "Carryover": pmark("history", "From last time"),
    "ReportText": pmark("history", "Report texts"),
    "Interview": pmark("history", "Interviews"),
    "AskingChoice": pmark("history", "Who is asked what"),
    "Document": pmark("history", "Documents"),
    "Attachment": pmark("history", "Attached files"),
    "Member": pmark("history", "Team"),
    "Particulars": pmark("history", "The measurement"),
    "Recorded": pmark("history", "Recorded points"),
    "Event": pmark("history", "Finishing and reopening"),
}
"""What the filter offers, by the name of the kind of record."""


def change_type_text(change_type: ChangeType) -> str:
    """Return the name of a type of change."""
    return ptr("history", _CHANGE_TYPES[change_type])


def device_text(device: str, names: Mapping[str, str], own: Container[str]) -> str:
    """Return on which machine a change was made; "" for what no machine is known to have made."""
    if device in own:
        return tr("This computer")
    return names.get(device) or (tr("Another computer") if device else "")


def heading(assessment: Assessment, change: RecordedChange) -> str:
    """Return the changed record and the kind of change; for an event only the event."""
    record = record_text(assessment, change.record)
    if isinstance(change.record, Event):
        return record
    return f"{record} · {change_type_text(change.change_type)}"


def _field_text(assessment: Assessment, change: RecordedChange, name: str) -> str:
    """Return the name of a field; a field that several records have depends on the record."""
    if name == "finished" and isinstance(change.record, Particulars):
        return ptr("event", "finished")
    return field_text(assessment, name)


def change_lines(assessment: Assessment, change: RecordedChange) -> list[str]:
    """Return what each field was and became, a line each; for a whole record, its text."""
    if change.change_type is ChangeType.CHANGED:
        return [
            f"{_field_text(assessment, change, each.name).capitalize()}: "
            f"{value_text(assessment, each.name, each.before)} → "
            f"{value_text(assessment, each.name, each.after)}"
            for each in change.fields
        ]
    is_event = isinstance(change.record, Event)
    return [
        f"{field_text(assessment, name).capitalize()}: {value_text(assessment, name, value)}"
        for name, value in change.visible_fields.items()
        if name not in _IN_THE_HEADING and (name != "kind" or not is_event)
    ]
