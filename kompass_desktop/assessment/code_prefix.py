"""Recognises a code at the start of a note line, as opposed to a quantity, a date or a time.

`3.2 målene er for mange` is about question 3.2; `2.5 stillinger på servicetorget` is a number
of posts. If no rule decides, it is read as a code: the line then gets that code, the window
shows it, and one key undoes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class CodePrefix:
    """A code at the start of a line; `typed` is all text before `rest`."""

    code: str
    typed: str
    rest: str


# A lone number at the start of a line is far more often a count ("2 av 10 ledere") than an
# area, so a code has a point in it.
_LINE = re.compile(
    r"\s*(?P<code>\d+(?:\.\d+)+)"
    r"(?:(?P<separator>\s*(?:[:;)\]]|-+>|=>|→)\s*|\s+[-–—]+\s*|[-–—]+\s+)|,?\s+)"
    r"(?P<rest>(?=.*[^\s:;.,)\]–—-])\S.*)",
    re.DOTALL,
)
_JOINED = re.compile(
    r"\s*(?P<code>\d+(?:\.\d+)+)(?:\s*[,/+]\s*|\s+)(?=\d+(?:\.\d+)+(?:[^\d.]|\.\s|$))"
)
"""A code before another one: "1.4.3 3.2", "1.4.3, 3.2", "1.4.3/3.2" or "1.4.3 +3.2"."""
_MOST_SHORT = 2
"""More numbers with one point, and nothing else, are a row of figures."""
_SIGNS = "%‰+=/×*<>≤≥€$£°±~^·"
"""After a number and a space these make a quantity or a calculation of it."""

_WORD = re.compile(r"[\w%‰²³]+\.?")
_FIRST_WORDS = 4
_SHORT = 3
"""A word with at most so many letters is often the start of a longer one."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNITS = _words(
    "kr nok mnok tnok mkr tkr kroner øre euro mill mrd million millioner milliard milliarder"
    " hundre tusen prosent"
    " prosentpoeng prosentenheter pst promille poeng grader stk x gang ganger pluss minus per pr"
    " t time timer timers minutt minutter sekund sekunder døgn dag dager dagers uke uker ukers"
    " måned måneder måneders mnd kvartal år års mm cm m km mil meter kilometer m2 m² m3 kvm"
    " kvadratmeter dekar g kg kilo gram tonn l liter kw kwh mw mwh gwh"
    " stilling stillinger stillingshjemmel årsverk dagsverk timeverk hjemmel hjemler"
    " ansatt ansatte tilsette barn elev elever plass plasser senger biler vikarer lærlinger"
    " leger fastleger kommuneleger sykehjemsplasser barnehageplasser omsorgsplasser"
    " institusjonsplasser heldøgnsplasser"
)
_QUANTITY = re.compile(
    r".*(?:årsverk|dagsverk|timeverk|millioner|milliarder|kroner|prosent|poeng|timer|måneder"
    r"|shjemler|lærere|pleiere|rådgivere|behandlere|arbeidere|veiledere|konsulenter|assistenter"
    r"|terapeuter|psykologer|ingeniører|jordmødre|(?:er|tids|prosjekt|lege|assistent|konsulent|vikar)stilling(?:er)?)"
)
_AMOUNTS = _words(
    "hel hele halv halve full fulle ny nye fast faste ledig ledige vakant vakante ubesatt"
    " ubesatte ekstra kommunal kommunale frivillig frivillige budsjettert budsjetterte"
    " midlertidig midlertidige reell reelle årlig årlige godkjent godkjente"
)
"""Words that may be between a number and what is counted."""
_JOINING = _words("av til eller og mot i på over under fra")
"""If one of these words is followed by another number or a mean, the first was a number too."""
_NUMBER_WORDS = _words("en én ett to tre fire fem seks sju syv åtte ni ti hundre")
_YEAR = re.compile(r"(?:19|20)\d\d")
_TIMES = _words(
    "kl klokka klokken januar februar mars april mai juni juli august september oktober"
    " november desember jan feb mar apr jun jul aug sep sept okt nov des"
    " mandag tirsdag onsdag torsdag fredag lørdag søndag"
)


