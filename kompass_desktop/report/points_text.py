"""Points and shares as text, in tables, charts and alternative texts."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.numbers import decimal, percent, shortest
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import tr

NO_POINTS = "–"
"""The text for a score that is not rated, which must differ from a rated 0."""


def points_text(score: Score, decimals: int) -> str:
    """Return the points of a score with a number of decimals, or a dash if it is not rated."""
    return NO_POINTS if score.status is ScoreStatus.MISSING else decimal(score.points, decimals)


def points_beside_maximum(score: Score) -> str:
    """Return points and maximum of a question: "7.4 of 15", or "– of 15" if it is not rated."""
    return tr("{0} of {1}").format(points_text(score, 1), shortest(score.maximum))


def share_text(share: Fraction | None) -> str:
    """Return a share, 0–1, as per cent, or a dash for None."""
    return NO_POINTS if share is None else tr("{0}%").format(percent(share))
