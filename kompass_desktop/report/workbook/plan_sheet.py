"""The sheet of the plan: a row for each improvement, and what they give together."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.planning.plan_dates import day_of
from kompass_desktop.assessment.service_areas import service_name
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.report.drafts.plan import no_credit
from kompass_desktop.report.plan.plan_content import PlannedImprovement
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.workbook.content import Content
from kompass_desktop.report.workbook.scenario_sheet import total_gain
from kompass_desktop.report.workbook.sheet import Column, Formula, Look, Sheet, Value, day_value
from kompass_desktop.report.workbook.table import FIRST_ROW, cell

_GAIN, _CODES, _AFTER = 10, 13, 15


def add_plan(content: Content) -> None:
    """Add the sheet by priority, without the dropped improvements; nothing if there are none."""
    plan = content.data.plan
    if not plan.improvements:
        return
    sheet = content.sheet(tr("Plan"), _columns())
    alone = tr(
        "The points are what each improvement alone would give. Those of several that lift the "
        "same measure point do not add up."
    )
    sheet.say(no_credit(), 1)
    sheet.say(alone, 2)
    numbers = {each.improvement.id: str(each.number) for each in plan.improvements}
    scenario = {each.id for each in plan.scenario.improvements}
    for each in plan.improvements:
        is_chosen = each.improvement.id in scenario
        sheet.add(*_values(each, numbers), tr("yes") if is_chosen else tr("no"))
    last = sheet.next_row - 1
    _add_sums(content, sheet, last)
    for column in (_CODES, _AFTER):
        sheet.keep_as_text(column, last)
    sheet.finish(filtered_to=last)


def _columns() -> tuple[Column, ...]:
    return (
        Column(ptr("column", "No."), 6, Look.CENTERED),
        Column(tr("Improvement"), 36),
        Column(tr("Description"), 36),
        Column(tr("Service area"), 18),
        Column(tr("Who"), 20),
        Column(tr("Begins"), 13, Look.DAY),
        Column(tr("Ends"), 13, Look.DAY),
        Column(tr("Effort"), 8, Look.CENTERED),
        Column(tr("Effect"), 8, Look.CENTERED),
        Column(tr("Status"), 13, Look.STATUS),
        Column(tr("Points"), 11, Look.ONE_DECIMAL),
        Column(tr("How sure"), 10, Look.STATUS),
        Column(tr("From findings"), 36),
        Column(tr("Codes"), 16),
        Column(tr("Latest status round"), 28),
        Column(tr("After number"), 12),
        Column(tr("In the scenario"), 12),
    )


def _values(planned: PlannedImprovement, numbers: dict[str, str]) -> tuple[Value, ...]:
    own = planned.improvement
    return (
        planned.number,
        planned.title,
        own.text.strip(),
        service_name(own.service),
        own.responsible.strip(),
        day_value(day_of(own.begins)),
        day_value(day_of(own.ends)),
        own.effort,
        own.effect,
        status_name(own.status),
        planned.gain,
        tr("estimate") if planned.is_estimate else "",
        "\n".join(finding.text.strip() for finding in planned.findings),
        ", ".join(planned.codes),
        _check(planned),
        ", ".join(numbers[each] for each in own.after_ids if each in numbers),
    )


def _check(planned: PlannedImprovement) -> str:
    """Return the latest status round: "2027: pågår. Arbeidsgruppen møtes."; "" for none."""
    check = planned.check
    if check is None:
        return ""
    return f"{check.year}: {status_name(check.status)}. {check.comment.strip()}".strip()


def _add_sums(content: Content, sheet: Sheet, last: int) -> None:
    """Add the sum of the rows that a filter shows, and what the scenario gives together."""
    column = f"{cell(_GAIN, FIRST_ROW)}:{cell(_GAIN, last)}"
    gains = sum((each.gain for each in content.data.plan.improvements), Fraction(0))
    empty = [""] * (_GAIN - 2)
    every = Formula(f"=SUBTOTAL(109,{column})", gains)
    sheet.add_total("", tr("Sum of the rows shown, each alone"), *empty, every)
    if content.data.plan.has_scenario:
        together = total_gain(content)
        sheet.add_total("", tr("Together, in the scenario"), *empty, together)
