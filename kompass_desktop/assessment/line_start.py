"""Reads the start of a note line: a sign for its mark, and the codes that it belongs to.

`+` is a strength, `~` a challenge, `-` a weakness and `!` something to follow up: "+ 1.4.3 Har
ungdomsråd" or "1.4.3 + Har ungdomsråd". The sign may be followed by a space or at once by the
text: where the tilde is a dead key, as on Norwegian keyboards, the space that makes it is
lost. A sign is read only in a line in which a person has typed it (`NoteDocument`).

A finding is printed, so a sign that may mean something else is not read: before a number it is
part of the number ("-5 %", "+47 78 46 …", "~20"), and "- 5 %" contains only a number. The dashes
– and — are not signs, because they begin quotations ("– Vi vet det ikke"); the true minus − is.
After a code, "-" and "–" as in "1.4.3-" and "1.4.3 –" only separate the code from the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kompass_desktop.assessment.code_prefix import is_quantity, is_undecided, split_codes
from kompass_desktop.assessment.records import Mark

SIGNS: Mapping[str, Mark] = {
    "+": Mark.STRENGTH,
    "~": Mark.CHALLENGE,
    "-": Mark.WEAKNESS,
    "\N{MINUS SIGN}": Mark.WEAKNESS,
    "!": Mark.FOLLOW_UP,
}
_SIGN = "[" + re.escape("".join(SIGNS)) + "]"
_CODE = r"\d+(?:\.\d+)+"

_FIRST = re.compile(rf"\s*(?P<sign>{_SIGN})(?P<gap>\s*)(?P<rest>[\w«»\"'“”„‘’(\[].*)", re.DOTALL)
_AFTER_CODES = re.compile(
    rf"\s*(?P<codes>{_CODE}(?:(?:\s*[,/+]\s*|\s+){_CODE})*)[:;)\]]?\s+"
    rf"(?:(?P<sign>[+~!])\s*|(?P<dash>[-\N{{MINUS SIGN}}])\s+)(?P<said>[^\W\d]\S*.*|[«\"'“„(\[].*)",
    re.DOTALL,
)
_POINT = re.compile(r"\d+\.\d+\.\d+(?!\S)")
_BEFORE_SIGN = re.compile(r"[\s\d.,;:/)\]]*")
_ABOUT = re.compile(
    r"(?:halvparten|halvdelen|halve?|tredjede|fjerdede|femtede|hele|alle|en|ett?|to|tre|fire|fem"
    r"|seks|sju|syv|åtte|ni|ti|hundre|tusen)",
    re.IGNORECASE,
)
"""A tilde right before these words means "about"."""
_LIST_SIGNS = ("-", "\N{MINUS SIGN}", "–", "—", "•", "*")


@dataclass(frozen=True)
class LineStart:
    """The start of a line: a mark, codes, or both; `said` is the rest of the line."""

    mark: Mark | None
    codes: tuple[str, ...]
    said: str


def read_start(text: str, is_code: Callable[[str], bool], *, is_signed: bool) -> LineStart | None:
    """Return the start of a line, or None if it begins with neither a sign nor a code.

    `is_code` returns whether a code exists in the instrument; `is_signed` is whether a sign may
    be read.
    """
    if is_signed:
        start = _read_sign_after_codes(text, is_code) or _read_sign_first(text, is_code)
        if start is not None:
            return start
    found = split_codes(text, is_code)
    return LineStart(None, *found) if found is not None else None


def _read_sign_first(text: str, is_code: Callable[[str], bool]) -> LineStart | None:
    """Return the start of a line with its sign first, as "+ 1.4.3 Har ungdomsråd"."""
    match = _FIRST.fullmatch(text)
    if match is None or not (match["gap"] or _may_follow_at_once(match["sign"], match["rest"])):
        return None
    codes, said = split_codes(match["rest"], is_code) or ((), match["rest"])
    if said[0].isdigit() and is_quantity(said):
        return None
    return LineStart(SIGNS[match["sign"]], codes, said)


def _read_sign_after_codes(text: str, is_code: Callable[[str], bool]) -> LineStart | None:
    """Return the start of a line with its sign after codes, as "1.4.3 + Har ungdomsråd"."""
    match = _AFTER_CODES.fullmatch(text)
    if match is None:
        return None
    # The colon makes `split_codes` read codes, not a quantity: no number follows them here.
    found = split_codes(f"{match['codes']}: {match['said']}", is_code)
    return LineStart(SIGNS[match["sign"] or match["dash"]], *found) if found else None


def _may_follow_at_once(sign: str, rest: str) -> bool:
    if rest[0].isdigit():
        return _POINT.match(rest) is not None
    return sign != "~" or _ABOUT.match(rest) is None


def sign_index(text: str) -> int | None:
    """Return the index of the sign at the start of a line or after its codes, or None."""
    index = _before(text)
    return index if text[index : index + 1] in SIGNS else None


def is_sign_typed(typed: str, before: str) -> bool:
    """Whether a text from one key press begins with a line's sign, after the text `before`.

    A dead key may produce its sign together with the next letter.
    """
    return typed[:1] in SIGNS and _before(before) == len(before)


def is_start_undecided(text: str) -> bool:
    """Whether it is still open if a line begins with a code or with a quantity ("+ 2.5 st")."""
    index = sign_index(text)
    return is_undecided(text if index is None or text[:index].strip() else text[index + 1 :])


def is_list_item(text: str, above: str) -> bool:
    """Whether a line's dash is a list item's: after "… viktig:" or another list item."""
    is_dash = text.lstrip().startswith(_LIST_SIGNS[:2])
    begun = above.rstrip().endswith(":") or above.lstrip().startswith(_LIST_SIGNS)
    return is_dash and begun


def _before(text: str) -> int:
    match = _BEFORE_SIGN.match(text)
    return match.end() if match is not None else 0
