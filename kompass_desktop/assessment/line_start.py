"""What a note line begins with that is not said: a sign for its mark, and the codes it belongs to.

`+` is a strength, `~` a challenge, `-` a weakness and `!` something to follow up: "+ 1.4.3 Har
ungdomsråd" or "1.4.3 + Har ungdomsråd". The sign may be followed by a space or at once by the
text: where the tilde is a dead key, as on Norwegian keyboards, the space that makes it is
swallowed. A sign is read only in a line in which a person has typed it (`NoteDocument`).

A finding is printed, so a sign that may mean something else is left alone: before a number it is
a part of that ("-5 %", "+47 78 46 …", "~20"), and "- 5 %" says only a number. The dashes – and —
are no signs, since they begin quotations ("– Vi vet det ikke"); the true minus − is one. After a
code, "1.4.3-" and "1.4.3 –" set the code apart as before.
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
    """What a line begins with: a mark, codes, or both; `said` is what is left of the line."""

    mark: Mark | None
    codes: tuple[str, ...]
    said: str


def read_start(text: str, is_code: Callable[[str], bool], *, is_signed: bool) -> LineStart | None:
    """Return what a line begins with, or None where all of it is said.

    `is_code` says whether there is a place with a code; `is_signed` whether a sign may be read.
    """
    if is_signed:
        start = _read_sign_after_codes(text, is_code) or _read_sign_first(text, is_code)
        if start is not None:
            return start
    found = split_codes(text, is_code)
    return LineStart(None, *found) if found is not None else None


def _read_sign_first(text: str, is_code: Callable[[str], bool]) -> LineStart | None:
    """Return what "+ 1.4.3 Har ungdomsråd" begins with."""
    match = _FIRST.fullmatch(text)
    if match is None or not (match["gap"] or _may_follow_at_once(match["sign"], match["rest"])):
        return None
    codes, said = split_codes(match["rest"], is_code) or ((), match["rest"])
    if said[0].isdigit() and is_quantity(said):
        return None
    return LineStart(SIGNS[match["sign"]], codes, said)


def _read_sign_after_codes(text: str, is_code: Callable[[str], bool]) -> LineStart | None:
    """Return what "1.4.3 + Har ungdomsråd" begins with."""
    match = _AFTER_CODES.fullmatch(text)
    if match is None:
        return None
    # With a colon after them, the codes are no quantity: what comes now is no number.
    found = split_codes(f"{match['codes']}: {match['said']}", is_code)
    return LineStart(SIGNS[match["sign"] or match["dash"]], *found) if found else None


def _may_follow_at_once(sign: str, rest: str) -> bool:
    if rest[0].isdigit():
        return _POINT.match(rest) is not None
    return sign != "~" or _ABOUT.match(rest) is None


def sign_index(text: str) -> int | None:
    """Return where in a line the sign is that it may begin with, also after codes, or None."""
    index = _before(text)
    return index if text[index : index + 1] in SIGNS else None


def is_sign_typed(typed: str, before: str) -> bool:
    """Whether a text typed by a key is a line's sign, after the text `before`.

    A dead key may give its sign together with the next letter.
    """
    return typed[:1] in SIGNS and _before(before) == len(before)


def is_start_undecided(text: str) -> bool:
    """Whether the word that tells a code from a quantity may still be being typed ("+ 2.5 st")."""
    index = sign_index(text)
    return is_undecided(text if index is None or text[:index].strip() else text[index + 1 :])


def is_list_item(text: str, above: str) -> bool:
    """Whether a line's dash is one of a list: after "… viktig:", or after another such line."""
    is_dash = text.lstrip().startswith(_LIST_SIGNS[:2])
    begun = above.rstrip().endswith(":") or above.lstrip().startswith(_LIST_SIGNS)
    return is_dash and begun


def _before(text: str) -> int:
    match = _BEFORE_SIGN.match(text)
    return match.end() if match is not None else 0
