"""Draft of the results as a whole: the profile first, the total after it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import itemgetter

from kompass_desktop.assessment.comparison import extremes, is_partly_compared, share_in_focus
from kompass_desktop.assessment.intensity import aspect_intensity
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import percent, shortest, whole
from kompass_desktop.assessment.profile import ProfileEntry, profile_of
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.i18n import mark, ntr, tr
from kompass_desktop.instrument.model import Area, MeasurePoint
from kompass_desktop.report.drafts.wording import (
    attained,
    bullets,
    listed,
    measure_points,
    number,
    paragraphs,
    sentence,
    sentences,
)
from kompass_desktop.report.report_data import (
    comparable_areas,
    disagreements,
    is_partly_rated,
    is_recorded_only,
    municipality_in_prose,
    out_of_focus_of,
    planned_only_of,
    progress_of,
    published_in,
    status_count,
)

NOTHING_RATED = mark("Nothing is rated yet.")
NOTHING_IN_FOCUS = mark("No measure points are in focus, and so there are no points to show.")
_STOPS = mark(
    "The municipality has more systems in place than it evaluates and develops. That is where the "
    "chain stops."
)


def results(assessment: Assessment, board: Scoreboard) -> str:
    """Draft the chapter on the results as a whole."""
    if board.total.status is ScoreStatus.MISSING:
        return tr(NOTHING_RATED)
    points = assessment.instrument.measure_points
    if not board.total.attainable:
        return tr(NOTHING_IN_FOCUS)
    return paragraphs(
        _provenance(assessment, board),
        _shape(board),
        _questions(board),
        _chain(board, points),
        _total(assessment, board),
        _planned(board, points),
        _views(assessment),
    )


def _provenance(assessment: Assessment, board: Scoreboard) -> str:
    if is_recorded_only(assessment):
        where = published_in(assessment.particulars)
        return tr("The results are recorded as they were published {0}.").format(where)
    unfinished = status_count(board, ScoreStatus.PRELIMINARY, ScoreStatus.MISSING)
    if unfinished:
        text = ntr(
            "The result is preliminary: {0} is not rated in full. Both the profile and the total "
            "may become higher.",
            "The result is preliminary: {0} are not rated in full. Both the profile and the total "
            "may become higher.",
            unfinished,
        )
        return text.format(measure_points(unfinished))
    proposed = status_count(board, ScoreStatus.PROPOSAL)
    if proposed:
        return tr(
            "The team has not yet settled {0}. There the points rest on the interviews alone and "
            "are a proposal."
        ).format(measure_points(proposed))
    return ""


def _shape(board: Scoreboard) -> str:
    areas = comparable_areas(board)
    if len(areas) < 2 or _share(board, areas[0]) == _share(board, areas[-1]):
        return ""
    edge = min(2, len(areas) // 2)
    while edge > 1 and _share(board, areas[edge - 1]) == _share(board, areas[-edge]):
        edge -= 1
    named = [_area(board, area) for area in areas]
    highest, lowest = listed(named[:edge]), listed(named[: -edge - 1 : -1])
    if is_partly_rated(board):
        shape = tr(
            "The profile says most. Of the {2} areas that are rated in full, the municipality "
            "scores highest on {0}, and lowest on {1}."
        ).format(highest, lowest, number(len(areas)))
    else:
        shape = tr(
            "The profile says most. The municipality scores highest on {0}, and lowest on {1}."
        ).format(highest, lowest)
    return sentences(shape, _distance(board, areas))


def _share(board: Scoreboard, area: Area) -> Fraction:
    return share_in_focus(board.score(area.code))


def _area(board: Scoreboard, area: Area) -> str:
    score = board.score(area.code)
    points = str(board.shown_area(area.number))
    if score.attainable != score.maximum:
        points = tr("{0} of {1} attainable").format(points, whole(score.attainable))
    return tr("“{0}” ({1})").format(area.title, points)


def _distance(board: Scoreboard, areas: Sequence[Area]) -> str:
    """Say how far it is from the strongest to the weakest, where points alone tell that."""
    first, last = areas[0], areas[-1]
    scores = (board.score(first.code), board.score(last.code))
    if any(score.attainable != score.maximum for score in scores):
        return ""
    distance = board.shown_area(first.number) - board.shown_area(last.number)
    return ntr(
        "The distance between the strongest and the weakest area is {0} point.",
        "The distance between the strongest and the weakest area is {0} points.",
        distance,
    ).format(distance)


def _questions(board: Scoreboard) -> str:
    profile = profile_of(board, "")
    best, worst = extremes(profile, 3)
    if not (best and worst):
        return ""
    strongest = (
        tr("Of the questions that are rated in full, these are the strongest:")
        if is_partly_compared(profile)
        else tr("Of the questions, these are the strongest:")
    )
    furthest = tr("There is furthest to go here:")
    return paragraphs(
        f"{strongest}\n{bullets([_entry(e) for e in best])}",
        f"{furthest}\n{bullets([_entry(e) for e in worst])}",
    )


def _entry(entry: ProfileEntry) -> str:
    return f"{entry.code} {entry.short}: {attained(entry.score)}"


def _chain(board: Scoreboard, points: tuple[MeasurePoint, ...]) -> str:
    said = chain(board, points, tr("the municipality"))
    if not said:
        return ""
    first, last = (
        aspect_intensity(board, points, board.instrument.aspects[end].aspect).share
        for end in (0, -1)
    )
    stops = first is not None and last is not None and percent(first) > percent(last)
    return sentences(said, tr(_STOPS)) if stops else said


def chain(board: Scoreboard, points: tuple[MeasurePoint, ...], who: str) -> str:
    """Say on which aspect `points` are strongest and weakest.

    Says nothing where not all of them are rated, or where all aspects are alike.
    """
    read = [(aspect_intensity(board, points, w.aspect), w) for w in board.instrument.aspects]
    if any(intensity.is_preliminary for intensity, _ in read):
        return ""
    links = [(i.share, w.name.lower()) for i, w in read if i.share is not None]
    if len(links) < 2:
        return ""
    high, strong = max(links, key=itemgetter(0))
    low, weak = min(links, key=itemgetter(0))
    if percent(high) == percent(low):
        return ""
    return tr(
        "In per cent of what is possible, {0} is strongest on {1} ({2}%) and weakest on {3} ({4}%)."
    ).format(who, strong, percent(high), weak, percent(low))


def _total(assessment: Assessment, board: Scoreboard) -> str:
    low, high = board.band
    name = municipality_in_prose(assessment.particulars)
    maximum = shortest(board.total.maximum)
    if board.total.is_preliminary:
        rated = progress_of(board, assessment.instrument.measure_points).words
        text = tr("So far {0} has {1} of {2} points. {3} are rated in full.").format(
            name, board.shown_total, maximum, sentence(rated)
        )
    else:
        text = tr(
            "In all, {0} gets {1} of {2} points. With an uncertainty of 5% the total is between "
            "{3} and {4}."
        ).format(name, board.shown_total, maximum, low, high)
    return sentences(text, _attainable(assessment, board))


def _attainable(assessment: Assessment, board: Scoreboard) -> str:
    count = len(out_of_focus_of(board, assessment.instrument.measure_points))
    if not count:
        return ""
    return ntr(
        "{0} is not in focus, so the attainable maximum is {1} points.",
        "{0} are not in focus, so the attainable maximum is {1} points.",
        count,
    ).format(sentence(measure_points(count)), whole(board.total.attainable))


def _planned(board: Scoreboard, points: tuple[MeasurePoint, ...]) -> str:
    count = len(planned_only_of(board, points))
    if not count:
        return ""
    return ntr(
        "{0} is only decided or planned. It gives no points now, but will do so when the practice "
        "is introduced and works.",
        "{0} are only decided or planned. They give no points now, but will do so when the "
        "practice is introduced and works.",
        count,
    ).format(sentence(measure_points(count)))


def _views(assessment: Assessment) -> str:
    count = len(disagreements(assessment))
    if not count:
        return ""
    return tr(
        "The informant groups rate the practice clearly differently on {0}. Such disagreement is "
        "worth a discussion: What is introduced is not always known where the work is done."
    ).format(measure_points(count))
