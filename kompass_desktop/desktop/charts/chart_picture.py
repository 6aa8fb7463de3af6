"""A chart as a picture for other programs: with its title and legend, on white, as PNG or SVG.

Its colours are the light ones, whatever the window's are. In the SVG, texts remain texts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import sqrt

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QImage, QPaintDevice, QPainter
from PySide6.QtSvg import QSvgGenerator

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.legend_entries import (
    ROW,
    LegendEntry,
    draw_legend,
    legend_rows,
)

EDGE = 12
HEAD = 24
SUBJECT = 18
UNDER_HEAD = 8
TITLE_FONT = 15
SUBJECT_FONT = 12
SCALE = 3.0
"""Pixels of a PNG for each of the chart."""
MOST_PIXELS = 40_000_000
DOTS_PER_INCH = 96
FAMILIES = f"{theme.FONT_FAMILY}, DejaVu Sans, Arial, Helvetica, sans-serif"
"""The fonts of an SVG, in the order in which a program that shows it looks for them."""

_FAMILY = re.compile(f'font-family="{theme.FONT_FAMILY}"')
_SIZE = re.compile(r'<svg width="[^"]*" height="[^"]*"')
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class ChartPicture:
    """A chart to be painted: its title, its size in px, what paints it, and its legend.

    `entries` is called when the picture is painted, so that the colours are those of paper;
    `subject` says what the chart is of, or is "".
    """

    title: str
    size: QSize
    draw: Callable[[QPainter], object]
    entries: Callable[[], list[LegendEntry]] = list
    subject: str = ""

    @property
    def name(self) -> str:
        """A name for a file, without an ending."""
        return f"{self.title} {self.subject}".strip()

    @property
    def png(self) -> bytes:
        """The picture as a PNG, three times as large as the chart if it is not very large."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes
        return bytes(data.data())

    @property
    def image(self) -> QImage:
        """The picture in pixels, with the resolution that gives it the size of the chart."""
        with theme.printed():
            whole = self._whole_size()
            scale = min(SCALE, sqrt(MOST_PIXELS / max(1, whole.width() * whole.height())))
            image = QImage(whole * scale, QImage.Format.Format_RGB32)
            # And not a scaled painter: patterns are as wide as on the screen.
            image.setDevicePixelRatio(scale)
            dots = round(DOTS_PER_INCH * scale / 0.0254)
            image.setDotsPerMeterX(dots)
            image.setDotsPerMeterY(dots)
            self._paint(image, whole)
        return image

    @property
    def svg(self) -> bytes:
        """The picture as an SVG in UTF-8."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setResolution(DOTS_PER_INCH)
        generator.setTitle(self.name)
        generator.setDescription("Kompass")
        with theme.printed():
            whole = self._whole_size()
            generator.setSize(whole)
            generator.setViewBox(QRect(0, 0, whole.width(), whole.height()))
            self._paint(generator, whole)
        return _cleaned(bytes(data.data()), whole)

    def _whole_size(self) -> QSize:
        legend = len(legend_rows(self.entries(), self.size.width())) * ROW
        height = self._head + self.size.height() + (legend + UNDER_HEAD if legend else 0)
        return QSize(self.size.width() + 2 * EDGE, height + 2 * EDGE)

    @property
    def _head(self) -> int:
        return HEAD + (SUBJECT if self.subject else 0) + UNDER_HEAD

    def _paint(self, device: QPaintDevice, whole: QSize) -> None:
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, whole.width(), whole.height()), theme.color("surface"))
        painter.translate(EDGE, EDGE)
        width = self.size.width()
        painter.setFont(theme.font(TITLE_FONT, QFont.Weight.Bold))
        painter.setPen(theme.color("text"))
        painter.drawText(QRectF(0, 0, width, HEAD), _LEFT, self.title)
        painter.setFont(theme.font(SUBJECT_FONT))
        painter.setPen(theme.color("text_soft"))
        if self.subject:
            painter.drawText(QRectF(0, HEAD, width, SUBJECT), _LEFT, self.subject)
        painter.translate(0, self._head)
        painter.save()
        self.draw(painter)
        painter.restore()
        painter.translate(0, self.size.height() + UNDER_HEAD)
        draw_legend(painter, self.entries(), width)
        painter.end()


def _cleaned(svg: bytes, size: QSize) -> bytes:
    """Return an SVG of Qt that every program reads, with fonts to fall back on.

    Characters that XML does not allow are removed; Qt writes them as they are.
    """
    text = _NO_XML.sub("", svg.decode("utf-8", "replace"))
    text = _FAMILY.sub(f'font-family="{FAMILIES}"', text)
    size_in_pixels = f'<svg width="{size.width()}" height="{size.height()}"'
    return _SIZE.sub(size_in_pixels, text, count=1).encode("utf-8")
