"""The headings of the team's table."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.scoring.group_cells import GroupHead
from kompass_desktop.desktop.scoring.scoring_row import (
    ACCEPT_WIDTH,
    CODE_WIDTH,
    GAP,
    POINTS_WIDTH,
    SIDES,
    SPREAD_WIDTH,
    TEAM_WIDTH,
)
from kompass_desktop.i18n import tr

HEIGHT = 33
TABLE_MARGIN = 6
"""What the table has beside its rows, in px."""

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScoringHead(QWidget):
    """The table's headings, each above its column of `ScoringRow`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDES + TABLE_MARGIN, 0, SIDES + TABLE_MARGIN, 0)
        row.setSpacing(GAP)
        row.addWidget(_heading("", CODE_WIDTH))
        statement = QLabel(tr("Measure point"))
        statement.setProperty("role", "detail")
        row.addWidget(statement, 1)
        self.groups = GroupHead()
        row.addWidget(self.groups)
        row.addWidget(_heading(tr("Spread"), SPREAD_WIDTH))
        self._rating = _heading("", TEAM_WIDTH + GAP + ACCEPT_WIDTH)
        row.addWidget(self._rating)
        self.name_rater("")
        points = _heading(tr("Points"), POINTS_WIDTH)
        points.setAlignment(_RIGHT)
        row.addWidget(points)

    def name_rater(self, name: str) -> None:
        """Say whose rating the squares are: a team member's, or with "" the team's."""
        whose = tr("{0} alone  S · O · R · E") if name else tr("The team's rating  S · O · R · E")
        self._rating.setText(whose.format(name))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border_strong"))
        painter.end()


def _heading(text: str, width: int) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "detail")
    label.setFixedWidth(width)
    return label
