"""The template of the Word document: the program's own, or one of a firm.

Of a firm's template the styles, the page and the texts in its head and foot are used, but not
its text. Styles that it lacks are copied from the program's own template.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import OpcError
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart
from docx.parts.numbering import NumberingPart

from kompass_desktop import colors
from kompass_desktop.assessment.firm import WordTemplate
from kompass_desktop.assets import resources_folder
from kompass_desktop.i18n import tr
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.word.elements import TWIPS, Element, element
from kompass_desktop.report.word.errors import UnusableTemplate

NORMAL = "Normal"
HEADINGS = ("heading 1", "heading 2", "heading 3")
UNLISTED_HEADING = "Heading 2 Unlisted"
TITLE, SUBTITLE, CAPTION, QUOTE = "Title", "Subtitle", "caption", "Quote"
BULLET, NUMBERED = "List Bullet", "List Number"
CONTENTS_HEADING, CONTENTS_LINES = "TOC Heading", ("toc 1", "toc 2")
HEADER, FOOTER, HYPERLINK = "header", "footer", "Hyperlink"
NOTE, KEY_FIGURE, FIGURE = "Kompass Note", "Kompass Key Figure", "Kompass Figure"
WARNING, COVER_LABEL, COVER_TEXT = (
    "Kompass Warning",
    "Kompass Cover Label",
    "Kompass Cover Text",
)
TABLE, TABLE_TEXT, TABLE_SMALL, TABLE_HEAD = (
    "Kompass Table",
    "Kompass Table Text",
    "Kompass Table Small",
    "Kompass Table Head",
)
FINDING = "Kompass Finding"
STYLES = (
    NORMAL,
    *HEADINGS,
    UNLISTED_HEADING,
    TITLE,
    SUBTITLE,
    CAPTION,
    BULLET,
    NUMBERED,
    QUOTE,
    CONTENTS_HEADING,
    *CONTENTS_LINES,
    HEADER,
    FOOTER,
    HYPERLINK,
    NOTE,
    KEY_FIGURE,
    FIGURE,
    WARNING,
    COVER_LABEL,
    COVER_TEXT,
    TABLE,
    TABLE_TEXT,
    TABLE_SMALL,
    TABLE_HEAD,
    FINDING,
)
"""The names of the styles that the report uses, as in the file: Word shows them translated."""

_NUMBER_INDENT = 380
"""The indent of the items of a numbered list, in twentieths of a point."""


class Template:
    """An opened template without text, to which the report is added; by default our own.

    Raises UnusableTemplate if `chosen` is not a Word document that can be read.
    """

    def __init__(self, chosen: Path | WordTemplate | None = None) -> None:
        self.document = _opened(chosen) if chosen is not None else _own()
        styles = self.document.styles.element
        missing = [name for name in STYLES if _style(styles, name) is None]
        if missing:
            _add_styles(self.document, _own(), missing)
        self._numbers = ""
        """The id of the list that the numberings use, "" before there is one."""
        self._ids = {name: _id(_style(styles, name)) for name in STYLES}
        body = self.document.element.body
        for child in list(body):
            if child.tag != qn("w:sectPr"):
                body.remove(child)
        if len(body) == 0:
            body.append(element("w:sectPr"))

    @property
    def text_width(self) -> float:
        """The width between the margins, in points."""
        section = self.document.sections[-1]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        if page is None or left is None or right is None:
            return 451.0
        return float(page.pt - left.pt - right.pt)

    def style(self, name: str) -> str:
        """Return the id of a style, given its name in `STYLES`."""
        return self._ids[name]

    def numbering(self, start: int) -> str:
        """Return the id of a new numbering that counts from `start`, for the items of one list."""
        target = _numbering(self.document)
        if not self._numbers:
            self._numbers = _next(target, "w:abstractNum", "w:abstractNumId")
            _insert_list(target, _numbered_list(self._numbers))
        number = _next(target, "w:num", "w:numId")
        counting = element("w:lvlOverride", [element("w:startOverride", val=start)], ilvl=0)
        kind = element("w:abstractNumId", val=self._numbers)
        target.append(element("w:num", [kind, counting], numId=number))
        return number

    def tabs(self, name: str) -> Element:
        """Return the tabs of a line of the page: one at the right margin, none of its style's."""
        style = _style(self.document.styles.element, name)
        old = style.iter(qn("w:tab")) if style is not None else ()
        places = {str(tab.get(qn("w:pos"))) for tab in old} - {str(points(self.text_width))}
        cleared = (element("w:tab", val="clear", pos=place) for place in sorted(places, key=int))
        right = element("w:tab", val="right", pos=points(self.text_width))
        return element("w:tabs", [*cleared, right])


def _own() -> WordDocument:
    """Return the program's own template, in the accent of the report."""
    document = Document(str(resources_folder() / "word" / "report.docx"))
    ours, own = colors.ACCENT[1:].upper(), accent()[1:].upper()
    for styled in document.styles.element.iter():
        for attribute in (qn("w:val"), qn("w:color")):
            if str(styled.get(attribute)).upper() == ours:
                styled.set(attribute, own)
    return document


