"""Scores as texts, for tool tips, screen readers and labels beside a chart."""

from __future__ import annotations

from collections.abc import Iterable

from kompass_desktop.assessment.intensity import Intensity
from kompass_desktop.assessment.numbers import decimal, percent, shortest, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.status_labels import short_name

MISSING = "–"
"""Shown instead of a number where nothing is rated."""


def status_text(status: ScoreStatus) -> str:
    """Return the text beside a score; "" for one that the team has decided."""
    return "" if status is ScoreStatus.RATED else short_name(status)


def area_value(score: Score) -> str:
    """Return an area's points as printed, or a dash: "21"."""
    return MISSING if score.status is ScoreStatus.MISSING else str(whole(score.points))


def question_value(score: Score) -> str:
    """Return a question's points with its maximum, or a dash: "7,4 av 30"."""
    if score.status is ScoreStatus.MISSING:
        return MISSING
    return _of(decimal(score.points), score)


def intensity_value(intensity: Intensity) -> str:
    """Return an intensity as whole per cent, or a dash: "34"."""
    return MISSING if intensity.share is None else str(percent(intensity.share))


def intensity_text(intensity: Intensity) -> str:
    """Return an intensity as text: "34 %, foreløpig"."""
    if intensity.share is None:
        return status_text(ScoreStatus.MISSING)
    text = tr("{0}%").format(percent(intensity.share))
    if intensity.is_preliminary:
        text += f", {status_text(ScoreStatus.PRELIMINARY)}"
    return text


def area_text(entry: ProfileEntry, others: Iterable[Profile] = ()) -> str:
    """Return an area and its points, and the same area's points in other profiles."""
    value = _of(str(whole(entry.score.points)), entry.score)
    text = f"{entry.code} {entry.text}: {_with_status(value, entry.score.status)}"
    for profile in others:
        beside = next((other for other in profile.areas if other.code == entry.code), None)
        if beside is not None:
            text += f"; {profile.label}: {area_value(beside.score)}"
    return text


def question_text(entry: ProfileEntry, others: Iterable[Profile] = ()) -> str:
    """Return a question and its points, and the same question's points in other profiles."""
    value = _of(decimal(entry.score.points), entry.score)
    text = f"{entry.code} {entry.text} {_with_status(value, entry.score.status)}"
    for profile in others:
        beside = next((other for other in profile.questions if other.code == entry.code), None)
        if beside is not None:
            text += f"; {profile.label}: {question_value(beside.score)}"
    return text


def _of(points: str, score: Score) -> str:
    return tr("{0} of {1}").format(points, shortest(score.maximum))


def _with_status(value: str, status: ScoreStatus) -> str:
    label = status_text(status)
    if status is ScoreStatus.MISSING:
        return label
    return f"{value}, {label}" if label else value
