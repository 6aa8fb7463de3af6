"""What a conflict is about, and what each side says, in the trade's words."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    TEAM,
    TOTAL,
    Finding,
    FindingKind,
    Interview,
    Mark,
    Member,
    Note,
    Rating,
    Record,
    Recorded,
    ReportText,
)
from kompass_desktop.instrument.model import Area, Aspect, MeasurePoint, Question
from kompass_desktop.report.chapters.texts import chapters
from kompass_desktop.storage.database.rows import Value
from kompass_desktop.storage.merging.rules import DELETED, NOBODY, FieldConflict, HistoryEntry


def record_words(assessment: Assessment, record: Record) -> str:
    """Return what a record is, and which."""
    match record:
        case Member():
            return _tr("Teammedlem {0}").format(record.name)
        case Interview():
            return _tr("Intervju {0}").format(record.code)
        case Rating():
            point = _place(assessment, record.measure_point)
            return f"{point} · {_rater(assessment, record.interview)}"
        case Note():
            return _tr("Notat i {0}").format(_rater(assessment, record.interview))
        case Finding():
            return _tr("Funn i område {0}").format(_place(assessment, str(record.area)))
        case ReportText():
            titles = {c.key: c.title for c in chapters(assessment.instrument)}
            return _tr("Rapporttekst: {0}").format(titles.get(record.chapter, record.chapter))
        case Recorded():
            where = _tr("totalen") if record.code == TOTAL else record.code
            return _tr("Registrerte poeng for {0}").format(where)
    return _tr("Vurderingen")


def field_words(assessment: Assessment, name: str) -> str:
    """Return what a field is called."""
    if name in list(Aspect):
        return assessment.instrument.aspect(Aspect(name)).name
    words = {
        "municipality": _tr("kommune"),
        "municipality_number": _tr("kommunenummer"),
        "year": _tr("år"),
        "report": _tr("rapport"),
        "begins": _tr("begynner"),
        "ends": _tr("slutter"),
        "invented": _tr("oppdiktet"),
        "finished": _tr("ferdig"),
        "retain_until": _tr("oppbevares til"),
        "name": _tr("navn"),
        "role": _tr("rolle"),
        "group": _tr("informantgruppe"),
        "code": _tr("kode"),
        "participants": _tr("deltakere"),
        "planned_at": _tr("avtalt tid"),
        "agreed_minutes": _tr("avtalte minutter"),
        "started_at": _tr("startet"),
        "elapsed_seconds": _tr("brukt tid"),
        "planned_only": _tr("bare vedtatt eller planlagt"),
        "not_in_focus": _tr("ikke i fokus"),
        "follow_up": _tr("skal følges opp"),
        "interview": _tr("intervju"),
        "measure_point": _tr("målepunkt"),
        "text": _tr("tekst"),
        "begun_at": _tr("begynt"),
        "place": _tr("hører til"),
        "mark": _tr("merket som"),
        "area": _tr("område"),
        "kind": _tr("slags funn"),
        "note": _tr("notatet det ble laget av"),
        "chapter": _tr("kapittel"),
        "points": _tr("poeng"),
    }
    return words.get(name, name)


def side_words(assessment: Assessment, conflict: FieldConflict, side: HistoryEntry) -> str:
    """Return what one side of a conflict says."""
    if not conflict.is_of_deletion:
        return value_words(assessment, conflict.name, side.fields[conflict.name])
    if side is conflict.sides[0]:
        return _tr("Slettet")
    told = [
        f"{field_words(assessment, name)}: {value_words(assessment, name, value)}"
        for name, value in side.fields.items()
        if name in _TOLD and value not in (None, "")
    ]
    return "\n".join([_tr("Brukt videre, sist med dette:"), *told])


def value_words(assessment: Assessment, name: str, value: Value) -> str:
    """Return a field's value as a consultant would say it."""
    if name in _YES_OR_NO:
        return _tr("ikke sagt") if value is None else _tr("ja") if value else _tr("nei")
    if name in list(Aspect):
        return _tr("ikke vurdert") if value is None else _tr("nivå {0}").format(value)
    if name == "interview":
        return _rater(assessment, str(value))
    if value is None or value == "":
        return _tr("(tomt)")
    match name:
        case "mark" | "kind":
            return _marks().get(str(value), str(value))
        case "group":
            names = {group.key: group.name for group in assessment.instrument.groups}
            return names.get(str(value), str(value))
        case "place" | "measure_point":
            return _place(assessment, str(value))
        case "elapsed_seconds":
            return _tr("{0} min").format(int(value) // 60)
        case "planned_at" | "started_at" | "begun_at":
            return _moment(str(value))
    return str(value)


def who_words(side: HistoryEntry, names: Mapping[str, str], own: Container[str]) -> str:
    """Return on which machine a change was made, and when by that machine's clock."""
    if side.device == NOBODY:
        return _tr("Slik det var fra begynnelsen")
    when = _clock(side.milliseconds)
    if side.device in own:
        return _tr("Denne maskinen, {0}").format(when)
    name = names.get(side.device) or _tr("En annen maskin")
    return f"{name}, {when}"


def deletion_words() -> str:
    """Return what the conflict is where one side deleted what the other went on with."""
    return _tr("slettet av den ene, brukt videre av den andre")


_YES_OR_NO = frozenset(
    {"invented", "finished", "planned_only", "not_in_focus", "follow_up", DELETED}
)
_TOLD = frozenset({"text", "name", "code", "kind", "mark", "place", *Aspect, "measure_point"})
"""Fields that tell what a change was about, where another deleted the record."""


def _place(assessment: Assessment, code: str) -> str:
    match assessment.instrument.find(code):
        case MeasurePoint(statement=statement):
            return f"{code} {statement}"
        case Question(text=text):
            return f"{code} {text}"
        case Area(title=title):
            return f"{code} {title}"
    return code


def _rater(assessment: Assessment, interview: str) -> str:
    if interview == TEAM:
        return _tr("teamet")
    held = assessment.interviews.get(interview)
    return held.code if held else _tr("et slettet intervju")


def _clock(milliseconds: int) -> str:
    try:
        moment = datetime.fromtimestamp(milliseconds / 1000, UTC).astimezone()
    except (OverflowError, ValueError, OSError):
        # A clock that stood wrong by thousands of years is beyond the calendar.
        return _tr("ukjent tid")
    return f"{moment:%d.%m.%Y %H:%M}"


def _moment(text: str) -> str:
    try:
        return f"{datetime.fromisoformat(text):%d.%m.%Y %H:%M}"
    except ValueError:
        return text


def _marks() -> dict[str, str]:
    return {
        FindingKind.STRENGTH: _tr("styrke"),
        FindingKind.CHALLENGE: _tr("utfordring"),
        FindingKind.WEAKNESS: _tr("svakhet"),
        Mark.FOLLOW_UP: _tr("følges opp"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("Conflicts", text)
