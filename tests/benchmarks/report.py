"""How long a report takes, as a ratio to plain paragraphs with the same texts, in one run.

Run `.venv/bin/python tests/benchmarks/report.py`. Eksempelvik's report is written with
its findings repeated until it has at least 45 pages. The texts of each of its pages are then
written with reportlab alone: paragraphs in the same font, without tables, charts, contents or
tags. Both are written in turn, and the medians are compared.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from statistics import median
from xml.sax.saxutils import escape

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change
from kompass_desktop.assets import resources_folder
from kompass_desktop.report.document import write_report
from kompass_desktop.report.formats import ReportFormat
from tests.examples import bundled

PAGES = 45
LIMIT_RATIO = 3.0
ROUNDS = 7
FONT = "PlainNotoSans"
MARGIN = 45
LINES_TOGETHER = 6
"""So many lines of a page are a paragraph."""


def main() -> None:
    """Print the pages, the seconds and the ratio of a long report."""
    assessment = bundled()
    texts = page_texts(assessment)
    while len(texts) < PAGES:
        lengthen(assessment)
        texts = page_texts(assessment)
    pdfmetrics.registerFont(TTFont(FONT, str(resources_folder() / "fonts/NotoSans-Regular.ttf")))
    ours, plain = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: write_report(assessment, io.BytesIO())))
        plain.append(seconds(lambda: write_plainly(texts, io.BytesIO())))
    file = io.BytesIO()
    write_plainly(texts, file)
    print(
        f"{len(texts)} pages in {median(ours):.2f} s; {len(PdfReader(file).pages)} pages of plain"
        f" paragraphs in {median(plain):.2f} s"
    )
    print(f"ratio {median(ours) / median(plain):.1f}, limit {LIMIT_RATIO:.0f}")
    word = seconds(lambda: write_report(assessment, io.BytesIO(), kind=ReportFormat.WORD))
    print(f"for Word in {word:.2f} s")


def seconds(write: Callable[[], object]) -> float:
    """Return how long something takes, by the wall clock."""
    began = time.perf_counter()
    write()
    return time.perf_counter() - began


def page_texts(assessment: Assessment) -> list[str]:
    """Return the text of each page of the report."""
    file = io.BytesIO()
    write_report(assessment, file)
    return [page.extract_text() for page in PdfReader(file).pages]


def write_plainly(texts: Sequence[str], file: io.BytesIO) -> None:
    """Write the texts of pages as plain paragraphs."""
    SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
    ).build(list(_paragraphs(texts)))


def _paragraphs(texts: Sequence[str]) -> Iterator[Flowable]:
    style = ParagraphStyle("plain", fontName=FONT, fontSize=8, leading=10)
    for text in texts:
        lines = text.split("\n")
        for start in range(0, len(lines), LINES_TOGETHER):
            yield Paragraph(escape(" ".join(lines[start : start + LINES_TOGETHER])), style)
        yield PageBreak()


def lengthen(assessment: Assessment) -> None:
    """Add a copy of every finding, so that the report grows."""
    for finding in list(assessment.findings.values()):
        assessment.apply(Change(None, replace(finding, id=new_id())))


if __name__ == "__main__":
    main()
