"""A TrueType font that measures words once, and whose text can be copied and searched."""

from __future__ import annotations

import re
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

_LONGEST_MEASURED = 40
_MOST_MEASURED = 20_000
"""Texts whose widths are kept, up to the length of a word: some 2 MB for each font."""

_ASTRAL = re.compile("<([0-9A-F]{5,6})>")


class EmbeddedFont(TTFont):
    """Writes letters beyond U+FFFF in the table of its characters as UTF-16, as PDF asks for.

    reportlab writes their code points (`makeToUnicodeCMap`), from which a reader of the PDF
    gets nothing, or a wrong letter.
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self._measured: dict[str, float] = {}

    def stringWidth(  # noqa: N802 - reportlab calls it
        self, text: str, size: float, encoding: str = "utf8"
    ) -> float:
        """Return the width of a text in points; `size` is that of the font, in points.

        reportlab asks for the same words over and over, which took a third of a report's time.
        """
        width = self._measured.get(text)
        if width is None:
            width = super().stringWidth(text, 1000, encoding)
            if len(text) <= _LONGEST_MEASURED:
                self._keep(text, width)
        return 0.001 * size * width

    def _keep(self, text: str, width: float) -> None:
        if len(self._measured) >= _MOST_MEASURED:
            self._measured.clear()
        self._measured[text] = width

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - reportlab calls it
        """Add the font to a document."""
        state = self.state.get(doc)
        count = len(state.subsets) if state is not None else 0
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(count)]
        super().addObjects(doc)
        objects: dict[str, Any] = doc.idToObject
        for name in names:
            table = objects[objects[name].ToUnicode.name]
            table.content = _ASTRAL.sub(_in_utf_16, table.content)


def _in_utf_16(match: re.Match[str]) -> str:
    letter = chr(int(match[1], 16))
    return f"<{letter.encode('utf-16-be').hex().upper()}>"
