"""Converts the blocks of the report's content to the elements of a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from kompass_desktop import colors
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.blocks import (
    Block,
    BulletList,
    Contents,
    Cover,
    Emphasis,
    Figure,
    Findings,
    Heading,
    Legend,
    NumberedList,
    PageBreak,
    Paragraph,
    Picture,
    Prose,
    Role,
    Table,
    Together,
)
from kompass_desktop.report.chart_data import ShareBar
from kompass_desktop.report.firm.house_style import accent
from kompass_desktop.report.status_labels import BY_CERTAINTY, explanation
from kompass_desktop.report.word import template as names
from kompass_desktop.report.word.elements import (
    PLAIN,
    Element,
    Layout,
    Look,
    bookmarked,
    field,
    paragraph,
    runs,
)
from kompass_desktop.report.word.front import contents_field, cover_table
from kompass_desktop.report.word.pictures import Pictures
from kompass_desktop.report.word.tables import STATUS_SIGNS, Tables
from kompass_desktop.report.word.template import Template, bookmark

_ROLES = {Role.BODY: names.NORMAL, Role.NOTE: names.NOTE, Role.KEY_FIGURE: names.KEY_FIGURE}
_LOOKS = {
    Emphasis.NONE: PLAIN,
    Emphasis.STRONG: Look(bold=True),
    Emphasis.FIGURE: Look(size=26),
    Emphasis.ASIDE: Look(bold=False, size=9.5),
}
_LEGEND_BAR = 24.0
_AFTER_LIST = 7.0
_AFTER_LOGO = 14.0
_KEPT_AT_END = 2
"""Paragraphs at the end of a text that are kept on one page."""


@dataclass(frozen=True)
class _Line:
    """A paragraph of a written text: its style, and whether it leads up to the next one.

    `list_number` tells the items of a list from those of others; `numbering` is as in Layout.
    """

    style: str
    text: str
    list_number: int = 0
    numbering: str = ""
    leads_on: bool = False


class Renderer:
    """Converts blocks in the order of the document, and numbers what has a number."""

    def __init__(self, template: Template, pictures: Pictures, blocks: Sequence[Block]) -> None:
        self._template = template
        self._pictures = pictures
        self._tables = Tables(template, pictures)
        self._listed = list(_listed_headings(blocks))
        self._begins_page = False
        self._headings = 0
        self._captions: dict[str, int] = {}

    def elements(self, block: Block, *, keeps_next: bool = False) -> Iterator[Element]:  # noqa: C901
        """Yield the elements of a block; `keeps_next` keeps it on the page of what follows."""
        match block:
            case PageBreak():
                self._begins_page = True
            case Heading():
                yield self._heading(block)
            case Paragraph():
                yield self._paragraph(block, keeps_next=keeps_next)
            case Prose():
                yield from self._prose(block, keeps_next=keeps_next)
            case Figure():
                yield from self._figure(block, keeps_next=keeps_next)
            case Legend():
                yield self._legend(block, keeps_next=keeps_next)
            case Table():
                yield self._caption(tr("Table"), block.title, keeps_next=True)
                yield self._tables.table(block, keeps_next=keeps_next)
            case Findings():
                yield self._caption(tr("Table"), block.title, keeps_next=True)
                yield self._tables.findings(block)
            case Cover():
                yield from self._cover(block)
            case Contents():
                heading = self._styled(names.CONTENTS_HEADING, runs(block.title))
                yield contents_field(self._template, heading, self._listed)
            case Together(parts):
                for number, part in enumerate(parts, 1):
                    kept = number < len(parts) or keeps_next
                    yield from self.elements(part, keeps_next=kept)

    def _styled(
        self, style: str, content: Iterator[Element] | list[Element], layout: Layout | None = None
    ) -> Element:
        """Return a paragraph, on a new page if one was begun."""
        layout = replace(layout or Layout(), begins_page=self._begins_page)
        self._begins_page = False
        return paragraph(self._template.style(style), content, layout)

    def _heading(self, block: Heading) -> Element:
        style = names.HEADINGS[block.level - 1]
        if block.level == 2 and not block.is_listed:
            style = names.UNLISTED_HEADING
        content = list(runs(block.title))
        if block.is_listed:
            self._headings += 1
            content = bookmarked(bookmark(self._headings), self._headings, content)
        return self._styled(style, content)

    def _paragraph(self, block: Paragraph, *, keeps_next: bool) -> Element:
        content = [run for span in block.spans for run in runs(span.text, _LOOKS[span.emphasis])]
        layout = Layout(keeps_next, before=block.gap)
        return self._styled(_ROLES[block.role], content, layout)

    def _prose(self, block: Prose, *, keeps_next: bool) -> Iterator[Element]:
        lines = list(self._lines(block))
        for left, line in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
            following = lines[-left].list_number if left else 0
            is_ending = block.ends_together and 0 < left < _KEPT_AT_END
            kept = line.leads_on or is_ending or (keeps_next and not left)
            after = _AFTER_LIST if line.list_number and line.list_number != following else 0
            layout = Layout(kept, after=after, numbering=line.numbering)
            yield self._styled(line.style, runs(line.text), layout)

    def _lines(self, block: Prose) -> Iterator[_Line]:
        for number, part in enumerate(block.parts, 1):
            match part:
                case BulletList(items):
                    yield from (_Line(names.BULLET, item, number) for item in items)
                case NumberedList(items, start):
                    numbering = self._template.numbering(start)
                    for item in items:
                        yield _Line(names.NUMBERED, item, number, numbering)
                case Paragraph():
                    following = next(iter(block.parts[number : number + 1]), None)
                    leads_on = isinstance(following, BulletList | NumberedList)
                    yield _Line(names.NORMAL, part.text, leads_on=leads_on)

    def _figure(self, block: Figure, *, keeps_next: bool) -> Iterator[Element]:
        for number, picture in enumerate(block.pictures, 1):
            kept = keeps_next or bool(block.title) or number < len(block.pictures)
            yield self._styled(names.FIGURE, [self._pictures.run(picture)], Layout(kept))
        if block.title:
            yield self._caption(tr("Figure"), block.title, keeps_next=keeps_next)

    def _caption(self, label: str, title: str, *, keeps_next: bool) -> Element:
        number = self._captions[label] = self._captions.get(label, 0) + 1
        content = [
            *runs(f"{label} "),
            *field(rf"SEQ {label} \* ARABIC", str(number)),
            *runs(f": {title}"),
        ]
        return self._styled(names.CAPTION, content, Layout(keeps_next))

    def _legend(self, block: Legend, *, keeps_next: bool) -> Element:
        """Return a line with the sign, the bar and the meaning of each status."""
        content: list[Element] = []
        for status in BY_CERTAINTY:
            if status in block.statuses:
                sign = [
                    *runs(f"{STATUS_SIGNS[status]} ", Look(color=accent())),
                    self._legend_bar(status),
                ]
                content += [*sign, *runs(f" {explanation(status)}    ")]
        if block.hatching:
            content += [*runs("▨ "), *runs(f"{block.hatching}    ")]
        if block.earlier:
            content += [*runs("┃ ", Look(color=colors.EARLIER)), *runs(block.earlier)]
        return self._styled(names.NOTE, content, Layout(keeps_next))

    def _legend_bar(self, status: ScoreStatus) -> Element:
        return self._pictures.run(Picture(ShareBar(Fraction(3, 4), status, _LEGEND_BAR)))

    def _cover(self, block: Cover) -> Iterator[Element]:
        if block.logo is not None:
            logo = self._pictures.logo(block.logo, self._template.document.part)
            yield self._styled(names.FIGURE, [logo], Layout(after=_AFTER_LOGO))
        for warning in block.warnings:
            yield self._styled(names.WARNING, runs(warning))
        look = Look(bold=True, color=colors.TEXT_SOFT)
        yield self._styled(names.SUBTITLE, runs(block.instrument, look))
        for name in block.names:
            yield self._styled(names.TITLE, runs(name))
        yield self._styled(names.SUBTITLE, runs(block.subject))
        radar = Picture(block.radar, block.alternative)
        yield self._styled(names.FIGURE, [self._pictures.run(radar)])
        yield cover_table(self._template, block.lines)


def _listed_headings(blocks: Sequence[Block]) -> Iterator[Heading]:
    for block in blocks:
        if isinstance(block, Together):
            yield from _listed_headings(block.blocks)
        elif isinstance(block, Heading) and block.is_listed:
            yield block
