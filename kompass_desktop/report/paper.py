"""The sizes of paper on which something can be printed."""

from __future__ import annotations

from enum import StrEnum


class Paper(StrEnum):
    """A size of paper."""

    A4 = "A4"
    A3 = "A3"
