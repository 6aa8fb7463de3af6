"""The assessment before this one, which the report can draw beside it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.i18n import Language, in_language, tr
from kompass_desktop.report.names import name_and_year


class EarlierMeasurement(QObject):
    """Controls the check box for the earlier assessment, shown only if there is one."""

    toggled = Signal()
    """It is now to be drawn, or no longer."""

    def __init__(
        self, box: QCheckBox, action: QAction, assessment: Assessment, earlier: Assessment | None
    ) -> None:
        super().__init__(box)
        self._box = box
        self._settings = AssessmentSettings(assessment.id)
        self._earlier: Profile | None = None
        self._is_invented = False
        box.setVisible(earlier is not None)
        action.setEnabled(earlier is not None)
        if earlier is not None:
            self._offer(earlier)
        box.toggled.connect(self._keep)

    def profile(self, language: Language) -> Profile | None:
        """Return the profile to draw beside the assessment, or None."""
        if self._earlier is None or not self._box.isChecked():
            return None
        if not self._is_invented:
            return self._earlier
        with in_language(language):
            label = tr("{0}, invented example").format(self._earlier.label)
        return replace(self._earlier, label=label)

    def flip(self) -> None:
        """Draw it if it is not drawn, else leave it out."""
        self._box.toggle()

    def _offer(self, earlier: Assessment) -> None:
        year = earlier.particulars.year
        self._is_invented = earlier.particulars.invented
        self._earlier = profile_of(Scoreboard(earlier), name_and_year(earlier.particulars))
        self._box.setText(tr("Show the previous measurement ({0})").format(year))
        self._box.setChecked(self._settings.shows_earlier)

    def _keep(self, shown: bool) -> None:
        self._settings.shows_earlier = shown
        self.toggled.emit()
