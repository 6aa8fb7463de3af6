"""Builds the XML elements of a Word document (ECMA-376): paragraphs, runs, fields, pictures.

Elements are built directly because python-docx searches the whole document for each of them.
Texts lose the characters that XML forbids; nothing in them is interpreted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from kompass_desktop.report.visible_text import visible

Element = BaseOxmlElement
TWIPS = 20
"""Twentieths of a point, in which Word measures paragraphs and tables."""
_EMU = 12700
"""English Metric Units in a point, in which pictures are measured."""
_LONGEST_ALTERNATIVE = 20_000
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True)
class Look:
    """The direct formatting of a run; `size` is in points, 0 for that of the style."""

    bold: bool | None = None
    italic: bool = False
    color: str = ""
    size: float = 0.0


PLAIN = Look()


@dataclass(frozen=True)
class Layout:
    """The direct formatting of a paragraph.

    `align` is "center", "right" or "". `before` and `after` are space in points, if not 0.
    `numbering` is the id of the numbering that an item of a list has, or "".
    """

    keeps_next: bool = False
    begins_page: bool = False
    align: str = ""
    before: float = 0.0
    after: float = 0.0
    numbering: str = ""


DEFAULT = Layout()


def element(tag: str, children: Iterable[Element] = (), **attributes: object) -> Element:
    """Return an element such as "w:p"; the attributes are in the namespace of Word."""
    built = OxmlElement(tag, {qn(f"w:{key}"): str(value) for key, value in attributes.items()})
    built.extend(children)
    return built


def paragraph(style: str, content: Iterable[Element] = (), layout: Layout = DEFAULT) -> Element:
    """Return a paragraph with the id of its style."""
    properties = element("w:pPr", [element("w:pStyle", val=style)])
    if layout.keeps_next:
        properties.append(element("w:keepNext"))
    if layout.begins_page:
        properties.append(element("w:pageBreakBefore"))
    if layout.numbering:
        level, number = element("w:ilvl", val=0), element("w:numId", val=layout.numbering)
        properties.append(element("w:numPr", [level, number]))
    for side, space in (("before", layout.before), ("after", layout.after)):
        if space:
            properties.get_or_add_spacing().set(qn(f"w:{side}"), str(round(space * TWIPS)))
    if layout.align:
        properties.append(element("w:jc", val=layout.align))
    return element("w:p", [properties, *content])


def runs(text: str, look: Look = PLAIN) -> Iterator[Element]:
    """Yield the runs of a text; its line feeds are line breaks."""
    run = element("w:r")
    properties = _run_properties(look)
    if len(properties):
        run.append(properties)
    for number, line in enumerate(visible(text).split("\n")):
        if number:
            run.append(element("w:br"))
        if line:
            run.append(text_element("w:t", line))
    yield run


def tab() -> Element:
    """Return a run with a tab."""
    return element("w:r", [element("w:tab")])


def text_element(tag: str, text: str) -> Element:
    """Return an element with a text whose spaces are kept."""
    built = OxmlElement(tag, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    built.text = text
    return built


def field(code: str, result: str, look: Look = PLAIN, *, is_dirty: bool = False) -> list[Element]:
    """Return the runs of a field with the text that is shown until Word computes it."""
    return [*field_start(code, is_dirty=is_dirty), *runs(result, look), field_end()]


def field_start(code: str, *, is_dirty: bool = False) -> list[Element]:
    """Return the runs before the result of a field; a dirty one is computed when it is opened."""
    begin = element("w:fldChar", fldCharType="begin")
    if is_dirty:
        begin.set(qn("w:dirty"), "true")
    return [
        element("w:r", [begin]),
        element("w:r", [text_element("w:instrText", f" {code} ")]),
        element("w:r", [element("w:fldChar", fldCharType="separate")]),
    ]


def field_end() -> Element:
    """Return the run after the result of a field."""
    return element("w:r", [element("w:fldChar", fldCharType="end")])


def bookmarked(name: str, number: int, content: Iterable[Element]) -> list[Element]:
    """Return runs between the marks of a bookmark; `number` is its own in the document."""
    return [
        element("w:bookmarkStart", id=number, name=name),
        *content,
        element("w:bookmarkEnd", id=number),
    ]


def link(bookmark: str, content: Iterable[Element]) -> Element:
    """Return runs that lead to a bookmark."""
    return element("w:hyperlink", content, anchor=bookmark, history=1)


def picture(number: int, width: float, height: float, alternative: str) -> Element:
    """Return a run with a picture, in points, that has no image yet (`set_image`).

    `number` is its own in the document. One without alternative text is decorative.
    """
    size = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    inline = parse_xml(
        f'<wp:inline {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="{number}" name="Chart {number}">'
        f"{'' if alternative else _DECORATIVE}</wp:docPr><wp:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="chart-{number}.png"/><pic:cNvPicPr/>'
        '</pic:nvPicPr><pic:blipFill><a:blip r:embed=""/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline>"
    )
    description = visible(alternative)[:_LONGEST_ALTERNATIVE]
    inline.find(qn("wp:docPr")).set("descr", description)
    return element("w:r", [element("w:drawing", [inline])])


def set_image(drawn: Element, relation: str) -> None:
    """Give a picture its image, by the id of the relation to it."""
    for blip in drawn.iter(qn("a:blip")):
        blip.set(qn("r:embed"), relation)


def _run_properties(look: Look) -> Element:
    properties = element("w:rPr")
    if look.bold is not None:
        properties.append(element("w:b", val="1" if look.bold else "0"))
    if look.italic:
        properties.append(element("w:i"))
    if look.color:
        properties.append(element("w:color", val=look.color.removeprefix("#")))
    if look.size:
        half_points = round(look.size * 2)
        properties.append(element("w:sz", val=half_points))
        properties.append(element("w:szCs", val=half_points))
    return properties
