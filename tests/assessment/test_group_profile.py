"""One informant group's profile beside another's: what is not rated is never a 0."""

from __future__ import annotations

import random
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kompass_desktop.assessment.consensus import group_views, proposal_of
from kompass_desktop.assessment.group_profile import Basis, GroupComparison, compare, profiles
from kompass_desktop.assessment.group_sources import (
    Source,
    SourceKind,
    group_keys,
    source_name,
    source_ratings,
    sources,
    speaking_sources,
    usual_pair,
)
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview, Particulars
from kompass_desktop.instrument.model import DOCUMENTS, Instrument
from tests.rating import UNRATED, Levels, rate

MAYOR = Source(SourceKind.GROUP, "mayor")
UNION = Source(SourceKind.GROUP, "union")
PAPERS = Source(SourceKind.GROUP, DOCUMENTS)
ALL = Source(SourceKind.INTERVIEWS)
TEAM = Source(SourceKind.TEAM)
CODES = ("1.1.1", "1.1.2", "1.2.1", "3.1.1", "3.1.2")
GROUPS = ("mayor", "unit_leaders", "union", DOCUMENTS)


def interviewed(assessment: Assessment, group: str, number: int = 1) -> str:
    """Add an interview with a group; return its id."""
    interview = Interview(f"{group}-{number}", group, f"X-{number}", position=float(number))
    assessment.apply(Change(None, interview))
    return interview.id


def beside(
    assessment: Assessment, first: Source, second: Source, basis: Basis | None = None
) -> GroupComparison:
    return compare(
        assessment.instrument,
        source_ratings(assessment, first),
        source_ratings(assessment, second),
        basis,
    )


def shares_of(comparison: GroupComparison, side: int) -> list[Fraction | None]:
    return [area.shares[side] for area in comparison.areas]


def test_a_group_is_counted_in_per_cent_of_what_it_has_rated(empty_assessment: Assessment) -> None:
    rate(empty_assessment, "1.1.1", (4, 4, 4, 4), interview=interviewed(empty_assessment, "mayor"))
    rate(empty_assessment, "3.1.1", (1, 1, 1, 1), interview=interviewed(empty_assessment, "union"))
    found = beside(empty_assessment, MAYOR, UNION, Basis.OWN)
    assert shares_of(found, 0) == [Fraction(1), *[None] * 7]
    assert shares_of(found, 1) == [None, None, Fraction(1, 4), *[None] * 5]
    assert found.rated == (1, 1)
    assert found.areas[0].rated == (1, 0)
    assert found.common == 0


def test_only_common_points_are_compared_where_two_share_half_of_what_one_has_rated(
    empty_assessment: Assessment,
) -> None:
    mayor, union = (interviewed(empty_assessment, group) for group in ("mayor", "union"))
    for code, levels in zip(CODES, [(2, 2, 2, 2)] * 5, strict=True):
        rate(empty_assessment, code, levels, interview=mayor)
    rate(empty_assessment, "1.1.1", (4, 4, 4, 4), interview=union)
    rate(empty_assessment, "5.1.1", (0, 0, 0, 0), interview=union)
    found = beside(empty_assessment, MAYOR, UNION)
    assert found.basis is Basis.COMMON
    assert found.areas[0].shares == (Fraction(1, 2), Fraction(1))
    assert found.areas[4].shares == (None, None)
    rate(empty_assessment, "5.1.2", (0, 0, 0, 0), interview=union)
    assert beside(empty_assessment, MAYOR, UNION).basis is Basis.OWN


def test_an_aspect_that_only_one_has_rated_is_not_compared(empty_assessment: Assessment) -> None:
    mayor, union = (interviewed(empty_assessment, group) for group in ("mayor", "union"))
    rate(empty_assessment, "1.1.1", (4, 2, None, None), interview=mayor)
    rate(empty_assessment, "1.1.1", (None, 0, 4, 4), interview=union)
    found = beside(empty_assessment, MAYOR, UNION)
    assert found.areas[0].shares == (Fraction(1, 2), Fraction(0))
    (difference,) = found.differences
    assert (difference.spread, difference.total) == (2, 2)


def test_planned_only_is_0_and_out_of_focus_does_not_count(empty_assessment: Assessment) -> None:
    mayor, union = (interviewed(empty_assessment, group) for group in ("mayor", "union"))
    rate(empty_assessment, "1.1.1", (4, 4, 4, 4), interview=mayor, planned_only=True)
    rate(empty_assessment, "1.1.1", (4, 4, 4, 4), interview=union)
    rate(empty_assessment, "1.1.2", (1, 1, 1, 1), interview=mayor, not_in_focus=True)
    rate(empty_assessment, "1.1.2", (4, 4, 4, 4), interview=union)
    found = beside(empty_assessment, MAYOR, UNION)
    assert found.areas[0].shares == (Fraction(0), Fraction(1))
    assert found.areas[0].rated == (2, 2)
    assert found.common == 1
    assert [each.point.code for each in found.differences] == ["1.1.1"]


