"""What a note line that begins with a number is taken for: a code, or a number."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.code_prefix import is_undecided, split_code


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("3.2 målene er for mange", "3.2", "målene er for mange"),
        ("  3.2\tmålene", "3.2", "målene"),
        ("8.3 reiseliv: samarbeider godt", "8.3", "reiseliv: samarbeider godt"),
        ("1.2: protokoller", "1.2", "protokoller"),
        ("1.2:protokoller", "1.2", "protokoller"),
        ("1.2 : protokoller", "1.2", "protokoller"),
        ("1.2 - protokoller", "1.2", "protokoller"),
        ("1.2 – protokoller", "1.2", "protokoller"),
        ("1.2– protokoller", "1.2", "protokoller"),
        ("1.2 -protokoller", "1.2", "protokoller"),
        ("1.2 -> protokoller", "1.2", "protokoller"),
        ("1.2) protokoller", "1.2", "protokoller"),
        ("1.2, protokoller", "1.2", "protokoller"),
        ("1.2: 3 protokoller", "1.2", "3 protokoller"),
        ("1.2 «protokoller» er", "1.2", "«protokoller» er"),
        (" 1.4.3  råd 1.4", "1.4.3", "råd 1.4"),
        ("1.2 (protokoller)", "1.2", "(protokoller)"),
        ("1.4.1 3 møter i året", "1.4.1", "3 møter i året"),
        ("1.4.1: 3 møter", "1.4.1", "3 møter"),
        ("1.2.3 årsverk er ikke talt", "1.2.3", "årsverk er ikke talt"),
        ("2.5: stillinger på servicetorget", "2.5", "stillinger på servicetorget"),
        ("2.5 – stillinger lyses ut", "2.5", "stillinger lyses ut"),
        ("1.2 innstillinger legges ut", "1.2", "innstillinger legges ut"),
        ("8.3 maritime næringer", "8.3", "maritime næringer"),
        ("1.4 bruker sosiale medier", "1.4", "bruker sosiale medier"),
        ("5.1 kolleger hjelper", "5.1", "kolleger hjelper"),
        ("1.2 i 2021 kom planen", "1.2", "i 2021 kom planen"),
        ("8.3 Jan sier ja", "8.3", "Jan sier ja"),
        ("3.2 min erfaring er god", "3.2", "min erfaring er god"),
        ("4.1 nye planer mangler", "4.1", "nye planer mangler"),
    ],
)
def test_a_code_is_told_from_what_is_said(text: str, code: str, rest: str) -> None:
    prefix = split_code(text)
    assert prefix is not None
    assert (prefix.code, prefix.rest) == (code, rest)
    assert prefix.typed + prefix.rest == text


@pytest.mark.parametrize(
    "text",
    [
        "2.5 stillinger på servicetorget",
        "1.5 årsverk i planavdelingen",
        "2.5 hele stillinger",
        "1.5 ledige sykepleierstillinger",
        "1.5 (halv stilling til)",
        "3.2 millioner i overskudd",
        "4.5 MNOK i underskudd",
        "3.2 mill. kr i året",
        "3.2 prosent netto",
        "3.2 % netto",
        "3.2% netto",
        "2.5 kroner",
        "4.5 timer i uka",
        "2.5 dager",
        "2.5 uker",
        "3.5 måneder",
        "2.5 år siden",
        "2.5 km til skolen",
        "4.2 av 10",
        "4.2 av seks",
        "3.5 ganger så mye",
        "4.2 poeng på undersøkelsen",
        "1.5 ansatte",
        "2.1 barn i snitt",
        "3.2 elever per lærer",
        "3.2 brukere pr. ansatt",
        "2.5 plasser ledig",
        "2.5 lærere borte",
        "4.2 i snitt",
        "3.2 under landssnittet",
        "2.5 til 3",
        "2.5-3 stillinger",
        "2.5 - 3 stillinger",
        "2.5–3 stillinger",
        "2.5 → 3.1 siden sist",
        "2.5-års plan",
        "2.5 + 1",
        "2.5 x 3",
        "8.3:30 begynner møtet",
        "1.3 mars",
        "1.3. mars",
        "3.2. x",
        "om 3.2 x",
        "5.1 kl 12",
        "1.1 2024",
        "2,5 stillinger",
        "3 ledere",
        "kl 3.2 x",
        "3.2",
        "3.2 ",
        "3.2:",
        "3.2 - ",
        "",
    ],
)
def test_a_number_stays_in_the_text(text: str) -> None:
    assert split_code(text) is None


@pytest.mark.parametrize(
    "text", ["2.5 st", "4.5 MN", "2.5 nye st", "3.2 mål", "2.5 still", "3.5 års"]
)
def test_a_word_that_is_being_typed_may_still_make_it_a_quantity(text: str) -> None:
    assert is_undecided(text)


@pytest.mark.parametrize(
    "text",
    ["2.5 stillinger ", "3.2: mål", "1.4.1 møte", "8.3 reiseliv går", "noe", "2.5", "2.5 st."],
)
def test_nothing_that_is_typed_next_changes_what_the_number_is(text: str) -> None:
    assert not is_undecided(text)
