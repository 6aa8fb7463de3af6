"""The report as a PDF: all chapters in order, laid out and written to a file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import IO

from reportlab.platypus import Flowable

from kompass_desktop import __version__
from kompass_desktop.assessment.anonymity import as_printed
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.appendix_pages import appendix_pages
from kompass_desktop.report.chapters.area_pages import area_pages
from kompass_desktop.report.chapters.front_pages import INVENTED, contents, cover
from kompass_desktop.report.chapters.method_pages import method_pages
from kompass_desktop.report.chapters.result_pages import result_pages
from kompass_desktop.report.chapters.texts import Chapter, ChapterKey, chapter_text, chapters
from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdf.prose import ending_together, prose
from kompass_desktop.report.pdf.running_heads import Running
from kompass_desktop.report.pdf.template import Metadata, ReportTemplate, chapter
from kompass_desktop.report.report_data import name_and_year

_log = logging.getLogger(__name__)


class ReportCancelled(Exception):
    """The report was given up on before it was finished; the file is of no use."""


def write_report(  # noqa: PLR0913 - who watches it and what it is beside are both optional
    assessment: Assessment,
    file: IO[bytes],
    *,
    board: Scoreboard | None = None,
    earlier: Profile | None = None,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the report of an assessment to a binary file.

    `board` saves computing the scores again; `earlier` is the profile of an earlier
    assessment, drawn beside this one. `progress` is told the share 0-1 that is done;
    when `cancelled` returns true, ReportCancelled is raised.
    """

    def step_done(share: float) -> None:
        if cancelled is not None and cancelled():
            raise ReportCancelled
        if progress is not None:
            progress(share)

    register()
    # Informants are never named in a report, whatever its texts say.
    assessment = as_printed(assessment)
    template = ReportTemplate(file, _metadata(assessment), _running(assessment))
    template.follow(step_done)
    step_done(0)
    template.multiBuild(list(_story(assessment, board or Scoreboard(assessment), earlier)))
    step_done(1)
    _log.info("report of %d pages made", template.page)


def title_of(assessment: Assessment) -> str:
    """Return the report's title, as in the head of its pages."""
    return f"{assessment.instrument.name} – {name_and_year(assessment.particulars)}"


def _metadata(assessment: Assessment) -> Metadata:
    particulars = assessment.particulars
    warning = f" ({tr(INVENTED).lower()})" if particulars.invented else ""
    return Metadata(
        title=f"{title_of(assessment)}{warning}",
        author=", ".join(member.name for member in assessment.members_in_order()),
        subject=particulars.report,
        creator=f"Kompass {__version__}",
    )


def _running(assessment: Assessment) -> Running:
    particulars = assessment.particulars
    return Running(
        head=title_of(assessment),
        foot=particulars.report or assessment.instrument.title,
        warning=tr(INVENTED) if particulars.invented else "",
    )


def _story(
    assessment: Assessment, board: Scoreboard, earlier: Profile | None
) -> Iterator[Flowable]:
    profile = profile_of(board, name_and_year(assessment.particulars))
    by_key = {entry.key: entry for entry in chapters(assessment.instrument)}
    yield from cover(assessment, profile)
    yield from _text_chapter(assessment, board, by_key[ChapterKey.FOREWORD])
    yield from contents()
    yield from _text_chapter(assessment, board, by_key[ChapterKey.ABOUT])
    yield from method_pages(assessment, board, by_key[ChapterKey.METHOD])
    yield from result_pages(assessment, board, by_key[ChapterKey.RESULTS], profile, earlier)
    for area in assessment.instrument.areas:
        yield from area_pages(assessment, board, area, profile, earlier)
    yield from _text_chapter(assessment, board, by_key[ChapterKey.CLOSING])
    yield from appendix_pages(assessment, board)


def _text_chapter(assessment: Assessment, board: Scoreboard, entry: Chapter) -> Iterator[Flowable]:
    """Yield a chapter that is all text; one that was emptied on purpose is left out."""
    paragraphs = prose(chapter_text(entry.key, assessment, board))
    if paragraphs:
        yield from chapter(entry.title, entry.key)
        yield from ending_together(paragraphs)
