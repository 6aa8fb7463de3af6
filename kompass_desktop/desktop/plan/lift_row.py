"""A measure point that an improvement lifts: its levels now, those it should reach, and the gain.

The keys are those of rating: 0–4 sets a level and goes on, a letter chooses an aspect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from kompass_desktop.assessment.consensus import EffectiveRating
from kompass_desktop.assessment.plan_records import Lift
from kompass_desktop.assessment.planning.improving import lift_with, proposed_levels
from kompass_desktop.assessment.records import Rating
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.level_squares import (
    SQUARE,
    ShownLevels,
    levels_of_effective,
    paint_level_squares,
    squares_width,
)
from kompass_desktop.desktop.rating.rating_cursor import ALL_RATED, RatingCursor, is_level
from kompass_desktop.desktop.rating.rating_input import RatingInput
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.painted_delegate import write_line
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import LEVELS, AspectWording, MeasurePoint

HEIGHT = 56
MARGIN = 6
NOW_SIDE = 16
NOW_PITCH = 19
PITCH = 25
ARROW = 26
GAIN_WIDTH = 66
_NO_LEVELS = (None, None, None, None)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class ShownLift:
    """What a row shows: the lift, its measure point and its rating now, and the gain as text."""

    lift: Lift
    point: MeasurePoint
    now: EffectiveRating
    gain: str

    @property
    def proposal(self) -> tuple[int | None, ...]:
        """The levels that are proposed while the lift has none."""
        return proposed_levels(self.now) if self.lift.levels == _NO_LEVELS else _NO_LEVELS

    @property
    def rating(self) -> Rating:
        """The levels to reach, as a rating for the keys of rating."""
        return Rating(self.lift.id, "", self.lift.measure_point, *self.lift.levels)


class LiftRow(QWidget):
    """Shows a lift, and emits what the user makes of it; it changes no data."""

    lift_given = Signal(object)
    """The lift with other levels."""
    remove_requested = Signal()
    stepped = Signal(int)
    """The row before (-1) or after (1) is to get the focus."""
    message_shown = Signal(str)

    def __init__(
        self, wordings: tuple[AspectWording, ...], shown: ShownLift, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wordings = wordings
        self._cursor = RatingCursor("")
        self._cursor.set_aspects([wording.letter for wording in wordings])
        self._input = RatingInput(self, self._cursor, self._make_keys(), self._waits)
        self._input.rated.connect(lambda letter, _modifiers: self._rate(letter))
        self._input.active_changed.connect(self.update)
        self._input.text_typed.connect(self._refuse_text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.update)
        self.shown = shown
        self._cursor.open(shown.rating)
        self.show_lift(shown)

    def show_lift(self, shown: ShownLift) -> None:
        """Show a lift of the same measure point as before, or of another one."""
        if shown.lift.id != self.shown.lift.id:
            self._cursor.open(shown.rating)
        self.shown = shown
        point = shown.point
        self.setAccessibleName(f"{point.code} {point.statement}")
        reached = self._reached.text
        self.setAccessibleDescription(
            tr("now {0}; should reach {1}").format(levels_of_effective(shown.now).text, reached)
        )
        tip = f"{point.code} {point.statement}\n{self.accessibleDescription()}"
        self.setToolTip(plain_tip(f"{tip}\n{self._hint}" if self._hint else tip))
        self.update()

    @property
    def aspect(self) -> int:
        """The index 0–3 of the aspect that the next level is for."""
        return min(self._cursor.at, ALL_RATED - 1)

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    # Keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._input.take(event, self.shown.rating):
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._input.focus_in(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._input.focus_out()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._input.take_focus_by_mouse()
        for index in range(ALL_RATED):
            if self._square(index).contains(event.position()):
                self._go_to(index)
                below = self._square(index).bottomLeft().toPoint()
                if event.button() is Qt.MouseButton.LeftButton:
                    self._offer_levels(self.mapToGlobal(below))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.shown.proposal != _NO_LEVELS:
            menu.addAction(tr("Use the proposed levels (Enter)")).triggered.connect(self._accept)
        menu.addAction(tr("No levels")).triggered.connect(partial(self._give, _NO_LEVELS))
        menu.addAction(tr("Remove the measure point (Delete)")).triggered.connect(
            self.remove_requested
        )
        menu.popup(event.globalPos())

    def _make_keys(self) -> dict[Qt.Key, Callable[[], object]]:
        return {
            Qt.Key.Key_Return: self._accept,
            Qt.Key.Key_Enter: self._accept,
            Qt.Key.Key_Backspace: self._take_back,
            Qt.Key.Key_Delete: self.remove_requested.emit,
            Qt.Key.Key_Up: partial(self.stepped.emit, -1),
            Qt.Key.Key_Down: partial(self.stepped.emit, 1),
            Qt.Key.Key_Left: partial(self._step, -1),
            Qt.Key.Key_Right: partial(self._step, 1),
        }

    def _waits(self, key: Qt.Key) -> bool:
        return key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Backspace)

    def _rate(self, letter: str) -> None:
        if not is_level(letter):
            self._go_to(self._cursor.aspect_of(letter))
        elif self._cursor.at < ALL_RATED:
            self._set_level(self._cursor.at, int(letter))

    def _set_level(self, index: int, level: int | None) -> None:
        self._cursor.at = index if level is None else index + 1
        levels = list(self.shown.lift.levels)
        levels[index] = level
        self._give(tuple(levels))

    def _take_back(self) -> None:
        given = [at for at, level in enumerate(self.shown.lift.levels) if level is not None]
        if given:
            self._set_level(
                self._cursor.at - 1 if self._cursor.at - 1 in given else given[-1], None
            )

    def _accept(self) -> None:
        """Take the proposed levels, or if there are none, go to the next row."""
        if self.shown.proposal != _NO_LEVELS:
            self._give(self.shown.proposal)
        else:
            self.stepped.emit(1)

    def _give(self, levels: tuple[int | None, ...]) -> None:
        self.lift_given.emit(lift_with(self.shown.lift, levels))
        self.update()

    def _refuse_text(self, _text: str, before: Rating | None) -> None:
        if before is not None and before.levels != self.shown.lift.levels:
            self._give(before.levels)
        self._cursor.end_run()
        self.message_shown.emit(tr("Type 0–4 for the level that the aspect should reach."))

    def _step(self, step: int) -> None:
        self._go_to(max(0, min(ALL_RATED - 1, self._cursor.at + step)))

    def _go_to(self, index: int) -> None:
        self._cursor.at = index
        self._input.arm(True)
        self.update()

    def _offer_levels(self, at: QPoint) -> None:
        wording = self._wordings[self.aspect]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(wording.name)
        anchors = wording.anchors_of(self.shown.point)
        for level, anchor in zip(LEVELS, anchors, strict=True):
            text = f"{level}  {anchor}".replace("&", "&&")
            menu.addAction(text).triggered.connect(partial(self._set_level, self.aspect, level))
        menu.addAction(tr("No level")).triggered.connect(
            partial(self._set_level, self.aspect, None)
        )
        menu.popup(at)

    # Painting

    @property
    def _hint(self) -> str:
        return tr("Enter uses the proposed levels") if self.shown.proposal != _NO_LEVELS else ""

    @property
    def _reached(self) -> ShownLevels:
        proposal = self.shown.proposal
        if proposal != _NO_LEVELS:
            return ShownLevels(proposal, is_proposal=True)
        return ShownLevels(self.shown.lift.levels)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_ground(painter)
        self._draw_statement(painter)
        self._draw_levels(painter)
        painter.end()

    def _draw_ground(self, painter: QPainter) -> None:
        painter.setBrush(theme.color("surface_soft"))
        painter.setPen(QPen(theme.color("accent" if self.hasFocus() else "border"), 1))
        inside = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inside, 5, 5)

    def _draw_statement(self, painter: QPainter) -> None:
        line = QRectF(MARGIN, 3, self.width() - 2 * MARGIN, 20)
        painter.setFont(theme.font(12, QFont.Weight.DemiBold))
        painter.setPen(theme.color("accent"))
        code = self.shown.point.code
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, code)
        line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(code) + 7)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text"))
        write_line(painter, line, self.shown.point.statement)

    def _draw_levels(self, painter: QPainter) -> None:
        top = 26.0
        now = QRectF(MARGIN, top + 4, squares_width(NOW_PITCH, NOW_SIDE), NOW_SIDE)
        paint_level_squares(painter, now, levels_of_effective(self.shown.now), NOW_PITCH)
        painter.setFont(theme.font(13))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(QRectF(now.right(), top, ARROW, 24), _CENTRE, "→")
        target = QRectF(self._square(0).left(), top + 2, squares_width(PITCH), SQUARE)
        paint_level_squares(painter, target, self._reached, PITCH)
        if self._input.is_active and self._cursor.at < ALL_RATED:
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._square(self._cursor.at).adjusted(-2, -2, 2, 2), 4, 4)
        beside = QRectF(target.right() + 8, top, self.width() - target.right() - 8 - MARGIN, 24)
        self._draw_gain(painter, beside)

    def _draw_gain(self, painter: QPainter, rect: QRectF) -> None:
        if self._hint:
            painter.setFont(theme.font(11))
            painter.setPen(theme.color("text_soft"))
            write_line(painter, rect, tr("Enter: use"), _RIGHT)
            return
        painter.setFont(theme.font(13, QFont.Weight.Bold))
        painter.setPen(theme.color("text"))
        write_line(painter, rect, self.shown.gain, _RIGHT)

    def _square(self, index: int) -> QRectF:
        left = MARGIN + squares_width(NOW_PITCH, NOW_SIDE) + ARROW
        return QRectF(left + index * PITCH, 28, SQUARE, SQUARE)
