"""A person's plain text as paragraphs: blank lines part them, "- " begins a bullet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from kompass_desktop.report.fonts import markup, printable
from kompass_desktop.report.styles import BODY, BULLET, INTRODUCTION, LAST_BULLET

BULLET_SIGN = "•"
_BULLET_MARKS = ("- ", "• ", "* ", "– ")


@dataclass(frozen=True)
class _Block:
    text: str
    is_bullet: bool


def prose(text: str) -> list[Paragraph]:
    """Return a text as paragraphs ready to be laid out; nothing in it is read as markup."""
    blocks = _blocks(text)
    return [
        _paragraph(block, following)
        for block, following in pairwise([*blocks, _Block("", is_bullet=False)])
    ]


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    is_open = False
    for line in printable(text).split("\n"):
        stripped = line.strip()
        if not stripped:
            is_open = False
        elif stripped.startswith(_BULLET_MARKS):
            blocks.append(_Block(stripped[2:].strip(), is_bullet=True))
            is_open = True
        elif is_open:
            blocks[-1] = _Block(f"{blocks[-1].text}\n{stripped}", blocks[-1].is_bullet)
        else:
            blocks.append(_Block(stripped, is_bullet=False))
            is_open = True
    return blocks


def _paragraph(block: _Block, following: _Block) -> Paragraph:
    style = _style(block, following)
    sign = BULLET_SIGN if block.is_bullet else None
    return Paragraph(markup(block.text), style, bulletText=sign)


def _style(block: _Block, following: _Block) -> ParagraphStyle:
    if block.is_bullet:
        return BULLET if following.is_bullet else LAST_BULLET
    return INTRODUCTION if following.is_bullet else BODY
