"""How long a report with 2,000 findings and 300,000 words takes, and whether it is accessible.

Run `.venv/bin/python tests/benchmarks/huge_report.py`.
"""

from __future__ import annotations

import io
import tempfile
import time
from pathlib import Path

import pdfua

from kompass_desktop.report.document import write_report
from tests.examples import bundled
from tests.report.printing import with_finding

FINDINGS = 2_000
WORDS = " ".join(f"ord{number}" for number in range(150))
LIMIT_SECONDS = 60.0


def main() -> None:
    """Print the seconds, the size and what the checker of PDF/UA finds."""
    assessment = bundled()
    for number in range(FINDINGS):
        with_finding(assessment, f"Funn {number}: {WORDS}", area=1 + number % 8)
    began = time.perf_counter()
    file = io.BytesIO()
    write_report(assessment, file)
    seconds = time.perf_counter() - began
    print(f"{seconds:.1f} s, limit {LIMIT_SECONDS:.0f} s, {len(file.getvalue()):,} bytes")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.pdf"
        path.write_bytes(file.getvalue())
        report = pdfua.validate(str(path))
    print(f"{len(report.findings)} findings, {len(report.skipped)} rules not checked")


if __name__ == "__main__":
    main()
