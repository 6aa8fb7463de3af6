"""An assessment as records: who was asked, what was said, how it was rated, what was found.

Every record is a frozen dataclass with an `id` that never changes, whose fields are
plain values, so that storage can keep it as a row and two copies can be merged field by
field. A changed record is a new one (`dataclasses.replace`). `Assessment` holds them all.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias, cast

from kompass_desktop.instrument.model import Aspect, InformantGroup, Instrument

TEAM = ""
"""Stands where an interview's id would: the rating is the team's own."""

NO_PLACE = ""
"""A note that belongs to no question."""

TOTAL = ""
"""The code of a recorded result for the whole instrument."""

USUAL_INTERVIEW_MINUTES = 75

_NAMESPACE = uuid.UUID("6f0e6f3a-5a52-5f0e-9d0c-2f3c7a1d8b21")


def new_id() -> str:
    """Return an id for a record that a person has just made."""
    return str(uuid.uuid4())


def derived_id(*parts: str) -> str:
    """Return the id of a record of which there is only one for `parts`.

    Two laptops that rate the same measure point in copies of one interview thus make
    the same row, and merge it field by field.
    """
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))


class FindingKind(StrEnum):
    """The three columns of findings (deck: styrker, utfordringer, svakheter)."""

    STRENGTH = "strength"
    CHALLENGE = "challenge"
    WEAKNESS = "weakness"


class Mark(StrEnum):
    """What a note line is marked as."""

    STRENGTH = "strength"
    CHALLENGE = "challenge"
    WEAKNESS = "weakness"
    FOLLOW_UP = "follow_up"


class Status(StrEnum):
    """How far an assessment has come."""

    PREPARING = "preparing"
    UNDERWAY = "underway"
    FINISHED = "finished"


@dataclass(frozen=True)
class Particulars:
    """What an assessment is of: the head of the file.

    `municipality` is the official name in all its languages ("Kárášjohka - Karasjok");
    `municipality_number` the four digits in force in `year`. `begins` and `ends` are
    ISO dates of the field work, or empty. `invented` marks an example that must say so
    wherever it shows. `retain_until` is the ISO date after which the personal data in it
    are to be gone, or empty.
    """

    id: str
    municipality: str
    municipality_number: str
    year: int
    report: str = ""
    begins: str = ""
    ends: str = ""
    invented: bool = False
    finished: bool = False
    retain_until: str = ""


@dataclass(frozen=True)
class Member:
    """A consultant in the team."""

    id: str
    name: str
    role: str = ""
    position: float = 0.0


@dataclass(frozen=True)
class Interview:
    """An interview, planned or held.

    `group` is an informant group's key and `code` stands for the informant ("VL-04");
    `name` may be empty; `participants` is 0 where the number is not known. `planned_at`
    is local wall-clock time in ISO form without zone, or empty; `agreed_minutes` what
    was agreed with the informant; `elapsed_seconds` what the interview timer shows;
    `started_at` the ISO time of its first start.
    """

    id: str
    group: str
    code: str
    name: str = ""
    participants: int = 1
    planned_at: str = ""
    agreed_minutes: int = USUAL_INTERVIEW_MINUTES
    started_at: str = ""
    elapsed_seconds: int = 0
    finished: bool = False
    position: float = 0.0


@dataclass(frozen=True)
class Rating:
    """One rater's view of one measure point; levels 0-4, None while not rated.

    `interview` is an interview's id, or TEAM. `planned_only` and `not_in_focus` are
    None while the rater has not said.
    """

    id: str
    interview: str
    measure_point: str
    system: int | None = None
    extent: int | None = None
    result: int | None = None
    evaluation: int | None = None
    planned_only: bool | None = None
    not_in_focus: bool | None = None
    follow_up: bool = False

    def level(self, aspect: Aspect) -> int | None:
        """Return the level 0-4 given on an aspect, or None."""
        match aspect:
            case Aspect.SYSTEM:
                return self.system
            case Aspect.EXTENT:
                return self.extent
            case Aspect.RESULT:
                return self.result
            case Aspect.EVALUATION:
                return self.evaluation

    def with_level(self, aspect: Aspect, level: int | None) -> Rating:
        """Return the rating with a level 0-4 given on an aspect, or taken back with None."""
        match aspect:
            case Aspect.SYSTEM:
                return replace(self, system=level)
            case Aspect.EXTENT:
                return replace(self, extent=level)
            case Aspect.RESULT:
                return replace(self, result=level)
            case Aspect.EVALUATION:
                return replace(self, evaluation=level)

    @property
    def levels(self) -> tuple[int | None, int | None, int | None, int | None]:
        """The four levels, in the order in which they are rated."""
        return (self.system, self.extent, self.result, self.evaluation)

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to rate: all four levels, or a flag that decides alone."""
        return bool(self.planned_only or self.not_in_focus) or None not in self.levels

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all has been said."""
        return (
            self.levels == (None, None, None, None)
            and self.planned_only is None
            and self.not_in_focus is None
        )


@dataclass(frozen=True)
class Note:
    """One line of an interview's stream of notes.

    `place` is the code of the measure point, question or area that it belongs to, or
    NO_PLACE; `begun_at` the ISO time, with zone, at which the line was begun.
    """

    id: str
    interview: str
    text: str
    begun_at: str
    place: str = NO_PLACE
    mark: Mark | None = None
    position: float = 0.0


@dataclass(frozen=True)
class Finding:
    """A strength, challenge or weakness of an area.

    `place` is the code of the measure point (or question) that it says, or empty;
    `note` the id of the note line that it was made from, or empty.
    """

    id: str
    area: int
    kind: FindingKind
    text: str
    place: str = NO_PLACE
    note: str = ""
    position: float = 0.0


@dataclass(frozen=True)
class ReportText:
    """The text of a chapter of the report, as a person has written it."""

    id: str
    chapter: str
    text: str


@dataclass(frozen=True)
class Recorded:
    """Points known only as published, for a question, an area or the whole (TOTAL)."""

    id: str
    code: str
    points: Fraction


Record: TypeAlias = (
    Particulars | Member | Interview | Rating | Note | Finding | ReportText | Recorded
)


@dataclass(frozen=True)
class Change:
    """A record before and after; `before` is None for a new one, `after` for a deleted one."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record as it is now, or as it was before it was deleted."""
        record = self.after or self.before
        if record is None:
            raise ValueError("a change of nothing")
        return record

    @property
    def reversed(self) -> Change:
        """The change that takes this one back."""
        return Change(self.after, self.before)


