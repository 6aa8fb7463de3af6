"""What leaves the program by a command says what became of the names in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.__main__ import main
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.storage.exchange.json_file import export_json


@pytest.fixture
def file(small_assessment: Assessment, tmp_path: Path) -> Path:
    """An exported file with a named informant, whom a note mentions."""
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
    small_assessment.apply(Change(leader, replace(leader, name="Stein Oppdiktet")))
    note = next(iter(small_assessment.notes.values()))
    said = replace(note, text="Stein mente ja, og oppdiktets enhet nei")
    small_assessment.apply(Change(note, said))
    export_json(small_assessment, tmp_path / "navn.json")
    return tmp_path / "navn.json"


def test_an_export_says_what_was_replaced_and_what_may_be_a_name(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(file), "-o", str(tmp_path / "ut.json")]) == 0
    out, said = capsys.readouterr()
    assert out == ""
    assert "I notater og tekster er 1 navn byttet med informantens kode." in said
    assert "Kan være navn – se selv på: «Stein» (notat i " in said
    written = (tmp_path / "ut.json").read_text(encoding="utf-8")
    assert "ppdiktet" not in written


def test_an_export_with_names_says_that_it_has_them(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(file), "-o", str(tmp_path / "ut.json"), "--names"]) == 0
    assert "Filen inneholder navnet på 1 informant." in capsys.readouterr().err
    assert "Stein Oppdiktet" in (tmp_path / "ut.json").read_text(encoding="utf-8")


def test_a_report_says_that_no_name_stood_in_it(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(file), "-o", str(tmp_path / "ut.pdf")]) == 0
    assert "Ingen informantnavn ble funnet i tekstene." in capsys.readouterr().err
