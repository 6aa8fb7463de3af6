"""How each profile of a comparison is drawn as a bar or a mark: by colour and by pattern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen

from kompass_desktop.assessment.comparing.compared import Compared, last_time
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.overlay_lines import overlay_lines

_PATTERNS = (
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.DiagCrossPattern,
)


@dataclass(frozen=True)
class Look:
    """A profile with the name of its colour and the pattern of its bars."""

    compared: Compared
    tint: str
    pattern: Qt.BrushStyle

    def fill(self, painter: QPainter, rect: QRectF) -> None:
        """Paint a bar that fills `rect` (px)."""
        if rect.height() < 1 or rect.width() < 1:
            return
        painter.fillRect(rect, theme.color("surface"))
        painter.fillRect(rect, QBrush(theme.color(self.tint), self.pattern))
        painter.setPen(QPen(theme.color(self.tint), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def looks(own: Compared, others: Sequence[Compared]) -> tuple[Look, ...]:
    """Return how an assessment and the others are drawn, in their order.

    The colours are those of the lines in the radar, in which what has only a total is not drawn.
    """
    drawn = [other for other in others if not other.is_total_only]
    before = last_time(own, drawn)
    lines = overlay_lines(
        [other.profile for other in drawn if other is not before],
        None if before is None else before.profile,
    )
    tints = {id(line.profile): line.tint for line in lines}
    return (
        Look(own, "accent", Qt.BrushStyle.SolidPattern),
        *(
            Look(other, tints.get(id(other.profile), "text_soft"), _PATTERNS[index])
            for index, other in enumerate(others[: len(_PATTERNS)])
        ),
    )
