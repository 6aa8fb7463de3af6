"""Text that fits in a cell: without characters that a workbook may not contain, and not too long.

Excel refuses to open a file with a longer cell or with a character that XML forbids.
"""

from __future__ import annotations

import re
from textwrap import wrap

from kompass_desktop.i18n import tr

LONGEST = 32_767
"""The largest number of UTF-16 code units in a cell."""

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def cell_text(text: str) -> str:
    """Return a text for a cell; one that is too long ends with a sentence that says so."""
    kept = _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))
    if _length(kept) <= LONGEST:
        return kept
    note = "\n" + tr(
        "[The text is cut here: a cell has room for {0} characters. The whole text is in Kompass.]"
    ).format(LONGEST)
    return _beginning(kept, LONGEST - _length(note)) + note


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _beginning(text: str, length: int) -> str:
    """Return the beginning of a text, `length` code units, without half a character."""
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", errors="ignore")


def lines_in(text: str, width: float, most: int) -> int:
    """Return about how many lines a wrapped text takes in a column, at most `most`.

    `width` is that of the column in characters. Viewers other than Excel do not fit rows to
    their text, so their heights must be set.
    """
    columns = max(int(width), 1)
    count = 0
    for paragraph in text.split("\n"):
        beginning = paragraph[: columns * most]
        count += len(wrap(beginning, columns, break_on_hyphens=False)) or 1
        if count >= most:
            return most
    return count
