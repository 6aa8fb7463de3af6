"""The tree of areas and questions at the left of a page, painted with its progress.

The code that is open is marked differently from the row that the arrow keys have reached:
nothing is opened before Enter or a click.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeView, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.navigation.question_tree import (
    QuestionFilter,
    QuestionTreeModel,
    Role,
    TreeRow,
)
from kompass_desktop.desktop.navigation.question_tree_rows import LEFT, Depth, RowPainter
from kompass_desktop.i18n import tr


class QuestionTreeView(QTreeView):
    """Shows a `QuestionTreeModel`; emits `code_chosen` with the code that the user has chosen."""

    code_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open_code = ""
        self._filter: QuestionFilter | None = None
        self.setProperty("role", "side")
        self.setAccessibleName(tr("Areas and questions"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._painter = RowPainter(self, self)
        self.setItemDelegate(self._painter)
        theme.notifier.changed.connect(self.viewport().update)

    def set_tree(self, tree: QuestionTreeModel) -> None:
        """Show a whole tree; `set_shown` leaves rows out."""
        self._filter = QuestionFilter(tree, self)
        self.setModel(self._filter)

    def set_shown(self, measure_points: set[str] | frozenset[str] | None) -> None:
        """Show these measure points and what they belong to, or with None all."""
        if self._filter is not None:
            self._filter.set_shown(measure_points)

    def show_code(self, code: str) -> None:
        """Mark the code that is open, and scroll to it."""
        before, self.open_code = self.open_code, code
        index = self._nearest(code)
        if _question_of(before) == _question_of(code) and index == self.currentIndex():
            return
        if self._changes_height(_question_of(before)) or self._changes_height(_question_of(code)):
            self.scheduleDelayedItemsLayout()
        if index.isValid():
            self.expand(index.parent() if self._depth(index) else index)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        for each in (before, code):
            self._update_rows(each)

    def _changes_height(self, question: str) -> bool:
        """Whether a question's row is higher while it is open, because its text is bold then."""
        if self._filter is None or not (index := self._filter.index_of(question)).isValid():
            return False
        row: TreeRow = index.data(Role.ROW)
        heights = {self._painter.height_of(row, is_open=each) for each in (False, True)}
        return len(heights) > 1

    def _update_rows(self, code: str) -> None:
        """Repaint the rows of a code and of the question and area that contain it."""
        if self._filter is None:
            return
        while code:
            self.update(self._filter.index_of(code))
            code = code.rpartition(".")[0]

    def is_expanded(self, code: str) -> bool:
        """Whether the rows within an area or a question are shown."""
        return self._filter is not None and self.isExpanded(self._filter.index_of(code))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mousePressEvent(event)
        if event.button() is not Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self._depth(index) is Depth.AREA or self._is_on_arrow(index, event):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.code_chosen.emit(index.data(Role.CODE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.code_chosen.emit(index.data(Role.CODE))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _nearest(self, code: str) -> QModelIndex:
        """Return the row of a code or, if its question is collapsed, of the question."""
        if self._filter is None:
            return QModelIndex()
        index = self._filter.index_of(code)
        if self._depth(index) is Depth.MEASURE_POINT and not self.isExpanded(index.parent()):
            return index.parent()
        return index

    def _depth(self, index: QModelIndex) -> Depth | None:
        return Depth(index.data(Role.DEPTH)) if index.isValid() else None

    def _is_on_arrow(self, index: QModelIndex, event: QMouseEvent) -> bool:
        return self._depth(index) is Depth.QUESTION and event.position().x() < LEFT[Depth.QUESTION]


def _question_of(code: str) -> str:
    return ".".join(code.split(".")[:2])
