"""Computes a workbook's formulas as a spreadsheet does, with floating point.

It knows only the functions that Kompass writes, and raises for all others and for a text in a
sum or product, where a spreadsheet would show #VALUE!. The tests with LibreOffice show that it
computes as a real spreadsheet does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

Value: TypeAlias = float | str | bool | None
Operand: TypeAlias = "Value | list[Value]"
Place: TypeAlias = tuple[str, int, int]
"""A sheet's title, a row and a column, both from 1."""

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<text>"(?:[^"]|"")*")
    |(?P<number>\d+(?:\.\d+)?)
    |(?P<name>[A-Z]+)(?=\()
    |(?P<ref>(?:'(?P<sheet>(?:[^']|'')*)'!)?(?P<cells>\$?[A-Z]{1,2}\$?\d+(?::\$?[A-Z]{1,2}\$?\d+)?))
    |(?P<sign><>|<=|>=|[=<>+\-*/(),])
    )""",
    re.VERBOSE,
)


class Recalculated:
    """The values of a workbook, as they are with the content that its cells have now."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[Place, Value] = {}
        self._trees: dict[str, list[re.Match[str]]] = {}

    def set(self, sheet: str, row: int, column: int, value: Value) -> None:
        """Change a cell, as a reader does."""
        self._book[sheet].cell(row, column).value = value
        self._known.clear()

    def value(self, sheet: str, row: int, column: int) -> Value:
        """Return the value of a cell; "" and a blank cell are both None."""
        place = (sheet, row, column)
        if place not in self._known:
            content = self._book[sheet].cell(row, column).value
            if isinstance(content, str) and content.startswith("="):
                self._known[place] = self._compute(sheet, content[1:])
            else:
                assert content is None or isinstance(content, float | int | str)
                self._known[place] = content
        return self._known[place]

    def _compute(self, sheet: str, formula: str) -> Value:
        tokens = self._trees.get(formula)
        if tokens is None:
            tokens = self._trees[formula] = _tokens(formula)
        value = _Reader(self, sheet, tokens).read()
        assert not isinstance(value, list)
        return value


def _tokens(formula: str) -> list[re.Match[str]]:
    found, at = [], 0
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        assert match is not None, formula[at:]
        found.append(match)
        at = match.end()
    return found


class _Reader:
    """Evaluates tokens from left to right; what an IF does not choose is read but not computed."""

    def __init__(self, cells: Recalculated, sheet: str, tokens: Sequence[re.Match[str]]) -> None:
        self._cells = cells
        self._sheet = sheet
        self._tokens = tokens
        self._at = 0
        self._skips = 0

    def read(self) -> Operand:
        value = self._comparison()
        assert self._at == len(self._tokens)
        return value

    def _peek(self) -> str:
        return self._tokens[self._at].group().strip() if self._at < len(self._tokens) else ""

    def _take(self, expected: str = "") -> re.Match[str]:
        token = self._tokens[self._at]
        assert not expected or token.group().strip() == expected
        self._at += 1
        return token

    def _comparison(self) -> Operand:
        value = self._sum()
        while self._peek() in ("=", "<>", "<", ">", "<=", ">="):
            sign = self._take().group().strip()
            value = self._each(_COMPARE[sign], value, self._sum())
        return value

    def _sum(self) -> Operand:
        value = self._product()
        while self._peek() in ("+", "-"):
            sign = self._take().group().strip()
            value = self._each(_ARITHMETIC[sign], value, self._product())
        return value

    def _product(self) -> Operand:
        value = self._unary()
        while self._peek() in ("*", "/"):
            sign = self._take().group().strip()
            value = self._each(_ARITHMETIC[sign], value, self._unary())
        return value

    def _unary(self) -> Operand:
        if self._peek() == "-":
            self._take()
            return self._each(_ARITHMETIC["-"], 0.0, self._unary())
        return self._primary()

    def _primary(self) -> Operand:
        token = self._take()
        if token["text"] is not None:
            return token["text"][1:-1].replace('""', '"')
        if token["number"] is not None:
            return float(token["number"])
        if token["ref"] is not None:
            return None if self._skips else self._reference(token)
        if token["name"] is not None:
            return self._function(token["name"])
        assert token.group().strip() == "("
        value = self._comparison()
        self._take(")")
        return value

    def _reference(self, token: re.Match[str]) -> Operand:
        sheet = token["sheet"].replace("''", "'") if token["sheet"] else self._sheet
        left, top, right, bottom = range_boundaries(token["cells"].replace("$", ""))
        found = [
            self._cells.value(sheet, row, column)
            for row in range(top or 0, (bottom or 0) + 1)
            for column in range(left or 0, (right or 0) + 1)
        ]
        return found if ":" in token["cells"] else found[0]

    def _function(self, name: str) -> Operand:
        self._take("(")
        if name == "IF":
            return self._choice()
        arguments = [self._comparison()]
        while self._peek() == ",":
            self._take()
            arguments.append(self._comparison())
        self._take(")")
        return None if self._skips else _FUNCTIONS[name](*arguments)

    def _choice(self) -> Operand:
        test = self._comparison()
        assert not isinstance(test, list)
        self._take(",")
        yes = self._unless(not test)
        self._take(",")
        no = self._unless(bool(test))
        self._take(")")
        return yes if test else no

    def _unless(self, skipped: bool) -> Operand:
        self._skips += skipped
        value = self._comparison()
        self._skips -= skipped
        return value

    def _each(
        self, compute: Callable[[Value, Value], Value], left: Operand, right: Operand
    ) -> Operand:
        if self._skips:
            return None
        if not isinstance(left, list) and not isinstance(right, list):
            return compute(left, right)
        length = (
            len(left) if isinstance(left, list) else len(right) if isinstance(right, list) else 1
        )
        lefts = left if isinstance(left, list) else [left] * length
        rights = right if isinstance(right, list) else [right] * length
        return [compute(one, other) for one, other in zip(lefts, rights, strict=True)]


