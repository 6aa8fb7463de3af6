"""The particulars on the cover, and the field with the table of contents."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.report.blocks import CoverLine, Heading
from kompass_desktop.report.word import template as names
from kompass_desktop.report.word.elements import (
    Element,
    element,
    field_end,
    field_start,
    link,
    paragraph,
    runs,
)
from kompass_desktop.report.word.template import Template, bookmark, points

_LABEL_WIDTH = 92.0
_CONTENTS = r'TOC \o "1-2" \h'


def cover_table(template: Template, lines: Sequence[CoverLine]) -> Element:
    """Return a table without borders with the particulars; the label is the head of a row."""
    widths = (_LABEL_WIDTH, template.text_width - _LABEL_WIDTH)
    label, text = template.style(names.COVER_LABEL), template.style(names.COVER_TEXT)
    rows = (
        element(
            "w:tr",
            [
                element("w:trPr", [element("w:cantSplit")]),
                _cell(widths[0], paragraph(label, runs(line.label))),
                _cell(widths[1], paragraph(text, runs(line.text))),
            ],
        )
        for line in lines
    )
    margins = (element(f"w:{s}", w=points(2), type="dxa") for s in ("top", "left", "bottom"))
    properties = [
        element("w:tblW", w=points(sum(widths)), type="dxa"),
        element("w:tblLayout", type="fixed"),
        element("w:tblCellMar", margins),
        element("w:tblLook", val="0080", firstRow=0, lastRow=0, firstColumn=1, lastColumn=0),
    ]
    grid = (element("w:gridCol", w=points(width)) for width in widths)
    return element("w:tbl", [element("w:tblPr", properties), element("w:tblGrid", grid), *rows])


def _cell(width: float, content: Element) -> Element:
    properties = element("w:tcPr", [element("w:tcW", w=points(width), type="dxa")])
    return element("w:tc", [properties, content])


def contents_field(template: Template, heading: Element, listed: Sequence[Heading]) -> Element:
    """Return the table of contents, which Word makes anew when the document is opened.

    Until then it has the headings as links, without numbers, since only Word knows its pages.
    """
    lines = [_line(template, entry, bookmark(number)) for number, entry in enumerate(listed, 1)]
    start = field_start(_CONTENTS, is_dirty=True)
    if lines:
        # After the properties of the first line.
        for offset, run in enumerate(start, 1):
            lines[0].insert(offset, run)
        lines[-1].append(field_end())
    else:
        lines = [paragraph(template.style(names.NORMAL), [*start, field_end()])]
    gallery = element("w:docPartGallery", val="Table of Contents")
    part = element("w:docPartObj", [gallery, element("w:docPartUnique")])
    return element(
        "w:sdt",
        [element("w:sdtPr", [part]), element("w:sdtContent", [heading, *lines])],
    )


def _line(template: Template, entry: Heading, target: str) -> Element:
    style = template.style(names.CONTENTS_LINES[min(entry.level, 2) - 1])
    return paragraph(style, [link(target, runs(entry.title))])
