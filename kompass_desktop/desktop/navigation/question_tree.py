"""Areas, questions and measure points as a tree with progress; `QuestionTreeView` shows it.

The owner decides what counts as done, so that the tree can show both an interview and the
team's own rating. `QuestionFilter` leaves out measure points, and the questions and areas that
then have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, Instrument, MeasurePoint, Question

_NO_INDEX = QModelIndex()


class Role(IntEnum):
    """What a row has besides its text."""

    CODE = Qt.ItemDataRole.UserRole + 1
    DEPTH = Qt.ItemDataRole.UserRole + 2
    """0 an area, 1 a question, 2 a measure point."""
    DONE = Qt.ItemDataRole.UserRole + 3
    """How many of the measure points within it are done."""
    ROW = Qt.ItemDataRole.UserRole + 4
    """The whole row as a `TreeRow`: asking once costs less than asking for each part."""


@dataclass
class TreeRow:
    """A row of the tree; `done` and `total` count the measure points in it.

    `text` is the short text, `full` the whole one; `depth` is 0 for an area, 1 for a question,
    2 for a measure point.
    """

    number: int
    code: str
    text: str
    full: str
    depth: int
    parent: int | None
    row: int
    children: list[int]
    done: int = 0
    total: int = 0


class QuestionTreeModel(QAbstractItemModel):
    """Every area, question and measure point of an instrument, with counts.

    `is_done` is asked for a measure point's code. Counts are of the measure points given
    to `set_counted`; before that, of all.
    """

    def __init__(
        self,
        instrument: Instrument,
        is_done: Callable[[str], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_done = is_done
        self._counted = frozenset(point.code for point in instrument.measure_points)
        self._nodes: list[TreeRow] = []
        self._areas = [self._add_area(area, row) for row, area in enumerate(instrument.areas)]
        self._numbers = {node.code: node.number for node in self._nodes}
        self._count_all()

    def set_counted(self, measure_points: Iterable[str]) -> None:
        """Count these measure points only, as those of one informant group."""
        self._counted = frozenset(measure_points)
        self.recount()

    def recount(self) -> None:
        """Ask `is_done` again for every measure point."""
        self._count_all()
        self._emit_all_changed(QModelIndex())

    def refresh(self, measure_point: str) -> None:
        """Ask `is_done` again for one measure point; report the rows whose counts have changed."""
        number: int | None = self._numbers[measure_point]
        while number is not None:
            node = self._nodes[number]
            before = node.done
            self._count(number)
            if node.done == before:
                return
            index = self._index_of(number)
            self.dataChanged.emit(index, index)
            number = node.parent

    def index_of(self, code: str) -> QModelIndex:
        """Return the row of an area, question or measure point; invalid for another code."""
        number = self._numbers.get(code)
        return QModelIndex() if number is None else self._index_of(number)

    def index(self, row: int, column: int, parent: Index = _NO_INDEX) -> QModelIndex:
        rows = self._rows(parent)
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row])

    def parent(self, child: Index = _NO_INDEX) -> QModelIndex:  # type: ignore[override]
        if not child.isValid():
            return QModelIndex()
        number = self._node(child).parent
        return QModelIndex() if number is None else self._index_of(number)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return len(self._rows(parent))

    def columnCount(self, parent: Index = _NO_INDEX) -> int:
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        node = self._node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{node.code} {node.text}"
            case Qt.ItemDataRole.ToolTipRole:
                return f"{node.code} {node.full}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(node)
            case Role.CODE:
                return node.code
            case Role.DEPTH:
                return node.depth
            case Role.DONE:
                return node.done
            case Role.ROW:
                return node
        return None

    # Making

    def _add(self, code: str, text: str, full: str, parent: int | None, row: int) -> TreeRow:
        depth = code.count(".")
        node = TreeRow(len(self._nodes), code, text, full, depth, parent, row, [])
        self._nodes.append(node)
        return node

    def _add_area(self, area: Area, row: int) -> int:
        node = self._add(area.code, area.title, area.title, None, row)
        node.children = [
            self._add_question(question, node.number, at)
            for at, question in enumerate(area.questions)
        ]
        return node.number

    def _add_question(self, question: Question, parent: int, row: int) -> int:
        node = self._add(question.code, question.short, question.text, parent, row)
        node.children = [
            self._add_measure_point(point, node.number, at)
            for at, point in enumerate(question.measure_points)
        ]
        return node.number

    def _add_measure_point(self, point: MeasurePoint, parent: int, row: int) -> int:
        return self._add(point.code, point.statement, point.statement, parent, row).number

    # Counting

    def _count_all(self) -> None:
        for node in reversed(self._nodes):
            self._count(node.number)

    def _count(self, number: int) -> None:
        """Count a row whose children have been counted already."""
        node = self._nodes[number]
        if node.children:
            below = [self._nodes[child] for child in node.children]
            node.done = sum(child.done for child in below)
            node.total = sum(child.total for child in below)
        else:
            node.total = int(node.code in self._counted)
            node.done = int(node.total and self._is_done(node.code))

    def _emit_all_changed(self, parent: QModelIndex) -> None:
        """Emit that every row within `parent` may have changed."""
        last = self.rowCount(parent) - 1
        if last >= 0:
            self.dataChanged.emit(self.index(0, 0, parent), self.index(last, 0, parent))
            for row in range(last + 1):
                self._emit_all_changed(self.index(row, 0, parent))

    # Finding

    def _node(self, index: Index) -> TreeRow:
        return self._nodes[index.internalId()]

    def _rows(self, parent: Index) -> list[int]:
        return self._node(parent).children if parent.isValid() else self._areas

    def _index_of(self, number: int) -> QModelIndex:
        return self.createIndex(self._nodes[number].row, 0, number)

    def _spoken(self, node: TreeRow) -> str:
        name = f"{node.code} {node.full}"
        if not node.children:
            state = tr("rated") if node.done else tr("not rated")
            return f"{name}, {state}"
        return tr("{0}, {1} of {2} rated").format(name, node.done, node.total)


class QuestionFilter(QSortFilterProxyModel):
    """Shows some of the measure points, and the questions and areas that they belong to."""

    def __init__(self, tree: QuestionTreeModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self._shown: frozenset[str] | None = None
        self.setRecursiveFilteringEnabled(True)
        self.setDynamicSortFilter(False)
        self.setSourceModel(tree)

    def set_shown(self, measure_points: Iterable[str] | None) -> None:
        """Show these measure points only, or with None all of them."""
        wanted = None if measure_points is None else frozenset(measure_points)
        if wanted != self._shown:
            self._shown = wanted
            self.invalidate()

    def index_of(self, code: str) -> QModelIndex:
        """Return the index of a code's row; invalid if it is not shown."""
        return self.mapFromSource(self._tree.index_of(code))

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        if self._shown is None:
            return True
        index = self._tree.index(source_row, 0, source_parent)
        return index.data(Role.CODE) in self._shown
