"""Renders the drawings of charts as pictures, through a PDF with a page for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.pdfgen.canvas import Canvas

from kompass_desktop.report.pdf.fonts import register
from kompass_desktop.report.pdfium import PDFIUM

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS_PER_INCH = 200
_POINTS_PER_INCH = 72
_COLORS = 128


def png_pictures(
    drawings: Sequence[Drawing],
    dots_per_inch: float = DOTS_PER_INCH,
    step_done: Callable[[float], None] | None = None,
) -> Iterator[bytes]:
    """Yield each drawing as a PNG file with a white background.

    `step_done` is called before each with the share that is done, 0–1; it may raise.
    """
    # Loaded only for pictures: together they take 0.2 s.
    import pypdfium2

    content = _pages(drawings)
    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
    try:
        for number in range(len(drawings)):
            if step_done is not None:
                step_done(number / len(drawings))
            with PDFIUM:
                page = document[number]
                bitmap = page.render(scale=dots_per_inch / _POINTS_PER_INCH)
                image = bitmap.to_pil().copy()
                bitmap.close()
                page.close()
            yield _png(image, dots_per_inch)
    finally:
        with PDFIUM:
            document.close()


def _png(image: Image, dots_per_inch: float) -> bytes:
    """Return a PNG file with few colours, which charts have, so that it takes a third."""
    from PIL.Image import Dither, Quantize

    # Of the ways to choose colours this keeps white white; dithering would speckle the areas.
    few = image.quantize(_COLORS, method=Quantize.MAXCOVERAGE, dither=Dither.NONE)
    file = BytesIO()
    few.save(file, "PNG", dpi=(dots_per_inch, dots_per_inch))
    return file.getvalue()


def _pages(drawings: Sequence[Drawing]) -> bytes:
    register()
    file = BytesIO()
    canvas = Canvas(file)
    for drawing in drawings:
        canvas.setPageSize((drawing.width, drawing.height))
        renderPDF.draw(drawing, canvas, 0, 0)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
