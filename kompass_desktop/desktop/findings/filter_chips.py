"""The filter chips above the areas, with the counts of all areas."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from kompass_desktop.desktop.findings.drafting import FindingFilter
from kompass_desktop.desktop.findings.findings_state import FindingsState
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import ntr, tr


class FindingFilterChips(QObject):
    """Shows the chosen filter and the count of each; emits the filter that the user chooses."""

    filter_chosen = Signal(FindingFilter)

    def __init__(
        self,
        chips: Mapping[FindingFilter, QPushButton],
        count_label: QLabel,
        session: Session,
        state: FindingsState,
    ) -> None:
        super().__init__(count_label)
        self._chips = chips
        self._count_label = count_label
        self._session = session
        self._state = state
        for each, chip in chips.items():
            chip.clicked.connect(lambda _on, each=each: self.filter_chosen.emit(each))
        state.changed.connect(self._show)

    def choose_next(self) -> None:
        """Choose the filter after the one that is chosen; after the last the first."""
        filters = list(FindingFilter)
        at = filters.index(self._state.filter)
        self.filter_chosen.emit(filters[(at + 1) % len(filters)])

    def _show(self) -> None:
        count, drafts = len(self._session.assessment.findings), self._state.drafts
        self._count_label.setText(ntr("{0} finding", "{0} findings", count).format(count))
        texts = {
            FindingFilter.ALL: tr("All {0}").format(count),
            FindingFilter.DRAFTS: tr("Drafts: {0}").format(len(drafts.pending())),
            FindingFilter.WITHOUT: tr("No finding: {0}").format(len(drafts.without_finding())),
            FindingFilter.REJECTED: tr("Rejected: {0}").format(len(drafts.rejected())),
        }
        for each, chip in self._chips.items():
            chip.setText(texts[each])
            chip.setChecked(each is self._state.filter)
