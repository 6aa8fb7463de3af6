"""The legend under a table or a chart; left out if it would be empty."""

from __future__ import annotations

from collections.abc import Iterable

from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.blocks import Legend
from kompass_desktop.report.report_data import ReportData


def legend_of(data: ReportData, statuses: Iterable[ScoreStatus]) -> list[Legend]:
    """Return the legend of a table with signs for `statuses`, without bars."""
    return _legend(statuses if data.shows_statuses else ())


def bar_legend_of(
    data: ReportData, statuses: Iterable[ScoreStatus], codes: Iterable[str]
) -> list[Legend]:
    """Return the legend of bars for areas or questions with `codes`.

    It also explains the hatched part of a bar and the tick of an earlier value, if there are.
    """
    scores = [data.board.score(code) for code in codes]
    is_hatched = any(score.attainable != score.maximum for score in scores)
    return _legend(
        statuses if data.shows_statuses else (),
        hatching=tr("not in focus") if is_hatched else "",
        earlier=data.earlier_label,
    )


def _legend(statuses: Iterable[ScoreStatus], hatching: str = "", earlier: str = "") -> list[Legend]:
    present = frozenset(statuses)
    return [Legend(present, hatching, earlier)] if present or hatching or earlier else []
