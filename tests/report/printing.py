"""Printing an assessment and reading the report back, as its reader has it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import cast

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, Destination, DictionaryObject

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.assessment.record_ids import new_id, text_id
from kompass_desktop.assessment.records import Change, Finding, ReportText
from kompass_desktop.report.document import write_report

MADE_ON = date(2026, 4, 9)
"""The date on the cover of every report here."""


@dataclass(frozen=True)
class Printed:
    """A report as its reader has it; text comes with all white space as single spaces."""

    assessment: Assessment
    content: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(io.BytesIO(self.content))

    @cached_property
    def pages(self) -> tuple[str, ...]:
        return tuple(spaced(page.extract_text()) for page in self.reader.pages)

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    def pages_of(self, running: str) -> tuple[str, ...]:
        """The pages whose head names a chapter."""
        head = f"{running} Kommunekompasset –"
        return tuple(page for page in self.pages if head in page)

    def chapter(self, running: str) -> str:
        """The text of the pages whose head names a chapter, and of the page after them."""
        numbers = [
            n for n, page in enumerate(self.pages) if f"{running} Kommunekompasset –" in page
        ]
        return " ".join(self.pages[numbers[0] : numbers[-1] + 2])

    @cached_property
    def fonts(self) -> dict[str, DictionaryObject]:
        """Every font of every page, by its name without the letters of its subset."""
        fonts: dict[str, DictionaryObject] = {}
        for page in self.reader.pages:
            resources = cast("DictionaryObject", page["/Resources"].get_object())
            for font in cast("DictionaryObject", resources["/Font"].get_object()).values():
                entry = cast("DictionaryObject", font.get_object())
                fonts[str(entry["/BaseFont"]).rpartition("+")[2]] = entry
        return fonts

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        """The bookmarks with their depth."""
        return list(_bookmarks(cast("list[object]", self.reader.outline), 0))

    def beginning_of(self, title: str) -> int:
        """The number, counted from 1, of the page that a chapter's bookmark leads to."""
        entries = cast("list[object]", self.reader.outline)
        found = next(e for e in entries if isinstance(e, Destination) and e.title == title)
        page = self.reader.get_destination_page_number(found)
        assert page is not None
        return page + 1

    def linked_pages(self, number: int) -> set[int]:
        """The numbers of the pages that a page, counted from 1, has links to."""
        annotations = cast("list[DictionaryObject]", self.reader.pages[number - 1]["/Annots"])
        found = set()
        for annotation in annotations:
            link = cast("DictionaryObject", annotation.get_object())
            target = cast("ArrayObject", link["/Dest"])[0].get_object()
            page = self.reader.get_page_number(cast("PageObject", target))
            assert page is not None
            found.add(page + 1)
        return found


def _bookmarks(outline: list[object], depth: int) -> Iterator[tuple[int, str]]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _bookmarks(entry, depth + 1)
        else:
            assert isinstance(entry, Destination)
            yield depth, str(entry.title)


def spaced(text: str) -> str:
    return " ".join(text.split())


def printed(assessment: Assessment, earlier: Profile | None = None) -> Printed:
    file = io.BytesIO()
    write_report(assessment, file, earlier=earlier, made_on=MADE_ON)
    return Printed(assessment, file.getvalue())


def with_finding(assessment: Assessment, text: str, area: int = 1) -> None:
    finding = Finding(new_id(), area, FindingKind.WEAKNESS, text, position=1000.0)
    assessment.apply(Change(None, finding))


def with_text(assessment: Assessment, chapter: str, text: str) -> None:
    assessment.apply(Change(None, ReportText(text_id(assessment.id, chapter), chapter, text)))


def renamed(assessment: Assessment, municipality: str) -> None:
    assessment.particulars = replace(assessment.particulars, municipality=municipality)
