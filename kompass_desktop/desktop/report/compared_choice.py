"""The choice of what the report compares the results with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from kompass_desktop.assessment.profile import profile_of
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.comparing.candidates import Candidates
from kompass_desktop.desktop.comparing.choice_dialog import ChoiceDialog
from kompass_desktop.desktop.comparing.report_comparison import (
    ReportComparison,
    remembered_keys,
    report_comparison,
)
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.i18n import Language, ntr, tr


class ComparedChoice(QObject):
    """Controls the button that opens the choice and says how much has been chosen."""

    changed = Signal()
    """Something else is to be compared with."""

    def __init__(self, button: KeyButton, session: Session, catalogue: AssessmentCatalogue) -> None:
        super().__init__(button)
        self._button = button
        self._session = session
        self._catalogue = catalogue
        self._candidates = Candidates(catalogue, session.assessment)
        self._settings = AssessmentSettings(session.assessment.id)
        self._keys = remembered_keys(self._settings, self._candidates)
        button.clicked.connect(lambda _checked: self.choose())
        self.show()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of what is chosen, as in `Candidates`."""
        return self._keys

    def comparison(self, language: Language) -> ReportComparison:
        """Return what is chosen, with the names that a report in a language has."""
        profile = profile_of(self._session.board, "")
        return report_comparison(self._candidates, self._keys, profile, language)

    def choose(self) -> None:
        """Open the dialog in which what to compare with is chosen."""
        window = self._button.window()
        dialog = ChoiceDialog(self._candidates, self._catalogue, self._keys, window)
        dialog.chosen.connect(self.compare_with)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def compare_with(self, keys: Sequence[str]) -> None:
        """Compare the results in the report with what has these keys."""
        self._keys = tuple(keys)
        self._settings.report_compared = self._keys
        self.show()
        self.changed.emit()

    def show(self) -> None:
        """Say on the button with how many the report compares, and in its tool tip with which."""
        titles = {offer.key: offer.title for offer in self._candidates.offers()}
        names = [titles[key] for key in self._keys if key in titles]
        text = tr("Compare with …")
        if names:
            text = ntr("Compared with {0} …", "Compared with {0} …", len(names)).format(len(names))
        self._button.setText(text)
        self._button.setToolTip(
            plain_tip("\n".join(names)) or tr("Compare the results in the report")
        )
