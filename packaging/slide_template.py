"""Build resources/slides/kompass.pptx, the template of the slides, after a change to it.

Run with the development environment's Python; the template is committed. It is derived from
the default one of python-pptx, with the layouts that `report/slides/layouts.py` names, the
colours of the report, and Arial: the slides are opened on other people's machines, which have
it or a font with its widths. All lengths here are in points, on a page of 960 × 540.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree
from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.util import Pt

from kompass_desktop import colors
from kompass_desktop.report.slides.layouts import (
    BODY,
    CHAIN,
    CHART,
    COLUMNS,
    FOOTER,
    HEADS,
    LEAD,
    NUMBER,
    SUBTITLE,
    TABLE,
    TABLE_RIGHT,
    Layout,
)

TEMPLATE = Path(__file__).resolve().parents[1] / "resources" / "slides" / "kompass.pptx"
FONT = "Arial"
WIDTH, HEIGHT = 960, 540
LEFT, RIGHT, TOP, BOTTOM = 48, 912, 104, 488
THIRD, GAP = 272, 24

_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
_THEME_COLORS = {
    "dk1": colors.TEXT,
    "lt1": colors.WHITE,
    "dk2": colors.ACCENT,
    "lt2": colors.ACCENT_SOFT,
    "accent1": colors.ACCENT,
    "accent2": colors.STRENGTH,
    "accent3": colors.CHALLENGE,
    "accent4": colors.WEAKNESS,
    "accent5": colors.HEAT_HIGH,
    "accent6": colors.TEXT_SOFT,
    "hlink": colors.ACCENT,
    "folHlink": colors.TEXT_SOFT,
}


@dataclass(frozen=True)
class Place:
    """A placeholder of a layout: its type in the file, its index, its box and its text."""

    kind: str
    index: int
    box: tuple[float, float, float, float]
    name: str
    size: float = 18
    look: str = ""
    anchor: str = "t"


_TITLE = Place("title", 0, (LEFT, 34, RIGHT - LEFT, 56), "Tittel", 30, "b", "ctr")
_FOOT = (
    Place("ftr", FOOTER, (LEFT, 503, 740, 20), "Bunntekst", 12, "soft", "ctr"),
    Place("sldNum", NUMBER, (RIGHT - 80, 503, 80, 20), "Lysbildenummer", 12, "soft right", "ctr"),
)


def _body(index: int, box: tuple[float, float, float, float], name: str = "Tekst") -> Place:
    return Place("body", index, box, name)


def _layouts() -> dict[Layout, Sequence[Place]]:
    wide = RIGHT - LEFT
    height = BOTTOM - TOP
    thirds = [LEFT + column * (THIRD + GAP) for column in range(3)]
    return {
        Layout.TITLE: (
            Place("ctrTitle", 0, (80, 132, 500, 150), "Tittel", 44, "b", "b"),
            Place("subTitle", SUBTITLE, (80, 290, 500, 208), "Undertittel", 18, "plain"),
            Place("chart", CHART, (600, 110, 320, 320), "Profil"),
        ),
        Layout.TEXT: (_body(BODY, (LEFT, TOP, wide, height)),),
        Layout.COLUMNS: (
            _body(BODY, (LEFT, TOP, 500, height)),
            _body(LEAD, (584, TOP, RIGHT - 584, height), "Tekst til høyre"),
        ),
        Layout.TABLE: (
            Place("tbl", TABLE, (LEFT, TOP, wide, 300), "Tabell"),
            _body(BODY, (LEFT, 412, wide, BOTTOM - 412), "Merknad"),
        ),
        Layout.TABLE_AND_TEXT: (
            Place("tbl", TABLE, (LEFT, TOP, 470, height), "Tabell"),
            _body(BODY, (556, TOP, RIGHT - 556, height)),
        ),
        Layout.TWO_TABLES: (
            Place("tbl", TABLE, (LEFT, TOP, 420, 320), "Tabell til venstre"),
            Place("tbl", TABLE_RIGHT, (492, TOP, 420, 320), "Tabell til høyre"),
            _body(BODY, (LEFT, 440, wide, 48), "Merknad"),
        ),
        Layout.CHART: (
            Place("chart", CHART, (LEFT, TOP, wide, 344), "Diagram"),
            _body(BODY, (LEFT, 458, wide, 34), "Merknad"),
        ),
        Layout.CHART_AND_TEXT: (
            Place("chart", CHART, (LEFT, 98, 540, 392), "Diagram"),
            _body(BODY, (612, TOP, RIGHT - 612, height)),
        ),
        Layout.POINTS: (
            _body(LEAD, (LEFT, 90, wide, 40), "Poeng"),
            Place("tbl", TABLE, (LEFT, 134, 600, 270), "Poengtabell"),
            Place("chart", CHART, (660, 134, RIGHT - 660, 270), "Poengdiagram"),
            Place("tbl", CHAIN, (LEFT, 424, wide, 60), "Kjeden"),
        ),
        Layout.FINDINGS: tuple(
            place
            for column, left in enumerate(thirds)
            for place in (
                Place("body", HEADS[column], (left, TOP, THIRD, 26), "Overskrift", 18, "head"),
                _body(COLUMNS[column], (left, TOP + 34, THIRD, height - 34), "Funn"),
            )
        ),
    }


def main() -> None:
    """Write the template."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    _set_theme(deck)
    _set_master(deck)
    layouts = _layouts()
    kept = list(deck.slide_layouts)[: len(layouts)]
    for layout in list(deck.slide_layouts)[len(layouts) :]:
        deck.slide_layouts.remove(layout)
    for layout, (name, places) in zip(kept, layouts.items(), strict=True):
        _set_layout(layout._element, name, places)  # noqa: SLF001 - there is no public way
    properties = deck.core_properties
    properties.title = properties.author = properties.last_modified_by = "Kompass"
    properties.created = properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    TEMPLATE.parent.mkdir(exist_ok=True)
    deck.save(str(TEMPLATE))


