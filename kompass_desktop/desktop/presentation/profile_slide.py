"""The slide of the profile: the radar, the total with its band, and the areas."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont

from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.desktop.charts.profile_legend import ProfileLegend
from kompass_desktop.desktop.charts.radar_chart import RadarChart
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.desktop.charts.total_band import TotalBand
from kompass_desktop.desktop.presentation.contents import PresentationContents
from kompass_desktop.desktop.presentation.rows import area_row, assumed_total
from kompass_desktop.desktop.presentation.score_rows import ScoreRows
from kompass_desktop.desktop.presentation.slide_view import BigText, SlideView
from kompass_desktop.i18n import tr

RADAR_FONT_SCALE = 1.5
FIGURE = 64


class ProfileSlide(SlideView):
    """Shows the profile; Enter on an area, or a click, opens it."""

    def __init__(self, contents: PresentationContents) -> None:
        super().__init__(contents)
        self.radar = RadarChart(self)
        self.radar.setProperty("long_labels", True)
        self.radar.area_clicked.connect(lambda number: self.opened.emit(str(number)))
        self.legend = ProfileLegend(self)
        self.total = BigText(self, FIGURE, QFont.Weight.Bold)
        self.detail = BigText(self, 20, tint="text_soft")
        self.assumed = BigText(self, 26, QFont.Weight.Bold)
        self.band = TotalBand(self)
        self.band_text = BigText(self, 16, tint="text_soft")
        self.rows = ScoreRows(self)
        self.rows.row_clicked.connect(self.opened)
        self.radar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.chosen = 0

    @property
    def title(self) -> str:
        return tr("The profile")

    def refresh(self) -> None:
        contents, profile = self.contents, self.contents.profile
        assumed = contents.assumed_profile
        self.radar.show_profiles(profile, [], contents.compared, assumed)
        self.legend.set_profile(profile)
        self.legend.set_reference(contents.compared)
        self.legend.set_assumed(assumed)
        self.total.setText(str(profile.total))
        details = [tr("of {0}").format(shortest(profile.maximum)), status_text(profile.status)]
        if contents.data.out_of_focus:
            details.append(tr("attainable {0}").format(whole(profile.attainable)))
        self.detail.setText(" · ".join(detail for detail in details if detail))
        total = assumed_total(contents)
        self.assumed.setText("" if total is None else tr("What if: {0}").format(total))
        self.band.set_profile(profile)
        low, high = profile.band
        self.band_text.setText(
            tr("{0}–{1} with ±5%: the profile is what counts.").format(low, high)
        )
        rows = [area_row(contents, area) for area in contents.instrument.areas]
        self.rows.show_rows(rows, self.chosen)

    def lay_out(self) -> None:
        unit, width, height = self.unit, self.width(), self.height()
        left = round(width * 0.46)
        legend = round(24 * unit)
        self.radar.magnify(RADAR_FONT_SCALE * unit)
        self.radar.setGeometry(0, 0, left, height - legend)
        self.legend.magnify(1.2 * unit)
        self.legend.setGeometry(0, height - legend, left, legend)
        for text in (self.total, self.detail, self.assumed, self.band_text):
            text.magnify(unit)
        x = left + round(30 * unit)
        room = width - x
        figure = QRect(x, 0, round(150 * unit), round(84 * unit))
        self.total.setGeometry(figure)
        beside = figure.right() + round(10 * unit)
        self.detail.setGeometry(beside, round(8 * unit), width - beside, round(30 * unit))
        self.assumed.setGeometry(beside, round(40 * unit), width - beside, round(40 * unit))
        self.band.setGeometry(x, round(92 * unit), room, round(18 * unit))
        self.band_text.setGeometry(x, round(116 * unit), room, round(24 * unit))
        top = round(152 * unit)
        self.rows.magnify(unit)
        self.rows.setGeometry(x, top, room, height - top)

    def choose(self, code: str) -> None:
        """Choose an area, given its code, for when the slide is shown."""
        codes = [area.code for area in self.contents.instrument.areas]
        self.chosen = codes.index(code)

    def step(self, step: int) -> bool:
        self.chosen = max(0, min(len(self.rows.rows) - 1, self.chosen + step))
        self.rows.show_rows(self.rows.rows, self.chosen)
        return True

    def open_chosen(self) -> None:
        self.opened.emit(self.rows.rows[self.chosen].code)
