"""The radar chart of two groups' profiles, with texts on how much each has rated."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.profile import Profile
from kompass_desktop.desktop.charts.interactive_chart import Spot
from kompass_desktop.desktop.charts.radar_chart import RadarChart


class GroupRadar(RadarChart):
    """A radar chart with custom texts for the areas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts: tuple[str, ...] = ()

    def show_pair(self, first: Profile, second: Profile, texts: Sequence[str]) -> None:
        """Show two profiles; `texts` are the areas' texts, in order."""
        self._texts = tuple(texts)
        self.show_profiles(first, [second], None)

    def spots(self) -> Sequence[Spot]:
        return [
            Spot(spot.key, spot.rect, text)
            for spot, text in zip(super().spots(), self._texts, strict=False)
        ]
