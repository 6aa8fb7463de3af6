"""The sheet that compares: its changes are live formulas with the figures of the report."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kompass_desktop.assessment.comparing.compared import Compared, compared_rows
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.compared_sources import assessment_compared
from kompass_desktop.report.workbook.book import write_workbook
from kompass_desktop.report.workbook.cell_text import cell_text
from kompass_desktop.report.workbook.columns import PointColumn
from kompass_desktop.report.workbook.comparison_sheet import CODE, FIRST_OTHER, NAME, OWN
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.compared import karasjok, references, six_others
from tests.report.workbook.assessments import empty, varied
from tests.report.workbook.recalculation import Recalculated
from tests.report.workbook.test_in_libreoffice import (
    OFFICE,
    converted,
    filled_in,
    without_results,
)
from tests.report.workbook.written import FIRST, POINTS, Written, written

SHEET = "Sammenligning"
ROWS = 8 + 45 + 1
Figures = dict[str, tuple[object, ...]]
"""By code: the own points, and the change from each of the others; None where there is none."""


def expected(assessment: Assessment, others: list[Compared]) -> Figures:
    profile = profile_of(Scoreboard(assessment), "")
    found: Figures = {}
    for row in compared_rows(profile, others):
        decimals = 1 if row.is_question else 0
        own = None
        if not row.score.is_preliminary or row.score.points:
            own = float(int(row.score.points * 10**decimals + 1 / 2)) / 10**decimals
        changes = [None if c.change is None else float(c.change) for c in row.cells]
        found[row.code] = (own, *changes)
    return found


def figures_in(book: object, others: int, value: object = None) -> Figures:
    """The figures of the sheet, computed again if `value` is a `Recalculated`."""
    found: Figures = {}

    def content(row: int, column: int) -> object:
        if isinstance(value, Recalculated):
            got: object = value.value(SHEET, row, column + 1)
        else:
            got = book[SHEET].cell(row, column + 1).value  # type: ignore[index]
        return None if got == "" else got

    for row in range(FIRST, FIRST + ROWS):
        code = str(content(row, CODE) or TOTAL)
        changes = [content(row, FIRST_OTHER + 2 * index + 1) for index in range(others)]
        found[code] = (content(row, OWN), *changes)
    return found


def assert_same(found: Figures, wanted: Figures) -> None:
    assert found.keys() == wanted.keys()
    for code, values in wanted.items():
        assert found[code] == pytest.approx(values, abs=1e-9), code


def test_there_is_no_such_sheet_unless_something_is_chosen() -> None:
    assert SHEET not in written(bundled(EKSEMPELVIK)).results.sheetnames


@pytest.mark.parametrize("name", [EKSEMPELVIK, KARASJOK])
def test_stored_and_computed_figures_are_those_of_kompass(name: str) -> None:
    assessment = bundled(name)
    others = [each for each in six_others(assessment) if each.key != assessment.id]
    book = written(assessment, compared=others)
    wanted = expected(assessment, others)
    assert_same(figures_in(book.results, len(others)), wanted)
    again = Recalculated(book.formulas)
    assert_same(figures_in(book.formulas, len(others), again), wanted)


@pytest.mark.parametrize("seed", [1, 3, 5])
def test_they_follow_the_levels(seed: int) -> None:
    assessment = varied(seed)
    others = [karasjok(), references(assessment)["orebro-2013"]]
    book = filled_in(written(empty(), compared=others).formulas, assessment)
    wanted = expected(assessment, others)
    assert_same(figures_in(book, len(others), Recalculated(book)), wanted)


def test_a_changed_level_changes_the_difference() -> None:
    others = [karasjok()]
    book = written(bundled(EKSEMPELVIK), compared=others).formulas
    again = Recalculated(book)
    before = figures_in(book, 1, again)["1"][1]
    for column in range(PointColumn.FIRST_LEVEL, PointColumn.LAST_LEVEL + 1):
        again.set(POINTS, FIRST, column + 1, 4)
    after = figures_in(book, 1, again)["1"][1]
    assert isinstance(before, float)
    assert isinstance(after, float)
    assert after > before


def test_an_area_that_goes_out_of_focus_is_no_longer_compared() -> None:
    assessment = bundled(EKSEMPELVIK)
    book = written(assessment, compared=[karasjok()]).formulas
    again = Recalculated(book)
    assert figures_in(book, 1, again)["1"][1] == 31
    for row in range(FIRST, FIRST + len(assessment.instrument.area(1).measure_points)):
        again.set(POINTS, row, PointColumn.NOT_IN_FOCUS + 1, "ja")
    figures = figures_in(book, 1, again)
    assert figures["1"] == (0, None)
    assert figures["1.1"] == (0, None)
    assert figures["2"][1] == 19


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_spreadsheet_computes_the_same(tmp_path: Path) -> None:
    files, wanted = [], []
    for name in (EKSEMPELVIK, KARASJOK):
        assessment = bundled(name)
        others = [each for each in six_others(assessment) if each.key != assessment.id]
        book = written(assessment, compared=others).formulas
        files.append(without_results(book, tmp_path / f"{name}.xlsx"))
        wanted.append((expected(assessment, others), len(others)))
    for file, (figures, count) in zip(converted(tmp_path, files, "xlsx"), wanted, strict=True):
        assert_same(figures_in(load_workbook(file, data_only=True), count), figures)


def test_a_limit_is_a_text_and_gives_no_change() -> None:
    assessment = bundled(EKSEMPELVIK)
    others = [references(assessment)["norwegian-average"]]
    sheet = written(assessment, compared=others).sheet(SHEET)
    total = FIRST + ROWS - 1
    assert sheet.cell(total, NAME + 1).value == "Sum"
    assert sheet.cell(total, FIRST_OTHER + 1).value == "litt under 350"
    assert sheet.cell(total, FIRST_OTHER + 2).value is None


def test_the_sources_are_below_the_table() -> None:
    assessment = bundled(EKSEMPELVIK)
    others = six_others(assessment)
    text = written(assessment, compared=others).text()
    for other in others:
        assert f"{other.label}: {other.source}" in text


@pytest.mark.parametrize("name", ["=1+1", "+1\x00\x0b\ud800 😀 <b>", "a!A1", "'Profil'!A1"])
def test_a_hostile_name_stays_text(name: str) -> None:
    other = karasjok()
    hostile = replace(other, profile=replace(other.profile, label=name), source="@SUM(A1)")
    book = written(bundled(EKSEMPELVIK), compared=[hostile])
    assert book.heads(SHEET)[FIRST_OTHER] == cell_text(name)
    cell = book.formulas[SHEET].cell(FIRST - 1, FIRST_OTHER + 1)
    assert cell.data_type == "s"


def test_it_is_in_the_language_of_the_report() -> None:
    file = io.BytesIO()
    with in_language(Language.ENGLISH):
        write_workbook(bundled(EKSEMPELVIK), file, compared=[karasjok()])
    book = Written(file.getvalue())
    assert "Comparison" in book.results.sheetnames
    assert "Change" in book.heads("Comparison")


def test_another_assessment_that_is_not_complete_is_not_compared() -> None:
    assessment = bundled(EKSEMPELVIK)
    other = assessment_compared(empty())
    figures = figures_in(written(assessment, compared=[other]).results, 1)
    assert {values[1] for values in figures.values()} == {None}
