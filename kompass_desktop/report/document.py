"""Writes the report as a PDF: all chapters in order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import IO

from reportlab.platypus import Flowable

from kompass_desktop import __version__
from kompass_desktop.assessment.anonymity import as_printed
from kompass_desktop.assessment.compared import Compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.appendix_pages import appendix_pages
from kompass_desktop.report.chapters.area_pages import area_pages
from kompass_desktop.report.chapters.front_pages import INVENTED, contents, cover
from kompass_desktop.report.chapters.method_pages import method_pages
from kompass_desktop.report.chapters.result_pages import result_pages
from kompass_desktop.report.chapters.texts import Chapter, ChapterKey, chapter_text, chapters
from kompass_desktop.report.names import name_and_year, reproduced_from
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.prose import ending_together, prose
from kompass_desktop.report.pdf.running_heads import RunningTexts
from kompass_desktop.report.pdf.template import Metadata, ReportTemplate, chapter
from kompass_desktop.report.report_data import ReportData

_log = logging.getLogger(__name__)


class ReportCancelled(Exception):
    """The report was cancelled; the file is incomplete."""


def write_report(  # noqa: PLR0913 - all but the first two have a default
    assessment: Assessment,
    file: IO[bytes],
    *,
    earlier: Profile | None = None,
    shows_differences: bool = False,
    compared: Sequence[Compared] = (),
    made_on: date | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the report of an assessment as a PDF to a binary file, in the language in use.

    `earlier` is the profile of an earlier assessment, drawn beside this one;
    `shows_differences` adds the section on differences between informant groups; `compared` is
    what the section on the comparison shows; `made_on` is the date on the cover, today by
    default. `progress` is called with the share that is done,
    0-1. Raises ReportCancelled when `cancelled` returns true.
    """

    def step_done(share: float) -> None:
        if cancelled is not None and cancelled():
            raise ReportCancelled
        if progress is not None:
            progress(share)

    register()
    # The report never names informants, even if texts contain their names.
    assessment = as_printed(assessment)
    board = Scoreboard(assessment)
    data = ReportData(
        assessment,
        board,
        earlier,
        shows_differences=shows_differences,
        compared=tuple(compared),
    )
    today = date.today()  # noqa: DTZ011 - the day on the wall
    template = ReportTemplate(file, _metadata(data), _running(data))
    template.report_progress(step_done)
    step_done(0)
    template.multiBuild(list(_story(data, made_on or today)))
    step_done(1)
    _log.info("report of %d pages made", template.page)


def _title(data: ReportData) -> str:
    """Return the title of the report, which is in the head of its pages."""
    return f"{data.instrument.name} – {name_and_year(data.particulars)}"


def _warnings(data: ReportData) -> list[str]:
    """Return the warnings that are on every page: draft, invented example."""
    draft = [tr("DRAFT")] if data.is_draft else []
    return [*draft, tr(INVENTED)] if data.particulars.invented else draft


def _foot(data: ReportData) -> str:
    if data.is_recorded_only:
        return tr("Source: {0}").format(reproduced_from(data.particulars))
    return data.particulars.report or data.instrument.title


def _metadata(data: ReportData) -> Metadata:
    particulars = data.particulars
    warnings = ", ".join(_warnings(data)).lower()
    team = ", ".join(member.name for member in data.assessment.members_in_order())
    return Metadata(
        title=f"{_title(data)} ({warnings})" if warnings else _title(data),
        author=particulars.firm.strip() or team,
        subject=_foot(data),
        creator=f"Kompass {__version__}",
    )


def _running(data: ReportData) -> RunningTexts:
    return RunningTexts(head=_title(data), foot=_foot(data), warning=" · ".join(_warnings(data)))


def _story(data: ReportData, made_on: date) -> Iterator[Flowable]:
    by_key = {entry.key: entry for entry in chapters(data.instrument)}
    yield from cover(data, made_on)
    yield from _text_chapter(data, by_key[ChapterKey.FOREWORD])
    yield from contents()
    yield from _text_chapter(data, by_key[ChapterKey.ABOUT])
    yield from method_pages(data, by_key[ChapterKey.METHOD])
    yield from result_pages(data, by_key[ChapterKey.RESULTS])
    for area in data.instrument.areas:
        yield from area_pages(data, area)
    yield from _text_chapter(data, by_key[ChapterKey.CLOSING])
    yield from appendix_pages(data)


def _text_chapter(data: ReportData, entry: Chapter) -> Iterator[Flowable]:
    """Yield a chapter that has only text; one with an empty text is left out."""
    paragraphs = prose(chapter_text(entry.key, data))
    if paragraphs:
        yield from chapter(entry.title, entry.key)
        yield from ending_together(paragraphs)
