"""The choice of whom an interview guide is for: the selected interviews, or a group."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QMenu

from kompass_desktop.desktop.preparation.handout_export import HandoutExport
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.i18n import tr


class GuideMenu(QMenu):
    """Asks for a file when an entry is chosen, and has the guide written."""

    def __init__(self, session: Session, view: RecordView, handouts: HandoutExport) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._handouts = handouts
        self.selected_action = self.addAction(tr("For the selected interviews …"))
        self.selected_action.triggered.connect(self._print_selected)
        self.addAction(tr("For all interviews …")).triggered.connect(self._print_all)
        self.addSeparator()
        for group in session.assessment.instrument.groups:
            self.addAction(group.name).triggered.connect(partial(self._print_group, group.key))
        self.aboutToShow.connect(self._enable)

    def _enable(self) -> None:
        self.selected_action.setEnabled(bool(self._view.selected_ids))

    def _print_selected(self) -> None:
        self._handouts.choose_guides(self._view.selected_ids, [])

    def _print_all(self) -> None:
        interviews = self._session.assessment.interviews_in_order()
        on = [each.id for each in interviews if not each.is_cancelled]
        self._handouts.choose_guides(on, [])

    def _print_group(self, group: str) -> None:
        self._handouts.choose_guides([], [group])
