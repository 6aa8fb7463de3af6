"""Draft of the text of one focus area: its points, strengths and weaknesses, and aspects.

It contains only what follows from the figures; recommendations are for the team to write.
"""

from __future__ import annotations

from kompass_desktop.assessment.comparing.comparison import is_comparable, share_in_focus
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import mark, tr
from kompass_desktop.instrument.model import Area, Question
from kompass_desktop.report.drafts.questions import question_text, question_title
from kompass_desktop.report.drafts.results import NOTHING_RATED, chain
from kompass_desktop.report.drafts.wording import (
    attained,
    measure_points_in_focus,
    number,
    out_of_focus,
    paragraphs,
    planned_only,
    sentences,
)
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.text_sections import section

NOTHING_PUBLISHED = mark("No points are known for this area.")
NOT_PURSUED = mark(
    "The municipality has chosen not to pursue this area now. None of the measure points is in "
    "focus, and so the area gives no points."
)


def area_text(data: ReportData, area: Area) -> str:
    """Return the draft of the text of one area, with a section for each of its questions."""
    return paragraphs(
        _whole(data, area),
        *(section(question_title(q), question_text(data, q)) for q in area.questions),
    )


def _whole(data: ReportData, area: Area) -> str:
    score = data.board.score(area.code)
    if score.status is ScoreStatus.MISSING:
        return tr(NOTHING_PUBLISHED if data.is_recorded_only else NOTHING_RATED)
    if score.is_preliminary:
        return _unfinished(data, area)
    if not score.attainable:
        return tr(NOT_PURSUED)
    return paragraphs(
        sentences(_points(data, area), _questions(data, area)),
        sentences(
            chain(data, area.code, tr("the area")), _planned(data, area), _skipped(data, area)
        ),
    )


def _unfinished(data: ReportData, area: Area) -> str:
    """Return how much is rated, without saying what is high or low."""
    rated = measure_points_in_focus(data.progress_of(area.measure_points))
    so_far = tr("The area is not rated in full: {0} are. So far it gives {1} of {2} points.")
    points = data.board.shown_area(area.number)
    maximum = shortest(data.board.score(area.code).maximum)
    return paragraphs(
        so_far.format(rated, points, maximum),
        sentences(_planned(data, area), _skipped(data, area)),
    )


def _points(data: ReportData, area: Area) -> str:
    score, points = data.board.score(area.code), data.board.shown_area(area.number)
    maximum, attainable = shortest(score.maximum), score.attainable
    rank = _rank(data, area)
    if attainable == score.maximum:
        return tr("The area gets {0} of {1} points{2}.").format(points, maximum, rank)
    return tr("The area gets {0} of {1} points, of which {2} are attainable{3}.").format(
        points, maximum, whole(attainable), rank
    )


def _rank(data: ReportData, area: Area) -> str:
    """Return a clause if the area has the highest or the lowest share, else ""."""
    score = data.board.score
    shares = [share_in_focus(score(other.code)) for other in data.comparable_areas]
    if len(shares) < 3 or shares[0] == shares[-1]:
        return ""
    share = share_in_focus(score(area.code))
    if share not in (shares[0], shares[-1]):
        return ""
    is_highest = share == shares[0]
    if not data.is_partly_rated:
        return tr(", the highest of the areas") if is_highest else tr(", the lowest of the areas")
    of_some = (
        tr(", the highest of the {0} areas that are rated in full")
        if is_highest
        else tr(", the lowest of the {0} areas that are rated in full")
    )
    return of_some.format(number(len(shares)))


def _questions(data: ReportData, area: Area) -> str:
    known = [q for q in area.questions if is_comparable(data.board.score(q.code))]
    if len(known) < 2:
        return ""
    shares = {q.code: share_in_focus(data.board.score(q.code)) for q in known}
    ordered = sorted(known, key=lambda q: (shares[q.code], -q.maximum))
    weak, strong = ordered[0], ordered[-1]
    if shares[weak.code] == shares[strong.code]:
        return ""
    return tr("Question {0} is the strongest, and there is furthest to go on {1}.").format(
        _question(data, strong), _question(data, weak)
    )


def _question(data: ReportData, question: Question) -> str:
    return f"{question.code} {question.short} ({attained(data.board.score(question.code))})"


def _planned(data: ReportData, area: Area) -> str:
    count = data.count_of(area.measure_points, data.planned_only)
    return planned_only(count) if count else ""


def _skipped(data: ReportData, area: Area) -> str:
    count = data.count_of(area.measure_points, data.out_of_focus)
    return out_of_focus(count) if count else ""
