"""A canvas that marks what is drawn as the content of structure elements, or as no content.

Each pass of the layout has a canvas of its own, so only what the last one has drawn is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from enum import Enum
from functools import partial
from typing import Any

from reportlab.pdfbase.pdfdoc import LinkAnnotation, PDFName
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from kompass_desktop.report.pdf.structure import Element, document_of
from kompass_desktop.report.pdf.structure_objects import (
    Annotation,
    Box,
    Content,
    Marked,
    Recorded,
    add_structure,
)

_VERSION = (1, 7)
"""The version of PDF on which PDF/UA-1 is based."""


class Artifact(Enum):
    """What is drawn without being content: decoration, heads and feet of pages."""

    LAYOUT = "<</Type/Layout>>"
    HEADER = "<</Type/Pagination/Subtype/Header>>"
    FOOTER = "<</Type/Pagination/Subtype/Footer>>"
    REPEATED = "<</Type/Pagination>>"


class TaggedCanvas(Canvas):
    """A canvas that writes a tagged PDF.

    `document` is the root of the structure. `languages` has the languages of texts that are
    not in that of the document, by the text. If it `is_draft`, flowables need not draw.
    """

    is_draft = False

    # What reportlab's canvas has, but its types do not name.
    _doc: Any
    _code: list[str]
    _bookmarkReference: Callable[[str], object]  # noqa: N815
    _addAnnotation: Callable[[object], None]  # noqa: N815

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - those of Canvas
        document: Element,
        languages: Mapping[str, str],
        **options: Any,  # noqa: ANN401 - those of Canvas
    ) -> None:
        self._root = document
        self._languages = languages
        self._contents: dict[Element, list[Content]] = {}
        self._parts: dict[int, list[Element]] = {}
        self._links: dict[int, Element] = {}
        self._pages: dict[int, int] = {}
        self._key = 0
        """The key of the page."""
        self._last_key = 0
        super().__init__(*args, **{**options, "pdfVersion": _VERSION})

    @contextmanager
    def marked(self, element: Element, box: Box | None = None) -> Iterator[None]:
        """Mark what is drawn as content of `element`.

        `box` is the place of a figure, in the coordinates of the canvas.
        """
        found = self._contents.get(element)
        if element.repeats and found and found[0].page != self._key:
            with self.artifact(Artifact.REPEATED):
                yield
            return
        parts = self._parts.setdefault(self._key, [])
        place = self._on_page(box) if box else None
        with self._sequence(f"/{element.tag} <</MCID {len(parts)}>> BDC") as was_drawn:
            yield
        if was_drawn:
            content = Marked(self._key, len(parts), place)
            parts.append(element)
            self._contents.setdefault(element, []).append(content)

    @contextmanager
    def artifact(self, kind: Artifact = Artifact.LAYOUT) -> Iterator[None]:
        """Mark what is drawn as no content."""
        with self._sequence(f"/Artifact {kind.value} BDC"):
            yield

    def link(self, element: Element, box: Box, key: str, description: str) -> None:
        """Add a link to the target `key` over `box`, which is a part of `element`."""
        self._last_key += 1
        annotation = _Link(
            self._on_page(box),
            description,
            self._bookmarkReference(key),
            Border="[0 0 0]",
            F=4,
            StructParent=self._last_key,
        )
        self._addAnnotation(annotation)
        self._links[self._last_key] = element
        content = Annotation(self._key, self._doc.objectcounter)
        self._contents.setdefault(element, []).append(content)

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """End the page, with the key under which its content is found in the structure."""
        key = self._key
        super().showPage()
        page = self._doc.Pages.pages[-1]
        # Only the entries that are named here are written.
        page.__NoDefault__ = [*page.__NoDefault__, "Tabs", "StructParents"]
        page.Tabs = PDFName("S")
        page.StructParents = key
        self._pages[key] = self._doc.objectcounter
        self._parts.setdefault(key, [])
        self._last_key += 1
        self._key = self._last_key

    def save(self) -> None:
        """End the last page, and write the file with its structure."""
        if self._code:
            self.showPage()
        recorded = Recorded(self._contents, self._pages, self._parts, self._links)
        add_structure(self._doc, self._root, recorded, self._languages)
        super().save()
        self._release()

    def _release(self) -> None:
        """Let go of what has been written.

        reportlab's document refers to itself, so that all of it, some 60,000 objects, would wait
        for the garbage collector, which runs in the thread of the window.
        """
        for held in (self._contents, self._parts, self._links, self._doc.idToObject):
            held.clear()
        del self._root

    def _on_page(self, box: Box) -> Box:
        left, bottom = self.absolutePosition(*box[:2])
        right, top = self.absolutePosition(*box[2:])
        return left, bottom, right, top

    @contextmanager
    def _sequence(self, beginning: str) -> Iterator[list[str]]:
        """Mark what is drawn; the list is empty if nothing was."""
        drawn: list[str] = []
        self._code.append(beginning)
        length = len(self._code)
        yield drawn
        if len(self._code) == length:
            self._code.pop()
        else:
            self._code.append("EMC")
            drawn.append(beginning)


class _Link(LinkAnnotation):
    """A link that says which element of the structure it is in."""

    permitted = (*LinkAnnotation.permitted, "StructParent")


def canvas_for(
    story: Iterable[Flowable], languages: Mapping[str, str]
) -> Callable[..., TaggedCanvas]:
    """Return what makes the canvas of a document, given the story that it will have.

    `languages` has the languages of texts that are not in the one in use, by the text.
    """
    return partial(TaggedCanvas, document=document_of(story), languages=languages)


def is_draft(canvas: Canvas) -> bool:
    """Whether what is drawn will not be written, because it is not the last layout pass."""
    return isinstance(canvas, TaggedCanvas) and canvas.is_draft


def marked(
    canvas: Canvas, element: Element, box: Box | None = None
) -> AbstractContextManager[None]:
    """Mark what is drawn as content of `element`, if the canvas writes a tagged PDF."""
    return canvas.marked(element, box) if isinstance(canvas, TaggedCanvas) else nullcontext()


def artifact(canvas: Canvas, kind: Artifact = Artifact.LAYOUT) -> AbstractContextManager[None]:
    """Mark what is drawn as no content, if the canvas writes a tagged PDF."""
    return canvas.artifact(kind) if isinstance(canvas, TaggedCanvas) else nullcontext()
