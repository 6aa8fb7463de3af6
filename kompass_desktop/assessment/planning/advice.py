"""What the municipality is advised to do: its plan where there is one, else the recommendations.

Every output asks here, so that they all advise the same. What is dropped is never advised, and
what is carried out no longer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.plan_dates import quarters
from kompass_desktop.assessment.records import NO_CODE, Recommendation

_NOT_ADVISED = frozenset({ImprovementStatus.DONE, ImprovementStatus.DROPPED})


@dataclass(frozen=True)
class Advice:
    """An advice: one line, and further text or ""; who does it, and when, each as text or "".

    `codes` are those of what it is about, in the instrument's order; none for the whole
    municipality. `id` is that of the improvement or the recommendation.
    """

    id: str
    text: str
    detail: str = ""
    codes: tuple[str, ...] = ()
    responsible: str = ""
    when: str = ""

    def is_within(self, code: str) -> bool:
        """Whether it is about a code or a part of it: 1.4.3 is a part of 1.4."""
        return any(each == code or each.startswith(f"{code}.") for each in self.codes)


def planned(assessment: Assessment) -> list[Improvement]:
    """Return the improvements with a title that are not dropped, by priority."""
    return [
        each
        for each in assessment.improvements_in_order()
        if each.status is not ImprovementStatus.DROPPED and each.title.strip()
    ]


def advice(assessment: Assessment, code: str = NO_CODE) -> list[Advice]:
    """Return all advice by priority; with a code, only what is about a part of it.

    It is the plan as soon as that has an improvement, even if all of it is carried out.
    """
    improvements = planned(assessment)
    if improvements:
        codes = codes_of_improvements(assessment)
        every = [
            _of_plan(each, codes[each.id])
            for each in improvements
            if each.status not in _NOT_ADVISED
        ]
    else:
        written = assessment.recommendations_in_order()
        every = [_of_text(each) for each in written if each.text.strip()]
    return [each for each in every if not code or each.is_within(code)]


def codes_of_improvements(assessment: Assessment) -> Mapping[str, tuple[str, ...]]:
    """Return the codes that each improvement, by its id, is about, in the instrument's order.

    They are those of the measure points that it lifts, else those of its findings.
    """
    instrument = assessment.instrument
    places = {point.code: at for at, point in enumerate(instrument.measure_points)}
    lifted: dict[str, list[str]] = {}
    for lift in assessment.lifts.values():
        if lift.measure_point in places:
            lifted.setdefault(lift.improvement, []).append(lift.measure_point)
    return {
        each.id: tuple(sorted(lifted[each.id], key=lambda code: places[code]))
        if each.id in lifted
        else _codes_of_findings(assessment, each)
        for each in assessment.improvements.values()
    }


def _codes_of_findings(assessment: Assessment, improvement: Improvement) -> tuple[str, ...]:
    codes: list[str] = []
    for identity in improvement.finding_ids:
        finding = assessment.findings.get(identity)
        if finding is not None:
            codes += finding.codes or (str(finding.area),)
    known = (code for code in codes if assessment.instrument.find(code) is not None)
    return tuple(sorted(set(known), key=_place_of))


def _place_of(code: str) -> tuple[int, ...]:
    return tuple(int(part) for part in code.split("."))


def _of_plan(improvement: Improvement, codes: tuple[str, ...]) -> Advice:
    return Advice(
        improvement.id,
        improvement.title.strip(),
        improvement.text.strip(),
        codes,
        improvement.responsible.strip(),
        quarters(improvement.begins, improvement.ends),
    )


def _of_text(recommendation: Recommendation) -> Advice:
    return Advice(
        recommendation.id,
        recommendation.text.strip(),
        codes=(recommendation.code,) if recommendation.code else (),
        responsible=recommendation.responsible.strip(),
        when=recommendation.deadline.strip(),
    )
