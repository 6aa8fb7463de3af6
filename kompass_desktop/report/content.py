"""The content of the report: all chapters in order, as blocks, whatever format they get."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kompass_desktop.i18n import language, tr
from kompass_desktop.report.blocks import Block, Report, chapter
from kompass_desktop.report.chapters.appendix_pages import appendix_pages
from kompass_desktop.report.chapters.area_pages import area_pages
from kompass_desktop.report.chapters.front_pages import INVENTED, contents, cover
from kompass_desktop.report.chapters.method_pages import method_pages
from kompass_desktop.report.chapters.result_pages import result_pages
from kompass_desktop.report.chapters.texts import Chapter, ChapterKey, chapter_text, chapters
from kompass_desktop.report.foreign_texts import languages_of
from kompass_desktop.report.names import name_and_year, reproduced_from
from kompass_desktop.report.prose_blocks import prose_of
from kompass_desktop.report.report_data import ReportData


def report_content(data: ReportData, made_on: date) -> Report:
    """Return the whole report in the language in use; `made_on` is the date on its cover."""
    particulars = data.particulars
    head = f"{data.instrument.name} – {name_and_year(particulars)}"
    warnings = _warnings(data)
    warned = ", ".join(warnings).lower()
    team = ", ".join(member.name for member in data.assessment.members_in_order())
    return Report(
        title=f"{head} ({warned})" if warned else head,
        author=particulars.firm.strip() or team,
        subject=_foot(data),
        head=head,
        foot=_foot(data),
        warning=" · ".join(warnings),
        language=language(),
        blocks=tuple(_blocks(data, made_on)),
        languages=languages_of(data.instrument, particulars),
    )


def _warnings(data: ReportData) -> list[str]:
    """Return the warnings that are on every page: draft, invented example."""
    draft = [tr("DRAFT")] if data.is_draft else []
    return [*draft, tr(INVENTED)] if data.particulars.invented else draft


def _foot(data: ReportData) -> str:
    if data.is_recorded_only:
        return tr("Source: {0}").format(reproduced_from(data.particulars))
    return data.particulars.report or data.instrument.title


def _blocks(data: ReportData, made_on: date) -> Iterator[Block]:
    by_key = {entry.key: entry for entry in chapters(data.instrument)}
    yield cover(data, made_on)
    yield from _text_chapter(data, by_key[ChapterKey.FOREWORD])
    yield from contents()
    yield from _text_chapter(data, by_key[ChapterKey.ABOUT])
    yield from method_pages(data, by_key[ChapterKey.METHOD])
    yield from result_pages(data, by_key[ChapterKey.RESULTS])
    for area in data.instrument.areas:
        yield from area_pages(data, area)
    yield from _text_chapter(data, by_key[ChapterKey.CLOSING])
    yield from appendix_pages(data)


def _text_chapter(data: ReportData, entry: Chapter) -> Iterator[Block]:
    """Yield a chapter that has only text; one with an empty text is left out."""
    prose = prose_of(chapter_text(entry.key, data), ends_together=True)
    if prose.parts:
        yield from chapter(entry.title, entry.key)
        yield prose
