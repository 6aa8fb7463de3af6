"""The firm that writes reports: what the user has set once for all reports of a library."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from kompass_desktop.i18n import Language

MOST_CONTACT_LINES = 5
LONGEST_CONTACT_LINE = 100
LARGEST_TEMPLATE = 5 * 1024 * 1024
"""Bytes of the Word template."""
LARGEST_LOGO = 2 * 1024 * 1024
"""Bytes of the logo as it is stored."""


@dataclass(frozen=True)
class WordTemplate:
    """A Word document whose styles, head and foot reports have; `name` is its file name."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class FirmText:
    """A firm's own wording of a chapter of reports in one language, with fields like "{total}".

    `chapter` is the key of the chapter. `instrument` is the title of the instrument for a chapter
    about one of its areas, which another instrument does not have; "" for other chapters.
    """

    chapter: str
    language: Language
    text: str
    instrument: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What a firm has one text for."""
        return self.chapter, self.language.value, self.instrument


@dataclass(frozen=True)
class Firm:
    """A firm; each part may be empty.

    `name` is the default of an assessment's own field for the firm, which is what reports print.
    `contact` has lines such as address and telephone, and `color` is "#rrggbb" or "" for that
    of the program. `logo` is a PNG file. `texts` are its wordings of chapters, one for each key.
    """

    name: str = ""
    contact: str = ""
    color: str = ""
    logo: bytes = field(default=b"", repr=False)
    template: WordTemplate | None = None
    texts: tuple[FirmText, ...] = ()


NO_FIRM = Firm()


_PNG = b"\x89PNG\r\n\x1a\n"
_SIZE = slice(16, 24)


def png_size(image: bytes) -> tuple[int, int]:
    """Return the width and height of a PNG file in pixels (PNG, "IHDR Image header").

    Raises ValueError for another file, or one without pixels.
    """
    if not image.startswith(_PNG) or len(image) < _SIZE.stop:
        raise ValueError("not a PNG file")
    width, height = struct.unpack(">II", image[_SIZE])
    if not width or not height:
        raise ValueError("an image without pixels")
    return width, height
