"""The firm that writes the reports of a library.

It is stored only in the library, which may be encrypted, and never in a file for others or in
the settings of the machine. A backup of the library contains it.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kompass_desktop.assessment.firm import (
    LARGEST_LOGO,
    LARGEST_TEMPLATE,
    NO_FIRM,
    Firm,
    FirmText,
    WordTemplate,
    png_size,
)
from kompass_desktop.colors import is_color
from kompass_desktop.i18n import Language
from kompass_desktop.storage.database.tables import Database

_KEY = "firm"
_TEXTS_KEY = "firm_texts"
"""Apart from the rest, which may have 7 MB, since texts are stored one at a time."""


def read_firm(db: Database) -> Firm:
    """Return the firm of the library; without the parts that are not set or are damaged."""
    return replace(_read_look(db), texts=tuple(_read_texts(db)))


def _read_look(db: Database) -> Firm:
    row = db.execute("SELECT value FROM library WHERE key = ?", [_KEY]).fetchone()
    if row is None:
        return NO_FIRM
    try:
        held = json.loads(row[0])
        logo = _decoded(held["logo"], LARGEST_LOGO)
        template = _decoded(held["template"], LARGEST_TEMPLATE)
        name, contact, color = (str(held[key]) for key in ("name", "contact", "color"))
        if logo:
            png_size(logo)
        template_name = str(held["template_name"])
    except (KeyError, TypeError, ValueError):
        # Damaged, or from another version of the program: the user can set it again.
        return NO_FIRM
    return Firm(
        name,
        contact,
        color if is_color(color) else "",
        logo,
        WordTemplate(template_name, template) if template else None,
    )


def write_firm(db: Database, firm: Firm) -> None:
    """Store the firm of the library in place of the one before, with its texts."""
    template = firm.template or WordTemplate("", b"")
    held = {
        "name": firm.name,
        "contact": firm.contact,
        "color": firm.color,
        "logo": b64encode(firm.logo).decode("ascii"),
        "template": b64encode(template.content).decode("ascii"),
        "template_name": template.name,
    }
    # Escaped, so that any text that a person pastes can be stored.
    db.table("library").upsert({"key": _KEY, "value": json.dumps(held)}, pk="key")
    write_firm_texts(db, firm.texts)


def write_firm_texts(db: Database, texts: Sequence[FirmText]) -> None:
    """Store the texts of the firm in place of those before."""
    if not texts:
        db.table("library").delete_where("key = ?", [_TEXTS_KEY])
        return
    held = [
        {
            "chapter": each.chapter,
            "language": each.language.value,
            "instrument": each.instrument,
            "text": each.text,
        }
        for each in texts
    ]
    db.table("library").upsert({"key": _TEXTS_KEY, "value": json.dumps(held)}, pk="key")


def _read_texts(db: Database) -> Iterator[FirmText]:
    row = db.execute("SELECT value FROM library WHERE key = ?", [_TEXTS_KEY]).fetchone()
    if row is None:
        return
    try:
        held = json.loads(row[0])
    except ValueError:
        return
    for each in held if isinstance(held, list) else []:
        try:
            chapter, text, instrument = (
                str(each[key]) for key in ("chapter", "text", "instrument")
            )
            yield FirmText(chapter, Language(each["language"]), text, instrument)
        except (KeyError, TypeError, ValueError):
            # Damaged, or in a language of another version of the program.
            continue


def _decoded(text: str, most: int) -> bytes:
    content = b64decode(text, validate=True)
    if len(content) > most:
        raise ValueError("the file is too large")
    return content
