"""The data of one report: the assessment, its scores, and what is computed from them.

`ReportData` is created once for a report and passed to drafts, chapters and charts, so that
nothing is computed twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.comparing.comparison import extremes, is_comparable, share_in_focus
from kompass_desktop.assessment.consensus import is_disagreement
from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.intensity import Intensity, aspect_intensity
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.planning.advice import Advice, advice
from kompass_desktop.assessment.profile import Profile, ProfileEntry, profile_of
from kompass_desktop.assessment.record_ids import document_study_id
from kompass_desktop.assessment.records import TOTAL, Document, DocumentStatus, Particulars
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import (
    Area,
    InformantGroup,
    Instrument,
    MeasurePoint,
    Question,
)
from kompass_desktop.report.names import name_and_year
from kompass_desktop.report.plan.plan_content import PlanContent

RANKED = 5
"""How many questions are listed as the strongest, and as the weakest."""

_SURE = ({ScoreStatus.RATED}, {ScoreStatus.RECORDED})
_UNSETTLED = frozenset({ScoreStatus.PRELIMINARY, ScoreStatus.PROPOSAL})


@dataclass(frozen=True)
class GroupCount:
    """How an informant group took part: numbers of interviews, started ones and participants.

    `participants` counts those of the interviews that have started; 0 if not known.
    """

    group: InformantGroup
    interviews: int
    held: int
    participants: int


@dataclass(frozen=True)
class Progress:
    """How many measure points are in focus, and how many of these are completely rated."""

    rated: int
    in_focus: int


@dataclass(frozen=True)
class ReportData:
    """An assessment with its scores; each property is computed once, when it is first used.

    The assessment must not change as long as this is in use. `earlier` is the profile of an
    earlier assessment, which is drawn beside this one. `shows_differences` adds the chart of
    differences between informant groups. `compared` is what the section on the comparison shows.
    `firm` is who writes the report.
    """

    assessment: Assessment
    board: Scoreboard
    earlier: Profile | None = None
    shows_differences: bool = False
    compared: tuple[Compared, ...] = ()
    firm: Firm = NO_FIRM

    @property
    def instrument(self) -> Instrument:
        """The instrument of the assessment."""
        return self.assessment.instrument

    @property
    def particulars(self) -> Particulars:
        """The particulars of the assessment."""
        return self.assessment.particulars

    @cached_property
    def profile(self) -> Profile:
        """The profile for the charts; its label is the municipality and the year."""
        return profile_of(self.board, name_and_year(self.particulars))

    @cached_property
    def subject_and_verbs(self) -> tuple[str, frozenset[str]]:
        """The usual first word of the instrument's statements, and what follows it there.

        Its sentences for findings leave that word out, and begin with a verb.
        """
        points = self.instrument.measure_points
        statements = [point.statement.split() for point in points if point.statement.strip()]
        subjects = Counter(words[0] for words in statements)
        subject = subjects.most_common(1)[0][0] if subjects else ""
        after = {words[1].capitalize() for words in statements if words[0] == subject and words[1:]}
        said = (text for p in points for text in (p.strength, p.challenge, p.shortfall, p.weakness))
        return subject, frozenset(after | {text.split()[0] for text in said if text.strip()})

    @cached_property
    def is_recorded_only(self) -> bool:
        """Whether the assessment has recorded results and no ratings."""
        return is_recorded_only(self.assessment)

    @cached_property
    def statuses(self) -> frozenset[ScoreStatus]:
        """The statuses of all scores that the report shows."""
        instrument = self.instrument
        entries: tuple[Area | Question, ...] = (*instrument.areas, *instrument.questions)
        codes = [TOTAL, *(entry.code for entry in entries)]
        if not self.is_recorded_only:
            codes += [point.code for point in instrument.measure_points]
        return frozenset(self.board.score(code).status for code in codes)

    @cached_property
    def is_draft(self) -> bool:
        """Whether anything is preliminary, a proposal, or not rated at all.

        A measure point that is not rated does not matter if points are recorded for its
        question, its area or the whole.
        """
        if self.is_recorded_only:
            return False
        return bool(self.statuses & _UNSETTLED) or any(
            self.board.score(point.code).status is ScoreStatus.MISSING
            and not self._is_recorded(TOTAL, area.code, question.code)
            for area in self.instrument.areas
            for question in area.questions
            for point in question.measure_points
        )

    @property
    def shows_statuses(self) -> bool:
        """Whether statuses are shown by signs and legends: not if all scores have a sure one."""
        return self.statuses not in _SURE

    @property
    def has_rated_documents(self) -> bool:
        """Whether measure points are rated from documents, so that these count as a group."""
        study = document_study_id(self.assessment.id)
        ratings = self.assessment.ratings.values()
        return any(rating.interview == study and not rating.is_empty for rating in ratings)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents with the status read, in the order of the register."""
        every = self.assessment.documents_in_order()
        return tuple(each for each in every if each.status is DocumentStatus.READ)

    @cached_property
    def advice(self) -> tuple[Advice, ...]:
        """What the municipality is advised to do, by priority, in the language in use then."""
        return tuple(advice(self.assessment))

    @cached_property
    def plan(self) -> PlanContent:
        """The plan, which may be empty."""
        return PlanContent(self.assessment, self.board)

    @cached_property
    def groups(self) -> tuple[GroupCount, ...]:
        """The informant groups with interviews that are not cancelled, in order."""
        every = [i for i in self.assessment.interviews_in_order() if not i.is_cancelled]
        counts = []
        for group in self.instrument.groups:
            interviews = [i for i in every if i.group == group.key]
            if interviews:
                held = [i for i in interviews if i.is_held]
                participants = sum(max(i.participants, 0) for i in held)
                counts.append(GroupCount(group, len(interviews), len(held), participants))
        return tuple(counts)

    @cached_property
    def disagreements(self) -> frozenset[str]:
        """The codes of the measure points on which informant groups disagree."""
        return disagreements(self.assessment)

    @cached_property
    def out_of_focus(self) -> frozenset[str]:
        """The codes of the measure points that the municipality has chosen not to pursue."""
        return frozenset(point.code for point in self.board.out_of_focus)

    @cached_property
    def planned_only(self) -> frozenset[str]:
        """The codes of those in focus that are only decided or planned."""
        points = (point.code for point in self.instrument.measure_points)
        planned = frozenset(code for code in points if self.board.rating(code).planned_only)
        return planned - self.out_of_focus

    @cached_property
    def comparable_areas(self) -> tuple[Area, ...]:
        """The areas that are completely rated and in focus, the strongest first."""
        score = self.board.score
        known = [area for area in self.instrument.areas if is_comparable(score(area.code))]
        return tuple(sorted(known, key=lambda area: -share_in_focus(score(area.code))))

    @cached_property
    def is_partly_rated(self) -> bool:
        """Whether an area is not completely rated, so that not all areas can be ranked."""
        return any(self.board.score(area.code).is_preliminary for area in self.instrument.areas)

    @cached_property
    def extremes(self) -> tuple[tuple[ProfileEntry, ...], tuple[ProfileEntry, ...]]:
        """The strongest questions and the weakest, at most `RANKED` of each."""
        return extremes(self.profile, RANKED)

    @cached_property
    def by_aspect(self) -> Mapping[str, tuple[Intensity, ...]]:
        """The intensity on every aspect, for the code of each question and area, and TOTAL."""
        instrument = self.instrument
        entries: tuple[Area | Question, ...] = (*instrument.areas, *instrument.questions)
        points = {entry.code: entry.measure_points for entry in entries}
        points[TOTAL] = instrument.measure_points
        return {code: self._intensities(points[code]) for code in points}

    def count_of(self, points: Iterable[MeasurePoint], codes: frozenset[str]) -> int:
        """Return how many of `points` are among `codes`, such as `planned_only`."""
        return sum(point.code in codes for point in points)

    def status_count(self, *statuses: ScoreStatus) -> int:
        """Return how many measure points have one of `statuses`."""
        points = self.instrument.measure_points
        return sum(self.board.score(point.code).status in statuses for point in points)

    def progress_of(self, points: Iterable[MeasurePoint]) -> Progress:
        """Return how many of `points` are completely rated and in focus."""
        pursued = [point for point in points if point.code not in self.out_of_focus]
        rated = sum(not self.board.score(point.code).is_preliminary for point in pursued)
        return Progress(rated, len(pursued))

    def earlier_entry(self, code: str) -> ProfileEntry | None:
        """Return the earlier entry of an area or a question, or None."""
        if self.earlier is None:
            return None
        entries = (*self.earlier.areas, *self.earlier.questions)
        return next((entry for entry in entries if entry.code == code), None)

    @property
    def earlier_label(self) -> str:
        """The name of the earlier assessment in a legend, or "" if there is none."""
        return self.earlier.label if self.earlier is not None else ""

    def _is_recorded(self, *codes: str) -> bool:
        return any(self.board.score(code).status is ScoreStatus.RECORDED for code in codes)

    def _intensities(self, points: tuple[MeasurePoint, ...]) -> tuple[Intensity, ...]:
        aspects = self.instrument.aspects
        return tuple(aspect_intensity(self.board, points, each.aspect) for each in aspects)


def is_recorded_only(assessment: Assessment) -> bool:
    """Return whether an assessment has recorded results and no ratings."""
    ratings = assessment.ratings.values()
    has_ratings = any(not rating.is_empty and not rating.author for rating in ratings)
    return bool(assessment.recorded) and not has_ratings


def disagreements(assessment: Assessment) -> frozenset[str]:
    """Return the codes of the measure points on which informant groups disagree."""
    return frozenset(
        point.code
        for point in assessment.instrument.measure_points
        if is_disagreement(assessment, point.code)
    )
