"""The glossary: the words of the method as the report uses them, in the words of Kompass."""

from __future__ import annotations

from kompass_desktop.i18n import pmark, ptr, tr
from kompass_desktop.report.blocks import TEXT_WIDTH, Block, Cell, Column, Row, Table, chapter
from kompass_desktop.report.chapters.cells import head, row_head
from kompass_desktop.report.chapters.text_blocks import text_blocks
from kompass_desktop.report.chapters.texts import Chapter, chapter_text
from kompass_desktop.report.report_data import ReportData

_WORD = 140.0

_ALWAYS = (
    (
        pmark("glossary", "measurement"),
        pmark("glossary", "one evaluation of a municipality with the instrument, in one year."),
    ),
    (
        pmark("glossary", "focus area"),
        pmark("glossary", "a part of the practice of leading and developing a municipality."),
    ),
    (
        pmark("glossary", "points, maximum"),
        pmark("glossary", "what a question or an area gets, and the most that it can get."),
    ),
    (
        pmark("glossary", "the ±5% band"),
        pmark("glossary", "how uncertain a total is; differences within it do not matter."),
    ),
    (
        pmark("glossary", "strength"),
        pmark("glossary", "what the municipality does well and should keep."),
    ),
    (
        pmark("glossary", "challenge"),
        pmark("glossary", "what is begun or in place, but must be done better."),
    ),
    (
        pmark("glossary", "weakness"),
        pmark("glossary", "what is missing, or exists but has little effect."),
    ),
)
_OF_RATINGS = (
    (
        pmark("glossary", "measure point"),
        pmark("glossary", "a statement about good practice; the smallest unit rated."),
    ),
    (
        pmark("glossary", "aspect"),
        pmark(
            "glossary",
            "one of the sides on which a measure point is rated, such as system or extent.",
        ),
    ),
    (
        pmark("glossary", "level 0–4"),
        pmark("glossary", "how far the practice has come on an aspect, from nothing to full."),
    ),
    (
        pmark("glossary", "where the chain stops"),
        pmark(
            "glossary",
            "the aspect that is weakest: often there is a system, but nobody evaluates it.",
        ),
    ),
    (
        pmark("glossary", "only decided or planned"),
        pmark("glossary", "what does not work in practice yet, and therefore gives no points."),
    ),
    (
        pmark("glossary", "not in focus"),
        pmark("glossary", "what the municipality has chosen not to pursue; it gives no points."),
    ),
    (
        pmark("glossary", "attainable maximum"),
        pmark("glossary", "the official maximum without that of what is not in focus."),
    ),
    (
        pmark("glossary", "preliminary"),
        pmark("glossary", "what may change, since not all below it is rated."),
    ),
    (
        pmark("glossary", "proposal"),
        pmark("glossary", "points that rest on the interviews, before the team has decided."),
    ),
    (
        pmark("glossary", "informant group"),
        pmark(
            "glossary", "those interviewed who have the same role; the report never names a person."
        ),
    ),
    (
        pmark("glossary", "disagreement"),
        pmark("glossary", "that groups rate the same measure point two levels or more apart."),
    ),
)


def glossary(data: ReportData, entry: Chapter) -> list[Block]:
    """Return the glossary; that of recorded results has no words of ratings."""
    words = _ALWAYS if data.is_recorded_only else (*_ALWAYS, *_OF_RATINGS)
    table = Table(
        tr("Words that the report uses"),
        (Column(_WORD), Column(TEXT_WIDTH - _WORD)),
        Row((head(tr("Word")), head(tr("What it means")))),
        tuple(
            Row((row_head(ptr("glossary", word)), Cell(ptr("glossary", meaning))))
            for word, meaning in words
        ),
    )
    text = text_blocks(chapter_text(entry.key, data), entry.key)
    return [*chapter(entry.title, entry.key), *text, table]
