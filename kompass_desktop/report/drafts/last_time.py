"""Draft of the chapter on what came of last time's improvements and findings."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.plan_records import Carryover
from kompass_desktop.assessment.planning.following_up import Outcomes, outcomes_of
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.drafts.wording import paragraphs, sentences
from kompass_desktop.report.report_data import ReportData


def last_time(data: ReportData) -> str:
    """Return the draft: how many improvements are carried out, and findings remedied.

    It is empty if nothing was carried over.
    """
    every = data.assessment.carryovers_in_order()
    return paragraphs(
        _improvements([each for each in every if each.kind is None]),
        _findings([each for each in every if each.kind is not None]),
    )


def _improvements(carryovers: Sequence[Carryover]) -> str:
    if not carryovers:
        return ""
    counts, year = outcomes_of(carryovers), carryovers[0].year
    carried_out = ntr(
        "Of the improvements from {2}, {0} of {1} is carried out.",
        "Of the improvements from {2}, {0} of {1} are carried out.",
        counts.carried_out,
    )
    partly = ntr("{0} is partly carried out.", "{0} are partly carried out.", counts.partly)
    left = counts.not_carried_out
    return sentences(
        carried_out.format(counts.carried_out, counts.total, year),
        partly.format(counts.partly) if counts.partly else "",
        ntr("{0} is not carried out.", "{0} are not carried out.", left).format(left)
        if left
        else "",
        _unknown(counts),
    )


def _findings(carryovers: Sequence[Carryover]) -> str:
    if not carryovers:
        return ""
    counts, year = outcomes_of(carryovers), carryovers[0].year
    remedied = ntr(
        "Of the challenges and weaknesses from {2}, {0} of {1} is remedied.",
        "Of the challenges and weaknesses from {2}, {0} of {1} are remedied.",
        counts.carried_out,
    )
    partly = ntr("{0} is partly remedied.", "{0} are partly remedied.", counts.partly)
    left = counts.not_carried_out
    return sentences(
        remedied.format(counts.carried_out, counts.total, year),
        partly.format(counts.partly) if counts.partly else "",
        ntr("{0} is not remedied.", "{0} are not remedied.", left).format(left) if left else "",
        _unknown(counts),
    )


def _unknown(counts: Outcomes) -> str:
    """Return how many have not been looked into, or ""."""
    if not counts.unknown:
        return ""
    if counts.unknown == counts.total:
        return tr("What came of them has not been looked into.")
    text = ntr("{0} has not been looked into.", "{0} have not been looked into.", counts.unknown)
    return text.format(counts.unknown)
