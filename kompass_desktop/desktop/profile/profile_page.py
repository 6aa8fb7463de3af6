"""Profil: the shape of the assessment, where its chain stops, and others drawn over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QWidget

from kompass_desktop.assessment.comparing.compared import Compared, last_time
from kompass_desktop.assessment.comparing.comparison import strongest, weakest
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.desktop.actions import add_action
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.charts.area_bars import AreaBars
from kompass_desktop.desktop.charts.profile_legend import ProfileLegend
from kompass_desktop.desktop.charts.radar_chart import RadarChart
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.desktop.charts.total_band import TotalBand
from kompass_desktop.desktop.comparing.candidates import Candidates
from kompass_desktop.desktop.comparing.choice_dialog import ChoiceDialog
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.profile.chain_card import ChainCard
from kompass_desktop.desktop.profile.question_bars import QuestionBars
from kompass_desktop.desktop.profile.question_ranking import QuestionRanking
from kompass_desktop.desktop.profile.trait_card import TraitCard
from kompass_desktop.desktop.recorded.recorded_dialog import OpenRecordedDialog
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.i18n import ntr, tr

if TYPE_CHECKING:
    from kompass_desktop.desktop.profile.comparison_panel import ComparisonPanel
    from kompass_desktop.desktop.profile.group_panel import GroupPanel


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
        self._candidates = Candidates(catalogue, session.assessment)
        self._kept = AssessmentSettings(session.assessment.id).compared
        self._groups: GroupPanel | None = None
        self._comparison: ComparisonPanel | None = None
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
        if self._comparison is not None and self.comparison_is_shown:
            return [self.radar, self.area_bars, *self._comparison.panes()]
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
        if self._comparison is not None and self.comparison_is_shown:
            return self._comparison.key_help()
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

    @property
    def compared(self) -> tuple[str, ...]:
        """The keys of what is compared: last time until something else is chosen."""
        if self._kept is not None:
            return self._kept
        return tuple(filter(None, [self._candidates.last_time]))

    @property
    def comparison_is_shown(self) -> bool:
        """Whether the comparison is shown instead of the overview."""
        return self._comparison is not None and not self._comparison.isHidden()

    def compare_with(self, keys: Sequence[str]) -> None:
        """Compare with what has these keys, and show the comparison; the profile for none."""
        self._kept = tuple(keys)
        AssessmentSettings(self.session.assessment.id).compared = self._kept
        if keys:
            self.show_comparison()
        else:
            self.hide_comparison()
        self._show()

    def show_comparison(self) -> None:
        """Show the comparison beside the radar."""
        if self._comparison is None:
            self._comparison = self._new_comparison()
        self._set_comparison_shown(self._comparison, is_shown=True)
        self._show()
        self._comparison.panes()[1].setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_comparison(self) -> None:
        """Show the overview again."""
        if self._comparison is not None and self.comparison_is_shown:
            self._set_comparison_shown(self._comparison, is_shown=False)
            self._show()
            self.compare_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose_comparison(self) -> None:
        """Open the dialog in which what to compare with is chosen."""
        dialog = ChoiceDialog(self._candidates, self.catalogue, self.compared, self)
        dialog.chosen.connect(self.compare_with)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def change_published_points(self) -> None:
        """Open the dialog for the points that are recorded as published."""
        if not self.session.refuses_change():
            dialog = OpenRecordedDialog(self.session, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    def _connect(self) -> None:
        self.session.scores_changed.connect(self._changed)
        self.session.interviews_changed.connect(self._changed)
        self.session.particulars_changed.connect(self._changed)
        self.compare_button.clicked.connect(lambda _checked: self.choose_comparison())
        for chart in (self.radar, self.area_bars):
            chart.area_clicked.connect(self._go_to_area)
        for questions in (self.strongest, self.weakest, self.question_bars):
            questions.question_clicked.connect(self._go_to_code)
        self.chain_card.code_requested.connect(self._go_to_code)
        self.trait_card.point_clicked.connect(self._go_to_code)
        compare = tr("Compare with other measurements and published results …")
        self._compare = add_action(self, compare, ["Ctrl+J"], self.choose_comparison)
        self.groups_button.clicked.connect(lambda _checked: self.show_groups())
        groups = tr("Compare the profiles of two informant groups")
        add_action(self, groups, ["Ctrl+Shift+J"], self.show_groups)
        published = tr("Published points of this measurement …")
        add_action(self, published, ["Ctrl+Shift+N"], self.change_published_points)

    def _new_comparison(self) -> ComparisonPanel:
        # Created at the first use, so that the page opens faster.
        from kompass_desktop.desktop.profile.comparison_panel import ComparisonPanel

        panel = ComparisonPanel(self.session.assessment.instrument, self)
        panel.hide()
        panel.closed.connect(self.hide_comparison)
        panel.code_requested.connect(self._go_to_code)
        panel.message_shown.connect(self.message_shown)
        if isinstance(layout := self.layout(), QBoxLayout):
            layout.addWidget(panel, 1)
        return panel

    def _set_comparison_shown(self, panel: ComparisonPanel, *, is_shown: bool) -> None:
        self.overview.setVisible(not is_shown)
        panel.setVisible(is_shown)
        self._list_actions(panel, listed=is_shown)

    def _list_actions(self, panel: QWidget, *, listed: bool) -> None:
        """Have the key sheet list a panel's actions while they have an effect."""
        for action in panel.actions():
            if listed:
                self.addAction(action)
            else:
                self.removeAction(action)

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
        if self._comparison is not None and self.comparison_is_shown:
            self._set_comparison_shown(self._comparison, is_shown=False)
        self.profile_card.setVisible(not to_groups)
        self.overview.setVisible(not to_groups)
        panel.setVisible(to_groups)
        self._compare.setEnabled(not to_groups)
        self._list_actions(panel, listed=to_groups)

    def _changed(self) -> None:
        if self.isVisible():
            self._redraw.start()

    def _go_to_area(self, number: int) -> None:
        self.code_requested.emit("scoring", str(number))

    def _go_to_code(self, code: str) -> None:
        self.code_requested.emit("scoring", code)

    def _show(self) -> None:
        if self._groups is not None and self.groups_are_shown:
            self._groups.refresh()
            return
        board = self.session.board
        profile = profile_of(board, self.session.assessment.title)
        own = self._candidates.own(profile)
        others = self._candidates.compared(self.compared)
        self._show_profiles(own, others)
        self._show_total(profile, others)
        if self._comparison is not None and self.comparison_is_shown:
            self._comparison.show_compared(own, others)
            return
        recorded = bool(self.session.assessment.recorded)
        self.chain_card.show_board(board, has_recorded=recorded)
        self.trait_card.show_board(board)
        self.strongest.set_entries(strongest(profile))
        self.weakest.set_entries(weakest(profile))

    def _show_profiles(self, own: Compared, others: Sequence[Compared]) -> None:
        """Draw the profiles in the charts; what has only a total is a tick on the total."""
        drawn = [other for other in others if not other.is_total_only]
        before = last_time(own, drawn)
        overlays = [other.profile for other in drawn if other is not before]
        earlier = None if before is None else before.profile
        for chart in (self.radar, self.area_bars, self.question_bars):
            chart.show_profiles(own.profile, overlays, earlier)
        self.legend.set_profile(own.profile)
        self.legend.set_overlays(overlays)
        self.legend.set_reference(earlier)

    def _show_total(self, profile: Profile, others: Sequence[Compared]) -> None:
        self.total_label.setText(str(profile.total))
        self.total_detail_label.setText(" · ".join(self._total_details(profile)))
        ticks = [other for other in others if other.is_total_only]
        self.total_band.set_profile(profile, ticks)
        low, high = profile.band
        said = tr(
            "{0}–{1} with ±5%: differences within the band mean nothing, the profile is "
            "what counts."
        ).format(low, high)
        totals = ", ".join(f"{each.label}: {each.total_text}" for each in ticks)
        self.band_label.setText(f"{said}\n{totals}" if totals else said)

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
