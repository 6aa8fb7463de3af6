"""Converts plain text to blocks: blank lines separate paragraphs, "- " begins a bullet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from kompass_desktop.report.blocks import BulletList, Paragraph, Prose, paragraph
from kompass_desktop.report.visible_text import JOINERS, visible

_BULLET_MARKS = ("- ", "• ", "* ", "– ")


def prose_of(text: str, *, ends_together: bool = False) -> Prose:
    """Return the paragraphs and lists of a plain text; without parts if it is blank."""
    return Prose(tuple(_parts(text)), ends_together)


def _parts(text: str) -> Iterator[Paragraph | BulletList]:
    for is_bullet, lines in groupby(_lines(text), key=lambda line: line[0]):
        texts = [line for _, line in lines]
        if is_bullet:
            yield BulletList(tuple(texts))
        else:
            yield from (paragraph(each) for each in texts)


def _lines(text: str) -> list[tuple[bool, str]]:
    """Return whether each paragraph is a bullet, and its text."""
    found: list[tuple[bool, str]] = []
    is_open = False
    for line in visible(text).split("\n"):
        stripped = line.strip()
        if not stripped.strip(JOINERS):
            is_open = False
        elif stripped.startswith(_BULLET_MARKS):
            found.append((True, stripped[2:].strip()))
            is_open = True
        elif is_open:
            is_bullet, before = found[-1]
            found[-1] = (is_bullet, f"{before}\n{stripped}")
        else:
            found.append((False, stripped))
            is_open = True
    return found
