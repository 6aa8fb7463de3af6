"""The records of an assessment: particulars, team, interviews, ratings, findings, plan, texts.

Every record is a frozen dataclass with an `id` that never changes. Its fields are plain values,
so that it can be stored as a row, and two copies can be merged field by field. A changed record
is a new object (`dataclasses.replace`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

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
from kompass_desktop.assessment.record_ids import TOGETHER
from kompass_desktop.instrument.model import DOCUMENTS, Aspect

TEAM = ""
"""The value of `Rating.interview` for a rating of the team, instead of an interview's id."""

ANSWERED_ELSEWHERE = "elsewhere"
"""The value of `answer` for a follow-up that is answered outside the notes."""

NO_CODE = ""
"""The code of a note or a finding that belongs to no part of the instrument."""

TOTAL = ""
"""The code of a recorded result for the whole instrument."""

USUAL_INTERVIEW_MINUTES = 75

USUAL_LUNCH = "11:30-12:00"


class Mark(StrEnum):
    """What a note line is marked as."""

    STRENGTH = "strength"
    CHALLENGE = "challenge"
    WEAKNESS = "weakness"
    FOLLOW_UP = "follow_up"


class Sentence(StrEnum):
    """The sentences that a measure point can give as a finding (`scoring.md`)."""

    STRENGTH = "strength"
    CHALLENGE = "challenge"
    SHORTFALL = "shortfall"
    """A weakness, although something exists."""
    WEAKNESS = "weakness"


class Follows(StrEnum):
    """Which fields of a finding follow its note line, until a person edits the finding."""

    LINE = "line"
    """All: the text, the code with its area, and the kind, which is the line's mark."""
    WORDS = "words"
    """The code, the area and the kind; the text is a selection of words of the line."""
    NOTHING = "nothing"
    """None: a person has edited the finding, and the note is only its source."""


class EventKind(StrEnum):
    """The kinds of events of a whole assessment."""

    FINISHED = "finished"
    REOPENED = "reopened"
    ANONYMISED = "anonymised"


class InterviewStatus(StrEnum):
    """How far an interview has come."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    HELD = "held"
    CANCELLED = "cancelled"


class DocumentStatus(StrEnum):
    """How far the team has come with a document."""

    REQUESTED = "requested"
    RECEIVED = "received"
    READ = "read"


class ChainStep(StrEnum):
    """Where in the chain from input to impact a document belongs."""

    INPUT = "input"
    PROCESS = "process"
    OUTPUT = "output"
    RESULT = "result"
    IMPACT = "impact"


@dataclass(frozen=True)
class Particulars:
    """The particulars of an assessment: municipality, year, dates and parties.

    `municipality` is the official name in all its languages ("Kárášjohka - Karasjok");
    `municipality_number` its four digits in `year`. `begins` and `ends` are ISO dates of the
    field work, or "". `invented` marks an example, which must be shown as one everywhere.
    `retain_until` is the ISO date by which its personal data must be deleted, or "". `client`
    is who ordered the assessment and `firm` who carries it out, or "". `lunch` is the lunch
    break, as "11:30-12:00", or "".
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
    client: str = ""
    firm: str = ""
    lunch: str = USUAL_LUNCH

    @property
    def title(self) -> str:
        """The municipality and the year, as in a heading."""
        return f"{self.municipality} {self.year}"


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

    `group` is an informant group's key and `code` the informant's code ("VL-04"); `name` may be
    "". `participants` is 0 if the number is not known. `planned_at` is the local ISO time
    without zone, or ""; `agreed_minutes` the agreed duration; `elapsed_seconds` the time on the
    interview's clock; `started_at` the ISO time, with zone, of its first start, or "". `venue`
    is the place, `language` the spoken language if noted, and `interviewers` the ids of the
    team members who hold it, separated by spaces. `cancelled` is ignored once it has started.
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
    venue: str = ""
    interviewers: str = ""
    language: str = ""
    cancelled: bool = False

    @property
    def is_document_study(self) -> bool:
        """Whether it is the document study, not an interview."""
        return self.group == DOCUMENTS

    @property
    def is_held(self) -> bool:
        """Whether it has started, or is finished without having been timed."""
        return bool(self.started_at) or self.finished

    @property
    def is_cancelled(self) -> bool:
        """Whether it was called off before it began."""
        return self.cancelled and not self.is_held

    @property
    def status(self) -> InterviewStatus:
        """How far it has come."""
        if self.finished:
            return InterviewStatus.HELD
        if self.started_at:
            return InterviewStatus.UNDER_WAY
        return InterviewStatus.CANCELLED if self.cancelled else InterviewStatus.PLANNED

    @property
    def interviewer_ids(self) -> tuple[str, ...]:
        """The ids of the members who hold it; some may no longer be in the team."""
        return tuple(self.interviewers.split())


