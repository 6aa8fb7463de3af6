"""The panel that compares two groups' profiles, and lists their largest differences."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.assessment.group_profile import Basis, GroupComparison, compare, profiles
from kompass_desktop.assessment.group_sources import (
    Ratings,
    Source,
    source_ratings,
    sources,
    speaking_sources,
    usual_pair,
)
from kompass_desktop.desktop.actions import add_action, add_area_keys, area_key_help
from kompass_desktop.desktop.charts.profile_legend import ProfileLegend
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.profile.group_bars import GroupBars
from kompass_desktop.desktop.profile.group_differences import GroupDifferences
from kompass_desktop.desktop.profile.group_radar import GroupRadar
from kompass_desktop.desktop.profile.group_text import (
    PairNames,
    area_comparison_text,
    basis_text,
    coverage_text,
    differences_text,
)
from kompass_desktop.desktop.profile.source_box import SourceBox
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area


class GroupPanel(QWidget):
    """Shown instead of the whole profile; compares any two sources."""

    closed = Signal()
    point_clicked = Signal(str)
    """The code of a measure point."""

    first_box: QComboBox
    second_box: QComboBox
    close_button: KeyButton
    group_radar: GroupRadar
    group_legend: ProfileLegend
    common_box: QCheckBox
    basis_label: QLabel
    coverage_label: QLabel
    group_bars: GroupBars
    differences_label: QLabel
    differences_holder: QWidget

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "profile/group_panel")
        self._session = session
        self._basis: Basis | None = None
        self._area = ""
        self._ratings: dict[Source, Ratings] = {}
        self._pair = self._remembered() or usual_pair(session.assessment)
        self._first = SourceBox(self.first_box, self)
        self._second = SourceBox(self.second_box, self)
        self.differences = GroupDifferences(session.assessment.instrument.aspects)
        self.differences.setObjectName("group_differences")
        column = QVBoxLayout(self.differences_holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.differences)
        column.addStretch(1)
        self._connect()
        self._add_actions()

    @property
    def pair(self) -> tuple[Source, Source]:
        """The two sources whose profiles are shown."""
        return self._pair

    def compare(self, first: Source, second: Source) -> None:
        """Show the profiles of two sources."""
        if (first, second) != self._pair:
            # Each pair has other points in common, so the choice of points starts anew.
            self._basis = None
        self._pair = (first, second)
        self._first.choose(first)
        self._second.choose(second)
        self._show_pair()

    def enter(self) -> None:
        """Show the present ratings, and give the focus to the first chooser."""
        self.refresh()
        self.first_box.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the present ratings."""
        self._ratings.clear()
        assessment = self._session.assessment
        speaking = speaking_sources(assessment)
        for box, source in zip((self._first, self._second), self._pair, strict=True):
            box.fill(assessment, speaking)
            box.choose(source)
        self._pair = (self._first.source, self._second.source)
        self._show_pair()

    def remember(self) -> None:
        """Store the pair in the settings; not called at each step, as it writes a file."""
        first, second = self._pair
        AssessmentSettings(self._session.assessment.id).profile_groups = (first.key, second.key)

    def show_area(self, code: str) -> None:
        """List the differences of one area, given its code, or of all with ""."""
        self._area = code
        self._show_pair()

    def show_only_common(self, only_common: bool) -> None:
        """Use only the measure points that both have rated, or all that each has rated."""
        self._basis = Basis.COMMON if only_common else Basis.OWN
        self._show_pair()

    def panes(self) -> list[QWidget]:
        """Return the parts between which F6 moves."""
        return [
            self.first_box,
            self.second_box,
            self.group_radar,
            self.common_box,
            self.group_bars,
            self.differences,
        ]

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys that are not actions with descriptions, for the key sheet (F1)."""
        keys, _ = area_key_help(self._session.assessment.instrument)
        return [
            ("↑ ↓", tr("In a chooser: another group; in a list: another row")),
            ("Enter", tr("On an area: list its differences; on a measure point: go to it")),
            (keys, tr("List the differences of the area with that number")),
        ]

    def _connect(self) -> None:
        for box in (self._first, self._second):
            box.chosen.connect(lambda: self.compare(self._first.source, self._second.source))
        self.group_radar.area_clicked.connect(lambda number: self.show_area(str(number)))
        self.group_bars.area_clicked.connect(self.show_area)
        self.differences.point_clicked.connect(self.point_clicked)
        self.common_box.clicked.connect(self.show_only_common)
        self.close_button.clicked.connect(lambda _checked: self.closed.emit())

    def _add_actions(self) -> None:
        add_action(self, tr("Back to the profile"), ["Esc"], self.closed.emit)
        add_action(self, tr("Choose the first group"), ["Ctrl+1"], self._first.open)
        add_action(self, tr("Choose the second group"), ["Ctrl+2"], self._second.open)
        add_action(self, tr("Only what both have rated"), ["Ctrl+B"], self.common_box.click)
        add_action(self, tr("Show all areas"), ["Alt+0"], lambda: self.show_area(""))
        add_area_keys(self, self._session.assessment.instrument, self.show_area)

    def _remembered(self) -> tuple[Source, Source] | None:
        """Return the stored pair, or None if there is none or one of the two no longer exists."""
        assessment = self._session.assessment
        kept = AssessmentSettings(assessment.id).profile_groups
        by_key = {source.key: source for source in sources(assessment)}
        found = [by_key[key] for key in kept if key in by_key]
        return (found[0], found[1]) if len(found) == 2 else None

    def _show_pair(self) -> None:
        instrument = self._session.assessment.instrument
        first, second = (self._ratings_of(source) for source in self._pair)
        compared = compare(instrument, first, second, self._basis)
        self._show(compared, PairNames.of(instrument, self._pair))

    def _ratings_of(self, source: Source) -> Ratings:
        # The ratings of a group do not change while the user goes through the choices.
        if source not in self._ratings:
            self._ratings[source] = source_ratings(self._session.assessment, source)
        return self._ratings[source]

    def _show(self, compared: GroupComparison, pair: PairNames) -> None:
        instrument = self._session.assessment.instrument
        first, second = profiles(instrument, compared, pair.names)
        texts = [area_comparison_text(each, pair) for each in compared.areas]
        self.group_radar.show_pair(first, second, texts)
        self.group_legend.set_profile(first)
        self.group_legend.set_overlays([second])
        self.group_bars.show_areas(compared.areas, pair)
        self.common_box.setChecked(compared.basis is Basis.COMMON)
        self.basis_label.setText(basis_text(compared))
        total = len(instrument.measure_points)
        self.coverage_label.setText(coverage_text(compared, pair, total))
        self._show_differences(compared, pair)

    def _show_differences(self, compared: GroupComparison, pair: PairNames) -> None:
        area = self._session.assessment.instrument.find(self._area)
        within = f"{self._area}." if self._area else ""
        shown = [each for each in compared.differences if each.point.code.startswith(within)]
        self.differences.show_differences(shown, pair)
        name = f"{area.code} {area.short}" if isinstance(area, Area) else ""
        self.differences_label.setText(differences_text(shown, name, compared.common))
