"""The languages of the program: translates every text that a person reads.

Source texts are English; the bokmål translation is complete and the default. The nynorsk one has
all texts of reports, and is offered only for these. The catalogues are those of gettext
(`resources/translations/*.po`), built to `.mo` files.
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
    """A language of texts, by its code (ISO 639-1)."""

    BOKMAL = "nb"
    NYNORSK = "nn"
    ENGLISH = "en"


DEFAULT = Language.BOKMAL

REPORT_LANGUAGES = {
    Language.BOKMAL: "Bokmål",
    Language.NYNORSK: "Nynorsk",
    Language.ENGLISH: "English",
}
"""The languages that the user can choose for a report, each with its own name for itself,
because the user may not understand another."""

OFFERED = {code: name for code, name in REPORT_LANGUAGES.items() if code != Language.NYNORSK}
"""The languages that the user can choose for the window, as `REPORT_LANGUAGES`."""

_FALLBACKS = {
    Language.BOKMAL: (Language.BOKMAL,),
    # Texts without a translation to nynorsk are shown in bokmål, not in English.
    Language.NYNORSK: (Language.NYNORSK, Language.BOKMAL),
    Language.ENGLISH: (),
}

_chosen = DEFAULT
_here: ContextVar[Language | None] = ContextVar("language", default=None)


def language() -> Language:
    """Return the language in use."""
    return _here.get() or _chosen


def choose_language(chosen: Language) -> None:
    """Set the language in use of the whole process."""
    global _chosen  # noqa: PLW0603 - a program has one window, and that one language
    _chosen = chosen


@contextmanager
def in_language(chosen: Language) -> Iterator[None]:
    """Set the language in use for the block, in this thread only, as for a report."""
    token = _here.set(chosen)
    try:
        yield
    finally:
        _here.reset(token)


def tr(text: str) -> str:
    """Return the translation of an English text, or the text itself if there is none."""
    return _catalogue(language()).gettext(text) if text else ""


def ntr(singular: str, plural: str, number: int) -> str:
    """Return the translation of a text in the plural form for a number."""
    return _catalogue(language()).ngettext(singular, plural, number)


def ptr(context: str, text: str) -> str:
    """Return the translation of a text that has several meanings; `context` says which."""
    return _catalogue(language()).pgettext(context, text) if text else ""


def mark(text: str) -> str:
    """Return a text unchanged, which puts it into the catalogues; it is translated later."""
    return text


def pmark(_context: str, text: str) -> str:
    """Return a text unchanged, as `mark`; `ptr` translates it later with the same context."""
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
