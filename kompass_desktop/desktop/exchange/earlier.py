"""The choice to include the measurement before the one that is shared."""

from __future__ import annotations

from enum import Enum


class Earlier(Enum):
    """Whether the measurement before is left out of the file or included."""

    LEFT_OUT = "left out"
    ALONG = "along"
