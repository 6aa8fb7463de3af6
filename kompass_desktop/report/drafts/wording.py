"""How numbers and lists are written in Norwegian sentences."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kompass_desktop.assessment.numbers import norwegian, shortest
from kompass_desktop.assessment.scoring import Score

_WORDS = (
    "null",
    "én",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "sju",
    "åtte",
    "ni",
    "ti",
    "elleve",
    "tolv",
)


def number(count: int) -> str:
    """Return a count as a word up to twelve, else in digits."""
    return _WORDS[count] if 0 <= count < len(_WORDS) else str(count)


def counted(count: int, one: str, many: str, none: str = "") -> str:
    """Return a count with its noun: `one` is whole ("ett målepunkt"), `many` the noun alone.

    `none` is what is said of zero, where that needs its own words.
    """
    if count == 0 and none:
        return none
    return one if count == 1 else f"{number(count)} {many}"


def measure_points(count: int) -> str:
    """Return "ett målepunkt", "to målepunkter"."""
    return counted(count, "ett målepunkt", "målepunkter", "ingen målepunkter")


def listed(items: Sequence[str]) -> str:
    """Return items as a sentence lists them: "a, b og c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} og {items[-1]}"


def bullets(items: Sequence[str]) -> str:
    """Return items as the lines of a bullet list."""
    return "\n".join(f"- {item}" for item in items)


def paragraphs(*parts: str) -> str:
    """Return the parts that say something as paragraphs of a text."""
    return "\n\n".join(part for part in parts if part)


def sentences(*parts: str) -> str:
    """Return the parts that say something as sentences after each other."""
    return " ".join(part for part in parts if part)


def sentence(text: str) -> str:
    """Return `text` with a capital letter first."""
    return text[:1].upper() + text[1:]


def out_of(points: Fraction, maximum: Fraction) -> str:
    """Return a question's points beside its maximum: "7,4 av 30"."""
    return f"{norwegian(points)} av {shortest(maximum)}"


def attained(score: Score) -> str:
    """Return a question's points beside what is attainable: "7,4 av 15 oppnåelige"."""
    if score.attainable == score.maximum:
        return out_of(score.points, score.maximum)
    return f"{out_of(score.points, score.attainable)} oppnåelige"
