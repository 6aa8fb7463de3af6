"""A measure point's four levels as small squares, as a widget and for item delegates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop import theme
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Aspect

SQUARE = 20
PITCH = 31
RADIUS = 3
LETTERS = ("S", "O", "R", "E")


@dataclass(frozen=True)
class ShownLevels:
    """What the squares show: the levels 0-4 in order, None while not rated.

    `is_proposal` is true of levels that come from the interviews and not from the team.
    """

    levels: tuple[int | None, ...]
    is_proposal: bool = False
    planned_only: bool = False
    not_in_focus: bool = False

    @property
    def text(self) -> str:
        """The levels and flags in words, for tool tips and screen readers."""
        if self.not_in_focus:
            return tr("not in focus")
        missing = tr("not rated")
        parts = [
            f"{letter} {missing if level is None else level}"
            for letter, level in zip(LETTERS, self.levels, strict=True)
        ]
        if self.planned_only:
            parts.append(tr("only decided or planned"))
        if self.is_proposal:
            parts.append(tr("proposal"))
        return ", ".join(parts)


def levels_of_rating(rating: Rating) -> ShownLevels:
    """Return what the squares show of one rater's rating."""
    return ShownLevels(
        rating.levels,
        planned_only=bool(rating.planned_only),
        not_in_focus=bool(rating.not_in_focus),
    )


def levels_of_effective(rating: EffectiveRating) -> ShownLevels:
    """Return what the squares show of a measure point's effective rating."""
    return ShownLevels(
        tuple(rating.levels[aspect] for aspect in Aspect),
        is_proposal=rating.is_proposal,
        planned_only=rating.planned_only,
        not_in_focus=rating.not_in_focus,
    )


def squares_width(pitch: float = PITCH, side: float = SQUARE) -> int:
    """Return the width in px that the four squares take."""
    return round(3 * pitch + side)


def paint_level_squares(
    painter: QPainter, rect: QRectF, shown: ShownLevels, pitch: float = PITCH
) -> None:
    """Paint the squares at the right of `rect` (px), in its middle, `pitch` px apart.

    A rated level is a filled square, a proposal dashed with its number, a missing one
    dashed and empty. Planned only strikes the levels out, for they give no credit; out
    of focus has a text instead.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if shown.not_in_focus:
        _draw_out_of_focus(painter, rect, pitch)
    else:
        for square, level in zip(_squares(rect, pitch), shown.levels, strict=True):
            _draw_square(painter, square, level, shown)
        if shown.planned_only:
            _strike_out(painter, rect, pitch)
    painter.restore()


def _squares(rect: QRectF, pitch: float) -> Iterator[QRectF]:
    side = min(SQUARE, rect.height())
    left = rect.right() - squares_width(pitch, side)
    for index in range(4):
        yield QRectF(left + index * pitch, rect.center().y() - side / 2, side, side)


def _draw_square(painter: QPainter, square: QRectF, level: int | None, shown: ShownLevels) -> None:
    settled = level is not None and not shown.is_proposal and not shown.planned_only
    if settled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(square, RADIUS, RADIUS)
    else:
        _draw_hollow(painter, square, _hollow_color(level, shown))
    if level is not None:
        weight = QFont.Weight.Bold if settled else QFont.Weight.Normal
        painter.setFont(theme.font(round(square.height() * 0.6), weight))
        painter.setPen(theme.color("on_accent" if settled else "text_soft"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, str(level))


def _hollow_color(level: int | None, shown: ShownLevels) -> QColor:
    if shown.planned_only:
        return theme.color("challenge_line")
    return theme.color("border_strong" if level is None else "text_faint")


def _draw_hollow(painter: QPainter, square: QRectF, edge: QColor) -> None:
    pen = QPen(edge, 1)
    pen.setDashPattern([3, 2])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(square.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


def _strike_out(painter: QPainter, rect: QRectF, pitch: float) -> None:
    """Draw a line through the squares, behind them, so that the levels can be read."""
    for square in _squares(rect, pitch):
        line = QRectF(square.right(), square.center().y() - 1, pitch - square.width(), 2)
        painter.fillRect(line.translated(-pitch, 0), theme.color("challenge_line"))
        painter.fillRect(line & rect, theme.color("challenge_line"))


def _draw_out_of_focus(painter: QPainter, rect: QRectF, pitch: float) -> None:
    squares = list(_squares(rect, pitch))
    area = squares[0] | squares[-1]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("track"))
    painter.drawRoundedRect(area, RADIUS, RADIUS)
    painter.setFont(theme.font(11))
    painter.setPen(theme.color("text_soft"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, tr("not in focus"))


class LevelSquares(QWidget):
    """The four squares of a measure point; they show and do not change."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pitch = PITCH
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Levels"))
        theme.notifier.changed.connect(self.update)
        self.set_levels(ShownLevels((None, None, None, None)))

    @property
    def shown(self) -> ShownLevels:
        """What the squares show now."""
        return self._shown

    def set_levels(self, shown: ShownLevels) -> None:
        """Show a measure point's levels."""
        self._shown = shown
        self.setToolTip(shown.text)
        self.setAccessibleDescription(shown.text)
        self.update()

    def set_pitch(self, pixels: int) -> None:
        """Set the squares `pixels` apart, from left edge to left edge."""
        self._pitch = pixels
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(squares_width(self._pitch), SQUARE)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_level_squares(painter, QRectF(self.rect()), self._shown, self._pitch)
        painter.end()
