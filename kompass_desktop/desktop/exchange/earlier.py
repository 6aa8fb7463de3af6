"""Whether the measurement before the one that is given away goes along with it."""

from __future__ import annotations

from enum import Enum


class Earlier(Enum):
    """What becomes of the measurement before."""

    LEFT_OUT = "left out"
    ALONG = "along"
