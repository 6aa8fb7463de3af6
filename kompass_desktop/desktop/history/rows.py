"""The rows of a history: record, change, time and author; and filtering them."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QAbstractListModel, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.dates import shown_moment
from kompass_desktop.desktop.history.texts import (
    DELETED_ONLY,
    change_lines,
    device_text,
    heading,
)
from kompass_desktop.desktop.widgets.indexes import RIGHT, Index
from kompass_desktop.desktop.widgets.item_list import draw_elided, paint_row_ground
from kompass_desktop.storage.database.clocks import moment_of
from kompass_desktop.storage.database.timeline import ChangeType, RecordedChange

CHANGE_ROLE = Qt.ItemDataRole.UserRole
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
WHEN_ROLE = Qt.ItemDataRole.UserRole + 2
ROW_HEIGHT = 44
_WHEN_WIDTH = 320


@dataclass(frozen=True)
class HistoryFilter:
    """Which changes are shown: of some records only, of a kind, by somebody, since a moment.

    `records` are ids, None for all; `since` is in milliseconds since 1970.
    """

    records: frozenset[str] | None = None
    kind: str = ""
    who: str | None = None
    since: int = 0

    def lets_through(self, change: RecordedChange, who: str) -> bool:
        """Whether a change is shown that was made by a machine of that name."""
        record = change.record
        is_kind = self.kind in ("", type(record).__name__) or (
            self.kind == DELETED_ONLY and change.change_type is ChangeType.DELETED
        )
        return (
            is_kind
            and (self.records is None or record.id in self.records)
            and self.who in (None, who)
            and change.milliseconds >= self.since
        )


@dataclass(frozen=True)
class Machines:
    """What the machines are called that changes were made on."""

    names: Mapping[str, str] = field(default_factory=dict)
    own: Container[str] = ()

    def name(self, change: RecordedChange) -> str:
        """Return on which machine a change was made, or ""."""
        return device_text(change.device, self.names, self.own)


class HistoryRows(QAbstractListModel):
    """The changes that pass the filter, the latest first."""

    def __init__(self, assessment: Assessment, parent: QObject) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._machines = Machines()
        self._shown: Sequence[RecordedChange] = ()

    def show(
        self, changes: Sequence[RecordedChange], machines: Machines, wanted: HistoryFilter
    ) -> None:
        """List the changes of a history that pass a filter."""
        self.beginResetModel()
        self._machines = machines
        self._shown = [c for c in changes if wanted.lets_through(c, machines.name(c))]
        self.endResetModel()

    def row_of(self, change: RecordedChange | None) -> int:
        """Return the row of a change, or the first."""
        return self._shown.index(change) if change in self._shown else 0

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        change = self._shown[index.row()]
        if role == CHANGE_ROLE:
            return change
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(self._assessment, change)
        if role == DETAIL_ROLE:
            return " · ".join(
                " ".join(line.split()) for line in change_lines(self._assessment, change)
            )
        if role == WHEN_ROLE:
            return " · ".join(filter(None, (when_text(change), self._machines.name(change))))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{index.data()}, {index.data(WHEN_ROLE)}"
        return None


def when_text(change: RecordedChange) -> str:
    """Return when a change was made, by the clock of its machine; "" for from the beginning."""
    if change.change_type is ChangeType.INITIAL and not change.milliseconds:
        return ""
    return shown_moment(moment_of(change.milliseconds).astimezone().isoformat())


def milliseconds_of(iso: str) -> int:
    """Return a local moment or day in ISO form as milliseconds since 1970; 0 for none."""
    return int(datetime.fromisoformat(iso).astimezone().timestamp() * 1000) if iso else 0


class HistoryPainter(QStyledItemDelegate):
    """Paints the changed record and, below, the change; at the right time and author."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        paint_row_ground(painter, option)
        rect = QRect(option.rect)
        rect.adjust(10, 4, -10, -4)
        upper = QRect(rect.left(), rect.top(), rect.width(), rect.height() // 2)
        lower = upper.translated(0, upper.height())
        painter.setFont(theme.font(11))
        painter.setPen(theme.color("text_soft"))
        painter.drawText(upper, RIGHT, str(index.data(WHEN_ROLE)))
        draw_elided(painter, lower, str(index.data(DETAIL_ROLE)))
        painter.setFont(theme.font(13, QFont.Weight.DemiBold))
        painter.setPen(theme.color("text"))
        upper.setRight(upper.right() - _WHEN_WIDTH)
        draw_elided(painter, upper, str(index.data()))
        painter.restore()