def test_the_widest_difference_comes_first(empty_assessment: Assessment) -> None:
    mayor, union = (interviewed(empty_assessment, group) for group in ("mayor", "union"))
    for code, levels in {
        "1.1.1": (2, 2, 2, 2),
        "1.1.2": (1, 1, 1, 1),
        "1.2.1": (4, 0, 0, 0),
        "3.1.1": (0, 0, 0, 0),
        "3.1.2": (1, 2, 1, 1),
    }.items():
        rate(empty_assessment, code, levels, interview=mayor)
        rate(empty_assessment, code, (0, 0, 0, 0), interview=union)
    found = [each.point.code for each in beside(empty_assessment, MAYOR, UNION).differences]
    assert found == ["1.2.1", "1.1.1", "3.1.2", "1.1.2"]


def test_the_team_is_what_it_has_settled_and_not_what_is_proposed(
    empty_assessment: Assessment,
) -> None:
    mayor = interviewed(empty_assessment, "mayor")
    rate(empty_assessment, "1.1.1", (4, 4, 4, 4), interview=mayor)
    rate(empty_assessment, "1.1.2", (4, 4, 4, 4), interview=mayor)
    rate(empty_assessment, "1.1.1", (1, 1, 1, 1))
    found = beside(empty_assessment, MAYOR, TEAM)
    assert found.rated == (2, 1)
    assert found.areas[0].shares == (Fraction(1), Fraction(1, 4))


def test_the_documents_are_beside_all_interviews_and_not_among_them(
    empty_assessment: Assessment,
) -> None:
    for group, level in {"mayor": 3, "union": 2, DOCUMENTS: 4}.items():
        levels = (level, level, level, level)
        identity = interviewed(empty_assessment, group)
        rate(empty_assessment, "1.1.1", levels, interview=identity)
    assert PAPERS in sources(empty_assessment)
    found = beside(empty_assessment, PAPERS, ALL)
    assert found.areas[0].shares == (Fraction(1), Fraction(1, 2))
    assert source_name(empty_assessment.instrument, PAPERS) == "Dokumentstudie"


def test_every_group_of_the_instrument_can_be_chosen_and_those_that_interviews_bear(
    empty_assessment: Assessment,
) -> None:
    known = [group.key for group in empty_assessment.instrument.groups]
    assert list(group_keys(empty_assessment)) == known
    interviewed(empty_assessment, DOCUMENTS)
    interviewed(empty_assessment, "elsewhere")
    assert set(group_keys(empty_assessment)) == {*known, DOCUMENTS, "elsewhere"}
    assert len({source.key for source in sources(empty_assessment)}) == len(known) + 4


def test_a_group_that_has_rated_something_speaks(empty_assessment: Assessment) -> None:
    assert speaking_sources(empty_assessment) == ()
    for group in ("mayor", "union", DOCUMENTS):
        identity = interviewed(empty_assessment, group)
        rate(empty_assessment, "1.1.1", interview=identity)
        assert speaking_sources(empty_assessment) == ()
    rate(empty_assessment, "1.1.1", (0, None, None, None), interview=f"{DOCUMENTS}-1")
    assert speaking_sources(empty_assessment) == (PAPERS,)
    rate(empty_assessment, "1.1.1", (0, None, None, None), interview="union-1")
    assert speaking_sources(empty_assessment) == (UNION, PAPERS, ALL)
    rate(empty_assessment, "1.1.1", (1, 1, 1, 1))
    assert speaking_sources(empty_assessment) == (UNION, PAPERS, ALL, TEAM)
    assert usual_pair(empty_assessment) == (UNION, PAPERS)


def test_two_can_be_chosen_before_anybody_has_rated(empty_assessment: Assessment) -> None:
    first, second = usual_pair(empty_assessment)
    assert first == MAYOR
    assert first != second


def test_an_area_without_ratings_is_a_gap_of_the_profile(empty_assessment: Assessment) -> None:
    rate(empty_assessment, "1.1.1", (0, 0, 0, 0), interview=interviewed(empty_assessment, "mayor"))
    found = beside(empty_assessment, MAYOR, UNION, Basis.OWN)
    mayor, union = profiles(empty_assessment.instrument, found, ("O", "H"))
    assert [entry.is_gap for entry in mayor.areas] == [False, *[True] * 7]
    assert all(entry.is_gap for entry in union.areas)
    assert (mayor.label, union.label) == ("O", "H")


