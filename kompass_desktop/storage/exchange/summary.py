"""What came with a file, in a sentence or two."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kompass_desktop.storage.merging.anonymised import Unmasked
from kompass_desktop.storage.merging.service import Arrival

_KINDS: Mapping[str, tuple[str, str, str]] = {
    "assessments": ("ny", "vurdering", "vurderinger"),
    "members": ("nytt", "teammedlem", "teammedlemmer"),
    "interviews": ("nytt", "intervju", "intervjuer"),
    "ratings": ("ny", "vurdering av målepunkt", "vurderinger av målepunkter"),
    "notes": ("nytt", "notat", "notater"),
    "findings": ("nytt", "funn", "funn"),
    "texts": ("ny", "rapporttekst", "rapporttekster"),
    "recorded": ("nytt", "registrert resultat", "registrerte resultater"),
}
"""For each table: "new" of one, and what one and several are called."""


def summary_sentence(arrival: Arrival) -> str:
    """Return what came, and how many conflicts are left to settle."""
    return "".join(
        (
            _what_came(arrival),
            _conflicts(arrival.conflicts),
            _unmasked(arrival.unmasked),
            _wrong_clock(arrival.clock_showed),
        )
    )


def _what_came(arrival: Arrival) -> str:
    if arrival.is_new:
        return f"{arrival.title} er lest inn."
    parts = [
        *(_part(table, n, _KINDS[table][0], "nye") for table, n in _sorted(arrival.added)),
        *(_changed(table, n) for table, n in _sorted(arrival.changed)),
        *(_part(table, n, "slettet", "slettede") for table, n in _sorted(arrival.removed)),
    ]
    if not parts:
        return f"{arrival.title}: filen hadde ikke noe nytt."
    return f"{arrival.title} er slått sammen med den du hadde: {_listed(parts)}."


def _sorted(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(table, counts[table]) for table in _KINDS if counts.get(table)]


def _changed(table: str, number: int) -> str:
    if table == "assessments":
        return "endrede opplysninger om vurderingen"
    return _part(table, number, "endret", "endrede")


def _part(table: str, number: int, one: str, several: str) -> str:
    _, singular, plural = _KINDS[table]
    return f"1 {one} {singular}" if number == 1 else f"{number} {several} {plural}"


def _listed(parts: list[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} og {last}" if most else last


def _conflicts(number: int) -> str:
    if not number:
        return ""
    return " 1 konflikt venter på svar." if number == 1 else f" {number} konflikter venter på svar."


def _wrong_clock(shown: datetime | None) -> str:
    if shown is None:
        return ""
    return (
        f" Filen er fra en maskin der klokken viste {shown.astimezone():%d.%m.%Y}; kontroller"
        " klokken på begge maskinene."
    )


def _unmasked(came: Unmasked | None) -> str:
    """Return what came into an anonymised assessment that may tell who was asked."""
    if came is None or not (came.names or came.texts):
        return ""
    parts = [
        words
        for number, words in (
            (came.names, "1 navn" if came.names == 1 else f"{came.names} navn"),
            (came.texts, "1 ny tekst" if came.texts == 1 else f"{came.texts} nye tekster"),
        )
        if number
    ]
    return (
        f" Målingen er anonymisert her, men filen inneholder {_listed(parts)}; anonymiser på nytt."
    )
