"""The formulas of the points, by the rules of `scoring.md`, each with its result now.

The results are the program's own figures. A formula computes with floating point, which is
off by some 1e-13 where the program computes exactly, so each rounds to nine decimals before it
rounds half up for display: a half that is exactly a half stays one.

Other sheets are referred to by code and not by row, so that a reader can sort every table. The
codes are compared with "=", because SUMIF and COUNTIF take "1.1" for a number or a date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from kompass_desktop.assessment.comparing.comparison import share_in_focus
from kompass_desktop.assessment.numbers import percent, round_half_up
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import (
    NOTABLE_DIFFERENCE,
    Score,
    ScoreStatus,
    score_measure_point,
    sum_scores,
)
from kompass_desktop.instrument.model import HIGHEST_LEVEL, Instrument, MeasurePoint
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.status_labels import short_name
from kompass_desktop.report.workbook.columns import PointColumn, ScoreColumn
from kompass_desktop.report.workbook.sheet import Formula, Value
from kompass_desktop.report.workbook.table import Table, cell, quoted

_CLEAN = 9
"""The decimals that a formula rounds to before it rounds for display."""


@dataclass(frozen=True)
class _Parts:
    """The ranges of the parts of a question, an area or the whole, and which of them are its own.

    `belongs` is a condition on the rows, such as "B5:B20=A3", or "" for all of them.
    """

    points: str
    attainable: str
    status: str
    belongs: str

    def total(self, values: str) -> str:
        """Return the sum of those of `values` that belong; a text counts as 0."""
        return f"SUMPRODUCT(--({self.belongs}),{values})" if self.belongs else f"SUM({values})"

    def count(self, *statuses: ScoreStatus) -> str:
        """Return how many of the parts have one of `statuses`; without any, how many there are."""
        tests = "+".join(f"({self.status}={_name(each)})" for each in statuses) or "1"
        if self.belongs:
            return f"SUMPRODUCT(({self.belongs})*({tests}))"
        return f"SUMPRODUCT(--({tests}))" if statuses else f"ROWS({self.status})"


class ScoreFormulas:
    """The formulas of an assessment, given the tables that they refer to."""

    def __init__(self, data: ReportData, points: Table, questions: Table, areas: Table) -> None:
        self._data = data
        self._board = data.board
        self._points = points
        self._questions = questions
        self._areas = areas
        self._weights = whole_weights(data.instrument)

    def point_values(self, point: MeasurePoint, row: int) -> tuple[Value, ...]:
        """Return points, maximum, attainable maximum and status of a measure point in a row."""
        score = self._board.score(point.code)
        rating = self._board.rating(point.code)
        anew = score_measure_point(
            replace(point, maximum=score.maximum), rating, self._data.instrument
        )
        left_out, maximum = cell(PointColumn.NOT_IN_FOCUS, row), cell(PointColumn.MAXIMUM, row)
        values = (
            Formula(self._point_points(row), _unless_missing(score, score.points)),
            score.maximum,
            self._attainable(f'=IF({left_out}<>"",0,{maximum})', score),
            Formula(_point_status(row), short_name(score.status)),
        )
        return values if anew == score else _as_constants(values)

    def question_values(self, code: str, row: int) -> tuple[Value, ...]:
        """Return the values from `ScoreColumn.POINTS` on of a question in a row."""
        question = self._data.instrument.question(code)
        table = self._points
        parts = _Parts(
            table.all(PointColumn.POINTS),
            table.all(PointColumn.ATTAINABLE),
            table.all(PointColumn.STATUS),
            f"{table.all(PointColumn.QUESTION)}={cell(ScoreColumn.CODE, row)}",
        )
        below = [point.code for point in question.measure_points]
        return self._values(code, parts, below, row, 1)

    def area_values(self, number: int, row: int) -> tuple[Value, ...]:
        """Return the values from `ScoreColumn.POINTS` on of an area in a row."""
        area = self._data.instrument.area(number)
        table = self._questions
        parts = _Parts(
            table.all(ScoreColumn.EXACT),
            table.all(ScoreColumn.ATTAINABLE),
            table.all(ScoreColumn.STATUS),
            f"{table.all(ScoreColumn.WITHIN)}={cell(ScoreColumn.CODE, row)}",
        )
        below = [question.code for question in area.questions]
        return self._values(area.code, parts, below, row, 0)

    def total_values(self, row: int) -> tuple[Value, ...]:
        """Return the values from `ScoreColumn.POINTS` on of the whole in a row.

        The points are the sum of the printed areas, as `Scoreboard.shown_total`.
        """
        table = self._areas
        parts = _Parts(
            table.all(ScoreColumn.EXACT),
            table.all(ScoreColumn.ATTAINABLE),
            table.all(ScoreColumn.STATUS),
            "",
        )
        below = [area.code for area in self._data.instrument.areas]
        _, *others = self._values(TOTAL, parts, below, row, 0)
        recorded = cell(ScoreColumn.RECORDED, row)
        shown = table.all(ScoreColumn.POINTS)
        total = _if_known(row, f"IF(ISNUMBER({recorded}),{rounded(recorded, 0)},SUM({shown}))")
        score = self._board.score(TOTAL)
        return Formula(total, _unless_missing(score, self._board.shown_total)), *others

    def band(self, row: int) -> tuple[Formula, Formula]:
        """Return the total minus and plus 5 %, given the row of the total."""
        points, maximum = cell(ScoreColumn.POINTS, row), cell(ScoreColumn.MAXIMUM, row)
        low, high = self._board.band
        lowest = f'=IF({points}="","",{rounded(f"{points}*95/100", 0)})'
        highest = f'=IF({points}="","",MIN({rounded(f"{points}*105/100", 0)},{maximum}))'
        score = self._board.total
        return Formula(lowest, _unless_missing(score, low)), Formula(
            highest, _unless_missing(score, high)
        )

    def _values(
        self, code: str, parts: _Parts, below: Iterable[str], row: int, decimals: int
    ) -> tuple[Value, ...]:
        score = self._board.score(code)
        recorded = self._data.assessment.recorded_points(code)
        exact = cell(ScoreColumn.EXACT, row)
        maximum = cell(ScoreColumn.MAXIMUM, row)
        given = cell(ScoreColumn.RECORDED, row)
        points = _if_known(row, rounded(exact, decimals))
        share = _if_known(row, rounded(f"{exact}/{maximum}", 2))
        in_focus = _if_known(row, rounded(f"{exact}/{_possible(row)}", 2))
        live = (
            self._attainable(f"={parts.total(parts.attainable)}", score),
            Formula(_sum_status(parts, row), short_name(score.status)),
            Formula(
                f"=IF(AND(ISNUMBER({given}),{parts.count(ScoreStatus.MISSING)}<{parts.count()}),"
                f'{parts.total(parts.points)},"")',
                "" if score.from_below is None else score.from_below,
            ),
            Formula(
                _if_known(row, f"IF(ISNUMBER({given}),{given},{parts.total(parts.points)})"),
                _unless_missing(score, score.points),
            ),
        )
        notable = score.notable_difference
        anew = sum_scores(map(self._board.score, below), score.maximum, recorded)
        attainable, status, from_below, sum_of = live if anew == score else _as_constants(live)
        return (
            Formula(points, _unless_missing(score, round_half_up(score.points, decimals))),
            score.maximum,
            Formula(share, _unless_missing(score, Fraction(percent(score.share), 100))),
            attainable,
            Formula(
                in_focus, _unless_missing(score, Fraction(percent(share_in_focus(score)), 100))
            ),
            status,
            recorded,
            from_below,
            Formula(_difference(row), "" if notable is None else notable),
            sum_of,
        )

    def _attainable(self, formula: str, score: Score) -> Value:
        """Return the attainable maximum, which is not known of recorded results."""
        return None if self._data.is_recorded_only else Formula(formula, score.attainable)

    def _point_points(self, row: int) -> str:
        levels = [cell(PointColumn.FIRST_LEVEL + n, row) for n in range(len(self._weights))]
        possible = sum(self._weights) * HIGHEST_LEVEL
        if len(set(self._weights)) == 1:
            earned = f"SUM({levels[0]}:{levels[-1]})"
            possible = len(levels) * HIGHEST_LEVEL
        else:
            terms = (
                f"{weight}*{level}" for weight, level in zip(self._weights, levels, strict=True)
            )
            earned = f"({'+'.join(terms)})"
        maximum = cell(PointColumn.MAXIMUM, row)
        return (
            f'=IF({cell(PointColumn.STATUS, row)}={_name(ScoreStatus.MISSING)},"",'
            f"IF({_flagged(row)},0,{maximum}*{earned}/{possible}))"
        )


def whole_weights(instrument: Instrument) -> list[int]:
    """Return the weights of the aspects, in order, as whole numbers in the same proportion."""
    weights = [wording.weight for wording in instrument.aspects]
    common = lcm(*(weight.denominator for weight in weights))
    return [int(weight * common) for weight in weights]


def proposed() -> str:
    """Return what is written under "rated by" for a proposal from the interviews."""
    return short_name(ScoreStatus.PROPOSAL)


def _point_status(row: int) -> str:
    levels = f"{cell(PointColumn.FIRST_LEVEL, row)}:{cell(PointColumn.LAST_LEVEL, row)}"
    count = PointColumn.LAST_LEVEL - PointColumn.FIRST_LEVEL + 1
    complete = (
        f"IF({cell(PointColumn.RATED_BY, row)}={quoted(proposed())},"
        f"{_name(ScoreStatus.PROPOSAL)},{_name(ScoreStatus.RATED)})"
    )
    return (
        f"=IF({_flagged(row)},{complete},"
        f"IF(COUNT({levels})=0,{_name(ScoreStatus.MISSING)},"
        f"IF(COUNT({levels})<{count},{_name(ScoreStatus.PRELIMINARY)},{complete})))"
    )


def _sum_status(parts: _Parts, row: int) -> str:
    recorded = _name(ScoreStatus.RECORDED)
    uncertain = parts.count(ScoreStatus.MISSING, ScoreStatus.PRELIMINARY)
    return (
        f"=IF(ISNUMBER({cell(ScoreColumn.RECORDED, row)}),{recorded},"
        f"IF({parts.count(ScoreStatus.MISSING)}={parts.count()},{_name(ScoreStatus.MISSING)},"
        f"IF({uncertain}>0,{_name(ScoreStatus.PRELIMINARY)},"
        f"IF({parts.count(ScoreStatus.PROPOSAL)}>0,{_name(ScoreStatus.PROPOSAL)},"
        f"IF({parts.count(ScoreStatus.RECORDED)}>0,{recorded},{_name(ScoreStatus.RATED)})))))"
    )


def _difference(row: int) -> str:
    """Return the formula of recorded points minus the sum of the parts, if it is notable."""
    below = cell(ScoreColumn.FROM_BELOW, row)
    difference = f"ROUND({cell(ScoreColumn.RECORDED, row)}-{below},{_CLEAN})"
    least = NOTABLE_DIFFERENCE.numerator
    return f'=IF({below}="","",IF(ABS({difference})>={least},{difference},""))'


def _possible(row: int) -> str:
    """Return the maximum that a share in focus is of; see `comparison.share_in_focus`."""
    attainable = cell(ScoreColumn.ATTAINABLE, row)
    is_recorded = f"{cell(ScoreColumn.STATUS, row)}={_name(ScoreStatus.RECORDED)}"
    maximum = cell(ScoreColumn.MAXIMUM, row)
    return f"IF(OR({is_recorded},N({attainable})=0),{maximum},{attainable})"


def _flagged(row: int) -> str:
    planned, left_out = cell(PointColumn.PLANNED, row), cell(PointColumn.NOT_IN_FOCUS, row)
    return f'OR({planned}<>"",{left_out}<>"")'


def _if_known(row: int, value: str) -> str:
    """Return the formula of a value that is left empty if nothing is rated or recorded."""
    status = cell(ScoreColumn.STATUS, row)
    return f'=IF({status}={_name(ScoreStatus.MISSING)},"",{value})'


def rounded(value: str, decimals: int) -> str:
    """Return the formula of a value rounded half up, as the program rounds it."""
    return f"ROUND(ROUND({value},{_CLEAN}),{decimals})"


def _name(status: ScoreStatus) -> str:
    return quoted(short_name(status))


def _unless_missing(score: Score, value: Fraction | int) -> Fraction | int | str:
    return "" if score.status is ScoreStatus.MISSING else value


def _as_constants(values: Iterable[Value]) -> tuple[Value, ...]:
    """Return the results of formulas that would give something else now than when it was frozen."""
    return tuple(value.result if isinstance(value, Formula) else value for value in values)
