"""Which line or bar of the charts is which assessment."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.legend_entries import (
    ROW,
    LegendEntry,
    draw_legend,
    legend_rows,
)
from kompass_desktop.desktop.charts.overlay_lines import OverlayLine, overlay_lines
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.i18n import tr
from kompass_desktop.report.status_labels import BY_CERTAINTY, short_name


class ProfileLegend(QWidget):
    """The charts' lines with their assessments' names, in as many rows as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._profile: Profile | None = None
        self._overlays: tuple[Profile, ...] = ()
        self._reference: Profile | None = None
        self._assumed: Profile | None = None
        self._magnification = 1.0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Legend"))
        theme.notifier.changed.connect(self.update)

    def set_profile(self, profile: Profile | None) -> None:
        """Name the assessment that the charts show."""
        self._profile = profile
        self._changed()

    def set_overlays(self, overlays: Sequence[Profile]) -> None:
        """Set the other assessments that are drawn over it."""
        self._overlays = tuple(overlays)
        self._changed()

    def set_reference(self, reference: Profile | None) -> None:
        """Name the reference profile."""
        self._reference = reference
        self._changed()

    def set_assumed(self, assumed: Profile | None) -> None:
        """Name the profile of a what-if."""
        self._assumed = assumed
        self._changed()

    def magnify(self, magnification: float) -> None:
        """Set how many times larger than in the window it is drawn."""
        self._magnification = magnification
        self._changed()

    def sizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, ROW)

    def heightForWidth(self, width: int) -> int:
        rows = len(legend_rows(self._entries(), width / self._magnification))
        return round(ROW * self._magnification) * max(1, rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self._magnification, self._magnification)
        draw_legend(painter, self._entries(), self.width() / self._magnification)
        painter.end()

    def _entries(self) -> list[LegendEntry]:
        lines = overlay_lines(self._overlays, self._reference, self._assumed)
        return profile_entries(self._profile, lines)

    def _changed(self) -> None:
        self.setAccessibleDescription(", ".join(entry.text for entry in self._entries()))
        self.updateGeometry()
        self.update()


def profile_pen(status: ScoreStatus, width: float) -> QPen:
    """Return the pen of an assessment's own profile: dashed until it is all rated."""
    unsure = status in (ScoreStatus.PRELIMINARY, ScoreStatus.MISSING)
    style = {ScoreStatus.PROPOSAL: Qt.PenStyle.DashDotLine}.get(
        status, Qt.PenStyle.DashLine if unsure else Qt.PenStyle.SolidLine
    )
    pen = QPen(theme.color("accent"), width, style)
    pen.setCosmetic(True)
    return pen


def profile_entries(profile: Profile | None, lines: Sequence[OverlayLine]) -> list[LegendEntry]:
    """Return the entries of a profile, or None, and of those that are drawn over it."""
    entries = []
    if profile is not None:
        label = status_text(profile.status)
        text = f"{profile.label} ({label})" if label else profile.label
        entries.append(LegendEntry(text, profile_pen(profile.status, 2)))
    return entries + [LegendEntry(line.profile.label, line.pen(2)) for line in lines]


def bar_entries(entries: Sequence[ProfileEntry], lines: Sequence[OverlayLine]) -> list[LegendEntry]:
    """Return the entries of bars, each status once, and of what is marked on them."""
    statuses = {entry.score.status for entry in entries}
    bars = [
        LegendEntry(short_name(status), status=status)
        for status in BY_CERTAINTY
        if status in statuses
    ]
    return bars + [LegendEntry(line.profile.label, line.pen(2)) for line in lines]
