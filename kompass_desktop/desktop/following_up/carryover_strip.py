"""What was carried over from last time to the open place, in one line."""

from __future__ import annotations

from kompass_desktop.desktop.following_up.carryover_card import CarryoverCard


class CarryoverStrip(CarryoverCard):
    """A `CarryoverCard` that is as wide as its page and one line high."""

    FORM = "following_up/carryover_strip"
