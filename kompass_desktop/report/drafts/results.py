"""Draft of the chapter on the results: the profile first, then the total."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from operator import itemgetter

from kompass_desktop.assessment.comparing.comparison import is_partly_compared, share_in_focus
from kompass_desktop.assessment.numbers import percent, shortest, whole
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import mark, ntr, tr
from kompass_desktop.instrument.model import Area
from kompass_desktop.report.drafts.wording import (
    attained,
    bullets,
    listed,
    measure_points,
    measure_points_in_focus,
    number,
    paragraphs,
    sentence,
    sentences,
)
from kompass_desktop.report.names import municipality_in_prose
from kompass_desktop.report.report_data import ReportData

NOTHING_RATED = mark("Nothing is rated yet.")
NOTHING_IN_FOCUS = mark("No measure points are in focus, and so there are no points to show.")
_STOPS = mark(
    "The municipality has more systems in place than it evaluates and develops. That is where the "
    "chain stops."
)
_NAMED = 3
"""How many questions are listed as the strongest, and as the weakest."""


def results(data: ReportData) -> str:
    """Return the draft of the chapter on the results."""
    if data.board.total.status is ScoreStatus.MISSING:
        return tr(NOTHING_RATED)
    if not data.board.total.attainable:
        return tr(NOTHING_IN_FOCUS)
    return paragraphs(
        state(data),
        _shape_and_distance(data),
        _questions(data),
        chain_of_all(data),
        total(data),
        _planned(data),
        _views(data),
    )


def state(data: ReportData) -> str:
    """Return a sentence about what is not final, or ""."""
    if data.is_recorded_only:
        return ""
    unfinished = data.status_count(ScoreStatus.PRELIMINARY, ScoreStatus.MISSING)
    if unfinished:
        text = ntr(
            "The result is preliminary: {0} is not rated in full. Both the profile and the total "
            "may become higher.",
            "The result is preliminary: {0} are not rated in full. Both the profile and the total "
            "may become higher.",
            unfinished,
        )
        return text.format(measure_points(unfinished))
    proposed = data.status_count(ScoreStatus.PROPOSAL)
    if proposed:
        return tr(
            "The team has not yet settled {0}. There the points rest on the interviews alone and "
            "are a proposal."
        ).format(measure_points(proposed))
    return ""


def shape(data: ReportData) -> str:
    """Return a sentence about the strongest and the weakest areas, or "" if none differ."""
    areas = data.comparable_areas
    if len(areas) < 2 or _share(data, areas[0]) == _share(data, areas[-1]):
        return ""
    edge = min(2, len(areas) // 2)
    while edge > 1 and _share(data, areas[edge - 1]) == _share(data, areas[-edge]):
        edge -= 1
    named = [_area(data, area) for area in areas]
    highest, lowest = listed(named[:edge]), listed(named[: -edge - 1 : -1])
    if data.is_partly_rated:
        return tr(
            "The profile says most. Of the {2} areas that are rated in full, the municipality "
            "scores highest on {0}, and lowest on {1}."
        ).format(highest, lowest, number(len(areas)))
    return tr(
        "The profile says most. The municipality scores highest on {0}, and lowest on {1}."
    ).format(highest, lowest)


def _shape_and_distance(data: ReportData) -> str:
    said = shape(data)
    return sentences(said, _distance(data, data.comparable_areas)) if said else ""


def _share(data: ReportData, area: Area) -> Fraction:
    return share_in_focus(data.board.score(area.code))


def _area(data: ReportData, area: Area) -> str:
    score = data.board.score(area.code)
    points = str(data.board.shown_area(area.number))
    if score.attainable != score.maximum:
        points = tr("{0} of {1} attainable").format(points, whole(score.attainable))
    return tr("“{0}” ({1})").format(area.title, points)


def _distance(data: ReportData, areas: Sequence[Area]) -> str:
    """Return a sentence with the points between the strongest and the weakest area.

    "" if one of them has another attainable maximum, because points cannot be compared then.
    """
    first, last = areas[0], areas[-1]
    scores = (data.board.score(first.code), data.board.score(last.code))
    if any(score.attainable != score.maximum for score in scores):
        return ""
    distance = data.board.shown_area(first.number) - data.board.shown_area(last.number)
    return ntr(
        "The distance between the strongest and the weakest area is {0} point.",
        "The distance between the strongest and the weakest area is {0} points.",
        distance,
    ).format(distance)


def _questions(data: ReportData) -> str:
    best, worst = (entries[:_NAMED] for entries in data.extremes)
    if not (best and worst):
        return ""
    strongest = (
        tr("Of the questions that are rated in full, these are the strongest:")
        if is_partly_compared(data.profile)
        else tr("Of the questions, these are the strongest:")
    )
    furthest = tr("There is furthest to go here:")
    return paragraphs(
        f"{strongest}\n{bullets([_entry(e) for e in best])}",
        f"{furthest}\n{bullets([_entry(e) for e in worst])}",
    )


def _entry(entry: ProfileEntry) -> str:
    return f"{entry.code} {entry.short}: {attained(entry.score)}"


def chain_of_all(data: ReportData) -> str:
    """Return where the chain stops in the whole municipality, or "" if that is not known."""
    said = chain(data, TOTAL, tr("the municipality"))
    if not said:
        return ""
    first, last = (data.by_aspect[TOTAL][end].share for end in (0, -1))
    stops = first is not None and last is not None and percent(first) > percent(last)
    return sentences(said, tr(_STOPS)) if stops else said


def chain(data: ReportData, code: str, who: str) -> str:
    """Return a sentence about the strongest and the weakest aspect.

    `code` is that of an area, a question or TOTAL, and `who` its name in the sentence. Returns
    "" if it is not completely rated, or if all aspects have the same share.
    """
    readings = data.by_aspect[code]
    if any(intensity.is_preliminary for intensity in readings):
        return ""
    names = [wording.name.lower() for wording in data.instrument.aspects]
    links = [
        (reading.share, name)
        for reading, name in zip(readings, names, strict=True)
        if reading.share is not None
    ]
    if len(links) < 2:
        return ""
    high, strong = max(links, key=itemgetter(0))
    low, weak = min(links, key=itemgetter(0))
    if percent(high) == percent(low):
        return ""
    return tr(
        "In per cent of what is possible, {0} is strongest on {1} ({2}%) and weakest on {3} ({4}%)."
    ).format(who, strong, percent(high), weak, percent(low))


def total(data: ReportData) -> str:
    """Return sentences about the total and the attainable maximum."""
    low, high = data.board.band
    name = municipality_in_prose(data.particulars)
    maximum = shortest(data.board.total.maximum)
    if data.board.total.is_preliminary:
        progress = data.progress_of(data.instrument.measure_points)
        text = tr("So far {0} has {1} of {2} points. {3} are rated in full.").format(
            name, data.board.shown_total, maximum, sentence(measure_points_in_focus(progress))
        )
    else:
        text = tr(
            "In all, {0} gets {1} of {2} points. With an uncertainty of 5% the total is between "
            "{3} and {4}."
        ).format(name, data.board.shown_total, maximum, low, high)
    return sentences(text, _attainable(data))


def _attainable(data: ReportData) -> str:
    count = len(data.out_of_focus)
    if not count:
        return ""
    return ntr(
        "{0} is not in focus, so the attainable maximum is {1} points.",
        "{0} are not in focus, so the attainable maximum is {1} points.",
        count,
    ).format(sentence(measure_points(count)), whole(data.board.total.attainable))


def _planned(data: ReportData) -> str:
    count = len(data.planned_only)
    if not count:
        return ""
    return ntr(
        "{0} is only decided or planned. It gives no points now, but will do so when the practice "
        "is introduced and works.",
        "{0} are only decided or planned. They give no points now, but will do so when the "
        "practice is introduced and works.",
        count,
    ).format(sentence(measure_points(count)))


def _views(data: ReportData) -> str:
    count = len(data.disagreements)
    if not count:
        return ""
    return tr(
        "The informant groups rate the practice clearly differently on {0}. Such disagreement is "
        "worth a discussion: What is introduced is not always known where the work is done."
    ).format(measure_points(count))
