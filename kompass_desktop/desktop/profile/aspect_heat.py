"""The intensity by aspect as a table of shaded cells, which shows where the chain stops."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kompass_desktop.assessment.chain import ChainRow
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.interactive_chart import Spot, SpotChart
from kompass_desktop.desktop.profile.chain_text import cell_text, row_name, row_text
from kompass_desktop.desktop.profile.heat_cells import (
    draw_intensity,
    draw_level,
    draw_out_of_focus,
)
from kompass_desktop.desktop.profile.two_lines import draw_two_lines
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, AspectWording, Question

ROW = 28
LEAST_ROW = 19
ROWS = 8
"""The height does not change with what is opened: it has room for so many rows."""
HEADER = 22
NOTE = 19
"""Pixels left below the levels of measure points for what their marks mean."""
GAP = 3
AREA_NAME = 0.32
QUESTION_NAME = 0.46
POINT_NAME = 0.60

_NAME = -1
"""Used instead of a column's number for the name of the row."""
_BACK = (Qt.Key.Key_Escape, Qt.Key.Key_Backspace)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AspectHeat(SpotChart):
    """A table with areas, questions or measure points as rows and aspects as columns.

    Cells of areas and questions show per cent of the maximum, those of measure points the level.
    A preliminary cell has a dotted edge and a dot in its corner, a proposal a dashed edge, a
    level that is only planned is struck out, and a cell without a rating has a dash.
    """

    part_clicked = Signal(str)
    """The code of a row that was clicked, or on which Enter was pressed."""
    scoring_requested = Signal(str)
    """The code of a row on which Ctrl+Enter was pressed."""
    back_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._aspects: tuple[AspectWording, ...] = ()
        self._rows: tuple[ChainRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_title(tr("Per cent of what is possible, by aspect"))

    @property
    def rows(self) -> tuple[ChainRow, ...]:
        """The rows that are shown, from the top."""
        return self._rows

    def set_rows(self, aspects: Sequence[AspectWording], rows: Sequence[ChainRow]) -> None:
        """Show `rows`, whose intensities are in the order of `aspects`."""
        self._aspects = tuple(aspects)
        self._rows = tuple(rows)
        self.data_changed()

    def go_to(self, code: str) -> None:
        """Move the keyboard to the name of the row with a code, or of the first row without it."""
        codes = [row.part.code for row in self._rows]
        self._current = codes.index(code) * self._columns if code in codes else 0
        QToolTip.hideText()
        if (spot := self.current_spot) is not None:
            self.setAccessibleName(f"{self._title}: {spot.text}")
        self.show_focus()

    def sizeHint(self) -> QSize:
        has_levels = bool(self._rows) and self._rows[0].rating is not None
        return QSize(470, HEADER + ROW * ROWS - (NOTE if has_levels else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, HEADER + LEAST_ROW * ROWS)

    def spots(self) -> Sequence[Spot]:
        found = []
        for index, row in enumerate(self._rows):
            found.append(Spot(f"{row.part.code}:", self._name(index), row_text(row)))
            for column, wording in enumerate(self._aspects):
                text = cell_text(row, column, wording)
                found.append(Spot(f"{row.part.code}:{column}", self._cell(index, column), text))
        return found

    def activate(self, key: str) -> None:
        self.part_clicked.emit(key.partition(":")[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        first_column = self._current % self._columns == 0
        if key in _BACK or (key is Qt.Key.Key_Left and first_column):
            if self._is_opened:
                self.back_requested.emit()
            elif key in _BACK:
                super().keyPressEvent(event)
        elif key in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if (spot := self.current_spot) is not None:
                self.scoring_requested.emit(spot.key.partition(":")[0])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-self._columns if key is Qt.Key.Key_Up else self._columns)
        elif key is not Qt.Key.Key_Right or (self._current + 1) % self._columns:
            super().keyPressEvent(event)

    def draw(self, painter: QPainter) -> None:
        self._draw_header(painter)
        for index, row in enumerate(self._rows):
            painter.setPen(theme.color("text"))
            self._draw_name(painter, index, row)
            if row.rating is not None and row.rating.not_in_focus:
                last = len(self._aspects) - 1
                draw_out_of_focus(painter, self._cell(index, 0) | self._cell(index, last))
                continue
            for column, intensity in enumerate(row.intensities):
                cell = self._cell(index, column)
                if row.rating is None:
                    draw_intensity(painter, cell, intensity)
                else:
                    draw_level(painter, cell, self._aspects[column].aspect, row.rating)

    @property
    def _columns(self) -> int:
        """The number of spots in a row: its name, and one for each aspect."""
        return 1 + len(self._aspects)

    @property
    def _is_opened(self) -> bool:
        """Whether the parts of an area or a question are shown, not the areas."""
        return bool(self._rows) and not isinstance(self._rows[0].part, Area)

    @property
    def _name_width(self) -> float:
        part = self._rows[0].part if self._rows else None
        share = POINT_NAME
        if part is None or isinstance(part, Area):
            share = AREA_NAME
        elif isinstance(part, Question):
            share = QUESTION_NAME
        return self.width() * share

    @property
    def _row_height(self) -> float:
        # The rows share the height of the eight areas, up to a limit for each row.
        room = self.height() - HEADER
        highest = ROW if not self._rows or self._rows[0].rating is None else ROW + 6
        return min(highest, room / max(1, len(self._rows)))

    def _step(self, spots: int) -> None:
        if 0 <= self._current + spots < len(self._rows) * self._columns:
            self._move_to(self._current + spots)

    def _top(self, index: int) -> float:
        return HEADER + index * self._row_height

    def _name(self, index: int) -> QRectF:
        return QRectF(4, self._top(index) + 1, self._name_width - 8, self._row_height - GAP)

    def _cell(self, index: int, column: int) -> QRectF:
        pitch = (self.width() - self._name_width) / max(1, len(self._aspects))
        left = self._name_width + column * pitch
        return QRectF(left, self._top(index) + 1, pitch - GAP, self._row_height - GAP)

    def _draw_header(self, painter: QPainter) -> None:
        is_narrow = bool(self._rows) and self._rows[0].rating is not None
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text_soft"))
        for column, wording in enumerate(self._aspects):
            cell = self._cell(0, column)
            above = QRectF(cell.left() - GAP, 0, cell.width() + 2 * GAP, HEADER - 2)
            text = wording.letter if is_narrow else wording.short
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, text)

    def _draw_name(self, painter: QPainter, index: int, row: ChainRow) -> None:
        rect = self._name(index)
        font = theme.font(12 if row.rating is None else 11)
        painter.setFont(font)
        draw_two_lines(painter, rect, font, row_name(row))
