"""Draft of the results as a whole: the profile first, the total after it."""

from __future__ import annotations

from operator import itemgetter

from kompass_desktop.assessment.comparison import strongest, weakest
from kompass_desktop.assessment.intensity import aspect_intensity
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import percent, shortest, whole
from kompass_desktop.assessment.profile import ProfileEntry, profile_of
from kompass_desktop.assessment.scoring import Scoreboard, Standing
from kompass_desktop.instrument.model import MeasurePoint
from kompass_desktop.report.drafts.wording import (
    bullets,
    counted,
    listed,
    measure_points,
    out_of,
    paragraphs,
    sentence,
)
from kompass_desktop.report.facts import (
    disagreements,
    is_recorded_only,
    municipality_in_prose,
    out_of_focus_of,
    planned_only_of,
    published_in,
    scored_areas,
    standing_count,
)

NOTHING_RATED = "Ingenting er vurdert ennå."
_STOPS = (
    "Det er altså mer som er satt i system enn som blir evaluert og utviklet: Der stopper kjeden."
)


def results(assessment: Assessment, board: Scoreboard) -> str:
    """Draft the chapter on the results as a whole."""
    if board.total.standing is Standing.MISSING:
        return NOTHING_RATED
    points = assessment.instrument.measure_points
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
    unfinished = standing_count(board, Standing.PRELIMINARY, Standing.MISSING)
    if unfinished:
        return (
            f"Resultatet er foreløpig: {measure_points(unfinished)} er ikke ferdig vurdert, og "
            "både profilen og summen kan bli høyere."
        )
    proposed = standing_count(board, Standing.PROPOSAL)
    if proposed:
        return (
            f"Teamet har ennå ikke avgjort {measure_points(proposed)}. Der bygger poengene på "
            "intervjuene alene og er et forslag."
        )
    return ""


def _shape(board: Scoreboard) -> str:
    areas = scored_areas(board)
    if len(areas) < 2:
        return ""
    named = [f"{area.title} ({board.shown_area(area.number)})" for area in areas]
    edge = min(2, len(named) // 2)
    return (
        "Profilen forteller mest. Sterkest er kommunen på "
        f"{listed(named[:edge])}, svakest på {listed(named[: -edge - 1 : -1])}. Avstanden mellom "
        "det sterkeste og det svakeste området er "
        f"{board.shown_area(areas[0].number) - board.shown_area(areas[-1].number)} poeng."
    )


def _questions(board: Scoreboard) -> str:
    profile = profile_of(board, "")
    best, worst = strongest(profile, 3), weakest(profile, 3)
    if not best or len(profile.questions) < 6:
        return ""
    return paragraphs(
        f"Av spørsmålene er dette de sterkeste:\n{bullets([_entry(e) for e in best])}",
        f"Her er det lengst igjen:\n{bullets([_entry(e) for e in worst])}",
    )


def _entry(entry: ProfileEntry) -> str:
    return f"{entry.code} {entry.short}: {out_of(entry.score.points, entry.score.maximum)}"


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

    Says nothing where nothing is rated, or where all aspects are alike.
    """
    links = [
        (intensity.share, wording.name.lower())
        for wording in board.instrument.aspects
        if (intensity := aspect_intensity(board, points, wording.aspect)).share is not None
    ]
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
    official = shortest(board.total.maximum)
    text = (
        f"Samlet får {name} {board.shown_total} av {official} poeng. Med en usikkerhet på 5 % "
        f"ligger summen mellom {low} og {high}."
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
