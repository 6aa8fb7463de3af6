"""Status rounds: between two assessments, the improvements are ticked off once a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, StatusCheck
from kompass_desktop.assessment.record_ids import status_check_id
from kompass_desktop.assessment.records import Change


def round_years(assessment: Assessment, this_year: int, added: Collection[int] = ()) -> list[int]:
    """Return the years of the status rounds: from the assessment's to this year, without gaps.

    They include every year that has a status, and those that were `added`.
    """
    own = assessment.particulars.year
    known = {check.year for check in assessment.status_checks.values()}
    wanted = {own, *known, *added}
    return list(range(min(wanted), max(this_year, *wanted) + 1))


def check_of(assessment: Assessment, improvement: str, year: int) -> StatusCheck | None:
    """Return the status of an improvement, given its id, in a year's round, or None."""
    return assessment.status_checks.get(status_check_id(assessment.id, improvement, year))


def check_changes(
    assessment: Assessment, improvement: Improvement, year: int, status: ImprovementStatus | None
) -> list[Change]:
    """Return the changes that give an improvement a status in a year; None removes it.

    The status of the latest year becomes that of the improvement. Where the last one is removed,
    the improvement keeps its status: it is not known which one it had before.
    """
    before = check_of(assessment, improvement.id, year)
    after = None
    if status is not None:
        identity = status_check_id(assessment.id, improvement.id, year)
        made = before or StatusCheck(identity, improvement.id, year, status)
        after = replace(made, status=status)
    if before == after:
        return []
    others = [c for c in assessment.status_checks_of(improvement.id) if c.year != year]
    latest = max((*others, *([after] if after else [])), key=lambda c: c.year, default=None)
    changes = [Change(before, after)]
    if latest is not None and latest.status is not improvement.status:
        changes.append(Change(improvement, replace(improvement, status=latest.status)))
    return changes


def counts_in(assessment: Assessment, year: int) -> Mapping[ImprovementStatus, int]:
    """Return how many improvements have each status in a year's round."""
    counted = Counter(
        check.status
        for check in assessment.status_checks.values()
        if check.year == year and check.improvement in assessment.improvements
    )
    return {status: counted[status] for status in ImprovementStatus if counted[status]}
