"""Everything for the client in one zip file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.comparing.compared import reference_compared
from kompass_desktop.assessment.comparing.references import bundled_references
from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.report.cancelling import Progress, ReportCancelled
from kompass_desktop.report.csv_table import write_csv
from kompass_desktop.report.package import ClientFiles, members, write_package
from tests.pictures import RED
from tests.report.planned import with_plan
from tests.report.printing import renamed

MADE_AT = datetime(2026, 3, 12, 9, 30, 10)  # noqa: DTZ001 - a zip has local times
NAME = "Olava Oppdiktet"


def packed(assessment: Assessment, names: Names = Names.LEFT_OUT) -> zipfile.ZipFile:
    file = io.BytesIO()
    write_package(ClientFiles(assessment, names), file, MADE_AT)
    return zipfile.ZipFile(file)


def test_it_has_the_report_the_workbook_and_the_table(karasjok: Assessment) -> None:
    archive = packed(karasjok)
    stem = "Kommunekompasset Karasjok 2019"
    assert archive.namelist() == [
        *(f"{stem}.{ending}" for ending in ("pdf", "docx", "pptx", "xlsx", "csv")),
        *(
            f"Figurer/{name}.{ending}"
            for name in (
                "01 Profilen",
                "02 Poeng per fokusområde",
                "03 1 Offentlighet",
                "04 2 Brukere",
                "05 3 Politisk styring",
                "06 4 Lederskap",
                "07 5 Resultat",
                "08 6 Arbeidsgiver",
                "09 7 Utvikling",
                "10 8 Samfunn",
            )
            for ending in ("png", "svg")
        ),
    ]
    assert archive.testzip() is None
    assert (
        "Kárášjohka" in PdfReader(io.BytesIO(archive.read(f"{stem}.pdf"))).pages[0].extract_text()
    )
    book = load_workbook(io.BytesIO(archive.read(f"{stem}.xlsx")), data_only=True)
    assert book["Profil"]["D13"].value == 212
    table = io.BytesIO()
    write_csv(karasjok, table)
    assert archive.read(f"{stem}.csv") == table.getvalue()
    assert {entry.date_time for entry in archive.infolist()} == {(2026, 3, 12, 9, 30, 10)}
    assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_DEFLATED}


def test_the_plan_is_in_every_file_but_the_table(karasjok: Assessment) -> None:
    without = io.BytesIO()
    write_csv(karasjok, without)
    archive = packed(with_plan(karasjok))
    files = {entry.rpartition(".")[2]: archive.read(entry) for entry in archive.namelist()}
    pdf = PdfReader(io.BytesIO(files["pdf"]))
    title = "Lederavtaler med årlig oppfølging"
    assert any(title in page.extract_text() for page in pdf.pages)
    for kind in ("docx", "pptx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(files[kind])) as office:
            texts = (office.read(name) for name in office.namelist() if name.endswith(".xml"))
            assert any(title.encode() in text for text in texts), kind
    assert files["csv"] == without.getvalue()


@pytest.mark.parametrize(
    "municipality", ['a/b\\c: "d"?', "../..", "", "x" * 300, "CON", "tab\tny\n"]
)
def test_its_names_are_ones_that_windows_takes(
    small_assessment: Assessment, municipality: str
) -> None:
    renamed(small_assessment, municipality)
    for member in members(ClientFiles(small_assessment)):
        folder, _, name = member.path.rpartition("/")
        assert folder in ("", "Figurer")
        assert not set(name) & set('<>:"/\\|?*\n\t')
        assert folder or name.startswith("Kommunekompasset ")
        assert len(member.path) < 150


@pytest.mark.parametrize("names", Names)
def test_names_of_informants_are_in_the_workbook_only_if_wanted(
    small_assessment: Assessment, names: Names
) -> None:
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
    small_assessment.apply(Change(leader, replace(leader, name=NAME)))
    note = next(iter(small_assessment.notes.values()))
    small_assessment.apply(Change(note, replace(note, text=f"{NAME} sier nei")))
    archive = packed(small_assessment, names)
    found = {}
    for name in archive.namelist():
        content = archive.read(name)
        if name.endswith((".docx", ".pptx", ".xlsx")):
            with zipfile.ZipFile(io.BytesIO(content)) as book:
                content = b"".join(book.read(part) for part in book.namelist())
        elif name.endswith(".pdf"):
            pages = PdfReader(io.BytesIO(content)).pages
            content = "".join(page.extract_text() for page in pages).encode()
        found[name.rpartition(".")[2]] = NAME.encode() in content
    assert found.pop("xlsx") == (names is Names.INCLUDED)
    assert found == dict.fromkeys(("pdf", "docx", "pptx", "csv", "png", "svg"), False)


def test_its_report_compares_as_the_page_does(karasjok: Assessment) -> None:
    other = reference_compared(bundled_references()[0], karasjok.instrument)
    file = io.BytesIO()
    write_package(ClientFiles(karasjok, compared=(other,)), file, MADE_AT)
    with zipfile.ZipFile(file) as archive:
        pages = PdfReader(io.BytesIO(archive.read(archive.namelist()[0]))).pages
        printed = " ".join(page.extract_text() for page in pages)
    assert "Sammenlignet med andre" in printed


def test_its_progress_rises_to_the_end(small_assessment: Assessment) -> None:
    shares: list[float] = []
    progress = Progress(shares.append)
    write_package(ClientFiles(small_assessment), io.BytesIO(), MADE_AT, progress)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert len(shares) > 10


@pytest.mark.parametrize("steps", [0, 3, 15])
def test_it_can_be_cancelled_at_any_time(small_assessment: Assessment, steps: int) -> None:
    shares: list[float] = []
    progress = Progress(shares.append, lambda: len(shares) >= steps)
    with pytest.raises(ReportCancelled):
        write_package(ClientFiles(small_assessment), io.BytesIO(), MADE_AT, progress)


def test_every_file_that_has_a_look_has_that_of_the_firm(eksempelvik: Assessment) -> None:
    file = io.BytesIO()
    firm = Firm("Fjordrådet AS", "Storgata 1", RED)
    write_package(ClientFiles(eksempelvik, firm=firm), file, MADE_AT)
    archive = zipfile.ZipFile(file)
    (report, slides, book) = (
        io.BytesIO(archive.read(f"Kommunekompasset Eksempelvik 2025.{ending}"))
        for ending in ("pdf", "pptx", "xlsx")
    )
    assert "Storgata 1" in PdfReader(report).pages[0].extract_text()
    first = Presentation(slides).slides[0]
    assert "Storgata 1" in "".join(s.text_frame.text for s in first.shapes if s.has_text_frame)
    assert load_workbook(book).worksheets[0]["A1"].font.color.rgb == f"FF{RED[1:].upper()}"