def _opened(template: Path | WordTemplate) -> WordDocument:
    try:
        if isinstance(template, Path):
            return Document(str(template))
        return Document(BytesIO(template.content))
    except (OSError, OpcError, BadZipFile, SyntaxError, ValueError, KeyError) as error:
        # lxml raises a kind of SyntaxError for XML that is none.
        name = template if isinstance(template, Path) else template.name
        told = tr("{0} is not a Word document (.docx) that can be used as a template.")
        raise UnusableTemplate(told.format(name)) from error


def _style(styles: Element, name: str) -> Element | None:
    """Return the style with a name, whose capitals do not matter."""
    every: list[Element] = styles.findall(qn("w:style"))
    for style in every:
        found = style.find(qn("w:name"))
        if found is not None and str(found.get(qn("w:val"))).casefold() == name.casefold():
            return style
    return None


def _id(style: Element | None) -> str:
    return "" if style is None else str(style.get(qn("w:styleId")))


def _add_styles(document: WordDocument, own: WordDocument, names: Iterable[str]) -> None:
    """Copy styles with the bullets that they use, based on those of the document."""
    styles, own_styles = document.styles.element, own.styles.element
    taken = {_id(style) for style in styles.findall(qn("w:style"))}
    ids: dict[str, str] = {}
    added = []
    for name in names:
        source = _style(own_styles, name)
        if source is None:
            continue
        style = deepcopy(source)
        style.attrib.pop(qn("w:default"), None)
        ids[_id(source)] = _free(_id(source), taken)
        style.set(qn("w:styleId"), ids[_id(source)])
        styles.append(style)
        added.append(style)
    for style in added:
        for tag in ("w:basedOn", "w:next"):
            for reference in style.findall(qn(tag)):
                _repoint(reference, ids, styles, own_styles)
        for number in style.iter(qn("w:numId")):
            number.set(qn("w:val"), _added_bullet(document, own, str(number.get(qn("w:val")))))


def _repoint(reference: Element, ids: dict[str, str], styles: Element, own: Element) -> None:
    """Let a copied style refer to the style of the document that has the same name."""
    old = str(reference.get(qn("w:val")))
    names = [
        str(name.get(qn("w:val")))
        for style in own.findall(qn("w:style"))
        if _id(style) == old and (name := style.find(qn("w:name"))) is not None
    ]
    there = _style(styles, names[0]) if names else None
    reference.set(qn("w:val"), ids.get(old) or _id(there) or old)


def _free(identifier: str, taken: set[str]) -> str:
    while identifier in taken:
        identifier += "K"
    taken.add(identifier)
    return identifier


def _added_bullet(document: WordDocument, own: WordDocument, number: str) -> str:
    """Copy a list of the program's own template, and return its number in the document."""
    target = _numbering(document)
    source = own.part.numbering_part.element
    abstract = next(
        each
        for each in source.findall(qn("w:abstractNum"))
        if each.get(qn("w:abstractNumId")) == number
    )
    copied = deepcopy(abstract)
    identifier = _next(target, "w:abstractNum", "w:abstractNumId")
    copied.set(qn("w:abstractNumId"), identifier)
    _insert_list(target, copied)
    new = _next(target, "w:num", "w:numId")
    abstract_id = element("w:abstractNumId", val=identifier)
    target.append(element("w:num", [abstract_id], numId=new))
    return new


def _insert_list(numbering: Element, added: Element) -> None:
    """Insert a list; Word refuses a file in which one comes after the numbers that use lists."""
    numbering.insert(len(numbering.findall(qn("w:abstractNum"))), added)


def _numbered_list(identifier: str) -> Element:
    """Return a list whose items are counted: "1.", "2.", "3."."""
    indent = element("w:ind", left=_NUMBER_INDENT, hanging=_NUMBER_INDENT)
    level = element(
        "w:lvl",
        [
            element("w:start", val=1),
            element("w:numFmt", val="decimal"),
            element("w:lvlText", val="%1."),
            element("w:lvlJc", val="left"),
            element("w:pPr", [indent]),
        ],
        ilvl=0,
    )
    kind = element("w:multiLevelType", val="hybridMultilevel")
    return element("w:abstractNum", [kind, level], abstractNumId=identifier)


def _numbering(document: WordDocument) -> Element:
    """Return the lists of a document; a part for them is added if it has none."""
    part: DocumentPart = document.part
    if not any(relation.reltype == RT.NUMBERING for relation in part.rels.values()):
        name = PackURI("/word/numbering.xml")
        empty = element("w:numbering")
        added = NumberingPart(name, CT.WML_NUMBERING, empty, part.package)
        part.relate_to(added, RT.NUMBERING)
    numbering: Element = part.numbering_part.element
    return numbering


def _next(numbering: Element, tag: str, attribute: str) -> str:
    used = (int(each.get(qn(attribute)) or 0) for each in numbering.findall(qn(tag)))
    return str(max(used, default=0) + 1)


def points(value: float) -> int:
    """Return a length in points in the unit of Word's paragraphs and tables."""
    return round(value * TWIPS)


def bookmark(number: int) -> str:
    """Return the name of the bookmark of a heading, counted from 1, as Word names them."""
    return f"_Toc{900_000_000 + number}"
