"""Published results: what is bundled, and which files are refused, with a sentence why."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from kompass_desktop.assessment.comparing.references import (
    Bound,
    Reference,
    ReferencesError,
    bundled_references,
    load_references,
    parse_references,
)
from kompass_desktop.i18n import Language, in_language

GOOD = 'key = "a"\nname = "Røros"\nsource = "kommunen"\nmaximum = 800\ntotal = 593\n'


def parsed(fields: str) -> Reference:
    (reference,) = parse_references(f"format = 1\n[[references]]\n{fields}", "prøve.toml")
    return reference


def test_the_bundled_results_are_as_published() -> None:
    found = {each.key: each for each in bundled_references()}
    assert {key: (int(each.total), each.year) for key, each in found.items()} == {
        "norwegian-average": (350, None),
        "highest": (656, None),
        "roros-2021": (593, 2021),
        "hoganas-2020": (611, 2020),
        "orebro-2013": (615, 2013),
    }
    assert all(each.maximum == 800 and each.source for each in found.values())
    assert [each.key for each in found.values() if each.bound is Bound.JUST_UNDER] == [
        "norwegian-average"
    ]
    assert sum(found["orebro-2013"].areas.values()) == 615


def test_a_title_is_in_the_language_in_use_with_the_year_if_it_is_known() -> None:
    found = {each.key: each for each in bundled_references()}
    assert found["roros-2021"].title == "Røros 2021"
    assert found["norwegian-average"].title == "Norsk gjennomsnitt"
    with in_language(Language.ENGLISH):
        assert found["norwegian-average"].title == "Norwegian average"


def test_points_of_areas_and_questions_are_read_exactly() -> None:
    found = parsed(GOOD + 'areas = { 1 = 21.4 }\nquestions = { "1.1" = 7.5 }\n')
    assert found.areas == {"1": Fraction("21.4")}
    assert found.questions == {"1.1": Fraction("7.5")}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (GOOD.replace("593", "801"), "summen er mer enn maksimum"),
        (GOOD.replace("593", "-1"), "«total» må være fra 0"),
        (GOOD.replace("593", '"mange"'), "«total» må være et tall"),
        (GOOD.replace("593", "nan"), "«total» må være fra 0"),
        (GOOD + "year = 21\n", "året må være fra 1900 til 2100"),
        (GOOD + 'bound = "omtrent"\n', "«bound»"),
        (GOOD + "areas = 21\n", "«areas» må være en tabell med tall"),
        (GOOD + "areas = { 1 = true }\n", "«areas.1» må være et tall"),
        (GOOD.replace('name = "Røros"\n', ""), "«name» mangler"),
        (
            GOOD + "areas = { 1 = 1, 2 = 1, 3 = 1, 4 = 1, 5 = 1, 6 = 1, 7 = 1, 8 = 1 }\n",
            "områdene gir 8 til sammen, men summen er 593",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_what_is_wrong(fields: str, said: str) -> None:
    with pytest.raises(ReferencesError) as refused:
        parsed(fields)
    assert said in str(refused.value)
    assert str(refused.value).startswith("prøve.toml, ")


def test_a_newer_format_the_same_key_twice_and_what_is_no_toml_are_refused() -> None:
    entry = f"[[references]]\n{GOOD}"
    for text, said in (
        (f"format = 2\n{entry}", "oppdater"),
        (f"format = 1\n{entry}{entry}", "«a» er brukt to ganger"),
        ("format = ", "prøve.toml"),
    ):
        with pytest.raises(ReferencesError, match=said):
            parse_references(text, "prøve.toml")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferencesError, match=r"borte\.toml"):
        load_references(tmp_path / "borte.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(ReferencesError, match=r"bytes\.toml"):
        load_references(tmp_path / "bytes.toml")
