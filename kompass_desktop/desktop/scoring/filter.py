"""Which measure points are still to be settled, and the order of their questions."""

from __future__ import annotations

from enum import Enum

from kompass_desktop.assessment.consensus import is_disagreement
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.navigation.history import MeasurePointFilter, neighbour
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Area, MeasurePoint, Question


class ScoringFilter(Enum):
    """Which measure points are shown."""

    UNDECIDED = "undecided"
    """Those that the team has not settled."""
    DISAGREEMENT = "disagreement"
    """Those that informant groups see differently, and that the team has not settled."""
    ALL = "all"


class ScoringPointFilter(MeasurePointFilter):
    """The questions to go through by a filter.

    Which measure points are shown is updated when the filter is chosen and when the user
    steps on, not at every rating: a measure point must not vanish while it is being settled.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session.assessment.instrument)
        self._session = session
        self.filter = ScoringFilter.ALL
        self.undecided: set[str] = set()
        self.disagreements: set[str] = set()
        self.settled_disagreements: set[str] = set()
        self.recount()

    def recount(self) -> None:
        """Look up of every measure point whether it is settled and agreed on."""
        for point in self.instrument.measure_points:
            self.refresh(point.code)
        self.look_again()

    def refresh(self, measure_point: str) -> None:
        """Look up of one measure point whether it is settled and agreed on."""
        settled = self.is_settled(measure_point)
        _keep(self.undecided, measure_point, not settled)
        disagreed = is_disagreement(self._session.assessment, measure_point)
        _keep(self.disagreements, measure_point, disagreed and not settled)
        _keep(self.settled_disagreements, measure_point, disagreed and settled)

    def is_settled(self, measure_point: str) -> bool:
        """Whether the team has decided all that counts of a measure point."""
        return self._session.board.score(measure_point).status is ScoreStatus.RATED

    def choose(self, chosen: ScoringFilter) -> None:
        """Show the measure points of another filter from now on."""
        self.filter = chosen
        self.look_again()

    def look_again(self) -> None:
        """Look up anew which measure points the filter leaves."""
        match self.filter:
            case ScoringFilter.UNDECIDED:
                self.shown = frozenset(self.undecided)
            case ScoringFilter.DISAGREEMENT:
                self.shown = frozenset(self.disagreements)
            case ScoringFilter.ALL:
                self.shown = frozenset(point.code for point in self.instrument.measure_points)

    def point_at(self, code: str) -> MeasurePoint:
        """Return the measure point to open for a code.

        The code of a measure point gives that one; of a question or an area, the first
        that is shown and not settled, else the first shown, else the first. An unknown
        code is treated as the whole instrument.
        """
        entry = self.instrument.find(code)
        if isinstance(entry, MeasurePoint):
            return entry
        within = entry if isinstance(entry, Question | Area) else self.instrument
        points = within.measure_points
        left = (p for p in points if p.code in self.shown and p.code in self.undecided)
        shown = (p for p in points if p.code in self.shown)
        return next(left, None) or next(shown, None) or points[0]

    def question_from(self, code: str, step: int) -> Question | None:
        """Return the question with shown points that comes next (1) or before (-1), or None."""
        self.look_again()
        here = self.instrument.question(self.point_at(code).question)
        return self.question_beside(here, step)

    def point_from(self, code: str, step: int) -> str | None:
        """Return the shown measure point that comes next (1) or before (-1), or None."""
        self.look_again()
        points = self.instrument.measure_points
        codes = [p.code for p in points if p.code in self.shown or p.code == code]
        return neighbour(codes, code, step)


def _keep(codes: set[str], code: str, wanted: bool) -> None:
    if wanted:
        codes.add(code)
    else:
        codes.discard(code)
