"""Drafts of findings from settled measure points, and accepting or rejecting them.

A draft is computed and never stored: it changes with its measure point until a person accepts,
edits, moves, joins or rejects it (`scoring.md`, "Drafted findings").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import drafted_finding_id, new_id
from kompass_desktop.assessment.records import TEAM, Change, Finding, Rating, Sentence
from kompass_desktop.assessment.scoring import Score, Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import Aspect, MeasurePoint

STRONG = Fraction(3, 4)
"""A measure point with at least this share of its maximum drafts a strength."""

WEAK = Fraction(1, 4)
"""A measure point below this share of its maximum drafts a weakness or shortfall."""

PLANNED = "planned"
OUT_OF_FOCUS = "out_of_focus"


@dataclass(frozen=True)
class Draft:
    """The finding that a measure point drafts now, with the id that it gets when accepted.

    `rejected` is the sentence that the team rejected, or None.
    """

    finding: Finding
    sentence: Sentence
    rejected: Sentence | None = None

    @property
    def is_changed_since(self) -> bool:
        """Whether the sentence is another one than the team rejected."""
        return self.rejected is not None and self.rejected is not self.sentence


def sentence_for(score: Score, rating: EffectiveRating) -> Sentence | None:
    """Return which sentence a rated measure point drafts; None if it is not in focus.

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
    """Return the text of a measure point's sentence; its weakness if it has no shortfall."""
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
    """Return a rating as text for `Finding.basis`: "1 0 2 -", "planned" or "out_of_focus"."""
    if rating.not_in_focus:
        return OUT_OF_FOCUS
    if rating.planned_only:
        return PLANNED
    levels = (rating.levels[aspect] for aspect in Aspect)
    return " ".join("-" if level is None else str(level) for level in levels)


def draft_at(assessment: Assessment, board: Scoreboard, point: MeasurePoint) -> Draft | None:
    """Return the draft of a measure point, even if it has a finding already.

    None if it is not settled, is not in focus, or has no text for its sentence.
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
    """Yield the measure points without a finding."""
    covered = {code for finding in assessment.findings.values() for code in finding.codes}
    return (p for p in assessment.instrument.measure_points if p.code not in covered)


def without_finding(assessment: Assessment, board: Scoreboard) -> list[MeasurePoint]:
    """Return the measure points in focus without a finding; drafts do not count."""
    return [p for p in uncovered(assessment) if not board.rating(p.code).not_in_focus]


def new_draft_for(assessment: Assessment, board: Scoreboard, finding: Finding) -> Draft | None:
    """Return the new draft of a finding's measure point, if its rating changed since acceptance.

    None for a finding that was not a draft, if the rating is the same, or if there is no draft
    any more.
    """
    point = board.instrument.find(finding.code) if finding.code else None
    if not isinstance(point, MeasurePoint) or not is_changed_since(board, finding):
        return None
    return draft_at(assessment, board, point)


def is_changed_since(board: Scoreboard, finding: Finding) -> bool:
    """Return whether the rating behind an accepted draft has changed since."""
    if not finding.basis or not isinstance(board.instrument.find(finding.code), MeasurePoint):
        return False
    return basis_of(board.rating(finding.code)) != finding.basis


# Accepting, rejecting and joining


def finding_of(
    assessment: Assessment, board: Scoreboard, point: MeasurePoint, kind: FindingKind
) -> Finding:
    """Return a new finding of a kind with a measure point's text, last in its column.

    If the draft of the measure point is of that kind and not stored, it is the accepted
    draft, which has the same id on every laptop; otherwise it has a new id. `basis` is the
    rating if that is complete, so that a later change of the rating can be shown.
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
    """Return the sentence of a kind; a weakness is a shortfall if the system exists."""
    exists = bool(rating.levels[Aspect.SYSTEM]) and not rating.planned_only
    if kind is FindingKind.WEAKNESS and exists:
        return Sentence.SHORTFALL
    return Sentence(kind.value)


def acceptance(assessment: Assessment, drafts: list[Draft]) -> list[Change]:
    """Return the changes that store drafts as findings, each at the end of its column."""
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
    """Return the change that rejects a draft."""
    return _with_rejected(assessment, draft, draft.sentence)


def restoring(assessment: Assessment, draft: Draft) -> Change:
    """Return the change that withdraws the rejection of a draft."""
    return _with_rejected(assessment, draft, None)


def joined(upper: Finding, lower: Finding) -> Finding:
    """Return `upper` with the text and codes of `lower` added."""
    codes = [code for code in dict.fromkeys((*upper.codes, *lower.codes)) if code != upper.code]
    text = f"{upper.text.rstrip()} {lower.text.strip()}"
    return replace(upper, text=text, joined=" ".join(codes))


def _with_rejected(assessment: Assessment, draft: Draft, sentence: Sentence | None) -> Change:
    team: Rating = assessment.rating(TEAM, draft.finding.code)
    return Change(assessment.get(team), replace(team, rejected=sentence))
