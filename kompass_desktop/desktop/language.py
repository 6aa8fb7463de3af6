"""The window's language: kept in the settings, and followed by Qt's dates and numbers."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from kompass_desktop.desktop.settings import Settings
from kompass_desktop.i18n import DEFAULT, Language, choose_language

_LOCALES = {
    Language.BOKMAL: (QLocale.Language.NorwegianBokmal, QLocale.Country.Norway),
    Language.NYNORSK: (QLocale.Language.NorwegianNynorsk, QLocale.Country.Norway),
    Language.ENGLISH: (QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


def kept_language() -> Language:
    """Return the language that was last chosen in the window, bokmål if none was."""
    kept = Settings().language
    return Language(kept) if kept in set(Language) else DEFAULT


def keep_language(chosen: Language) -> None:
    """Store the language for the next start and for the command line."""
    Settings().language = chosen.value


def use_language(chosen: Language) -> None:
    """Give texts, and Qt's dates and numbers, in a language from now on."""
    choose_language(chosen)
    QLocale.setDefault(QLocale(*_LOCALES[chosen]))
