"""Texts about a row and a cell of the chain's table, for tool tips and screen readers."""

from __future__ import annotations

from kompass_desktop.assessment.chain import ChainRow
from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.desktop.charts.score_text import intensity_text, question_value, status_text
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import AspectWording, MeasurePoint


def row_name(row: ChainRow) -> str:
    """Return the code and the short name of an area or question, or a point's statement."""
    part = row.part
    name = part.statement if isinstance(part, MeasurePoint) else part.short
    return f"{part.code} {name}"


def row_text(row: ChainRow) -> str:
    """Return a row's name and its points of the maximum: "1.4 Dialog: 7,5 av 30"."""
    label = status_text(row.score.status)
    if row.rating is not None and row.rating.not_in_focus:
        label = tr("not in focus")
    elif row.rating is not None and row.rating.planned_only:
        label = tr("only decided or planned")
    text = f"{row_name(row)}: {question_value(row.score)}"
    return f"{text}, {label}" if label else text


def cell_text(row: ChainRow, index: int, wording: AspectWording) -> str:
    """Return the text about a row's intensity or level on the aspect with an index."""
    name = f"{row_name(row)}, {wording.name}"
    if isinstance(row.part, MeasurePoint) and row.rating is not None:
        return f"{name}: {_level_text(row.part, row.rating, wording)}"
    return f"{name}: {intensity_text(row.intensities[index])}"


def _level_text(point: MeasurePoint, rating: EffectiveRating, wording: AspectWording) -> str:
    if rating.not_in_focus:
        return tr("not in focus")
    level = rating.levels[wording.aspect]
    parts = []
    if level is not None:
        parts.append(tr("level {0} – {1}").format(level, wording.anchors_of(point)[level]))
    elif not rating.planned_only:
        return tr("not rated")
    if rating.planned_only:
        parts.append(tr("only decided or planned, counts as 0"))
    elif rating.is_proposal:
        parts.append(tr("proposal"))
    return "; ".join(parts)
