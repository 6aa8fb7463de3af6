"""The sheets of the plan: rows, formulas that follow, and text that would break a file."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.planning.scenario import Scenario, gain_of
from kompass_desktop.assessment.records import Recommendation
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.workbook.columns import PointColumn, ScenarioColumn
from kompass_desktop.report.workbook.table import FIRST_ROW
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.planned import HOSTILE, put, with_hostile_plan, with_many, with_plan, without_plan
from tests.report.workbook.recalculation import Recalculated
from tests.report.workbook.test_in_libreoffice import converted, without_results
from tests.report.workbook.written import FIRST, POINTS, Written, written

SHEETS = ("Anbefalinger", "Plan", "Tidslinje", "Scenario", "Dokumentkjede")
TOTAL_ROW = FIRST + 8


@pytest.fixture(scope="module")
def plan_book() -> Written:
    return written(with_plan(bundled(EKSEMPELVIK)))


def test_without_a_plan_there_are_no_such_sheets(eksempelvik: Assessment) -> None:
    assert not set(SHEETS) & set(written(without_plan(eksempelvik)).results.sheetnames)
    put(eksempelvik, Recommendation("r1", "Skrevet", "1.1", "Ordfører", "i høst"))
    (row,) = written(eksempelvik).rows("Anbefalinger")
    assert list(row.values()) == [1, "Skrevet", None, "Ordfører", "i høst", "1.1"]


def test_an_improvement_has_all_that_is_known_of_it(plan_book: Written) -> None:
    rows = plan_book.rows("Plan")
    third = rows[2]
    assert third["Tiltak"] == "Lederavtaler med årlig oppfølging"
    assert third["Tjenesteområde"] == "Hele organisasjonen"
    assert third["Begynner"] == datetime(2026, 10, 1)  # noqa: DTZ001 - a cell has no zone
    assert (third["Innsats"], third["Effekt"], third["Status"]) == (4, 5, "foreslått")
    assert third["Koder"] == "4.1.1, 4.1.2"
    assert third["Fra funn"]
    assert rows[0]["Siste statusrunde"] == "2027: pågår. Arbeidsgruppen møtes hver måned."
    assert rows[1]["Etter nummer"] == "1"
    assert [row["I scenariet"] for row in rows[:6]] == ["ja", "ja", "ja", "nei", "ja", "ja"]
    assert "Nytt saksbehandlingssystem" not in plan_book.text()


@pytest.mark.parametrize("name", [EKSEMPELVIK, KARASJOK])
def test_every_number_is_that_of_the_scenario(name: str) -> None:
    assessment = with_plan(bundled(name))
    book = written(assessment)
    check(assessment, book, {row["Kode"] or "": row for row in book.rows("Scenario")[:9]})
    live = Recalculated(book.formulas)
    for row in range(FIRST, FIRST + 9):
        for column in range(1, 9):
            stored = book.sheet("Scenario").cell(row, column).value
            computed = live.value("Scenario", row, column)
            if isinstance(computed, float):
                assert stored == pytest.approx(computed, abs=1e-9)
            else:
                assert (stored or "") == (computed or "")


def check(assessment: Assessment, book: Written, rows: dict[object, dict[str, object]]) -> None:
    board = Scoreboard(assessment)
    scenario = Scenario(assessment, board)
    for area in board.instrument.areas:
        row = rows[area.code]
        assert row["I dag"] == board.shown_area(area.number)
        assert row["Med tiltakene"] == scenario.shown_area(area.number)
        assert row["Nøyaktig gevinst"] == pytest.approx(float(scenario.gain(area.code)))
    assert rows[""]["I dag"] == board.shown_total
    assert rows[""]["Med tiltakene"] == scenario.shown_total
    improvements = assessment.improvements_in_order()[:6]
    for planned, improvement in zip(book.rows("Plan"), improvements, strict=False):
        gain = gain_of(assessment, board, improvement)
        assert planned["Poeng"] == pytest.approx(float(gain))
    assert book.rows("Plan")[7]["Poeng"] == scenario.shown_total - board.shown_total


def test_the_points_of_today_follow_what_a_reader_tries_out(eksempelvik: Assessment) -> None:
    book = written(with_plan(eksempelvik))
    live = Recalculated(book.formulas)
    before = live.value("Scenario", TOTAL_ROW, ScenarioColumn.TODAY + 1)
    then = live.value("Scenario", TOTAL_ROW, ScenarioColumn.SCENARIO + 1)
    for row in range(FIRST, FIRST + 165):
        for column in range(PointColumn.FIRST_LEVEL, PointColumn.LAST_LEVEL + 1):
            live.set(POINTS, row, column + 1, 4)
    after = live.value("Scenario", TOTAL_ROW, ScenarioColumn.TODAY + 1)
    assert isinstance(before, float | int)
    assert isinstance(after, float | int)
    assert isinstance(then, float | int)
    assert before < then < after
    # The gains cannot lift an area above its maximum.
    assert live.value("Scenario", TOTAL_ROW, ScenarioColumn.SCENARIO + 1) <= 800  # type: ignore[operator]


def test_the_timeline_has_days_and_their_number(plan_book: Written) -> None:
    rows = plan_book.rows("Tidslinje")
    assert [row["Hva"] for row in rows[:3]] == ["Forprosjekt", "Hovedprosjekt", "Oppstart"]
    assert [row["Slag"] for row in rows[:3]] == ["aktivitet", "aktivitet", "milepæl"]
    assert (rows[0]["Dager"], rows[0]["Status"], rows[2]["Nivå"]) == (181, "ferdig", 1)
    assert rows[5]["Slag"] == "tiltak"


def test_every_gap_of_the_chain_is_a_row(plan_book: Written) -> None:
    rows = plan_book.rows("Dokumentkjede")
    gaps = [r for r in rows if r["Dokument"] == "ikke noe dokument"]
    assert len([row for row in gaps if row["Tjenesteområde"] == "Teknisk"]) == 5
    assert len(rows) == len(gaps) + sum(bool(row["Status"]) for row in rows)


def test_they_can_be_filtered_and_their_heads_stay(plan_book: Written) -> None:
    for title in SHEETS:
        sheet = plan_book.formulas[title]
        assert sheet.freeze_panes == f"A{FIRST_ROW + 1}"
        assert str(sheet.auto_filter.ref).startswith(f"A{FIRST_ROW}:")
    # The sums are under the filter, so that sorting does not move them.
    assert str(plan_book.formulas["Plan"].auto_filter.ref).endswith(f"{FIRST + 5}")


def test_text_stays_text(karasjok: Assessment) -> None:
    book = written(with_hostile_plan(karasjok))
    titles = {row["Tiltak"] for row in book.rows("Plan")}
    for text in HOSTILE:
        if text.isprintable():
            assert text in titles
    for title in SHEETS:
        for row in book.formulas[title].iter_rows(min_row=FIRST):
            for cell in row:
                if cell.data_type == "f":
                    assert str(cell.value).startswith(
                        ("=SUBTOTAL(", "='Scenario'!", "='Profil'!", "=ROUND(", "=SUM", "=D", "=E")
                    ), cell.value


def test_days_that_no_spreadsheet_knows_are_text(karasjok: Assessment) -> None:
    put(
        without_plan(karasjok), Improvement("i1", "Gammelt", begins="0001-01-01", ends="9999-12-31")
    )
    book = written(karasjok)
    assert book.rows("Plan")[0]["Begynner"] == "0001-01-01"
    assert book.rows("Tidslinje")[0]["Dager"] == 3652059


def test_five_hundred_improvements(karasjok: Assessment) -> None:
    book = written(with_many(karasjok))
    assert len(book.rows("Plan")) == 400 + 2
    assert len(book.rows("Tidslinje")) == 400


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_real_spreadsheet_computes_the_same(tmp_path: Path) -> None:
    books = {name: written(with_plan(bundled(name))) for name in (EKSEMPELVIK, KARASJOK)}
    files = [without_results(b.formulas, tmp_path / f"{n}.xlsx") for n, b in books.items()]
    for file, book in zip(converted(tmp_path, files, "xlsx"), books.values(), strict=True):
        computed = load_workbook(file, data_only=True)
        for title in ("Plan", "Tidslinje", "Scenario"):
            for row in book.formulas[title].iter_rows(min_row=FIRST):
                for cell in row:
                    if cell.data_type == "f":
                        stored = book.sheet(title)[cell.coordinate].value
                        found = computed[title][cell.coordinate].value
                        assert found == pytest.approx(stored, abs=1e-9), (title, cell.coordinate)
