"""The table of contents: a line for each listed heading, which is a link to it."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Spacer, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from kompass_desktop.i18n import tr
from kompass_desktop.report.blocks import Contents
from kompass_desktop.report.pdf.flowables import DataTable, Text
from kompass_desktop.report.pdf.fonts import markup
from kompass_desktop.report.pdf.structure import Element, Tag
from kompass_desktop.report.pdf.styles import CONTENTS_LINES
from kompass_desktop.report.pdf.tables import OUR_FONT
from kompass_desktop.report.pdf.tagging import TaggedCanvas, is_draft, marked
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph


def contents_flowables(contents: Contents) -> list[Flowable]:
    """Return the table of contents, whose page numbers come from the first layout pass."""
    title = contents.title
    heading = HeadingParagraph(title, contents.key, HeadingKind.CHAPTER, running=title)
    return [heading, _ContentsTable()]


class _Line(Text):
    """A line of the contents: a title, the number of its page, and a link over both."""

    def __init__(self, title: str, page: int, key: str, style: ParagraphStyle) -> None:
        link = Element(Tag.LINK, text=title)
        super().__init__(markup(title), style, element=link)
        self.line = Element(Tag.CONTENTS_LINE, [Element(Tag.REFERENCE, [link])])
        self._title, self._page, self._key = title, page, key

    def draw(self) -> None:
        """Draw the title, and the number on its last line."""
        if is_draft(self.canv):
            return
        super().draw()
        style = self.style
        with marked(self.canv, self.element):
            number = self.canv.beginText()
            number.setFont(style.fontName, style.fontSize)
            number.setFillColor(style.textColor)
            width = self.canv.stringWidth(str(self._page), style.fontName, style.fontSize)
            number.setTextOrigin(self.width - width, self.last_baseline())
            number.textOut(str(self._page))
            self.canv.drawText(number)
        if isinstance(self.canv, TaggedCanvas):
            description = tr("{0}, page {1}").format(self._title, self._page)
            box = (style.leftIndent, 0, self.width, self.height)
            self.canv.link(self.element, box, self._key, description)


class _ContentsTable(TableOfContents):
    """The lines of the contents, from the headings of the layout pass before."""

    _lastEntries: Sequence[tuple[int, str, int, str]]  # noqa: N815 - reportlab's name

    def __init__(self) -> None:
        super().__init__()
        self.element = Element(Tag.CONTENTS)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the width and height it needs, in points."""
        rows: list[list[Flowable]] = []
        self.element.kids = []
        for level, title, page, key in self._lastEntries:
            style = CONTENTS_LINES[level]
            line = _Line(title, page, key, style)
            rows += [[Spacer(1, style.spaceBefore)], [line]]
            self.element.kids.append(line.line)
        self._table = DataTable(
            rows or [[Spacer(1, 1)]], colWidths=(available_width,), style=_WITHOUT_PADDING
        )
        self.width, self.height = self._table.wrapOn(self.canv, available_width, available_height)
        return self.width, self.height


_WITHOUT_PADDING = TableStyle(
    [
        OUR_FONT,
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
    ]
)
