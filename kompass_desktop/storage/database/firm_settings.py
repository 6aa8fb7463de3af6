"""The firm that writes the reports of a library.

It is stored only in the library, which may be encrypted, and never in a file for others or in
the settings of the machine. A backup of the library contains it.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode

from kompass_desktop.assessment.firm import (
    LARGEST_LOGO,
    LARGEST_TEMPLATE,
    NO_FIRM,
    Firm,
    WordTemplate,
    png_size,
)
from kompass_desktop.colors import is_color
from kompass_desktop.storage.database.tables import Database

_KEY = "firm"


def read_firm(db: Database) -> Firm:
    """Return the firm of the library; an empty one if none is set or the data are damaged."""
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
    """Store the firm of the library in place of the one before."""
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


def _decoded(text: str, most: int) -> bytes:
    content = b64decode(text, validate=True)
    if len(content) > most:
        raise ValueError("the file is too large")
    return content
