"""Figures in a chapter that a person has written, and that are no longer the measurement's.

A written text does not follow the numbers. So it is kept with it which of the total, the
areas' and the questions' points it told when it was written; where such a figure still
stands in the text and the points are others, it is stale. This brings in no PDF library.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import norwegian, shortest
from kompass_desktop.assessment.records import TOTAL, ReportText
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Area, Instrument
from kompass_desktop.report.chapters.texts import Chapter, area_chapter, chapters

_BETWEEN, _IS = ";", "="
_NOTHING = ("0", "0,0")
"""Nobody means a score by "0 poeng": it is also what a planned measure gives."""
_OF_ANOTHER_TIME = re.compile(r"\b(?:tidligere|forrige|sist|den gang|før)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"[^.!?\n]*[.!?\n]?")


@dataclass(frozen=True)
class StaleFigure:
    """A figure in a chapter: what of (a code, or TOTAL), what is told, and what it is now."""

    chapter: Chapter
    code: str
    told: str
    now: str

    @property
    def words(self) -> str:
        """What is wrong, as one sentence."""
        what = f"spørsmål {self.code}" if "." in self.code else f"område {self.code}"
        if self.code == TOTAL:
            what = "summen"
        return (
            f"{self.chapter.title}: Teksten sier {self.told} poeng, men {what} har nå {self.now}."
        )


def figures_told(chapter: str, text: str, before: ReportText | None, board: Scoreboard) -> str:
    """Return the figures that a text tells as it is written, as `ReportText` keeps them.

    `before` is the text as it was; a figure that was true then and still stands is kept.
    """
    earlier = _read(before.figures) if before is not None else {}
    told = {}
    for code, now in _figures(chapter, board).items():
        if _tells(text, now, code, board.instrument):
            told[code] = now
        elif code in earlier and _tells(text, earlier[code], code, board.instrument):
            told[code] = earlier[code]
    return _BETWEEN.join(f"{code}{_IS}{figure}" for code, figure in told.items())


def stale_figures(assessment: Assessment, board: Scoreboard) -> Iterator[StaleFigure]:
    """Yield the figures of written chapters that are no longer true, in the report's order."""
    for chapter in chapters(assessment.instrument):
        written = next((t for t in assessment.texts.values() if t.chapter == chapter.key), None)
        if written is not None:
            now = _figures(chapter.key, board)
            told = _read(written.figures) or _told_by_itself(assessment, chapter, written.text)
            yield from _stale(chapter, written.text, told, now, board.instrument)


def _stale(
    chapter: Chapter,
    text: str,
    told: Mapping[str, str],
    now: Mapping[str, str],
    instrument: Instrument,
) -> Iterator[StaleFigure]:
    said: set[str] = set()
    for code, figure in told.items():
        # Of several that were alike, the text may mean the one that still is.
        alike = [other for other, value in told.items() if value == figure]
        is_true = any(now.get(other) == figure for other in alike)
        if figure in said or is_true or not _tells(text, figure, code, instrument):
            continue
        if code in now:
            said.add(figure)
            yield StaleFigure(chapter, code, figure, now[code])


def _figures(chapter: str, board: Scoreboard) -> dict[str, str]:
    """Return the figures that a chapter may tell, as they are printed, the nearest first."""
    instrument = board.instrument
    own = [area for area in instrument.areas if area_chapter(area).key == chapter]
    figures = {area.code: str(board.shown_area(area.number)) for area in own or instrument.areas}
    figures |= {TOTAL: str(board.shown_total)}
    return figures | {
        question.code: norwegian(board.score(question.code).points)
        for area in own or instrument.areas
        for question in area.questions
    }


def _tells(text: str, figure: str, code: str, instrument: Instrument) -> bool:
    """Whether a text tells a figure as points, and not just as some number."""
    if figure in _NOTHING or figure not in text:
        return False
    number = rf"(?<![\d,.]){re.escape(figure)}(?![\d]|[,.]\d)"
    maximum = shortest(_maximum(code, instrument))
    told = rf"{number}\s*(?:poeng\b|av\s+{re.escape(maximum)}\b)|\({number}\)"
    if code == TOTAL:
        told += rf"|\b(?:\w*sum|total|samlet|til sammen)\w*\D{{0,30}}{number}"
    return re.search(told, text, re.IGNORECASE) is not None


def _told_by_itself(assessment: Assessment, chapter: Chapter, text: str) -> dict[str, str]:
    """Return the figures that a text from elsewhere tells beside their maximum.

    A sentence about another time is no one's mistake.
    """
    area = _area_of(chapter, assessment.instrument)
    codes = [TOTAL] if area is None else [area.code, TOTAL]
    told: dict[str, str] = {}
    for sentence in _SENTENCE.findall(text):
        years = set(_YEAR.findall(sentence)) - {str(assessment.particulars.year)}
        if years or _OF_ANOTHER_TIME.search(sentence):
            continue
        for code in codes:
            maximum = re.escape(shortest(_maximum(code, assessment.instrument)))
            found = re.search(rf"(?<![\d,.])(\d+) av {maximum} poeng", sentence)
            if found is not None and found[1] not in _NOTHING:
                told.setdefault(code, found[1])
    return told


def _maximum(code: str, instrument: Instrument) -> Fraction:
    entry = instrument.find(code) if code != TOTAL else None
    return instrument.maximum if entry is None else entry.maximum


def _area_of(chapter: Chapter, instrument: Instrument) -> Area | None:
    return next((area for area in instrument.areas if area_chapter(area).key == chapter.key), None)


def _read(figures: str) -> dict[str, str]:
    pairs = (pair.partition(_IS) for pair in figures.split(_BETWEEN) if _IS in pair)
    return {code: figure for code, _, figure in pairs}