levels = st.one_of(st.none(), st.integers(0, 4))
ratings = st.tuples(levels, levels, levels, levels)
said = st.dictionaries(
    st.tuples(st.sampled_from(GROUPS), st.integers(1, 3), st.sampled_from(CODES)),
    st.tuples(ratings, st.booleans(), st.booleans()),
    max_size=25,
)
Said = dict[tuple[str, int, str], tuple[Levels, bool, bool]]
pair_of_sources = st.tuples(*[st.sampled_from((MAYOR, UNION, PAPERS, ALL, TEAM))] * 2)
bases = st.sampled_from((None, *Basis))
FIXED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def assessed(instrument: Instrument, words: Said, order: random.Random | None = None) -> Assessment:
    assessment = Assessment(Particulars("a", "Karasjok", "5610", 2026), instrument)
    items = list(words.items())
    if order is not None:
        order.shuffle(items)
    for (group, number, code), (levels_given, planned, out) in items:
        rate(
            assessment,
            code,
            levels_given,
            interview=interviewed(assessment, group, number),
            planned_only=planned or None,
            not_in_focus=out or None,
        )
    if order is not None:
        for interview in list(assessment.interviews.values()):
            moved = replace(interview, position=order.random())
            assessment.apply(Change(interview, moved))
    return assessment


@FIXED
@given(ratings, st.sets(st.sampled_from(CODES), min_size=1), pair_of_sources)
def test_equal_ratings_give_equal_profiles(
    instrument: Instrument, given_levels: Levels, codes: set[str], pair: tuple[Source, Source]
) -> None:
    words: Said = {
        (group, number, code): (given_levels, False, False)
        for group in GROUPS
        for number in (1, 2)
        for code in codes
    }
    assessment = assessed(instrument, words)
    for code in codes:
        rate(assessment, code, given_levels)
    found = beside(assessment, *pair)
    assert all(area.shares[0] == area.shares[1] for area in found.areas)
    assert found.differences == ()
    assert found.rated[0] == found.rated[1]


@FIXED
@given(said, pair_of_sources, bases, st.randoms(use_true_random=False))
def test_the_order_of_interviews_and_ratings_does_not_matter(
    instrument: Instrument,
    words: Said,
    pair: tuple[Source, Source],
    basis: Basis | None,
    order: random.Random,
) -> None:
    found = beside(assessed(instrument, words), *pair, basis)
    assert beside(assessed(instrument, words, order), *pair, basis) == found


@FIXED
@given(said, pair_of_sources, bases)
def test_the_two_may_change_places(
    instrument: Instrument, words: Said, pair: tuple[Source, Source], basis: Basis | None
) -> None:
    assessment = assessed(instrument, words)
    there = beside(assessment, *pair, basis)
    back = beside(assessment, pair[1], pair[0], basis)
    assert [area.shares for area in there.areas] == [a.shares[::-1] for a in back.areas]
    assert there.rated == back.rated[::-1]
    assert there.basis is back.basis
    assert [d.point for d in there.differences] == [d.point for d in back.differences]


@FIXED
@given(said, st.integers(1, 4))
def test_what_is_not_rated_never_counts_as_0(
    instrument: Instrument, words: Said, level: int
) -> None:
    same: Levels = (level, level, level, level)
    only_rated = {
        key: (tuple(level if each is not None else None for each in given_levels), False, False)
        for key, (given_levels, _, _) in words.items()
    }
    assessment = assessed(instrument, only_rated)  # type: ignore[arg-type]
    for source in (MAYOR, UNION, PAPERS, ALL):
        found = beside(assessment, source, TEAM, Basis.OWN)
        assert set(shares_of(found, 0)) <= {Fraction(same[0] or 0, 4), None}
        assert found.shares[0] in {Fraction(level, 4), None}


@FIXED
@given(said, pair_of_sources, bases, st.sampled_from(GROUPS))
def test_an_interview_that_has_said_nothing_changes_nothing(
    instrument: Instrument,
    words: Said,
    pair: tuple[Source, Source],
    basis: Basis | None,
    group: str,
) -> None:
    assessment = assessed(instrument, words)
    before = beside(assessment, *pair, basis)
    silent = interviewed(assessment, group, 9)
    for code in CODES:
        rate(assessment, code, UNRATED, interview=silent)
    assert beside(assessment, *pair, basis) == before


@FIXED
@given(said)
def test_all_interviews_say_what_is_proposed(instrument: Instrument, words: Said) -> None:
    spoken = {key: value for key, value in words.items() if key[0] != DOCUMENTS}
    assessment = assessed(instrument, spoken)
    found = source_ratings(assessment, ALL)
    for code in CODES:
        assert found[code] == proposal_of(group_views(assessment, code))


@FIXED
@given(said, pair_of_sources)
def test_common_points_are_no_more_than_either_has_rated(
    instrument: Instrument, words: Said, pair: tuple[Source, Source]
) -> None:
    found = beside(assessed(instrument, words), *pair)
    assert found.common <= min(found.rated)
    assert all(area.common <= min(area.rated) for area in found.areas)
    assert sum(area.common for area in found.areas) == found.common
    assert len(found.differences) <= found.common


@pytest.mark.parametrize("basis", list(Basis))
def test_nobody_has_a_profile_of_nothing(empty_assessment: Assessment, basis: Basis) -> None:
    found = beside(empty_assessment, MAYOR, ALL, basis)
    assert set(shares_of(found, 0)) == set(shares_of(found, 1)) == {None}
    assert found.shares == (None, None)
