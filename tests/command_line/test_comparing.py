"""Comparing with other results by the command line: the same in the report and all exports."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from kompass_desktop.__main__ import main

COMPARE = ["--compare", "karasjok-2019", "--compare", "norwegian-average"]


def titles_of(path: Path) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in Presentation(str(path)).slides]


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_the_report_compares(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    assert main(["report", "eksempelvik-2025", "-o", str(path), *COMPARE]) == 0
    printed = text_of(path)
    assert "Sammenlignet med andre" in printed
    assert "212 (+169)" in printed
    assert "litt under 350" in printed


def test_every_export_compares(tmp_path: Path) -> None:
    for ending in ("pptx", "xlsx", "zip"):
        path = str(tmp_path / f"alt.{ending}")
        assert main(["export", "eksempelvik-2025", "-o", path, *COMPARE]) == 0
    assert "Sammenlignet med andre" in titles_of(tmp_path / "alt.pptx")
    assert "Sammenligning" in load_workbook(tmp_path / "alt.xlsx").sheetnames
    with zipfile.ZipFile(tmp_path / "alt.zip") as archive:
        archive.extractall(tmp_path / "ut")
    (slides,) = (tmp_path / "ut").glob("*.pptx")
    assert "Sammenlignet med andre" in titles_of(slides)
    (book,) = (tmp_path / "ut").glob("*.xlsx")
    assert "Sammenligning" in load_workbook(book).sheetnames
    assert list((tmp_path / "ut" / "Figurer").glob("* Profilene sammenlignet.svg"))


def test_the_mean_of_the_library_can_be_compared_with(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    options = ["--demo", "export", "eksempelvik-2025", "-o", str(path), "--compare", "mean"]
    assert main(options) == 0
    heads = [cell.value for cell in load_workbook(path)["Sammenligning"][4]]
    assert "Snitt av biblioteket (1)" in heads


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--compare", "tull"], "Publiserte resultater: norwegian-average, "),
        (["--compare", "eksempelvik-2025"], "kan ikke sammenlignes med seg selv"),
        ([f"--compare=k{number}" for number in range(7)], "Høyst 6 kan sammenlignes om gangen."),
    ],
)
def test_what_cannot_be_compared_is_said_and_no_file_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], said: str
) -> None:
    for command, name in (("report", "a.pdf"), ("export", "a.xlsx"), ("export", "a.zip")):
        arguments = [command, "eksempelvik-2025", "-o", str(tmp_path / name), *options]
        assert main(arguments) == 2
        assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_shows_no_comparison_takes_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "a.csv")
    assert main(["export", "eksempelvik-2025", "-o", path, *COMPARE]) == 2
    assert "--compare er bare for .pptx, .xlsx, .zip." in capsys.readouterr().err
