"""The text of a note line: the characters that can be stored, and how Qt counts them."""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]")
_NOT_TEXT = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_REPLACEMENT = "\ufffd"


def clean_lines(text: str) -> list[str]:
    """Return the lines of any text, at least one, without characters that cannot be stored.

    Control characters except the tab are removed; lone surrogates and noncharacters, which
    come from damaged text, become U+FFFD. Marks that change the writing direction are kept.
    """
    return [_NOT_TEXT.sub(_REPLACEMENT, _CONTROLS.sub("", line)) for line in _BREAKS.split(text)]


def clean_line(text: str) -> str:
    """Return a text as one line that can be stored; what broke it becomes a space."""
    return " ".join(clean_lines(text))


def common_ends(first: str, second: str) -> tuple[int, int]:
    """Return how many characters two texts share at the beginning and, beyond it, at the end."""
    head = _common(first, second)
    rest = min(len(first), len(second)) - head
    return head, min(rest, _common(first[::-1], second[::-1]))


def width(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16 units."""
    return len(_utf16(text)) // 2


def from_column(text: str, column: int) -> str:
    """Return the part of a text after `column` UTF-16 units."""
    return _utf16(text)[2 * column :].decode("utf-16-le", "replace")


def up_to_column(text: str, column: int) -> str:
    """Return the part of a text before `column` UTF-16 units."""
    return _utf16(text)[: 2 * column].decode("utf-16-le", "replace")


def _common(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    different = (index for index, (one, other) in pairs if one != other)
    return next(different, min(len(first), len(second)))


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")
