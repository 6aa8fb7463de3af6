"""A plain copy of an attached file is gone when its window is, also when that was killed."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from kompass_desktop.storage.encryption import opened_copies
from kompass_desktop.storage.encryption.opened_copies import (
    OpenedCopies,
    remove_abandoned_copies,
)
from kompass_desktop.storage.opening import open_library

CONTENT = b"zyxelformidling"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where copies lie."""
    folder = tmp_path / "cache" / "opened"
    monkeypatch.setattr(opened_copies, "_parent", lambda: folder)
    return folder


def test_a_copy_is_for_the_user_alone(place: Path) -> None:
    copies = OpenedCopies()
    path = copies.write("Årsmelding.pdf", CONTENT)
    assert path.name == "Årsmelding.pdf"
    assert path.read_bytes() == CONTENT
    if sys.platform != "win32":
        for folder in (path.parent, path.parent.parent, place):
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    copies.remove_all()


def test_nothing_is_left_when_the_window_locks(place: Path) -> None:
    copies = OpenedCopies()
    copies.write("a.pdf", CONTENT)
    copies.write("a.pdf", CONTENT)
    copies.remove_all()
    assert list(place.iterdir()) == []
    again = copies.write("b.pdf", CONTENT)
    assert again.exists()
    copies.remove_all()


def test_what_another_window_has_open_is_left(place: Path) -> None:
    copies = OpenedCopies()
    path = copies.write("a.pdf", CONTENT)
    remove_abandoned_copies()
    assert path.exists()
    copies.remove_all()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_what_a_kill_leaves_goes_when_a_library_is_next_opened(place: Path, tmp_path: Path) -> None:
    process = os.fork()
    if process == 0:
        OpenedCopies().write("a.pdf", CONTENT)
        os.kill(os.getpid(), 9)
    os.waitpid(process, 0)
    assert [p.read_bytes() for p in place.rglob("a.pdf")] == [CONTENT]
    with open_library(tmp_path / "annet.kompassdb"):
        assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["../../passord", "C:\\temp\\x.pdf", "con", "a\0b.pdf", "", "...", "x" * 300 + ".pdf"]
)
def test_no_name_leads_out_of_the_folder(name: str, place: Path) -> None:
    copies = OpenedCopies()
    path = copies.write(name, CONTENT)
    assert path.resolve().parent.parent.parent == place.resolve()
    copies.remove_all()
    assert not path.exists()