def _number(value: Value) -> float:
    if isinstance(value, str):
        raise TypeError(f"#VALUE!: {value!r}")
    return float(value or 0)


def _order(left: Value, right: Value) -> int:
    if left is None:
        left = "" if isinstance(right, str) else 0
    if right is None:
        right = "" if isinstance(left, str) else 0
    if isinstance(left, str) != isinstance(right, str):
        return 1 if isinstance(left, str) else -1
    if isinstance(left, str):
        one, other = left.casefold(), str(right).casefold()
        return (one > other) - (one < other)
    return (float(left) > float(right or 0)) - (float(left) < float(right or 0))


_COMPARE: dict[str, Callable[[Value, Value], Value]] = {
    "=": lambda a, b: _order(a, b) == 0,
    "<>": lambda a, b: _order(a, b) != 0,
    "<": lambda a, b: _order(a, b) < 0,
    ">": lambda a, b: _order(a, b) > 0,
    "<=": lambda a, b: _order(a, b) <= 0,
    ">=": lambda a, b: _order(a, b) >= 0,
}
_ARITHMETIC: dict[str, Callable[[Value, Value], Value]] = {
    "+": lambda a, b: _number(a) + _number(b),
    "-": lambda a, b: _number(a) - _number(b),
    "*": lambda a, b: _number(a) * _number(b),
    "/": lambda a, b: _number(a) / _number(b),
}


def _numbers(*given: Operand) -> list[float]:
    """The numbers of ranges; texts and truth values in a range count for nothing."""
    values = [value for each in given for value in (each if isinstance(each, list) else [each])]
    return [float(v) for v in values if isinstance(v, float | int) and not isinstance(v, bool)]


def _sum_product(*ranges: Operand) -> float:
    total = 0.0
    lists = [each if isinstance(each, list) else [each] for each in ranges]
    for row in zip(*lists, strict=True):
        product = 1.0
        for value in row:
            is_number = isinstance(value, float | int) and not isinstance(value, bool)
            product *= float(value or 0) if is_number else 0.0
        total += product
    return total


def _round(value: Operand, decimals: Operand) -> float:
    """Half away from zero, of the decimal number that the value is shown as."""
    assert not isinstance(value, list)
    assert isinstance(decimals, float)
    step = Decimal(1).scaleb(-int(decimals))
    return float(Decimal(repr(_number(value))).quantize(step, ROUND_HALF_UP))


_FUNCTIONS: dict[str, Callable[..., Operand]] = {
    "SUM": lambda *given: sum(_numbers(*given)),
    "COUNT": lambda *given: float(len(_numbers(*given))),
    "SUBTOTAL": lambda kind, *given: sum(_numbers(*given)),
    "ROWS": lambda given: float(len(given)),
    "ABS": lambda value: abs(_number(value)),
    "MIN": lambda *given: min(_numbers(*given)),
    "AND": lambda *given: all(given),
    "OR": lambda *given: any(given),
    "N": lambda value: 0.0 if isinstance(value, str) else _number(value),
    "ISNUMBER": lambda value: isinstance(value, float | int) and not isinstance(value, bool),
    "ROUND": _round,
    "SUMPRODUCT": _sum_product,
}
