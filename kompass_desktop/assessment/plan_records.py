"""The records of the plan: improvements, timeline, workshops, status rounds, and last time's."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kompass_desktop.assessment.finding_kind import FindingKind


class ImprovementStatus(StrEnum):
    """How far the municipality has come with an improvement."""

    PROPOSED = "proposed"
    ADOPTED = "adopted"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """What came of an improvement, or of a finding, of last time."""

    CARRIED_OUT = "carried_out"
    PARTLY = "partly"
    NOT_CARRIED_OUT = "not_carried_out"


@dataclass(frozen=True)
class Improvement:
    """An improvement that the municipality may carry out: what, by whom, when, for which effect.

    `title` is one line, `text` describes it. `service` is the key of a service area
    (`service_areas`), a name of the municipality's own, or "" for the whole organisation.
    `responsible` is the role that owns it. `begins` and `ends` are ISO dates, or "". `effort`
    and `effect` are 1 (little) to 5 (much), or None. `findings` contains the ids of the
    findings that it was made from, `after` the ids of the improvements and activities that
    must end before it begins, each separated by spaces. `workshop` is the id of the workshop
    in which it was proposed, or "". What it lifts are the records `Lift`.
    """

    id: str
    title: str
    text: str = ""
    service: str = ""
    responsible: str = ""
    begins: str = ""
    ends: str = ""
    effort: int | None = None
    effect: int | None = None
    status: ImprovementStatus = ImprovementStatus.PROPOSED
    findings: str = ""
    after: str = ""
    in_scenario: bool = True
    workshop: str = ""
    position: float = 0.0

    @property
    def finding_ids(self) -> tuple[str, ...]:
        """The ids of the findings that it was made from; some may be deleted."""
        return tuple(self.findings.split())

    @property
    def after_ids(self) -> tuple[str, ...]:
        """The ids of what must end before it begins; some may be deleted."""
        return tuple(self.after.split())


@dataclass(frozen=True)
class Lift:
    """A measure point that an improvement is to lift, and the levels, 0–4, it should reach.

    A level that is None is not lifted. A lift without levels says only that the improvement
    is about the measure point.
    """

    id: str
    improvement: str
    measure_point: str
    system: int | None = None
    extent: int | None = None
    result: int | None = None
    evaluation: int | None = None

    @property
    def levels(self) -> tuple[int | None, int | None, int | None, int | None]:
        """The four levels to reach, in the order of `Aspect`."""
        return (self.system, self.extent, self.result, self.evaluation)


@dataclass(frozen=True)
class Activity:
    """A phase, an activity or a milestone of the plan's timeline.

    `begins` and `ends` are ISO dates, or ""; a milestone has only `begins`. `parent` is the id
    of the activity that it is a part of, or "". An activity with parts and without dates lasts
    from the first to the last of them. `service`, `responsible` and `after` are as in
    `Improvement`.
    """

    id: str
    title: str
    begins: str = ""
    ends: str = ""
    milestone: bool = False
    parent: str = ""
    service: str = ""
    responsible: str = ""
    done: bool = False
    after: str = ""
    position: float = 0.0

    @property
    def after_ids(self) -> tuple[str, ...]:
        """The ids of what must end before it begins; some may be deleted."""
        return tuple(self.after.split())


@dataclass(frozen=True)
class Workshop:
    """A workshop in which improvements are proposed and voted on.

    `held_on` is the ISO date, or "". Each of `participants` has `dots_each` votes; 0
    participants means that the number is not known. `closed` keeps the result.
    """

    id: str
    title: str
    held_on: str = ""
    participants: int = 0
    dots_each: int = 3
    closed: bool = False
    position: float = 0.0


@dataclass(frozen=True)
class Ballot:
    """The votes for an improvement in a workshop, as a number of dots."""

    id: str
    workshop: str
    improvement: str
    dots: int = 0


@dataclass(frozen=True)
class StatusCheck:
    """The status of an improvement in the status round of a year, between two assessments."""

    id: str
    improvement: str
    year: int
    status: ImprovementStatus
    comment: str = ""


@dataclass(frozen=True)
class Carryover:
    """An improvement or a finding of the last assessment, to be followed up in this one.

    `origin` is the id of the record in the last assessment, `year` that assessment's. `kind` is
    that of the finding, or None for an improvement. `codes` contains the codes that it is
    about, separated by spaces. `outcome` is None until somebody has found out what came of it,
    and `comment` one line about it.
    """

    id: str
    origin: str
    year: int
    text: str
    kind: FindingKind | None = None
    codes: str = ""
    responsible: str = ""
    deadline: str = ""
    outcome: Outcome | None = None
    comment: str = ""
    position: float = 0.0

    def is_within(self, code: str) -> bool:
        """Whether it is about a code or a part of it: 1.4.3 is a part of 1.4."""
        within = f"{code}."
        return any(each == code or each.startswith(within) for each in self.codes.split())
