"""The command line in the language that is asked for, or else the window's."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import pypdf
import pytest

from kompass_desktop.__main__ import main
from kompass_desktop.desktop.language import keep_language
from kompass_desktop.i18n import Language, language

NORWEGIAN = re.compile(r"[æøåÆØÅ]|\b(og|ikke|til|bruk|valg|feil|poeng|foreløpig)\b", re.IGNORECASE)
COMMANDS = ("list", "import", "scores", "report", "export", "check")


@pytest.mark.parametrize("command", [[], *([each] for each in COMMANDS)])
def test_help_in_english_has_no_norwegian(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main(["--language", "en", *command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("usage: ")
    assert NORWEGIAN.search(said.replace("Kommunekompasset", "")) is None


@pytest.mark.parametrize("command", [[], *([each] for each in COMMANDS)])
def test_help_in_bokmal_has_nothing_of_argparses_own(
    capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    assert main([*command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("bruk: ")
    assert not re.search("usage|positional|options|show this|exit|the following", said)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["scores"], "disse argumentene mangler: MÅLING"),
        (["list", "--x"], "ukjente argumenter: --x"),
        (["dance"], "argument KOMMANDO: ugyldig valg: 'dance' (velg blant 'list'"),
        (["report", "a", "-o"], "det må følge én verdi"),
        (["--language", "de", "list"], "argument --language: ugyldig valg: 'de'"),
    ],
)
def test_wrong_usage_is_told_in_bokmal(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert "feil: " in told


def test_wrong_usage_is_told_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language=en", "scores"]) == 2
    told = capsys.readouterr().err
    assert "error: the following arguments are required: MEASUREMENT" in told


def test_other_parsers_are_left_as_they_were() -> None:
    main(["--version"])
    assert argparse.ArgumentParser(prog="x").format_usage() == "usage: x [-h]\n"


def test_answers_and_errors_are_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "--demo", "scores", "karasjok-2019"]) == 0
    assert re.search(r": \d+ of 800 points", capsys.readouterr().out)
    assert main(["--language", "en", "--demo", "import", "a.json"]) == 2
    assert capsys.readouterr().err == "The demo library is temporary; import without --demo.\n"


def test_the_windows_language_is_the_command_lines(capsys: pytest.CaptureFixture[str]) -> None:
    keep_language(Language.ENGLISH)
    assert main(["scores"]) == 2
    assert "error: " in capsys.readouterr().err
    assert main(["--language", "nb", "scores"]) == 2
    assert "feil: " in capsys.readouterr().err


def test_nynorsk_is_given_in_bokmal_where_it_has_no_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--language", "nn", "scores"]) == 2
    assert "feil: " in capsys.readouterr().err


def test_an_option_cut_short_gives_the_language_too() -> None:
    assert main(["--lang", "en", "--demo", "list", "--json"]) == 0
    assert language() is Language.ENGLISH


def test_a_file_to_open_may_follow_the_language(tmp_path: Path) -> None:
    from kompass_desktop.command_line.parser import parse

    options = parse(["--language", "en", "mine.kompass"])
    assert options.file == Path("mine.kompass")
    assert options.language == "en"


def test_the_reports_language_is_not_the_commands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "report.pdf"
    wanted = ["report", "karasjok-2019", "-o", str(report), "--report-language", "en"]
    assert main(["--demo", *wanted]) == 0
    assert language() is Language.BOKMAL
    assert pypdf.PdfReader(report).pages