@dataclass(frozen=True)
class AskingChoice:
    """A choice whether a group or an interview is asked something, against the default.

    `asker` is an informant group's key or an interview's id; `code` that of an area, a
    question or a measure point. `asked` is None if the choice was withdrawn.
    """

    id: str
    asker: str
    code: str
    asked: bool | None = None


@dataclass(frozen=True)
class Rating:
    """A rating of a measure point by an interview, the team or a member; levels 0–4 or None.

    `interview` is an interview's id, or TEAM. `planned_only` and `not_in_focus` are None until
    they are set. `reason` is the team's reason for its rating. `author` is TOGETHER, or the id
    of a team member for an own view, which is never scored. `answer` is the id of the note that
    answers a follow-up, ANSWERED_ELSEWHERE, or "" while it is open. `rejected` is, in the team's
    rating, the draft of a finding that the team rejected, or None.
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
    reason: str = ""
    author: str = TOGETHER
    answer: str = ""
    rejected: Sentence | None = None

    def level(self, aspect: Aspect) -> int | None:
        """Return the level, 0–4, on an aspect, or None if not rated."""
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
        """Return the rating with another level, 0–4, on an aspect, or None for not rated."""
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
        """The four levels, in the order of `Aspect`."""
        return (self.system, self.extent, self.result, self.evaluation)

    @property
    def is_complete(self) -> bool:
        """Whether all four levels are set, or a flag that decides the points alone."""
        return bool(self.planned_only or self.not_in_focus) or None not in self.levels

    @property
    def is_empty(self) -> bool:
        """Whether no level and no flag is set."""
        return (
            self.levels == (None, None, None, None)
            and self.planned_only is None
            and self.not_in_focus is None
        )


@dataclass(frozen=True)
class Note:
    """A line of an interview's notes.

    `code` is that of the measure point, question or area that it belongs to, or
    NO_CODE; `begun_at` the ISO time, with zone, at which the line was begun. `answer` is
    as a rating's, for a line that is marked for follow-up. `also` contains the further codes
    that it belongs to, separated by spaces; its finding has `code`. `document` is the id of
    the document that it is about, or empty, and `page` the page in it, as "14" or "14-16".
    """

    id: str
    interview: str
    text: str
    begun_at: str
    code: str = NO_CODE
    mark: Mark | None = None
    position: float = 0.0
    answer: str = ""
    also: str = ""
    document: str = ""
    page: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes that it belongs to, each once; the first one is its finding's."""
        # Called for every note of an assessment, and few of them have further codes.
        if not self.also:
            return (self.code,) if self.code else ()
        return tuple(dict.fromkeys(code for code in (self.code, *self.also.split()) if code))

    @property
    def further_codes(self) -> tuple[str, ...]:
        """The codes that it belongs to, except `code`."""
        return tuple(code for code in self.codes if code != self.code) if self.also else ()

    def is_within(self, code: str) -> bool:
        """Whether it belongs to a code or to a part of it: 1.4.3 is a part of 1.4."""
        within = f"{code}."
        return any(each == code or each.startswith(within) for each in self.codes)

    def at(self, code: str) -> Note:
        """Return a copy with `code` as its first code and the same further codes."""
        also = (each for each in self.further_codes if each != code)
        return replace(self, code=code, also=" ".join(also))

    def with_further(self, code: str) -> Note:
        """Return a copy with `code` added to the further codes, or removed if it is one of them.

        If it is the first code, the note is returned unchanged.
        """
        if code == self.code:
            return self
        others = [each for each in self.further_codes if each != code]
        is_new = len(others) == len(self.further_codes)
        return replace(self, also=" ".join([*others, code] if is_new else others))


