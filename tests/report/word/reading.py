"""Writing a report for Word and reading it back, as its reader has it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.profile import Profile
from kompass_desktop.report.document import write_report
from kompass_desktop.report.formats import ReportFormat
from tests.report.printing import MADE_ON


@dataclass(frozen=True)
class Written:
    """A report as Word reads it."""

    content: bytes

    @cached_property
    def document(self) -> WordDocument:
        return Document(io.BytesIO(self.content))

    @cached_property
    def files(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @property
    def xml(self) -> str:
        return self.files["word/document.xml"].decode()

    @property
    def headings(self) -> list[tuple[str, str]]:
        """The style and the text of each heading."""
        return [
            (style, paragraph.text)
            for paragraph in self.document.paragraphs
            if (style := style_of(paragraph)).startswith("Heading")
        ]

    def texts(self, style: str) -> list[str]:
        return [p.text for p in self.document.paragraphs if style_of(p) == style]

    def table(self, title: str) -> Table:
        """The table with a caption that ends with a title."""
        return next(table for caption, table in self.captioned if caption.endswith(f": {title}"))

    @cached_property
    def captioned(self) -> list[tuple[str, Table]]:
        """The tables that come right after a caption, with its text."""
        found = []
        before = ""
        for part in self.document.iter_inner_content():
            if isinstance(part, Table) and before:
                found.append((before, part))
            is_caption = isinstance(part, Paragraph) and style_of(part) == "Caption"
            before = part.text if is_caption and isinstance(part, Paragraph) else ""
        return found

    def everything(self) -> str:
        """All text, with that of tables."""
        return " ".join(self._texts())

    def _texts(self) -> Iterator[str]:
        body = self.document.element.body
        for paragraph in body.iter(qn("w:p")):
            yield "".join(str(text.text or "") for text in paragraph.iter(qn("w:t")))


def style_of(paragraph: Paragraph) -> str:
    return str(paragraph.style.name) if paragraph.style is not None else ""


def cells_of(table: Table) -> list[list[str]]:
    """The texts of the cells of each row; a spanning cell comes once."""
    return [
        [
            "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in cell.p_lst)
            for cell in row.tc_lst
        ]
        for row in table._tbl.tr_lst
    ]


def written(
    assessment: Assessment,
    earlier: Profile | None = None,
    template: Path | None = None,
    *,
    shows_differences: bool = False,
) -> Written:
    file = io.BytesIO()
    write_report(
        assessment,
        file,
        earlier=earlier,
        shows_differences=shows_differences,
        made_on=MADE_ON,
        kind=ReportFormat.WORD,
        template=template,
    )
    return Written(file.getvalue())
