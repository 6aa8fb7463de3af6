"""Choosing a passphrase: typed twice, and told honestly how hard it is to guess."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.security.secret_field import SecretField
from kompass_desktop.storage.encryption.passphrase_strength import Estimate, Strength, estimate

_ROLES = {
    Strength.REFUSED: "weakness",
    Strength.WEAK: "challenge",
    Strength.USABLE: "challenge",
    Strength.STRONG: "strength",
}
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
        form.addRow(self.tr("&Ny passfrase"), self.field)
        form.addRow(self.tr("&Gjenta den"), self.repeat_field)
        form.addRow("", self.strength_label)
        self.setFocusProxy(self.field)
        for field in (self.field, self.repeat_field):
            field.textChanged.connect(self._tell)
        self._tell()

    @property
    def passphrase(self) -> str | None:
        """The passphrase, or None while it is too weak or the two are not alike."""
        typed = self.field.text()
        if typed != self.repeat_field.text():
            return None
        return typed if estimate(typed).strength is not Strength.REFUSED else None

    def _tell(self) -> None:
        typed = self.field.text()
        judged = estimate(typed)
        if not typed:
            hint = self.tr("Fire–fem tilfeldige ord er sterkt og lett å huske.")
            self._say(hint, "soft")
        elif self.repeat_field.text() and typed != self.repeat_field.text():
            self._say(self.tr("De to passfrasene er ikke like."), "weakness")
        else:
            self._say(estimate_sentence(judged), _ROLES[judged.strength])
        self.changed.emit()

    def _say(self, sentence: str, role: str) -> None:
        self.strength_label.setText(sentence)
        theme.set_role(self.strength_label, role)


def estimate_sentence(judged: Estimate) -> str:
    """Return what is said of a passphrase."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("NewPassphrase", text)

    needed = _time_of(judged.seconds)
    match judged.strength:
        case Strength.REFUSED:
            words = tr("For svak: den som har kopiert filen, gjetter den på {0}. Legg til ord.")
        case Strength.WEAK:
            words = tr("Svak: den som har kopiert filen, gjetter den på {0}.")
        case Strength.USABLE:
            words = tr("Brukbar: den som har kopiert filen, gjetter den på {0}.")
        case _:
            words = tr("Sterk: den som har kopiert filen, trenger {0} på å gjette den.")
    return words.format(needed)


def _time_of(seconds: float) -> str:
    steps = ((_YEAR, "år"), (24 * 3600, "dager"), (3600, "timer"), (60, "minutter"))
    if seconds > 1000 * _YEAR:
        return "over tusen år"
    for length, name in steps:
        if seconds >= 2 * length:
            return f"om lag {seconds / length:.0f} {name}"
    return "noen minutter" if seconds >= 60 else "noen sekunder"
