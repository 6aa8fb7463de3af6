"""The page template: a cover, pages with head and foot, headings with links and bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
)

from kompass_desktop.i18n import language
from kompass_desktop.report.languages import LANGUAGE_TAGS
from kompass_desktop.report.pdf.flowables import Text
from kompass_desktop.report.pdf.fonts import REGULAR, markup, printable
from kompass_desktop.report.pdf.running_heads import RunningTexts, draw_cover, draw_running
from kompass_desktop.report.pdf.structure import HEADINGS, Element
from kompass_desktop.report.pdf.styles import (
    BOTTOM_MARGIN,
    CHAPTER,
    MARGIN,
    PORTRAIT,
    SECTION,
    SUBSECTION,
    TOP_MARGIN,
    PageSize,
)
from kompass_desktop.report.pdf.tagging import TaggedCanvas, canvas_for

COVER = "cover"
BODY_PAGES = "body"
CONTENTS = "contents"
_USUAL_PASSES = 2


@dataclass(frozen=True)
class Metadata:
    """The document properties of the PDF file."""

    title: str
    author: str
    subject: str
    creator: str


class HeadingKind(Enum):
    """What a heading begins, and whether it is in the table of contents; bookmarks have all."""

    CHAPTER = auto()
    LISTED_SECTION = auto()
    SECTION = auto()
    SUBSECTION = auto()


_HEADING_STYLES = {HeadingKind.CHAPTER: CHAPTER, HeadingKind.SUBSECTION: SUBSECTION}
_UNLISTED = (HeadingKind.SECTION, HeadingKind.SUBSECTION)
_OUTLINE_LEVELS = {HeadingKind.CHAPTER: 0, HeadingKind.SUBSECTION: 2}


class HeadingParagraph(Text):
    """A heading that is a link target.

    `key` is the name of the target; `running` the text in the head of this and the following
    pages, or "" for no change.
    """

    def __init__(self, title: str, key: str, kind: HeadingKind, running: str = "") -> None:
        level = _OUTLINE_LEVELS.get(kind, 1)
        style = _HEADING_STYLES.get(kind, SECTION)
        super().__init__(markup(title), style, element=Element(HEADINGS[level], text=title))
        self.title = " ".join(printable(title).split())
        self.key = key
        self.kind = kind
        self.level = level
        self.running = running

    @property
    def is_listed(self) -> bool:
        """Whether it is in the table of contents."""
        return self.kind not in _UNLISTED and self.key != CONTENTS

    def draw(self) -> None:
        """Draw it, and add the link target and the bookmark."""
        self.canv.bookmarkHorizontal(self.key, 0, self.height + 8)
        self.canv.addOutlineEntry(self.title, self.key, self.level, closed=True)
        super().draw()


def chapter(title: str, key: str, running: str = "") -> list[Flowable]:
    """Return a page break and the heading of a chapter; `running` is by default its title."""
    return [PageBreak(), HeadingParagraph(title, key, HeadingKind.CHAPTER, running or title)]


def section(
    title: str, key: str, least_height: float, kind: HeadingKind = HeadingKind.SECTION
) -> list[Flowable]:
    """Return the heading of a section, on the same page as `least_height` points after it."""
    return [CondPageBreak(least_height + 40), HeadingParagraph(title, key, kind)]


class ReportTemplate(BaseDocTemplate):
    """The document, which `multiBuild` lays out twice to get the numbers in the contents."""

    def __init__(
        self,
        file: IO[bytes],
        metadata: Metadata,
        running: RunningTexts,
        page: PageSize = PORTRAIT,
    ) -> None:
        super().__init__(
            file,
            pagesize=page,
            title=printable(metadata.title),
            author=printable(metadata.author),
            subject=printable(metadata.subject),
            creator=metadata.creator,
            producer=metadata.creator,
            lang=LANGUAGE_TAGS[language()],
            displayDocTitle=1,
            initialFontName=REGULAR,
        )
        self._running = running
        self._has_draft = False
        self._chapter = ""
        self.addPageTemplates(
            [
                PageTemplate(COVER, [_frame(page, MARGIN)], onPage=draw_cover),
                PageTemplate(
                    BODY_PAGES, [_frame(page, BOTTOM_MARGIN)], onPageEnd=self._draw_running
                ),
            ]
        )

    def write(self, story: Sequence[Flowable], languages: Mapping[str, str]) -> None:
        """Lay out a story, and write it as a tagged PDF.

        `languages` has the languages of texts that are not in the one in use, by the text.
        """
        flowables = list(story)
        self._has_draft = _has_contents(flowables)
        self.multiBuild(flowables, canvasmaker=canvas_for(flowables, languages))

    def report_progress(self, step_done: Callable[[float], None]) -> None:
        """Call `step_done` repeatedly with the share that is laid out, 0–1."""
        progress = _Progress(step_done)
        self.setProgressCallBack(progress.note)

    def beforeDocument(self) -> None:  # noqa: N802 - reportlab's name
        """Prepare a layout pass; the file opens with its bookmarks shown."""
        self._chapter = ""
        self.canv.showOutline()
        if isinstance(self.canv, TaggedCanvas):
            self.canv.is_draft = self._has_draft
        self._has_draft = False

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Add a heading to the table of contents, and set the text in the head of the page."""
        if not isinstance(flowable, HeadingParagraph):
            return
        self._chapter = flowable.running or self._chapter
        if flowable.is_listed:
            entry = (flowable.level, flowable.title, self.page, flowable.key)
            self.notify("TOCEntry", entry)

    def _draw_running(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        draw_running(canvas, self._running, self._chapter, document.pagesize)


def _has_contents(story: Sequence[Flowable]) -> bool:
    """Whether a table of contents needs a first pass, in which it has no lines yet."""
    return any(each.isIndexing() for each in story) and any(
        isinstance(each, HeadingParagraph) and each.is_listed for each in story
    )


class _Progress:
    """Converts reportlab's progress events to a share, 0–1."""

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
            # Splitting across pages adds steps, which would make the share smaller again.
            self._share = max(self._share, min(done / _USUAL_PASSES, 1.0))
            self._step_done(self._share)


def cover_to_body() -> list[Flowable]:
    """Return the command after which pages have a head and a foot, for the end of the cover."""
    return [NextPageTemplate(BODY_PAGES)]


def _frame(page: PageSize, bottom: float) -> Frame:
    return Frame(
        MARGIN,
        bottom,
        page[0] - 2 * MARGIN,
        page[1] - TOP_MARGIN - bottom,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
