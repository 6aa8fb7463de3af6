"""Which texts of a report are in another language than the report itself.

Screen readers need to know it. The instrument has its own language, and the names of a
municipality are in Norwegian, Sámi languages and Kven.
"""

from __future__ import annotations

from collections.abc import Iterator

from kompass_desktop.assessment.municipalities import NORWEGIAN, language_of_name, official_names
from kompass_desktop.assessment.records import Particulars
from kompass_desktop.i18n import Language, language
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.languages import LANGUAGE_TAGS


def languages_of(instrument: Instrument, particulars: Particulars) -> dict[str, str]:
    """Return the language codes (BCP 47) of texts that are not in the language in use.

    The keys are whole texts of headings, paragraphs and cells.
    """
    found = {}
    if instrument.language != language().value:
        code = _tag(instrument.language)
        found = {text: code for text in _texts(instrument) if text}
    is_norwegian = language() is not Language.ENGLISH
    for name in official_names(particulars.municipality):
        code = language_of_name(name, particulars.municipality)
        if not (is_norwegian and code == NORWEGIAN):
            found[name] = code
    return found


def _tag(code: str) -> str:
    """Return the language code for a file, given that of an instrument."""
    try:
        return LANGUAGE_TAGS[Language(code)]
    except ValueError:
        return code


def _texts(instrument: Instrument) -> Iterator[str]:
    """Yield the texts of an instrument, in the forms that headings and cells have."""
    yield instrument.title
    for aspect in instrument.aspects:
        yield from (aspect.name, aspect.short, f"{aspect.letter}: {aspect.name}", *aspect.anchors)
    yield from (group.name for group in instrument.groups)
    yield from (trait.name for trait in instrument.traits)
    for area in instrument.areas:
        yield from (area.title, area.short, area.title_in_points_table)
        yield from (f"{area.number} {area.title}", f"{area.number}  {area.title}")
        for question in area.questions:
            yield from (question.text, question.short, f"{question.code} {question.short}")
            yield f"{question.code}  {question.text}"
    for point in instrument.measure_points:
        yield from (point.statement, point.ask, f"{point.code}  {point.statement}")
