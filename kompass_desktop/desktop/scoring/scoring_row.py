"""A measure point in the team's table: the groups' medians, spread, the rating, points."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from kompass_desktop.assessment.numbers import decimal, shortest
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.score_text import MISSING, status_text
from kompass_desktop.desktop.scoring.group_cells import GroupCells
from kompass_desktop.desktop.scoring.scoring_line import ScoringLine
from kompass_desktop.desktop.scoring.team_squares import TeamSquares
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr

CODE_WIDTH = 38
SPREAD_WIDTH = 50
TEAM_WIDTH = 131
ACCEPT_WIDTH = 56
POINTS_WIDTH = 82
GAP = 8
SIDES = 10

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScoringRow(QWidget):
    """One line of the table; it emits what was clicked and changes no data."""

    clicked = Signal()
    aspect_clicked = Signal(int)
    """The index 0-3 of the aspect."""
    accept_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = QLabel()
        self._code.setProperty("role", "soft")
        self._statement = WrappedText()
        self._statement.setAlignment(_MIDDLE)
        self._tag = QLabel()
        self._tag.setProperty("role", "earlier")
        self.groups = GroupCells()
        self._spread = QLabel()
        self._spread.setProperty("role", "soft")
        self._disagreement = QLabel()
        self._disagreement.setProperty("role", "pill-warning")
        self.team = TeamSquares()
        self.accept_button = QPushButton(tr("Accept"))
        self.accept_button.setProperty("role", "small")
        self.accept_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.accept_button.setToolTip(tr("Make the proposal the team's rating (G)"))
        self._points = QLabel()
        self._lay_out()
        self.team.aspect_clicked.connect(self.aspect_clicked)
        self.accept_button.clicked.connect(self.accept_clicked)

    def _lay_out(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._statement)
        texts.addWidget(self._tag)
        pill = QHBoxLayout()
        pill.addWidget(self._spread)
        pill.addWidget(self._disagreement)
        pill.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(SIDES, 5, SIDES, 5)
        row.setSpacing(GAP)
        row.addWidget(_as_wide(self._code, CODE_WIDTH), 0, _MIDDLE)
        row.addLayout(texts, 1)
        row.addWidget(self.groups, 0, _MIDDLE)
        row.addWidget(_as_wide(_holding(pill), SPREAD_WIDTH), 0, _MIDDLE)
        row.addWidget(self.team, 0, _MIDDLE)
        accept = QHBoxLayout()
        accept.addWidget(self.accept_button)
        row.addWidget(_as_wide(_holding(accept), ACCEPT_WIDTH), 0, _MIDDLE)
        row.addWidget(_as_wide(self._points, POINTS_WIDTH))
        self._points.setAlignment(_RIGHT)

    @property
    def points_text(self) -> str:
        """The text in the column of points."""
        return self._points.text()

    @property
    def spread_text(self) -> str:
        """The text in the column of spread."""
        shown = self._spread if self._disagreement.isHidden() else self._disagreement
        return shown.text()

    @property
    def tag_text(self) -> str:
        """The text about the flags; empty if none is set."""
        return self._tag.text()

    def show_line(self, line: ScoringLine) -> None:
        """Show a measure point and its present ratings."""
        self._code.setText(line.point.code)
        self._statement.setText(line.point.statement)
        self._tag.setText(self._flags_text(line))
        self._tag.setVisible(bool(self._tag.text()))
        self.groups.set_views(line.views)
        self._show_spread(line)
        self.team.set_line(line)
        self.accept_button.setVisible(line.can_accept)
        self._show_points(line)
        self.setAccessibleName(f"{line.point.code} {line.point.statement}")

    def set_active(self, index: int | None) -> None:
        """Mark the aspect that the next level goes to, by its index 0-3, or none."""
        self.team.set_active(index)

    def set_current(self, current: bool) -> None:
        """Mark the measure point as the open one, or not."""
        _give_role(self._statement, "strong" if current else "")

    def sizeHint(self) -> QSize:
        # Otherwise the layout wraps the statement at its minimum width, which is never shown.
        return QSize(self.minimumSizeHint().width(), self.heightForWidth(self.width()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def _show_spread(self, line: ScoringLine) -> None:
        known = bool(line.views)
        self._spread.setText(str(line.spread) if known else MISSING)
        self._spread.setHidden(line.is_disagreement)
        self._disagreement.setText(f"{line.spread} ⚠")
        self._disagreement.setVisible(line.is_disagreement)
        tip = tr("Spread in levels between the informant groups: {0}").format(line.spread)
        for label in (self._spread, self._disagreement):
            label.setToolTip(tip)

    def _show_points(self, line: ScoringLine) -> None:
        status = line.score.status
        value = MISSING if status is ScoreStatus.MISSING else decimal(line.score.points)
        label = status_text(status) if status is not ScoreStatus.MISSING else ""
        self._points.setText(f"{label} {value}".strip())
        self._points.setToolTip(tr("{0} of {1} points").format(value, shortest(line.point.maximum)))
        role = "" if status is ScoreStatus.RATED else "soft"
        _give_role(self._points, role)

    def _flags_text(self, line: ScoringLine) -> str:
        parts = []
        for is_set, decided, text in (
            (line.effective.not_in_focus, line.team.not_in_focus, tr("not in focus")),
            (
                line.effective.planned_only,
                line.team.planned_only,
                tr("only decided or planned"),
            ),
        ):
            if is_set:
                parts.append(text if decided else tr("{0} (proposal)").format(text))
        return " · ".join(parts)


def _give_role(label: QLabel, role: str) -> None:
    if label.property("role") == role:
        return
    theme.set_role(label, role)
    label.updateGeometry()


def _as_wide(widget: QWidget, width: int) -> QWidget:
    widget.setFixedWidth(width)
    return widget


def _holding(row: QHBoxLayout) -> QWidget:
    row.setContentsMargins(0, 0, 0, 0)
    holder = QWidget()
    holder.setLayout(row)
    return holder
