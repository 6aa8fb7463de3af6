"""Choosing a passphrase: typed twice, with a sentence on how hard it is to guess."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.security.secret_field import SecretField
from kompass_desktop.i18n import tr
from kompass_desktop.storage.encryption.passphrase_strength import Estimate, Strength, estimate

STRENGTH_ROLES = {
    Strength.REFUSED: "weakness",
    Strength.WEAK: "challenge",
    Strength.USABLE: "challenge",
    Strength.STRONG: "strength",
}
"""The role of the sentence on how hard a passphrase is to guess."""
_YEAR = 365 * 24 * 3600


class NewPassphrase(QWidget):
    """Two lines for a new passphrase; emits `changed` whenever either is typed in."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = SecretField(self)
        self.repeat_field = SecretField(self)
        self.strength_label = QLabel(self)
        self.strength_label.setTextFormat(Qt.TextFormat.PlainText)
        self.strength_label.setWordWrap(True)
        self.strength_label.setMinimumHeight(38)
        self.strength_label.setAlignment(Qt.AlignmentFlag.AlignTop)
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(14)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("&New passphrase"), self.field)
        form.addRow(tr("&Repeat it"), self.repeat_field)
        form.addRow("", self.strength_label)
        self.setFocusProxy(self.field)
        for field in (self.field, self.repeat_field):
            field.textChanged.connect(self._show_strength)
        self._show_strength()

    @property
    def passphrase(self) -> str | None:
        """The passphrase, or None while it is too weak or the two lines differ."""
        typed = self.field.text()
        if typed != self.repeat_field.text():
            return None
        return typed if estimate(typed).strength is not Strength.REFUSED else None

    def _show_strength(self) -> None:
        typed = self.field.text()
        judged = estimate(typed)
        if not typed:
            hint = tr("Four or five random words are strong and easy to remember.")
            self._say(hint, "soft")
        elif self.repeat_field.text() and typed != self.repeat_field.text():
            self._say(tr("The two passphrases are not the same."), "weakness")
        else:
            self._say(estimate_sentence(judged), STRENGTH_ROLES[judged.strength])
        self.changed.emit()

    def _say(self, sentence: str, role: str) -> None:
        self.strength_label.setText(sentence)
        theme.set_role(self.strength_label, role)


def estimate_sentence(judged: Estimate) -> str:
    """Return how hard a passphrase is to guess, as a sentence."""
    time = _time_text(judged.seconds)
    match judged.strength:
        case Strength.REFUSED:
            sentence = tr(
                "Too weak: can be guessed in {0} by anyone who has copied the file. Add words."
            )
        case Strength.WEAK:
            sentence = tr("Weak: can be guessed in {0} by anyone who has copied the file.")
        case Strength.USABLE:
            sentence = tr("Usable: can be guessed in {0} by anyone who has copied the file.")
        case _:
            sentence = tr("Strong: takes {0} to guess for anyone who has copied the file.")
    return sentence.format(time)


def _time_text(seconds: float) -> str:
    """Return a time in the largest unit of which there are at least two."""
    units = (
        (_YEAR, tr("about {0} years")),
        (24 * 3600, tr("about {0} days")),
        (3600, tr("about {0} hours")),
        (60, tr("about {0} minutes")),
    )
    if seconds > 1000 * _YEAR:
        return tr("more than a thousand years")
    for length, sentence in units:
        if seconds >= 2 * length:
            return sentence.format(f"{seconds / length:.0f}")
    return tr("a few minutes") if seconds >= 60 else tr("a few seconds")
