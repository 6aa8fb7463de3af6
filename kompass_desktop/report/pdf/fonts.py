"""The embedded fonts, and the conversion of texts to what they can print.

Characters that Noto Sans lacks are printed in DejaVu Sans, emoji in Noto Emoji, Chinese and
Japanese ones in Droid Sans Fallback; those that none has become a replacement character. Texts
from a person must always go through `markup` (paragraphs) or `runs` (drawings).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kompass_desktop.assets import resources_folder
from kompass_desktop.report.pdf.embedded_font import EmbeddedFont
from kompass_desktop.report.visible_text import REPLACEMENT, with_line_feeds

REGULAR = "NotoSans-Regular"
SEMIBOLD = "NotoSans-SemiBold"
BOLD = "NotoSans-Bold"
ITALIC = "NotoSans-Italic"
FALLBACK = "DejaVuSans"
RARE = ("NotoEmoji-Regular", "DroidSansFallback")
"""Large fonts for what is rare in a report, loaded only when it is needed."""

_SPACES = str.maketrans({"\t": " ", "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}"})
_INVISIBLE = {"Cc", "Cf"}
_ALL_COMMON = re.compile("[\\n -~À-ÖØ-öø-ÿ–’“”«»…]*")
"""Texts that the regular font prints as they are; all but a few, so the rest may be slow."""

_BEFORE_PER_CENT = re.compile(r"(?<=\d) (?=%)")


@dataclass(frozen=True)
class FontRun:
    """A part of a text that one font can print: `fallback`, or the text's own font if it is ""."""

    text: str
    fallback: str = ""

    @property
    def is_fallback(self) -> bool:
        """Whether the text's own font lacks it."""
        return bool(self.fallback)

    def font_in(self, font: str) -> str:
        """Return the font that prints it in a text of a font."""
        return self.fallback or font


@cache
def register() -> dict[str, TTFont]:
    """Register the bundled fonts with reportlab, once per process, and return them by name.

    Also, what it writes need not be text: converting pages to that takes time and room.
    """
    rl_config.useA85 = 0
    names = (REGULAR, SEMIBOLD, BOLD, ITALIC, FALLBACK)
    return {name: _registered(name, "fonts") for name in names}


def _registered(name: str, *folders: str) -> TTFont:
    font = EmbeddedFont(name, str(resources_folder().joinpath(*folders) / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


def printable(text: str) -> str:
    """Return `text` with printable characters only, in Unicode NFC, lines ended by line feeds.

    Control characters, bidi overrides, joiners and modifiers of other letters are removed; letters
    that no bundled font has, and single surrogates, become a replacement character.
    """
    if _ALL_COMMON.fullmatch(text):
        return text
    return "".join(_seen(letter) for letter in with_line_feeds(text))


def runs(text: str) -> Iterator[FontRun]:
    """Yield the printable form of `text` in parts that one font can print."""
    if _ALL_COMMON.fullmatch(text):
        if text:
            yield FontRun(text)
        return
    for fallback, letters in groupby(printable(text), key=_fallback_for):
        stretch = "".join(letters)
        yield FontRun(stretch, "" if stretch.isspace() else fallback)


def markup(text: str) -> str:
    """Return `text` as paragraph markup in which nothing of it is read as markup."""
    together = _BEFORE_PER_CENT.sub("\N{NO-BREAK SPACE}", text)
    return "".join(_marked(run) for run in runs(together)).replace("\n", "<br/>")


def width_of(text: str, font: str, size: float) -> float:
    """Return the width of `text` on one line, in points; `size` is in points too."""
    return sum(pdfmetrics.stringWidth(run.text, run.font_in(font), size) for run in runs(text))


def shortened(text: str, font: str, size: float, width: float) -> str:
    """Return `text` on one line, shortened with an ellipsis if it is wider than `width` points."""
    line = " ".join(printable(text).split())
    if width_of(line, font, size) <= width:
        return line
    low, high = 0, len(line)
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(f"{line[:middle]}…", font, size) <= width:
            low = middle
        else:
            high = middle - 1
    return f"{line[:low].rstrip()}…"


def _marked(run: FontRun) -> str:
    text = escape(run.text)
    return f'<font name="{run.fallback}">{text}</font>' if run.fallback else text


@cache
def _glyphs(font: str) -> frozenset[int]:
    if font in RARE:
        return frozenset(_registered(font, "fonts", "print").face.charToGlyph)
    return frozenset(register()[font].face.charToGlyph)


@cache
def _fallback_for(letter: str) -> str:
    """Return the font for a character that the regular one lacks, or "" if it has it.

    A line feed is in no font, and needs none; so does what no font has.
    """
    if letter == "\n" or ord(letter) in _glyphs(REGULAR):
        return ""
    return next((font for font in (FALLBACK, *RARE) if ord(letter) in _glyphs(font)), "")


@cache
def _seen(letter: str) -> str:
    if letter == "\n":
        return letter
    letter = letter.translate(_SPACES)
    if unicodedata.category(letter) in _INVISIBLE or _is_modifier(letter):
        return ""
    known = any(ord(letter) in _glyphs(font) for font in (REGULAR, FALLBACK, *RARE))
    return letter if known else REPLACEMENT


def _is_modifier(letter: str) -> bool:
    """Whether it only varies the letter before it: a variation selector, a skin colour."""
    ranges = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x1F3FB, 0x1F3FF))
    return any(first <= ord(letter) <= last for first, last in ranges)
