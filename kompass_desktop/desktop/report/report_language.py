"""The language that the report is written in, chosen apart from the window's."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox

from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.i18n import DEFAULT, REPORT_LANGUAGES, Language


class ReportLanguage(QObject):
    """Offers the languages of reports in a box, and keeps the choice of each assessment."""

    changed = Signal()

    def __init__(self, box: QComboBox, assessment: str) -> None:
        super().__init__(box)
        self._box = box
        self._settings = AssessmentSettings(assessment)
        for language, name in REPORT_LANGUAGES.items():
            box.addItem(name, language)
        kept = self._settings.report_language or DEFAULT.value
        box.setCurrentIndex(max(0, box.findData(kept)))
        box.currentIndexChanged.connect(self._keep)

    @property
    def language(self) -> Language:
        """The language that is chosen."""
        return Language(self._box.currentData())

    def _keep(self) -> None:
        self._settings.report_language = self.language.value
        self.changed.emit()
