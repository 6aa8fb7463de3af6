"""Texts of persons without characters that are invisible or that no file format may contain.

Formats that print with a limited set of fonts replace more (`pdf.fonts.printable`).
"""

from __future__ import annotations

import unicodedata
from functools import cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
_LINE_ENDS = str.maketrans(
    {"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
)
_REMOVED = {"Cc", "Cf"}


def with_line_feeds(text: str) -> str:
    """Return `text` in Unicode NFC, with every kind of line end as a line feed."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS)
    return unicodedata.normalize("NFC", normal)


def visible(text: str) -> str:
    """Return `text` in Unicode NFC with line feeds, and without invisible characters.

    Control characters and bidi overrides are removed; joiners, which emoji consist of, stay.
    Single surrogates and code points that are no characters become a replacement character. The
    result is allowed in XML.
    """
    return "".join(_seen(letter) for letter in with_line_feeds(text))


def one_line(text: str) -> str:
    """Return the visible characters of `text` on one line, with single spaces."""
    return " ".join(visible(text).split())


@cache
def _seen(letter: str) -> str:
    if letter == "\n":
        return letter
    if letter == "\t":
        return " "
    category = unicodedata.category(letter)
    if category in _REMOVED:
        return letter if letter in JOINERS else ""
    is_none = category == "Cs" or ord(letter) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(letter) <= 0xFDEF
    return REPLACEMENT if is_none else letter
