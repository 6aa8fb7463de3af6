"""Draft of the summary: the result in short, the main findings, strengths, most to gain.

It contains only what follows from the points and from the findings that the team has accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kompass_desktop.assessment.comparing.comparison import (
    is_comparable,
    is_partly_compared,
    share_in_focus,
)
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.records import Finding
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.drafts.results import (
    NOTHING_IN_FOCUS,
    NOTHING_RATED,
    chain_of_all,
    shape,
    state,
    total,
)
from kompass_desktop.report.drafts.wording import (
    attained,
    bullets,
    measure_points,
    number,
    paragraphs,
    planned_only,
    sentence,
    sentences,
)
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.text_sections import section

MESSAGES = 3
_STRENGTHS = 3
_MOST_TO_GAIN = 5
_LONGEST_FINDING = 150
"""Characters of a finding in the summary, so that it has one page."""
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""What becomes one space: all spaces at which a line may be broken."""


def summary(data: ReportData) -> str:
    """Return the draft of the summary, which has room on one page.

    It says where there is most to gain until there are recommendations, which are printed below.
    """
    if data.board.total.status is ScoreStatus.MISSING:
        return tr(NOTHING_RATED)
    if not data.board.total.attainable:
        return tr(NOTHING_IN_FOCUS)
    gains = bullets(_gains(data))
    return paragraphs(
        sentences(state(data), total(data)),
        shape(data),
        section(tr("Main findings"), bullets(list(_messages(data))[:MESSAGES])),
        section(tr("Strengths"), bullets(_strengths(data))),
        "" if data.advice else section(tr("Where there is most to gain"), gains),
    )


def in_short(text: str, longest: int = _LONGEST_FINDING) -> str:
    """Return a text as one line of at most `longest` characters, without signs of a list."""
    line = _SPACES.sub(" ", text).strip().lstrip("#-–•* ")
    if len(line) <= longest:
        return line
    cut = line.rfind(" ", longest // 2, longest)
    return f"{line[: cut if cut > 0 else longest - 1].rstrip(' ,;:')} …"


def _messages(data: ReportData) -> Iterator[str]:
    """Yield the main findings, the most important first."""
    for rule in (chain_of_all, _furthest, _views, _planned, _best, _low_areas):
        if message := rule(data):
            yield message


def _furthest(data: ReportData) -> str:
    """Return a sentence about the question with the most points to gain, or ""."""
    entries = [e for e in data.profile.questions if is_comparable(e.score)]
    entry = max(entries, key=lambda e: _gain(e.score), default=None)
    if entry is None or not _gain(entry.score):
        return ""
    text = tr("There is most to gain on question {0}: {1} points.")
    if is_partly_compared(data.profile):
        text = tr(
            "Of the questions that are rated in full, there is most to gain on {0}: {1} points."
        )
    return text.format(_name(entry), attained(entry.score))


def _gain(score: Score) -> float:
    return float(score.attainable - score.points)


def _name(entry: ProfileEntry) -> str:
    return tr("{0} “{1}”").format(entry.code, entry.short)


def _best(data: ReportData) -> str:
    best, _ = data.extremes
    if not best:
        return ""
    text = tr("The strongest question is {0}: {1} points.")
    if is_partly_compared(data.profile):
        text = tr("The strongest of the questions that are rated in full is {0}: {1} points.")
    return text.format(_name(best[0]), attained(best[0].score))


def _views(data: ReportData) -> str:
    count = len(data.disagreements)
    if not count:
        return ""
    text = tr("The informant groups rate the practice clearly differently on {0}.")
    return text.format(measure_points(count))


def _planned(data: ReportData) -> str:
    count = len(data.planned_only)
    return planned_only(count) if count else ""


def _low_areas(data: ReportData) -> str:
    """Return how many areas have less than half of their points, or "" if not all are rated."""
    areas = data.comparable_areas
    if len(areas) != len(data.instrument.areas):
        return ""
    low = sum(share_in_focus(data.board.score(area.code)) * 2 < 1 for area in areas)
    if not low:
        return tr("All areas get at least half of the attainable points.")
    if low == len(areas):
        return tr("All areas get less than half of the attainable points.")
    text = ntr(
        "{0} of the {1} areas gets less than half of the attainable points.",
        "{0} of the {1} areas get less than half of the attainable points.",
        low,
    )
    return sentence(text.format(number(low), number(len(areas))))


def _strengths(data: ReportData) -> list[str]:
    """Return the first strength of each area, beginning with the strongest area."""
    ranked = [area.number for area in data.comparable_areas]
    others = [a.number for a in data.instrument.areas if a.number not in ranked]
    firsts = (_first(data.assessment.findings_of(n, FindingKind.STRENGTH)) for n in ranked + others)
    return [in_short(text) for text in firsts if text][:_STRENGTHS]


def _first(findings: Iterable[Finding]) -> str:
    return next((f.text for f in findings if in_short(f.text)), "")


def _gains(data: ReportData) -> list[str]:
    """Return the challenges and weaknesses whose measure points have the most points to gain.

    Those of recorded results, which have no points of measure points, are of the questions with
    the most to gain. There is at most one of each question.
    """
    found: dict[str, tuple[float, str]] = {}
    for area in data.instrument.areas:
        for kind in (FindingKind.CHALLENGE, FindingKind.WEAKNESS):
            for finding in data.assessment.findings_of(area.number, kind):
                text, gain = in_short(finding.text), _gain_of(data, finding)
                question = ".".join(finding.code.split(".")[:2])
                if text and gain > found.get(question, (0.0, ""))[0]:
                    found[question] = (gain, text)
    ordered = sorted(found.values(), key=lambda each: -each[0])
    return [text for _, text in ordered[:_MOST_TO_GAIN]]


def _gain_of(data: ReportData, finding: Finding) -> float:
    """Return the points to gain where a finding belongs; 0 if that is not completely rated."""
    parts = finding.code.split(".")
    for code in (finding.code, ".".join(parts[:2])):
        if data.instrument.find(code) is not None and "." in code:
            score = data.board.score(code)
            if is_comparable(score):
                return _gain(score)
    return 0.0
