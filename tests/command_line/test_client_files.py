"""The workbook and the zip for the client, by the command line."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from kompass_desktop.__main__ import main
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Mark
from kompass_desktop.report import package
from kompass_desktop.storage.exchange.json_file import export_json


@pytest.fixture
def file(small_assessment: Assessment, tmp_path: Path) -> Path:
    """An exported file with a named informant, whom a note to follow up mentions."""
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
    small_assessment.apply(Change(leader, replace(leader, name="Olava Oppdiktet")))
    note = next(iter(small_assessment.notes.values()))
    said = replace(note, text="Olava Oppdiktet mente ja", mark=Mark.FOLLOW_UP)
    small_assessment.apply(Change(note, said))
    export_json(small_assessment, tmp_path / "navn.json")
    return tmp_path / "navn.json"


@pytest.mark.parametrize("name", ["eksempelvik-2025", "karasjok-2019"])
def test_the_workbook_has_the_numbers_of_scores_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    path = tmp_path / "poeng.xlsx"
    assert main(["export", name, "-o", str(path)]) == 0
    capsys.readouterr()
    assert main(["scores", name, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    book = load_workbook(path, data_only=True)
    areas = {row[1]: row[3] for row in book["Profil"].iter_rows(5, 12, values_only=True)}
    questions = {row[1]: row[3] for row in book["Spørsmål"].iter_rows(5, 49, values_only=True)}
    assert areas == told["areas"]
    assert {code: f"{points:.1f}" for code, points in questions.items()} == told["questions"]
    assert book["Profil"]["D13"].value == told["total"]
    assert book["Profil"]["E13"].value == told["maximum"]


@pytest.mark.parametrize(
    ("option", "sheet"), [([], "Målepunkter"), (["--report-language", "en"], "Measure points")]
)
def test_the_workbook_is_in_the_language_of_the_report(
    tmp_path: Path, option: list[str], sheet: str
) -> None:
    path = tmp_path / "a.xlsx"
    assert main(["export", "karasjok-2019", "-o", str(path), *option]) == 0
    assert sheet in load_workbook(path).sheetnames


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_names_are_said_to_be_replaced_or_to_be_there(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    path = str(tmp_path / f"ut.{ending}")
    assert main(["export", str(file), "-o", path]) == 0
    assert "I tekstene er 1 navn byttet med informantgruppen." in capsys.readouterr().err
    assert main(["export", str(file), "-o", path, "--names"]) == 0
    assert "Filen inneholder navnet på 1 informant." in capsys.readouterr().err


def test_the_zip_has_every_file_for_the_client(tmp_path: Path) -> None:
    path = tmp_path / "alt.zip"
    assert main(["export", "karasjok-2019", "-o", str(path), "--report-language", "en"]) == 0
    with zipfile.ZipFile(path) as archive:
        endings = [name.rpartition(".")[2] for name in archive.namelist()]
        assert endings[:5] == ["pdf", "docx", "pptx", "xlsx", "csv"]
        assert b"municipality," in archive.read(archive.namelist()[4])
        assert archive.namelist()[5:7] == [
            "Figures/01 The profile.png",
            "Figures/01 The profile.svg",
        ]
    assert [each.name for each in tmp_path.iterdir()] == ["alt.zip"]


def test_a_fault_in_one_file_leaves_no_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_anything: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(package, "write_csv", broken)
    path = tmp_path / "alt.zip"
    path.write_bytes(b"fra i fjor")
    with pytest.raises(ZeroDivisionError):
        main(["export", "karasjok-2019", "-o", str(path)])
    assert [each.name for each in tmp_path.iterdir()] == ["alt.zip"]
    assert path.read_bytes() == b"fra i fjor"
