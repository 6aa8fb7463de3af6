"""What the rows of a timeline say in words, for screen readers, tool tips and print."""

from __future__ import annotations

import re

from kompass_desktop.assessment.plan_records import Activity, Improvement
from kompass_desktop.assessment.planning.time_scale import month_name
from kompass_desktop.assessment.planning.timeline import Row, RowKind, Span, Timeline
from kompass_desktop.assessment.service_areas import WHOLE, service_name
from kompass_desktop.i18n import ntr, ptr, tr
from kompass_desktop.report.dates import short_date
from kompass_desktop.report.plan.plan_names import status_name

_YEAR = re.compile(r"\b(19|20)\d\d\b")
"""A year in a title, which needs no period after it."""


def row_name(row: Row) -> str:
    """Return the name at the left of a row: "2 Annual cycle", or the title alone."""
    if row.record is None:
        return tr("Without dates ({0})").format(row.number)
    title = row.record.title or tr("Without a title")
    return f"{row.number} {title}" if row.kind is RowKind.IMPROVEMENT else title


def row_text(row: Row) -> str:
    """Return all about a row: its name, dates, status, who is responsible, and where."""
    record = row.record
    if record is None:
        return row_name(row)
    parts = [row_name(row), _kind_text(row), span_text(row.span, is_day=_is_day(row))]
    if isinstance(record, Improvement):
        parts.append(status_name(record.status))
    elif record.done:
        parts.append(ptr("timeline", "done"))
    parts.append(record.responsible)
    if record.service != WHOLE:
        parts.append(service_name(record.service))
    return ", ".join(filter(None, parts))


def broken_texts(timeline: Timeline, index: int) -> list[str]:
    """Return a sentence for each row that ends only after the row at an index begins."""
    sentence = tr("It begins before “{0}” ends.")
    return [
        sentence.format(row_name(timeline.rows[link.first]))
        for link in timeline.links
        if link.then == index and link.is_broken
    ]


def span_text(span: Span | None, *, is_day: bool = False) -> str:
    """Return dates as text: "01.03.2026–31.05.2026", or that there are none yet."""
    if span is None:
        return tr("without dates")
    if is_day or span.begins == span.ends:
        return short_date(span.begins)
    return f"{short_date(span.begins)}–{short_date(span.ends)}"


def period_text(span: Span) -> str:
    """Return roughly when something is: "2026–2032", "March–June 2026" with short months."""
    if span.begins.year != span.ends.year:
        return f"{span.begins.year}–{span.ends.year}"
    first, last = month_name(span.begins.month), month_name(span.ends.month)
    months = first if first == last else f"{first}–{last}"
    return ptr("period", "{0} {1}").format(months, span.begins.year)


def phases_text(timeline: Timeline) -> str:
    """Return the phases of a plan with their periods, or how much it has if it has no phases."""
    phases = [
        row_name(row) if _YEAR.search(row_name(row)) else f"{row_name(row)} {period_text(row.span)}"
        for row in timeline.rows
        if row.kind is RowKind.PHASE and row.depth == 0 and row.span is not None
    ]
    if phases:
        return " · ".join(phases)
    planned = sum(row.span is not None for row in timeline.rows)
    return ntr("{0} row with dates", "{0} rows with dates", planned).format(planned)


def _kind_text(row: Row) -> str:
    if row.kind is RowKind.MILESTONE:
        return ptr("timeline", "milestone")
    return ptr("timeline", "phase") if row.kind is RowKind.PHASE else ""


def _is_day(row: Row) -> bool:
    return isinstance(row.record, Activity) and row.record.milestone
