"""Tool tips of what people have written."""

from __future__ import annotations

from html import escape

LONGEST_TIP = 1500
"""Letters; what is longer would cover the screen."""


def plain_tip(text: str) -> str:
    """Return a tool tip that shows a text as it is.

    A tool tip takes for rich text what looks like it, and that may open a file.
    """
    shown = text[:LONGEST_TIP]
    return f"<p>{escape(shown)}</p>" if "<" in shown else shown
