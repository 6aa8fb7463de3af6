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
    counts = outcomes_of(carryovers)
    partly, left = counts.partly, counts.not_carried_out
    return _said(
        carryovers,
        ntr(
            "Of the improvements from {2}, {0} of {1} is carried out.",
            "Of the improvements from {2}, {0} of {1} are carried out.",
            counts.carried_out,
        ),
        ntr("{0} is partly carried out.", "{0} are partly carried out.", partly),
        ntr("{0} is not carried out.", "{0} are not carried out.", left),
    )


def _findings(carryovers: Sequence[Carryover]) -> str:
    counts = outcomes_of(carryovers)
    partly, left = counts.partly, counts.not_carried_out
    return _said(
        carryovers,
        ntr(
            "Of the challenges and weaknesses from {2}, {0} of {1} is remedied.",
            "Of the challenges and weaknesses from {2}, {0} of {1} are remedied.",
            counts.carried_out,
        ),
        ntr("{0} is partly remedied.", "{0} are partly remedied.", partly),
        ntr("{0} is not remedied.", "{0} are not remedied.", left),
    )


def _said(carryovers: Sequence[Carryover], done: str, partly: str, left: str) -> str:
    """Return sentences with the counts filled in, without those of which there are none."""
    if not carryovers:
        return ""
    counts = outcomes_of(carryovers)
    return sentences(
        done.format(counts.carried_out, counts.total, carryovers[0].year),
        partly.format(counts.partly) if counts.partly else "",
        left.format(counts.not_carried_out) if counts.not_carried_out else "",
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
