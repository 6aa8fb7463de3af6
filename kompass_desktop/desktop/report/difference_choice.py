"""The choice to show the differences between informant groups in the report.

Not every client wants to see them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox

from kompass_desktop.assessment.disagreements import differences
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings


class DifferenceChoice(QObject):
    """Controls a check box, shown only if any two groups differ; stores the choice."""

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
        """Whether the report shows the differences."""
        return self._box.isChecked()

    def show(self) -> None:
        """Show the check box if there are differences now, else hide it."""
        self._box.setVisible(bool(differences(self._session.assessment)))

    def _keep(self, shown: bool) -> None:
        self._settings.shows_differences = shown
        self.toggled.emit()
