"""The logical structure of a PDF: a tree of elements that screen readers read (PDF/UA-1).

A flowable that has content carries its element as the attribute `element`; `document_of`
arranges the elements of a story as sections, lists and tables. What is drawn is put into the
elements by `tagging`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeGuard

from reportlab.platypus import Flowable, KeepTogether


class Tag(StrEnum):
    """The standard structure types of PDF that are used."""

    DOCUMENT = "Document"
    SECTION = "Sect"
    GROUP = "Div"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"
    PARAGRAPH = "P"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEAD = "TH"
    DATA = "TD"
    FIGURE = "Figure"
    CONTENTS = "TOC"
    CONTENTS_LINE = "TOCI"
    REFERENCE = "Reference"
    LINK = "Link"


HEADINGS = (Tag.H1, Tag.H2, Tag.H3)
CELLS = (Tag.HEAD, Tag.DATA)


class Scope(StrEnum):
    """The cells that a head of a table is for."""

    COLUMN = "Column"
    ROW = "Row"


@dataclass(eq=False)
class Element:
    """A part of the structure, with parts of its own or with content on pages.

    `text` is what it says, if known. `alternative` says what a figure shows. `scope` is that of
    a head, `span` the number of columns of a cell. `summary` says what a table contains. If it
    `repeats`, what is drawn on further pages is no content. `is_numbered` is that of a list, and
    `list_number` tells it from the lists beside it.
    """

    tag: Tag
    kids: list[Element] = field(default_factory=list)
    text: str = ""
    alternative: str = ""
    scope: Scope | None = None
    span: int = 1
    summary: str = ""
    repeats: bool = False
    is_numbered: bool = False
    list_number: int = 0


class _Structured(Protocol):
    element: Element


def paragraph_element(text: str = "") -> Element:
    """Return the element of a paragraph."""
    return Element(Tag.PARAGRAPH, text=text)


def list_item(body: Element, label: Element) -> Element:
    """Return the element of a list's item, given those of its text and its sign."""
    return Element(Tag.ITEM, [label, body])


def document_of(story: Iterable[Flowable]) -> Element:
    """Return the structure of a story: headings begin sections, items become lists."""
    document = Element(Tag.DOCUMENT)
    open_sections = [document]
    placed: set[Element] = set()
    for flowable in _leaves(story):
        element = flowable.element
        if element in placed:
            continue
        placed.add(element)
        if element.tag in HEADINGS:
            _begin_section(open_sections, HEADINGS.index(element.tag))
        _place(open_sections[-1], flowable)
    return document


def listed(flowables: Sequence[Flowable]) -> list[Element]:
    """Return the elements of a few flowables, without headings, with items as lists."""
    return document_of(flowables).kids


def _leaves(story: Iterable[Flowable]) -> Iterator[_Structured]:
    for flowable in story:
        if isinstance(flowable, KeepTogether):
            yield from _leaves(getattr(flowable, "_content", ()))
        elif _is_structured(flowable):
            yield flowable


def _is_structured(flowable: object) -> TypeGuard[_Structured]:
    return isinstance(getattr(flowable, "element", None), Element)


def _begin_section(open_sections: list[Element], depth: int) -> None:
    """Close the sections that are not outside one at `depth`, and open that one."""
    del open_sections[depth + 1 :]
    section = Element(Tag.SECTION)
    open_sections[-1].kids.append(section)
    open_sections.append(section)


def _place(parent: Element, flowable: _Structured) -> None:
    element = flowable.element
    label = getattr(flowable, "label", None)
    if label is None:
        parent.kids.append(element)
        return
    number = getattr(flowable, "list_number", 0)
    last = parent.kids[-1] if parent.kids else None
    if last is None or last.tag is not Tag.LIST or last.list_number != number:
        last = Element(Tag.LIST, list_number=number, is_numbered=_is_number(flowable))
        parent.kids.append(last)
    last.kids.append(list_item(element, label))


def _is_number(flowable: _Structured) -> bool:
    """Whether the sign of an item is a number."""
    return str(getattr(flowable, "bulletText", "")).rstrip(".").isdecimal()
