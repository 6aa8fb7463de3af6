"""The data of the charts on screen and in the report: one profile per assessment."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Score, Scoreboard, ScoreStatus


@dataclass(frozen=True)
class ProfileEntry:
    """An area or a question in a profile, with its exact score.

    A gap has no known score: charts leave it out and do not draw a 0.
    """

    code: str
    short: str
    text: str
    score: Score
    is_gap: bool = False


@dataclass(frozen=True)
class Profile:
    """The areas and questions of an assessment with their scores.

    `label` is its name in a legend; `total` the printed total; `band` the total minus and plus
    5 %, in points. `instrument` is the title of the instrument, or "" if that is not known.
    """

    label: str
    areas: tuple[ProfileEntry, ...]
    questions: tuple[ProfileEntry, ...]
    total: int
    maximum: Fraction
    attainable: Fraction
    band: tuple[int, int]
    status: ScoreStatus
    instrument: str = ""

    @property
    def shares(self) -> tuple[float, ...]:
        """The points of each area as a share of its maximum, 0–1, for drawing."""
        return tuple(float(entry.score.share) for entry in self.areas)

    def questions_of(self, area: str) -> tuple[ProfileEntry, ...]:
        """Return the questions of an area, given its code ("1")."""
        return tuple(q for q in self.questions if q.code.partition(".")[0] == area)


def profile_of(board: Scoreboard, label: str) -> Profile:
    """Return the profile of a scoreboard; `label` is its name in a legend.

    What is published only as a part of a recorded sum above it is a gap, and no 0.
    """
    instrument = board.instrument
    return Profile(
        label=label,
        areas=tuple(
            ProfileEntry(
                area.code,
                area.short,
                area.title,
                board.score(area.code),
                is_gap=_is_gap(board, area.code, TOTAL),
            )
            for area in instrument.areas
        ),
        questions=tuple(
            ProfileEntry(
                question.code,
                question.short,
                question.text,
                board.score(question.code),
                is_gap=_is_gap(board, question.code, str(question.area), TOTAL),
            )
            for question in instrument.questions
        ),
        total=board.shown_total,
        maximum=board.total.maximum,
        attainable=board.total.attainable,
        band=board.band,
        status=board.total.status,
        instrument=instrument.title,
    )


def _is_gap(board: Scoreboard, code: str, *above: str) -> bool:
    """Whether nothing is known of a part, while points are recorded for what it belongs to."""
    return board.score(code).status is ScoreStatus.MISSING and any(
        board.score(each).status is ScoreStatus.RECORDED for each in above
    )
