"""Findings that settled measure points draft, and what the team has made of them.

A draft is computed and never stored: it follows its measure point until a person accepts,
edits, moves, joins or rejects it (`scoring.md`, "Drafted findings").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    TEAM,
    Change,
    Finding,
    FindingKind,
    Rating,
    Sentence,
    drafted_finding_id,
    new_id,
)
from kompass_desktop.assessment.scoring import Score, Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import Aspect, MeasurePoint

STRONG = Fraction(3, 4)
"""From this share of its maximum on, a measure point drafts a strength."""

WEAK = Fraction(1, 4)
"""Below this share it drafts a weakness, in one of two wordings."""

PLANNED = "planned"
OUT_OF_FOCUS = "out_of_focus"


@dataclass(frozen=True)
class Draft:
    """The finding that a measure point gives now, under the id that it has once accepted.

    `rejected` is the sentence that the team did not want, or None.
    """

    finding: Finding
    sentence: Sentence
    rejected: Sentence | None = None

    @property
    def is_changed_since(self) -> bool:
        """Whether the measure point gives another sentence than the one that was rejected."""
        return self.rejected is not None and self.rejected is not self.sentence


def sentence_for(score: Score, rating: EffectiveRating) -> Sentence | None:
    """Return which sentence a rated measure point gives; None for one that is out of focus.

    Source: `scoring.md`, "Drafted findings".
    """
    if rating.not_in_focus:
        return None
    if rating.planned_only:
        return Sentence.WEAKNESS
    if score.share >= STRONG:
        return Sentence.STRENGTH
    if score.share >= WEAK:
        return Sentence.CHALLENGE
    return Sentence.SHORTFALL if rating.levels[Aspect.SYSTEM] else Sentence.WEAKNESS


def text_of(point: MeasurePoint, sentence: Sentence) -> str:
    """Return a sentence of a measure point; its weakness where the instrument has no shortfall."""
    match sentence:
        case Sentence.STRENGTH:
            return point.strength
        case Sentence.CHALLENGE:
            return point.challenge
        case Sentence.SHORTFALL:
            return point.shortfall or point.weakness
        case Sentence.WEAKNESS:
            return point.weakness


def kind_of(sentence: Sentence) -> FindingKind:
    """Return the column of findings that a sentence belongs to."""
    if sentence is Sentence.SHORTFALL:
        return FindingKind.WEAKNESS
    return FindingKind(sentence.value)


def basis_of(rating: EffectiveRating) -> str:
    """Return how a measure point is rated, such as "1 0 2 -", "planned" or "out_of_focus"."""
    if rating.not_in_focus:
        return OUT_OF_FOCUS
    if rating.planned_only:
        return PLANNED
    levels = (rating.levels[aspect] for aspect in Aspect)
    return " ".join("-" if level is None else str(level) for level in levels)


def draft_at(assessment: Assessment, board: Scoreboard, point: MeasurePoint) -> Draft | None:
    """Return what a measure point drafts; None for one that is not settled or is out of focus.

    It does not matter whether there is a finding of the measure point already.
    """
    score, rating = board.score(point.code), board.rating(point.code)
    sentence = sentence_for(score, rating) if score.status is ScoreStatus.RATED else None
    text = text_of(point, sentence) if sentence is not None else ""
    if sentence is None or not text:
        return None
    finding = Finding(
        drafted_finding_id(assessment.id, point.code),
        point.area,
        kind_of(sentence),
        text,
        point.code,
        basis=basis_of(rating),
    )
    return Draft(finding, sentence, assessment.rating(TEAM, point.code).rejected)


def all_drafts(assessment: Assessment, board: Scoreboard) -> list[Draft]:
    """Return the drafts of all measure points without a finding, rejected ones too, in order."""
    found = (draft_at(assessment, board, point) for point in uncovered(assessment))
    return [draft for draft in found if draft is not None]


def uncovered(assessment: Assessment) -> Iterator[MeasurePoint]:
    """Yield the measure points of which no finding says anything."""
    covered = {code for finding in assessment.findings.values() for code in finding.codes}
    return (p for p in assessment.instrument.measure_points if p.code not in covered)


def without_finding(assessment: Assessment, board: Scoreboard) -> list[MeasurePoint]:
    """Return the measure points in focus of which no finding says anything, drafts not counted."""
    return [p for p in uncovered(assessment) if not board.rating(p.code).not_in_focus]


def new_draft_for(assessment: Assessment, board: Scoreboard, finding: Finding) -> Draft | None:
    """Return what its measure point drafts now, if that has changed since `finding` was accepted.

    None for a finding that no draft was accepted for, whose measure point is as it was then,
    or drafts nothing any more.
    """
    point = board.instrument.find(finding.code) if finding.code else None
    if not isinstance(point, MeasurePoint) or not is_changed_since(board, finding):
        return None
    return draft_at(assessment, board, point)


def is_changed_since(board: Scoreboard, finding: Finding) -> bool:
    """Whether the measure point of an accepted draft has been rated otherwise since."""
    if not finding.basis or not isinstance(board.instrument.find(finding.code), MeasurePoint):
        return False
    return basis_of(board.rating(finding.code)) != finding.basis


# What the team makes of drafts


def finding_of(
    assessment: Assessment, board: Scoreboard, point: MeasurePoint, kind: FindingKind
) -> Finding:
    """Return what a measure point says as a finding of a kind, last in its column.

    Where that is what the measure point drafts, it is the accepted draft, which has the same
    id on every laptop. Another one is a finding of its own. Both know how the measure point
    was rated, if it was rated in full, so that a later change of that can be shown.
    """
    rating = board.rating(point.code)
    draft = draft_at(assessment, board, point)
    if draft is not None and draft.finding.kind is kind and assessment.get(draft.finding) is None:
        finding = draft.finding
    else:
        text = text_of(point, _sentence_of(kind, rating))
        basis = basis_of(rating) if rating.is_complete else ""
        finding = Finding(new_id(), point.area, kind, text, point.code, basis=basis)
    column = assessment.findings_of(point.area, kind)
    return replace(finding, position=column[-1].position + 1 if column else 0.0)


def _sentence_of(kind: FindingKind, rating: EffectiveRating) -> Sentence:
    """Return the sentence of a kind; a weakness is that something is lacking only where it is."""
    exists = bool(rating.levels[Aspect.SYSTEM]) and not rating.planned_only
    if kind is FindingKind.WEAKNESS and exists:
        return Sentence.SHORTFALL
    return Sentence(kind.value)


def acceptance(assessment: Assessment, drafts: list[Draft]) -> list[Change]:
    """Return the changes that make drafts findings, each last in its column."""
    ends: dict[tuple[int, FindingKind], float] = {}
    changes = []
    for draft in drafts:
        place = (draft.finding.area, draft.finding.kind)
        if place not in ends:
            column = assessment.findings_of(*place)
            ends[place] = column[-1].position if column else -1.0
        ends[place] += 1
        finding = replace(draft.finding, position=ends[place])
        changes.append(Change(assessment.get(finding), finding))
    return changes


def rejection(assessment: Assessment, draft: Draft) -> Change:
    """Return the change after which a draft stays away."""
    return _with_rejected(assessment, draft, draft.sentence)


def restoring(assessment: Assessment, draft: Draft) -> Change:
    """Return the change that makes a rejected draft a draft again."""
    return _with_rejected(assessment, draft, None)


def joined(upper: Finding, lower: Finding) -> Finding:
    """Return `upper` with what `lower` says, and its codes, added."""
    codes = [code for code in dict.fromkeys((*upper.codes, *lower.codes)) if code != upper.code]
    text = f"{upper.text.rstrip()} {lower.text.strip()}"
    return replace(upper, text=text, joined=" ".join(codes))


def _with_rejected(assessment: Assessment, draft: Draft, sentence: Sentence | None) -> Change:
    team: Rating = assessment.rating(TEAM, draft.finding.code)
    return Change(assessment.get(team), replace(team, rejected=sentence))
