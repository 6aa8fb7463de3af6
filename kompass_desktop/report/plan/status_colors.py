"""The colours of the statuses of improvements and documents, by their names in `colors.Colors`."""

from __future__ import annotations

from collections.abc import Mapping

from kompass_desktop import colors
from kompass_desktop.assessment.plan_records import ImprovementStatus
from kompass_desktop.assessment.records import DocumentStatus

STATUS_TINTS: Mapping[ImprovementStatus, str] = {
    ImprovementStatus.PROPOSED: "text_soft",
    ImprovementStatus.ADOPTED: "accent",
    ImprovementStatus.UNDER_WAY: "challenge",
    ImprovementStatus.DONE: "strength",
    ImprovementStatus.DROPPED: "text_faint",
}
"""The colours of text and marks."""

BAR_COLORS: Mapping[ImprovementStatus, str] = {
    **STATUS_TINTS,
    ImprovementStatus.PROPOSED: "text_faint",
    ImprovementStatus.DROPPED: "border_strong",
}
"""The colours of bars in the timeline, where phases and milestones are `text_soft`."""

DOCUMENT_STATUS_TINTS: Mapping[DocumentStatus, str] = {
    DocumentStatus.REQUESTED: "challenge",
    DocumentStatus.RECEIVED: "challenge",
    DocumentStatus.READ: "strength",
}


def printed_bar_color(status: ImprovementStatus) -> str:
    """Return the colour of a bar in print, as "#rrggbb"."""
    return str(getattr(colors.LIGHT, BAR_COLORS[status]))
