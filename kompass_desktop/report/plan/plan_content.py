"""The plan of an assessment as it is printed: improvements, timeline, scenario, documents.

It knows neither pages nor formats, so that every format prints the same. Nothing of it changes
the scores: what is planned gives no points.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, StatusCheck
from kompass_desktop.assessment.planning.advice import codes_of_improvements, planned
from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.planning.scenario_profile import scenario_profile, scenario_score
from kompass_desktop.assessment.planning.service_steps import ServiceSteps, document_chain
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.records import TOTAL, Finding
from kompass_desktop.assessment.scoring import Score, Scoreboard, ScoreStatus
from kompass_desktop.assessment.service_areas import service_name, services_of
from kompass_desktop.report.plan.timeline_layout import Bar, timeline_bars


@dataclass(frozen=True)
class PlannedImprovement:
    """An improvement of the plan; `number` is its place by priority, from 1.

    `codes` are those of what it is about, `findings` what it was made from; `gain` is the
    points that it alone would give, and `is_estimate` whether that is estimated; `check` is its
    latest status round, or None.
    """

    number: int
    improvement: Improvement
    codes: tuple[str, ...]
    findings: tuple[Finding, ...]
    gain: Fraction
    is_estimate: bool
    check: StatusCheck | None

    @property
    def title(self) -> str:
        """Its title without blank ends."""
        return self.improvement.title.strip()

    @property
    def status(self) -> ImprovementStatus:
        """How far the municipality has come with it."""
        return self.improvement.status


@dataclass(frozen=True)
class ServicePlan:
    """The improvements of a service area, given by its key or own name, by priority."""

    service: str
    improvements: tuple[PlannedImprovement, ...]

    @property
    def name(self) -> str:
        """The name of the service area."""
        return service_name(self.service)


@dataclass(frozen=True)
class PlanContent:
    """The plan of an assessment, with the scores as they are; each property is computed once."""

    assessment: Assessment
    board: Scoreboard

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print."""
        return not self.improvements and not self.timeline

    @cached_property
    def improvements(self) -> tuple[PlannedImprovement, ...]:
        """The improvements that are not dropped, by priority."""
        codes = codes_of_improvements(self.assessment)
        return tuple(
            self._planned(number, each, codes[each.id])
            for number, each in enumerate(planned(self.assessment), 1)
        )

    @cached_property
    def services(self) -> tuple[ServicePlan, ...]:
        """The service areas that have improvements."""
        own: dict[str, list[PlannedImprovement]] = {}
        for each in self.improvements:
            own.setdefault(each.improvement.service, []).append(each)
        return tuple(
            ServicePlan(service, tuple(own[service]))
            for service in services_of(self.assessment)
            if service in own
        )

    @cached_property
    def counts(self) -> Mapping[ImprovementStatus, int]:
        """How many improvements have each status, without the dropped ones."""
        found = Counter(each.status for each in self.improvements)
        return {status: found[status] for status in ImprovementStatus if found[status]}

    @cached_property
    def dropped(self) -> int:
        """How many improvements are dropped."""
        every = self.assessment.improvements.values()
        return sum(each.status is ImprovementStatus.DROPPED for each in every)

    @cached_property
    def timeline(self) -> tuple[Bar, ...]:
        """What has dates, in the order in which it is listed."""
        return timeline_bars(self.assessment)

    @cached_property
    def chain(self) -> tuple[ServiceSteps, ...]:
        """The documents by service area and step of the chain."""
        return document_chain(self.assessment)

    @cached_property
    def scenario(self) -> Scenario:
        """The scores with the improvements of the scenario that is kept with the assessment."""
        return Scenario(self.assessment, self.board)

    @property
    def has_scenario(self) -> bool:
        """Whether the scenario gives anything, and there are scores to compare it with."""
        is_known = self.board.total.status is not ScoreStatus.MISSING
        return is_known and self.scenario.gain() > 0

    @property
    def adds_up(self) -> bool:
        """Whether the printed areas of the scenario, each rounded, add up to its total."""
        areas = self.board.instrument.areas
        parts = sum(self.scenario.shown_area(area.number) for area in areas)
        return parts == self.scenario.shown_total

    @cached_property
    def checked(self) -> tuple[PlannedImprovement, ...]:
        """The improvements with a status round, by priority."""
        return tuple(each for each in self.improvements if each.check is not None)

    def largest(self, most: int) -> Sequence[PlannedImprovement]:
        """Return at most `most` improvements that give points, those that give most first."""
        giving = [each for each in self.improvements if each.gain > 0 and not _is_done(each)]
        return sorted(giving, key=lambda each: (-each.gain, each.number))[:most]

    def scenario_profile(self, profile: Profile, label: str) -> Profile:
        """Return a profile with the points of the scenario; `label` is its name in a legend."""
        return scenario_profile(self.scenario, profile, label)

    def score(self, code: str = TOTAL) -> Score:
        """Return the score that a part of the instrument would have in the scenario."""
        return scenario_score(self.scenario, code)

    def _planned(
        self, number: int, improvement: Improvement, codes: tuple[str, ...]
    ) -> PlannedImprovement:
        alone = Scenario(self.assessment, self.board, (improvement,))
        return PlannedImprovement(
            number,
            improvement,
            codes,
            self._findings_of(improvement),
            alone.gain(),
            alone.is_estimate,
            self._latest_checks.get(improvement.id),
        )

    def _findings_of(self, improvement: Improvement) -> tuple[Finding, ...]:
        found = (self.assessment.findings.get(each) for each in improvement.finding_ids)
        return tuple(each for each in found if each is not None and each.text.strip())

    @cached_property
    def _latest_checks(self) -> dict[str, StatusCheck]:
        every = self.assessment.status_checks.values()
        ordered = sorted(every, key=lambda check: (check.year, check.id))
        return {check.improvement: check for check in ordered}


def has_plan(assessment: Assessment) -> bool:
    """Whether the plan of an assessment has anything to print."""
    return bool(planned(assessment)) or bool(timeline_bars(assessment))


def _is_done(planned_one: PlannedImprovement) -> bool:
    return planned_one.status is ImprovementStatus.DONE
