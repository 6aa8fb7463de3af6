"""What a note line begins with: a sign for its mark, codes, both, or nothing."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.code_prefix import split_codes
from kompass_desktop.assessment.line_start import (
    is_list_item,
    is_sign_typed,
    is_start_undecided,
    read_start,
    sign_index,
)
from kompass_desktop.assessment.records import Mark
from kompass_desktop.assets import data_folder
from kompass_desktop.instrument.catalogue import standard_instrument

INSTRUMENT = standard_instrument(data_folder())


def is_code(code: str) -> bool:
    return INSTRUMENT.find(code) is not None


@pytest.mark.parametrize(
    ("text", "mark", "codes", "said"),
    [
        ("+ Har ungdomsråd", Mark.STRENGTH, (), "Har ungdomsråd"),
        ("  +\tHar ungdomsråd", Mark.STRENGTH, (), "Har ungdomsråd"),
        ("+Har ungdomsråd", Mark.STRENGTH, (), "Har ungdomsråd"),
        ("~ Planen er gammel", Mark.CHALLENGE, (), "Planen er gammel"),
        ("~Planen er gammel", Mark.CHALLENGE, (), "Planen er gammel"),
        ("- Ingen plan", Mark.WEAKNESS, (), "Ingen plan"),
        ("-Ingen plan", Mark.WEAKNESS, (), "Ingen plan"),
        ("− Ingen plan", Mark.WEAKNESS, (), "Ingen plan"),
        ("! Be om planen", Mark.FOLLOW_UP, (), "Be om planen"),
        ("+ «Vi vet det»", Mark.STRENGTH, (), "«Vi vet det»"),
        ("+ šaddet ođđa", Mark.STRENGTH, (), "šaddet ođđa"),
        ("+ 1.4.3 Har ungdomsråd", Mark.STRENGTH, ("1.4.3",), "Har ungdomsråd"),
        ("+1.4.3 Har ungdomsråd", Mark.STRENGTH, ("1.4.3",), "Har ungdomsråd"),
        ("1.4.3 + Har ungdomsråd", Mark.STRENGTH, ("1.4.3",), "Har ungdomsråd"),
        ("1.4.3 +Har ungdomsråd", Mark.STRENGTH, ("1.4.3",), "Har ungdomsråd"),
        ("1.4 + Har ungdomsråd", Mark.STRENGTH, ("1.4",), "Har ungdomsråd"),
        ("1.4: ~ Har ungdomsråd", Mark.CHALLENGE, ("1.4",), "Har ungdomsråd"),
        ("3.2 - for mange mål", Mark.WEAKNESS, ("3.2",), "for mange mål"),
        ("3.2 − for mange mål", Mark.WEAKNESS, ("3.2",), "for mange mål"),
        ("3.2 ! for mange mål", Mark.FOLLOW_UP, ("3.2",), "for mange mål"),
        ("- 1.4.3, 3.2 Målene", Mark.WEAKNESS, ("1.4.3", "3.2"), "Målene"),
        ("1.4.3 3.2 - Målene", Mark.WEAKNESS, ("1.4.3", "3.2"), "Målene"),
        ("+ 2.5 stillinger er lyst ut", Mark.STRENGTH, (), "2.5 stillinger er lyst ut"),
        ("- 5 % færre søkere", Mark.WEAKNESS, (), "5 % færre søkere"),
        ("+ 3 av 4 ledere vet det", Mark.STRENGTH, (), "3 av 4 ledere vet det"),
        ("~ halvparten", Mark.CHALLENGE, (), "halvparten"),
        ("+ 9.9 finnes ikke her", Mark.STRENGTH, (), "9.9 finnes ikke her"),
    ],
)
def test_a_sign_is_the_mark(text: str, mark: Mark, codes: tuple[str, ...], said: str) -> None:
    start = read_start(text, is_code, is_signed=True)
    assert start is not None
    assert (start.mark, start.codes, start.said) == (mark, codes, said)


@pytest.mark.parametrize(
    "text",
    [
        "-5 % i år",
        "−5 % i år",
        "+47 78 46 80 00",
        "+ 47 78 46 80 00",
        "~20 ansatte",
        "~ 20 ansatte",
        "~halvparten av enhetene",
        "~to av tre",
        "- 5 %",
        "+ 3,2 mill. kr",
        "+1.4 mill",
        "– Vi vet det ikke",
        "— Vi vet det ikke",
        "–Vi vet det ikke",
        "--",
        "-- ja",
        "-> neste",
        "- > neste",
        "+/- det samme",
        "+ + +",
        "-)",
        "~/planer",
        "!!!",
        "+",
        "- ",
        "2.5 + 1",
        "2.5 ~ 3 stillinger",
        "1.4 + 3.2 mill",
        "9.9 + Har ungdomsråd",
        "1.4 9.9 + Har ungdomsråd",
        "Har + og -",
        "a- b",
        "",
    ],
)
def test_what_may_be_something_else_is_left_alone(text: str) -> None:
    assert read_start(text, is_code, is_signed=True) is None


@pytest.mark.parametrize(
    "text", ["3.2 – for mange mål", "3.2- for mange mål", "3.2 -for mange mål"]
)
def test_a_dash_that_sets_a_code_apart_marks_nothing(text: str) -> None:
    start = read_start(text, is_code, is_signed=True)
    assert start is not None
    assert (start.mark, start.codes, start.said) == (None, ("3.2",), "for mange mål")


@pytest.mark.parametrize(
    ("text", "codes", "said"),
    [
        ("+ Har ungdomsråd", None, ""),
        ("3.2 - for mange mål", ("3.2",), "for mange mål"),
        ("1.4.3 + Har ungdomsråd", ("1.4.3",), "+ Har ungdomsråd"),
    ],
)
def test_without_a_sign_that_was_typed_only_codes_are_read(
    text: str, codes: tuple[str, ...] | None, said: str
) -> None:
    start = read_start(text, is_code, is_signed=False)
    if codes is None:
        assert start is None
    else:
        assert start is not None
        assert (start.mark, start.codes, start.said) == (None, codes, said)


@pytest.mark.parametrize(
    ("text", "codes", "said"),
    [
        ("1.4.3 3.2 Målene er for mange", ("1.4.3", "3.2"), "Målene er for mange"),
        ("1.4.3, 3.2 målene er for mange", ("1.4.3", "3.2"), "målene er for mange"),
        ("1.4.3/3.2: målene", ("1.4.3", "3.2"), "målene"),
        ("1.4.3 +3.2 målene", ("1.4.3", "3.2"), "målene"),
        ("1.4.3 + 3.2 målene", ("1.4.3", "3.2"), "målene"),
        ("1.4 3.2 Målene er for mange", ("1.4", "3.2"), "Målene er for mange"),
        ("3.2 1.4.3 8.1 Målene", ("3.2", "1.4.3", "8.1"), "Målene"),
        ("1.4.3 1.4.3 Målene", ("1.4.3",), "Målene"),
        ("1.4.3 2.5 mill. til torget", ("1.4.3",), "2.5 mill. til torget"),
        ("1.4.3, 2.5 stillinger", ("1.4.3",), "2.5 stillinger"),
        ("1.4.3 9.9 er ingen kode", ("1.4.3",), "9.9 er ingen kode"),
        ("1.4.3 3 møter i året", ("1.4.3",), "3 møter i året"),
        ("1.4.3 12.3.2019 vedtok de", ("1.4.3",), "12.3.2019 vedtok de"),
    ],
)
def test_a_line_may_begin_with_several_codes(text: str, codes: tuple[str, ...], said: str) -> None:
    assert split_codes(text, is_code) == (codes, said)


@pytest.mark.parametrize(
    "text",
    [
        "1.4 2.5 mill",
        "1.4 2.5 mill. kr til torget",
        "2.5 3.2 av lederne",
        "1.4, 2.5 og 3.1 i snitt",
        "2.1 2.3 2.4 siste årene",
        "1.4 + 3.2 mill",
        "1.4/2.5 i snitt",
        "1.4 3.2",
        "1.4.3 3.2",
        "9.9 3.2 x",
    ],
)
def test_numbers_in_a_row_are_no_codes(text: str) -> None:
    found = split_codes(text, is_code)
    assert found is None or found == (("1.4.3",), "3.2")


@pytest.mark.parametrize(
    ("typed", "before", "is_sign"),
    [
        ("+", "", True),
        ("-", "  ", True),
        ("~", "1.4.3 ", True),
        ("~x", "", True),
        ("!", "1.4, 3.2: ", True),
        ("+", "Har ", False),
        ("a", "", False),
    ],
)
def test_only_a_sign_at_the_beginning_is_typed_as_one(
    typed: str, before: str, is_sign: bool
) -> None:
    assert is_sign_typed(typed, before) is is_sign


def test_where_the_sign_is() -> None:
    assert sign_index("1.4.3 + Har - ikke") == 6
    assert sign_index("- Har") == 0
    assert sign_index("Har - ikke") is None
    assert sign_index("") is None


@pytest.mark.parametrize(
    ("text", "is_undecided"), [("+ 2.5 st", True), ("2.5 st", True), ("+ 2.5.1 st", False)]
)
def test_a_word_that_is_being_typed_may_still_make_it_a_quantity(
    text: str, is_undecided: bool
) -> None:
    assert is_start_undecided(text) is is_undecided


@pytest.mark.parametrize(
    ("text", "above", "is_item"),
    [
        ("- økonomi", "Tre ting er viktige:", True),
        ("- folk", "- økonomi", True),
        ("- folk", "– økonomi", True),
        ("- Ingen plan", "Har ungdomsråd", False),
        ("+ Har plan", "Tre ting er viktige:", False),
        ("3.2 - mål", "Tre ting:", False),
        ("- Ingen plan", "", False),
    ],
)
def test_a_dash_in_a_list_is_no_sign(text: str, above: str, is_item: bool) -> None:
    assert is_list_item(text, above) is is_item
