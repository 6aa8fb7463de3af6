"""Draft of one focus area: its points, what is strong and weak in it, and what to do next."""

from __future__ import annotations

from fractions import Fraction

from kompass_desktop.assessment.comparison import is_comparable, share_in_focus
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.records import FindingKind
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import Area, Question
from kompass_desktop.report.drafts.results import NOTHING_RATED, chain
from kompass_desktop.report.drafts.wording import (
    attained,
    counted,
    listed,
    measure_points,
    number,
    paragraphs,
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

NOTHING_RECORDED = "Det er ikke registrert poeng for dette området."
NOT_PURSUED = (
    "Kommunen har valgt ikke å satse på dette området nå. Ingen av målepunktene er i fokus, og "
    "området gir derfor ingen poeng."
)

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
    score = board.score(area.code)
    if score.status is ScoreStatus.MISSING:
        return NOTHING_RECORDED if is_recorded_only(assessment) else NOTHING_RATED
    if score.is_preliminary:
        return _unfinished(assessment, board, area)
    if not score.attainable:
        return sentences(NOT_PURSUED, _findings(assessment, area))
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


def _unfinished(assessment: Assessment, board: Scoreboard, area: Area) -> str:
    """Say how far the rating has come, and nothing of what is high or low."""
    rated = progress_of(board, area.measure_points).words
    points = f"{board.shown_area(area.number)} av {shortest(area.maximum)} poeng"
    return paragraphs(
        sentences(
            f"Området er ikke ferdig vurdert: {rated} er det. Så langt gir det {points}.",
            _findings(assessment, area),
        ),
        sentences(_planned(board, area), _skipped(board, area)),
    )


def _points(board: Scoreboard, area: Area) -> str:
    points = f"{board.shown_area(area.number)} av {shortest(area.maximum)} poeng"
    attainable = board.score(area.code).attainable
    if attainable != area.maximum:
        points += f", der {whole(attainable)} er oppnåelig"
    return f"Området får {points}{_place(board, area)}."


def _place(board: Scoreboard, area: Area) -> str:
    """Say that an area is the highest or lowest of those that can be compared."""
    shares = [share_in_focus(board.score(other.code)) for other in comparable_areas(board)]
    if len(shares) < 3 or shares[0] == shares[-1]:
        return ""
    share = share_in_focus(board.score(area.code))
    if share not in (shares[0], shares[-1]):
        return ""
    place = "høyest" if share == shares[0] else "lavest"
    if is_partly_rated(board):
        return f", som er {place} av de {number(len(shares))} områdene som er ferdig vurdert"
    return f", som er {place} av områdene"


def _questions(board: Scoreboard, area: Area) -> str:
    known = [q for q in area.questions if is_comparable(board.score(q.code))]
    if len(known) < 2:
        return ""
    shares = {q.code: share_in_focus(board.score(q.code)) for q in known}
    ordered = sorted(known, key=lambda q: (shares[q.code], -q.maximum))
    weak, strong = ordered[0], ordered[-1]
    if shares[weak.code] == shares[strong.code]:
        return ""
    return (
        f"Sterkest er spørsmål {_question(board, strong)}, og lengst igjen er det på "
        f"{_question(board, weak)}."
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
    share = share_in_focus(board.score(area.code))
    advice = _FAR if share < _FAR_BELOW else _NEAR if share >= _NEAR_FROM else _BETWEEN
    return advice[area.number % len(advice)]
