"""Numbers, counts and lists as parts of sentences, in the language in use."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kompass_desktop.assessment.numbers import decimal, shortest
from kompass_desktop.assessment.scoring import Score
from kompass_desktop.i18n import ntr, pmark, ptr, tr
from kompass_desktop.report.report_data import Progress

_NUMBERS = (
    pmark("number", "zero"),
    pmark("number", "one"),
    pmark("number", "two"),
    pmark("number", "three"),
    pmark("number", "four"),
    pmark("number", "five"),
    pmark("number", "six"),
    pmark("number", "seven"),
    pmark("number", "eight"),
    pmark("number", "nine"),
    pmark("number", "ten"),
    pmark("number", "eleven"),
    pmark("number", "twelve"),
)


def number(count: int) -> str:
    """Return a number as a word from zero to twelve, else in digits."""
    return ptr("number", _NUMBERS[count]) if 0 <= count < len(_NUMBERS) else str(count)


def measure_points(count: int) -> str:
    """Return "no measure points", "one measure point", "two measure points"."""
    if not count:
        return tr("no measure points")
    return ntr("one measure point", "{0} measure points", count).format(number(count))


def planned_only(count: int) -> str:
    """Return a sentence about measure points that are only decided or planned."""
    text = ntr(
        "{0} is only decided or planned and gives no points.",
        "{0} are only decided or planned and give no points.",
        count,
    )
    return text.format(sentence(measure_points(count)))


def measure_points_in_focus(progress: Progress) -> str:
    """Return how many are completely rated: "5 of 21 measure points in focus"."""
    text = ntr(
        "{0} of {1} measure point in focus",
        "{0} of {1} measure points in focus",
        progress.in_focus,
    )
    return text.format(progress.rated, progress.in_focus)


def out_of_focus(count: int) -> str:
    """Return a sentence about measure points that are not in focus."""
    text = ntr("{0} is not in focus.", "{0} are not in focus.", count)
    return text.format(sentence(measure_points(count)))


def interviews(count: int) -> str:
    """Return "one interview", "two interviews"."""
    return ntr("one interview", "{0} interviews", count).format(number(count))


def informant_groups(count: int) -> str:
    """Return "one informant group", "two informant groups"."""
    return ntr("one informant group", "{0} informant groups", count).format(number(count))


def listed(items: Sequence[str]) -> str:
    """Return items as a list within a sentence: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return ptr("list", "{0} and {1}").format(", ".join(items[:-1]), items[-1])


def bullets(items: Sequence[str]) -> str:
    """Return items as the lines of a bullet list."""
    return "\n".join(f"- {item}" for item in items)


def paragraphs(*parts: str) -> str:
    """Return the parts that are not empty, joined as paragraphs."""
    return "\n\n".join(part for part in parts if part)


def sentences(*parts: str) -> str:
    """Return the parts that are not empty, joined by spaces."""
    return " ".join(part for part in parts if part)


def sentence(text: str) -> str:
    """Return `text` with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def out_of(points: Fraction, maximum: Fraction) -> str:
    """Return points and maximum of a question: "7.4 of 30"."""
    return tr("{0} of {1}").format(decimal(points), shortest(maximum))


def attained(score: Score) -> str:
    """Return points and maximum of a question, or "7.4 of 15 attainable" if that is less."""
    if score.attainable == score.maximum:
        return out_of(score.points, score.maximum)
    return tr("{0} of {1} attainable").format(decimal(score.points), shortest(score.attainable))
