"""Several assessments compared: a radar, and the areas with how they have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from kompass_desktop.assessment.comparing.compared import Compared
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.desktop.charts.profile_legend import ProfileLegend
from kompass_desktop.desktop.charts.radar_chart import RadarChart
from kompass_desktop.desktop.charts.score_text import status_text
from kompass_desktop.desktop.library.movement_table import MovementTable
from kompass_desktop.desktop.widgets.painted_delegate import PaintedDelegate
from kompass_desktop.desktop.widgets.plain_table import make_plain
from kompass_desktop.i18n import tr

ROW_HEIGHT = 24
WITHOUT_SCROLLING = 5
"""Columns that fit in the card: the area, three years and the change."""

FRAME = 4
"""Pixels that the table's edge takes above and below its rows, together."""


class ComparisonCard(QFrame):
    """Shows its hint until `set_compared`, and no radar until `show_chart`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._compared: tuple[Compared, ...] = ()
        self._chart: RadarChart | None = None
        self._movements = MovementTable(self)
        self.legend = ProfileLegend(self)
        self.table = QTableView(self)
        self.hint = _label("detail", tr("Tick “Compare” to see several together."))
        self._chart_column = QVBoxLayout()
        self._lay_out()
        self._prepare_table()
        self._show()

    def set_compared(self, compared: Sequence[Compared]) -> None:
        """Show assessments, the earliest first; the others are drawn over it."""
        self._compared = tuple(compared)
        self._show()

    def show_chart(self) -> None:
        """Show the radar too; it takes half a second to load what draws it."""
        if self._chart is None:
            self._chart = RadarChart(self)
            self._chart_column.addWidget(self._chart)
            self._show()

    @property
    def chart(self) -> RadarChart | None:
        """The radar, or None until `show_chart`."""
        return self._chart

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(_label("heading", tr("Comparison")))
        column.addWidget(self.legend)
        column.addLayout(self._chart_column, 1)
        column.addWidget(self.table)
        column.addWidget(self.hint)

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self._movements)
        table.setItemDelegate(PaintedDelegate(table))
        table.setAccessibleName(tr("Points by area"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        make_plain(table, ROW_HEIGHT)

    def _show(self) -> None:
        profiles = [compared.profile for compared in self._compared]
        own, earlier, rest = _parts(self._compared)
        shown: list[ProfileLegend | RadarChart] = [self.legend]
        if self._chart is not None:
            shown.append(self._chart)
            self._chart.setVisible(bool(profiles))
        for each in shown:
            each.set_profile(own)
            each.set_overlays(rest)
            each.set_reference(earlier)
        self._movements.set_compared(self._compared)
        self._fit_table()
        self.table.setVisible(bool(profiles))
        self.hint.setVisible(len(profiles) < 2)

    def _fit_table(self) -> None:
        header = self.table.horizontalHeader()
        columns = self._movements.columnCount()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        scrolls = columns > WITHOUT_SCROLLING
        if columns and not scrolls:
            header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        height = self._movements.rowCount() * ROW_HEIGHT + header.sizeHint().height() + FRAME
        bar = self.table.horizontalScrollBar().sizeHint().height() if scrolls else 0
        self.table.setFixedHeight(height + bar)


def _parts(
    compared: Sequence[Compared],
) -> tuple[Profile | None, Profile | None, list[Profile]]:
    """Return the profile to draw, that of last time or None, and those of the others.

    The earliest is drawn, unless a later one of the same municipality makes it last time.
    """
    later = [each for each in compared[1:] if each.municipality == compared[0].municipality]
    if not later:
        own = compared[0].profile if compared else None
        return own, None, [_with_status(each.profile) for each in compared[1:]]
    earlier = [compared[0], *later][-2]
    rest = [each for each in compared if each not in (later[-1], earlier)]
    return (
        later[-1].profile,
        _with_status(earlier.profile),
        [_with_status(each.profile) for each in rest],
    )


def _with_status(profile: Profile) -> Profile:
    """Return a profile with its score status in its name."""
    said = status_text(profile.status)
    return replace(profile, label=f"{profile.label} ({said})") if said else profile


def _label(role: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label
