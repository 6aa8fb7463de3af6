"""The chapters with a text, and their texts: written by a consultant, or drafts.

A text is plain: paragraphs with a blank line between them, lines that begin with "- " as
bullets, and lines that begin with "# " as headings. This module does not import the PDF library, so
that the window can use it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from kompass_desktop.assessment.firm import FirmText
from kompass_desktop.assessment.kept_texts import texts_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.i18n import Language, in_language, language, mark, ptr, tr
from kompass_desktop.instrument.model import Area, Instrument
from kompass_desktop.report.drafts.appendices import all_ratings, glossary
from kompass_desktop.report.drafts.areas import area_text
from kompass_desktop.report.drafts.frame import INVENTED, closing, foreword
from kompass_desktop.report.drafts.last_time import last_time
from kompass_desktop.report.drafts.plan import plan
from kompass_desktop.report.drafts.results import results
from kompass_desktop.report.drafts.summary import summary
from kompass_desktop.report.drafts.tool import about, method
from kompass_desktop.report.drafts.wording import paragraphs
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.text_fields import filled

_AREA = "area-"

AREA_TEXT_SECTION = mark("How we read the area")
RESULTS_TEXT_SECTION = mark("How we read the result")
"""The title of the section with the text, in a chapter that also has tables."""


class ChapterKey(StrEnum):
    """The keys of the chapters, except those of the areas, which `area_chapter` returns."""

    FOREWORD = "foreword"
    SUMMARY = "summary"
    ABOUT = "about"
    METHOD = "method"
    RESULTS = "results"
    PLAN = "plan"
    LAST_TIME = "lasttime"
    CLOSING = "closing"
    GLOSSARY = "glossary"
    APPENDIX = "appendix"


@dataclass(frozen=True)
class Chapter:
    """A chapter of the report: its key, and its title in the language in use."""

    key: str
    title: str


_DRAFTS: dict[str, Callable[[ReportData], str]] = {
    ChapterKey.FOREWORD: foreword,
    ChapterKey.SUMMARY: summary,
    ChapterKey.ABOUT: about,
    ChapterKey.METHOD: method,
    ChapterKey.RESULTS: results,
    ChapterKey.PLAN: plan,
    ChapterKey.LAST_TIME: last_time,
    ChapterKey.CLOSING: closing,
    ChapterKey.GLOSSARY: glossary,
    ChapterKey.APPENDIX: all_ratings,
}


def area_chapter(area: Area) -> Chapter:
    """Return the chapter of a focus area."""
    return Chapter(f"{_AREA}{area.number}", f"{area.number} {area.title}")


def chapters(instrument: Instrument) -> tuple[Chapter, ...]:
    """Return all chapters with a text, in the order of the report."""
    return (
        Chapter(ChapterKey.FOREWORD.value, tr("Foreword")),
        Chapter(ChapterKey.SUMMARY.value, ptr("chapter", "Summary")),
        Chapter(ChapterKey.ABOUT.value, tr("About {0}").format(instrument.name)),
        Chapter(ChapterKey.METHOD.value, tr("Method")),
        Chapter(ChapterKey.RESULTS.value, ptr("chapter", "Results")),
        Chapter(
            ChapterKey.LAST_TIME.value, tr("What came of last time's improvements and findings")
        ),
        *(area_chapter(area) for area in instrument.areas),
        Chapter(ChapterKey.PLAN.value, ptr("chapter", "Plan")),
        Chapter(ChapterKey.CLOSING.value, ptr("chapter", "Closing")),
        Chapter(ChapterKey.GLOSSARY.value, tr("Glossary")),
        Chapter(ChapterKey.APPENDIX.value, tr("Appendix: all ratings")),
    )


def is_text_section(title: str) -> bool:
    """Whether a section holds the text of its chapter, given its title in any language."""
    for code in Language:
        with in_language(code):
            if title in (tr(AREA_TEXT_SECTION), tr(RESULTS_TEXT_SECTION)):
                return True
    return False


def draft(chapter: str, data: ReportData) -> str:
    """Return the draft of a chapter's text, given its key.

    For a finished assessment it is the one that was stored then, except that of the plan, which
    is carried out afterwards; else the firm's text if it has one. Raises KeyError for a chapter
    that the instrument does not have.
    """
    kept = _kept_draft(chapter, data.assessment)
    if kept is not None:
        return kept
    own = firm_text(chapter, data)
    if own is not None:
        # A foreword says of an invented example that it is one, whosever text it is.
        is_invented = chapter == ChapterKey.FOREWORD and data.particulars.invented
        return paragraphs(tr(INVENTED) if is_invented else "", filled(own, data))
    if chapter in _DRAFTS:
        return _DRAFTS[chapter](data)
    for area in data.instrument.areas:
        if area_chapter(area).key == chapter:
            return area_text(data, area)
    raise KeyError(chapter)


def firm_text(chapter: str, data: ReportData) -> str | None:
    """Return the text that the firm has for a chapter in the language in use, with its fields.

    None if it has none, and for recorded results, which the firm has not evaluated itself.
    """
    if data.is_recorded_only:
        return None
    key = as_firm_text(chapter, "", data.instrument).key
    return next((each.text for each in data.firm.texts if each.key == key), None)


def as_firm_text(chapter: str, text: str, instrument: Instrument) -> FirmText:
    """Return a text for a chapter, in the language in use, as the firm stores it."""
    is_common = chapter in {each.value for each in ChapterKey}
    return FirmText(chapter, language(), text, "" if is_common else instrument.title)


def _kept_draft(chapter: str, assessment: Assessment) -> str | None:
    """Return the draft of a chapter when the assessment was finished, in the language in use.

    None if the assessment is not finished, or no such draft was stored.
    """
    finish = assessment.finish
    if finish is None or not finish.drafts or chapter == ChapterKey.PLAN:
        return None
    try:
        return texts_of(finish.drafts).get(language().value, {}).get(chapter)
    except ValueError:
        return None


def chapter_text(chapter: str, data: ReportData) -> str:
    """Return the text that a person has written for a chapter, given its key, or its draft.

    A written text may be empty; its fields, such as "{total}", have their values. Raises
    KeyError as `draft` does.
    """
    written = data.assessment.text(chapter)
    return draft(chapter, data) if written is None else filled(written, data)
