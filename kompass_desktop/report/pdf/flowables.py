"""Flowables that know which element of the structure they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, HRFlowable, Image, Paragraph, Table

from kompass_desktop.report.pdf.fonts import markup
from kompass_desktop.report.pdf.structure import Element, Tag, paragraph_element
from kompass_desktop.report.pdf.tagging import artifact, is_draft, marked


class Text(Paragraph):
    """A paragraph, given as markup; all its parts on several pages are one element.

    With `bulletText` it is an item of a list, and `label` the element of that sign; items that
    follow each other are one list if their `list_number` is the same.
    """

    blPara: Any  # noqa: N815 - reportlab's name for the lines

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle,
        bulletText: str | None = None,  # noqa: N803 - reportlab's name
        *,
        element: Element | None = None,
        list_number: int = 0,
        **options: Any,  # noqa: ANN401 - those of Paragraph
    ) -> None:
        super().__init__(text or "", style, bulletText, **options)
        self.element = element or Element(Tag.BODY if bulletText else Tag.PARAGRAPH)
        self.label = Element(Tag.LABEL) if bulletText else None
        self.list_number = list_number
        self._wrapped_in = 0.0

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Return the width and height it needs, in points.

        Its lines depend on the width only, and each layout pass, each table and each frame asks
        again, so they are computed once. `split` of reportlab may delete them.
        """
        if available_width != self._wrapped_in or not hasattr(self, "blPara"):
            super().wrap(available_width, available_height)
            self._wrapped_in = available_width
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Return the part that fits and the rest, which are the same element."""
        parts: list[Flowable] = super().split(available_width, available_height)
        for part in parts:
            if isinstance(part, Text):
                part.element = self.element
                part.label = self.label if part.bulletText else None
        return parts

    def draw(self) -> None:
        """Draw the sign and the text, marked as content of their elements."""
        if is_draft(self.canv):
            return
        sign = self.bulletText
        if sign and self.label is not None and self.blPara.lines:
            with marked(self.canv, self.label):
                self._draw_sign(sign)
            self.bulletText = None
        _end_with_spaces(self.blPara)
        with marked(self.canv, self.element):
            super().draw()
        self.bulletText = sign

    def one_line_width(self) -> float:
        """Return about the width, in points, that it would have on one line."""
        return sum(
            stringWidth(frag.text, frag.fontName, frag.fontSize)
            for frag in self.frags
            if getattr(frag, "text", "")
        )

    def last_baseline(self) -> float:
        """Return the height of the last line's baseline above the lower edge, in points."""
        return self._first_baseline() - (len(self.blPara.lines) - 1) * self.style.leading

    def _first_baseline(self) -> float:
        first = self.blPara if self.blPara.kind == 0 else self.blPara.lines[0]
        return float(self.height - first.fontSize)

    def _draw_sign(self, sign: str) -> None:
        style = self.style
        text = self.canv.beginText(style.bulletIndent, self._first_baseline())
        text.setFont(style.bulletFontName, style.bulletFontSize)
        text.setFillColor(style.textColor)
        text.textOut(sign)
        self.canv.drawText(text)


def _end_with_spaces(lines: Any) -> None:  # noqa: ANN401 - reportlab's own structure
    """Put a space after each line but the last, so that words are not joined when read aloud.

    Not after a part of a word that is longer than a line.
    """
    for line in lines.lines[:-1]:
        if lines.kind == 0:
            words = line[1]
            if words and type(words[-1]) is str:
                words[-1] = f"{words[-1].rstrip(' ')} "
        elif lines.kind == 1:
            parts = [part for part in line.words if getattr(part, "text", "")]
            for last in parts[-1:]:
                last.text = f"{last.text.rstrip(' ')} "


def text(content: str, style: ParagraphStyle) -> Text:
    """Return a paragraph of plain text; nothing in it is read as markup."""
    return Text(markup(content), style, element=paragraph_element(content))


class Picture(Flowable):
    """A drawing; without `alternative`, which says what it shows, it is no content."""

    def __init__(self, drawing: Drawing, alternative: str = "") -> None:
        super().__init__()
        self._drawing = drawing
        self.hAlign = drawing.hAlign
        self.element = Element(Tag.FIGURE, alternative=alternative) if alternative else None

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the width and height of the drawing, in points."""
        self.width, self.height = self._drawing.width, self._drawing.height
        return self.width, self.height

    def draw(self) -> None:
        """Draw it, marked as content of its element or as none."""
        if is_draft(self.canv):
            return
        box = (0, 0, self._drawing.width, self._drawing.height)
        element = self.element
        with marked(self.canv, element, box) if element else artifact(self.canv):
            renderPDF.draw(self._drawing, self.canv, 0, 0)


class ImageFigure(Image):
    """An image with its size in points, at the left; `alternative` says what it shows."""

    def __init__(self, file: IO[bytes], width: float, height: float, alternative: str) -> None:
        super().__init__(file, width, height, mask="auto", hAlign="LEFT")
        self.element = Element(Tag.FIGURE, alternative=alternative)

    def draw(self) -> None:
        """Draw it, marked as content of its element."""
        if is_draft(self.canv):
            return
        with marked(self.canv, self.element, (0, 0, self.drawWidth, self.drawHeight)):
            super().draw()


class Rule(HRFlowable):
    """A horizontal line, which is no content."""

    def draw(self) -> None:
        """Draw it."""
        with artifact(self.canv):
            super().draw()


class DataTable(Table):
    """A table whose backgrounds and lines are no content.

    `element` is that of the table, or of the only cell of a box, or None.
    """

    element: Element | None = None
    _calc: Callable[[float, float], None]
    _rowHeights: list[float]  # noqa: N815 - reportlab's name

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Return the part that fits and the rest; nothing if it is to begin on the next page.

        That is so if its first row fits there and not here: reportlab would split within the row.
        """
        frame: Any = getattr(self, "_frame", None)
        if frame is not None and not frame._atTop:  # noqa: SLF001 - reportlab has no other way
            self._calc(available_width, available_height)
            first = sum(self._rowHeights[: self.repeatRows + 1])
            if available_height < first <= frame._aH:  # noqa: SLF001
                return []
        parts: list[Flowable] = super().split(available_width, available_height)
        return parts

    def draw(self) -> None:
        """Draw it with its cells, which mark their content."""
        if not is_draft(self.canv):
            super().draw()

    def _drawBkgrnd(self) -> None:  # noqa: N802 - reportlab's name
        with artifact(self.canv):
            super()._drawBkgrnd()  # type: ignore[misc] # its types do not name it

    def _drawLines(self) -> None:  # noqa: N802 - reportlab's name
        with artifact(self.canv):
            super()._drawLines()  # type: ignore[misc] # its types do not name it
