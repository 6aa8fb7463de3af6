"""The profile of today with that of the scenario drawn over it, dashed."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt

from kompass_desktop.assessment.profile import Profile
from kompass_desktop.desktop.charts.overlay_lines import OverlayLine
from kompass_desktop.desktop.charts.radar_chart import RadarChart
from kompass_desktop.i18n import tr


class ScenarioRadar(RadarChart):
    """A radar whose dashed line is what improvements would give, which is not real yet."""

    _planned: Profile | None = None

    def show_scenario(self, now: Profile, planned: Profile) -> None:
        """Show the profile of today, and the scenario's."""
        self._planned = planned
        self.set_title(tr("Profile with the improvements of the scenario"))
        self.set_profile(now)

    @property
    def lines(self) -> tuple[OverlayLine, ...]:
        """The scenario, green and dashed."""
        if self._planned is None:
            return ()
        return (OverlayLine(self._planned, "strength", Qt.PenStyle.DashLine),)

    def sizeHint(self) -> QSize:
        return QSize(200, 146)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 120)
