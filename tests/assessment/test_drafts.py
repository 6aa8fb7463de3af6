"""Settled measure points draft findings by the rules of `scoring.md`, whatever their ratings."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment import drafts
from kompass_desktop.assessment.drafts import Draft
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Change, Finding, Particulars, Rating, Sentence
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Aspect, Instrument
from tests.examples import bundled

POINT = "3.2.4"
LEVEL = st.integers(0, 4)
LEVELS = st.tuples(LEVEL, LEVEL, LEVEL, LEVEL)


def settled(instrument: Instrument, levels: tuple[int, ...], **flags: bool) -> Assessment:
    """An assessment of which the team has settled one measure point."""
    assessment = Assessment(Particulars("a", "Karasjok", "5610", 2026), instrument)
    settle(assessment, levels, **flags)
    return assessment


def settle(assessment: Assessment, levels: tuple[int, ...], **flags: bool) -> None:
    system, extent, result, evaluation = levels
    empty = assessment.rating(TEAM, POINT)
    rating = replace(
        empty,
        system=system,
        extent=extent,
        result=result,
        evaluation=evaluation,
        planned_only=flags.get("planned_only", False),
        not_in_focus=flags.get("not_in_focus", False),
    )
    put(assessment, rating)


def put(assessment: Assessment, rating: Rating) -> None:
    assessment.apply(Change(assessment.get(rating), rating))


def drafted(assessment: Assessment) -> list[Draft]:
    return drafts.all_drafts(assessment, Scoreboard(assessment))


def the_draft(assessment: Assessment) -> Draft:
    (draft,) = drafted(assessment)
    return draft


@given(LEVELS)
def test_a_sentence_follows_from_the_share_of_the_points_exactly(
    instrument: Instrument, levels: tuple[int, ...]
) -> None:
    draft = the_draft(settled(instrument, levels))
    share = Fraction(sum(levels), 16)
    if share >= Fraction(3, 4):
        expected = Sentence.STRENGTH
    elif share >= Fraction(1, 4):
        expected = Sentence.CHALLENGE
    else:
        expected = Sentence.SHORTFALL if levels[0] >= 1 else Sentence.WEAKNESS
    assert draft.sentence is expected
    point = instrument.measure_point(POINT)
    assert draft.finding.text == getattr(point, expected.value)
    assert (draft.finding.area, draft.finding.code) == (3, POINT)


@pytest.mark.parametrize(
    ("levels", "sentence", "kind"),
    [
        ((3, 3, 3, 3), Sentence.STRENGTH, FindingKind.STRENGTH),
        ((4, 4, 3, 0), Sentence.CHALLENGE, FindingKind.CHALLENGE),
        ((1, 1, 1, 1), Sentence.CHALLENGE, FindingKind.CHALLENGE),
        ((1, 1, 1, 0), Sentence.SHORTFALL, FindingKind.WEAKNESS),
        ((0, 1, 1, 1), Sentence.WEAKNESS, FindingKind.WEAKNESS),
    ],
)
def test_the_thresholds_belong_to_the_better_sentence(
    instrument: Instrument, levels: tuple[int, ...], sentence: Sentence, kind: FindingKind
) -> None:
    draft = the_draft(settled(instrument, levels))
    assert (draft.sentence, draft.finding.kind) == (sentence, kind)


@given(LEVELS)
def test_out_of_focus_drafts_nothing_and_planned_only_says_it_is_lacking(
    instrument: Instrument, levels: tuple[int, ...]
) -> None:
    assert drafted(settled(instrument, levels, not_in_focus=True)) == []
    planned = the_draft(settled(instrument, levels, planned_only=True))
    assert planned.finding.text == instrument.measure_point(POINT).weakness
    assert planned.finding.kind is FindingKind.WEAKNESS


def test_what_is_not_settled_drafts_nothing(instrument: Instrument) -> None:
    assessment = settled(instrument, (1, 1, 1, 1))
    put(assessment, replace(assessment.rating(TEAM, POINT), evaluation=None))
    assert drafted(assessment) == []


@given(LEVELS, LEVELS)
def test_an_untouched_draft_follows_and_an_accepted_one_says_that_its_point_has_changed(
    instrument: Instrument, first: tuple[int, ...], then: tuple[int, ...]
) -> None:
    assessment = settled(instrument, first)
    (change,) = drafts.acceptance(assessment, drafted(assessment))
    followed = settled(instrument, first)
    settle(followed, then)
    assert the_draft(followed) == the_draft(settled(instrument, then))
    assessment.apply(change)
    settle(assessment, then)
    (finding,) = assessment.findings.values()
    board = Scoreboard(assessment)
    assert drafted(assessment) == []
    assert finding == change.after
    assert drafts.is_changed_since(board, finding) == (first != then)
    new = drafts.new_draft_for(assessment, board, finding)
    assert (new is None) == (first == then)
    assert new is None or new.finding == the_draft(followed).finding


def test_a_rejected_draft_says_so_until_it_is_restored(instrument: Instrument) -> None:
    assessment = settled(instrument, (1, 1, 1, 1))
    assessment.apply(drafts.rejection(assessment, the_draft(assessment)))
    rejected = the_draft(assessment)
    assert rejected.rejected is Sentence.CHALLENGE
    assert not rejected.is_changed_since
    settle(assessment, (4, 4, 4, 4))
    changed = the_draft(assessment)
    assert changed.rejected is Sentence.CHALLENGE
    assert changed.is_changed_since
    assessment.apply(drafts.restoring(assessment, changed))
    assert the_draft(assessment).rejected is None


def test_joined_findings_are_one_that_covers_both_points(instrument: Instrument) -> None:
    assessment = settled(instrument, (1, 1, 1, 1))
    other = assessment.rating(TEAM, "3.2.3")
    for aspect in Aspect:
        other = other.with_level(aspect, 1)
    put(assessment, other)
    upper, lower = (draft.finding for draft in drafted(assessment))
    both = drafts.joined(upper, lower)
    assert both.codes == ("3.2.3", POINT)
    assert both.text == f"{upper.text} {lower.text}"
    assessment.apply(Change(None, both))
    assert drafted(assessment) == []


def test_eksempelvik_drafts_nothing_beside_its_findings_and_would_draft_the_same() -> None:
    assessment = bundled()
    board = Scoreboard(assessment)
    assert drafts.all_drafts(assessment, board) == []
    held = dict(assessment.findings)
    assessment.findings.clear()
    again = {d.finding.code: d.finding for d in drafts.all_drafts(assessment, board)}
    differing = [
        finding
        for finding in held.values()
        if not finding.note
        and finding.code in again
        and (again[finding.code].kind, again[finding.code].text) != (finding.kind, finding.text)
    ]
    assert len(again) > 100
    assert differing == []


# A finding that a person makes of a measure point


def finding_of(assessment: Assessment, kind: FindingKind) -> Finding:
    point = assessment.instrument.measure_point(POINT)
    return drafts.finding_of(assessment, Scoreboard(assessment), point, kind)


@given(LEVELS)
def test_a_finding_of_the_kind_that_its_point_drafts_is_the_accepted_draft(
    instrument: Instrument, levels: tuple[int, ...]
) -> None:
    assessment = settled(instrument, levels)
    draft = the_draft(assessment)
    assert finding_of(assessment, draft.finding.kind) == draft.finding


@given(LEVELS, LEVELS)
def test_a_finding_of_another_kind_is_one_of_its_own_that_says_when_its_point_has_changed(
    instrument: Instrument, levels: tuple[int, ...], later: tuple[int, ...]
) -> None:
    assessment = settled(instrument, levels)
    draft = the_draft(assessment)
    for kind in set(FindingKind) - {draft.finding.kind}:
        finding = finding_of(assessment, kind)
        assert (finding.kind, finding.code) == (kind, POINT)
        assert finding.id != draft.finding.id
        assert not drafts.is_changed_since(Scoreboard(assessment), finding)
        after = settled(instrument, later)
        assert drafts.is_changed_since(Scoreboard(after), finding) == (later != levels)


def test_a_finding_of_a_point_that_is_not_rated_does_not_wait_for_a_change(
    instrument: Instrument,
) -> None:
    assessment = Assessment(Particulars("a", "Karasjok", "5610", 2026), instrument)
    assert finding_of(assessment, FindingKind.CHALLENGE).basis == ""


def test_an_accepted_draft_that_was_moved_is_left_where_it_is(instrument: Instrument) -> None:
    assessment = settled(instrument, (4, 4, 4, 4))
    accepted = finding_of(assessment, FindingKind.STRENGTH)
    moved = replace(accepted, kind=FindingKind.CHALLENGE)
    assessment.apply(Change(None, moved))
    assert finding_of(assessment, FindingKind.STRENGTH).id != moved.id
