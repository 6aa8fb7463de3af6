"""What each status of a score is called, in a legend and in a table."""

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

FROM_SUREST = tuple(_EXPLANATIONS)
"""All statuses, from the surest to what is missing."""


def short_name(status: ScoreStatus) -> str:
    """Return one or two words for a table's cell or beside a score."""
    return tr(_SHORT_NAMES[status])


def explanation(status: ScoreStatus) -> str:
    """Return a few words for a legend."""
    return tr(_EXPLANATIONS[status])
