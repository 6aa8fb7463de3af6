"""Drafts of what the report begins and ends with: the foreword and the closing."""

from __future__ import annotations

from kompass_desktop.assessment.comparison import extremes, is_partly_compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import mark, tr
from kompass_desktop.report.drafts.wording import (
    attained,
    bullets,
    informant_groups,
    interviews,
    number,
    paragraphs,
    sentence,
)
from kompass_desktop.report.report_data import (
    group_counts,
    is_recorded_only,
    municipality_in_prose,
    progress_of,
    published_in,
)

INVENTED = mark(
    "This is an invented example. The municipality, the interviews, the points and the findings "
    "are made up to show what a report can look like."
)


def foreword(assessment: Assessment, board: Scoreboard) -> str:
    """Draft the foreword."""
    return paragraphs(
        tr(INVENTED) if assessment.particulars.invented else "",
        _occasion(assessment, board),
        _thanks(assessment),
        tr(
            "{0} is a tool for strategy and not an audit. It does not tell right from wrong, but "
            "shows what the municipality can choose to give priority. So read the profile first. "
            "Its shape, and how strongly the municipality works on each area, say more than the "
            "total score. It does not matter whether the total is 5% higher or lower."
        ).format(assessment.instrument.name),
        tr(
            "We hope that the report will be a starting point for discussions in the municipal "
            "council, in the management group and in the units, about where the municipality "
            "wants to go and what it wants to begin with."
        ),
    )


def _occasion(assessment: Assessment, board: Scoreboard) -> str:
    particulars, instrument = assessment.particulars, assessment.instrument
    municipality = municipality_in_prose(particulars)
    if is_recorded_only(assessment):
        return tr(
            "This report gives the results of the evaluation with {0} in {1} in {2}, as they were "
            "published {3}. The points and the findings were recorded afterwards. The ratings "
            "behind them are not included."
        ).format(instrument.name, municipality, particulars.year, published_in(particulars))
    if board.total.is_preliminary:
        rated = progress_of(board, instrument.measure_points).words
        return tr(
            "{0} is being evaluated with {1} in {2}. The evaluation is not finished: {3} are "
            "rated in full."
        ).format(sentence(municipality), instrument.name, particulars.year, rated)
    return tr(
        "{0} has carried out an evaluation with {1} in {2}. The report shows how the municipality "
        "is governed, led and developed in {3} focus areas, what it is good at, and where there "
        "is most to gain."
    ).format(
        sentence(municipality), instrument.name, particulars.year, number(len(instrument.areas))
    )


def _thanks(assessment: Assessment) -> str:
    met = [count for count in group_counts(assessment) if count.held]
    if is_recorded_only(assessment) or not met:
        return ""
    held = sum(count.held for count in met)
    return tr(
        "The ratings rest on {0} with {1}. Thanks to all who gave their time and shared their "
        "experience so openly."
    ).format(interviews(held), informant_groups(len(met)))


def closing(assessment: Assessment, board: Scoreboard) -> str:
    """Draft the closing; of results that others published it gives no advice."""
    profile = profile_of(board, "")
    _, worst = extremes(profile, 3)
    most = [f"{entry.code} {entry.short} ({attained(entry.score)})" for entry in worst]
    on_these = (
        tr("Of the questions that are rated in full, these are furthest from the ideal:")
        if is_partly_compared(profile)
        else tr("These questions are furthest from the ideal:")
    )
    return paragraphs(
        tr(
            "A municipality becomes what it makes a habit of. Good management practice is "
            "therefore not a project that ends, but something that is done regularly, in the "
            "same way and in the whole organisation. Habits are built of knowledge, skills and "
            "will, and they must be maintained."
        ),
        ""
        if is_recorded_only(assessment)
        else tr(
            "It is not possible to do everything at once. We recommend that the municipality "
            "chooses few priorities, gains political and administrative support for them, and "
            "gives each of them a goal, a person responsible and a deadline. The municipality "
            "can also choose not to pursue some areas, as long as it does so knowingly."
        ),
        f"{on_these}\n{bullets(most)}" if most else "",
        ""
        if is_recorded_only(assessment)
        else tr(
            "Measure again in two to four years. Then the profile will show whether the work has "
            "had an effect: whether the systems are used in the whole municipality, whether the "
            "results are used, and whether the practice is evaluated and developed."
        ),
    )
