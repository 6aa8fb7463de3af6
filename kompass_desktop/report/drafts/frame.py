"""Drafts of the foreword and the closing."""

from __future__ import annotations

from kompass_desktop.assessment.comparing.comparison import is_partly_compared
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.drafts.wording import (
    attained,
    bullets,
    informant_groups,
    interviews,
    measure_points,
    measure_points_in_focus,
    number,
    paragraphs,
    sentence,
    sentences,
)
from kompass_desktop.report.names import municipality_in_prose
from kompass_desktop.report.report_data import ReportData

INVENTED = mark(
    "This is an invented example. The municipality, the interviews, the points and the findings "
    "are made up to show what a report can look like."
)
_NAMED = 3
"""How many of the weakest questions are listed in the closing."""


def foreword(data: ReportData) -> str:
    """Return the draft of the foreword."""
    return paragraphs(
        tr(INVENTED) if data.particulars.invented else "",
        _published(data) if data.is_recorded_only else _occasion(data),
        _thanks(data),
        tr(
            "{0} is a tool for strategy and not an audit. It does not tell right from wrong, but "
            "shows what the municipality can choose to give priority. So read the profile first. "
            "Its shape, and how strongly the municipality works on each area, say more than the "
            "total score. It does not matter whether the total is 5% higher or lower."
        ).format(data.instrument.name),
        ""
        if data.is_recorded_only
        else tr(
            "We hope that the report will be a starting point for discussions in the municipal "
            "council, in the management group and in the units, about where the municipality "
            "wants to go and what it wants to begin with."
        ),
    )


def _published(data: ReportData) -> str:
    """Return the source of recorded results, and that this is not the published report."""
    particulars = data.particulars
    opening = tr("This is a reproduction of the results of the evaluation with {0} in {1} in {2}.")
    report = particulars.report.strip()
    if report:
        source = tr("The points are taken from {0}, which is a report of its own.")
    else:
        source = tr("The points are given as they were published.")
    return sentences(
        opening.format(data.instrument.name, municipality_in_prose(particulars), particulars.year),
        source.format(report),
        tr(
            "The strengths, challenges and weaknesses are short forms of the published findings, "
            "worded by Kompass."
        )
        if data.assessment.findings
        else "",
        tr("The ratings behind the points are not known."),
    )


def _occasion(data: ReportData) -> str:
    particulars, instrument = data.particulars, data.instrument
    municipality = municipality_in_prose(particulars)
    if data.board.total.is_preliminary:
        rated = measure_points_in_focus(data.progress_of(instrument.measure_points))
        return tr(
            "{0} is being evaluated with {1} in {2}. The evaluation is not finished: {3} are "
            "rated in full."
        ).format(sentence(municipality), instrument.name, particulars.year, rated)
    proposed = data.status_count(ScoreStatus.PROPOSAL)
    if proposed:
        return tr(
            "{0} is being evaluated with {1} in {2}. The evaluation is not finished: The points "
            "of {3} are still proposals from the interviews."
        ).format(
            sentence(municipality), instrument.name, particulars.year, measure_points(proposed)
        )
    return tr(
        "{0} has carried out an evaluation with {1} in {2}. The report shows how the municipality "
        "is governed, led and developed in {3} focus areas, what it is good at, and where there "
        "is most to gain."
    ).format(
        sentence(municipality), instrument.name, particulars.year, number(len(instrument.areas))
    )


def _thanks(data: ReportData) -> str:
    met = [count for count in data.groups if count.held]
    if data.is_recorded_only or not met:
        return ""
    held = sum(count.held for count in met)
    return tr(
        "The ratings rest on {0} with {1}. Thanks to all who gave their time and shared their "
        "experience so openly."
    ).format(interviews(held), informant_groups(len(met)))


def closing(data: ReportData) -> str:
    """Return the draft of the closing; without recommendations for recorded results."""
    habits = tr(
        "A municipality becomes what it makes a habit of. Good management practice is "
        "therefore not a project that ends, but something that is done regularly, in the "
        "same way and in the whole organisation. Habits are built of knowledge, skills and "
        "will, and they must be maintained."
    )
    if data.is_recorded_only:
        return paragraphs(habits, _furthest(data))
    return paragraphs(
        habits,
        tr(
            "It is not possible to do everything at once. We recommend that the municipality "
            "chooses few priorities, gains political and administrative support for them, and "
            "gives each of them a goal, a person responsible and a deadline. The municipality "
            "can also choose not to pursue some areas, as long as it does so knowingly."
        ),
        _furthest(data),
        tr(
            "Measure again in two to four years. Then the profile will show whether the work has "
            "had an effect: whether the systems are used in the whole municipality, whether the "
            "results are used, and whether the practice is evaluated and developed."
        ),
    )


def _furthest(data: ReportData) -> str:
    """Return the list of the weakest questions, or "" if none can be compared."""
    _, weakest = data.extremes
    if not weakest:
        return ""
    on_these = (
        tr("Of the questions that are rated in full, these are furthest from the ideal:")
        if is_partly_compared(data.profile)
        else tr("These questions are furthest from the ideal:")
    )
    named = [f"{e.code} {e.short} ({attained(e.score)})" for e in weakest[:_NAMED]]
    return f"{on_these}\n{bullets(named)}"