@dataclass(frozen=True)
class Document:
    """A document in the register of the document study.

    `kind` is the type of document, as free text; `year` and `chain` are None if unknown.
    `link` is a web address or a path, which is never fetched; `attachment` the id of the
    attachment that contains the document, or empty. `service` is the service area, as in
    `Improvement`; `codes` contains the codes of which it is evidence, separated by spaces,
    besides those of the notes about it.
    """

    id: str
    title: str
    kind: str = ""
    year: int | None = None
    chain: ChainStep | None = None
    status: DocumentStatus = DocumentStatus.REQUESTED
    link: str = ""
    attachment: str = ""
    position: float = 0.0
    service: str = ""
    codes: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file that is stored in the library: a document, or a photo at a note line.

    `name` is its file name, `size` its size in bytes, `digest` the SHA-256 of its content in
    hex, which is the key of the content in the library. `note` is the id of the note line that
    it belongs to, or empty.
    """

    id: str
    name: str
    media_type: str
    size: int
    digest: str
    note: str = ""
    position: float = 0.0


@dataclass(frozen=True)
class Finding:
    """A strength, challenge or weakness of an area.

    `code` is that of the measure point or question that it is about, or ""; `note` the id of
    the note line that it was made from, or "". `follows` is which fields follow that line, or
    None in libraries of earlier versions, see `marks.is_following`. `basis` is the rating of
    the measure point when a person accepted or kept its draft (`drafts.basis_of`), or "".
    `joined` has the codes of the findings that were joined into it, separated by spaces.
    """

    id: str
    area: int
    kind: FindingKind
    text: str
    code: str = NO_CODE
    note: str = ""
    position: float = 0.0
    follows: Follows | None = None
    basis: str = ""
    joined: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Its own code and the joined ones, without blanks."""
        return tuple(code for code in (self.code, *self.joined.split()) if code)


@dataclass(frozen=True)
class Recommendation:
    """A recommendation to the municipality: what should be done, by whom, and when.

    `code` is that of the area, question or measure point that it is about, or NO_CODE for the
    whole municipality. `responsible` is who should do it, and `deadline` by when, both as free
    text of one line; `finding` is the id of the finding that it was made from, or "".
    The order of all recommendations is their priority.
    """

    id: str
    text: str
    code: str = NO_CODE
    responsible: str = ""
    deadline: str = ""
    finding: str = ""
    position: float = 0.0

    def is_within(self, code: str) -> bool:
        """Whether it is about a code or a part of it: 1.4.3 is a part of 1.4."""
        return self.code == code or self.code.startswith(f"{code}.")


@dataclass(frozen=True)
class ReportText:
    """The text of a chapter of the report, written by a person.

    `figures` has the points that the text named when it was written (`report.stale_figures`).
    """

    id: str
    chapter: str
    text: str
    figures: str = ""


@dataclass(frozen=True)
class Recorded:
    """Published points of a question, an area or the whole (TOTAL), without ratings."""

    id: str
    code: str
    points: Fraction


@dataclass(frozen=True)
class Event:
    """The finishing, reopening or anonymising of an assessment; an event is never changed.

    `at` is the ISO time with zone, or empty if not known, as for assessments finished before
    events were stored; `reason` is the reason that a person gave. If `kind` is FINISHED,
    `program` is the version of Kompass, `figures` the figures then, as text from
    `figures.Figures.to_text`, and `drafts` the drafted chapters of the report, as text from
    `kept_texts.to_text`, or empty. The other kinds have these three empty.
    """

    id: str
    kind: EventKind
    at: str
    reason: str = ""
    program: str = ""
    figures: str = ""
    drafts: str = ""


Record: TypeAlias = (
    Particulars
    | Member
    | Interview
    | AskingChoice
    | Rating
    | Document
    | Note
    | Attachment
    | Finding
    | Recommendation
    | Improvement
    | Lift
    | Activity
    | Workshop
    | Ballot
    | StatusCheck
    | Carryover
    | ReportText
    | Recorded
    | Event
)

PLAN: tuple[type[Record], ...] = (Improvement, Lift, Activity, Workshop, Ballot, StatusCheck)
"""The types of the plan, which is carried out, and changed, after the assessment is finished."""


@dataclass(frozen=True)
class Change:
    """A record before and after a change; None before for a new one, after for a deleted one."""

    before: Record | None
    after: Record | None

    @property
    def record(self) -> Record:
        """The record after the change, or before it if it is deleted; ValueError for neither."""
        record = self.after or self.before
        if record is None:
            raise ValueError("a change of nothing")
        return record

    @property
    def reversed(self) -> Change:
        """The change that undoes this one."""
        return Change(self.after, self.before)
