"""Converts plain text to blocks: blank lines separate paragraphs, "- " and "1. " begin items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from kompass_desktop.report.blocks import (
    BulletList,
    NumberedList,
    Paragraph,
    Prose,
    paragraph,
)
from kompass_desktop.report.visible_text import JOINERS, visible

_BULLET_MARKS = ("- ", "• ", "* ", "– ")
_NUMBER = re.compile(r"([1-9][0-9]?)\. +(?=\S)", re.ASCII)
_FEWEST_NUMBERED = 2
"""So many lines with consecutive numbers are a list; one alone may be "17. mai"."""


@dataclass(frozen=True)
class _Piece:
    """A paragraph or an item; `number` is that of a numbered item, `list_at` its list's line."""

    text: str
    is_bullet: bool = False
    number: int = 0
    list_at: int = -1

    @property
    def group(self) -> tuple[bool, int]:
        """What the items of one list have in common, and all paragraphs."""
        return self.is_bullet, self.list_at


def prose_of(text: str, *, ends_together: bool = False) -> Prose:
    """Return the paragraphs and lists of a plain text; without parts if it is blank."""
    return Prose(tuple(_parts(text)), ends_together)


def _parts(text: str) -> Iterator[Paragraph | BulletList | NumberedList]:
    for (is_bullet, list_at), group in groupby(_pieces(text), key=lambda piece: piece.group):
        pieces = list(group)
        texts = tuple(piece.text for piece in pieces)
        if is_bullet:
            yield BulletList(texts)
        elif list_at >= 0:
            yield NumberedList(texts, pieces[0].number)
        else:
            yield from (paragraph(each) for each in texts)


def _pieces(text: str) -> list[_Piece]:
    lines = [line.strip() for line in visible(text).split("\n")]
    lists = _numbered_lists(lines)
    found: list[_Piece] = []
    is_open = False
    for index, line in enumerate(lines):
        if not line.strip(JOINERS):
            is_open = False
            continue
        if index in lists or line.startswith(_BULLET_MARKS) or not is_open:
            found.append(_begun(line, lists.get(index)))
        else:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line}")
        is_open = True
    return found


def _begun(line: str, list_at: int | None) -> _Piece:
    """Return the piece that a line begins; `list_at` is the first line of its numbered list."""
    number = _NUMBER.match(line)
    if list_at is not None and number:
        return _Piece(line[number.end() :], number=int(number[1]), list_at=list_at)
    if line.startswith(_BULLET_MARKS):
        return _Piece(line[2:].strip(), is_bullet=True)
    return _Piece(line)


def _numbered_lists(lines: Sequence[str]) -> dict[int, int]:
    """Return the lines that begin a numbered item, with the first line of its list.

    A paragraph after a blank line, and a bullet, end a list.
    """
    found: dict[int, int] = {}
    for run in _runs_of_numbers(lines):
        if len(run) >= _FEWEST_NUMBERED:
            found.update(dict.fromkeys(run, run[0]))
    return found


def _runs_of_numbers(lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the indexes of lines whose numbers follow each other."""
    run: list[int] = []
    last, was_blank = 0, False
    for index, line in enumerate(lines):
        number = _NUMBER.match(line)
        if number is not None:
            if int(number[1]) != last + 1:
                yield run
                run = []
            run.append(index)
            last = int(number[1])
        elif (was_blank and line.strip(JOINERS)) or line.startswith(_BULLET_MARKS):
            yield run
            run, last = [], 0
        was_blank = not line.strip(JOINERS)
    yield run
