"""The pictures of a Word document: drawn all at once when its text is complete."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from math import ceil

from docx.parts.document import DocumentPart
from reportlab.graphics.shapes import Drawing

from kompass_desktop.report.blocks import Logo, Picture
from kompass_desktop.report.pdf.drawings import drawing_of
from kompass_desktop.report.raster import png_pictures
from kompass_desktop.report.word.elements import Element, picture, set_image

_LOGO = 1_000_000
"""The number of the logo, which no chart has."""


class Pictures:
    """Collects the charts of a document, which `embed` then draws.

    `scale` is the size on paper, where 1 is the size in the PDF.
    """

    def __init__(self, scale: float) -> None:
        self._scale = min(scale, 1.0)
        self._drawings: list[Drawing] = []
        self._runs: list[Element] = []

    def run(self, shown: Picture) -> Element:
        """Return a run with the picture of a chart."""
        drawing = drawing_of(shown.chart)
        # On a page of the PDF a label may be above its drawing; a picture would cut it off.
        drawing.height = max(drawing.height, ceil(drawing.getBounds()[3]))
        size = (drawing.width * self._scale, drawing.height * self._scale)
        drawn = picture(len(self._runs) + 1, *size, shown.alternative)
        self._drawings.append(drawing)
        self._runs.append(drawn)
        return drawn

    def logo(self, shown: Logo, part: DocumentPart) -> Element:
        """Return a run with a logo, which is added to the document at once."""
        drawn = picture(_LOGO, shown.width, shown.height, shown.alternative)
        relation, _ = part.get_or_add_image(BytesIO(shown.image))
        set_image(drawn, relation)
        return drawn

    def embed(self, part: DocumentPart, step_done: Callable[[float], None]) -> None:
        """Draw the pictures and add them to the document; `step_done` gets the share, 0–1."""
        images = png_pictures(self._drawings, step_done=step_done)
        for run, image in zip(self._runs, images, strict=True):
            relation, _ = part.get_or_add_image(BytesIO(image))
            set_image(run, relation)
