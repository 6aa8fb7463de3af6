"""The table of recommendations: what should be done, by whom, and when."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.records import Recommendation
from kompass_desktop.i18n import tr
from kompass_desktop.report.blocks import (
    TEXT_WIDTH,
    Block,
    Cell,
    CellLook,
    Column,
    Heading,
    Row,
    Table,
)
from kompass_desktop.report.chapters.cells import NO_HEAD, head, row_head
from kompass_desktop.report.drafts.summary import in_short
from kompass_desktop.report.report_data import ReportData

IN_SUMMARY = 5
"""How many recommendations the summary has; the closing has all."""
_NUMBER, _WHO, _WHEN, _WHERE = 22.0, 100.0, 72.0, 36.0
_LONGEST = 1500
"""Characters of a text in a row, which has to fit on a page."""
SHORT = 130
"""Characters of a text in the summary, which has one page."""


def printed_recommendations(data: ReportData, code: str = "") -> list[Recommendation]:
    """Return the recommendations with a text, by priority; with a code, those about it."""
    every = data.assessment.recommendations_in_order(code)
    return [each for each in every if each.text.strip()]


def recommendation_blocks(
    title: str,
    key: str,
    recommendations: Sequence[Recommendation],
    *,
    shows_code: bool = False,
    longest: int = _LONGEST,
) -> list[Block]:
    """Return the table below a heading; an empty list if there are no recommendations.

    `key` is the name of the heading's link target; `shows_code` adds the column with the code
    of the area, question or measure point; longer texts than `longest` characters are cut.
    """
    if not recommendations:
        return []
    where = [_WHERE] if shows_code else []
    text = TEXT_WIDTH - _NUMBER - _WHO - _WHEN - sum(where)
    widths = (_NUMBER, *where, text, _WHO, _WHEN)
    heads = (NO_HEAD, *([head(tr("At"))] if shows_code else []), head(tr("Recommendation")))
    table = Table(
        title,
        tuple(Column(width) for width in widths),
        Row((*heads, head(tr("Who")), head(tr("When")))),
        tuple(
            _row(number, each, longest, shows_code=shows_code)
            for number, each in enumerate(recommendations, 1)
        ),
        padding=2.5,
    )
    return [Heading(title, key, room=60), table]


def _row(number: int, recommendation: Recommendation, longest: int, *, shows_code: bool) -> Row:
    return Row(
        (
            Cell(str(number), look=CellLook.STRONG),
            *([Cell(recommendation.code)] if shows_code else []),
            row_head(in_short(recommendation.text, longest)),
            Cell(in_short(recommendation.responsible, longest)),
            Cell(in_short(recommendation.deadline, longest)),
        )
    )
