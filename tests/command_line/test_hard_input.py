"""The command line with what no library expects: pipes, full disks, names that act."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kompass_desktop.__main__ import main
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.storage.exchange.json_file import export_json
from kompass_desktop.storage.opening import open_library
from kompass_desktop.terminal import escaped
from tests.examples import KARASJOK, bundled

Output = pytest.CaptureFixture[str]
SECONDS = 20
NASTY = "Vik\x1b]0;tatt\x07\u202eås\nlinje\x9b"

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device")


def called(identity: str, municipality: str) -> Assessment:
    """Karasjok 2019 with another id and name."""
    assessment = bundled(KARASJOK)
    particulars = replace(assessment.particulars, id=identity, municipality=municipality)
    return Assessment(particulars, assessment.instrument)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "bibliotek.kompassdb"
    with open_library(path) as opened:
        opened.add(bundled(KARASJOK))
    return path


def run(*arguments: str | Path, **kwargs: object) -> subprocess.CompletedProcess[str]:
    """Run the program as a shell does; it must end by itself."""
    command = [sys.executable, "-P", "-m", "kompass_desktop", *map(str, arguments)]
    options: dict[str, object] = {"stdout": subprocess.PIPE, **kwargs}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        command,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        timeout=SECONDS,
        check=False,
        text=True,
        **options,
    )


# What has no end


def fifo(folder: Path, ending: str) -> Path:
    path = folder / f"rør{ending}"
    os.mkfifo(path)
    return path


def device(folder: Path, ending: str) -> Path:
    path = folder / f"null{ending}"
    path.symlink_to("/dev/zero")
    return path


def folder_of(folder: Path, ending: str) -> Path:
    path = folder / f"mappe{ending}"
    path.mkdir()
    return path


def sparse(folder: Path, ending: str) -> Path:
    path = folder / f"stor{ending}"
    with path.open("wb") as file:
        file.truncate(1 << 40)
    return path


def fifo_by_link(folder: Path, ending: str) -> Path:
    path = folder / f"lenke{ending}"
    path.symlink_to(fifo(folder, ".rør"))
    return path


@needs_pipes
@pytest.mark.parametrize("ending", [".json", ".kompass", ".toml"])
@pytest.mark.parametrize("make", [fifo, device, folder_of, sparse, fifo_by_link])
def test_what_is_no_ordinary_file_is_refused_at_once(
    tmp_path: Path, library: Path, make: Callable[[Path, str], Path], ending: str
) -> None:
    path = make(tmp_path, ending)
    done = run("--library", library, "import", path)
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert path.name in done.stderr


@needs_pipes
@pytest.mark.parametrize("make", [fifo, device, folder_of])
@pytest.mark.parametrize("command", [("list",), ("check",), ("import", "x.json")])
def test_a_library_that_is_no_ordinary_file_is_refused_at_once(
    tmp_path: Path, make: Callable[[Path, str], Path], command: tuple[str, ...]
) -> None:
    done = run("--library", make(tmp_path, ".kompassdb"), *command)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


@needs_pipes
def test_an_exported_file_that_is_a_pipe_is_refused_where_it_is_named(tmp_path: Path) -> None:
    done = run("scores", fifo(tmp_path, ".json"))
    assert done.returncode == 1
    assert "vanlig fil" in done.stderr


# Where it is printed


@needs_full
@pytest.mark.parametrize(
    "command",
    [
        ("list",),
        ("list", "--json"),
        ("scores", "karasjok-2019"),
        ("scores", "karasjok-2019", "--json"),
        ("check",),
        ("--help",),
        ("--version",),
        ("import", "a.json"),
    ],
)
def test_a_full_disk_under_what_is_printed_is_one_sentence(
    tmp_path: Path, library: Path, command: tuple[str, ...]
) -> None:
    export_json(called("en-annen", "Vik"), tmp_path / "a.json")
    with Path("/dev/full").open("w") as full:
        done = run("--library", library, *command, stdout=full, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.strip() == "Kan ikke skrive ut: disken er full."
    with open_library(library) as opened:
        assert len(opened.listings()) == (2 if "import" in command else 1)


@needs_pipes
@pytest.mark.parametrize("command", [("list",), ("scores", "karasjok-2019"), ("--help",)])
def test_a_reader_that_has_gone_is_no_fault(library: Path, command: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = run("--library", library, *command, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


@needs_full
def test_errors_that_cannot_be_printed_still_give_their_status(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "kompass_desktop", "scores", "finnes-ikke"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stderr=full, timeout=SECONDS, check=False)
    assert done.returncode == 1


# What is named


@pytest.mark.parametrize("identity", ["min.json", "min.kompass", "eksempelvik-2025"])
def test_what_is_in_the_library_can_always_be_named(
    capsys: Output, tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch, identity: str
) -> None:
    with open_library(library) as opened:
        opened.add(called(identity, "Navnevik"))
    monkeypatch.chdir(tmp_path)
    if identity.endswith(".json"):
        export_json(called("annen", "Filvik"), tmp_path / identity)
    named = ["--library", str(library), "scores"]
    assert main([*named, identity]) == 0
    assert "Navnevik" in capsys.readouterr().out
    target = tmp_path / "ut.csv"
    assert main(["--library", str(library), "export", identity, "-o", str(target)]) == 0
    assert target.exists()
    if identity.endswith(".json"):
        assert main([*named, f"./{identity}"]) == 0
        assert "Filvik" in capsys.readouterr().out


@pytest.mark.parametrize("library_name", ["finnes-ikke.kompassdb", "skadet.kompassdb"])
def test_a_file_and_an_example_need_no_library(
    capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library_name: str
) -> None:
    (tmp_path / "skadet.kompassdb").write_bytes(b"x" * 5000)
    export_json(called("annen", "Filvik"), tmp_path / "min.json")
    monkeypatch.chdir(tmp_path)
    for name, said in (("min.json", "Filvik"), ("karasjok-2019", "Karasjok")):
        assert main(["--library", library_name, "scores", name]) == 0
        assert said in capsys.readouterr().out


# Names that act


def test_names_cannot_take_over_the_terminal(capsys: Output, tmp_path: Path, library: Path) -> None:
    with open_library(library) as opened:
        opened.add(called("nasty\x1b[2J", NASTY))
    assert main(["--library", str(library), "list"]) == 0
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == 2
    assert acting(printed.replace("\n", "")) == ""
    assert "Vik\\x1b]0;tatt\\x07\\u202eås\\nlinje\\x9b".replace("\\n", "\\x0a") in printed
    assert main(["--library", str(library), "list", "--json"]) == 0
    printed = capsys.readouterr().out
    assert acting(printed.replace("\n", "")) == ""
    assert NASTY in [row["municipality"] for row in json.loads(printed)]
    assert main(["--library", str(library), "scores", "nasty\x1b[2J"]) == 0
    assert acting(capsys.readouterr().out.replace("\n", "")) == ""


def test_names_of_files_and_options_cannot_either(capsys: Output, library: Path) -> None:
    assert main(["--library", str(library), "import", "\x1b[31m\u202e.json"]) == 1
    assert acting(capsys.readouterr().err.strip()) == ""
    assert main(["--library", str(library), "scores", "\x1b[31m"]) == 1
    assert acting(capsys.readouterr().err.strip()) == ""
    assert main(["list", "--json", "\x1b[31m\u202e"]) == 2
    assert acting(capsys.readouterr().err.replace("\n", "")) == ""


def acting(printed: str) -> str:
    """The characters of a text that act on a terminal."""
    ranges = ((0, 31), (0x7F, 0x9F), (0x200E, 0x200F), (0x2028, 0x202E), (0x2066, 0x2069))
    return "".join(c for c in printed if any(low <= ord(c) <= high for low, high in ranges))


@given(st.text())
def test_whatever_is_printed_is_one_line_that_does_not_act(text: str) -> None:
    printed = escaped(text)
    assert acting(printed) == ""
    assert len(printed.splitlines()) <= 1
    printed.encode()


def test_ordinary_words_are_printed_as_they_are() -> None:
    words = "Kárášjohka – Guovdageaidnu «Østre Toten» 👩‍🏫 漢字"
    assert escaped(words) == words


# Several files


def test_a_refused_file_does_not_keep_the_others_out(
    capsys: Output, tmp_path: Path, library: Path
) -> None:
    export_json(called("en", "Avik"), tmp_path / "a.json")
    (tmp_path / "b.json").write_text("tull")
    export_json(called("to", "Cvik"), tmp_path / "c.json")
    names = [str(tmp_path / name) for name in ("a.json", "b.json", "borte.json", "c.json")]
    assert main(["--library", str(library), "import", *names]) == 1
    printed = capsys.readouterr()
    assert "Avik" in printed.out
    assert "Cvik" in printed.out
    assert [name for name in ("b.json", "borte.json") if name in printed.err] == [
        "b.json",
        "borte.json",
    ]
    assert main(["--library", str(library), "import", *names[::3]]) == 1
    assert "a.json" in capsys.readouterr().err
    with open_library(library) as opened:
        assert len(opened.listings()) == 3
