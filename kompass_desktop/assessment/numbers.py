"""Rounds and formats exact points for display (`scoring.md`, "Numbers")."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.i18n import Language, language

MINUS = "\N{MINUS SIGN}"


def round_half_up(value: Fraction, decimals: int = 0) -> Fraction:
    """Return `value` rounded to a number of decimals, halves away from zero."""
    return Fraction(_scaled(value, decimals), 10**decimals)


def whole(value: Fraction) -> int:
    """Return `value` rounded to a whole number, as an area's score is printed."""
    return _scaled(value, 0)


def plain(value: Fraction, decimals: int = 1) -> str:
    """Return `value` with a decimal point, for files that programs read: "7.4"."""
    rounded = _scaled(value, decimals)
    digits = f"{abs(rounded):0{decimals + 1}d}"
    sign = "-" if rounded < 0 else ""
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def _scaled(value: Fraction, decimals: int) -> int:
    """Return `value` × 10^`decimals` as a whole number, halves away from zero."""
    # Integer arithmetic: each rating shows a hundred new numbers, which would take a
    # millisecond with fractions.
    numerator, denominator = value.numerator, value.denominator
    scale: int = 10**decimals
    magnitude = (2 * abs(numerator) * scale + denominator) // (2 * denominator)
    return magnitude if numerator >= 0 else -magnitude


def has_decimal_comma() -> bool:
    """Return whether the language in use has a decimal comma ("7,4")."""
    return language() is not Language.ENGLISH


def decimal(value: Fraction, decimals: int = 1) -> str:
    """Return `value` in the number format of the language in use: "7,4", in English "7.4"."""
    digits = plain(value, decimals).replace("-", MINUS)
    return digits.replace(".", ",") if has_decimal_comma() else digits


def shortest(value: Fraction) -> str:
    """Return `value` without a decimal if it is whole, else with one: "30", "4,3"."""
    return decimal(value, 0 if _scaled(value, 1) % 10 == 0 else 1)


def signed(value: int) -> str:
    """Return a whole difference with its sign: "+7", "−3", "0"."""
    if value == 0:
        return "0"
    return f"+{value}" if value > 0 else f"{MINUS}{-value}"


def percent(share: Fraction) -> int:
    """Return a share, 0–1, as whole per cent."""
    return whole(share * 100)


def exact(value: Fraction) -> str:
    """Return `value` exactly, as text that `Fraction` accepts: "7.4", or "1/3"."""
    for decimals in range(7):
        if (value * 10**decimals).denominator == 1:
            return plain(value, decimals)
    return str(value)
