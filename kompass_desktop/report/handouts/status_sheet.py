"""Writes the status of the improvements as a PDF: each with its status in every status round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import IO

from reportlab.platypus import Flowable

from kompass_desktop.assessment.anonymity import as_printed
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus
from kompass_desktop.assessment.planning.status_rounds import check_of, counts_in
from kompass_desktop.i18n import mark, ntr, tr
from kompass_desktop.report.dates import deadline_text
from kompass_desktop.report.pdf.flowables import text
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.styles import (
    BODY,
    CONTENT_WIDTH,
    HEAD,
    SMALL,
    SMALL_BOLD,
    SMALL_SOFT,
)
from kompass_desktop.report.pdf.tables import Cell, cell, grid
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.sheet import write_sheet

TITLE = mark("Status of the improvements")
MOST_YEARS = 4
"""Status rounds that have room beside each other; the latest ones."""
_YEAR, _COMMENT = 64.0, 130.0
"""Widths in points; the improvement gets the rest."""
_LONGEST = 600
"""Characters of a text in a cell, which has to fit on a page."""


def write_status(assessment: Assessment, made_on: date, file: IO[bytes]) -> None:
    """Write the status of the improvements as a PDF to a binary file.

    Names of informants in texts are replaced by their groups.
    """
    register()
    printed = as_printed(assessment)
    write_sheet(printed, tr(TITLE), list(_story(printed)), made_on, file)


def printed_years(assessment: Assessment) -> list[int]:
    """Return the years of the latest status rounds, the earliest first."""
    improvements = assessment.improvements
    checks = assessment.status_checks.values()
    years = {check.year for check in checks if check.improvement in improvements}
    return sorted(years)[-MOST_YEARS:]


def _story(assessment: Assessment) -> Iterator[Flowable]:
    yield HeadingParagraph(tr(TITLE), "status", HeadingKind.CHAPTER)
    improvements = assessment.improvements_in_order()
    years = printed_years(assessment)
    if not improvements:
        yield text(tr("The plan has no improvements yet."), BODY)
        return
    yield text(_summary(assessment, improvements, years), BODY)
    columns = [str(year) for year in years] or [tr("Status")]
    heads = [tr("Improvement"), *columns, tr("Comment")]
    width = CONTENT_WIDTH - len(columns) * _YEAR - _COMMENT
    rows = [_row(assessment, each, years) for each in improvements]
    head: list[Cell] = [cell(each, HEAD) for each in heads]
    yield grid([head, *rows], [width, *[_YEAR] * len(columns), _COMMENT], padding=3)


def _summary(
    assessment: Assessment, improvements: Sequence[Improvement], years: Sequence[int]
) -> str:
    """Return how many improvements are carried out, by the latest status round if there is one."""
    done = sum(each.status is ImprovementStatus.DONE for each in improvements)
    number = len(improvements)
    sentence = ntr(
        "{0} of {1} improvement is carried out.",
        "{0} of {1} improvements are carried out.",
        number,
    ).format(done, number)
    if not years:
        return sentence
    known = sum(counts_in(assessment, years[-1]).values())
    asked = tr("Asked about in {0}: {1} of {2}.").format(years[-1], known, number)
    return f"{sentence} {asked}"


def _row(assessment: Assessment, improvement: Improvement, years: Sequence[int]) -> list[Cell]:
    if years:
        checks = [check_of(assessment, improvement.id, year) for year in years]
        given = [check.status if check else None for check in checks]
    else:
        given = [improvement.status]
    return [
        _titled(improvement),
        *(cell(status_name(each).capitalize() if each else "", SMALL) for each in given),
        cell(_comment(assessment, improvement), SMALL),
    ]


def _titled(improvement: Improvement) -> Cell:
    title = text(improvement.title[:_LONGEST], SMALL_BOLD)
    deadline = deadline_text(improvement.ends)
    if deadline:
        deadline = tr("by {0}").format(deadline)
    who = " · ".join(filter(None, (improvement.responsible[:_LONGEST], deadline)))
    return [title, text(who, SMALL_SOFT)] if who else title


def _comment(assessment: Assessment, improvement: Improvement) -> str:
    """Return the latest comment, with its year."""
    commented = [c for c in assessment.status_checks_of(improvement.id) if c.comment.strip()]
    return f"{commented[-1].year}: {commented[-1].comment}"[:_LONGEST] if commented else ""
