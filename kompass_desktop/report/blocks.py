"""The content of a report as a tree of blocks, which the PDF and the Word document are made of.

Blocks say what a part is: a heading and its level, the head of a table, a figure and what it
shows in words. They know neither reportlab nor Word. Lengths are in points (1/72 inch) on a
page of A4. Texts may contain any character; who prints them removes what a format cannot have.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import TypeAlias

from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import Language
from kompass_desktop.report.chart_data import Chart, PlainRadar

TEXT_WIDTH = 210 / 25.4 * 72 - 2 * 45.0
"""The width between the margins of a page."""


class Emphasis(StrEnum):
    """How a part of a paragraph differs from the rest of it."""

    NONE = "none"
    STRONG = "strong"
    FIGURE = "figure"
    ASIDE = "aside"


@dataclass(frozen=True)
class Span:
    """A part of a paragraph."""

    text: str
    emphasis: Emphasis = Emphasis.NONE


class Role(StrEnum):
    """What a paragraph is."""

    BODY = "body"
    NOTE = "note"
    KEY_FIGURE = "key figure"


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 (a chapter) to 3; `key` is the name of the link target.

    `is_listed` is whether it is in the table of contents. `room` is the height that must be
    free below it on the same page. `running` is the text in the head of this and the following
    pages, or "" for no change.
    """

    title: str
    key: str
    level: int = 2
    is_listed: bool = False
    room: float = 0.0
    running: str = ""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `gap` is extra space above it."""

    spans: tuple[Span, ...]
    role: Role = Role.BODY
    gap: float = 0.0

    @property
    def text(self) -> str:
        """The text without emphasis."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True)
class BulletList:
    """A list with bullets."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class NumberedList:
    """A list with consecutive numbers from `start`."""

    items: tuple[str, ...]
    start: int = 1


@dataclass(frozen=True)
class Prose:
    """A written text; if `ends_together` its last few paragraphs are kept on one page."""

    parts: tuple[Paragraph | BulletList | NumberedList, ...]
    ends_together: bool = False


@dataclass(frozen=True)
class Picture:
    """A chart, and what it shows in words; `alternative` is "" if a text beside it says it."""

    chart: Chart
    alternative: str = ""


@dataclass(frozen=True)
class Figure:
    """One or several charts below each other, which have one title."""

    pictures: tuple[Picture, ...]
    title: str = ""


@dataclass(frozen=True)
class Legend:
    """The meaning of signs and bars: statuses, a hatched part, the tick of an earlier value.

    `hatching` and `earlier` are the texts for these, or "" if there are none.
    """

    statuses: frozenset[ScoreStatus]
    hatching: str = ""
    earlier: str = ""


class CellRole(StrEnum):
    """What a cell is: data, or the head of a column, a row or a group of rows."""

    DATA = "data"
    COLUMN_HEAD = "column head"
    ROW_HEAD = "row head"
    GROUP_HEAD = "group head"


class CellLook(StrEnum):
    """How the text of a cell is printed."""

    PLAIN = "plain"
    STRONG = "strong"
    PRELIMINARY = "preliminary"
    ON_DARK = "on dark"


class Align(StrEnum):
    """Where the text of a cell is in its width."""

    START = "start"
    CENTER = "center"
    END = "end"


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    `note` is a second, softer paragraph; `sign` the sign of a status instead of text; `picture`
    a bar instead of text; `fill` a colour "#rrggbb" or ""; `span` the number of columns.
    """

    text: str = ""
    role: CellRole = CellRole.DATA
    look: CellLook = CellLook.PLAIN
    align: Align = Align.START
    note: str = ""
    sign: ScoreStatus | None = None
    picture: Picture | None = None
    fill: str = ""
    span: int = 1


@dataclass(frozen=True)
class Row:
    """A row of a table; if `keeps_next` it is on the same page as the row after it."""

    cells: tuple[Cell, ...]
    keeps_next: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table; widths count in proportion to those of the other columns.

    `is_gap` is whether it only separates two halves of a table; `is_tight` whether it has
    hardly any space beside its texts.
    """

    width: float
    is_gap: bool = False
    is_tight: bool = False


class TableSize(StrEnum):
    """The size of the texts of a table."""

    NORMAL = "normal"
    SMALL = "small"


@dataclass(frozen=True)
class Table:
    """A table whose head is repeated on each page.

    `title` says what it contains; `padding` is the space above and below each row; `is_map` is
    whether the shades of its cells are a chart of their own, with white lines between them.
    """

    title: str
    columns: tuple[Column, ...]
    head: Row
    rows: tuple[Row, ...]
    size: TableSize = TableSize.NORMAL
    padding: float = 4.0
    is_map: bool = False


@dataclass(frozen=True)
class FindingColumn:
    """The findings of one kind; `color` is that of its title, `line` of the line above it.

    `is_empty` is whether the only item says that there are no findings.
    """

    title: str
    color: str
    line: str
    items: tuple[str, ...]
    is_empty: bool = False


@dataclass(frozen=True)
class Findings:
    """Columns of findings beside each other, each of which may go on over several pages."""

    title: str
    columns: tuple[FindingColumn, ...]


@dataclass(frozen=True)
class CoverLine:
    """A label on the cover with its text."""

    label: str
    text: str


@dataclass(frozen=True)
class Logo:
    """The logo of a firm: a PNG file, its size on paper, and what it shows in words."""

    image: bytes
    width: float
    height: float
    alternative: str


@dataclass(frozen=True)
class Cover:
    """The cover: warnings, the instrument, the municipality's names, a picture, particulars."""

    warnings: tuple[str, ...]
    instrument: str
    names: tuple[str, ...]
    subject: str
    radar: PlainRadar
    alternative: str
    lines: tuple[CoverLine, ...]
    logo: Logo | None = None


@dataclass(frozen=True)
class Contents:
    """The table of contents, which has the headings that are listed."""

    title: str
    key: str


@dataclass(frozen=True)
class Together:
    """Blocks that are kept on one page if it has room for them."""

    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Heading
    | PageBreak
    | Paragraph
    | Prose
    | Figure
    | Legend
    | Table
    | Findings
    | Cover
    | Contents
    | Together
)


@dataclass(frozen=True)
class Report:
    """A whole report: its properties, the texts on every page, and its blocks in order.

    `warning` is on every page, or "". `languages` has the languages (BCP 47) of texts that are
    not in that of the report, by the whole text of a heading, a paragraph or a cell.
    """

    title: str
    author: str
    subject: str
    head: str
    foot: str
    warning: str
    language: Language
    blocks: tuple[Block, ...]
    languages: Mapping[str, str] = field(default_factory=dict)


def paragraph(text: str, role: Role = Role.BODY, gap: float = 0.0) -> Paragraph:
    """Return a paragraph without emphasis."""
    return Paragraph((Span(text),), role, gap)


def chapter(title: str, key: str, running: str = "") -> tuple[Block, ...]:
    """Return a page break and the heading of a chapter; `running` is by default its title."""
    return PageBreak(), Heading(title, key, 1, is_listed=True, running=running or title)


def composed(template: str, *parts: Span) -> tuple[Span, ...]:
    """Return a template such as "{0} of {1}" with spans in place of its fields."""
    spans = []
    for literal, name, _, _ in Formatter().parse(template):
        if literal:
            spans.append(Span(literal))
        if name is not None:
            spans.append(parts[int(name)])
    return tuple(span for span in spans if span.text)
