"""Splits a written text into sections: a line that begins with "# " is the heading of one."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"^[ \t]*#{1,3}[ \t]+(?P<title>\S.*?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True)
class TextSection:
    """A heading, or "" before the first one, and the text below it without blank ends."""

    title: str
    text: str


def sections_of(text: str) -> tuple[TextSection, ...]:
    """Return the sections of a text; the first has no title, and is left out if it is blank."""
    found = list(_HEADING.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    first = text[: found[0].start()] if found else text
    sections = [TextSection("", first.strip())] if first.strip() else []
    for match, end in zip(found, ends, strict=False):
        sections.append(TextSection(match["title"], text[match.end() : end].strip()))
    return tuple(sections)


def section(title: str, text: str) -> str:
    """Return a heading with its text as `sections_of` reads it, or "" if the text is empty."""
    return f"# {title}\n{text}" if text else ""
