"""Draft of the chapter on the plan: what it has, what would give most, what the scenario gives.

It says that planned improvements give no points, and calls an estimate an estimate.
"""

from __future__ import annotations

from kompass_desktop.assessment.numbers import decimal
from kompass_desktop.i18n import ntr, ptr, tr
from kompass_desktop.report.drafts.summary import in_short
from kompass_desktop.report.drafts.wording import (
    bullets,
    listed,
    number,
    paragraphs,
    sentence,
    sentences,
)
from kompass_desktop.report.plan.plan_content import PlanContent, PlannedImprovement
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.text_sections import section

_LARGEST = 5
_LONGEST_TITLE = 120
_MOST_SERVICES = 8


def plan(data: ReportData) -> str:
    """Return the draft of the chapter on the plan, "" if there are no improvements."""
    content = data.plan
    if not content.improvements:
        return ""
    gains = bullets([gain_text(each) for each in content.largest(_LARGEST)])
    return paragraphs(
        sentences(_counts(content), _services(content), _dropped(content)),
        no_credit(),
        section(tr("What would give most"), gains),
        section(tr("The scenario"), sentences(*scenario_sentences(data))),
    )


def improvements(count: int) -> str:
    """Return "one improvement", "two improvements"."""
    return ntr("one improvement", "{0} improvements", count).format(number(count))


def no_credit() -> str:
    """Return the sentence that planned improvements give no points."""
    return tr(
        "What is planned gives no points: an improvement counts only when it is carried out, and "
        "when a new measurement shows that it works."
    )


def gain_text(planned: PlannedImprovement) -> str:
    """Return an improvement with what it would give: "Lederavtaler: 11,2 poeng (anslag)"."""
    text = ntr("{0}: {1} point", "{0}: {1} points", _as_count(planned))
    said = text.format(in_short(planned.title, _LONGEST_TITLE), decimal(planned.gain))
    return tr("{0} (estimate)").format(said) if planned.is_estimate else said


def _as_count(planned: PlannedImprovement) -> int:
    return 1 if planned.gain == 1 else 2


def scenario_sentences(data: ReportData) -> list[str]:
    """Return what the scenario gives; an empty list if it gives nothing."""
    content = data.plan
    if not content.has_scenario:
        return []
    scenario, board = content.scenario, data.board
    with_them = ntr(
        "With the improvement of the scenario, {1} points would become {2}.",
        "With the {0} improvements of the scenario, {1} points would become {2}.",
        len(scenario.improvements),
    )
    said = [
        with_them.format(
            number(len(scenario.improvements)), board.shown_total, scenario.shown_total
        )
    ]
    if scenario.is_estimate:
        said.append(
            tr(
                "{0} is an estimate: The ratings behind the points are not known, and every "
                "measure point is taken to have the same share of its points as its question, "
                "its area or the total."
            ).format(scenario.shown_total)
        )
    if board.total.is_preliminary:
        said.append(tr("The total is preliminary, and so is the scenario."))
    left = len(content.improvements) - len(scenario.improvements)
    if left > 0:
        text = ntr("{0} is not in the scenario.", "{0} are not in the scenario.", left)
        said.append(text.format(sentence(improvements(left))))
    return said


def rounding_note(content: PlanContent) -> str:
    """Return why the areas of the scenario do not add up to its total; "" if they do."""
    if content.adds_up:
        return ""
    return tr(
        "The total gets all gains before it is rounded. The areas are rounded one by one, and add "
        "up to another sum."
    )


def _counts(content: PlanContent) -> str:
    """Return how many improvements there are, by status."""
    counts = [
        ptr("count", "{0} {1}").format(count, status_name(status))
        for status, count in content.counts.items()
    ]
    every = improvements(len(content.improvements))
    return tr("The plan has {0}: {1}.").format(every, listed(counts))


def _services(content: PlanContent) -> str:
    """Return how many improvements each service area has; "" if there is only one."""
    if len(content.services) < 2:
        return ""
    named = [
        ptr("count", "{0} ({1})").format(each.name, len(each.improvements))
        for each in content.services[:_MOST_SERVICES]
    ]
    rest = len(content.services) - len(named)
    named += [tr("{0} more").format(rest)] if rest else []
    return tr("They are in these service areas: {0}.").format(listed(named))


def _dropped(content: PlanContent) -> str:
    if not content.dropped:
        return ""
    text = ntr(
        "{0} was dropped and is not listed.",
        "{0} were dropped and are not listed.",
        content.dropped,
    )
    return text.format(sentence(improvements(content.dropped)))
