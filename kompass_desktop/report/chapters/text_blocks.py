"""The blocks of a written text, with its headings."""

from __future__ import annotations

from kompass_desktop.report.blocks import Block, Heading
from kompass_desktop.report.prose_blocks import prose_of
from kompass_desktop.report.text_sections import sections_of

_ROOM = 40.0
"""The height that must be free below a heading."""


def text_blocks(text: str, key: str, *, ends_together: bool = False, level: int = 2) -> list[Block]:
    """Return the blocks of a text, an empty list if it is blank.

    `key` begins the names of the link targets of its headings, which have `level`; with
    `ends_together` its last few paragraphs are kept on one page.
    """
    blocks: list[Block] = []
    sections = sections_of(text)
    for number, section in enumerate(sections, 1):
        if section.title:
            blocks.append(Heading(section.title, f"{key}-part-{number}", level, room=_ROOM))
        prose = prose_of(section.text, ends_together=ends_together and number == len(sections))
        blocks += [prose] if prose.parts else []
    return blocks
