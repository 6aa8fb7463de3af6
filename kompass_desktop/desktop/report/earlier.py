"""The assessment before this one, which the report can draw beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile, profile_of
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import tr
from kompass_desktop.report.report_data import joined_name


class EarlierMeasurement(QObject):
    """Offers the earlier assessment by a box and its key, where there is one."""

    toggled = Signal()
    """It is now to be drawn, or no longer."""

    def __init__(
        self, box: QCheckBox, action: QAction, assessment: Assessment, earlier: Assessment | None
    ) -> None:
        super().__init__(box)
        self._box = box
        self._setting = f"assessment/{assessment.id}/report_earlier"
        self._earlier: Profile | None = None
        box.setVisible(earlier is not None)
        action.setEnabled(earlier is not None)
        if earlier is not None:
            self._offer(earlier)
        box.toggled.connect(self._keep)

    @property
    def profile(self) -> Profile | None:
        """What is to be drawn beside the assessment, or None."""
        return self._earlier if self._box.isChecked() else None

    def _offer(self, earlier: Assessment) -> None:
        year = earlier.particulars.year
        label = f"{joined_name(earlier.particulars)} {year}"
        if earlier.particulars.invented:
            label = tr("{0}, invented example").format(label)
        self._earlier = profile_of(Scoreboard(earlier), label)
        self._box.setText(tr("Show the previous measurement ({0})").format(year))
        self._box.setChecked(bool(QSettings().value(self._setting, False, bool)))

    def _keep(self, shown: bool) -> None:
        QSettings().setValue(self._setting, shown)
        self.toggled.emit()
