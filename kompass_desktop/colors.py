"""The colours of the window, light and dark, and of the report, as "#rrggbb"; their contrast."""

from __future__ import annotations

import re
from dataclasses import dataclass

READABLE = 4.5
"""The least contrast of text with what is behind it (WCAG 2.2, AA)."""

_COLOR = re.compile(r"#[0-9a-f]{6}")
_STEPS = 256


@dataclass(frozen=True)
class Colors:
    """A set of colours, named by their use, as "#rrggbb".

    Colours for text are those whose names begin with `text`, and `accent`, `strength`,
    `challenge`, `weakness` and `saved`. `failed` is only a background.
    """

    window: str
    surface: str
    surface_soft: str
    border: str
    border_strong: str
    separator: str
    text: str
    text_soft: str
    text_faint: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    track: str
    strength: str
    challenge: str
    challenge_line: str
    weakness: str
    saved: str
    failed: str
    on_failed: str
    heat_low: str
    heat_high: str


LIGHT = Colors(
    window="#f3f5f7",
    surface="#ffffff",
    surface_soft="#f7fafc",
    border="#dfe4e8",
    border_strong="#bcc6cf",
    separator="#ebeef1",
    text="#141b24",
    text_soft="#56616d",
    text_faint="#606b77",
    accent="#154f6b",
    accent_hover="#1d6386",
    on_accent="#ffffff",
    accent_soft="#e1ecf2",
    track="#e9edf0",
    strength="#2a7149",
    challenge="#8a5c00",
    challenge_line="#c6892a",
    weakness="#a23440",
    saved="#25703f",
    failed="#b3202c",
    on_failed="#ffffff",
    heat_low="#f3f6f8",
    heat_high="#154f6b",
)

DARK = Colors(
    window="#12181e",
    surface="#1a222a",
    surface_soft="#202a34",
    border="#303c47",
    border_strong="#4d5c6a",
    separator="#28333d",
    text="#e6ecf1",
    text_soft="#a9b6c2",
    text_faint="#94a2af",
    accent="#6db8dc",
    accent_hover="#8accea",
    on_accent="#0c1a23",
    accent_soft="#203a49",
    track="#2b3640",
    strength="#6fc795",
    challenge="#e0b25c",
    challenge_line="#d9a441",
    weakness="#f0939c",
    saved="#6fc795",
    failed="#c4303d",
    on_failed="#ffffff",
    heat_low="#232e38",
    heat_high="#6db8dc",
)

# The colours of the report, which is printed on white paper, are those of the light window.
TEXT = LIGHT.text
TEXT_SOFT = LIGHT.text_soft
ACCENT = LIGHT.accent
ACCENT_SOFT = LIGHT.accent_soft
BORDER = LIGHT.border
BORDER_STRONG = LIGHT.border_strong
SURFACE_SOFT = LIGHT.surface_soft
TRACK = LIGHT.track
WHITE = LIGHT.surface
STRENGTH = LIGHT.strength
CHALLENGE = LIGHT.challenge
CHALLENGE_LINE = LIGHT.challenge_line
WEAKNESS = LIGHT.weakness
HEAT_LOW = LIGHT.heat_low
HEAT_HIGH = "#4b7a93"
"""Lighter than in the window, so that dark numbers are readable on nearly every shade."""
EARLIER = LIGHT.strength


def is_color(text: str) -> bool:
    """Return whether a text is a colour as in this module: "#154f6b"."""
    return _COLOR.fullmatch(text) is not None


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, 1–21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(first: str, second: str, share: float) -> str:
    """Return the colour between two others; `share`, 0–1, is how much it has of the second."""
    parts = zip(_parts(first), _parts(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def dark_enough(color: str) -> str:
    """Return a colour as it is or, if text in it is not readable on white, the nearest shade.

    White text on the colour is readable as well, because contrast has no direction.
    """
    shades = (mixed(color, "#000000", step / _STEPS) for step in range(_STEPS + 1))
    return next(shade for shade in shades if contrast(shade, WHITE) >= READABLE)


def tint(color: str, target: float) -> str:
    """Return the lightest mix of a colour with white whose contrast with white is `target`.

    A colour that has less contrast is returned as it is.
    """
    tints = (mixed(WHITE, color, step / _STEPS) for step in range(_STEPS + 1))
    return next((each for each in tints if contrast(each, WHITE) >= target), color)


def _parts(color: str) -> tuple[int, int, int]:
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def _luminance(color: str) -> float:
    values = (part / 255 for part in _parts(color))
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
