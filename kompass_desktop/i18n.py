"""The program's languages: every text that a person reads is asked for here.

Source texts are English; bokmål is the default and complete. The catalogues are gettext's
(`resources/translations/*.po`), built into `.mo` files when the program is installed.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from functools import cache

from kompass_desktop.assets import resources_folder


class Language(StrEnum):
    """A language that texts can be asked for in, by its code (ISO 639-1)."""

    BOKMAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"


DEFAULT = Language.BOKMAL

OFFERED = {Language.BOKMAL: "Bokmål", Language.ENGLISH: "English"}
"""The languages with a catalogue of their own, each by its own name: whoever looks for one
may understand no other."""

_FALLBACKS = {
    Language.BOKMAL: (Language.BOKMAL,),
    # What has no text in nynorsk yet is said in bokmål, not in English.
    Language.NYNORSK: (Language.NYNORSK, Language.BOKMAL),
    Language.ENGLISH: (),
}

_chosen = DEFAULT
_here: ContextVar[Language | None] = ContextVar("language", default=None)


def language() -> Language:
    """Return the language that texts are given in now."""
    return _here.get() or _chosen


def choose_language(chosen: Language) -> None:
    """Give all texts in a language from now on: the window's, or a command's."""
    global _chosen  # noqa: PLW0603 - a program has one window, and that one language
    _chosen = chosen


@contextmanager
def in_language(chosen: Language) -> Iterator[None]:
    """Give texts in a language for a while, in this thread only: a report's."""
    token = _here.set(chosen)
    try:
        yield
    finally:
        _here.reset(token)


def tr(text: str) -> str:
    """Return an English text in the language in use; itself where there is no translation."""
    return _catalogue(language()).gettext(text) if text else ""


def ntr(singular: str, plural: str, number: int) -> str:
    """Return the form of an English text that fits a number, in the language in use."""
    return _catalogue(language()).ngettext(singular, plural, number)


def ptr(context: str, text: str) -> str:
    """Return an English text that means different things in different places, as `tr`."""
    return _catalogue(language()).pgettext(context, text) if text else ""


def mark(text: str) -> str:
    """Return a text unchanged; it is put into the catalogues and translated where it is shown."""
    return text


def pmark(_context: str, text: str) -> str:
    """Return a text unchanged, as `mark`; it is translated by `ptr` with the same context."""
    return text


@cache
def _catalogue(chosen: Language) -> gettext.NullTranslations:
    folder = resources_folder() / "translations"
    found: gettext.NullTranslations | None = None
    for code in _FALLBACKS[chosen]:
        file = folder / f"{code}.mo"
        if not file.exists():
            continue
        with file.open("rb") as content:
            catalogue = gettext.GNUTranslations(content)
        if found is None:
            found = catalogue
        else:
            found.add_fallback(catalogue)
    return found or gettext.NullTranslations()
