"""Turns the text of a chapter into a firm's own wording, which is for all municipalities.

Names and figures of the municipality become fields where they are surely those of a field. What
is left of them in a wording is named, so that a person can decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kompass_desktop.assessment.anonymity import mask_for_print
from kompass_desktop.assessment.municipalities import official_names
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.chapters.texts import area_chapter, draft, firm_text
from kompass_desktop.report.drafts.frame import INVENTED
from kompass_desktop.report.drafts.wording import interviews
from kompass_desktop.report.names import municipality_in_prose
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.text_fields import field_called, figure_of

_MOST_NAMED = 6
_BRACES = r"\{[^{}\n]*\}"
_NOT_BEFORE, _NOT_AFTER = r"(?<![\d.,\w])", r"(?![\d\w]|[.,]\d)"
_POINTS, _OF = r"(?:poeng|points?)\b", r"(?:av|of)\b"
_IN_ALL = r"(?i:\b(?:\w*sum|total|samlet|samla|til sammen|til saman|in all))\w*[^\d{}]{0,30}"
_HIGHEST = r"(?i:\b(?:høyest\w*|høgast\w*|sterkest\w*|sterkast\w*|highest|strongest))"
_LOWEST = r"(?i:\b(?:lavest\w*|lågast\w*|svakest\w*|svakast\w*|lowest|weakest))"
_STATUS = r"(?: \([^()\d]+\))?"
_NUMBER = re.compile(
    rf"{_BRACES}|^[ \t]*\d+[.)] "
    r"|(?<![\d.,\w])(?P<number>\d+(?:[.,]\d+)*)(?![\d\w])(?=(?P<then>[^\n]{0,8}))",
    re.MULTILINE,
)
_COUNTED_SELDOM = 10
"""Whole numbers up to this are no figures unless points are said to be counted."""


@dataclass(frozen=True)
class Wording:
    """A text with fields, and those of them that have taken the place of a value."""

    text: str
    turned: tuple[str, ...] = ()


def wording_of(chapter: str, data: ReportData) -> Wording:
    """Return the text of a chapter as the firm could have it, in the language in use.

    A draft that is the firm's text is that text. Raises KeyError as `draft` does.
    """
    written = data.assessment.text(chapter)
    if written is not None:
        return with_fields(written, chapter, data)
    own = firm_text(chapter, data)
    if own is not None:
        return Wording(own)
    return with_fields(draft(chapter, data).removeprefix(tr(INVENTED)).lstrip(), chapter, data)


def with_fields(text: str, chapter: str, data: ReportData) -> Wording:
    """Return a text with fields for the values that are surely theirs."""
    turned: dict[str, None] = {}
    for pattern, field_of in (*_figures(chapter, data), *_names_and_numbers(data)):
        text = _turned(text, pattern, field_of, turned)
    return Wording(text, tuple(turned))


_FieldOf = Callable[[re.Match[str]], str]
"""Returns what replaces a match, which may be itself."""


def _turned(text: str, pattern: str, field_of: _FieldOf, turned: dict[str, None]) -> str:
    """Return a text with its matches outside braces replaced, and add the fields to `turned`."""

    def replaced(match: re.Match[str]) -> str:
        if match[0].startswith("{"):
            return match[0]
        new = field_of(match)
        if new != match[0]:
            turned.update(dict.fromkeys(re.findall(_BRACES, new)))
        return new

    return re.sub(f"{_BRACES}|{pattern}", replaced, text)


def _figures(chapter: str, data: ReportData) -> Iterator[tuple[str, _FieldOf]]:
    """Yield the pattern of each figure of areas and questions, and what replaces it."""
    own = [area for area in data.instrument.areas if area_chapter(area).key == chapter]
    by_value: dict[str, list[str]] = {}
    for area in own or data.instrument.areas:
        for code in (area.code, *(question.code for question in area.questions)):
            score = data.board.score(code)
            if score.status is not ScoreStatus.MISSING and score.attainable:
                value = re.sub(rf"{_STATUS}$", "", figure_of(code, data))
                by_value.setdefault(value, []).append(code)
    for value in sorted(by_value, key=len, reverse=True):
        pattern = f"{_NOT_BEFORE}{re.escape(value)}{_NOT_AFTER}"
        yield pattern, lambda match, codes=tuple(by_value[value]): _figure_field(match, codes)  # type: ignore[misc]


def _figure_field(match: re.Match[str], codes: tuple[str, ...]) -> str:
    """Return the field of the code that a figure is of; the figure if that is not sure."""
    if len(codes) == 1:
        return f"{{{codes[0]}}}"
    section = match.string[: match.start()].rpartition("\n# ")[2]
    last = {code: _last_mention(code, section) for code in codes}
    nearest = max(codes, key=lambda code: last[code])
    return f"{{{nearest}}}" if last[nearest] >= 0 else match[0]


def _last_mention(code: str, text: str) -> int:
    """Return where a code is last in a text; -1 if it is not."""
    found = [
        each.start() for each in re.finditer(rf"(?<![\d.,]){re.escape(code)}(?![\d.,]\d|\d)", text)
    ]
    return found[-1] if found else -1


def _names_and_numbers(data: ReportData) -> Iterator[tuple[str, _FieldOf]]:
    """Yield the patterns of the other values, and what replaces them."""
    name, particulars = municipality_in_prose(data.particulars), data.particulars
    if official_names(particulars.municipality):
        field = field_called("municipality")
        yield rf"(?<!\w){re.escape(name)}(?=s?\b)", lambda _match: field
    yield from _total(data)
    yield from _extreme_areas(data)
    held = sum(group.held for group in data.groups)
    count, _, noun = interviews(held).partition(" ")
    if held > 1:
        said = rf"(?<!\w)(?:{re.escape(count)}|{held}) (?={re.escape(noun)}\b)"
        many = f"{field_called('interviews')} "
        yield said, lambda _match: many
    year = field_called("year")
    yield f"{_NOT_BEFORE}{particulars.year}{_NOT_AFTER}", lambda _match: year


def _total(data: ReportData) -> Iterator[tuple[str, _FieldOf]]:
    total = data.board.total
    if total.status is ScoreStatus.MISSING or not total.attainable:
        return
    number = f"{_NOT_BEFORE}{data.board.shown_total}{_NOT_AFTER}"
    maximum = shortest(total.maximum)
    field, most = field_called("total"), field_called("maximum")
    both = rf"{number}{_STATUS} (?P<of>{_OF}) {re.escape(maximum)}{_NOT_AFTER}"
    yield both, lambda match: f"{field} {match['of']} {most}"
    yield rf"{number}(?=\s*{_POINTS})", lambda _match: field
    yield rf"(?P<before>{_IN_ALL}){number}", lambda match: f"{match['before']}{field}"
    attainable = str(whole(total.attainable))
    if attainable != maximum:
        reachable = field_called("attainable")
        yield f"{_NOT_BEFORE}{attainable}{_NOT_AFTER}", lambda _match: reachable


def _extreme_areas(data: ReportData) -> Iterator[tuple[str, _FieldOf]]:
    """Yield the titles of the highest and the lowest area where a text says that they are."""
    if not data.comparable_areas:
        return
    for said, field, index in (
        (_HIGHEST, field_called("highest_area"), 0),
        (_LOWEST, field_called("lowest_area"), -1),
    ):
        title = re.escape(data.comparable_areas[index].title)
        pattern = rf"(?P<before>{said}\b[^\d.{{}}\n]{{0,25}}){title}(?!\w)"
        yield pattern, lambda match, field=field: f"{match['before']}{field}"  # type: ignore[misc]


# What is left


def left_in(text: str, data: ReportData) -> tuple[str, ...]:
    """Return translated sentences about names and figures in a text that is for all.

    The names are those of the municipality and of its informants.
    """
    plain = re.sub(_BRACES, " ", text)
    masked = mask_for_print(data.assessment).masked(plain)
    told = (
        (tr("It names the municipality: {0}."), _municipality_in(plain, data)),
        (tr("It names an informant: {0}."), masked.found),
        (tr("May be names – look yourself at: {0}."), masked.doubtful),
    )
    names = (text.format(_listed(found)) for text, found in told if found)
    return (*names, *figures_left_in(text, data.instrument))


def figures_left_in(text: str, instrument: Instrument) -> tuple[str, ...]:
    """Return a translated sentence about figures in a text that is for all; empty without."""
    found = tuple(dict.fromkeys(_numbers(text, instrument)))
    if not found:
        return ()
    told = tr("These figures are printed as they are for every municipality: {0}.")
    return (told.format(_listed(found)),)


def _municipality_in(text: str, data: ReportData) -> tuple[str, ...]:
    names = official_names(data.particulars.municipality)
    return tuple(n for n in names if re.search(rf"(?<!\w){re.escape(n)}(?=s?\b)", text))


def _numbers(text: str, instrument: Instrument) -> Iterator[str]:
    """Yield the numbers in a text, but not fields, codes, levels and those of the instrument."""
    own = {
        str(len(instrument.areas)),
        str(len(instrument.questions)),
        str(len(instrument.measure_points)),
        shortest(instrument.maximum),
    }
    for match in _NUMBER.finditer(text):
        number = match["number"]
        if number is None:
            continue
        counts = re.match(rf"\s*(?:{_POINTS}|{_OF})", match["then"]) is not None
        is_code = "," not in number and instrument.find(number) is not None
        is_small = number.isdigit() and int(number) <= _COUNTED_SELDOM
        if number not in own and (counts or not (is_code or is_small)):
            yield number


def _listed(found: Iterable[str]) -> str:
    words = list(dict.fromkeys(found))
    shown = ", ".join(words[:_MOST_NAMED])
    return f"{shown} …" if len(words) > _MOST_NAMED else shown
