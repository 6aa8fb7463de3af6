"""Converts written texts to paragraphs, with lists and hints on where pages may break."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, KeepTogether

from kompass_desktop.report.blocks import BulletList, NumberedList, Paragraph, Prose
from kompass_desktop.report.pdf.flowables import Text
from kompass_desktop.report.pdf.fonts import markup, printable
from kompass_desktop.report.pdf.structure import Element, Tag
from kompass_desktop.report.pdf.styles import (
    BODY,
    BULLET,
    BULLET_TOGETHER,
    CONTINUED,
    INTRODUCTION,
    LAST_BULLET,
    LAST_NUMBERED,
    NUMBERED,
    NUMBERED_TOGETHER,
)
from kompass_desktop.report.prose_blocks import prose_of

BULLET_SIGN = "•"
_SHORTEST_END, _LONGEST_END = 600, 1500
"""Characters of the end of a text that stays together: about 6 lines, a third of a page."""

_MOST_AT_END = 6
_MOST_TOGETHER = 8
"""The most items of a list that is kept on one page."""

_LONGEST_PIECE = 6000
"""The most characters of a paragraph: about two pages."""


@dataclass(frozen=True)
class _Block:
    """A paragraph, or an item of a list with its sign; `list_number` is that of the list."""

    text: str
    sign: str = ""
    list_number: int = 0

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list."""
        return bool(self.sign)

    def goes_on(self, following: _Block) -> bool:
        """Whether both are items of one list."""
        return self.is_item and self.list_number == following.list_number


def prose(text: str) -> list[Text]:
    """Return the paragraphs of a plain text; nothing in it is read as markup."""
    return paragraphs_of(prose_of(text))


def paragraphs_of(text: Prose) -> list[Text]:
    """Return the paragraphs and items of lists of a written text."""
    blocks = [*_blocks(text), _Block("")]
    together = _short_lists(blocks)
    return [
        paragraph
        for index, (block, following) in enumerate(pairwise(blocks))
        for paragraph in _paragraphs(block, _style(block, following, index in together))
    ]


def pieces(text: str) -> list[str]:
    """Return a text in pieces of limited length, cut between words if possible.

    The time to lay out a paragraph grows with the square of its length.
    """
    found = []
    while len(text) > _LONGEST_PIECE:
        end = text.rfind(" ", _LONGEST_PIECE // 2, _LONGEST_PIECE)
        end = end if end > 0 else _LONGEST_PIECE
        found.append(text[:end])
        text = text[end:].lstrip()
    return [*found, text]


def ending_together(paragraphs: Sequence[Text]) -> list[Flowable]:
    """Return paragraphs with the last few kept on one page.

    So the last page of a chapter does not have only a line or two.
    """
    length, start = 0, len(paragraphs)
    while start and length < _SHORTEST_END and len(paragraphs) - start < _MOST_AT_END:
        start -= 1
        length += len(paragraphs[start].getPlainText())
    if start == len(paragraphs) or length > _LONGEST_END:
        return list(paragraphs)
    return [*paragraphs[:start], KeepTogether(list(paragraphs[start:]))]


def _blocks(text: Prose) -> Iterator[_Block]:
    for number, part in enumerate(text.parts, 1):
        match part:
            case BulletList(items):
                yield from (_Block(printable(item), BULLET_SIGN, number) for item in items)
            case NumberedList(items, start):
                for place, item in enumerate(items, start):
                    yield _Block(printable(item), f"{place}.", number)
            case Paragraph():
                yield _Block(printable(part.text))


def _short_lists(blocks: Sequence[_Block]) -> frozenset[int]:
    """Return the indexes of the items in lists that are short enough to be kept on a page."""
    found: set[int] = set()
    for number, run in groupby(range(len(blocks)), key=lambda i: blocks[i].list_number):
        indexes = list(run)
        length = sum(len(blocks[index].text) for index in indexes)
        if number and len(indexes) <= _MOST_TOGETHER and length <= _LONGEST_END:
            found.update(indexes)
    return frozenset(found)


def _paragraphs(block: _Block, last: ParagraphStyle) -> Iterator[Text]:
    """Yield the paragraphs of a block, one element; the last one has the style `last`."""
    parts = pieces(block.text)
    element = Element(Tag.BODY if block.is_item else Tag.PARAGRAPH, text=block.text)
    for number, piece in enumerate(parts, 1):
        sign = block.sign if block.sign and number == 1 else None
        style = last if number == len(parts) else CONTINUED
        yield Text(markup(piece), style, sign, element=element, list_number=block.list_number)


def _style(block: _Block, following: _Block, is_short: bool) -> ParagraphStyle:  # noqa: FBT001
    if not block.is_item:
        return INTRODUCTION if following.is_item else BODY
    is_numbered = block.sign != BULLET_SIGN
    if not block.goes_on(following):
        return LAST_NUMBERED if is_numbered else LAST_BULLET
    if is_short:
        return NUMBERED_TOGETHER if is_numbered else BULLET_TOGETHER
    return NUMBERED if is_numbered else BULLET
