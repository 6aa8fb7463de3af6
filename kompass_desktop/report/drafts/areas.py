"""Draft of one focus area: its points, what is strong and weak in it, where the chain stops.

It says only what the figures and the findings bear; what to do about it is for the team to write.
"""

from __future__ import annotations

from kompass_desktop.assessment.comparison import is_comparable, share_in_focus
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.i18n import mark, ntr, tr
from kompass_desktop.instrument.model import Area, Question
from kompass_desktop.report.drafts.results import NOTHING_RATED, chain
from kompass_desktop.report.drafts.wording import (
    attained,
    measure_points,
    number,
    paragraphs,
    planned_only,
    sentence,
    sentences,
)
from kompass_desktop.report.report_data import (
    comparable_areas,
    is_partly_rated,
    is_recorded_only,
    out_of_focus_of,
    planned_only_of,
    progress_of,
)

NOTHING_RECORDED = mark("No points are recorded for this area.")
NOT_PURSUED = mark(
    "The municipality has chosen not to pursue this area now. None of the measure points is in "
    "focus, and so the area gives no points."
)


def area_text(assessment: Assessment, board: Scoreboard, area: Area) -> str:
    """Draft the text of one area."""
    score = board.score(area.code)
    if score.status is ScoreStatus.MISSING:
        return tr(NOTHING_RECORDED if is_recorded_only(assessment) else NOTHING_RATED)
    if score.is_preliminary:
        return _unfinished(board, area)
    if not score.attainable:
        return tr(NOT_PURSUED)
    return paragraphs(
        sentences(_points(board, area), _questions(board, area)),
        sentences(
            chain(board, area.measure_points, tr("the area")),
            _planned(board, area),
            _skipped(board, area),
        ),
    )


def _unfinished(board: Scoreboard, area: Area) -> str:
    """Say how far the rating has come, and nothing of what is high or low."""
    rated = progress_of(board, area.measure_points).words
    so_far = tr("The area is not rated in full: {0} are. So far it gives {1} of {2} points.")
    points, maximum = board.shown_area(area.number), shortest(area.maximum)
    return paragraphs(
        so_far.format(rated, points, maximum),
        sentences(_planned(board, area), _skipped(board, area)),
    )


def _points(board: Scoreboard, area: Area) -> str:
    points, maximum = board.shown_area(area.number), shortest(area.maximum)
    attainable = board.score(area.code).attainable
    rank = _rank(board, area)
    if attainable == area.maximum:
        return tr("The area gets {0} of {1} points{2}.").format(points, maximum, rank)
    return tr("The area gets {0} of {1} points, of which {2} are attainable{3}.").format(
        points, maximum, whole(attainable), rank
    )


def _rank(board: Scoreboard, area: Area) -> str:
    """Return the clause that says of an area that it is the highest or the lowest."""
    shares = [share_in_focus(board.score(other.code)) for other in comparable_areas(board)]
    if len(shares) < 3 or shares[0] == shares[-1]:
        return ""
    share = share_in_focus(board.score(area.code))
    if share not in (shares[0], shares[-1]):
        return ""
    is_highest = share == shares[0]
    if not is_partly_rated(board):
        return tr(", the highest of the areas") if is_highest else tr(", the lowest of the areas")
    of_some = (
        tr(", the highest of the {0} areas that are rated in full")
        if is_highest
        else tr(", the lowest of the {0} areas that are rated in full")
    )
    return of_some.format(number(len(shares)))


def _questions(board: Scoreboard, area: Area) -> str:
    known = [q for q in area.questions if is_comparable(board.score(q.code))]
    if len(known) < 2:
        return ""
    shares = {q.code: share_in_focus(board.score(q.code)) for q in known}
    ordered = sorted(known, key=lambda q: (shares[q.code], -q.maximum))
    weak, strong = ordered[0], ordered[-1]
    if shares[weak.code] == shares[strong.code]:
        return ""
    return tr("Question {0} is the strongest, and there is furthest to go on {1}.").format(
        _question(board, strong), _question(board, weak)
    )


def _question(board: Scoreboard, question: Question) -> str:
    return f"{question.code} {question.short} ({attained(board.score(question.code))})"


def _planned(board: Scoreboard, area: Area) -> str:
    count = len(planned_only_of(board, area.measure_points))
    if not count:
        return ""
    return planned_only(count)


def _skipped(board: Scoreboard, area: Area) -> str:
    count = len(out_of_focus_of(board, area.measure_points))
    if not count:
        return ""
    text = ntr("{0} is not in focus.", "{0} are not in focus.", count)
    return text.format(sentence(measure_points(count)))