def _set_theme(deck: Deck) -> None:
    master = deck.slide_master.part
    theme = next(
        relation.target_part
        for relation in master.rels.values()
        if relation.reltype.endswith("/theme")
    )
    root = etree.fromstring(theme.blob)
    root.set("name", "Kompass")
    scheme = root.find(f".//{qn('a:clrScheme')}")
    scheme.set("name", "Kompass")
    for name, color in _THEME_COLORS.items():
        entry = scheme.find(qn(f"a:{name}"))
        for child in list(entry):
            entry.remove(child)
        etree.SubElement(entry, qn("a:srgbClr")).set("val", color[1:].upper())
    fonts = root.find(f".//{qn('a:fontScheme')}")
    fonts.set("name", "Kompass")
    for kind in ("a:majorFont", "a:minorFont"):
        fonts.find(f"{qn(kind)}/{qn('a:latin')}").set("typeface", FONT)
    theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001


def _set_master(deck: Deck) -> None:
    master = deck.slide_master._element  # noqa: SLF001 - there is no public way
    body = Place("body", 1, (LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP), "Tekst")
    shapes = (*(_shape(n, each) for n, each in enumerate((_TITLE, body, *_FOOT), 2)), *_rules())
    _replace_shapes(master, shapes)
    styles = master.find(qn("p:txStyles"))
    new = parse_xml(
        f"<p:txStyles {nsdecls('p', 'a')}>"
        f"<p:titleStyle>{_level(1, 30, 'b tx2', bullet=False)}</p:titleStyle>"
        f"<p:bodyStyle>{_level(1, 18, '')}{_level(2, 16, '')}</p:bodyStyle>"
        f"<p:otherStyle>{_level(1, 18, '', bullet=False)}</p:otherStyle></p:txStyles>"
    )
    master.replace(styles, new)


