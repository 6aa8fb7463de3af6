"""The embedded fonts, and the conversion of texts to what they can print.

Characters that Noto Sans lacks are printed in DejaVu Sans; those that neither has become a
replacement character. Texts from a person must always go through `markup` (paragraphs) or
`runs` (drawings).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kompass_desktop.assets import resources_folder
from kompass_desktop.report.visible_text import REPLACEMENT, with_line_feeds

REGULAR = "NotoSans-Regular"
SEMIBOLD = "NotoSans-SemiBold"
BOLD = "NotoSans-Bold"
ITALIC = "NotoSans-Italic"
FALLBACK = "DejaVuSans"

_SPACES = str.maketrans({"\t": " ", "\N{NARROW NO-BREAK SPACE}": "\N{NO-BREAK SPACE}"})
_TO_UNICODE = "toUnicodeCMap:"
_LONG_CODE = re.compile("<([0-9A-F]{5,6})>")
_INVISIBLE = {"Cc", "Cf"}
_BEFORE_PER_CENT = re.compile(r"(?<=\d) (?=%)")


@dataclass(frozen=True)
class FontRun:
    """A part of a text that one font can print: DejaVu Sans if `is_fallback`."""

    text: str
    is_fallback: bool


class PdfFont(TTFont):
    """A font whose letters beyond U+FFFF can be copied and read aloud too.

    reportlab writes their code points where PDF wants them in UTF-16.
    """

    def addObjects(self, doc: Any) -> None:  # noqa: N802, ANN401 - reportlab's method and type
        """Add the font to a document, when all that it prints is known."""
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith(_TO_UNICODE):
                stream.content = _LONG_CODE.sub(_as_utf16, stream.content)


def _as_utf16(code: re.Match[str]) -> str:
    return f"<{chr(int(code[1], 16)).encode('utf-16-be').hex().upper()}>"


@cache
def register() -> dict[str, TTFont]:
    """Register the bundled fonts with reportlab, once per process, and return them by name."""
    fonts: dict[str, TTFont] = {}
    for name in (REGULAR, SEMIBOLD, BOLD, ITALIC, FALLBACK):
        fonts[name] = PdfFont(name, str(resources_folder() / "fonts" / f"{name}.ttf"))
        pdfmetrics.registerFont(fonts[name])
    return fonts


def printable(text: str) -> str:
    """Return `text` with printable characters only, in Unicode NFC, lines ended by line feeds.

    Control characters, bidi overrides, joiners and variation selectors are removed; letters
    that no bundled font has, and single surrogates, become a replacement character.
    """
    return "".join(_seen(letter) for letter in with_line_feeds(text))


def runs(text: str) -> Iterator[FontRun]:
    """Yield the printable form of `text` in parts that one font can print."""
    regular = _glyphs(REGULAR)
    for is_fallback, letters in groupby(printable(text), key=lambda c: ord(c) not in regular):
        stretch = "".join(letters)
        yield FontRun(stretch, is_fallback and not stretch.isspace())


def markup(text: str) -> str:
    """Return `text` as paragraph markup in which nothing of it is read as markup."""
    together = _BEFORE_PER_CENT.sub("\N{NO-BREAK SPACE}", text)
    return "".join(_marked(run) for run in runs(together)).replace("\n", "<br/>")


def width_of(text: str, font: str, size: float) -> float:
    """Return the width of `text` on one line, in points; `size` is in points too."""
    return sum(
        pdfmetrics.stringWidth(run.text, FALLBACK if run.is_fallback else font, size)
        for run in runs(text)
    )


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
    return f'<font name="{FALLBACK}">{text}</font>' if run.is_fallback else text


@cache
def _glyphs(font: str) -> frozenset[int]:
    return frozenset(register()[font].face.charToGlyph)


@cache
def _seen(letter: str) -> str:
    if letter == "\n":
        return letter
    letter = letter.translate(_SPACES)
    if unicodedata.category(letter) in _INVISIBLE or _is_variation_selector(letter):
        return ""
    known = ord(letter) in _glyphs(REGULAR) or ord(letter) in _glyphs(FALLBACK)
    return letter if known else REPLACEMENT


def _is_variation_selector(letter: str) -> bool:
    return 0xFE00 <= ord(letter) <= 0xFE0F or 0xE0100 <= ord(letter) <= 0xE01EF
