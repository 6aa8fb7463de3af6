"""Writes the structure of a PDF: its elements, the way back from the pages, and metadata."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFStream,
    PDFString,
)

from kompass_desktop.report.pdf.fonts import printable
from kompass_desktop.report.pdf.structure import CELLS, Element, Tag

PdfFile: TypeAlias = Any
"""reportlab's PDFDocument, most of which its types do not name."""

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top, in points from the lower left corner of a page."""


@dataclass(frozen=True)
class Marked:
    """A marked part of a page: the key of the page and the part's number on it.

    `box` is where it is, or None if that is not recorded.
    """

    page: int
    number: int
    box: Box | None = None


@dataclass(frozen=True)
class Annotation:
    """An annotation: the key of its page, and the number of its object in the file."""

    page: int
    number: int


Content: TypeAlias = Marked | Annotation


@dataclass(frozen=True)
class Recorded:
    """What a canvas has drawn, by pages and annotations.

    `contents` has that of every element in order. `pages` has the object numbers of pages by
    their keys. `parts` has the elements of the marked parts of each page, by its key, and
    `annotations` the element of each annotation, by the annotation's key; all keys differ.
    """

    contents: Mapping[Element, Sequence[Content]]
    pages: Mapping[int, int]
    parts: Mapping[int, Sequence[Element]]
    annotations: Mapping[int, Element]


def add_structure(
    file: PdfFile, document: Element, recorded: Recorded, languages: Mapping[str, str]
) -> None:
    """Add the structure to a file, and say there that it is tagged as PDF/UA-1 demands.

    `languages` has the languages of texts that are not in that of the document, by the text.
    Elements without content are left out, except the cells of tables.
    """
    tree = _Tree(file, recorded, languages)
    root = tree.root_of(document)
    file.Catalog.StructTreeRoot = root
    file.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
    file.Catalog.Metadata = _metadata(file)


class _Verbatim(PDFObject):
    """An object of a file that is formatted beforehand."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.content = b""

    def format(self, _document: object) -> bytes:
        return self.content


class _Tree:
    def __init__(self, file: PdfFile, recorded: Recorded, languages: Mapping[str, str]) -> None:
        self._file = file
        self._recorded = recorded
        self._languages = languages
        self._numbers: dict[Element, int] = {}
        self._with_content = set(recorded.contents)

    def root_of(self, document: Element) -> _Verbatim:
        """Return the root of the tree, after adding everything below it."""
        root, number = self._added()
        top = self._add(document, number)
        parents, parents_number = self._added()
        parents.content = self._parents()
        last = max((*self._recorded.pages, *self._recorded.annotations), default=0) + 1
        root.content = (
            f"<</Type/StructTreeRoot/K {top} 0 R/ParentTree {parents_number} 0 R"
            f"/ParentTreeNextKey {last}>>"
        ).encode()
        return root

    def _added(self) -> tuple[_Verbatim, int]:
        """Return a new object of the file, and its number."""
        added = _Verbatim()
        self._file.Reference(added)
        return added, self._file.objectcounter

    def _add(self, element: Element, parent: int) -> int:
        """Add an element with all below it, and return its number."""
        added, number = self._added()
        self._numbers[element] = number
        kids = [self._add(kid, number) for kid in element.kids if self._has_content(kid)]
        added.content = b"".join(self._entries(element, parent, kids))
        return number

    def _has_content(self, element: Element) -> bool:
        """Whether an element has content, or is a part of a table that has some."""
        if element.tag in (Tag.ROW, *CELLS):
            return True
        return element in self._with_content or any(map(self._has_content, element.kids))

    def _entries(self, element: Element, parent: int, kids: Sequence[int]) -> Iterator[bytes]:
        contents = self._recorded.contents.get(element, ())
        yield f"<</S/{element.tag}/P {parent} 0 R".encode()
        page = contents[0].page if contents else None
        if page is not None:
            yield f"/Pg {self._recorded.pages[page]} 0 R".encode()
        inside = [*(self._item(each, page) for each in contents), *(f"{n} 0 R" for n in kids)]
        if inside:
            several = f"[{' '.join(inside)}]"
            yield f"/K{several if len(inside) > 1 else f' {inside[0]}'}".encode()
        for name, text in (
            ("Alt", element.alternative),
            ("Lang", self._languages.get(element.text, "")),
        ):
            if text:
                yield f"/{name}".encode() + self._string(text)
        attributes = b"".join(self._attributes(element, contents))
        if attributes:
            yield b"/A<<" + attributes + b">>"
        yield b">>"

    def _item(self, content: Content, page: int | None) -> str:
        where = f"/Pg {self._recorded.pages[content.page]} 0 R"
        if isinstance(content, Annotation):
            return f"<</Type/OBJR{where}/Obj {content.number} 0 R>>"
        if content.page == page:
            return str(content.number)
        return f"<</Type/MCR{where}/MCID {content.number}>>"

    def _attributes(self, element: Element, contents: Iterable[Content]) -> Iterator[bytes]:
        match element.tag:
            case Tag.LIST:
                kind = "Decimal" if element.is_numbered else "Disc"
                yield f"/O/List/ListNumbering/{kind}".encode()
            case Tag.TABLE if element.summary:
                yield b"/O/Table/Summary" + self._string(element.summary)
            case Tag.HEAD | Tag.DATA if element.scope or element.span > 1:
                yield b"/O/Table"
                if element.scope:
                    yield f"/Scope/{element.scope}".encode()
                if element.span > 1:
                    yield f"/ColSpan {element.span}".encode()
            case Tag.FIGURE:
                boxes = (each.box for each in contents if isinstance(each, Marked) and each.box)
                for box in boxes:
                    sides = " ".join(f"{side:.2f}" for side in box)
                    yield f"/O/Layout/Placement/Block/BBox[{sides}]".encode()

    def _parents(self) -> bytes:
        """Return the way from the parts of pages, and from annotations, to their elements."""
        numbers = self._numbers
        found = {
            key: "[" + " ".join(f"{numbers[each]} 0 R" for each in parts) + "]"
            for key, parts in self._recorded.parts.items()
        }
        for key, element in self._recorded.annotations.items():
            found[key] = f"{numbers[element]} 0 R"
        entries = "\n".join(f"{key} {found[key]}" for key in sorted(found))
        return f"<</Nums[{entries}]>>".encode()

    def _string(self, text: str) -> bytes:
        return bytes(PDFString(printable(text)).format(self._file))


_METADATA = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


def _metadata(file: PdfFile) -> PDFStream:
    """Return the document properties as XMP, which says that the file is PDF/UA-1."""
    properties = file.info
    names = ("title", "author", "subject", "producer", "creator")
    texts = {name: escape(printable(str(getattr(properties, name) or ""))) for name in names}
    return PDFStream(
        PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
        _METADATA.format(**texts).encode() + b"\n",
    )
