"""Finds outdated figures in the chapters that a person has written.

A written text does not change with the points. Therefore the points that it names, of the
total, areas and questions, are stored with it. A figure is stale if the text still contains it
and the points have changed. Figures are stored with a decimal comma, and are found in a text
with a comma or a point. This module does not import the PDF library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import has_decimal_comma, plain
from kompass_desktop.assessment.records import TOTAL, ReportText
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, Instrument
from kompass_desktop.report.chapters.texts import Chapter, area_chapter, chapters

_BETWEEN, _IS = ";", "="
_COMMA = ","
_NOTHING = ("0", "0,0")
"""Figures that are ignored: "0 points" in a text is seldom a score."""
_POINTS = r"(?:poeng|points?)\b"
_OF = r"(?:av|of)"
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:tidligere|forrige|sist|den gang|før|earlier|previous|last time|before)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")


@dataclass(frozen=True)
class StaleFigure:
    """An outdated figure in a chapter: its code (or TOTAL), as written, and as it is now."""

    chapter: Chapter
    code: str
    written: str
    now: str

    @property
    def sentence(self) -> str:
        """A translated sentence that says what is wrong."""
        if self.code == TOTAL:
            text = tr("{0}: The text says {2} points, but the total is now {3}.")
        elif "." in self.code:
            text = tr("{0}: The text says {2} points, but question {1} now has {3}.")
        else:
            text = tr("{0}: The text says {2} points, but area {1} now has {3}.")
        written, now = _shown(self.written), _shown(self.now)
        return text.format(self.chapter.title, self.code, written, now)


def named_figures(chapter: str, text: str, before: ReportText | None, board: Scoreboard) -> str:
    """Return the figures that a text names, in the form of `ReportText.figures`.

    `before` is the text before it was edited, or None; its figures that are still in the text
    are included, even if the points have changed.
    """
    earlier = _read(before.figures) if before is not None else {}
    found = {}
    for code, now in _figures(chapter, board).items():
        if _mentions(text, now, code, board.instrument):
            found[code] = now
        elif code in earlier and _mentions(text, earlier[code], code, board.instrument):
            found[code] = earlier[code]
    return _BETWEEN.join(f"{code}{_IS}{figure}" for code, figure in found.items())


def stale_figures(assessment: Assessment, board: Scoreboard) -> Iterator[StaleFigure]:
    """Yield the outdated figures of written chapters, in the order of the report."""
    for chapter in chapters(assessment.instrument):
        written = next((t for t in assessment.texts.values() if t.chapter == chapter.key), None)
        if written is not None:
            now = _figures(chapter.key, board)
            kept = _read(written.figures) or _beside_maximum(assessment, chapter, written.text)
            yield from _stale(chapter, written.text, kept, now, board.instrument)


def _stale(
    chapter: Chapter,
    text: str,
    kept: Mapping[str, str],
    now: Mapping[str, str],
    instrument: Instrument,
) -> Iterator[StaleFigure]:
    reported: set[str] = set()
    for code, figure in kept.items():
        # If several had the same figure, the text may mean the one that still has it.
        alike = [other for other, value in kept.items() if value == figure]
        is_true = any(now.get(other) == figure for other in alike)
        if figure in reported or is_true or not _mentions(text, figure, code, instrument):
            continue
        if code in now:
            reported.add(figure)
            yield StaleFigure(chapter, code, figure, now[code])


def _figures(chapter: str, board: Scoreboard) -> dict[str, str]:
    """Return the stored form of the figures that a chapter may name, by code, nearest first."""
    instrument = board.instrument
    own = [area for area in instrument.areas if area_chapter(area).key == chapter]
    figures = {area.code: str(board.shown_area(area.number)) for area in own or instrument.areas}
    figures |= {TOTAL: str(board.shown_total)}
    return figures | {
        question.code: _kept(board.score(question.code).points)
        for area in own or instrument.areas
        for question in area.questions
    }


def _mentions(text: str, figure: str, code: str, instrument: Instrument) -> bool:
    """Return whether a text names a figure as points, and not as another number."""
    if figure in _NOTHING or figure.partition(_COMMA)[0] not in text:
        return False
    number = rf"(?<![\d,.]){_pattern(figure)}(?![\d]|[,.]\d)"
    maximum = _pattern(_shortest(_maximum(code, instrument)))
    mention = rf"{number}\s*(?:{_POINTS}|{_OF}\s+{maximum}\b)|\({number}\)"
    if code == TOTAL:
        mention += rf"|\b(?:\w*sum|total|samlet|til sammen|in all)\w*\D{{0,30}}{number}"
    return re.search(mention, text, re.IGNORECASE) is not None


def _beside_maximum(assessment: Assessment, chapter: Chapter, text: str) -> dict[str, str]:
    """Return the figures in a text that are followed by their maximum, by code.

    For texts without stored figures, as from an import. Sentences about another time are left
    out, because their figures may differ.
    """
    area = _area_of(chapter, assessment.instrument)
    codes = [TOTAL] if area is None else [area.code, TOTAL]
    given: dict[str, str] = {}
    for sentence in _SENTENCE.findall(text):
        years = set(_YEAR.findall(sentence)) - {str(assessment.particulars.year)}
        if years or _OF_ANOTHER_TIME.search(sentence):
            continue
        for code in codes:
            maximum = _pattern(_shortest(_maximum(code, assessment.instrument)))
            found = re.search(rf"(?<![\d,.])(\d+) {_OF} {maximum} {_POINTS}", sentence)
            if found is not None and found[1] not in _NOTHING:
                given.setdefault(code, found[1])
    return given


def _kept(points: Fraction) -> str:
    """Return points in the stored form, with a decimal comma in all languages: "7,4"."""
    return plain(points).replace(".", _COMMA)


def _shown(figure: str) -> str:
    """Return a stored figure in the number format of the language in use."""
    return figure if has_decimal_comma() else figure.replace(_COMMA, ".")


def _shortest(maximum: Fraction) -> str:
    return _kept(maximum).removesuffix(",0")


def _pattern(figure: str) -> str:
    """Return a pattern that finds a figure with a decimal comma or a point."""
    return re.escape(figure).replace(_COMMA, "[,.]")


def _maximum(code: str, instrument: Instrument) -> Fraction:
    entry = instrument.find(code) if code != TOTAL else None
    return instrument.maximum if entry is None else entry.maximum


def _area_of(chapter: Chapter, instrument: Instrument) -> Area | None:
    return next((area for area in instrument.areas if area_chapter(area).key == chapter.key), None)


def _read(figures: str) -> dict[str, str]:
    pairs = (pair.partition(_IS) for pair in figures.split(_BETWEEN) if _IS in pair)
    return {code: figure for code, _, figure in pairs}
