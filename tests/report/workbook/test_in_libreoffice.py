"""A real spreadsheet opens the workbook, computes it again and gets the program's figures."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.report.workbook.columns import PointColumn
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.printing import spaced
from tests.report.workbook.assessments import CODES, empty, varied
from tests.report.workbook.written import (
    FIRST,
    POINTS,
    Scores,
    assert_same,
    scores_in,
    scores_of,
    written,
)

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def converted(folder: Path, files: list[Path], ending: str) -> list[Path]:
    """Convert files with LibreOffice, all in one run; it takes seconds to start."""
    assert OFFICE is not None
    out = folder / "converted"
    subprocess.run(
        [
            OFFICE,
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            ending,
            "--outdir",
            str(out),
            *map(str, files),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return [out / f"{file.stem}.{ending}" for file in files]


def without_results(book: Workbook, path: Path) -> Path:
    """Save a workbook without the stored results, so that they must be computed."""
    book.save(path)
    return path


def filled_in(template: Workbook, assessment: Assessment) -> Workbook:
    """Write an assessment's ratings into the cells of an empty one's workbook, as a reader does."""
    sheet = template[POINTS]
    board = Scoreboard(assessment)
    for row, code in enumerate(CODES, FIRST):
        rating = board.rating(code)
        for column, aspect in enumerate(Aspect, PointColumn.FIRST_LEVEL + 1):
            sheet.cell(row, column).value = rating.levels[aspect]
        sheet.cell(row, PointColumn.PLANNED + 1).value = "ja" if rating.planned_only else None
        sheet.cell(row, PointColumn.NOT_IN_FOCUS + 1).value = "ja" if rating.not_in_focus else None
    return template


def test_it_computes_the_same_as_kompass(tmp_path: Path) -> None:
    files: list[Path] = []
    expected: list[Scores] = []
    for name in (EKSEMPELVIK, KARASJOK):
        assessment = bundled(name)
        files.append(without_results(written(assessment).formulas, tmp_path / f"{name}.xlsx"))
        expected.append(scores_of(Scoreboard(assessment), has_attainable=name != KARASJOK))
    for seed in (1, 2, 3, 4):
        assessment = varied(seed)
        files.append(without_results(written(assessment).formulas, tmp_path / f"v{seed}.xlsx"))
        expected.append(scores_of(Scoreboard(assessment)))
    for seed in (5, 7):
        assessment = varied(seed)
        book = filled_in(written(empty()).formulas, assessment)
        files.append(without_results(book, tmp_path / f"changed{seed}.xlsx"))
        expected.append(scores_of(Scoreboard(assessment)))
    for file, scores in zip(converted(tmp_path, files, "xlsx"), expected, strict=True):
        assert_same(scores_in(load_workbook(file, data_only=True)), scores)


def test_it_prints_every_sheet(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(written(bundled(EKSEMPELVIK)).content)
    (pdf,) = converted(tmp_path, [path], "pdf")
    pages = [spaced(page.extract_text()) for page in PdfReader(pdf).pages]
    for title in written(bundled(EKSEMPELVIK)).results.sheetnames:
        assert any(f"Eksempelvik 2025 · {title}" in page for page in pages), title
    assert not any(sign in page for page in pages for sign in ("#VALUE!", "#REF!", "Err:", "###"))
