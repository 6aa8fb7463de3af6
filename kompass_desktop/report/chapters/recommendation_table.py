"""The table of recommendations, from the plan where there is one: what, by whom, and when."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.planning.advice import Advice
from kompass_desktop.i18n import tr
from kompass_desktop.report.blocks import (
    TEXT_WIDTH,
    Block,
    Cell,
    CellLook,
    CellRole,
    Column,
    Heading,
    Row,
    Table,
)
from kompass_desktop.report.chapters.cells import NO_HEAD, head
from kompass_desktop.report.drafts.summary import in_short
from kompass_desktop.report.report_data import ReportData

IN_SUMMARY = 5
"""How many recommendations the summary has; the closing has all."""
_NUMBER, _WHO, _WHEN, _WHERE = 22.0, 112.0, 78.0, 38.0
_WIDE_NUMBER, _TWO_DIGITS = 28.0, 99
_MOST_CODES = 6
_LONGEST = 1500
"""Characters of a text in a row, which has to fit on a page."""
_LONGEST_DETAIL = 500
SHORT = 130
"""Characters of a text in the summary, which has one page."""


def printed_recommendations(data: ReportData, code: str = "") -> list[Advice]:
    """Return what is recommended, by priority; with a code, only what is about it."""
    return [each for each in data.advice if not code or each.is_within(code)]


def codes_text(codes: Sequence[str], most: int = _MOST_CODES) -> str:
    """Return codes as a list of at most `most` of them: "1.4.1, 2.3.2"."""
    shown = ", ".join(codes[:most])
    return f"{shown} …" if len(codes) > most else shown


def recommendation_blocks(  # noqa: PLR0913 - all but three have a default
    title: str,
    key: str,
    recommendations: Sequence[Advice],
    *,
    about: str = "",
    shows_code: bool = False,
    longest: int = _LONGEST,
) -> list[Block]:
    """Return the table below a heading; an empty list if there are no recommendations.

    `key` is the name of the heading's link target, and `about` what the title of the table adds
    to that of the heading; `shows_code` adds the column with the codes
    of areas, questions or measure points, and the further text; longer texts than `longest`
    characters are cut.
    """
    if not recommendations:
        return []
    where = [_WHERE] if shows_code else []
    number = _NUMBER if len(recommendations) <= _TWO_DIGITS else _WIDE_NUMBER
    text = TEXT_WIDTH - number - _WHO - _WHEN - sum(where)
    widths = (number, *where, text, _WHO, _WHEN)
    heads = (NO_HEAD, *([head(tr("At"))] if shows_code else []), head(tr("Recommendation")))
    table = Table(
        f"{title}: {about}" if about else title,
        tuple(Column(width) for width in widths),
        Row((*heads, head(tr("Who")), head(tr("When")))),
        tuple(
            _row(place, each, longest, shows_code=shows_code)
            for place, each in enumerate(recommendations, 1)
        ),
        padding=2.5,
    )
    return [Heading(title, key, room=60), table]


def _row(number: int, advice: Advice, longest: int, *, shows_code: bool) -> Row:
    return Row(
        (
            Cell(str(number), look=CellLook.STRONG),
            *([Cell(codes_text(advice.codes))] if shows_code else []),
            Cell(
                in_short(advice.text, longest),
                CellRole.ROW_HEAD,
                note=in_short(advice.detail, _LONGEST_DETAIL) if shows_code else "",
            ),
            Cell(in_short(advice.responsible, longest)),
            Cell(in_short(advice.when, longest)),
        )
    )
