"""The translated names of the statuses of a score, for legends and tables."""

from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import mark, tr

_SHORT_NAMES = {
    ScoreStatus.RATED: mark("rated"),
    ScoreStatus.PROPOSAL: mark("proposal"),
    ScoreStatus.PRELIMINARY: mark("preliminary"),
    ScoreStatus.RECORDED: mark("recorded"),
    ScoreStatus.MISSING: mark("not rated"),
}

_EXPLANATIONS = {
    ScoreStatus.RATED: mark("rated by the team"),
    ScoreStatus.PROPOSAL: mark("proposal from the interviews"),
    ScoreStatus.PRELIMINARY: mark("preliminary: something is not rated"),
    ScoreStatus.RECORDED: mark("recorded, as published"),
    ScoreStatus.MISSING: mark("not rated"),
}

BY_CERTAINTY = tuple(_EXPLANATIONS)
"""All statuses, from the most certain to missing."""


def short_name(status: ScoreStatus) -> str:
    """Return the name of a status, one or two words, for a table or beside a score."""
    return tr(_SHORT_NAMES[status])


def explanation(status: ScoreStatus) -> str:
    """Return the explanation of a status, a few words, for a legend."""
    return tr(_EXPLANATIONS[status])
