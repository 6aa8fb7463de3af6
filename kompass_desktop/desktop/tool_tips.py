"""Tool tips with text that people have written."""

from __future__ import annotations

from html import escape

LONGEST_TIP = 1500
"""Letters; what is longer would cover the screen."""


def plain_tip(text: str) -> str:
    """Return a tool tip that shows a text as it is.

    Text that looks like rich text would be shown as rich text, and could open a file.
    """
    shown = text[:LONGEST_TIP]
    return f"<p>{escape(shown)}</p>" if "<" in shown else shown
