"""The first column of a table, which stays where it is when the others are scrolled across."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView

from kompass_desktop.desktop.widgets.painted_delegate import PaintedDelegate
from kompass_desktop.desktop.widgets.plain_table import make_plain


class FrozenColumn(QTableView):
    """Lies over the first column of a plain table, and follows its rows and its current cell.

    The table has its model before; `row_height` is in px.
    """

    def __init__(self, table: QTableView, row_height: int) -> None:
        super().__init__(table)
        self._table = table
        make_plain(self, row_height)
        self.setModel(table.model())
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(PaintedDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "frozen")
        self.setSelectionMode(table.selectionMode())
        self.setSelectionBehavior(table.selectionBehavior())
        for bars in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            bars(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        own, others = self.verticalScrollBar(), table.verticalScrollBar()
        own.valueChanged.connect(others.setValue)
        others.valueChanged.connect(own.setValue)
        table.horizontalHeader().sectionResized.connect(self.fit)
        table.selectionModel().currentChanged.connect(self._uncover)
        self.model().modelReset.connect(self.fit)
        table.viewport().installEventFilter(self)
        self.fit()

    def fit(self, *_section: int) -> None:
        """Lie over the first column as it is now."""
        table, header = self._table, self._table.horizontalHeader()
        for column in range(1, self.model().columnCount()):
            self.setColumnHidden(column, True)
        width = table.columnWidth(0)
        self.setColumnWidth(0, width)
        self.horizontalHeader().setFixedHeight(header.height())
        place = table.viewport().geometry()
        self.setGeometry(place.left(), header.y(), width, place.bottom() + 1 - header.y())
        # If the style sheet puts a border around it, its rows are level with the others still.
        off = table.viewport().mapTo(table, QPoint()) - self.viewport().mapTo(table, QPoint())
        self.move(self.pos() + off)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Have the height of the table."""
        if event.type() is QEvent.Type.Resize:
            self.fit()
        return False

    def _uncover(self, current: QModelIndex, _before: QModelIndex) -> None:
        """Scroll the table back to a cell that is under this column."""
        covered = self.width() - self._table.visualRect(current).left()
        if current.column() > 0 and covered > 0:
            bar = self._table.horizontalScrollBar()
            bar.setValue(bar.value() - covered)
