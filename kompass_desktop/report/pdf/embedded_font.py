"""A TrueType font whose text can be copied and searched, also letters beyond U+FFFF."""

from __future__ import annotations

import re
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFont

_ASTRAL = re.compile("<([0-9A-F]{5,6})>")


class EmbeddedFont(TTFont):
    """Writes such letters in the table of its characters as UTF-16, as PDF asks for.

    reportlab writes their code points (`makeToUnicodeCMap`), from which a reader of the PDF
    gets nothing, or a wrong letter.
    """

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