@dataclass
class Assessment:
    """Everything of one assessment, in memory; each mapping goes from a record's id."""

    particulars: Particulars
    instrument: Instrument
    members: dict[str, Member] = field(default_factory=dict)
    interviews: dict[str, Interview] = field(default_factory=dict)
    ratings: dict[str, Rating] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    texts: dict[str, ReportText] = field(default_factory=dict)
    recorded: dict[str, Recorded] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The id of its particulars, which is the assessment's own."""
        return self.particulars.id

    @property
    def status(self) -> Status:
        """How far it has come, from what it holds."""
        if self.particulars.finished:
            return Status.FINISHED
        if self.ratings or self.notes or any(i.started_at for i in self.interviews.values()):
            return Status.UNDERWAY
        return Status.PREPARING

    @property
    def title(self) -> str:
        """Municipality and year, as in a heading."""
        return f"{self.particulars.municipality} {self.particulars.year}"

    def apply(self, change: Change) -> None:
        """Take a change into memory.

        Raises ValueError for particulars that are deleted: an assessment without them
        is none.
        """
        record = change.record
        if isinstance(record, Particulars):
            if change.after is None:
                raise ValueError("an assessment keeps its particulars")
            self.particulars = record
            return
        records = self._records_of(record)
        if change.after is None:
            records.pop(record.id, None)
        else:
            records[record.id] = record

    def get(self, record: Record) -> Record | None:
        """Return the record held now under the id of `record`, or None."""
        if isinstance(record, Particulars):
            return self.particulars
        return self._records_of(record).get(record.id)

    def records(self) -> Iterator[Record]:
        """Yield every record, particulars first, parents before what refers to them."""
        yield self.particulars
        yield from self.members.values()
        yield from self.interviews.values()
        yield from self.ratings.values()
        yield from self.notes.values()
        yield from self.findings.values()
        yield from self.texts.values()
        yield from self.recorded.values()

    def rating(self, interview: str, measure_point: str) -> Rating:
        """Return a rater's rating of a measure point; an empty one where there is none yet."""
        identity = rating_id(self.id, interview, measure_point)
        return self.ratings.get(identity) or Rating(identity, interview, measure_point)

    def interview_ratings(self, measure_point: str) -> Iterator[tuple[Interview, Rating]]:
        """Yield each interview that has rated a measure point, with its rating, in order."""
        for interview in self.interviews_in_order():
            rating = self.ratings.get(rating_id(self.id, interview.id, measure_point))
            if rating is not None and not rating.is_empty:
                yield interview, rating

    def interviews_in_order(self) -> list[Interview]:
        """Return the interviews as they are listed."""
        return sorted(self.interviews.values(), key=lambda i: (i.position, i.id))

    def members_in_order(self) -> list[Member]:
        """Return the team as it is listed."""
        return sorted(self.members.values(), key=lambda m: (m.position, m.id))

    def notes_of(self, interview: str) -> list[Note]:
        """Return an interview's note lines, in the order of its stream."""
        notes = (note for note in self.notes.values() if note.interview == interview)
        return sorted(notes, key=lambda note: (note.position, note.id))

    def notes_at(self, place: str) -> list[Note]:
        """Return all note lines of a measure point, question or area, by interview.

        Those of what lies within are included: notes at 1.4 are those of 1.4.3 too.
        """
        within = f"{place}."
        return [
            note
            for interview in self.interviews_in_order()
            for note in self.notes_of(interview.id)
            if note.text.strip() and (note.place == place or note.place.startswith(within))
        ]

    def findings_of(self, area: int, kind: FindingKind) -> list[Finding]:
        """Return one column of findings, in order."""
        findings = (f for f in self.findings.values() if f.area == area and f.kind is kind)
        return sorted(findings, key=lambda finding: (finding.position, finding.id))

    def text(self, chapter: str) -> str | None:
        """Return what a person has written for a chapter, or None for nothing."""
        text = self.texts.get(text_id(self.id, chapter))
        return text.text if text is not None else None

    def recorded_points(self, code: str) -> Fraction | None:
        """Return the points recorded for a code, or None."""
        recorded = self.recorded.get(recorded_id(self.id, code))
        return recorded.points if recorded is not None else None

    def group_of(self, interview: Interview) -> InformantGroup:
        """Return the informant group of an interview."""
        return self.instrument.group(interview.group)

    def _records_of(self, record: Record) -> dict[str, Record]:
        held = {
            Member: self.members,
            Interview: self.interviews,
            Rating: self.ratings,
            Note: self.notes,
            Finding: self.findings,
            ReportText: self.texts,
            Recorded: self.recorded,
        }
        return cast("dict[str, Record]", held[type(record)])


# A rating key asks for every interview's rating of a measure point; the hash behind an id
# is the most of that.
@lru_cache(maxsize=100_000)
def rating_id(assessment: str, interview: str, measure_point: str) -> str:
    """Return the id of a rater's rating; `interview` may be TEAM."""
    return derived_id(assessment, "rating", interview, measure_point)


def text_id(assessment: str, chapter: str) -> str:
    """Return the id of a report text."""
    return derived_id(assessment, "text", chapter)


def recorded_id(assessment: str, code: str) -> str:
    """Return the id of a recorded result."""
    return derived_id(assessment, "recorded", code)
