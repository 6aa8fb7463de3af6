"""A finished report as pictures of its pages, and where its chapters begin.

A `ReportPages` is used by one thread only. Nothing here knows the window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

from kompass_desktop.desktop.report.page_column import Place
from kompass_desktop.report.chapters.texts import is_text_section
from kompass_desktop.report.pdfium import PDFIUM

if TYPE_CHECKING:
    import pypdfium2


@dataclass(frozen=True)
class PageHeading:
    """A bookmark; `level` is 0 for a chapter and 1 for a section of it."""

    title: str
    level: int
    place: Place


@dataclass(frozen=True)
class PageContents:
    """The contents of a report before any page of it is drawn; sizes are in points."""

    sizes: tuple[QSizeF, ...]
    headings: tuple[PageHeading, ...]

    def chapter_place(self, title: str) -> Place | None:
        """Return the page that a chapter begins, or None where the report leaves it out."""
        return next((Place(h.place.page) for h in self._chapters if h.title == title), None)

    def text_place(self, title: str) -> Place | None:
        """Return where the text of a chapter begins, which may be after its tables."""
        is_within = False
        for heading in self.headings:
            if heading.level == 0:
                is_within = heading.title == title
            elif is_within and is_text_section(heading.title):
                return heading.place
        return self.chapter_place(title)

    def chapter_on(self, page: int) -> str:
        """Return the title of the chapter that a page belongs to; empty before the first."""
        titles = [h.title for h in self._chapters if h.place.page <= page]
        return titles[-1] if titles else ""

    @property
    def _chapters(self) -> list[PageHeading]:
        return [heading for heading in self.headings if heading.level == 0]


class ReportPages:
    """The pages of one report at a time."""

    def __init__(self) -> None:
        self._document: pypdfium2.PdfDocument | None = None
        self._count = 0

    def open(self, content: bytes) -> PageContents:
        """Turn to another report, given its PDF."""
        # Loaded in the thread that draws, and not with the window.
        import pypdfium2

        with PDFIUM:
            if self._document is not None:
                self._document.close()
            document = self._document = pypdfium2.PdfDocument(content)
            sizes = tuple(
                QSizeF(*document.get_page_size(number)) for number in range(len(document))
            )
            self._count = len(sizes)
            return PageContents(sizes, _headings(document, sizes))

    def draw(self, number: int, width: int) -> QImage:
        """Return the picture of a page, counted from 0, at a width in pixels.

        Raises IndexError where the report that is open now has no such page.
        """
        if self._document is None or number >= self._count:
            raise IndexError(number)
        with PDFIUM:
            page = self._document[number]
            bitmap = page.render(scale=width / page.get_width(), prefer_bgrx=True)
            picture = QImage(
                bytes(bitmap.buffer),
                bitmap.width,
                bitmap.height,
                bitmap.stride,
                QImage.Format.Format_RGB32,
            ).copy()
            bitmap.close()
            page.close()
        return picture


def _headings(
    document: pypdfium2.PdfDocument, sizes: tuple[QSizeF, ...]
) -> tuple[PageHeading, ...]:
    headings = []
    for bookmark in document.get_toc():
        destination = bookmark.get_dest()
        page = destination.get_index() if destination is not None else None
        if page is not None:
            top = _share_from_above(destination.get_view()[1], sizes[page])
            headings.append(PageHeading(bookmark.get_title(), bookmark.level, Place(page, top)))
    return tuple(headings)


def _share_from_above(view: list[float], size: QSizeF) -> float:
    """Return how far down the page a bookmark's view (left, top, zoom) begins."""
    if len(view) < 2:
        return 0.0
    return max(0.0, min(1.0 - view[1] / size.height(), 1.0))
