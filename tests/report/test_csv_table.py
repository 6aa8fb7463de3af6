"""The points as CSV, read back as a spreadsheet reads them."""

import csv
import io
from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.csv_table import write_csv
from tests.report.printing import renamed


def rows_of(assessment: Assessment) -> list[dict[str, str]]:
    file = io.BytesIO()
    write_csv(assessment, file)
    text = file.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_there_is_a_row_for_every_part(eksempelvik: Assessment) -> None:
    assert Counter(row["nivå"] for row in rows_of(eksempelvik)) == {
        "sum": 1,
        "fokusområde": 8,
        "spørsmål": 45,
        "målepunkt": 165,
    }


def test_excel_knows_the_encoding(karasjok: Assessment) -> None:
    file = io.BytesIO()
    write_csv(karasjok, file)
    assert file.getvalue().startswith(b"\xef\xbb\xbfkommune;")
    assert "Kárášjohka / Karasjok;2019;sum;" in file.getvalue().decode("utf-8-sig")


def test_published_points_are_as_printed(karasjok: Assessment) -> None:
    rows = rows_of(karasjok)
    assert [r["poeng"] for r in rows if r["nivå"] == "sum"] == ["212"]
    areas = [r for r in rows if r["nivå"] == "fokusområde"]
    assert [r["poeng"] for r in areas] == ["21", "16", "43", "33", "5", "29", "19", "46"]
    assert areas[2]["sum av delene"] == "43,5000"
    assert {r["grunnlag"] for r in areas} == {"registrert"}
    question = next(r for r in rows if r["spørsmål"].startswith("1.4 ") and not r["målepunkt"])
    assert question["poeng"] == "7,4"


def test_what_is_not_rated_has_no_points(karasjok: Assessment) -> None:
    points = [row for row in rows_of(karasjok) if row["nivå"] == "målepunkt"]
    assert {(row["poeng"], row["poeng nøyaktig"], row["grunnlag"]) for row in points} == {
        ("", "", "ikke vurdert")
    }


def test_a_measure_point_has_its_levels_and_flags(eksempelvik: Assessment) -> None:
    board = Scoreboard(eksempelvik)
    rows = {row["målepunkt"].partition(" ")[0]: row for row in rows_of(eksempelvik)}
    for point in eksempelvik.instrument.measure_points:
        row, rating = rows[point.code], board.rating(point.code)
        levels = [row[name] for name in ("system", "omfang", "resultat", "evaluering")]
        assert levels == ["" if v is None else str(v) for v in rating.levels.values()]
        assert (row["bare vedtatt eller planlagt"] == "ja") == rating.planned_only
        assert (row["ikke i fokus"] == "ja") == rating.not_in_focus
        exact = Fraction(row["poeng nøyaktig"].replace(",", "."))
        assert abs(exact - board.score(point.code).points) < Fraction(1, 10_000)
        assert row["målepunkt"] == f"{point.code} {point.statement}"


def test_no_cell_can_be_taken_for_a_date(eksempelvik: Assessment) -> None:
    places = ("fokusområde", "spørsmål", "målepunkt")
    cells = {row[place] for row in rows_of(eksempelvik) for place in places} - {""}
    assert all(" " in cell for cell in cells)


@pytest.mark.parametrize("first", ["=1+1", "+47", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_formula_is_defused(karasjok: Assessment, first: str) -> None:
    renamed(karasjok, first)
    assert rows_of(karasjok)[0]["kommune"] == f"'{first}"


def test_semicolons_quotes_and_half_letters_survive(karasjok: Assessment) -> None:
    renamed(karasjok, 'a;"b"\nc\x00\ud800d')
    assert rows_of(karasjok)[0]["kommune"] == 'a;"b"\ncd'


def test_an_invented_municipality_says_so(eksempelvik: Assessment) -> None:
    assert {row["kommune"] for row in rows_of(eksempelvik)} == {"Eksempelvik (fiktivt eksempel)"}


def test_nobody_is_named(eksempelvik: Assessment) -> None:
    for key, interview in list(eksempelvik.interviews.items()):
        eksempelvik.interviews[key] = replace(interview, name="Ola Nordmann")
    file = io.BytesIO()
    write_csv(eksempelvik, file)
    text = file.getvalue().decode("utf-8-sig")
    assert "Nordmann" not in text
    assert not any(interview.code in text for interview in eksempelvik.interviews.values())
