"""How long a report takes, beside importing what makes it.

Run `.venv/bin/python tests/benchmarks/report.py`. Eksempelvik's report is written with
its findings repeated until it has at least 40 pages.
"""

from __future__ import annotations

import io
import time
from dataclasses import replace

from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, new_id
from kompass_desktop.report.document import write_report
from kompass_desktop.report.formats import ReportFormat
from tests.examples import bundled

PAGES = 40
LIMIT_SECONDS = 5.0


def main() -> None:
    """Print the pages and the seconds of a long report."""
    assessment = bundled()
    while True:
        began = time.perf_counter()
        file = io.BytesIO()
        write_report(assessment, file)
        seconds = time.perf_counter() - began
        pages = len(PdfReader(file).pages)
        if pages >= PAGES:
            print(f"{pages} pages in {seconds:.2f} s, limit {LIMIT_SECONDS:.0f} s")
            began = time.perf_counter()
            write_report(assessment, io.BytesIO(), kind=ReportFormat.WORD)
            print(f"for Word in {time.perf_counter() - began:.2f} s")
            return
        lengthen(assessment)


def lengthen(assessment: Assessment) -> None:
    """Add a copy of every finding, so that the report grows."""
    for finding in list(assessment.findings.values()):
        assessment.apply(Change(None, replace(finding, id=new_id())))


if __name__ == "__main__":
    main()
