"""Scores in words, for tool tips, screen readers and labels beside a chart."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from kompass_desktop.assessment.intensity import Intensity
from kompass_desktop.assessment.numbers import norwegian, percent, shortest, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, Standing

MISSING = "–"
"""Stands where a number would, of what nobody has rated."""


def standing_words(standing: Standing) -> str:
    """Return what must be said beside a score; nothing of one that the team has settled."""
    translate = QCoreApplication.translate
    match standing:
        case Standing.MISSING:
            return translate("Standing", "ikke vurdert")
        case Standing.PRELIMINARY:
            return translate("Standing", "foreløpig")
        case Standing.PROPOSAL:
            return translate("Standing", "forslag")
        case Standing.RATED:
            return ""
        case Standing.RECORDED:
            return translate("Standing", "registrert")


def area_value(score: Score) -> str:
    """Return an area's points as printed, or a dash: "21"."""
    return MISSING if score.standing is Standing.MISSING else str(whole(score.points))


def question_value(score: Score) -> str:
    """Return a question's points with its maximum, or a dash: "7,4 av 30"."""
    if score.standing is Standing.MISSING:
        return MISSING
    return _of(norwegian(score.points), score)


def intensity_value(intensity: Intensity) -> str:
    """Return an intensity as whole per cent, or a dash: "34"."""
    return MISSING if intensity.share is None else str(percent(intensity.share))


def intensity_words(intensity: Intensity) -> str:
    """Return an intensity in words: "34 %, foreløpig"."""
    if intensity.share is None:
        return standing_words(Standing.MISSING)
    words = f"{percent(intensity.share)} %"
    if intensity.is_preliminary:
        words += f", {standing_words(Standing.PRELIMINARY)}"
    return words


def area_words(entry: ProfileEntry, others: Iterable[Profile] = ()) -> str:
    """Return an area and its points, and the same area's points in other profiles."""
    value = _of(str(whole(entry.score.points)), entry.score)
    words = f"{entry.code} {entry.text}: {_with_standing(value, entry.score.standing)}"
    for profile in others:
        beside = next((other for other in profile.areas if other.code == entry.code), None)
        if beside is not None:
            words += f"; {profile.label}: {area_value(beside.score)}"
    return words


def question_words(entry: ProfileEntry, others: Iterable[Profile] = ()) -> str:
    """Return a question and its points, and the same question's points in other profiles."""
    value = _of(norwegian(entry.score.points), entry.score)
    words = f"{entry.code} {entry.text} {_with_standing(value, entry.score.standing)}"
    for profile in others:
        beside = next((other for other in profile.questions if other.code == entry.code), None)
        if beside is not None:
            words += f"; {profile.label}: {question_value(beside.score)}"
    return words


def _of(points: str, score: Score) -> str:
    between = QCoreApplication.translate("Score", "av")
    return f"{points} {between} {shortest(score.maximum)}"


def _with_standing(value: str, standing: Standing) -> str:
    said = standing_words(standing)
    if standing is Standing.MISSING:
        return said
    return f"{value}, {said}" if said else value
