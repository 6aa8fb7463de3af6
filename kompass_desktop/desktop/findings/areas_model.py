"""The areas with how many findings of each kind they have."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.i18n import ntr
from kompass_desktop.instrument.model import Area

_NO_INDEX = QModelIndex()


class AreaRole(IntEnum):
    """What an area has besides its title."""

    NUMBER = Qt.ItemDataRole.UserRole + 1
    COUNTS = Qt.ItemDataRole.UserRole + 2
    """Numbers of strengths, challenges and weaknesses."""
    DRAFTS = Qt.ItemDataRole.UserRole + 3
    """The number of drafts that the team has not decided on."""


class FindingAreasModel(QAbstractListModel):
    """One row for each area of the instrument, in order."""

    def __init__(self, assessment: Assessment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._counts: Counter[tuple[int, FindingKind]] = Counter()
        self._drafts: Counter[int] = Counter()
        self._count()

    def recount(self, drafts: Counter[int]) -> None:
        """Count the findings again; `drafts` are how many each area has, by its number."""
        self._drafts = drafts
        self._count()
        last = self.index(self.rowCount() - 1)
        self.dataChanged.emit(self.index(0), last)

    def row_of(self, number: int) -> int:
        """Return the row of an area; raise ValueError for a number that there is not."""
        return [area.number for area in self._areas].index(number)

    def rowCount(self, parent: Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._areas)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        area = self._areas[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{area.number} {area.title}"
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(area)
            case AreaRole.NUMBER:
                return area.number
            case AreaRole.COUNTS:
                return self._counts_of(area)
            case AreaRole.DRAFTS:
                return self._drafts[area.number]
        return None

    @property
    def _areas(self) -> tuple[Area, ...]:
        return self._assessment.instrument.areas

    def _count(self) -> None:
        self._counts = Counter((f.area, f.kind) for f in self._assessment.findings.values())

    def _counts_of(self, area: Area) -> tuple[int, ...]:
        return tuple(self._counts[area.number, kind] for kind in FindingKind)

    def _spoken(self, area: Area) -> str:
        strengths, challenges, weaknesses = self._counts_of(area)
        drafts = self._drafts[area.number]
        counts = [
            ntr("{0} strength", "{0} strengths", strengths).format(strengths),
            ntr("{0} challenge", "{0} challenges", challenges).format(challenges),
            ntr("{0} weakness", "{0} weaknesses", weaknesses).format(weaknesses),
        ]
        if drafts:
            counts.append(ntr("{0} draft", "{0} drafts", drafts).format(drafts))
        return f"{area.number} {area.title}: {', '.join(counts)}"
