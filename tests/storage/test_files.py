"""How complete files take their place."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from kompass_desktop.storage.database.whole_database import whole_database
from kompass_desktop.storage.files import (
    atomic_write,
    copy_bytes,
    put_in_place,
    replace_and_overwrite,
    write_durably,
)


def write_for_somebody(path: Path) -> None:
    with atomic_write(path) as file:
        file.write(b"new")


def copy(path: Path) -> None:
    source = path.with_name("source")
    source.write_bytes(b"new")
    copy_bytes(source, path)


def make_database(path: Path) -> None:
    with whole_database(path, None) as connection:
        connection.execute("CREATE TABLE notes (id TEXT)")


def ready_for(path: Path) -> Path:
    ready = path.with_name("ready")
    ready.write_bytes(b"new")
    return ready


WRITERS: list[Callable[[Path], None]] = [
    write_for_somebody,
    copy,
    make_database,
    lambda path: write_durably(path, b"new"),
    lambda path: put_in_place(ready_for(path), path),
    lambda path: replace_and_overwrite(ready_for(path), path),
]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps names in its own journal")
@pytest.mark.parametrize("write", WRITERS)
def test_content_reaches_the_disk_before_its_name_and_then_the_name(
    write: Callable[[Path], None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    steps: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("folder" if is_folder else "content")
        fsync(descriptor)

    def replaced(file: Path, target: Path) -> Path:
        steps.append("name")
        return replace(file, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write(path)
    at = steps.index("name")
    assert "content" in steps[:at]
    assert steps[at + 1] == "folder"
    assert path.read_bytes()[:3] != b"old"
