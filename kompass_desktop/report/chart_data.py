"""The charts of the report as data; how they are drawn is up to the format that prints them.

Lengths are in points (1/72 inch).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from kompass_desktop.assessment.comparing.compared import Compared, Ranked
from kompass_desktop.assessment.comparing.trend import Trend
from kompass_desktop.assessment.disagreements import Difference
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.plan.timeline_layout import Bar


@dataclass(frozen=True)
class RadarChart:
    """The radar of a profile with the names and points of areas; `earlier` is drawn behind it."""

    profile: Profile
    earlier: Profile | None
    height: float


@dataclass(frozen=True)
class PlainRadar:
    """The radar without texts, a square of the given size, for the cover."""

    profile: Profile
    size: float


@dataclass(frozen=True)
class TotalBar:
    """The total on the official scale, with its band of ±5 % and an earlier total."""

    profile: Profile
    earlier: Profile | None


@dataclass(frozen=True)
class AreaBar:
    """The points of an area in large figures beside its bar; `earlier` gives a tick."""

    entry: ProfileEntry
    earlier: ProfileEntry | None
    earlier_label: str


@dataclass(frozen=True)
class AreaBars:
    """A bar for each area in per cent of its maximum; a tick marks the earlier share."""

    profile: Profile
    earlier: Profile | None


@dataclass(frozen=True)
class PercentScale:
    """The scale above the bars of questions, 0–100 %."""


@dataclass(frozen=True)
class QuestionBars:
    """A bar for each question of an area; a tick marks the earlier share."""

    area: ProfileEntry
    profile: Profile
    earlier: Profile | None


@dataclass(frozen=True)
class DifferenceChart:
    """A scale of levels 0–4 for each measure point, with the informant groups on it."""

    differences: tuple[Difference, ...]
    instrument: Instrument


@dataclass(frozen=True)
class OverlaidRadar:
    """A profile with others over it, and a legend of the lines."""

    own: Profile
    others: tuple[Profile, ...]
    height: float


@dataclass(frozen=True)
class TotalBars:
    """A bar for each total in the order of `ranked`; the one of `own` is filled."""

    own: Compared
    ranked: tuple[Ranked, ...]


@dataclass(frozen=True)
class TimelineChart:
    """The bars of a plan under a scale of time, with a legend; there is at least one bar."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class AreaTrends:
    """A small chart for each area with its points over the years."""

    trends: tuple[Trend, ...]


@dataclass(frozen=True)
class ScoreBar:
    """The bar of a score in a table cell, with a tick for `earlier`."""

    score: Score
    width: float
    earlier: Score | None = None


@dataclass(frozen=True)
class ShareBar:
    """The bar of a share, 0–1, in a table cell; empty for None."""

    share: Fraction | None
    status: ScoreStatus
    width: float


Chart: TypeAlias = (
    RadarChart
    | PlainRadar
    | TotalBar
    | AreaBar
    | AreaBars
    | PercentScale
    | QuestionBars
    | DifferenceChart
    | OverlaidRadar
    | TotalBars
    | TimelineChart
    | AreaTrends
    | ScoreBar
    | ShareBar
)
