"""The colours of the window, light and dark, and of the report, as "#rrggbb"."""

from __future__ import annotations

from dataclasses import dataclass


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