def split_code(text: str) -> CodePrefix | None:
    """Return the code at the start of a line and the text after it, or None.

    The caller must check whether the instrument has that code.
    """
    match = _LINE.fullmatch(text)
    if match is None:
        return None
    code, separator, rest = match["code"], match["separator"], match["rest"]
    if separator is not None:
        is_number = _is_number_after(separator, rest)
    else:
        # A quantity has no second point, nor has a date without a year.
        is_number = code.count(".") == 1 and _is_number_before(rest)
    return None if is_number else CodePrefix(code, text[: match.start("rest")], rest)


def split_codes(text: str, is_code: Callable[[str], bool]) -> tuple[tuple[str, ...], str] | None:
    """Return the codes that a line begins with, each once, and the text after them.

    None if it begins with no code; `is_code` returns whether a code exists in the instrument.
    Numbers in a row are codes only if the last one is a code by the text after it: in "1.4.3
    2.5 mill. til torget" the second number is a quantity, and remains in the text.
    """
    first, rest = [], text
    while (match := _JOINED.match(rest)) is not None and is_code(match["code"]):
        first.append(match["code"])
        rest = rest[match.end() :]
    last = split_code(rest)
    if last is not None and is_code(last.code) and not _are_figures((*first, last.code), last.rest):
        return tuple(dict.fromkeys((*first, last.code))), last.rest
    only = split_code(text) if first else None
    return ((only.code,), only.rest) if only is not None and is_code(only.code) else None


def is_quantity(text: str) -> bool:
    """Whether a text is only numbers, with or without a unit ("5 % netto")."""
    words = [word.casefold().rstrip(".") for word in _WORD.findall(text)]
    counted = _UNITS | _AMOUNTS | _JOINING
    return all(word[0].isdigit() or word in counted or word in "%‰" for word in words)


def _are_figures(codes: Sequence[str], rest: str) -> bool:
    """Whether several codes, each of which could also be a number, are a row of figures."""
    if len(codes) == 1 or any(code.count(".") > 1 for code in codes):
        return False
    word = _WORD.match(rest)
    return len(codes) > _MOST_SHORT or (word is not None and word[0].casefold() in _JOINING)


def is_undecided(text: str) -> bool:
    """Return whether the word that decides may not be complete while typing ("2.5 st")."""
    match = _LINE.fullmatch(text)
    if match is None or match["separator"] is not None or match["code"].count(".") > 1:
        return False
    words = [word.casefold() for word in _WORD.findall(match["rest"])]
    counted = [word for word in words[:_FIRST_WORDS] if word not in _AMOUNTS]
    if not text[-1].isalpha() or len(counted) > 1:
        return False
    begun = counted[0] if counted else words[-1]
    known = _UNITS | _AMOUNTS | _JOINING
    return len(begun) <= _SHORT or any(word.startswith(begun) for word in known)


def _is_number_after(separator: str, rest: str) -> bool:
    """Return whether a separator shows a range ("2.5 - 3"), a ratio or a time ("8.3:30")."""
    is_ranging = separator.strip() not in (":", ";", ")", "]")
    return rest[0].isdigit() and (is_ranging or not separator[-1].isspace())


def _is_number_before(rest: str) -> bool:
    """Return whether the text after a number shows that it is not a code."""
    if rest[0].isdigit() or rest[0] in _SIGNS:
        return True
    typed = [word.rstrip(".") for word in _WORD.findall(rest)[:_FIRST_WORDS]]
    words = [word.casefold() for word in typed]
    # Months and days of the week are written in lower case; "Jan" and "August" are people.
    if not words or typed[0] in _TIMES:
        return bool(words)
    if words[0] in _JOINING:
        return len(words) > 1 and _is_amount(words[1])
    if "per" in words[1:2] or "pr" in words[1:2]:
        return True
    counted = next((word for word in words if word not in _AMOUNTS), "")
    return counted in _UNITS or _QUANTITY.fullmatch(counted) is not None


def _is_amount(word: str) -> bool:
    if word[0].isdigit():
        return _YEAR.fullmatch(word) is None
    return word in _NUMBER_WORDS or word.endswith(("snitt", "snittet"))
