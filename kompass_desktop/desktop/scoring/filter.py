"""Which measure points are still to be settled, and the order of their questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from enum import Enum

from kompass_desktop.assessment.consensus import DISAGREEMENT, group_views, proposal_of, spreads
from kompass_desktop.assessment.follow_ups import follow_ups
from kompass_desktop.assessment.planning.following_up import open_points
from kompass_desktop.assessment.record_ids import TOGETHER
from kompass_desktop.assessment.records import TEAM, Note, Rating
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.assessment.settling import is_undisputed, needs_reason
from kompass_desktop.desktop.navigation.history import MeasurePointFilter, neighbour
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Area, MeasurePoint, Question


class ScoringFilter(Enum):
    """Which measure points are shown."""

    UNDECIDED = "undecided"
    """Those that the team has not settled; of one who rates alone, those not rated."""
    DISAGREEMENT = "disagreement"
    """Those that informant groups see differently, and that the team has not settled."""
    FOLLOW_UP = "follow_up"
    """Those with something that is still to be followed up."""
    NOTED = "noted"
    """Those that are not settled and have a note, for rating on the way home."""
    CARRIED = "carried"
    """Those with improvements or findings of last time that nobody has marked."""
    PLANNED = "planned"
    """Those that are only decided or planned."""
    OUT_OF_FOCUS = "out_of_focus"
    """Those that are not in focus."""
    UNCOVERED = "uncovered"
    """Those that no interview has rated and no note is about."""
    WITHOUT_REASON = "without_reason"
    """Measure points whose rating by the team should have a reason, but has none."""
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
        self.author = TOGETHER
        self._found: dict[ScoringFilter, set[str]] = {each: set() for each in ScoringFilter}
        self.settled_disagreements: set[str] = set()
        self.undisputed: set[str] = set()
        """The measure points whose proposals `settling.undisputed_proposals` would accept."""
        self._noted: Collection[str] = ()
        self._marked_notes: Counter[str] = Counter()
        # The interviews with a marked line, and the code of the line.
        self._marked_lines: set[tuple[str, str]] = set()
        self._follow_ups: Counter[str] = Counter()
        self._asked_also: frozenset[str] = frozenset()
        self._carried: frozenset[str] = frozenset()

    @property
    def follow_up_count(self) -> int:
        """How many lines and ratings are still to be followed up, wherever they belong."""
        return self._follow_ups.total()

    def count(self, chosen: ScoringFilter) -> int:
        """Return how many measure points a filter has now."""
        return len(self._found[chosen])

    @property
    def undecided(self) -> set[str]:
        """The measure points that are not settled."""
        return self._found[ScoringFilter.UNDECIDED]

    @property
    def disagreements(self) -> set[str]:
        """The measure points that informant groups see differently, and that are not settled."""
        return self._found[ScoringFilter.DISAGREEMENT]

    def recount(self, noted: Collection[str]) -> None:
        """Look up of every measure point in which filters it is; `noted` have a note."""
        self._noted = noted
        marked = follow_ups(self._session.assessment)
        self._marked_lines = {
            (e.source.interview, e.code) for e in marked if isinstance(e.source, Note)
        }
        found = [each for each in marked if each.is_open]
        self._marked_notes = Counter(e.code for e in found if isinstance(e.source, Note))
        self._follow_ups = Counter(each.code for each in found)
        # A note is counted once, at its first code, but belongs to all its codes.
        self._asked_also = frozenset(
            code
            for each in found
            if isinstance(each.source, Note)
            for code in each.source.further_codes
        )
        self._carried = open_points(self._session.assessment)
        for point in self.instrument.measure_points:
            self._look_at(point.code)
        self.look_again()

    def count_carried(self) -> None:
        """Look up again which measure points have something of last time that is not marked."""
        self._carried = open_points(self._session.assessment)
        self._found[ScoringFilter.CARRIED] = set(self._carried)

    def refresh(self, measure_point: str) -> None:
        """Look up of one measure point in which filters it is, after it was rated."""
        ratings = self._ratings_of(measure_point)
        marked = sum(
            rating.follow_up
            and not rating.answer
            and (rating.interview, measure_point) not in self._marked_lines
            for rating in ratings
        )
        self._follow_ups[measure_point] = self._marked_notes[measure_point] + marked
        self._look_at(measure_point)

    def _ratings_of(self, measure_point: str) -> list[Rating]:
        assessment = self._session.assessment
        interviews = (TEAM, *assessment.interviews)
        return [assessment.rating(interview, measure_point) for interview in interviews]

    def _look_at(self, code: str) -> None:
        assessment = self._session.assessment
        effective = self._session.board.rating(code)
        views = group_views(assessment, code)
        team = assessment.rating(TEAM, code)
        settled = self.is_settled(code)
        # Whose disagreement is settled is the team's matter, also while one rates alone.
        open_to_team = self._session.board.score(code).status is not ScoreStatus.RATED
        disputed = bool(views) and max(spreads(views)) >= DISAGREEMENT
        found = {
            ScoringFilter.UNDECIDED: not settled,
            ScoringFilter.DISAGREEMENT: disputed and open_to_team,
            ScoringFilter.FOLLOW_UP: self._follow_ups[code] > 0 or code in self._asked_also,
            ScoringFilter.NOTED: not settled and code in self._noted,
            ScoringFilter.PLANNED: effective.planned_only and not effective.not_in_focus,
            ScoringFilter.OUT_OF_FOCUS: effective.not_in_focus,
            ScoringFilter.UNCOVERED: not views and code not in self._noted,
            ScoringFilter.WITHOUT_REASON: needs_reason(team, proposal_of(views)),
            ScoringFilter.CARRIED: code in self._carried,
            ScoringFilter.ALL: True,
        }
        for each, is_in in found.items():
            _keep(self._found[each], code, is_in)
        _keep(self.settled_disagreements, code, disputed and not open_to_team)
        _keep(self.undisputed, code, is_undisputed(assessment, code, views))

    def is_settled(self, measure_point: str) -> bool:
        """Whether the team has decided all that counts of a measure point.

        For a consultant who rates alone: whether that consultant has.
        """
        if self.author:
            return self._session.assessment.own_rating(self.author, measure_point).is_complete
        return self._session.board.score(measure_point).status is ScoreStatus.RATED

    def choose(self, chosen: ScoringFilter) -> None:
        """Show the measure points of another filter from now on."""
        self.filter = chosen
        self.look_again()

    def look_again(self) -> None:
        """Compute again which measure points pass the filter."""
        self.shown = frozenset(self._found[self.filter])

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
