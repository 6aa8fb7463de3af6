"""The recommendations as a table that is edited in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from kompass_desktop.assessment.records import NO_CODE, Recommendation
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.record_table import RecordTable
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Instrument


class RecommendationColumn(IntEnum):
    """The table's columns, in order."""

    PLACE = 0
    TEXT = 1
    WHO = 2
    WHEN = 3


class RecommendationTable(RecordTable[Recommendation]):
    """Recommendations by priority."""

    main_column = RecommendationColumn.TEXT

    def __init__(self, instrument: Instrument, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._instrument = instrument

    def headings(self) -> Sequence[str]:
        return (tr("At"), tr("Recommendation"), tr("Who"), tr("When"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        recommendation = self.records[index.row()]
        column = RecommendationColumn(index.column())
        text = _typed(recommendation, column)
        match role:
            case Qt.ItemDataRole.EditRole:
                return text
            case Qt.ItemDataRole.DisplayRole:
                return text or _hint(column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(recommendation, column)) or None
            case Qt.ItemDataRole.ForegroundRole if not text:
                return theme.color("text_faint")
        return None

    def changed(
        self,
        record: Recommendation,
        column: int,
        value: object,
        others: Sequence[Recommendation],
    ) -> Recommendation:
        text = " ".join(str(value).split())
        match RecommendationColumn(column):
            case RecommendationColumn.PLACE:
                return replace(record, code=self._code(text))
            case RecommendationColumn.TEXT:
                return replace(record, text=text)
            case RecommendationColumn.WHO:
                return replace(record, responsible=text)
            case RecommendationColumn.WHEN:
                return replace(record, deadline=text)

    def is_free_text(self, column: int) -> bool:
        return column != RecommendationColumn.PLACE

    def is_on_the_way(self, column: int) -> bool:
        return column != RecommendationColumn.PLACE

    def _code(self, text: str) -> str:
        """Return the code that was typed; raises ValueError for one that there is not."""
        code = text.rstrip(".")
        if code != NO_CODE and self._instrument.find(code) is None:
            raise ValueError(
                tr("Type the code of an area, a question or a measure point, such as 1.4.")
            )
        return code

    def _tip(self, recommendation: Recommendation, column: RecommendationColumn) -> str:
        if column is not RecommendationColumn.PLACE:
            return _typed(recommendation, column)
        entry = self._instrument.find(recommendation.code) if recommendation.code else None
        if entry is None:
            return tr("About the whole municipality")
        name = getattr(entry, "title", "") or getattr(entry, "text", "")
        return f"{entry.code} {name or getattr(entry, 'statement', '')}"


def _typed(recommendation: Recommendation, column: RecommendationColumn) -> str:
    match column:
        case RecommendationColumn.PLACE:
            return recommendation.code
        case RecommendationColumn.TEXT:
            return recommendation.text
        case RecommendationColumn.WHO:
            return recommendation.responsible
        case RecommendationColumn.WHEN:
            return recommendation.deadline


def _hint(column: RecommendationColumn) -> str:
    match column:
        case RecommendationColumn.PLACE:
            return tr("all")
        case RecommendationColumn.TEXT:
            return tr("type what should be done")
        case RecommendationColumn.WHO:
            return tr("who")
        case RecommendationColumn.WHEN:
            return tr("when")
