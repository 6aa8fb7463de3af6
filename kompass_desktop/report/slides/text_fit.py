"""Measures text, breaks it into lines, and distributes it over as many boxes as it needs.

Text is measured in Noto Sans. The slides use Arial, in which prose is 7 % narrower, so that what
fits here fits there, and in the fonts that replace Arial. All lengths are in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from kompass_desktop.report.pdf.fonts import REGULAR, register, width_of

LEADING = 1.2
"""The distance of lines, as a share of the size of the letters."""
LIST_GAP = 0.5
"""The space after a paragraph, as a share of the size."""
INDENT = 14.0
"""The width of a bullet."""
SIZES = (18.0, 17.0, 16.0, 15.0, 14.0, 13.0, 12.0)
"""The sizes of text on a slide, the preferred one first; the last is the smallest readable one."""

_SLACK = 1.03
"""Arial's capitals are up to 6 % wider than those of Noto Sans, its other letters narrower."""
_COSTS = {18.0: 0.0, 17.0: 0.1, 16.0: 0.2, 15.0: 0.35, 14.0: 0.5, 13.0: 1.0, 12.0: 1.5}
"""What a size of letters costs, as a number of slides; larger ones cost nothing."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph on a slide; `begins` is false for the rest of one from the slide before."""

    text: str
    is_bullet: bool = True
    begins: bool = True


@dataclass(frozen=True)
class Flow:
    """Paragraphs in a size, distributed over boxes."""

    size: float
    boxes: tuple[tuple[Paragraph, ...], ...]


def wrapped(text: str, width: float, size: float, font: str = REGULAR) -> list[str]:
    """Return the lines of `text` in a box of a width; joined, they are the text again.

    A word that is wider than the box is broken. There is at least one line.
    """
    room = width / size / _SLACK
    lines: list[str] = []
    line, taken = "", 0.0
    for word in _words(text, room, font):
        needed = _width(word.rstrip(), font)
        if line and needed and taken + needed > room:
            lines.append(line)
            line, taken = "", 0.0
        line += word
        taken += _width(word, font)
    return [*lines, line]


def rejoined(boxes: Iterable[Iterable[Paragraph]]) -> list[Paragraph]:
    """Return the paragraphs of boxes, those that were divided between boxes as one again."""
    joined: list[Paragraph] = []
    for paragraph in (each for box in boxes for each in box):
        if joined and not paragraph.begins:
            joined[-1] = replace(joined[-1], text=joined[-1].text + paragraph.text)
        else:
            joined.append(paragraph)
    return joined


def height_of(text: str, width: float, size: float, font: str = REGULAR) -> float:
    """Return the height of `text` in a box of a width, with `LEADING` between lines."""
    lines = sum(len(wrapped(part, width, size, font)) for part in text.split("\n"))
    return lines * size * LEADING


def fitting_size(
    text: str, box: tuple[float, float], sizes: Sequence[float], font: str = REGULAR
) -> float:
    """Return the first of `sizes` in which `text` fits in a box, given its width and height.

    If it fits in none, the last is returned.
    """
    width, height = box
    fits = (size for size in sizes if height_of(text, width, size, font) <= height)
    return next(fits, sizes[-1])


def shortened_to(text: str, box: tuple[float, float], size: float, font: str = REGULAR) -> str:
    """Return `text`, cut with an ellipsis if it does not fit in a box of a width and height."""
    width, height = box
    most = max(1, int(height / (size * LEADING) + 0.01))
    lines = wrapped(text, width, size, font)
    if len(lines) <= most:
        return text
    last = lines[most - 1].rstrip()
    while last and _width(f"{last}…", font) > width / size / _SLACK:
        last = last[:-1]
    return f"{''.join(lines[: most - 1])}{last.rstrip()}…"


def flowing(
    paragraphs: Sequence[Paragraph], box: tuple[float, float], sizes: Sequence[float] = SIZES
) -> Flow:
    """Return paragraphs distributed over boxes of a width and height, in the best size."""
    width, height = box
    return flowing_columns((paragraphs,), (width,), height, sizes)[0]


