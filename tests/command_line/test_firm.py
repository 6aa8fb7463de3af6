"""Reports on the command line are those of the library's firm."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from kompass_desktop.__main__ import main
from kompass_desktop.assessment.firm import Firm, FirmText
from kompass_desktop.i18n import Language
from kompass_desktop.storage.encryption.unlocking import KEY_VARIABLE
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted
from tests.examples import bundled
from tests.pictures import RED, picture

PASSPHRASE = "tre grønne elger danser"
FIRM = Firm("Fjordrådet AS", "Storgata 1, 5700 Voss", RED, picture())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "bibliotek.kompassdb"


def with_firm(path: Path, key: bytes | None = None) -> str:
    """Put the example and the firm into a library, and return the id of the example."""
    example = bundled("eksempelvik-2025")
    with open_library(path, key) as library:
        library.add(example)
        library.keep_firm(FIRM)
    return example.id


def cover(path: Path, assessment: str, file: Path) -> str:
    assert main(["--library", str(path), "report", assessment, "-o", str(file)]) == 0
    page = PdfReader(file).pages[0]
    assert len(page.images) == 1
    return page.extract_text()


def test_a_report_of_the_library_has_its_firm(path: Path, tmp_path: Path) -> None:
    assert "Storgata 1" in cover(path, with_firm(path), tmp_path / "a.pdf")


def test_a_report_of_an_exported_file_has_the_firm_too(path: Path, tmp_path: Path) -> None:
    identity = with_firm(path)
    file = tmp_path / "ut.json"
    assert main(["--library", str(path), "export", identity, "-o", str(file)]) == 0
    assert "Storgata" not in file.read_text(encoding="utf-8")
    assert "Storgata 1" in cover(path, str(file), tmp_path / "a.pdf")


def test_a_report_of_an_encrypted_library_has_its_firm(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    identity = with_firm(path, create_encrypted(path, PASSPHRASE).key)
    monkeypatch.setenv(KEY_VARIABLE, PASSPHRASE)
    assert "Storgata 1" in cover(path, identity, tmp_path / "a.pdf")


def test_an_example_is_written_without_a_firm_where_the_library_is_locked(
    path: Path, tmp_path: Path
) -> None:
    with_firm(path, create_encrypted(path, PASSPHRASE).key)
    file = tmp_path / "a.pdf"
    assert main(["--library", str(path), "report", "eksempelvik-2025", "-o", str(file)]) == 0
    assert "Storgata" not in PdfReader(file).pages[0].extract_text()


def test_a_report_in_nynorsk_says_so(path: Path, tmp_path: Path) -> None:
    identity = with_firm(path)
    files = [tmp_path / "a.pdf", tmp_path / "a.docx"]
    for file in files:
        arguments = ["report", identity, "-o", str(file), "--report-language", "nn"]
        assert main(["--library", str(path), *arguments]) == 0
    reader = PdfReader(files[0])
    assert str(reader.root_object["/Lang"]) == "nn-NO"
    assert "Svakheiter" in "".join(page.extract_text() for page in reader.pages)
    assert Document(str(files[1])).core_properties.language == "nn-NO"


def test_slides_and_workbook_have_the_firm_too(path: Path, tmp_path: Path) -> None:
    identity = with_firm(path)
    slides, book = tmp_path / "a.pptx", tmp_path / "a.xlsx"
    for file in (slides, book):
        assert main(["--library", str(path), "export", identity, "-o", str(file)]) == 0
    first = Presentation(str(slides)).slides[0]
    assert "Storgata 1" in "".join(s.text_frame.text for s in first.shapes if s.has_text_frame)
    assert load_workbook(book).worksheets[0]["A1"].font.color.rgb == f"FF{RED[1:].upper()}"


def test_the_firms_text_is_in_the_report_and_its_unknown_fields_are_named(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    identity = with_firm(path)
    texts = [FirmText("closing", Language.NYNORSK, "Takk til {kommune}, {komune}.")]
    with open_library(path) as library:
        library.keep_firm_texts(texts)
    file = tmp_path / "a.pdf"
    arguments = ["report", identity, "-o", str(file), "--report-language", "nn"]
    assert main(["--library", str(path), *arguments]) == 0
    text = " ".join(" ".join(p.extract_text() for p in PdfReader(file).pages).split())
    assert "Takk til Eksempelvik kommune, {komune}." in text
    assert "{komune}" in capsys.readouterr().err
    assert main(["--library", str(path), "report", identity, "-o", str(file)]) == 0
    assert "{komune}" not in capsys.readouterr().err
