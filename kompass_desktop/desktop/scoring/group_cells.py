"""The matrix of a measure point: each informant group's median on each aspect, in one row."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QStaticText,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kompass_desktop.assessment.consensus import GroupView
from kompass_desktop.colors import Colors
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.level_squares import ShownLevels
from kompass_desktop.desktop.charts.score_text import MISSING
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.instrument.model import HIGHEST_LEVEL, InformantGroup

SQUARE = 11
HEIGHT = 20
CELL = 4 * SQUARE
GAP = 7
FONT = 11
DARKEST = 0.75
"""The share of the darkest shade that the highest level has, so that numbers are readable."""


class GroupCells(QWidget):
    """One compact cell for each group: four levels side by side, darker where higher.

    The tool tip names the interviews behind a median. A group without ratings has
    a dash; one that says planned only is struck out.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[InformantGroup, ...] = ()
        self._views: dict[str, GroupView] = {}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.notifier.changed.connect(self.update)

    def set_groups(self, groups: Sequence[InformantGroup]) -> None:
        """Set the groups that have a cell, from the left."""
        if self._groups != tuple(groups):
            self._groups = tuple(groups)
            self.updateGeometry()

    def set_views(self, views: Sequence[GroupView]) -> None:
        """Show how the groups see a measure point."""
        shown = {view.group: view for view in views}
        if shown != self._views:
            self._views = shown
            self.setAccessibleName("; ".join(self.spoken(group) for group in self._groups))
            self.update()

    def levels(self, group: str) -> tuple[int | None, ...]:
        """Return the levels that a group's cell shows, given its key; none for a dash."""
        view = self._views.get(group)
        return view.levels if view is not None else ()

    def spoken(self, group: InformantGroup) -> str:
        """Return a cell's text for screen readers: the group, its levels and its interviews."""
        view = self._views.get(group.key)
        if view is None:
            return tr("{0}: not rated").format(group.name)
        count = len(view.interviews)
        number = ntr("{0} interview", "{0} interviews", count).format(count)
        shown = ShownLevels(
            view.levels, planned_only=view.planned_only, not_in_focus=view.not_in_focus
        )
        codes = ", ".join(interview.code for interview in view.interviews)
        return tr("{0}: {1} ({2}: {3})").format(group.name, shown.text, number, codes)

    def sizeHint(self) -> QSize:
        return QSize(cells_width(len(self._groups)), HEIGHT)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = event.pos().x() // (CELL + GAP)
            if 0 <= index < len(self._groups):
                tip = plain_tip(self.spoken(self._groups[index]))
                QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for index, group in enumerate(self._groups):
            left = index * (CELL + GAP)
            self._paint_cell(painter, QRect(left, 0, CELL, self.height()), group.key)
        painter.end()

    def _paint_cell(self, painter: QPainter, cell: QRect, group: str) -> None:
        view = self._views.get(group)
        painter.setFont(theme.font(FONT))
        if view is None or (view.not_in_focus and not any(view.levels)):
            painter.setPen(theme.color("text_faint"))
            sign = MISSING if view is None else "×"
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, sign)
            return
        for place, level in enumerate(view.levels):
            square = QRect(cell.left() + place * SQUARE, cell.top(), SQUARE, cell.height())
            _paint_level(painter, square, level)
        if view.planned_only:
            middle = QRectF(cell.left(), cell.center().y(), cell.width(), 2)
            painter.fillRect(middle, theme.color("challenge_line"))


def _paint_level(painter: QPainter, square: QRect, level: int | None) -> None:
    if level is None:
        painter.setPen(theme.color("text_faint"))
        _draw_sign(painter, square, "·")
        return
    shade, text = _shades(theme.colors(), level)
    painter.fillRect(square, shade)
    painter.setPen(text)
    _draw_sign(painter, square, str(level))


def _draw_sign(painter: QPainter, square: QRect, sign: str) -> None:
    text, size = _sign(sign)
    left = square.left() + (square.width() - size.width()) / 2
    painter.drawStaticText(
        QPointF(left, square.top() + (square.height() - size.height()) / 2), text
    )


@lru_cache(maxsize=8)
def _sign(sign: str) -> tuple[QStaticText, QSizeF]:
    """Return a sign laid out for painting, and its size in px; cached, as pages show hundreds."""
    text = QStaticText(sign)
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.prepare(font=theme.font(FONT))
    return text, text.size()


@lru_cache
def _shades(_palette: Colors, level: int) -> tuple[QColor, QColor]:
    """Return the shade of a level, and the colour of its number, in a palette."""
    shade = theme.mixed("heat_low", "heat_high", DARKEST * level / HIGHEST_LEVEL)
    return shade, theme.readable_on(shade)


def cells_width(groups: int) -> int:
    """Return the width in px of the cells of a number of groups."""
    return max(0, groups * (CELL + GAP) - GAP)


class GroupHead(QWidget):
    """The groups' names, each above its column of cells; the prefix where it has no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: tuple[InformantGroup, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.notifier.changed.connect(self.update)

    def set_groups(self, groups: Sequence[InformantGroup]) -> None:
        """Set the groups that have a column, from the left."""
        self._groups = tuple(groups)
        self.setFixedWidth(cells_width(len(groups)))
        self.setAccessibleName(", ".join(group.name for group in groups))
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            index = event.pos().x() // (CELL + GAP)
            if 0 <= index < len(self._groups):
                QToolTip.showText(event.globalPos(), plain_tip(self._groups[index].name), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = theme.font(FONT, QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("text_soft"))
        metrics = QFontMetrics(font)
        for index, group in enumerate(self._groups):
            has_room = metrics.horizontalAdvance(group.short) <= CELL + GAP // 2
            name = QRect(index * (CELL + GAP) - GAP // 2, 0, CELL + GAP, self.height())
            painter.drawText(
                name, Qt.AlignmentFlag.AlignCenter, group.short if has_room else group.prefix
            )
        painter.end()
