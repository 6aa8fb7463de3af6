"""The profile beside an interview: total, radar and bars, following every rating."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.charts.area_bars import AreaBars
from kompass_desktop.desktop.charts.profile_legend import ProfileLegend
from kompass_desktop.desktop.charts.radar_chart import RadarChart
from kompass_desktop.desktop.charts.score_text import MISSING, status_text
from kompass_desktop.i18n import tr

LOWEST_RADAR = 88
"""Pixels."""


class InterviewProfile(QWidget):
    """Shows the profile of the whole assessment, or of what this interview alone has rated."""

    own_chosen = Signal(bool)
    """Whether this interview alone is to be shown."""
    area_clicked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.status_label = QLabel()
        self.total_label = QLabel()
        self.detail_label = QLabel()
        self.attainable_label = QLabel()
        self.all_chip = QPushButton(tr("Whole measurement"))
        self.own_chip = QPushButton(tr("This interview"))
        self.radar = RadarChart()
        self.bars = AreaBars()
        self.legend = ProfileLegend()
        self._profile: Profile | None = None
        self.setFocusProxy(self.radar)
        self._group_chips()
        self._lay_out()
        self.radar.area_clicked.connect(self.area_clicked)
        self.bars.area_clicked.connect(self.area_clicked)

    @property
    def is_own(self) -> bool:
        """Whether this interview alone is shown."""
        return self.own_chip.isChecked()

    def toggle_own(self) -> None:
        """Switch between the whole assessment and this interview alone."""
        (self.all_chip if self.is_own else self.own_chip).setChecked(True)

    def set_profile(self, profile: Profile, rated: int, points: int) -> None:
        """Show a profile, of which `rated` of `points` measure points are rated in full."""
        same_name = self._profile is not None and self._profile.label == profile.label
        same_status = self._profile is not None and self._profile.status is profile.status
        self._profile = profile
        self.radar.set_profile(profile)
        self.bars.set_profile(profile)
        if not (same_name and same_status):
            self.legend.set_profile(profile)
        missing = profile.status is ScoreStatus.MISSING
        self.total_label.setText(MISSING if missing else str(profile.total))
        self.status_label.setText(status_text(profile.status))
        self.detail_label.setText(
            tr("of {0} · {1} of {2} measure points").format(
                shortest(profile.maximum), rated, points
            )
        )
        differs = profile.attainable != profile.maximum
        self.attainable_label.setVisible(differs)
        if differs:
            text = tr("attainable maximum {0}").format(whole(profile.attainable))
            self.attainable_label.setText(text)

    def set_earlier(self, earlier: Profile | None) -> None:
        """Show the assessment before this one behind the profile."""
        self.radar.set_reference(earlier)
        self.bars.set_reference(earlier)
        self.legend.set_reference(earlier)

    def _group_chips(self) -> None:
        chips = QButtonGroup(self)
        for chip in (self.all_chip, self.own_chip):
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setToolTip(tr("Switch with Ctrl+Shift+P"))
            chips.addButton(chip)
        self.all_chip.setChecked(True)
        self.own_chip.toggled.connect(self.own_chosen)

    def _lay_out(self) -> None:
        title = QLabel(tr("Profile so far"))
        title.setProperty("role", "strong")
        self.status_label.setProperty("role", "soft")
        self.total_label.setProperty("role", "figure")
        self.detail_label.setProperty("role", "soft")
        self.attainable_label.setProperty("role", "small")
        head = _line(title, None, self.status_label)
        figures = _line(self.total_label, self.detail_label, None)
        self.detail_label.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.detail_label.setContentsMargins(0, 0, 0, 4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addLayout(figures)
        column.addWidget(self.attainable_label)
        column.addLayout(_line(self.all_chip, self.own_chip, None))
        # It gets the remaining height, and becomes lower when a notice is shown above it.
        self.radar.setMinimumHeight(LOWEST_RADAR)
        self.radar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        column.addWidget(self.radar, 1)
        column.addWidget(self.bars)
        column.addWidget(self.legend)


def _line(*parts: QWidget | None) -> QHBoxLayout:
    """Return a row of widgets, with stretching space for each None."""
    line = QHBoxLayout()
    line.setSpacing(5)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    return line
