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
    """Have the next start, and the command line, speak a language."""
    Settings().language = chosen.value


def use_language(chosen: Language) -> None:
    """Give texts in a language from now on, and have Qt write dates and numbers in it."""
    choose_language(chosen)
    QLocale.setDefault(QLocale(*_LOCALES[chosen]))
