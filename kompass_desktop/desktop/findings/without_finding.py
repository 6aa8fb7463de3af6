"""The list of measure points of an area without a finding."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from kompass_desktop.assessment.scoring import Scoreboard, ScoreStatus
from kompass_desktop.desktop.findings.drafting import FindingDrafts
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import MeasurePoint

_CODE = Qt.ItemDataRole.UserRole


class WithoutFinding:
    """Shows measure points in a list; the current one stays current."""

    def __init__(self, view: QListWidget) -> None:
        self._view = view

    @property
    def code(self) -> str:
        """The code of the current measure point, or "" where none is listed."""
        row = self._view.currentRow()
        return str(self._view.item(row).data(_CODE)) if row >= 0 else ""

    def show_points(
        self, points: Sequence[MeasurePoint], board: Scoreboard, drafts: FindingDrafts
    ) -> None:
        """List measure points, each with why it has no finding."""
        row = self._view.currentRow()
        status = {d.finding.code: tr("draft") for d in drafts.pending()}
        status |= {d.finding.code: tr("draft rejected") for d in drafts.rejected()}
        self._view.blockSignals(True)
        self._view.clear()
        for point in points:
            why = status.get(point.code) or _why_none(board, point)
            item = QListWidgetItem(f"{point.code} {point.statement} – {why}")
            item.setData(_CODE, point.code)
            self._view.addItem(item)
        self._view.blockSignals(False)
        self._view.setCurrentRow(min(max(row, 0), self._view.count() - 1))


def _why_none(board: Scoreboard, point: MeasurePoint) -> str:
    is_settled = board.score(point.code).status is ScoreStatus.RATED
    return tr("no finding") if is_settled else tr("not settled")
