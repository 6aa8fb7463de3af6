"""A question's measure points as the team's table shows them, one of them open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.rating.rating_cursor import ALL_RATED, RatingCursor
from kompass_desktop.desktop.scoring.rating_strip import RatingStrip
from kompass_desktop.desktop.scoring.scoring_head import HEIGHT as HEAD_HEIGHT
from kompass_desktop.desktop.scoring.scoring_head import TABLE_MARGIN, ScoringHead
from kompass_desktop.desktop.scoring.scoring_line import ScoringLine
from kompass_desktop.desktop.scoring.scoring_row import CODE_WIDTH, GAP, SIDES, ScoringRow
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import AspectWording

RADIUS = 6
SCORING_KEYS = "PIG"
"""Keys that are no level and no aspect: two flags, and accepting what is proposed."""


class ScoringLines(QScrollArea):
    """Shows the lines of a question; the one at hand is open with the anchors of an aspect.

    What is done with them is its subclass's.
    """

    point_chosen = Signal(str)
    """Another measure point is at hand, by its code."""
    line_clicked = Signal(int)
    """The place of a line, from 0."""
    aspect_clicked = Signal(int, int)
    """The place of a line, and that of an aspect 0-3."""
    accept_clicked = Signal(int)
    """The place of a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[ScoringLine] = []
        self._rows: list[ScoringRow] = []
        self._wordings: tuple[AspectWording, ...] = ()
        self._current = 0
        self.rating_cursor = RatingCursor(SCORING_KEYS)
        self._head = ScoringHead(self)
        self.strip = RatingStrip()
        self._content = _Content()
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(TABLE_MARGIN, 2, TABLE_MARGIN, 4)
        self._column.setSpacing(0)
        self._strip_holder = QWidget()
        inner = QVBoxLayout(self._strip_holder)
        inner.setContentsMargins(SIDES + CODE_WIDTH + GAP, 0, SIDES, 9)
        inner.addWidget(self.strip)
        self._column.addWidget(self._strip_holder)
        self._column.addStretch(1)
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        self.setWidgetResizable(True)
        self.setViewportMargins(0, HEAD_HEIGHT, 0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Measure points"))

    @property
    def rows(self) -> list[ScoringRow]:
        """The lines, from the top."""
        return self._rows[: len(self._lines)]

    @property
    def lines(self) -> list[ScoringLine]:
        """The measure points that are shown, from the top."""
        return list(self._lines)

    @property
    def line(self) -> ScoringLine | None:
        """The line at hand, or None of an empty table."""
        return self._lines[self._current] if self._lines else None

    @property
    def aspect_at(self) -> int:
        """The place 0-3 of the aspect that the next digit rates; 4 when it rates nothing."""
        return self.rating_cursor.at

    def set_aspects(self, wordings: tuple[AspectWording, ...]) -> None:
        """Word the four aspects as the instrument does."""
        self._wordings = wordings
        self.rating_cursor.set_aspects([wording.letter for wording in wordings])

    def show_lines(self, lines: Sequence[ScoringLine], code: str) -> None:
        """Show the measure points of a question, with that of a code at hand."""
        self._lines = list(lines)
        while len(self._rows) < len(lines):
            self._add_row()
        for row, line in zip(self._rows, lines, strict=False):
            row.show_line(line)
            row.show()
        for row in self._rows[len(lines) :]:
            row.hide()
        codes = [line.point.code for line in lines]
        self.verticalScrollBar().setValue(0)
        self._open(codes.index(code) if code in codes else 0)

    def set_line(self, line: ScoringLine) -> None:
        """Show a line that has changed; where a level was taken back, one is there."""
        for place, old in enumerate(self._lines):
            if old.point.code == line.point.code:
                self._lines[place] = line
                self._rows[place].show_line(line)
                if place == self._current:
                    self.rating_cursor.follow(old.team, line.team)
        self._show_active()
        self.updateGeometry()

    def open_point(self, code: str) -> None:
        """Have the measure point of a code at hand, where it is in the table."""
        for place, line in enumerate(self._lines):
            if line.point.code == code and place != self._current:
                self._open(place)

    def sizeHint(self) -> QSize:
        lines = self._column.heightForWidth(self.viewport().width())
        return QSize(600, lines + HEAD_HEIGHT + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        return QSize(400, 150)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._head.setGeometry(0, 0, self.viewport().width(), HEAD_HEIGHT)
        self.updateGeometry()

    def _add_row(self) -> None:
        row = ScoringRow()
        place = len(self._rows)
        row.clicked.connect(partial(self.line_clicked.emit, place))
        row.aspect_clicked.connect(partial(self.aspect_clicked.emit, place))
        row.accept_clicked.connect(partial(self.accept_clicked.emit, place))
        self._rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)

    def _open(self, index: int) -> None:
        self._current = index
        line = self.line
        for at, row in enumerate(self._rows):
            row.set_current(at == index)
        self._column.removeWidget(self._strip_holder)
        self._column.insertWidget(index + 1, self._strip_holder)
        self._strip_holder.setVisible(line is not None)
        if line is None:
            return
        self.rating_cursor.open(line.team)
        self._show_active()
        self._reveal()
        self.point_chosen.emit(line.point.code)

    def _reveal(self) -> None:
        self._column.activate()
        self.updateGeometry()
        self.ensureWidgetVisible(self._strip_holder, 0, 4)
        self.ensureWidgetVisible(self._rows[self._current], 0, 4)

    @property
    def _is_rated_by_keys(self) -> bool:
        return self.hasFocus() and self.rating_cursor.is_armed

    def _show_active(self) -> None:
        for place, row in enumerate(self._rows):
            here = place == self._current and self._is_rated_by_keys
            row.set_active(
                self.rating_cursor.at if here and self.rating_cursor.at < ALL_RATED else None
            )
        line = self.line
        if line is not None:
            place = min(self.rating_cursor.at, ALL_RATED - 1)
            self.strip.show_aspect(line, place, self._wordings[place])
            self._content.set_open(
                self._rows[self._current], self._strip_holder, self._is_rated_by_keys
            )
            self.setAccessibleDescription(
                f"{line.point.code} {line.point.statement}: {self._wordings[place].name}"
            )


class _Content(QWidget):
    """Draws the lines between the rows, and the frame around the one that is open."""

    def __init__(self) -> None:
        super().__init__()
        self._open: tuple[QWidget, QWidget] | None = None
        self._has_focus = False

    def set_open(self, row: QWidget, strip: QWidget, focus: bool) -> None:
        """Frame a row and the strip below it."""
        self._open = (row, strip)
        self._has_focus = focus
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for line in self.findChildren(ScoringRow):
            if line.isVisible():
                bottom = line.geometry().bottom()
                painter.fillRect(0, bottom, self.width(), 1, theme.color("separator"))
        if self._open is not None:
            row, strip = self._open
            frame = QRectF(row.geometry() | strip.geometry()).adjusted(1, 1, -1, -1)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme.color("surface_soft"))
            shade = "accent" if self._has_focus else "border_strong"
            painter.setPen(QPen(theme.color(shade), 2 if self._has_focus else 1))
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
        painter.end()
