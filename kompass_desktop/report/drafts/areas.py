"""Draft of one focus area: its points, what is strong and weak in it, and what to do next."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import shortest
from kompass_desktop.assessment.records import FindingKind
from kompass_desktop.assessment.scoring import Scoreboard, Standing
from kompass_desktop.instrument.model import Area, Question
from kompass_desktop.report.drafts.results import NOTHING_RATED, chain
from kompass_desktop.report.drafts.wording import (
    counted,
    listed,
    measure_points,
    out_of,
    paragraphs,
    sentence,
    sentences,
)
from kompass_desktop.report.facts import (
    is_recorded_only,
    out_of_focus_of,
    planned_only_of,
    scored_areas,
)

NOTHING_RECORDED = "Det er ikke registrert poeng for dette området."

_FAR = (
    (
        "Avstanden til idealkommunen er stor her. Et godt første skritt er å velge ett eller to av "
        "spørsmålene med lavest poengsum, og gjøre praksisen felles for hele kommunen før noe nytt "
        "settes i gang."
    ),
    (
        "Her er det mye å hente. Kommunen bør først bli enig om hvor viktig området er i årene som "
        "kommer, og så bygge opp én felles praksis av gangen."
    ),
    (
        "Området er lite utviklet. Velger kommunen å satse her, er det enkle og felles rutiner som "
        "følges opp av alle ledere, som gir mest i starten."
    ),
)
_BETWEEN = (
    (
        "Grunnlaget er lagt. Det neste er å ta praksisen i bruk i alle enheter, og å bruke "
        "resultatene til å lære."
    ),
    (
        "Mye er i gang. Kommunen kommer lengst ved å fullføre det som er begynt, framfor å starte "
        "noe nytt."
    ),
    (
        "Her har kommunen noe å bygge på. Det som virker i noen enheter, kan gjøres til felles "
        "praksis for alle."
    ),
)
_NEAR = (
    (
        "Området er en styrke. Oppgaven er å holde praksisen ved like, og å dele erfaringene med "
        "områder som ikke er kommet like langt."
    ),
    "Her er kommunen kommet langt. Jevnlig evaluering gjør at praksisen fortsetter å utvikle seg.",
    "Kommunen ligger nær idealet her, og kan la andre lære av det den gjør.",
)
_FAR_BELOW = Fraction(3, 10)
_NEAR_FROM = Fraction(6, 10)


def area_text(assessment: Assessment, board: Scoreboard, area: Area) -> str:
    """Draft the text of one area."""
    if board.score(area.code).standing is Standing.MISSING:
        return NOTHING_RECORDED if is_recorded_only(assessment) else NOTHING_RATED
    return paragraphs(
        sentences(
            _points(board, area),
            _questions(board, area),
            _findings(assessment, area),
        ),
        sentences(
            chain(board, area.measure_points, "området"),
            _planned(board, area),
            _skipped(board, area),
        ),
        _advice(board, area),
    )


def _points(board: Scoreboard, area: Area) -> str:
    order = scored_areas(board)
    points = board.shown_area(area.number)
    place = ""
    if len(order) > 2 and points == board.shown_area(order[0].number):
        place = ", som er høyest av områdene"
    elif len(order) > 2 and points == board.shown_area(order[-1].number):
        place = ", som er lavest av områdene"
    return f"Området får {points} av {shortest(area.maximum)} poeng{place}."


def _questions(board: Scoreboard, area: Area) -> str:
    known = [q for q in area.questions if not board.score(q.code).is_preliminary]
    if len(known) < 2:
        return ""
    ordered = sorted(known, key=lambda q: (board.score(q.code).share, -q.maximum))
    weak, strong = ordered[0], ordered[-1]
    if board.score(weak.code).share == board.score(strong.code).share:
        return ""
    return (
        f"Sterkest er spørsmål {_question(board, strong)}, og lengst igjen er det på "
        f"{_question(board, weak)}."
    )


def _question(board: Scoreboard, question: Question) -> str:
    points = out_of(board.score(question.code).points, question.maximum)
    return f"{question.code} {question.short} ({points})"


def _findings(assessment: Assessment, area: Area) -> str:
    strengths, challenges, weaknesses = (
        len(assessment.findings_of(area.number, kind)) for kind in FindingKind
    )
    if not strengths + challenges + weaknesses:
        return ""
    columns = [
        counted(strengths, "én styrke", "styrker", "ingen styrker"),
        counted(challenges, "én utfordring", "utfordringer", "ingen utfordringer"),
        counted(weaknesses, "én svakhet", "svakheter", "ingen svakheter"),
    ]
    return f"Evalueringen fant {listed(columns)}."


def _planned(board: Scoreboard, area: Area) -> str:
    count = len(planned_only_of(board, area.measure_points))
    if not count:
        return ""
    return f"{sentence(measure_points(count))} er bare vedtatt eller planlagt og gir ingen poeng."


def _skipped(board: Scoreboard, area: Area) -> str:
    count = len(out_of_focus_of(board, area.measure_points))
    return f"{sentence(measure_points(count))} er ikke i fokus." if count else ""


def _advice(board: Scoreboard, area: Area) -> str:
    share = board.score(area.code).share
    advice = _FAR if share < _FAR_BELOW else _NEAR if share >= _NEAR_FROM else _BETWEEN
    return advice[area.number % len(advice)]
