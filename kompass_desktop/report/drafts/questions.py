"""Draft of the text of one question: its accepted findings, and where its chain stops."""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Question
from kompass_desktop.report.drafts.summary import in_short
from kompass_desktop.report.drafts.wording import (
    measure_points,
    measure_points_in_focus,
    out_of_focus,
    planned_only,
    sentences,
)
from kompass_desktop.report.report_data import ReportData

_OF_EACH_KIND = 2
"""How many findings of a kind are repeated; the columns of the area have all of them."""
_LONGEST_FINDING = 300


def question_title(question: Question) -> str:
    """Return the heading of a question's text."""
    return f"{question.code} {question.short}"


def question_text(data: ReportData, question: Question) -> str:
    """Return the draft of a question's text.

    It is "" if nothing but recorded points is known, and if the whole area is out of focus.
    """
    score = data.board.score(question.code)
    if data.is_recorded_only or score.status is ScoreStatus.MISSING:
        return ""
    if not data.board.score(str(question.area)).attainable:
        return ""
    if not score.attainable:
        return tr("None of the measure points is in focus.")
    return sentences(
        _rated_so_far(data, question),
        *_findings(data, question),
        _chain(data, question),
        _counts(data, question),
    )


def _rated_so_far(data: ReportData, question: Question) -> str:
    if not data.board.score(question.code).is_preliminary:
        return ""
    rated = measure_points_in_focus(data.progress_of(question.measure_points))
    return tr("The question is not rated in full: {0} are.").format(rated)


def _findings(data: ReportData, question: Question) -> Iterator[str]:
    """Yield the first findings of each kind as sentences."""
    codes = {question.code, *(point.code for point in question.measure_points)}
    for kind in FindingKind:
        found = (
            in_short(finding.text, _LONGEST_FINDING)
            for finding in data.assessment.findings_of(question.area, kind)
            if codes.intersection(finding.codes)
        )
        for text in list(filter(None, found))[:_OF_EACH_KIND]:
            yield _as_sentence(text, data)


def _as_sentence(text: str, data: ReportData) -> str:
    """Return a finding as a sentence; one without a subject gets that of the instrument."""
    ended = text if text.endswith((".", "!", "?", "…")) else f"{text}."
    subject, verbs = data.subject_and_verbs
    if subject and text.split(maxsplit=1)[0] in verbs:
        return f"{subject} {ended[0].lower()}{ended[1:]}"
    return ended


def _chain(data: ReportData, question: Question) -> str:
    """Return the weakest and the strongest aspect, "" if not all is rated or all are alike."""
    readings = data.by_aspect[question.code]
    names = [wording.name.lower() for wording in data.instrument.aspects]
    links = [
        (reading.share, name)
        for reading, name in zip(readings, names, strict=True)
        if reading.share is not None
    ]
    if len(links) < 2 or any(reading.is_preliminary for reading in readings):
        return ""
    high, strong = max(links, key=itemgetter(0))
    low, weak = min(links, key=itemgetter(0))
    if percent(high) == percent(low):
        return ""
    text = tr("The chain is weakest on {0} ({1}% of what is possible) and strongest on {2} ({3}%).")
    return text.format(weak, percent(low), strong, percent(high))


def _counts(data: ReportData, question: Question) -> str:
    """Return sentences about measure points that are planned, skipped or seen differently."""
    points = question.measure_points
    planned = data.count_of(points, data.planned_only)
    skipped = data.count_of(points, data.out_of_focus)
    seen = data.count_of(points, data.disagreements)
    differently = tr("The informant groups see {0} differently.")
    return sentences(
        planned_only(planned) if planned else "",
        out_of_focus(skipped) if skipped else "",
        differently.format(measure_points(seen)) if seen else "",
    )
