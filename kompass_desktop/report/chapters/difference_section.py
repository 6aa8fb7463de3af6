"""The optional section about measure points that informant groups rate differently."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.consensus import DISAGREEMENT
from kompass_desktop.assessment.disagreements import Difference, differences
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.alternative_text import differences_text
from kompass_desktop.report.blocks import (
    Block,
    Figure,
    Heading,
    Picture,
    Role,
    Together,
    paragraph,
)
from kompass_desktop.report.chart_data import DifferenceChart
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.report_data import ReportData

MOST = 20
"""Rows that fit on a page with the text around them."""


def difference_section(data: ReportData) -> list[Block]:
    """Return the chart with a sentence and a caption, or nothing if it was not chosen.

    It contains names of groups, but no person or code. It is empty too if no two groups have
    rated the same measure point differently.
    """
    found = differences(data.assessment) if data.shows_differences else []
    if not found:
        return []
    shown = tuple(found[:MOST])
    picture = _picture(shown, data)
    title = tr("Where do the groups see it differently?")
    return [
        Together(
            (
                Heading(title, "differences", is_listed=True),
                paragraph(_summary(found)),
                Figure((picture,), tr("Differences between informant groups")),
                paragraph(_caption(shown, found), Role.NOTE, gap=4),
            )
        )
    ]


def difference_picture(data: ReportData) -> Picture | None:
    """Return the chart of the widest differences, or None if there are none to show."""
    found = differences(data.assessment) if data.shows_differences else []
    return _picture(tuple(found[:MOST]), data) if found else None


def _picture(shown: tuple[Difference, ...], data: ReportData) -> Picture:
    chart = DifferenceChart(shown, data.instrument)
    return Picture(chart, differences_text(shown, data.instrument))


def _summary(found: Sequence[Difference]) -> str:
    """Return sentences on the number of differences, and of those that are disagreements."""
    apart = sum(difference.spread >= DISAGREEMENT for difference in found)
    differ = ntr(
        "The informant groups see {0} measure point differently.",
        "The informant groups see {0} measure points differently.",
        len(found),
    ).format(len(found))
    if not apart:
        return sentences(differ, tr("Nowhere are they two levels apart or more."))
    far = ntr(
        "On {0} of them two groups are two levels apart or more.",
        "On {0} of them two groups are two levels apart or more.",
        apart,
    ).format(apart)
    return sentences(differ, far)


def _caption(shown: Sequence[Difference], found: Sequence[Difference]) -> str:
    how = tr(
        "Each point is the median of a group on the aspect on which the groups differ most, on "
        "the levels 0–4. A red line is two levels or more."
    )
    if len(shown) == len(found):
        return how
    return sentences(how, tr("The {0} widest are shown.").format(len(shown)))
