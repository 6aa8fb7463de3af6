"""What the report says of a comparison with others: sentences, and the table of the points.

It knows neither pages nor formats, so that every format prints the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kompass_desktop.assessment.comparing.compared import (
    Compared,
    ComparedRow,
    Ranked,
    Why,
    compared_rows,
    last_time,
    ranking,
)
from kompass_desktop.assessment.comparing.comparison_text import (
    sum_sentence,
    summary_sentences,
    version_sentence,
)
from kompass_desktop.assessment.comparing.trend import Trend, area_trends
from kompass_desktop.assessment.numbers import MINUS, decimal
from kompass_desktop.assessment.recorded_entry import sum_reason
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.i18n import tr
from kompass_desktop.report.points_text import NO_POINTS, points_text
from kompass_desktop.report.report_data import ReportData

LONGEST_NAME = 70
LONGEST_SOURCE = 300
"""Characters of a name and of a source that are printed at most."""


@dataclass(frozen=True)
class ComparisonRow:
    """A row of the table: the name, the own points, and those of the others with the change.

    It is an area, a question below it, or the sum.
    """

    name: str
    own: str
    others: tuple[str, ...]
    is_sum: bool = False
    is_question: bool = False


@dataclass(frozen=True)
class ComparisonContent:
    """What is printed: `sentences` and `remarks` are whole, `rows` end with the sum.

    The rows have the figures of those that are `drawn`. Each area is followed by its questions,
    if those of any of them are known. `remarks` are on single ones of the others, and `sources`
    is where they are published, each named. `trends` are of the areas with enough measurements.
    """

    own: Compared
    others: tuple[Compared, ...]
    sentences: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    ranked: tuple[Ranked, ...]
    trends: tuple[Trend, ...]
    remarks: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def drawn(self) -> tuple[Compared, ...]:
        """The others of which points by area are known, so that they can be drawn.

        The rest are only among the totals.
        """
        return tuple(each for each in self.others if not each.is_total_only)

    @property
    def has_areas(self) -> bool:
        """Whether any area can be shown beside the same area of another."""
        return bool(self.drawn)

    @property
    def has_questions(self) -> bool:
        """Whether any question can be shown beside the same question of another."""
        return any(row.is_question for row in self.rows)

    @property
    def area_rows(self) -> tuple[ComparisonRow, ...]:
        """The rows of the areas and, last, the sum."""
        return tuple(row for row in self.rows if not row.is_question)

    @property
    def question_rows(self) -> tuple[ComparisonRow, ...]:
        """The rows of the questions."""
        return tuple(row for row in self.rows if row.is_question)

    @property
    def notes(self) -> tuple[str, ...]:
        """What is printed below the tables: how to read them, remarks and sources."""
        how = tr("In brackets: {0} minus the other.").format(self.own.label)
        known = [] if all(other.is_total_only for other in self.others) else [how]
        sources = tr("Sources: {0}.").format("; ".join(self.sources))
        return (*known, *self.remarks, *([sources] if self.sources else []))

    @property
    def closest(self) -> Compared | None:
        """Last time, or else the first of which areas are known: what rose and fell is said of."""
        before = last_time(self.own, self.drawn)
        return before or next(iter(self.drawn), None)


def comparison_content(data: ReportData) -> ComparisonContent | None:
    """Return what the report says of the comparison, or None if nothing was chosen."""
    if not data.compared:
        return None
    own = _shortened(own_compared(data))
    others = tuple(_shortened(other) for other in data.compared)
    drawn = [other for other in others if not other.is_total_only]
    rows = compared_rows(own.profile, drawn)
    return ComparisonContent(
        own=own,
        others=others,
        sentences=tuple(summary_sentences(own, others)),
        rows=tuple(_row(row, drawn) for row in _in_order(rows)),
        ranked=ranking(own, others),
        trends=area_trends(own, others),
        remarks=tuple(_remarks(own, others)),
        sources=tuple(f"{each.label}: {each.source}" for each in others if each.source),
    )


def own_compared(data: ReportData) -> Compared:
    """Return the assessment of a report as one of those that are compared."""
    particulars = data.particulars
    return Compared(
        particulars.municipality,
        particulars.year,
        data.profile,
        particulars.id,
        sum_reason=sum_reason(data.assessment),
    )


def _shortened(compared: Compared) -> Compared:
    """Return it with a name and a source that fit in a table and a note."""
    profile = replace(compared.profile, label=_cut(compared.label, LONGEST_NAME))
    return replace(
        compared,
        profile=profile,
        source=_cut(compared.source, LONGEST_SOURCE),
        sum_reason=_cut(compared.sum_reason, LONGEST_SOURCE),
    )


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _in_order(rows: Sequence[ComparedRow]) -> list[ComparedRow]:
    """Return the areas, each with the questions that any other has points for, and the sum."""
    shown = [row for row in rows if not row.is_question or any(cell.score for cell in row.cells)]
    parts = [row for row in shown if row.code != TOTAL]
    return [*parts, *(row for row in shown if row.code == TOTAL)]


def _row(row: ComparedRow, others: Sequence[Compared]) -> ComparisonRow:
    is_sum = row.code == TOTAL
    decimals = 1 if row.is_question else 0
    texts = []
    for cell, other in zip(row.cells, others, strict=True):
        if cell.score is None:
            texts.append(tr("not there") if cell.why is Why.NOT_THERE else NO_POINTS)
            continue
        value = other.total_text if is_sum else points_text(cell.score, decimals)
        change = "" if cell.change is None else f" ({_change_text(cell.change, decimals)})"
        texts.append(f"{value}{change}")
    own = points_text(row.score, decimals)
    return ComparisonRow(row.name, own, tuple(texts), is_sum, row.is_question)


def _change_text(change: Fraction, decimals: int) -> str:
    """Return a difference in points with its sign and as many decimals as the points."""
    sign = "+" if change > 0 else MINUS if change < 0 else ""
    return f"{sign}{decimal(abs(change), decimals)}"


def _remarks(own: Compared, others: Sequence[Compared]) -> list[str]:
    versions = (version_sentence(own, other) for other in others)
    return [*filter(None, versions), *filter(None, map(sum_sentence, (own, *others)))]
