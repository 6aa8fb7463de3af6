"""What the painted charts share: spots that show their values and can be clicked, and pictures.

A chart paints itself and returns where its spots are; hovering, clicking, moving with the arrow
keys, the description for screen readers and the picture for other programs are done here, once.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.chart_picture import ChartPicture
from kompass_desktop.desktop.charts.legend_entries import LegendEntry
from kompass_desktop.desktop.charts.picture_home import picture_home
from kompass_desktop.desktop.charts.picture_menu import (
    copy_picture,
    drag_picture,
    show_picture_menu,
)
from kompass_desktop.desktop.tool_tips import plain_tip

_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@dataclass(frozen=True)
class Spot:
    """A part of a chart: its key, its rectangle (px), and its values as text."""

    key: str
    rect: QRectF
    text: str


class SpotChart(QWidget):
    """A painted chart whose spots can be hovered, clicked, and reached with the arrow keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = 0
        self._title = ""
        self._pressed_at: QPointF | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.notifier.changed.connect(self.update)

    @abstractmethod
    def spots(self) -> Sequence[Spot]:
        """Return the spots at the chart's present size, in the order of the arrow keys."""

    @abstractmethod
    def draw(self, painter: QPainter) -> None:
        """Paint the chart, without its focus mark."""

    @abstractmethod
    def activate(self, key: str) -> None:
        """React to a click on the spot with this key, or to Enter on it."""

    def draw_picture(self, painter: QPainter) -> None:
        """Paint the chart for its picture, in the colours of paper."""
        self.draw(painter)

    def legend_entries(self) -> list[LegendEntry]:
        """Return the legend of its picture: what the page around the chart says on screen."""
        return []

    @property
    def picture(self) -> ChartPicture:
        """The chart as it is now, as a picture for other programs."""
        subject = picture_home(self).subject()
        return ChartPicture(
            self._title, self.size(), self.draw_picture, self.legend_entries, subject
        )

    @property
    def current_spot(self) -> Spot | None:
        """The spot that the arrow keys have reached; None while there are no spots."""
        spots = self.spots()
        return spots[min(self._current, len(spots) - 1)] if spots else None

    def spot_at(self, position: QPointF) -> Spot | None:
        """Return the spot at a position in the chart (px), or None."""
        return next((spot for spot in self.spots() if spot.rect.contains(position)), None)

    def data_changed(self) -> None:
        """Repaint, and give screen readers all the values as text."""
        self.setAccessibleDescription("; ".join(spot.text for spot in self.spots()))
        self.updateGeometry()
        self.update()

    def set_title(self, title: str) -> None:
        """Name the chart for screen readers."""
        self._title = title
        self.setAccessibleName(title)

    @property
    def focused_spot(self) -> Spot | None:
        """The spot that has the keyboard focus; None while the chart does not have it."""
        return self.current_spot if self.hasFocus() else None

    def show_focus(self) -> None:
        """Repaint the mark of the spot that has the keyboard focus."""
        self.update()

    def draw_focus(self, painter: QPainter, spot: Spot) -> None:
        """Mark the spot that has the keyboard focus."""
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(spot.rect.adjusted(-2, -2, 2, 2) & inside, 3, 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        self.draw(painter)
        spot = self.focused_spot
        if spot is not None:
            self.draw_focus(painter, spot)
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        at = self.mapToGlobal(self.rect().center()) if by_key else event.globalPos()
        QToolTip.hideText()
        show_picture_menu(self, self.picture, at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._is_dragged(event):
            self._pressed_at = None
            drag_picture(self, self.picture)
            return
        spot = self.spot_at(event.position())
        tip = plain_tip(spot.text) if spot else ""
        shape = Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)
        if tip == self.toolTip():
            return
        self.setToolTip(tip)
        # A tip that is shown already would otherwise keep the previous spot's text.
        if QToolTip.isVisible():
            QToolTip.showText(event.globalPosition().toPoint(), tip, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        was_dragged, self._pressed_at = self._pressed_at is None, None
        spot = self.spot_at(event.position())
        if spot is not None and event.button() is Qt.MouseButton.LeftButton and not was_dragged:
            self._current = [each.key for each in self.spots()].index(spot.key)
            self.show_focus()
            self.activate(spot.key)

    def _is_dragged(self, event: QMouseEvent) -> bool:
        """Whether the mouse has been moved far enough, with its button pressed, for a drag."""
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return False
        moved = event.position() - self._pressed_at
        return moved.manhattanLength() >= QApplication.startDragDistance()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Copy):
            copy_picture(self, self.picture)
        elif key in _STEPS:
            self._move_to(self._current + _STEPS[key])
        elif key is Qt.Key.Key_Home:
            self._move_to(0)
        elif key is Qt.Key.Key_End:
            self._move_to(len(self.spots()) - 1)
        elif key in _ENTER and (spot := self.current_spot) is not None:
            self.activate(spot.key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.show_focus()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QToolTip.hideText()
        self.show_focus()

    def _move_to(self, index: int) -> None:
        self._current = max(0, min(index, len(self.spots()) - 1))
        self.show_focus()
        spot = self.current_spot
        if spot is not None:
            self.setAccessibleName(f"{self._title}: {spot.text}")
            below = self.mapToGlobal(spot.rect.bottomLeft().toPoint() + QPoint(0, 4))
            QToolTip.showText(below, plain_tip(spot.text), self)
