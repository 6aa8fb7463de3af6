"""What the charts draw, on screen and in the report: one profile per assessment."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.scoring import Score, Scoreboard, ScoreStatus


@dataclass(frozen=True)
class ProfileEntry:
    """An area or a question in a profile, with its exact score.

    Of a gap nothing is known: charts leave it out rather than draw a 0.
    """

    code: str
    short: str
    text: str
    score: Score
    is_gap: bool = False


@dataclass(frozen=True)
class Profile:
    """The shape of an assessment: its areas and questions with their scores.

    `total` is as printed; `band` the total less and plus 5 %, in points.
    """

    label: str
    areas: tuple[ProfileEntry, ...]
    questions: tuple[ProfileEntry, ...]
    total: int
    maximum: Fraction
    attainable: Fraction
    band: tuple[int, int]
    status: ScoreStatus

    @property
    def shares(self) -> tuple[float, ...]:
        """Each area's points as a share 0-1 of its maximum, for drawing."""
        return tuple(float(entry.score.share) for entry in self.areas)

    def questions_of(self, area: str) -> tuple[ProfileEntry, ...]:
        """Return the questions of an area, given its code ("1")."""
        return tuple(q for q in self.questions if q.code.partition(".")[0] == area)


def profile_of(board: Scoreboard, label: str) -> Profile:
    """Return the profile of a scoreboard under the name that a legend shows."""
    instrument = board.instrument
    return Profile(
        label=label,
        areas=tuple(
            ProfileEntry(area.code, area.short, area.title, board.score(area.code))
            for area in instrument.areas
        ),
        questions=tuple(
            ProfileEntry(question.code, question.short, question.text, board.score(question.code))
            for question in instrument.questions
        ),
        total=board.shown_total,
        maximum=board.total.maximum,
        attainable=board.total.attainable,
        band=board.band,
        status=board.total.status,
    )
