"""Draft of one focus area: its points, what is strong and weak in it, and what to do next."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.comparison import is_comparable, share_in_focus
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.records import FindingKind
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.i18n import mark, ntr, tr
from kompass_desktop.instrument.model import Area, Question
from kompass_desktop.report.drafts.results import NOTHING_RATED, chain
from kompass_desktop.report.drafts.wording import (
    attained,
    listed,
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

_FAR = (
    mark(
        "It is far to the ideal municipality here. A good first step is to choose one or two of "
        "the questions with the lowest scores, and to make their practice common to the whole "
        "municipality before anything new is begun."
    ),
    mark(
        "There is much to gain here. The municipality should first agree on how important the "
        "area is in the years to come, and then build up one common practice at a time."
    ),
    mark(
        "The area is little developed. If the municipality chooses to pursue it, simple and "
        "common routines that every manager follows up give most at the start."
    ),
)
_BETWEEN = (
    mark(
        "The foundation is laid. The next step is to use the practice in every unit, and to learn "
        "from the results."
    ),
    mark(
        "Much is under way. The municipality gets furthest by finishing what is begun, rather "
        "than by starting something new."
    ),
    mark(
        "The municipality has something to build on here. What works in some units can become a "
        "common practice for all."
    ),
)
_NEAR = (
    mark(
        "The area is a strength. The task is to maintain the practice, and to share the "
        "experience with areas that have not come as far."
    ),
    mark("The municipality has come far here. Regular evaluation keeps the practice developing."),
    mark("The municipality is close to the ideal here, and others can learn from what it does."),
)
_FAR_BELOW = Fraction(3, 10)
_NEAR_FROM = Fraction(6, 10)


def area_text(assessment: Assessment, board: Scoreboard, area: Area) -> str:
    """Draft the text of one area."""
    score = board.score(area.code)
    if score.status is ScoreStatus.MISSING:
        return tr(NOTHING_RECORDED if is_recorded_only(assessment) else NOTHING_RATED)
    if score.is_preliminary:
        return _unfinished(assessment, board, area)
    if not score.attainable:
        return sentences(tr(NOT_PURSUED), _findings(assessment, area))
    return paragraphs(
        sentences(
            _points(board, area),
            _questions(board, area),
            _findings(assessment, area),
        ),
        sentences(
            chain(board, area.measure_points, tr("the area")),
            _planned(board, area),
            _skipped(board, area),
        ),
        _advice(board, area),
    )


def _unfinished(assessment: Assessment, board: Scoreboard, area: Area) -> str:
    """Say how far the rating has come, and nothing of what is high or low."""
    rated = progress_of(board, area.measure_points).words
    so_far = tr("The area is not rated in full: {0} are. So far it gives {1} of {2} points.")
    points, maximum = board.shown_area(area.number), shortest(area.maximum)
    return paragraphs(
        sentences(
            so_far.format(rated, points, maximum),
            _findings(assessment, area),
        ),
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


def _findings(assessment: Assessment, area: Area) -> str:
    strengths, challenges, weaknesses = (
        len(assessment.findings_of(area.number, kind)) for kind in FindingKind
    )
    if not strengths + challenges + weaknesses:
        return ""
    columns = [
        ntr("one strength", "{0} strengths", strengths) if strengths else tr("no strengths"),
        ntr("one challenge", "{0} challenges", challenges) if challenges else tr("no challenges"),
        ntr("one weakness", "{0} weaknesses", weaknesses) if weaknesses else tr("no weaknesses"),
    ]
    counts = (strengths, challenges, weaknesses)
    found = [text.format(number(n)) for text, n in zip(columns, counts, strict=True)]
    return tr("We have recorded {0}.").format(listed(found))


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


def _advice(board: Scoreboard, area: Area) -> str:
    share = share_in_focus(board.score(area.code))
    advice = _FAR if share < _FAR_BELOW else _NEAR if share >= _NEAR_FROM else _BETWEEN
    return tr(advice[area.number % len(advice)])
