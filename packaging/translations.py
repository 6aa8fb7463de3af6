"""The catalogues: collect the texts of the program, and build what it reads.

    .venv/bin/python packaging/translations.py update     texts of code and forms into the .po files
    .venv/bin/python packaging/translations.py build      .mo files of the .po files

`update` keeps every translation, adds new texts without one, and drops texts that are gone.
Nynorsk is a language of reports and not of the window, and has only the texts of these.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree as ET

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
KEYWORDS = {
    "tr": None,
    "ntr": (1, 2),
    "ptr": ((1, "c"), 2),
    "mark": None,
    "pmark": ((1, "c"), 2),
}
"""The functions of `kompass_desktop.i18n` that texts are given to."""

IN_REPORTS = (
    "kompass_desktop/report/",
    "kompass_desktop/assessment/",
    "kompass_desktop/instrument/model.py",
)
"""The starts of the paths of the code whose texts are in reports."""
ONLY_REPORTS = {"nn"}
"""The catalogues that have only the texts of reports."""


def build() -> None:
    """Make a .mo file of every .po file, beside it."""
    for source in sorted(FOLDER.glob("*.po")):
        with source.open("rb") as file:
            catalog = read_po(file, locale=source.stem)
        # Replaced at once: another process, as of parallel tests, may be reading the old one.
        begun = source.with_suffix(f".mo-{os.getpid()}")
        with begun.open("wb") as file:
            write_mo(file, catalog)
        begun.replace(source.with_suffix(".mo"))


def collected_for(language: str) -> Catalog:
    """Return the texts, without translations, that the catalogue of a language must have."""
    everything = collected()
    if language not in ONLY_REPORTS:
        return everything
    catalog = Catalog(project="Kompass", charset="utf-8")
    for message in everything:
        places = [location for location in message.locations if location[0].startswith(IN_REPORTS)]
        if message.id and places:
            comments, context = message.auto_comments, message.context
            catalog.add(message.id, locations=places, auto_comments=comments, context=context)
    return catalog


def collected() -> Catalog:
    """Return all texts of the program, without translations, in the order of their files."""
    catalog = Catalog(project="Kompass", charset="utf-8")
    for path in sorted((ROOT / "kompass_desktop").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for _line, text, comments, context in extract_from_file("python", path, KEYWORDS):
            catalog.add(text, locations=[(place, 0)], auto_comments=comments, context=context)
    for path in sorted((ROOT / "ui").rglob("*.ui")):
        with path.open("rb") as file:
            for text in texts_of_form(file):
                catalog.add(text, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return catalog


def texts_of_form(form: IO[bytes]) -> Iterator[str]:
    """Yield the texts of a Qt Designer form that are to be translated."""
    for element in ET.parse(form).iter("string"):  # noqa: S314 - our own forms
        if element.text and element.get("notr") != "true":
            yield element.text


def update() -> None:
    """Bring the .po files in step with the program's texts."""
    for path in sorted(FOLDER.glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.stem)
        catalog.update(collected_for(path.stem), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        with path.open("wb") as file:
            # Line numbers would change with every edit of the code.
            write_po(file, catalog, width=100, sort_by_file=True, include_lineno=False)


def main() -> int:
    """Run the command named on the command line; return the exit status."""
    commands = {"update": update, "build": build}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        print(__doc__, file=sys.stderr)
        return 2
    commands[sys.argv[1]]()
    return 0


if __name__ == "__main__":
    sys.exit(main())
