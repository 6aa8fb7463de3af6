"""The colours of the firm whose report is written, which headings and charts have.

They are set for the writing of one report, in its thread only, as its language is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from kompass_desktop import colors

_SOFT_SHARE = 0.13


@dataclass(frozen=True)
class HouseStyle:
    """The accent, a soft shade of it for areas, and the darkest shade of an intensity table."""

    accent: str = colors.ACCENT
    accent_soft: str = colors.ACCENT_SOFT
    heat_high: str = colors.HEAT_HIGH


OURS = HouseStyle()
"""The colours of the program."""

_here: ContextVar[HouseStyle] = ContextVar("house style", default=OURS)


def house_style_of(color: str) -> HouseStyle:
    """Return the style with a firm's colour, "#rrggbb"; that of the program for "".

    A colour in which text would not be readable is replaced by the nearest shade in which it is.
    """
    if not color:
        return OURS
    accent = colors.dark_enough(color)
    soft = colors.mixed(colors.WHITE, accent, _SOFT_SHARE)
    depth = colors.contrast(colors.HEAT_HIGH, colors.WHITE)
    return HouseStyle(accent, soft, colors.tint(accent, depth))


@contextmanager
def in_house_style(style: HouseStyle) -> Iterator[None]:
    """Use the colours of a style for the block, in this thread only."""
    token = _here.set(style)
    try:
        yield
    finally:
        _here.reset(token)


def accent() -> str:
    """Return the colour of headings, bars and signs."""
    return _here.get().accent


def accent_soft() -> str:
    """Return the light shade of the accent, for areas."""
    return _here.get().accent_soft


def heat_high() -> str:
    """Return the darkest shade of intensity tables."""
    return _here.get().heat_high
