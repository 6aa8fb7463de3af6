"""Exact points become printed numbers: halves go up, and Norwegians read a comma."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.assessment import numbers

points = st.fractions(min_value=0, max_value=800)


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("20.49", 0, "20"),
        ("0.05", 1, "0.1"),
        ("7.349", 1, "7.3"),
        ("7.35", 1, "7.4"),
        ("-0.5", 0, "-1"),
        ("-2.4", 0, "-2"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert numbers.round_half_up(Fraction(value), decimals) == Fraction(rounded)


@given(value=points, decimals=st.integers(0, 3))
def test_rounding_moves_a_number_by_half_a_step_at_most(value: Fraction, decimals: int) -> None:
    rounded = numbers.round_half_up(value, decimals)
    assert abs(rounded - value) <= Fraction(1, 2 * 10**decimals)
    assert (rounded * 10**decimals).denominator == 1


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        ("7.4", 1, "7,4"),
        ("15", 1, "15,0"),
        ("0", 1, "0,0"),
        ("0.04", 1, "0,0"),
        ("0.96", 1, "1,0"),
        ("1234.5", 1, "1234,5"),
        ("212", 0, "212"),
        ("-3.25", 1, "−3,3"),
        ("-0.04", 1, "0,0"),
        ("30/7", 2, "4,29"),
    ],
)
def test_numbers_are_written_as_decimals_read_them(value: str, decimals: int, printed: str) -> None:
    assert numbers.decimal(Fraction(value), decimals) == printed


def test_files_for_programs_have_a_point_and_a_hyphen() -> None:
    assert numbers.plain(Fraction("7.4")) == "7.4"
    assert numbers.plain(Fraction("-0.25"), 2) == "-0.25"
    assert numbers.plain(Fraction(46), 0) == "46"


def test_a_maximum_is_as_short_as_it_is_exact() -> None:
    assert numbers.shortest(Fraction(30)) == "30"
    assert numbers.shortest(Fraction(30, 7)) == "4,3"
    assert numbers.shortest(Fraction(5, 2)) == "2,5"


def test_a_difference_has_its_sign() -> None:
    assert [numbers.signed(value) for value in (7, 0, -3)] == ["+7", "0", "−3"]


def test_a_share_is_whole_per_cent() -> None:
    assert [numbers.percent(Fraction(n, 200)) for n in (0, 1, 53, 200)] == [0, 1, 27, 100]


@given(value=points)
def test_exact_text_is_read_back_without_loss(value: Fraction) -> None:
    assert Fraction(numbers.exact(value)) == value


def test_exact_text_is_a_decimal_where_there_is_one() -> None:
    assert [numbers.exact(Fraction(v)) for v in ("212", "7.4", "0.125", "1/3")] == [
        "212",
        "7.4",
        "0.125",
        "1/3",
    ]
