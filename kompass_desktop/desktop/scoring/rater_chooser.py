"""Whose rating the keys give: the team's together, or that of one consultant alone."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu

from kompass_desktop.assessment.record_ids import TOGETHER
from kompass_desktop.desktop.scoring.scoring_state import ScoringState
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import tr


class RaterChooser(QObject):
    """A button with a menu of the team; it is hidden while the team has no names."""

    chosen = Signal()
    """The user has chosen who rates from now on."""

    def __init__(self, button: KeyButton, session: Session, state: ScoringState) -> None:
        super().__init__(button)
        self._button = button
        self._session = session
        self._state = state
        self.menu = QMenu(button)
        button.clicked.connect(self.open_menu)
        session.team_changed.connect(self.refresh)
        state.rater_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show who is in the team now, and who rates."""
        members = [m for m in self._session.assessment.members_in_order() if m.name.strip()]
        self.menu.clear()
        for identity, name in [(TOGETHER, tr("The team")), *((m.id, m.name) for m in members)]:
            action = self.menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(identity == self._state.author)
            action.triggered.connect(partial(self._choose, identity))
        self._button.setText(tr("Rates: {0}").format(self._state.rater_name or tr("The team")))
        self._button.setVisible(bool(members))

    def open_menu(self) -> None:
        """Show the team to choose from."""
        if not self._button.isHidden():
            self.menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _choose(self, member: str) -> None:
        self._state.rate_as(member)
        if self._state.rater_name:
            self._session.keep_sender(self._state.rater_name)
        self.chosen.emit()
