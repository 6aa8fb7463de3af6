"""What the drafts and the pages both say of an assessment, counted in one place."""

from __future__ import annotations

from dataclasses import dataclass

from kompass_desktop.assessment.comparison import is_comparable, share_in_focus
from kompass_desktop.assessment.consensus import is_disagreement
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.i18n import ntr, ptr, tr
from kompass_desktop.instrument.model import Area, InformantGroup, Instrument, MeasurePoint

_BETWEEN_NAMES = " - "


@dataclass(frozen=True)
class GroupCount:
    """How an informant group took part.

    `participants` counts those of the interviews that were held; 0 where it was not written
    down.
    """

    group: InformantGroup
    interviews: int
    held: int
    participants: int


def names_of(particulars: Particulars) -> tuple[str, ...]:
    """Return the municipality's official names, each by itself."""
    return tuple(name for name in particulars.municipality.split(_BETWEEN_NAMES) if name.strip())


def joined_name(particulars: Particulars) -> str:
    """Return all official names in one line: "Kárášjohka / Karasjok"."""
    return " / ".join(names_of(particulars))


def name_and_year(particulars: Particulars) -> str:
    """Return municipality and year in one line, as in a head or a legend."""
    return f"{joined_name(particulars)} {particulars.year}".strip()


def municipality_in_prose(particulars: Particulars) -> str:
    """Return the name for a sentence: "Kárášjohka / Karasjok kommune", in its language."""
    name = joined_name(particulars)
    if not name:
        return tr("the municipality")
    if "kommune" in name.casefold():
        return name
    return tr("{0} municipality").format(name)


def is_recorded_only(assessment: Assessment) -> bool:
    """Whether the assessment is known only as published, without any rating."""
    ratings = assessment.ratings.values()
    has_ratings = any(not rating.is_empty and not rating.author for rating in ratings)
    return bool(assessment.recorded) and not has_ratings


def published_in(particulars: Particulars) -> str:
    """Return where recorded results come from, to follow "published": "in the report …"."""
    if not particulars.report.strip():
        return ptr("published", "at the time")
    return ptr("published", "in {0}").format(particulars.report)


def group_counts(assessment: Assessment) -> tuple[GroupCount, ...]:
    """Return the informant groups that have interviews, in the instrument's order.

    What was cancelled is none.
    """
    counts = []
    for group in assessment.instrument.groups:
        own = [i for i in assessment.interviews_in_order() if i.group == group.key]
        interviews = [i for i in own if not i.is_cancelled]
        if interviews:
            held = [i for i in interviews if i.is_held]
            participants = sum(max(i.participants, 0) for i in held)
            counts.append(GroupCount(group, len(interviews), len(held), participants))
    return tuple(counts)


def planned_only_of(
    board: Scoreboard, points: tuple[MeasurePoint, ...]
) -> tuple[MeasurePoint, ...]:
    """Return those of `points` that are only decided or planned, and still in focus."""
    return tuple(
        point
        for point in points
        if board.rating(point.code).planned_only and not board.rating(point.code).not_in_focus
    )


def out_of_focus_of(
    board: Scoreboard, points: tuple[MeasurePoint, ...]
) -> tuple[MeasurePoint, ...]:
    """Return those of `points` that the municipality has chosen not to pursue."""
    return tuple(point for point in points if board.rating(point.code).not_in_focus)


def disagreements(assessment: Assessment) -> frozenset[str]:
    """Return the codes of the measure points on which informant groups disagree."""
    return frozenset(
        point.code
        for point in assessment.instrument.measure_points
        if is_disagreement(assessment, point.code)
    )


def status_count(board: Scoreboard, *statuses: ScoreStatus) -> int:
    """Return how many measure points have one of `statuses`."""
    return sum(
        board.score(point.code).status in statuses for point in board.instrument.measure_points
    )


def comparable_areas(board: Scoreboard) -> tuple[Area, ...]:
    """Return the areas that are rated in full and pursued, the strongest first."""
    known = [a for a in board.instrument.areas if is_comparable(board.score(a.code))]
    return tuple(sorted(known, key=lambda area: -share_in_focus(board.score(area.code))))


def is_partly_rated(board: Scoreboard) -> bool:
    """Whether an area is not rated in full, so that none is the strongest or weakest of all."""
    return any(board.score(area.code).is_preliminary for area in board.instrument.areas)


@dataclass(frozen=True)
class Progress:
    """How many measure points are in focus, and how many of those are rated in full."""

    rated: int
    in_focus: int

    @property
    def words(self) -> str:
        """The share that is rated, for a sentence: "5 of 21 measure points in focus"."""
        text = ntr(
            "{0} of {1} measure point in focus",
            "{0} of {1} measure points in focus",
            self.in_focus,
        )
        return text.format(self.rated, self.in_focus)


def progress_of(board: Scoreboard, points: tuple[MeasurePoint, ...]) -> Progress:
    """Return how far the rating of `points` has come."""
    pursued = [point for point in points if not board.rating(point.code).not_in_focus]
    rated = sum(not board.score(point.code).is_preliminary for point in pursued)
    return Progress(rated, len(pursued))


def is_standard(instrument: Instrument) -> bool:
    """Whether it is the Kommunekompasset, and not another instrument in its place."""
    return instrument.name == "Kommunekompasset"