def flowing_columns(
    columns: Sequence[Sequence[Paragraph]],
    widths: Sequence[float],
    height: float,
    sizes: Sequence[float] = SIZES,
) -> tuple[Flow, ...]:
    """Return columns of paragraphs distributed over boxes, in one size for all.

    Small letters are chosen only if they save slides: two slides in large letters are easier
    to read than a crowded one.
    """
    boxes = [(width, height) for width in widths]
    tried = [
        [_distributed(each, box, size) for each, box in zip(columns, boxes, strict=True)]
        for size in sizes
    ]
    costs = [
        max(len(flow.boxes) for flow in flows) + _COSTS.get(size, 0.0)
        for size, flows in zip(sizes, tried, strict=True)
    ]
    best = tried[costs.index(min(costs))]
    return tuple(
        _balanced(flow, paragraphs, box, len(flow.boxes))
        for flow, paragraphs, box in zip(best, columns, boxes, strict=True)
    )


def has_broken_word(text: str, width: float, size: float, font: str = REGULAR) -> bool:
    """Return whether a word of `text` is wider than a box of a width."""
    room = width / size / _SLACK
    return any(_width(word, font) > room for word in text.split())


def _distributed(paragraphs: Sequence[Paragraph], box: tuple[float, float], size: float) -> Flow:
    width, height = box
    boxes: list[list[Paragraph]] = []
    room = 0.0
    line = size * LEADING
    for paragraph in paragraphs:
        lines = _lines_of(paragraph, width, size)
        rest = paragraph
        while lines:
            # A paragraph is split only if a whole box cannot hold it.
            needed = len(lines) * line
            if not boxes or (needed > room and (needed <= height or room < 4 * line)):
                boxes.append([])
                room = height
            count = max(1, min(len(lines), int(room / line + 0.001)))
            boxes[-1].append(replace(rest, text="".join(lines[:count])))
            room -= count * line + size * LIST_GAP
            lines = lines[count:]
            rest = replace(paragraph, begins=False)
    return Flow(size, tuple(tuple(each) for each in boxes))


def in_even_boxes(flow: Flow, box: tuple[float, float]) -> Flow:
    """Return the paragraphs of a flow in an even number of boxes, as for pairs of columns."""
    return _balanced(flow, rejoined(flow.boxes), box, len(flow.boxes) + len(flow.boxes) % 2)


def _balanced(
    flow: Flow, paragraphs: Sequence[Paragraph], box: tuple[float, float], count: int
) -> Flow:
    """Return the paragraphs about equally distributed over at most `count` boxes."""
    if count < 2:
        return flow
    width, height = box
    # Lower boxes than the highest paragraph would divide it.
    low, high = min(height, _highest(paragraphs, width, flow.size) - 0.01), height
    best = flow
    for _ in range(8):
        middle = (low + high) / 2
        found = _distributed(paragraphs, (width, middle), flow.size)
        if len(found.boxes) <= count:
            best, high = found, middle
        else:
            low = middle
    return best


def _highest(paragraphs: Sequence[Paragraph], width: float, size: float) -> float:
    lines = max((len(_lines_of(each, width, size)) for each in paragraphs), default=0)
    return lines * size * LEADING


def _lines_of(paragraph: Paragraph, width: float, size: float) -> list[str]:
    room = width - INDENT if paragraph.is_bullet else width
    return wrapped(paragraph.text, room, size)


def _words(text: str, room: float, font: str) -> Iterator[str]:
    """Yield the words with the space after each, those wider than `room` in parts."""
    words = text.split(" ")
    for number, word in enumerate(words, 1):
        space = " " if number < len(words) else ""
        if len(word) > 1 and _width(word, font) > room:
            *parts, last = _parts(word, room, font)
            yield from parts
            yield last + space
        else:
            yield word + space


def _parts(word: str, room: float, font: str) -> Iterator[str]:
    part, taken = "", 0.0
    for letter in word:
        width = _width(letter, font)
        if part and taken + width > room:
            yield part
            part, taken = "", 0.0
        part += letter
        taken += width
    yield part


@lru_cache(maxsize=50_000)
def _width(text: str, font: str) -> float:
    """Return the width of `text` in letters of size 1."""
    register()
    return width_of(text, font, 1)
