"""An assessment in memory: its records, and queries over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from typing import cast

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.plan_records import (
    Activity,
    Ballot,
    Carryover,
    Improvement,
    Lift,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.record_ids import (
    TOGETHER,
    ballot_id,
    document_study_id,
    lift_id,
    rating_id,
    recorded_id,
    text_id,
)
from kompass_desktop.assessment.records import (
    TEAM,
    AskingChoice,
    Attachment,
    Change,
    Document,
    Event,
    EventKind,
    Finding,
    Interview,
    Member,
    Note,
    Particulars,
    Rating,
    Recommendation,
    Record,
    Recorded,
    ReportText,
)
from kompass_desktop.instrument.model import InformantGroup, Instrument


class Status(StrEnum):
    """How far an assessment has come."""

    PREPARING = "preparing"
    UNDERWAY = "underway"
    FINISHED = "finished"


@dataclass
class Assessment:
    """One assessment in memory; each mapping of records has their ids as keys."""

    particulars: Particulars
    instrument: Instrument
    members: dict[str, Member] = field(default_factory=dict)
    interviews: dict[str, Interview] = field(default_factory=dict)
    asking_choices: dict[str, AskingChoice] = field(default_factory=dict)
    ratings: dict[str, Rating] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    attachments: dict[str, Attachment] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    recommendations: dict[str, Recommendation] = field(default_factory=dict)
    improvements: dict[str, Improvement] = field(default_factory=dict)
    lifts: dict[str, Lift] = field(default_factory=dict)
    activities: dict[str, Activity] = field(default_factory=dict)
    workshops: dict[str, Workshop] = field(default_factory=dict)
    ballots: dict[str, Ballot] = field(default_factory=dict)
    status_checks: dict[str, StatusCheck] = field(default_factory=dict)
    carryovers: dict[str, Carryover] = field(default_factory=dict)
    texts: dict[str, ReportText] = field(default_factory=dict)
    recorded: dict[str, Recorded] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    earlier_names: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """Present and former names of informants, each with the id of the interview."""
    removed_interviews: dict[str, Interview] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def id(self) -> str:
        """The id of the assessment, which is that of its particulars."""
        return self.particulars.id

    @property
    def status(self) -> Status:
        """How far it has come, judged by its records."""
        if self.particulars.finished:
            return Status.FINISHED
        if self.ratings or self.notes or any(i.started_at for i in self.interviews.values()):
            return Status.UNDERWAY
        return Status.PREPARING

    @property
    def is_finished(self) -> bool:
        """Whether it is finished, and must be reopened before it can be changed."""
        return self.particulars.finished

    @property
    def finish(self) -> Event | None:
        """The event with the frozen figures, or None while none are frozen.

        If copies were finished separately and then merged, it is the latest of their events.
        """
        if not self.is_finished:
            return None
        events = self.events.values()
        reopened = max((e.at for e in events if e.kind is EventKind.REOPENED), default="")
        frozen = (
            event
            for event in events
            if event.kind is EventKind.FINISHED and event.figures and event.at >= reopened
        )
        return max(frozen, key=lambda event: (event.at, event.id), default=None)

    def events_in_order(self) -> list[Event]:
        """Return its events, the earliest first."""
        return sorted(self.events.values(), key=lambda event: (event.at, event.id))

    @property
    def title(self) -> str:
        """Municipality and year, as in a heading."""
        return self.particulars.title

    def snapshot(self) -> Assessment:
        """Return a copy that does not change with this one; both share the immutable records."""
        return replace(
            self,
            members=dict(self.members),
            interviews=dict(self.interviews),
            asking_choices=dict(self.asking_choices),
            ratings=dict(self.ratings),
            documents=dict(self.documents),
            notes=dict(self.notes),
            attachments=dict(self.attachments),
            findings=dict(self.findings),
            recommendations=dict(self.recommendations),
            improvements=dict(self.improvements),
            lifts=dict(self.lifts),
            activities=dict(self.activities),
            workshops=dict(self.workshops),
            ballots=dict(self.ballots),
            status_checks=dict(self.status_checks),
            carryovers=dict(self.carryovers),
            texts=dict(self.texts),
            recorded=dict(self.recorded),
            events=dict(self.events),
            earlier_names=dict(self.earlier_names),
            removed_interviews=dict(self.removed_interviews),
        )

    def apply(self, change: Change) -> None:
        """Apply a change to the records in memory.

        Raises ValueError for a deletion of the particulars, which every assessment must have.
        """
        record = change.record
        if isinstance(record, Particulars):
            if change.after is None:
                raise ValueError("an assessment keeps its particulars")
            self.particulars = record
            return
        records = self._records_of(record)
        if isinstance(record, Interview):
            self._remember_names(record.id, change)
        if change.after is None:
            records.pop(record.id, None)
        else:
            records[record.id] = record

    def _remember_names(self, interview: str, change: Change) -> None:
        """Remember the names of an informant, because texts may contain them."""
        for each in (self.interviews.get(interview), change.before, change.after):
            if isinstance(each, Interview) and each.name.strip():
                self.earlier_names[each.name] = interview
                if change.after is None:
                    self.removed_interviews[interview] = each

    def rating_ids(self, measure_point: str) -> set[str]:
        """Return the ids of all ratings of a measure point, including those of removed records."""
        raters = (TEAM, *self.interviews, *self.removed_interviews)
        return {rating_id(self.id, rater, measure_point) for rater in raters} | {
            rating.id for rating in self.ratings.values() if rating.measure_point == measure_point
        }

    def get(self, record: Record) -> Record | None:
        """Return the current record with the type and id of `record`, or None."""
        return self.current(type(record), record.id)

    def current(self, kind: type[Record], identity: str) -> Record | None:
        """Return the current record of a type with an id, or None."""
        if kind is Particulars:
            return self.particulars
        return self._records_of_kind(kind).get(identity)

    def records(self) -> Iterator[Record]:
        """Yield all records; particulars come first, and a record before those referring to it."""
        yield self.particulars
        yield from self.members.values()
        yield from self.interviews.values()
        yield from self.asking_choices.values()
        yield from self.ratings.values()
        yield from self.documents.values()
        yield from self.notes.values()
        yield from self.attachments.values()
        yield from self.findings.values()
        yield from self.recommendations.values()
        yield from self.improvements.values()
        yield from self.lifts.values()
        yield from self.activities.values()
        yield from self.workshops.values()
        yield from self.ballots.values()
        yield from self.status_checks.values()
        yield from self.carryovers.values()
        yield from self.texts.values()
        yield from self.recorded.values()
        yield from self.events.values()

    def rating(self, interview: str, measure_point: str, author: str = TOGETHER) -> Rating:
        """Return the rating of an interview or TEAM for a measure point, or an empty rating.

        `author` is the id of a team member for an own rating, or TOGETHER.
        """
        identity = rating_id(self.id, interview, measure_point, author)
        held = self.ratings.get(identity)
        return held or Rating(identity, interview, measure_point, author=author)

    def own_rating(self, member: str, measure_point: str) -> Rating:
        """Return a team member's own rating of a measure point, given the member's id."""
        return self.rating(TEAM, measure_point, member)

    def interview_ratings(self, measure_point: str) -> Iterator[tuple[Interview, Rating]]:
        """Yield each source that has rated a measure point, with its rating, in order."""
        for interview in self.sources_in_order():
            rating = self.ratings.get(rating_id(self.id, interview.id, measure_point))
            if rating is not None and not rating.is_empty:
                yield interview, rating

    def interviews_in_order(self) -> list[Interview]:
        """Return the interviews as they are listed, without the document study."""
        people = (each for each in self.interviews.values() if not each.is_document_study)
        return sorted(people, key=lambda i: (i.position, i.id))

    def sources_in_order(self) -> list[Interview]:
        """Return the interviews as they are listed and, last, the document study if begun."""
        study = self.document_study
        return [*self.interviews_in_order(), *((study,) if study else ())]

    @property
    def document_study(self) -> Interview | None:
        """The record that ratings and notes from documents belong to, or None before the first."""
        return self.interviews.get(document_study_id(self.id))

    def documents_in_order(self) -> list[Document]:
        """Return the documents in the order in which they are listed."""
        return sorted(self.documents.values(), key=lambda d: (d.position, d.id))

    def attachments_at(self, note: str) -> list[Attachment]:
        """Return the attachments of a note line, given its id, in order."""
        own = (each for each in self.attachments.values() if each.note == note)
        return sorted(own, key=lambda each: (each.position, each.id))

    def members_in_order(self) -> list[Member]:
        """Return the team members in the order of the list."""
        return sorted(self.members.values(), key=lambda m: (m.position, m.id))

    def notes_of(self, interview: str) -> list[Note]:
        """Return the note lines of an interview, given its id, in order."""
        notes = (note for note in self.notes.values() if note.interview == interview)
        return sorted(notes, key=lambda note: (note.position, note.id))

    def notes_at(self, code: str) -> list[Note]:
        """Return all note lines of a measure point, question or area, in order of their source.

        Notes of a part are included: notes at 1.4 include those at 1.4.3. A line with further
        codes is at each of them.
        """
        within = f"{code}."
        places = {each.id: place for place, each in enumerate(self.sources_in_order())}
        notes = (
            note
            for note in self.notes.values()
            # The first two tests decide for most notes, without a method call.
            if (
                note.code == code
                or note.code.startswith(within)
                or (note.also and note.is_within(code))
            )
            and note.interview in places
            and note.text.strip()
        )
        return sorted(notes, key=lambda note: (places[note.interview], note.position, note.id))

    def findings_of(self, area: int, kind: FindingKind) -> list[Finding]:
        """Return the findings of one kind in an area, given its number, in order."""
        findings = (f for f in self.findings.values() if f.area == area and f.kind is kind)
        return sorted(findings, key=lambda finding: (finding.position, finding.id))

    def recommendations_in_order(self, code: str = "") -> list[Recommendation]:
        """Return the recommendations by priority; with a code, only those about a part of it."""
        own = (each for each in self.recommendations.values() if not code or each.is_within(code))
        return sorted(own, key=lambda each: (each.position, each.id))

    def improvements_in_order(self) -> list[Improvement]:
        """Return the improvements by priority."""
        return sorted(self.improvements.values(), key=lambda each: (each.position, each.id))

    def lifts_of(self, improvement: str) -> list[Lift]:
        """Return what an improvement, given its id, is to lift, in the instrument's order."""
        places = {point.code: at for at, point in enumerate(self.instrument.measure_points)}
        own = (lift for lift in self.lifts.values() if lift.improvement == improvement)
        return sorted(own, key=lambda lift: places.get(lift.measure_point, len(places)))

    def lift(self, improvement: str, measure_point: str) -> Lift:
        """Return what an improvement is to lift a measure point to, or a lift without levels."""
        identity = lift_id(self.id, improvement, measure_point)
        return self.lifts.get(identity) or Lift(identity, improvement, measure_point)

    def activities_in_order(self) -> list[Activity]:
        """Return the activities as they are listed, each followed by its parts."""
        children: dict[str, list[Activity]] = {}
        for each in sorted(self.activities.values(), key=lambda a: (a.position, a.id)):
            parent = each.parent if each.parent in self.activities else ""
            children.setdefault(parent, []).append(each)
        ordered: list[Activity] = []
        waiting = children.pop("", [])[::-1]
        while waiting:
            ordered.append(waiting.pop())
            waiting += children.pop(ordered[-1].id, [])[::-1]
        # Two machines can make each of two activities a part of the other.
        return ordered + [each for circle in children.values() for each in circle]

    def workshops_in_order(self) -> list[Workshop]:
        """Return the workshops in the order in which they were made."""
        return sorted(self.workshops.values(), key=lambda each: (each.position, each.id))

    def ballot(self, workshop: str, improvement: str) -> Ballot:
        """Return the votes for an improvement in a workshop, given their ids; no dots if none."""
        identity = ballot_id(self.id, workshop, improvement)
        return self.ballots.get(identity) or Ballot(identity, workshop, improvement)

    def status_checks_of(self, improvement: str) -> list[StatusCheck]:
        """Return the status of an improvement, given its id, in each status round, by year."""
        own = (each for each in self.status_checks.values() if each.improvement == improvement)
        return sorted(own, key=lambda check: (check.year, check.id))

    def carryovers_in_order(self, code: str = "") -> list[Carryover]:
        """Return what was carried over from last time; with a code, only what is within it."""
        own = (each for each in self.carryovers.values() if not code or each.is_within(code))
        return sorted(own, key=lambda each: (each.position, each.id))

    def text(self, chapter: str) -> str | None:
        """Return the text that a person has written for a chapter, or None."""
        text = self.texts.get(text_id(self.id, chapter))
        return text.text if text is not None else None

    def recorded_points(self, code: str) -> Fraction | None:
        """Return the recorded points of an area, a question or TOTAL, or None."""
        recorded = self.recorded.get(recorded_id(self.id, code))
        return recorded.points if recorded is not None else None

    def group_of(self, interview: Interview) -> InformantGroup:
        """Return the informant group of an interview."""
        return self.instrument.group(interview.group)

    def _records_of(self, record: Record) -> dict[str, Record]:
        return self._records_of_kind(type(record))

    def _records_of_kind(self, kind: type[Record]) -> dict[str, Record]:
        held = {
            Member: self.members,
            Interview: self.interviews,
            AskingChoice: self.asking_choices,
            Rating: self.ratings,
            Document: self.documents,
            Note: self.notes,
            Attachment: self.attachments,
            Finding: self.findings,
            Recommendation: self.recommendations,
            Improvement: self.improvements,
            Lift: self.lifts,
            Activity: self.activities,
            Workshop: self.workshops,
            Ballot: self.ballots,
            StatusCheck: self.status_checks,
            Carryover: self.carryovers,
            ReportText: self.texts,
            Recorded: self.recorded,
            Event: self.events,
        }
        return cast("dict[str, Record]", held[kind])
