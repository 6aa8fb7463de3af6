"""The texts above the team's table: interviews held, and points that are only recorded."""

from __future__ import annotations

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import decimal, shortest, whole
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Score, Scoreboard
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import Question


def progress_text(assessment: Assessment) -> str:
    """Return how many of the interviews have been held."""
    interviews = assessment.interviews_in_order()
    if not interviews:
        return tr("No interviews yet. They are planned on the page Preparation.")
    held = sum(each.is_held for each in interviews)
    return ntr(
        "Overall rating after {0} of {1} interview",
        "Overall rating after {0} of {1} interviews",
        len(interviews),
    ).format(held, len(interviews))


def recorded_text(assessment: Assessment, board: Scoreboard, question: Question) -> str:
    """Return what is recorded of a question, or of its area or the whole; else nothing."""
    if assessment.recorded_points(question.code) is not None:
        return _recorded_question_text(question, board.score(question.code))
    if assessment.recorded_points(str(question.area)) is not None:
        return tr(
            "The points of area {0} are recorded as published: {1} of {2}. What is rated "
            "here does not change them."
        ).format(question.area, *_whole(board.score(str(question.area))))
    if assessment.recorded_points(TOTAL) is not None:
        return tr(
            "The total is recorded as published: {0} of {1}. What is rated here does not change it."
        ).format(*_whole(board.score(TOTAL)))
    return ""


def accepted_text(accepted: int, left: int) -> str:
    """Return how many proposals were accepted, and how many are left: those disagreed on."""
    if not left:
        return ntr(
            "{0} proposal is accepted. Ctrl+Z takes it back.",
            "{0} proposals are accepted. Ctrl+Z takes them back.",
            accepted,
        ).format(accepted)
    return ntr(
        "{0} accepted, {1} disagreement is left. Look at each disagreement by itself.",
        "{0} accepted, {1} disagreements are left. Look at each disagreement by itself.",
        left,
    ).format(accepted, left)


def _recorded_question_text(question: Question, score: Score) -> str:
    sentence = tr(
        "The points of {0} are recorded as published: {1} of {2}. What is rated here "
        "does not change them."
    ).format(question.code, decimal(score.points), shortest(score.maximum))
    difference = score.notable_difference
    if score.from_below is None or difference is None:
        return sentence
    below = (
        tr("The measure points give {0} points, {1} more than recorded.")
        if difference < 0
        else tr("The measure points give {0} points, {1} less than recorded.")
    ).format(decimal(score.from_below), decimal(abs(difference)))
    return f"{sentence} {below}"


def _whole(score: Score) -> tuple[int, str]:
    return whole(score.points), shortest(score.maximum)
