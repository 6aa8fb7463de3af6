"""The base of the charts of a profile: the profile, and the other profiles drawn over it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.desktop.charts.interactive_chart import SpotChart
from kompass_desktop.desktop.charts.legend_entries import LegendEntry
from kompass_desktop.desktop.charts.overlay_lines import OverlayLine, overlay_lines
from kompass_desktop.desktop.charts.profile_legend import profile_entries


class ProfileChart(SpotChart):
    """A chart of one profile; `lines` says how it marks the others."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.profile: Profile | None = None
        self._overlays: tuple[Profile, ...] = ()
        self._reference: Profile | None = None
        self._assumed: Profile | None = None

    def set_profile(self, profile: Profile | None) -> None:
        """Show an assessment's profile."""
        self.profile = profile
        self.data_changed()

    def set_overlays(self, overlays: Sequence[Profile]) -> None:
        """Lay other assessments over it: the first green, the second amber and dashed."""
        self._overlays = tuple(overlays)
        self.data_changed()

    def set_reference(self, reference: Profile | None) -> None:
        """Lay a reference profile over it, amber and dashed."""
        self._reference = reference
        self.data_changed()

    def show_profiles(
        self,
        profile: Profile | None,
        overlays: Sequence[Profile],
        reference: Profile | None,
        assumed: Profile | None = None,
    ) -> None:
        """Show a profile with its overlays, reference and what-if, painted only once."""
        self.profile = profile
        self._overlays = tuple(overlays)
        self._reference = reference
        self._assumed = assumed
        self.data_changed()

    def legend_entries(self) -> list[LegendEntry]:
        return profile_entries(self.profile, self.lines)

    @property
    def areas(self) -> tuple[ProfileEntry, ...]:
        """The profile's areas, in order; none while there is no profile."""
        return self.profile.areas if self.profile else ()

    @property
    def lines(self) -> tuple[OverlayLine, ...]:
        """The profiles that are drawn over it, in their drawn form."""
        return overlay_lines(self._overlays, self._reference, self._assumed)

    @property
    def others(self) -> list[Profile]:
        """The profiles that are drawn over it."""
        return [line.profile for line in self.lines]
