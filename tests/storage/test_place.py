"""One file is one library, by whatever name it is opened, on every system."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import platformdirs
import pytest

from kompass_desktop.storage import place
from kompass_desktop.storage.errors import LibraryLocked
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import encrypt_library

PASSPHRASE = "tre gronne elger danser"
ELSEWHERE = """
import sys
from pathlib import Path
from types import SimpleNamespace
import platformdirs
from kompass_desktop.storage import place
from kompass_desktop.storage.errors import LibraryLocked
from kompass_desktop.storage.opening import open_library
place.sys = SimpleNamespace(platform=sys.argv[2])
platformdirs.user_runtime_dir = lambda *_a, **_k: sys.argv[3]
try:
    open_library(Path(sys.argv[1])).close()
except LibraryLocked:
    print("locked")
else:
    print("opened")
"""


@pytest.fixture(params=["linux", "win32", "darwin"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A system as the program finds it; what it locks there is this machine's."""
    runtime = tmp_path / "bruker"
    monkeypatch.setattr(place, "sys", SimpleNamespace(platform=request.param))
    monkeypatch.setattr(platformdirs, "user_runtime_dir", lambda *_a, **_k: str(runtime))
    return str(request.param)


def hard_link(path: Path, name: Path) -> None:
    os.link(path, name)


def symbolic_link(path: Path, name: Path) -> None:
    name.symlink_to(path)


def linked_folder(path: Path, name: Path) -> None:
    name.parent.rmdir()
    name.parent.symlink_to(path.parent, target_is_directory=True)


def link_to_a_hard_link(path: Path, name: Path) -> None:
    os.link(path, name.with_name("hard.kompassdb"))
    name.symlink_to(name.with_name("hard.kompassdb"))


LINKS = [hard_link, symbolic_link, linked_folder, link_to_a_hard_link]


@pytest.mark.parametrize("link", LINKS)
def test_a_second_name_of_an_open_library_is_refused(
    system: str, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    folder, other = tmp_path / "en", tmp_path / "to"
    folder.mkdir()
    other.mkdir()
    path = folder / "bibliotek.kompassdb"
    name = other / ("bibliotek.kompassdb" if link is linked_folder else "annet.kompassdb")
    with open_library(path):
        link(path, name)
        with pytest.raises(LibraryLocked):
            open_library(name)
        told = subprocess.run(
            [sys.executable, "-c", ELSEWHERE, str(name), system, str(tmp_path / "bruker")],
            capture_output=True,
            text=True,
            check=True,
        )
        assert told.stdout.strip() == "locked"
    with open_library(name), pytest.raises(LibraryLocked):
        open_library(path)
    open_library(path).close()


@pytest.mark.usefixtures("system")
def test_the_file_that_takes_the_place_of_another_is_held_too(tmp_path: Path) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    with open_library(path) as library:
        encrypt_library(library, PASSPHRASE)
        os.link(path, tmp_path / "annet.kompassdb")
        with pytest.raises(LibraryLocked):
            open_library(tmp_path / "annet.kompassdb", library.key)


@pytest.mark.usefixtures("system")
def test_two_libraries_do_not_hinder_each_other(tmp_path: Path) -> None:
    with open_library(tmp_path / "en.kompassdb"), open_library(tmp_path / "to.kompassdb"):
        pass


@pytest.mark.parametrize("kind", ["no identity", "no folder"])
def test_where_no_identity_can_be_locked_a_library_opens_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    (tmp_path / "fil").write_text("ikke en mappe")
    monkeypatch.setattr(place, "sys", SimpleNamespace(platform="win32"))
    folder = str(tmp_path / "fil" / "mappe")
    monkeypatch.setattr(platformdirs, "user_runtime_dir", lambda *_a, **_k: folder)
    if kind == "no identity":
        nothing = SimpleNamespace(st_dev=1, st_ino=0)
        fake = SimpleNamespace(fstat=lambda _descriptor: nothing, path=os.path)
        monkeypatch.setattr(place, "os", fake)
    with open_library(tmp_path / "bibliotek.kompassdb") as library:
        library.check()


def test_the_names_under_which_a_plain_file_can_still_be_read_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "mappe"
    folder.mkdir()
    path = folder / "bibliotek.kompassdb"
    with open_library(path) as library:
        os.link(path, folder / "annet.kompassdb")
        os.link(path, tmp_path / "tredje.kompassdb")
        keys = encrypt_library(library, PASSPHRASE)
    assert keys.left == (folder / "annet.kompassdb",)
    assert keys.names_elsewhere == 1


def test_a_library_with_one_name_leaves_none(tmp_path: Path) -> None:
    with open_library(tmp_path / "bibliotek.kompassdb") as library:
        keys = encrypt_library(library, PASSPHRASE)
    assert (keys.left, keys.names_elsewhere) == ((), 0)
