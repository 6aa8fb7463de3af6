"""`.kompass` files on the command line: their passphrase never stands in an argument."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.__main__ import main
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.command_line import prompts
from kompass_desktop.command_line.parser import parse
from kompass_desktop.storage.opening import open_library

PASSPHRASE = "rein ski fjord øl tundra"
Output = pytest.CaptureFixture[str]


@pytest.fixture
def library(tmp_path: Path, small_assessment: Assessment) -> Path:
    """A library file that holds a small assessment."""
    path = tmp_path / "bibliotek.kompassdb"
    with open_library(path) as opened:
        opened.add(small_assessment)
    return path


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The passphrase in the environment."""
    monkeypatch.setenv(prompts.EXCHANGE_KEY_VARIABLE, PASSPHRASE)


def run(library: Path, *arguments: object) -> int:
    return main(["--library", str(library), *map(str, arguments)])


@pytest.mark.usefixtures("given")
def test_an_assessment_goes_from_library_to_library_and_back(
    capsys: Output, library: Path, tmp_path: Path, small_assessment: Assessment
) -> None:
    other, there, back = tmp_path / "2.kompassdb", tmp_path / "1.kompass", tmp_path / "2.kompass"
    assert run(library, "export", small_assessment.id, "-o", there) == 0
    assert run(other, "import", there) == 0
    assert "Kárášjohka - Karasjok 2026 er lest inn." in capsys.readouterr().out
    note = next(iter(small_assessment.notes.values()))
    for path, text in ((library, "første"), (other, "andre")):
        with open_library(path) as opened:
            opened.write(small_assessment, [Change(note, replace(note, text=text))])
    assert run(other, "export", small_assessment.id, "-o", back) == 0
    assert run(library, "import", back) == 0
    assert capsys.readouterr().out.strip() == (
        "Kárášjohka - Karasjok 2026 er slått sammen med den du hadde: 1 endret notat. "
        "1 konflikt venter på svar."
    )
    assert run(library, "import", back) == 0
    assert "ikke noe nytt" in capsys.readouterr().out


@pytest.mark.usefixtures("given")
def test_a_file_can_be_read_in_place_of_an_assessment(
    capsys: Output, library: Path, tmp_path: Path, small_assessment: Assessment
) -> None:
    file = tmp_path / "Karasjok.kompass"
    assert main(["export", "karasjok-2019", "-o", str(file)]) == 0
    assert main(["scores", str(file), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 212
    assert main(["export", str(file), "-o", str(tmp_path / "igjen.kompass")]) == 0


def test_a_wrong_passphrase_is_one_sentence(
    capsys: Output, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "Karasjok.kompass"
    monkeypatch.setenv(prompts.EXCHANGE_KEY_VARIABLE, PASSPHRASE)
    assert main(["export", "karasjok-2019", "-o", str(file)]) == 0
    monkeypatch.setenv(prompts.EXCHANGE_KEY_VARIABLE, "noe annet enn det")
    assert run(library, "import", file) == 1
    assert capsys.readouterr().err == "Passfrasen er feil.\n"


def test_a_passphrase_that_is_easily_guessed_protects_nothing(
    capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(prompts.EXCHANGE_KEY_VARIABLE, "passord")
    assert main(["export", "karasjok-2019", "-o", str(tmp_path / "ut.kompass")]) == 1
    assert "for lett å gjette" in capsys.readouterr().err
    assert not (tmp_path / "ut.kompass").exists()


def test_without_a_terminal_the_passphrase_must_be_given(
    capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(prompts.EXCHANGE_KEY_VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    assert main(["export", "karasjok-2019", "-o", str(tmp_path / "ut.kompass")]) == 1
    assert prompts.EXCHANGE_KEY_VARIABLE in capsys.readouterr().err


def test_at_a_terminal_it_is_asked_for_twice(
    capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(prompts.EXCHANGE_KEY_VARIABLE, raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answers = iter([PASSPHRASE, PASSPHRASE, PASSPHRASE, "noe annet"])
    monkeypatch.setattr(prompts, "getpass", lambda _question: next(answers))
    file = tmp_path / "ut.kompass"
    assert main(["export", "karasjok-2019", "-o", str(file)]) == 0
    assert file.exists()
    assert main(["export", "karasjok-2019", "-o", str(tmp_path / "to.kompass")]) == 1
    assert "ikke like" in capsys.readouterr().err


def test_what_is_no_kompass_file_is_refused_before_anything_is_asked(
    capsys: Output, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(prompts.EXCHANGE_KEY_VARIABLE, raising=False)
    (tmp_path / "rar.kompass").write_text("hei", "utf-8")
    assert run(library, "import", tmp_path / "rar.kompass") == 1
    assert "ikke en .kompass-fil" in capsys.readouterr().err


def test_a_file_alone_is_for_the_window() -> None:
    for before in ([], ["--demo"], ["--library", "b.kompassdb"]):
        options = parse([*before, "/tmp/Karasjok 2026.KOMPASS"])
        assert (options.command, options.file) == (None, Path("/tmp/Karasjok 2026.KOMPASS"))
    assert parse(["import", "a.kompass"]).file is None
    assert parse(["import", "a.kompass"]).files == [Path("a.kompass")]
    assert parse([]).file is None
    with pytest.raises(SystemExit):
        parse(["a.json"])
