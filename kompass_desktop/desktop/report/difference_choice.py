"""Whether the report shows where informant groups differ, which not every client wants to see."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox

from kompass_desktop.assessment.disagreements import differences
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings


class DifferenceChoice(QObject):
    """Offers the picture by a box, where any two groups differ; keeps what was chosen."""

    toggled = Signal()
    """It is now to be shown, or no longer."""

    def __init__(self, box: QCheckBox, session: Session) -> None:
        super().__init__(box)
        self._box = box
        self._session = session
        self._settings = AssessmentSettings(session.assessment.id)
        box.setChecked(self._settings.shows_differences)
        box.toggled.connect(self._keep)
        self.show()

    @property
    def is_chosen(self) -> bool:
        """Whether the report is to show them."""
        return self._box.isChecked()

    def show(self) -> None:
        """Offer it if there is anything to show now."""
        self._box.setVisible(bool(differences(self._session.assessment)))

    def _keep(self, shown: bool) -> None:
        self._settings.shows_differences = shown
        self.toggled.emit()
