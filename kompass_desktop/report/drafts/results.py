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
from kompass_desktop.instrument.model import Area, MeasurePoint
from kompass_desktop.report.drafts.wording import (
    attained,
    bullets,
    counted,
    listed,
    measure_points,
    number,
    paragraphs,
    sentence,
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

NOTHING_RATED = "Ingenting er vurdert ennå."
NOTHING_IN_FOCUS = "Ingen målepunkter er i fokus. Da er det ingen poeng å vise."
_STOPS = (
    "Det er altså mer som er satt i system enn som blir evaluert og utviklet: Der stopper kjeden."
)


def results(assessment: Assessment, board: Scoreboard) -> str:
    """Draft the chapter on the results as a whole."""
    if board.total.status is ScoreStatus.MISSING:
        return NOTHING_RATED
    points = assessment.instrument.measure_points
    if not board.total.attainable:
        return NOTHING_IN_FOCUS
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
        return f"Resultatene er registrert slik de ble publisert {where}."
    unfinished = status_count(board, ScoreStatus.PRELIMINARY, ScoreStatus.MISSING)
    if unfinished:
        return (
            f"Resultatet er foreløpig: {measure_points(unfinished)} er ikke ferdig vurdert. "
            "Både profilen og summen kan bli høyere."
        )
    proposed = status_count(board, ScoreStatus.PROPOSAL)
    if proposed:
        return (
            f"Teamet har ennå ikke avgjort {measure_points(proposed)}. Der bygger poengene på "
            "intervjuene alene og er et forslag."
        )
    return ""


def _shape(board: Scoreboard) -> str:
    areas = comparable_areas(board)
    if len(areas) < 2 or _share(board, areas[0]) == _share(board, areas[-1]):
        return ""
    edge = min(2, len(areas) // 2)
    while edge > 1 and _share(board, areas[edge - 1]) == _share(board, areas[-edge]):
        edge -= 1
    named = [_area(board, area) for area in areas]
    of_some = f"Av de {number(len(areas))} områdene som er ferdig vurdert, er kommunen sterkest på"
    who = of_some if is_partly_rated(board) else "Sterkest er kommunen på"
    return (
        f"Profilen forteller mest. {who} {listed(named[:edge])}, svakest på "
        f"{listed(named[: -edge - 1 : -1])}.{_distance(board, areas)}"
    )


def _share(board: Scoreboard, area: Area) -> Fraction:
    return share_in_focus(board.score(area.code))


def _area(board: Scoreboard, area: Area) -> str:
    score = board.score(area.code)
    points = str(board.shown_area(area.number))
    if score.attainable != score.maximum:
        points += f" av {whole(score.attainable)} oppnåelige"
    return f"{area.title} ({points})"


def _distance(board: Scoreboard, areas: Sequence[Area]) -> str:
    """Say how far it is from the strongest to the weakest, where points alone tell that."""
    first, last = areas[0], areas[-1]
    scores = (board.score(first.code), board.score(last.code))
    if any(score.attainable != score.maximum for score in scores):
        return ""
    distance = board.shown_area(first.number) - board.shown_area(last.number)
    return f" Avstanden mellom det sterkeste og det svakeste området er {distance} poeng."


def _questions(board: Scoreboard) -> str:
    profile = profile_of(board, "")
    best, worst = extremes(profile, 3)
    if not (best and worst):
        return ""
    which = "spørsmålene som er ferdig vurdert," if is_partly_compared(profile) else "spørsmålene"
    return paragraphs(
        f"Av {which} er dette de sterkeste:\n{bullets([_entry(e) for e in best])}",
        f"Her er det lengst igjen:\n{bullets([_entry(e) for e in worst])}",
    )


def _entry(entry: ProfileEntry) -> str:
    return f"{entry.code} {entry.short}: {attained(entry.score)}"


def _chain(board: Scoreboard, points: tuple[MeasurePoint, ...]) -> str:
    said = chain(board, points, "kommunen")
    if not said:
        return ""
    first, last = (
        aspect_intensity(board, points, board.instrument.aspects[end].aspect).share
        for end in (0, -1)
    )
    stops = first is not None and last is not None and percent(first) > percent(last)
    return f"{said} {_STOPS}" if stops else said


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
    return (
        f"I prosent av det mulige er {who} sterkest på {strong} ({percent(high)} %) og svakest "
        f"på {weak} ({percent(low)} %)."
    )


def _total(assessment: Assessment, board: Scoreboard) -> str:
    low, high = board.band
    name = municipality_in_prose(assessment.particulars)
    points = f"{board.shown_total} av {shortest(board.total.maximum)} poeng"
    if board.total.is_preliminary:
        rated = progress_of(board, assessment.instrument.measure_points).words
        text = f"Så langt har {name} {points}. {sentence(rated)} er ferdig vurdert."
    else:
        text = (
            f"Samlet får {name} {points}. Med en usikkerhet på 5 % ligger summen mellom {low} og "
            f"{high}."
        )
    left_out = out_of_focus_of(board, assessment.instrument.measure_points)
    if left_out:
        text += (
            f" {sentence(measure_points(len(left_out)))} er ikke i fokus, så det oppnåelige "
            f"maksimumet er {whole(board.total.attainable)} poeng."
        )
    return text


def _planned(board: Scoreboard, points: tuple[MeasurePoint, ...]) -> str:
    planned = planned_only_of(board, points)
    if not planned:
        return ""
    they = "Det" if len(planned) == 1 else "De"
    return (
        f"{sentence(measure_points(len(planned)))} er bare vedtatt eller planlagt. {they} gir "
        "ingen poeng nå, men vil gjøre det når praksisen er innført og virker."
    )


def _views(assessment: Assessment) -> str:
    count = len(disagreements(assessment))
    if not count:
        return ""
    return (
        f"På {counted(count, 'ett målepunkt', 'målepunkter')} ser informantgruppene klart ulikt "
        "på praksisen. Slik uenighet er verdt en samtale: Det som er innført, er ikke alltid kjent "
        "der arbeidet gjøres."
    )
