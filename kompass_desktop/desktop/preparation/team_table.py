"""The team as a table: names and roles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import Qt

from kompass_desktop.assessment.records import Member
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.record_table import RecordTable
from kompass_desktop.i18n import tr


class TeamColumn(IntEnum):
    """The table's columns, in order."""

    NAME = 0
    ROLE = 1


class TeamTable(RecordTable[Member]):
    """The consultants of an assessment, in their order."""

    def headings(self) -> Sequence[str]:
        return (tr("Name"), tr("Role"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        member, column = self.records[index.row()], TeamColumn(index.column())
        text = member.name if column is TeamColumn.NAME else member.role
        match role:
            case Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.DisplayRole:
                return text or self._hint(column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(text) or None
            case Qt.ItemDataRole.ForegroundRole if not text:
                return theme.color("text_faint")
        return None

    def changed(
        self, record: Member, column: int, value: object, others: Sequence[Member]
    ) -> Member:
        text = str(value).strip()
        if column == TeamColumn.NAME:
            return replace(record, name=text)
        return replace(record, role=text)

    def _hint(self, column: TeamColumn) -> str:
        return tr("type a name") if column is TeamColumn.NAME else tr("role")
