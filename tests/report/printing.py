"""Printing an assessment and reading the report back, as its reader has it."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from functools import cached_property

from pypdf import PdfReader

from kompass_desktop.assessment.model import (
    Assessment,
    Change,
    Finding,
    FindingKind,
    ReportText,
    new_id,
    text_id,
)
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.report.document import write_report
from kompass_desktop.storage.examples import load_example


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
        return " ".join(self.pages_of(running))


def spaced(text: str) -> str:
    return " ".join(text.split())


def printed(assessment: Assessment, earlier: Profile | None = None) -> Printed:
    file = io.BytesIO()
    write_report(assessment, file, earlier=earlier)
    return Printed(assessment, file.getvalue())


def with_finding(assessment: Assessment, text: str, area: int = 1) -> None:
    finding = Finding(new_id(), area, FindingKind.WEAKNESS, text, position=1000.0)
    assessment.apply(Change(None, finding))


def with_text(assessment: Assessment, chapter: str, text: str) -> None:
    assessment.apply(Change(None, ReportText(text_id(assessment.id, chapter), chapter, text)))


def renamed(assessment: Assessment, municipality: str) -> None:
    assessment.particulars = replace(assessment.particulars, municipality=municipality)


def example(name: str) -> Assessment:
    assessment = load_example(name)
    assert assessment is not None
    return assessment
