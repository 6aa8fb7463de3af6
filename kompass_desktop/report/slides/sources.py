"""The notes of the slides: where figures and findings come from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from kompass_desktop import __version__
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.dates import long_date, period_of
from kompass_desktop.report.document_text import document_name
from kompass_desktop.report.drafts.wording import paragraphs, sentences
from kompass_desktop.report.names import reproduced_from
from kompass_desktop.report.report_data import ReportData

_MOST_NAMED = 30


def sources(data: ReportData, made_on: date) -> str:
    """Return the sources of the slides: interviews by group, documents, date, wording."""
    return paragraphs(
        tr("Sources"),
        _figures(data, made_on),
        _interviews(data),
        _documents(data),
        "" if data.is_recorded_only else data.instrument.wording,
    )


def with_sources(text: str, every: str) -> str:
    """Return what can be said to a slide, before the sources."""
    return paragraphs(text.strip(), every)


def _figures(data: ReportData, made_on: date) -> str:
    if data.is_recorded_only:
        return tr("The figures are from {0}. The ratings behind them are not known.").format(
            reproduced_from(data.particulars)
        )
    finish = data.assessment.finish
    if finish is not None and finish.at:
        day = long_date(datetime.fromisoformat(finish.at).date())
        return tr("The figures are as they were when the measurement was finished on {0}.").format(
            day
        )
    return tr("The figures were computed on {0} with Kompass {1}.").format(
        long_date(made_on), __version__
    )


def _interviews(data: ReportData) -> str:
    counts = "; ".join(_counts(data))
    if not counts:
        return "" if data.is_recorded_only else tr("No interviews have been held yet.")
    period = period_of(data.particulars)
    when = tr("The interviews were held {0}.").format(period) if period else ""
    return sentences(tr("Interviews by group: {0}.").format(counts), when)


def _counts(data: ReportData) -> Iterator[str]:
    for count in data.groups:
        if data.is_recorded_only:
            known = ntr("{0} participant", "{0} participants", count.participants)
            told = known.format(count.participants) if count.participants else tr("not known")
        else:
            told = str(count.held)
            if count.held != count.interviews:
                told = tr("{0} of {1} held").format(count.held, count.interviews)
        yield f"{count.group.name} {told}"


def _documents(data: ReportData) -> str:
    names = [document_name(each) for each in data.documents]
    if not names:
        return "" if data.is_recorded_only else tr("No documents have been read.")
    shown = names[:_MOST_NAMED]
    rest = len(names) - len(shown)
    shown += [tr("{0} more").format(rest)] if rest else []
    return tr("Documents: {0}.").format("; ".join(shown))
