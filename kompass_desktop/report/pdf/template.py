"""The pages: a cover, and pages with a running head and foot; contents, links, bookmarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import IO

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
)

from kompass_desktop.i18n import Language, language
from kompass_desktop.report.pdf.fonts import REGULAR, markup, printable
from kompass_desktop.report.pdf.running_heads import Running, draw_cover, draw_running
from kompass_desktop.report.pdf.styles import (
    BOTTOM_MARGIN,
    CHAPTER,
    CONTENT_HEIGHT,
    CONTENT_WIDTH,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SECTION,
)

_LANGUAGES = {
    Language.BOKMAL: "nb-NO",
    Language.NYNORSK: "nn-NO",
    Language.ENGLISH: "en-GB",
}
"""The language for screen readers, as a PDF names it."""

COVER = "cover"
BODY_PAGES = "body"
CONTENTS = "contents"
_USUAL_PASSES = 2


@dataclass(frozen=True)
class Metadata:
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    creator: str


class Place(Enum):
    """What a heading begins, and whether the contents list it; the bookmarks list all."""

    CHAPTER = auto()
    LISTED_SECTION = auto()
    SECTION = auto()


class HeadingParagraph(Paragraph):
    """A heading that can be linked to; `running` is what the head of the page says from it on.

    Where `running` is empty the head stays as it was.
    """

    def __init__(self, title: str, key: str, place: Place, running: str = "") -> None:
        super().__init__(markup(title), CHAPTER if place is Place.CHAPTER else SECTION)
        self.title = " ".join(printable(title).split())
        self.key = key
        self.place = place
        self.level = 0 if place is Place.CHAPTER else 1
        self.running = running

    def draw(self) -> None:
        """Draw it, and make it a place that the contents and the bookmarks lead to."""
        self.canv.bookmarkHorizontal(self.key, 0, self.height + 8)
        self.canv.addOutlineEntry(self.title, self.key, self.level, closed=True)
        super().draw()


def chapter(title: str, key: str, running: str = "") -> list[Flowable]:
    """Return what begins a chapter, on a page of its own."""
    return [PageBreak(), HeadingParagraph(title, key, Place.CHAPTER, running or title)]


def section(
    title: str, key: str, least_height: float, place: Place = Place.SECTION
) -> list[Flowable]:
    """Return what begins a section; it stays with `least_height` points of what follows."""
    return [CondPageBreak(least_height + 40), HeadingParagraph(title, key, place)]


class ReportTemplate(BaseDocTemplate):
    """The document, laid out twice so that the contents know their page numbers."""

    def __init__(self, file: IO[bytes], metadata: Metadata, running: Running) -> None:
        super().__init__(
            file,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            title=printable(metadata.title),
            author=printable(metadata.author),
            subject=printable(metadata.subject),
            creator=metadata.creator,
            producer=metadata.creator,
            lang=_LANGUAGES[language()],
            displayDocTitle=1,
            initialFontName=REGULAR,
        )
        self._running = running
        self._chapter = ""
        self.addPageTemplates(
            [
                PageTemplate(COVER, [_frame(MARGIN)], onPage=draw_cover),
                PageTemplate(BODY_PAGES, [_frame(BOTTOM_MARGIN)], onPageEnd=self._draw_running),
            ]
        )

    def follow(self, step_done: Callable[[float], None]) -> None:
        """Call `step_done` with the share 0-1 that is laid out, again and again."""
        progress = _Progress(step_done)
        self.setProgressCallBack(progress.note)

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        """Begin a pass: open with the bookmarks shown."""
        self._chapter = ""
        self.canv.showOutline()

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Tell the contents of a heading, and the head of the page of a chapter."""
        if not isinstance(flowable, HeadingParagraph):
            return
        self._chapter = flowable.running or self._chapter
        if flowable.place is not Place.SECTION and flowable.key != CONTENTS:
            entry = (flowable.level, markup(flowable.title), self.page, flowable.key)
            self.notify("TOCEntry", entry)

    def _draw_running(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        draw_running(canvas, self._running, self._chapter)


class _Progress:
    """Turns reportlab's events into a share of the whole."""

    def __init__(self, step_done: Callable[[float], None]) -> None:
        self._step_done = step_done
        self._passes = 0
        self._steps = 1
        self._share = 0.0

    def note(self, event: str, value: int) -> None:
        if event == "PASS":
            self._passes = value
        elif event == "SIZE_EST":
            self._steps = max(value, 1)
        elif event == "PROGRESS":
            done = self._passes - 1 + value / self._steps
            # What breaks across pages becomes more steps, and the share goes back a little.
            self._share = max(self._share, min(done / _USUAL_PASSES, 1.0))
            self._step_done(self._share)


def cover_to_body() -> list[Flowable]:
    """Return what ends the cover: the pages after it have a running head and foot."""
    return [NextPageTemplate(BODY_PAGES)]


def _frame(bottom: float) -> Frame:
    height = CONTENT_HEIGHT + BOTTOM_MARGIN - bottom
    return Frame(
        MARGIN,
        bottom,
        CONTENT_WIDTH,
        height,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
