"""What is said above the team's table: how far one has come, and what is only recorded."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import norwegian, shortest, whole
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Score, Scoreboard
from kompass_desktop.instrument.model import Question


def progress_words(assessment: Assessment) -> str:
    """Return how many of the interviews have been held."""
    interviews = assessment.interviews.values()
    if not interviews:
        return _tr("Ingen intervjuer ennå. De planlegges på siden Forberedelse.")
    held = sum(each.is_held for each in interviews)
    return _tr("Samlet vurdering etter {0} av {1} intervjuer").format(held, len(interviews))


def recorded_words(assessment: Assessment, board: Scoreboard, question: Question) -> str:
    """Return what is recorded of a question, or of its area or the whole; else nothing."""
    if assessment.recorded_points(question.code) is not None:
        return _question_words(question, board.score(question.code))
    if assessment.recorded_points(str(question.area)) is not None:
        return _tr(
            "Poengene for område {0} er registrert som publisert: {1} av {2}. "
            "Det som vurderes her, endrer dem ikke."
        ).format(question.area, *_whole(board.score(str(question.area))))
    if assessment.recorded_points(TOTAL) is not None:
        return _tr(
            "Totalen er registrert som publisert: {0} av {1}. "
            "Det som vurderes her, endrer den ikke."
        ).format(*_whole(board.score(TOTAL)))
    return ""


def accepted_words(accepted: int, left: int) -> str:
    """Return how many proposals were accepted, and how many are left: those disagreed on."""
    if not left:
        return _tr("{0} forslag er godtatt. Ctrl+Z tar det tilbake.").format(accepted)
    disagreed = _tr("1 uenighet står igjen") if left == 1 else _tr("{0} uenigheter står igjen")
    told = _tr("{0} godtatt, {1}. Se på hver uenighet for seg.")
    return told.format(accepted, disagreed.format(left))


def _question_words(question: Question, score: Score) -> str:
    words = _tr(
        "Poengene for {0} er registrert som publisert: {1} av {2}. "
        "Det som vurderes her, endrer dem ikke."
    ).format(question.code, norwegian(score.points), shortest(score.maximum))
    difference = score.notable_difference
    if score.from_below is None or difference is None:
        return words
    told = _tr("mer") if difference < 0 else _tr("mindre")
    below = _tr("Målepunktene gir {0} poeng, {1} {2} enn registrert.")
    amount = norwegian(abs(difference))
    return f"{words} {below.format(norwegian(score.from_below), amount, told)}"


def _whole(score: Score) -> tuple[int, str]:
    return whole(score.points), shortest(score.maximum)


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScoringPage", text)
