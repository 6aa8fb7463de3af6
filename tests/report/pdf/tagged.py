"""Reading the structure of a PDF back, as a screen reader has it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

import pdfua
import pikepdf

Entry: TypeAlias = Any
"""A dictionary of the file, as pikepdf has it."""

PAINTING = {
    *("S", "s", "f", "F", "f*", "B", "B*", "b", "b*"),
    *("Tj", "TJ", "'", '"', "Do", "sh", "EI", "BI"),
}
_CODE = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


@dataclass(frozen=True)
class Mark:
    """A marked part of a page: the index of the page, and its number there."""

    page: int
    number: int


@dataclass
class Part:
    """A marked part of a page as its content stream has it; `number` is None for an artifact."""

    tag: str
    number: int | None
    text: str = ""


@dataclass
class Node:
    """An element of the structure with its marks and the elements below it, in order."""

    tag: str
    entry: Entry
    items: list[Node | Mark | Entry] = field(default_factory=list)

    @property
    def kids(self) -> list[Node]:
        return [item for item in self.items if isinstance(item, Node)]

    @property
    def marks(self) -> list[Mark]:
        return [item for item in self.items if isinstance(item, Mark)]

    @property
    def annotations(self) -> list[Entry]:
        return [item for item in self.items if not isinstance(item, Node | Mark)]

    @property
    def alternative(self) -> str:
        return str(self.entry.get("/Alt", ""))

    @property
    def language(self) -> str:
        return str(self.entry.get("/Lang", ""))

    def attribute(self, name: str) -> Entry:
        return self.entry.get("/A", {}).get(f"/{name}")

    def all(self, *tags: str) -> Iterator[Node]:
        """Yield this element and those below it, in order, that have one of `tags`, or all."""
        if not tags or self.tag in tags:
            yield self
        for kid in self.kids:
            yield from kid.all(*tags)

    def all_marks(self) -> Iterator[Mark]:
        for item in self.items:
            if isinstance(item, Node):
                yield from item.all_marks()
            elif isinstance(item, Mark):
                yield item


class Tagged:
    """A tagged PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf = pikepdf.open(io.BytesIO(content))
        self._pages = {page.obj.objgen: n for n, page in enumerate(self.pdf.pages)}
        self._codes: dict[tuple[int, int], dict[int, str]] = {}

    @cached_property
    def document(self) -> Node:
        """The root of the structure."""
        return self._node(self.pdf.Root.StructTreeRoot.K)

    @cached_property
    def parents(self) -> dict[int, Entry]:
        """The entries of the parent tree by their keys."""
        numbers = list(self.pdf.Root.StructTreeRoot.ParentTree.Nums)
        return {int(key): entry for key, entry in zip(numbers[::2], numbers[1::2], strict=True)}

    @cached_property
    def parts(self) -> list[list[Part]]:
        """The marked parts of each page in the order in which they are painted."""
        return [list(self._parts_of(page)) for page in self.pdf.pages]

    @cached_property
    def by_mark(self) -> dict[Mark, Part]:
        """The marked parts that have content."""
        return {
            Mark(page, part.number): part
            for page, parts in enumerate(self.parts)
            for part in parts
            if part.number is not None
        }

    def text(self, node: Node) -> str:
        """The text of an element and of those below it."""
        return " ".join(self.by_mark[mark].text for mark in node.all_marks()).strip()

    def findings(self, folder: Path) -> list[str]:
        """What a checker of PDF/UA finds, and the rules that it could not check.

        The file is written to `folder`, since the checker reads it there.
        """
        path = folder / "checked.pdf"
        path.write_bytes(self.content)
        report = pdfua.validate(str(path))
        return [f"{each}" for each in (*report.findings, *report.skipped)]

    def _node(self, entry: Entry, page: Entry = None) -> Node:
        page = entry.get("/Pg", page)
        node = Node(str(entry.S)[1:], entry)
        kids = entry.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                node.items.append(Mark(self._pages[page.objgen], int(kid)))
            elif kid.get("/Type") == "/MCR":
                node.items.append(Mark(self._pages[kid.Pg.objgen], int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                node.items.append(kid.Obj)
            else:
                node.items.append(self._node(kid, page))
        return node

    def _parts_of(self, page: Entry) -> Iterator[Part]:
        """Yield the parts of a page; painting outside them is a part without a tag."""
        current: Part | None = None
        codes: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            operator, operands = str(instruction.operator), instruction.operands
            if operator == "BDC":
                assert current is None, "a part within a part"
                number = operands[1].get("/MCID")
                current = Part(str(operands[0])[1:], None if number is None else int(number))
            elif operator == "EMC":
                assert current is not None
                yield current
                current = None
            elif operator == "Tf":
                codes = self._codes_of(page.Resources.Font[str(operands[0])])
            elif operator in PAINTING and current is None:
                yield Part("", None)
            elif operator == "Tj" and current is not None:
                current.text += "".join(codes[code] for code in bytes(operands[0]))
        assert current is None, "a part that does not end"

    def _codes_of(self, font: Entry) -> dict[int, str]:
        if font.objgen not in self._codes:
            content = font.ToUnicode.read_bytes().decode()
            self._codes[font.objgen] = {
                int(code, 16): bytes.fromhex(letter).decode("utf-16-be")
                for code, letter in _CODE.findall(content)
            }
        return self._codes[font.objgen]
