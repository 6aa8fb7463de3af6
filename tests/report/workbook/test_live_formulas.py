"""The stored results are the program's figures, and a changed rating gives what it would give."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import recorded_id
from kompass_desktop.assessment.records import TOTAL, Change, Recorded
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.command_line.listing import scores_of as scores_of_command
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.report.workbook.columns import PointColumn, ScoreColumn
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.rating import Levels, rate
from tests.report.workbook.assessments import CODES, INSTRUMENT, empty, varied
from tests.report.workbook.recalculation import Recalculated
from tests.report.workbook.written import (
    FIRST,
    POINTS,
    PROFILE,
    QUESTIONS,
    Written,
    assert_same,
    scores_in,
    scores_of,
    written,
)

LEVEL = st.none() | st.integers(0, 4)
LEVELS = st.tuples(LEVEL, LEVEL, LEVEL, LEVEL)
FLAG = st.sampled_from([None, None, None, True])
RATINGS = st.dictionaries(st.sampled_from(CODES), st.tuples(LEVELS, FLAG, FLAG), max_size=165)
WHOLE_QUESTIONS = st.dictionaries(
    st.sampled_from([question.code for question in INSTRUMENT.questions]),
    st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(0, 4), st.integers(0, 4)),
    min_size=10,
)

QUICK = settings(
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
"""An example takes 0.2 s: one that fails is not made smaller, which would take minutes."""


@pytest.fixture(scope="module")
def blank() -> Written:
    return written(empty())


@pytest.mark.parametrize("name", [EKSEMPELVIK, KARASJOK, "empty"])
def test_all_numbers_are_those_of_the_command(name: str) -> None:
    assessment = empty() if name == "empty" else bundled(name)
    told = scores_of_command(assessment)
    results = written(assessment)
    assert results.sheet(PROFILE).cell(FIRST + 8, ScoreColumn.MAXIMUM + 1).value == told["maximum"]
    found = scores_in(results.results)
    assert (found[TOTAL][0] or 0) == told["total"]
    areas, questions = told["areas"], told["questions"]
    assert isinstance(areas, dict)
    assert isinstance(questions, dict)
    assert {code: found[code][0] or 0 for code in areas} == areas
    assert {code: f"{found[code][0] or 0:.1f}" for code in questions} == questions
    if name != KARASJOK:
        attainable = found[TOTAL][2]
        assert isinstance(attainable, float | int)
        assert int(attainable + 0.5) == told["attainable"]


@pytest.mark.parametrize("name", [EKSEMPELVIK, KARASJOK])
def test_the_formulas_give_the_stored_results(name: str) -> None:
    assessment = bundled(name)
    results = written(assessment)
    expected = scores_of(Scoreboard(assessment), has_attainable=name != KARASJOK)
    assert_same(scores_in(results.results), expected)
    assert_same(scores_in(results.formulas, Recalculated(results.formulas)), expected)


def test_every_formula_has_its_result_stored(small_assessment: Assessment) -> None:
    results = written(small_assessment)
    recalculated = Recalculated(results.formulas)
    count = 0
    for sheet in results.formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "f":
                    stored = results.sheet(sheet.title)[cell.coordinate].value
                    computed = recalculated.value(sheet.title, cell.row, cell.column or 0)
                    if isinstance(computed, float | int):
                        assert stored == pytest.approx(computed, abs=1e-9), cell
                    else:
                        assert (stored or "") == computed, cell
                    count += 1
    assert count > 900


def fill(
    recalculated: Recalculated, row: int, levels: Sequence[int | None], *flags: bool | None
) -> None:
    for offset, level in enumerate(levels):
        recalculated.set(POINTS, row, PointColumn.FIRST_LEVEL + 1 + offset, level)
    for offset, flag in enumerate(flags):
        recalculated.set(POINTS, row, PointColumn.PLANNED + 1 + offset, "ja" if flag else None)


@settings(QUICK, max_examples=12)
@given(
    ratings=RATINGS,
    recorded=st.dictionaries(
        st.sampled_from(["", "3", "7", "2.1", "4.3"]),
        st.integers(0, 1000).map(lambda n: Fraction(n, 100)),
        max_size=3,
    ),
)
def test_ratings_that_a_reader_fills_in_give_what_they_give_in_kompass(
    blank: Written,
    ratings: dict[str, tuple[Levels, bool | None, bool | None]],
    recorded: dict[str, Fraction],
) -> None:
    assessment = empty()
    recalculated = Recalculated(load_workbook(io.BytesIO(blank.content)))
    for code, (levels, planned, left_out) in ratings.items():
        rate(assessment, code, levels, planned_only=planned, not_in_focus=left_out)
        fill(recalculated, FIRST + CODES.index(code), levels, planned, left_out)
    for code, points in recorded.items():
        assessment.apply(Change(None, Recorded(recorded_id(assessment.id, code), code, points)))
        sheet, row = row_of(code)
        recalculated.set(sheet, row, ScoreColumn.RECORDED + 1, float(points))
    assert_same(scores_in(blank.formulas, recalculated), scores_of(Scoreboard(assessment)))


def row_of(code: str) -> tuple[str, int]:
    if "." in code:
        return QUESTIONS, FIRST + [q.code for q in INSTRUMENT.questions].index(code)
    return PROFILE, FIRST + (int(code) - 1 if code else len(INSTRUMENT.areas))


@settings(QUICK, max_examples=8)
@given(ratings=WHOLE_QUESTIONS)
def test_exact_halves_are_rounded_up_as_in_kompass(
    blank: Written, ratings: dict[str, Levels]
) -> None:
    # Thirds and sevenths of a question's maximum add up to exact halves, which floating point
    # misses.
    assessment = empty()
    recalculated = Recalculated(load_workbook(io.BytesIO(blank.content)))
    for code, levels in ratings.items():
        for point in INSTRUMENT.question(code).measure_points:
            rate(assessment, point.code, levels)
            fill(recalculated, FIRST + CODES.index(point.code), levels)
    assert_same(scores_in(blank.formulas, recalculated), scores_of(Scoreboard(assessment)))


def test_a_half_that_floating_point_misses_is_rounded_up(blank: Written) -> None:
    sums = (1, 0, 12, 9, 2, 0)
    assert sum(25 / 6 * each / 16 for each in sums) < 6.25
    question = next(
        q for q in INSTRUMENT.questions if len(q.measure_points) == 6 and q.maximum == 25
    )
    recalculated = Recalculated(load_workbook(io.BytesIO(blank.content)))
    for point, each in zip(question.measure_points, sums, strict=True):
        levels = [max(0, min(4, each - 4 * number)) for number in range(4)]
        fill(recalculated, FIRST + CODES.index(point.code), levels)
    assert scores_in(blank.formulas, recalculated)[question.code][0] == 6.3


def test_a_varied_assessment_stores_what_it_computes() -> None:
    assessment = varied(5)
    results = written(assessment)
    expected = scores_of(Scoreboard(assessment))
    assert_same(scores_in(results.results), expected)
    assert_same(scores_in(results.formulas, Recalculated(results.formulas)), expected)


def test_weighted_aspects_are_weighted_in_the_formulas() -> None:
    weights = {Aspect.SYSTEM: Fraction(2), Aspect.RESULT: Fraction(3, 2)}
    instrument = replace(
        INSTRUMENT,
        aspects=tuple(
            replace(each, weight=weights.get(each.aspect, Fraction(1)))
            for each in INSTRUMENT.aspects
        ),
    )
    assessment = empty(instrument)
    for code in CODES[::2]:
        rate(assessment, code, (4, 1, 3, None))
    results = written(assessment)
    board = Scoreboard(assessment)
    assert_same(scores_in(results.results), scores_of(board))
    assert_same(scores_in(results.formulas, Recalculated(results.formulas)), scores_of(board))


def test_a_sorted_table_of_measure_points_gives_the_same(eksempelvik: Assessment) -> None:
    results = written(eksempelvik)
    sheet = results.formulas[POINTS]
    numbers = list(range(FIRST, FIRST + 165))
    kept = {
        number: [sheet.cell(number, column).value for column in range(1, 18)] for number in numbers
    }
    for number, row in zip(numbers, reversed(numbers), strict=True):
        for column, content in enumerate(kept[row], 1):
            moved = content
            if isinstance(content, str) and content.startswith("="):
                # A spreadsheet keeps references within the row.
                moved = re.sub(rf"(?<=[A-Z]){row}\b", f"{number}", content)
            sheet.cell(number, column).value = moved
    found = scores_in(results.formulas, Recalculated(results.formulas))
    assert_same(found, scores_of(Scoreboard(eksempelvik)))
