"""How a text is broken into lines: between words, unless that would take Qt too long."""

from __future__ import annotations

import re

from PySide6.QtGui import QTextOption

_LONG_WORD = re.compile(r"\S{5000}")


def wrap_mode(text: str) -> QTextOption.WrapMode:
    """Return how Qt is to wrap a text.

    To look for where a word may be broken takes Qt a time that grows with the square of
    its length: a minute for a megabyte without a space.
    """
    if _LONG_WORD.search(text):
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
