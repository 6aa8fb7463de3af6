"""Texts about a conflict and its sides for a consultant."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import UTC, datetime

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import (
    Activity,
    Ballot,
    Carryover,
    Improvement,
    Lift,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.recorded_entry import SUM_REASON
from kompass_desktop.assessment.records import (
    ANSWERED_ELSEWHERE,
    TEAM,
    TOTAL,
    AskingChoice,
    Attachment,
    Document,
    Event,
    EventKind,
    Finding,
    Interview,
    Mark,
    Member,
    Note,
    Rating,
    Recommendation,
    Record,
    Recorded,
    ReportText,
    Sentence,
)
from kompass_desktop.desktop.dates import typed_moment
from kompass_desktop.desktop.exchange.plan_text import (
    PLAN_FIELDS,
    PLAN_READERS,
    PLAN_VALUES,
    PLAN_YES_OR_NO,
    plan_record_text,
)
from kompass_desktop.i18n import pmark, ptr, tr
from kompass_desktop.instrument.model import Area, Aspect, MeasurePoint, Question
from kompass_desktop.report.chapters.texts import chapters
from kompass_desktop.report.document_text import CHAIN_NAMES, STATUS_NAMES, document_name
from kompass_desktop.report.letter_text import LETTER
from kompass_desktop.report.sections import SECTIONS
from kompass_desktop.storage.database.changes import DELETED, NOBODY, HistoryEntry
from kompass_desktop.storage.database.record_history import FieldConflict
from kompass_desktop.storage.database.rows import TABLES, Value


def record_text(assessment: Assessment, record: Record) -> str:  # noqa: C901 - a case each
    """Return what a record is, and which."""
    match record:
        case Member():
            return tr("Team member {0}").format(record.name)
        case Interview():
            return _interview_text(record)
        case AskingChoice():
            asker = _asker(assessment, record.asker)
            return f"{_item(assessment, record.code)} · {asker}"
        case Rating():
            point = _item(assessment, record.measure_point)
            return f"{point} · {_whose(assessment, record)}"
        case Note():
            return tr("Note in {0}").format(_rater(assessment, record.interview))
        case Document() | Attachment():
            return _kept_text(record)
        case Finding():
            return tr("Finding in area {0}").format(_item(assessment, str(record.area)))
        case Recommendation():
            return _recommendation_text(assessment, record)
        case (
            Improvement()
            | Lift()
            | Activity()
            | Workshop()
            | Ballot()
            | StatusCheck()
            | Carryover()
        ):
            return plan_record_text(assessment, record)
        case ReportText():
            titles = {c.key: c.title for c in chapters(assessment.instrument)}
            titles[SECTIONS] = tr("The choice of chapters")
            titles[LETTER] = tr("Letter to the informants")
            titles[SUM_REASON] = tr("Why the sums differ")
            return tr("Report text: {0}").format(titles.get(record.chapter, record.chapter))
        case Recorded():
            return _recorded_text(record)
        case Event():
            return ptr("event", _EVENTS[record.kind])
    return tr("The measurement")


def _interview_text(record: Interview) -> str:
    if record.is_document_study:
        return tr("Document study")
    return tr("Interview {0}").format(record.code)


def _recommendation_text(assessment: Assessment, record: Recommendation) -> str:
    if not record.code:
        return tr("Recommendation")
    return tr("Recommendation for {0}").format(_item(assessment, record.code))


def _kept_text(record: Document | Attachment) -> str:
    if isinstance(record, Document):
        return tr("Document “{0}”").format(document_name(record))
    return tr("Attached file “{0}”").format(record.name)


def _recorded_text(record: Recorded) -> str:
    where = tr("the total") if record.code == TOTAL else record.code
    return tr("Recorded points for {0}").format(where)


def field_text(assessment: Assessment, name: str) -> str:
    """Return what a field is called."""
    if name in list(Aspect):
        return assessment.instrument.aspect(Aspect(name)).name
    fields = {**_FIELDS, **PLAN_FIELDS}
    return ptr("field", fields[name]) if name in fields else name


def side_text(assessment: Assessment, conflict: FieldConflict, side: HistoryEntry) -> str:
    """Return the value of one side of a conflict as text."""
    if not conflict.is_of_deletion:
        return value_text(assessment, conflict.name, side.fields[conflict.name])
    if side is conflict.sides[0]:
        return ptr("field", "Deleted")
    lines = [
        f"{field_text(assessment, name)}: {value_text(assessment, name, value)}"
        for name, value in side.fields.items()
        if name in _IDENTIFYING and value not in (None, "")
    ]
    return "\n".join([tr("Changed further, last like this:"), *lines])


def value_text(assessment: Assessment, name: str, value: Value) -> str:
    """Return a field's value as text."""
    if name in _YES_OR_NO:
        return _yes_or_no(value)
    if name in list(Aspect):
        return ptr("field", "not rated") if value is None else tr("level {0}").format(value)
    if name == "interview":
        return _rater(assessment, str(value))
    if value is None or value == "":
        return tr("(empty)")
    if reader := PLAN_READERS.get(name) or _READERS.get(name):
        return reader(assessment, str(value))
    match name:
        case "status" | "outcome" | "chain":
            return _status_text(str(value))
        case "mark" | "kind" | "rejected":
            return ptr("field", _MARKS[str(value)]) if str(value) in _MARKS else str(value)
        case "elapsed_seconds":
            return tr("{0} min").format(int(value) // 60)
        case "planned_at" | "started_at" | "begun_at" | "at":
            return _moment(str(value))
    return str(value)


def _status_text(value: str) -> str:
    if value in PLAN_VALUES:
        return ptr("improvement", PLAN_VALUES[value])
    return ptr("document", _OF_DOCUMENTS.get(value, value))


def joined_text(conflict: FieldConflict, own: Container[str]) -> str | None:
    """Return the texts of all sides of a conflict, own ones first; None if it is not a text.

    `own` are the ids of the writers on this machine. A text that another one contains is left
    out.
    """
    if conflict.name not in _WRITTEN or conflict.is_of_deletion:
        return None
    sides = sorted(conflict.sides, key=lambda side: side.device not in own)
    texts = [str(side.fields[conflict.name] or "").strip() for side in sides]
    parts = [text for place, text in enumerate(texts) if text and not _is_contained(place, texts)]
    return ("\n\n" if conflict.record_type in _WITH_PARAGRAPHS else " ").join(parts)


def _is_contained(place: int, texts: Sequence[str]) -> bool:
    """Whether the text at an index is part of another one, or equal to an earlier one."""
    others = enumerate(texts)
    return any(
        texts[place] in other and (len(other) > len(texts[place]) or at < place)
        for at, other in others
        if at != place
    )


def is_one_line(conflict: FieldConflict) -> bool:
    """Whether the text of a conflict has no line breaks, as most have none."""
    return conflict.record_type not in _WITH_PARAGRAPHS


def who_text(side: HistoryEntry, names: Mapping[str, str], own: Container[str]) -> str:
    """Return on which computer a change was made, and when by that computer's clock."""
    if side.device == NOBODY:
        return tr("As it was from the beginning")
    when = _clock(side.milliseconds)
    if side.device in own:
        return tr("This computer, {0}").format(when)
    name = names.get(side.device) or tr("Another computer")
    return f"{name}, {when}"


def deletion_text() -> str:
    """Return what a conflict is about if one side deleted what the other side changed."""
    return tr("deleted by one, changed by the other")


_FIELDS = {
    "municipality": pmark("field", "municipality"),
    "municipality_number": pmark("field", "municipality number"),
    "year": pmark("field", "year"),
    "report": pmark("field", "report"),
    "begins": pmark("field", "begins"),
    "ends": pmark("field", "ends"),
    "invented": pmark("field", "invented"),
    "finished": pmark("field", "finished"),
    "retain_until": pmark("field", "to be deleted by"),
    "client": pmark("field", "client"),
    "firm": pmark("field", "consulting firm"),
    "lunch": pmark("field", "lunch"),
    "name": pmark("field", "name"),
    "role": pmark("field", "role"),
    "group": pmark("field", "informant group"),
    "code": pmark("field", "code"),
    "participants": pmark("field", "participants"),
    "planned_at": pmark("field", "agreed time"),
    "agreed_minutes": pmark("field", "agreed minutes"),
    "started_at": pmark("field", "started"),
    "elapsed_seconds": pmark("field", "time used"),
    "venue": pmark("field", "place of the interview"),
    "interviewers": pmark("field", "interviewers"),
    "language": pmark("field", "language"),
    "cancelled": pmark("field", "cancelled"),
    "asker": pmark("field", "asked group or interview"),
    "asked": pmark("field", "is asked"),
    "planned_only": pmark("field", "planned only"),
    "not_in_focus": pmark("field", "not in focus"),
    "follow_up": pmark("field", "to be followed up"),
    "reason": pmark("field", "reason"),
    "author": pmark("field", "rated by"),
    "answer": pmark("field", "answered by"),
    "rejected": pmark("field", "rejected draft of a finding"),
    "joined": pmark("field", "joined with the findings of"),
    "also": pmark("field", "belongs also to"),
    "interview": pmark("field", "interview"),
    "measure_point": pmark("field", "measure point"),
    "text": pmark("field", "text"),
    "begun_at": pmark("field", "begun"),
    "place": pmark("field", "belongs to"),
    "mark": pmark("field", "marked as"),
    "area": pmark("field", "area"),
    "kind": pmark("field", "type"),
    "note": pmark("field", "the note it was made from"),
    "responsible": pmark("field", "who"),
    "deadline": pmark("field", "when"),
    "finding": pmark("field", "the finding it was made from"),
    "chapter": pmark("field", "chapter"),
    "points": pmark("field", "points"),
    "at": pmark("field", "time"),
    "program": pmark("field", "version of the program"),
    "title": pmark("field", "title"),
    "chain": pmark("field", "place in the chain"),
    "status": pmark("field", "status"),
    "link": pmark("field", "link"),
    "attachment": pmark("field", "attached file"),
    "document": pmark("field", "document"),
    "page": pmark("field", "page"),
    "media_type": pmark("field", "type of file"),
    "size": pmark("field", "size in bytes"),
    "digest": pmark("field", "checksum"),
}
"""The names of the records' fields."""
_EVENTS: Mapping[EventKind, str] = {
    EventKind.FINISHED: pmark("event", "The measurement was finished"),
    EventKind.REOPENED: pmark("event", "The measurement was reopened"),
    EventKind.ANONYMISED: pmark("event", "The measurement was anonymised"),
}
_MARKS: Mapping[str, str] = {
    FindingKind.STRENGTH: pmark("field", "strength"),
    FindingKind.CHALLENGE: pmark("field", "challenge"),
    FindingKind.WEAKNESS: pmark("field", "weakness"),
    Sentence.SHORTFALL: pmark("field", "shortfall"),
    Mark.FOLLOW_UP: pmark("field", "to follow up"),
}
_WRITTEN = frozenset({"text", "reason", "comment"})
"""Fields in which people write sentences."""
_WITH_PARAGRAPHS = frozenset({TABLES[ReportText], TABLES[Improvement]})
"""The tables whose texts have line breaks."""
_OF_DOCUMENTS: Mapping[str, str] = {**STATUS_NAMES, **CHAIN_NAMES}
_YES_OR_NO = frozenset(
    {
        "invented",
        "finished",
        "planned_only",
        "not_in_focus",
        "follow_up",
        "cancelled",
        "asked",
        *PLAN_YES_OR_NO,
        DELETED,
    }
)
_IDENTIFYING = frozenset(
    {"text", "name", "title", "code", "kind", "mark", "place", *Aspect, "measure_point"}
)
"""Fields that show which record a change was about, if somebody else deleted it."""


def _yes_or_no(value: Value) -> str:
    if value is None:
        return ptr("field", "not stated")
    return ptr("field", "yes") if value else ptr("field", "no")


def _item(assessment: Assessment, code: str) -> str:
    match assessment.instrument.find(code):
        case MeasurePoint(statement=statement):
            return f"{code} {statement}"
        case Question(text=text):
            return f"{code} {text}"
        case Area(title=title):
            return f"{code} {title}"
    return code


def _whose(assessment: Assessment, rating: Rating) -> str:
    if not rating.author:
        return _rater(assessment, rating.interview)
    return _member(assessment, rating.author)


def _group(assessment: Assessment, group: str) -> str:
    names = {each.key: each.name for each in assessment.instrument.sources}
    return names.get(group, group)


def _member(assessment: Assessment, member: str) -> str:
    held = assessment.members.get(member)
    return held.name if held else tr("a former team member")


def _answer(assessment: Assessment, answer: str) -> str:
    if answer == ANSWERED_ELSEWHERE:
        return tr("answered without a note")
    note = assessment.notes.get(answer)
    return f"«{note.text}»" if note else tr("a deleted note")


def _rater(assessment: Assessment, interview: str) -> str:
    if interview == TEAM:
        return tr("the team")
    held = assessment.interviews.get(interview)
    return held.code if held else tr("a deleted interview")


def _asker(assessment: Assessment, asker: str) -> str:
    names = {group.key: group.name for group in assessment.instrument.sources}
    return names.get(asker) or _rater(assessment, asker)


def _interviewers(assessment: Assessment, ids: str) -> str:
    members = (assessment.members.get(member) for member in ids.split())
    return ", ".join(member.name if member else tr("a deleted member") for member in members)


def _items(assessment: Assessment, codes: str) -> str:
    return "; ".join(_item(assessment, code) for code in codes.split())


def _document(assessment: Assessment, document: str) -> str:
    held = assessment.documents.get(document)
    return held.title if held else tr("a deleted document")


def _finding(assessment: Assessment, finding: str) -> str:
    held = assessment.findings.get(finding)
    return f"«{held.text}»" if held else tr("a deleted finding")


def _attachment(assessment: Assessment, attachment: str) -> str:
    held = assessment.attachments.get(attachment)
    return held.name if held else tr("a deleted file")


_READERS: Mapping[str, Callable[[Assessment, str], str]] = {
    "also": _items,
    "codes": _items,
    "answer": _answer,
    "asker": _asker,
    "attachment": _attachment,
    "document": _document,
    "finding": _finding,
    "author": _member,
    "group": _asker,
    "interviewers": _interviewers,
    "measure_point": _item,
    "place": _item,
}
"""The functions that return the text of a field that refers to another record, by field."""


def _clock(milliseconds: int) -> str:
    try:
        moment = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()
    except (OverflowError, ValueError, OSError):
        # The other computer's clock was wrong by thousands of years: the calendar has no such day.
        return tr("unknown time")
    return f"{moment:%d.%m.%Y %H:%M}"


def _moment(text: str) -> str:
    try:
        return typed_moment(text)
    except ValueError:
        return text
