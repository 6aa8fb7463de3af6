"""How the profiles drawn over an assessment's own look, the same in all charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.desktop import theme


@dataclass(frozen=True)
class OverlayLine:
    """A profile drawn over another; `tint` is the name of a colour of the theme.

    `dashes` are lengths of lines and gaps, in widths of the pen, for the style of custom dashes.
    """

    profile: Profile
    tint: str
    style: Qt.PenStyle
    dashes: tuple[float, ...] = ()

    def pen(self, width: float) -> QPen:
        """Return the pen that draws it, `width` px wide whatever the scale."""
        pen = QPen(theme.color(self.tint), width, self.style)
        if self.dashes:
            pen.setDashPattern(self.dashes)
        pen.setCosmetic(True)
        return pen

    def area(self, code: str) -> ProfileEntry | None:
        """Return its entry for an area, or None."""
        return next((entry for entry in self.profile.areas if entry.code == code), None)

    def question(self, code: str) -> ProfileEntry | None:
        """Return its entry for a question, or None."""
        return next((entry for entry in self.profile.questions if entry.code == code), None)


_REFERENCE = ("challenge_line", Qt.PenStyle.DashLine)
"""Amber means the measurement of last time, on every page."""
_ASSUMED = ("text", Qt.PenStyle.DashLine)
"""The colour of text means a what-if, which is not real."""
_OTHERS: tuple[tuple[str, Qt.PenStyle, tuple[float, ...]], ...] = (
    ("strength", Qt.PenStyle.SolidLine, ()),
    ("weakness", Qt.PenStyle.DashDotLine, ()),
    ("text_soft", Qt.PenStyle.DotLine, ()),
    ("strength", Qt.PenStyle.DashDotDotLine, ()),
    ("weakness", Qt.PenStyle.CustomDashLine, (9, 3)),
    ("text_soft", Qt.PenStyle.CustomDashLine, (6, 2, 1, 2, 1, 2, 1, 2)),
)
"""No two have the same dashes, so that they differ without colour too."""


def overlay_lines(
    overlays: Sequence[Profile], reference: Profile | None, assumed: Profile | None = None
) -> tuple[OverlayLine, ...]:
    """Return the lines for other assessments, the measurement of last time, and a what-if.

    Last time has its own look, amber and dashed, which nothing else has.
    """
    lines = [
        OverlayLine(profile, *_OTHERS[index % len(_OTHERS)])
        for index, profile in enumerate(overlays)
    ]
    if reference is not None:
        lines.append(OverlayLine(reference, *_REFERENCE))
    if assumed is not None:
        lines.append(OverlayLine(assumed, *_ASSUMED))
    return tuple(lines)
