"""Profil: the shape of the assessment, where its chain stops, and others drawn over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QWidget

from kompass_desktop.assessment.comparison import mean_profile, strongest, weakest
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.desktop.actions import add_action
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.area_bars import AreaBars
from kompass_desktop.desktop.charts.profile_legend import ProfileLegend
from kompass_desktop.desktop.charts.radar_chart import RadarChart
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.desktop.charts.total_band import TotalBand
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.profile.chain_card import ChainCard
from kompass_desktop.desktop.profile.question_bars import QuestionBars
from kompass_desktop.desktop.profile.question_ranking import QuestionRanking
from kompass_desktop.desktop.profile.trait_card import TraitCard
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.storage.database.assessment_reader import Listing

if TYPE_CHECKING:
    from kompass_desktop.desktop.profile.group_panel import GroupPanel

SMALLEST_LIBRARY_FOR_A_MEAN = 2


class ProfilePage(Page):
    """Shows the profile; every area and question leads to its measure points."""

    profile_card: QFrame
    overview: QWidget
    compare_button: QPushButton
    groups_button: QPushButton
    radar: RadarChart
    area_bars: AreaBars
    legend: ProfileLegend
    total_label: QLabel
    total_detail_label: QLabel
    total_band: TotalBand
    band_label: QLabel
    chain_card: ChainCard
    trait_card: TraitCard
    strongest: QuestionRanking
    weakest: QuestionRanking
    question_bars: QuestionBars

    def __init__(
        self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, catalogue, parent)
        load_form(self, "profile/profile_page")
        self._overlaid: list[str] = self._previous()
        self._with_mean = False
        self._groups: GroupPanel | None = None
        # Many ratings can change at once (undo, accepting a whole question): draw once.
        self._redraw = QTimer(self, singleShot=True, interval=0)
        self._redraw.timeout.connect(self._show)
        self._connect()

    def heightForWidth(self, width: int) -> int:
        # Read by the scroll area around the page: with the preferred height of the charts a
        # part of the page would be scrolled out of sight although there is room for all.
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout else -1

    def enter(self) -> None:
        self._show()

    def leave(self) -> None:
        super().leave()
        if self._groups is not None:
            self._groups.remember()

    def panes(self) -> list[QWidget]:
        if self._groups is not None and self.groups_are_shown:
            return self._groups.panes()
        return [
            self.radar,
            self.area_bars,
            self.chain_card.heat,
            self.trait_card.pane,
            self.strongest,
            self.weakest,
            self.question_bars,
        ]

    def key_help(self) -> list[tuple[str, str]]:
        if self._groups is not None and self.groups_are_shown:
            return self._groups.key_help()
        return [
            ("← → ↑ ↓", tr("Go through a picture; the figures are shown at the place")),
            ("Enter", tr("Open an area, a question or a trait; go to a measure point")),
            ("Esc, ←", tr("Back to what the area or question is part of")),
            ("Ctrl Enter", tr("Where the chain stops: go to the area or question")),
            ("Ctrl C", tr("Copy the picture of the chart; right click or menu key saves it")),
        ]

    @property
    def groups_are_shown(self) -> bool:
        """Whether the comparison of two groups is shown instead of the whole profile."""
        return self._groups is not None and not self._groups.isHidden()

    def show_groups(self) -> None:
        """Show the comparison of two groups."""
        if self._groups is None:
            self._groups = self._new_groups()
        if not self.groups_are_shown:
            self._switch(self._groups, to_groups=True)
        self._groups.enter()

    def hide_groups(self) -> None:
        """Show the whole profile again."""
        if self._groups is not None and self.groups_are_shown:
            self._switch(self._groups, to_groups=False)
            self._show()
            self.groups_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def overlay(self, assessment: str, *, shown: bool) -> None:
        """Draw another assessment of the library over the profile, or remove it."""
        if shown and assessment not in self._overlaid:
            self._overlaid.append(assessment)
        if not shown and assessment in self._overlaid:
            self._overlaid.remove(assessment)
        self._show()

    def overlay_mean(self, *, shown: bool) -> None:
        """Draw the mean of the library's assessments over the profile, or remove it."""
        self._with_mean = shown
        self._show()

    def comparison_menu(self) -> QMenu:
        """Return the menu with every other assessment, ticked if it is drawn over the profile."""
        menu = QMenu(self)
        for listing in self._others():
            other = listing.particulars
            entry = menu.addAction(f"{other.municipality} {other.year}")
            entry.setCheckable(True)
            entry.setChecked(other.id in self._overlaid)
            entry.toggled.connect(lambda on, other=other: self.overlay(other.id, shown=on))
        if menu.isEmpty():
            menu.addAction(tr("The library has no other measurements")).setEnabled(False)
        elif len(self._others()) >= SMALLEST_LIBRARY_FOR_A_MEAN:
            menu.addSeparator()
            mean = menu.addAction(tr("Mean of the library"))
            mean.setCheckable(True)
            mean.setChecked(self._with_mean)
            mean.toggled.connect(lambda on: self.overlay_mean(shown=on))
        return menu

    def _connect(self) -> None:
        self.session.scores_changed.connect(self._changed)
        self.session.interviews_changed.connect(self._changed)
        self.session.particulars_changed.connect(self._changed)
        self.compare_button.clicked.connect(self._choose_comparison)
        for chart in (self.radar, self.area_bars):
            chart.area_clicked.connect(self._go_to_area)
        for questions in (self.strongest, self.weakest, self.question_bars):
            questions.question_clicked.connect(self._go_to_code)
        self.chain_card.code_requested.connect(self._go_to_code)
        self.trait_card.point_clicked.connect(self._go_to_code)
        compare = tr("Compare with another measurement")
        self._compare = add_action(self, compare, ["Ctrl+J"], self._choose_comparison)
        self.groups_button.clicked.connect(lambda _checked: self.show_groups())
        groups = tr("Compare the profiles of two informant groups")
        add_action(self, groups, ["Ctrl+Shift+J"], self.show_groups)

    def _new_groups(self) -> GroupPanel:
        # Created at the first use, so that the page opens faster.
        from kompass_desktop.desktop.profile.group_panel import GroupPanel

        panel = GroupPanel(self.session, self)
        panel.hide()
        panel.closed.connect(self.hide_groups)
        panel.point_clicked.connect(self._go_to_code)
        if layout := self.layout():
            layout.addWidget(panel)
        return panel

    def _switch(self, panel: GroupPanel, *, to_groups: bool) -> None:
        self.profile_card.setVisible(not to_groups)
        self.overview.setVisible(not to_groups)
        panel.setVisible(to_groups)
        self._compare.setEnabled(not to_groups)
        for action in panel.actions():
            # So that the key sheet lists them while they have an effect.
            if to_groups:
                self.addAction(action)
            else:
                self.removeAction(action)

    def _changed(self) -> None:
        if self.isVisible():
            self._redraw.start()

    def _go_to_area(self, number: int) -> None:
        self.code_requested.emit("scoring", str(number))

    def _go_to_code(self, code: str) -> None:
        self.code_requested.emit("scoring", code)

    def _choose_comparison(self) -> None:
        below = self.compare_button.rect().bottomLeft()
        self.comparison_menu().popup(self.compare_button.mapToGlobal(below))

    def _others(self) -> list[Listing]:
        own = self.session.assessment.id
        return [row for row in self.catalogue.listings() if row.particulars.id != own]

    def _previous(self) -> list[str]:
        earlier = self.catalogue.previous(self.session.assessment)
        return [earlier.id] if earlier else []

    def _show(self) -> None:
        if self._groups is not None and self.groups_are_shown:
            self._groups.refresh()
            return
        board = self.session.board
        profile = profile_of(board, self.session.assessment.title)
        last_time = self._last_time()
        overlays = [*self._overlays(last_time), *self._mean()]
        earlier = self.catalogue.profile(last_time) if last_time else None
        for chart in (self.radar, self.area_bars, self.question_bars):
            chart.show_profiles(profile, overlays, earlier)
        self.legend.set_profile(profile)
        self.legend.set_overlays(overlays)
        self.legend.set_reference(earlier)
        recorded = bool(self.session.assessment.recorded)
        self.chain_card.show_board(board, has_recorded=recorded)
        self.trait_card.show_board(board)
        self.strongest.set_entries(strongest(profile))
        self.weakest.set_entries(weakest(profile))
        self._show_total(profile)

    def _last_time(self) -> str:
        """Return the id of the measurement before this one if it is drawn over this, or ""."""
        return next((earlier for earlier in self._previous() if earlier in self._overlaid), "")

    def _overlays(self, last_time: str) -> list[Profile]:
        there = {row.particulars.id for row in self._others()} - {last_time}
        return [
            self.catalogue.profile(identity) for identity in self._overlaid if identity in there
        ]

    def _mean(self) -> list[Profile]:
        if not self._with_mean:
            return []
        profiles = [self.catalogue.profile(row.particulars.id) for row in self._others()]
        label = tr("Mean of the library ({0})").format(len(profiles))
        mean = mean_profile(profiles, label)
        return [mean] if mean is not None else []

    def _show_total(self, profile: Profile) -> None:
        self.total_label.setText(str(profile.total))
        self.total_detail_label.setText(" · ".join(self._total_details(profile)))
        self.total_band.set_profile(profile)
        low, high = profile.band
        self.band_label.setText(
            tr(
                "{0}–{1} with ±5%: differences within the band mean nothing, the profile is "
                "what counts."
            ).format(low, high)
        )

    def _total_details(self, profile: Profile) -> list[str]:
        details = [tr("of {0}").format(shortest(profile.maximum))]
        if label := status_text(profile.status):
            details.append(label)
        if out := len(self.session.board.out_of_focus):
            attainable = tr("attainable {0}").format(whole(profile.attainable))
            missing = ntr(
                "{0} measure point is not in focus", "{0} measure points are not in focus", out
            ).format(out)
            details.append(f"{attainable}, {missing}")
        return details