def _level(number: int, size: float, look: str, *, bullet: bool = True) -> str:
    mark = '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if bullet else "<a:buNone/>"
    indent = 14 if bullet else 0
    color = "tx2" if "tx2" in look else "tx1"
    bold = ' b="1"' if "b " in f"{look} " else ""
    left = indent * number if bullet else 0
    return (
        f'<a:lvl{number}pPr marL="{Pt(left)}" indent="{-Pt(indent)}" algn="l">{mark}'
        f'<a:defRPr sz="{round(size * 100)}"{bold}><a:solidFill><a:schemeClr val="{color}"/>'
        '</a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
        f'<a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{number}pPr>'
    )


def _rules() -> Iterator[str]:
    yield _rectangle(90, "Strek øverst", (LEFT, 22, 56, 5), "accent1")
    yield _rectangle(91, "Strek nederst", (LEFT, 498, RIGHT - LEFT, 0.75), "bg2")


def _rectangle(identity: int, name: str, box: Sequence[float], color: str) -> str:
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{identity}" name="{name}"/>'
        f"<p:cNvSpPr/><p:nvPr userDrawn='1'/></p:nvSpPr><p:spPr>{_frame(box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{color}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        "</p:sp>"
    )


def _frame(box: Sequence[float]) -> str:
    x, y, width, height = (Pt(each) for each in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def _shape(identity: int, place: Place) -> str:
    kind = "" if place.kind == "body" and place.index > 1 else f' type="{place.kind}"'
    if place.kind == "body":
        kind = ' type="body"'
    index = f' idx="{place.index}"' if place.index else ""
    size = "" if place.kind not in ("ftr", "sldNum") else ' sz="quarter"'
    text = "<a:r><a:rPr/><a:t>Tekst</a:t></a:r>"
    if place.kind == "sldNum":
        text = f'<a:fld id="{_NUMBER_FIELD}" type="slidenum"><a:rPr/><a:t>1</a:t></a:fld>'
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{identity}" name="{place.name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph{kind}{size}{index}/></p:nvPr>'
        f"</p:nvSpPr><p:spPr>{_frame(place.box)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{place.anchor}">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle>{_list_style(place)}</a:lstStyle>"
        f"<a:p>{text}</a:p></p:txBody></p:sp>"
    )


def _list_style(place: Place) -> str:
    if "soft" in place.look:
        side = "r" if "right" in place.look else "l"
        return (
            f'<a:lvl1pPr algn="{side}"><a:buNone/><a:defRPr sz="1200"><a:solidFill>'
            '<a:schemeClr val="accent6"/></a:solidFill></a:defRPr></a:lvl1pPr>'
        )
    if place.look in ("plain", "head"):
        bold = ' b="1"' if place.look == "head" else ""
        return (
            f'<a:lvl1pPr marL="0" indent="0"><a:buNone/>'
            f'<a:defRPr sz="{round(place.size * 100)}"{bold}/></a:lvl1pPr>'
        )
    if place.kind in ("title", "ctrTitle"):
        return f'<a:lvl1pPr><a:defRPr sz="{round(place.size * 100)}" b="1"/></a:lvl1pPr>'
    return ""


def _set_layout(element: etree._Element, name: str, places: Sequence[Place]) -> None:
    element.find(qn("p:cSld")).set("name", name)
    element.attrib.pop("type", None)
    element.set("preserve", "1")
    element.set("userDrawn", "1")
    if name == Layout.TITLE:
        element.set("type", "title")
        element.set("showMasterSp", "0")
        shapes = [_shape(n, place) for n, place in enumerate(places, 2)]
        shapes += [_shape(len(places) + 2, replace(_FOOT[0], box=(80, 503, 740, 20)))]
        shapes.append(_rectangle(90, "Strek til venstre", (0, 0, 24, HEIGHT), "accent1"))
    else:
        shapes = [_shape(n, place) for n, place in enumerate((_TITLE, *places, *_FOOT), 2)]
    _replace_shapes(element, shapes)


def _replace_shapes(element: etree._Element, shapes: Sequence[str]) -> None:
    tree = element.find(f"{qn('p:cSld')}/{qn('p:spTree')}")
    for old in tree.findall(qn("p:sp")):
        tree.remove(old)
    for shape in shapes:
        tree.append(parse_xml(shape))


if __name__ == "__main__":
    main()
