"""Reads the page of a document at the start of a note line: `s. 14 måltallene mangler`."""

from __future__ import annotations

import re
from dataclasses import replace

from kompass_desktop.assessment.code_prefix import split_code
from kompass_desktop.assessment.records import Note

_PAGE = re.compile(
    r"\s*(?:s|side|sider|p|pp|page|pages)(?:\.\s*|\s+)"
    r"(?P<page>\d{1,5}(?:\s?[-–]\s?\d{1,5})?)(?:\s*[:;,)·]\s*|\.\s+|\s+)(?P<rest>\S.*)",
    re.DOTALL | re.IGNORECASE | re.ASCII,
)


def with_page(note: Note) -> Note:
    """Return a line with the page at the start of its text moved to `page`, or unchanged.

    The page may be before a code or after it: "s. 14 3.3.3 mål" and "3.3.3 s. 14 mål".
    """
    found = _PAGE.fullmatch(note.text)
    if found is not None:
        return replace(note, text=found["rest"], page=_plain(found["page"]))
    prefix = split_code(note.text)
    behind = _PAGE.fullmatch(prefix.rest) if prefix is not None else None
    if prefix is None or behind is None:
        return note
    return replace(note, text=prefix.typed + behind["rest"], page=_plain(behind["page"]))


def _plain(page: str) -> str:
    """Return pages without spaces, with an en dash between numbers."""
    return page.replace(" ", "").replace("-", "–")
