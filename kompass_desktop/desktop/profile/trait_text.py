"""One sentence about the meaning of each trait of the ideal municipality.

The instrument contains only the traits' names; they are a closed set (deck, "Hvordan ser
idealkommunen ut?"), so the sentences are part of the program, in the language of the window.
"""

from __future__ import annotations

from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Trait

_MEANINGS = {
    Trait.SYSTEMATIC: mark(
        "The municipality works by plans, strategies and routines that are written down and known."
    ),
    Trait.INTEGRATED: mark(
        "Politics, management and units pull together, and plans and measures fit each other."
    ),
    Trait.RESULTS: mark(
        "The municipality sets goals, measures what it achieves, and uses its money well."
    ),
    Trait.OPEN: mark(
        "Inhabitants and users can see what happens, are heard, and shape the services."
    ),
    Trait.EVALUATING: mark(
        "The municipality checks its measures and results regularly, and not only once."
    ),
    Trait.LEARNING: mark(
        "What evaluations show is used to change the practice, and is shared across units."
    ),
}


def trait_meaning(trait: Trait) -> str:
    """Return the sentence about the meaning of a trait."""
    return tr(_MEANINGS[trait])
