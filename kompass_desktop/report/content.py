"""The content of the report: all chapters in order, as blocks, whatever format they get."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from kompass_desktop.i18n import language, tr
from kompass_desktop.report.blocks import Block, Report, chapter
from kompass_desktop.report.chapters.appendix_pages import appendix_pages
from kompass_desktop.report.chapters.area_pages import area_pages
from kompass_desktop.report.chapters.front_pages import INVENTED, contents, cover
from kompass_desktop.report.chapters.glossary import glossary
from kompass_desktop.report.chapters.last_time_pages import last_time_pages
from kompass_desktop.report.chapters.method_pages import method_pages
from kompass_desktop.report.chapters.plan_pages import plan_pages
from kompass_desktop.report.chapters.recommendation_table import (
    printed_recommendations,
    recommendation_blocks,
)
from kompass_desktop.report.chapters.result_pages import result_pages
from kompass_desktop.report.chapters.summary_page import summary_page
from kompass_desktop.report.chapters.text_blocks import text_blocks
from kompass_desktop.report.chapters.texts import Chapter, ChapterKey, area_chapter, chapter_text
from kompass_desktop.report.foreign_texts import languages_of
from kompass_desktop.report.names import firm_of, name_and_year, reproduced_from, team_of
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.sections import sections


def report_content(data: ReportData, made_on: date) -> Report:
    """Return the whole report in the language in use; `made_on` is the date on its cover."""
    particulars = data.particulars
    return Report(
        title=warned_title(data),
        author=author_of(data),
        subject=_foot(data),
        head=title_of(data),
        foot=_running_foot(data),
        warning=" · ".join(warnings_on(data)),
        language=language(),
        blocks=tuple(_blocks(data, made_on)),
        languages=languages_of(data.instrument, particulars),
    )


def title_of(data: ReportData) -> str:
    """Return the title, which is in the head of every page."""
    return f"{data.instrument.name} – {name_and_year(data.particulars)}"


def warned_title(data: ReportData) -> str:
    """Return the title of the file, with the warnings."""
    warned = ", ".join(warnings_on(data)).lower()
    return f"{title_of(data)} ({warned})" if warned else title_of(data)


def author_of(data: ReportData) -> str:
    """Return the author of the file: the firm, else the team."""
    return data.particulars.firm.strip() or team_of(data.assessment)


def warnings_on(data: ReportData) -> list[str]:
    """Return the warnings that are on every page: draft, invented example."""
    draft = [tr("DRAFT")] if data.is_draft else []
    return [*draft, tr(INVENTED)] if data.particulars.invented else draft


def _foot(data: ReportData) -> str:
    if data.is_recorded_only:
        return tr("Source: {0}").format(reproduced_from(data.particulars))
    return data.particulars.report or data.instrument.title


def _running_foot(data: ReportData) -> str:
    return " · ".join(text for text in (_foot(data), firm_of(data)) if text)


def _blocks(data: ReportData, made_on: date) -> Iterator[Block]:
    """Yield all blocks; the contents come after the foreword, if the report begins with that."""
    shown = [each for each in sections(data.assessment) if each.is_included]
    entries = [Chapter(each.key, each.printed_title) for each in shown]
    begins = bool(entries) and entries[0].key == ChapterKey.FOREWORD
    yield cover(data, made_on)
    for entry in entries[:begins]:
        yield from _chapter(data, entry)
    yield from contents()
    for entry in entries[begins:]:
        yield from _chapter(data, entry)


def _chapter(data: ReportData, entry: Chapter) -> Iterable[Block]:
    """Return the blocks of a chapter."""
    pages = _PAGES.get(entry.key)
    if pages is not None:
        return pages(data, entry)
    for area in data.instrument.areas:
        if area_chapter(area).key == entry.key:
            return area_pages(data, area, entry)
    return _text_chapter(data, entry)


def _closing(data: ReportData, entry: Chapter) -> Iterator[Block]:
    """Yield the closing with all recommendations; without any of these only if it has a text."""
    title = tr("The recommendations by priority")
    blocks = [
        *text_blocks(chapter_text(entry.key, data), entry.key, ends_together=True),
        *recommendation_blocks(
            title, "recommendations", printed_recommendations(data), shows_code=True
        ),
    ]
    if blocks:
        yield from chapter(entry.title, entry.key)
        yield from blocks


def _text_chapter(data: ReportData, entry: Chapter) -> Iterator[Block]:
    """Yield a chapter that has only text; one with an empty text is left out."""
    blocks = text_blocks(chapter_text(entry.key, data), entry.key, ends_together=True)
    if blocks:
        yield from chapter(entry.title, entry.key)
        yield from blocks


_PAGES: Mapping[str, Callable[[ReportData, Chapter], Iterable[Block]]] = {
    ChapterKey.SUMMARY: summary_page,
    ChapterKey.METHOD: method_pages,
    ChapterKey.RESULTS: result_pages,
    ChapterKey.PLAN: plan_pages,
    ChapterKey.LAST_TIME: last_time_pages,
    ChapterKey.CLOSING: _closing,
    ChapterKey.GLOSSARY: glossary,
    ChapterKey.APPENDIX: appendix_pages,
}
"""The functions of the chapters that have more than a text, except those of areas."""
