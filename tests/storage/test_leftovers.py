"""What a kill at any step of a long operation leaves is gone after the next opening."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.backup.last_copy import remove_copy
from kompass_desktop.storage.backup.restoring import restore
from kompass_desktop.storage.backup.salvage import salvage_closed
from kompass_desktop.storage.database.whole_database import remove_database
from kompass_desktop.storage.encryption import key_derivation
from kompass_desktop.storage.encryption.key_ring import needs_key
from kompass_desktop.storage.encryption.unlocking import unlock
from kompass_desktop.storage.exchange.json_file import export_json
from kompass_desktop.storage.files import UNFINISHED, overwrite_and_remove, replace_and_overwrite
from kompass_desktop.storage.kept_copies import backup_folder, backups_in
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import encrypt_library

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")

PASSPHRASE = "tre gronne elger danser"
CANARY = b"zyxelformidling"
STEPS = ("fsync", "replace", "rename", "link", "unlink")
"""What a program asks the system for; it is killed before one of them."""


@pytest.fixture
def filled(library: Library, small_assessment: Assessment) -> Library:
    """A closed plain library with a backup and a note that nobody else may read."""
    note = next(iter(small_assessment.notes.values()))
    small_assessment.apply(Change(note, replace(note, text=CANARY.decode())))
    library.add(small_assessment)
    back_up(library.path, None)
    library.write(small_assessment, [Change(note, replace(note, text=f"{CANARY.decode()} igjen"))])
    library.close()
    return library


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do some work in a process that is killed at its nth step; whether it came so far."""
    process = os.fork()
    if process == 0:
        _count_down(step)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status) == 9


def _count_down(step: int) -> None:
    left = step

    def counted(name: str) -> Callable[..., object]:
        original = getattr(os, name)

        def call(*arguments: object, **options: object) -> object:
            nonlocal left
            left -= 1
            if left < 0:
                os._exit(9)
            return original(*arguments, **options)

        return call

    for name in STEPS:
        setattr(os, name, counted(name))


def with_the_canary(folder: Path) -> list[str]:
    return sorted(
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and CANARY in file.read_bytes()
    )


def unfinished(folder: Path) -> list[str]:
    endings = (UNFINISHED, ".new", ".ready", ".old")
    return [f.name for f in folder.rglob("*") if any(ending in f.name for ending in endings)]


def restoring(path: Path) -> None:
    with open_library(path) as library:
        restore(library, backups_in(backup_folder(path), path)[0].path, None)


def backing_up(path: Path) -> None:
    back_up(path, None)


def salvaging(path: Path) -> None:
    salvage_closed(path, None)


def encrypting(path: Path) -> None:
    with open_library(path) as library:
        encrypt_library(library, PASSPHRASE)


def exporting(path: Path) -> None:
    with open_library(path) as library:
        export_json(library.load(library.listings()[0].particulars.id), path.parent / "en.json")


@pytest.mark.parametrize("work", [restoring, backing_up, salvaging, encrypting, exporting])
def test_after_a_kill_at_any_step_nothing_plain_is_left_once_it_is_encrypted(
    filled: Library,
    small_assessment: Assessment,
    tmp_path: Path,
    work: Callable[[Path], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_derivation, "USUAL_COST", key_derivation.Cost(8 * 1024, 1, 1))
    template = {
        file.relative_to(tmp_path): file.read_bytes()
        for file in tmp_path.rglob("*")
        if file.is_file()
    }
    steps = 0
    while True:
        folder = tmp_path / "forsøk" / str(steps)
        for name, content in template.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        path = folder / filled.path.relative_to(tmp_path)
        came_so_far = killed_at(steps, lambda path=path: work(path))  # type: ignore[misc]
        key = unlock(path, PASSPHRASE) if needs_key(path) else None
        with open_library(path, key) as library:
            assert library.load(small_assessment.id).notes.keys() == small_assessment.notes.keys()
            if key is None:
                back_up(path, None)
                assert unfinished(folder) == []
                encrypt_library(library, PASSPHRASE)
        (folder / "en.json").unlink(missing_ok=True)
        assert with_the_canary(folder) == []
        assert unfinished(folder) == []
        if not came_so_far:
            break
        steps += 1
    assert steps > 2


def test_what_an_earlier_version_left_goes_too(filled: Library) -> None:
    for ending in (".ready", ".ready.new", ".ready.new-wal", ".part"):
        filled.path.with_name(f"{filled.path.name}{ending}").write_bytes(CANARY)
    mine = filled.path.with_name(f"{filled.path.name}.old")
    mine.write_text("min egen kopi")
    open_library(filled.path).close()
    assert [name for name in unfinished(filled.path.parent) if name != mine.name] == []
    assert mine.read_text() == "min egen kopi"


def test_a_stopped_export_goes_at_the_next_and_one_at_work_stays(
    small_assessment: Assessment, tmp_path: Path
) -> None:
    stick = tmp_path / "minnepinne"
    stick.mkdir()
    assert killed_at(1, lambda: export_json(small_assessment, stick / "a.json"))
    assert len(unfinished(stick)) == 1
    export_json(small_assessment, stick / "b.json")
    assert [file.name for file in stick.iterdir()] == ["b.json"]


# What is freed is overwritten first


def test_the_log_of_a_plain_library_is_overwritten_when_it_is_closed(
    library: Library, small_assessment: Assessment
) -> None:
    note = next(iter(small_assessment.notes.values()))
    library.add(small_assessment)
    library.write(small_assessment, [Change(note, replace(note, text=CANARY.decode()))])
    with library.path.with_name(f"{library.path.name}-wal").open("rb") as log:
        assert CANARY in log.read()
        library.close()
        log.seek(0)
        content = log.read()
    assert set(content) == {0}
    with open_library(library.path) as opened:
        assert opened.load(small_assessment.id).notes[note.id].text == CANARY.decode()


def test_encrypting_overwrites_every_file_that_it_removes(
    library: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    note = next(iter(small_assessment.notes.values()))
    library.add(small_assessment)
    library.write(small_assessment, [Change(note, replace(note, text=CANARY.decode()))])
    back_up(library.path, None)
    held = [f.open("rb") for f in library.path.parent.rglob("*") if f.is_file() and "db" in f.name]
    assert any(CANARY in file.read() for file in held)
    encrypt_library(library, PASSPHRASE)
    for file in held:
        file.seek(0)
        assert CANARY not in file.read(), file.name
        file.close()


def test_a_temporary_database_has_no_log_beside_it(
    filled: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[str] = set()
    fsync = os.fsync

    def look(descriptor: int) -> None:
        seen.update(f.name for f in filled.path.parent.rglob("*") if f.stat().st_size > 0)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", look)
    salvage_closed(filled.path, None)
    back_up(filled.path, None)
    assert not [name for name in seen if UNFINISHED in name and "-wal" in name]


def test_a_file_with_a_second_name_is_not_overwritten(tmp_path: Path) -> None:
    file, other = tmp_path / "en", tmp_path / "to"
    file.write_text("beholdes")
    other.hardlink_to(file)
    overwrite_and_remove(file)
    assert other.read_text() == "beholdes"
    remove_database(other)
    assert list(tmp_path.iterdir()) == []


def test_what_is_replaced_is_overwritten(tmp_path: Path) -> None:
    old, new = tmp_path / "en", tmp_path / "ny"
    old.write_bytes(CANARY)
    new.write_text("ny")
    with old.open("rb") as held:
        replace_and_overwrite(new, old)
        assert CANARY not in held.read()
    assert [file.read_text() for file in tmp_path.iterdir()] == ["ny"]


def test_a_backup_that_goes_is_never_seen_half_overwritten(filled: Library) -> None:
    folder = backup_folder(filled.path)
    (backup,) = backups_in(folder, filled.path)
    whole, steps = backup.path.read_bytes(), 0
    while killed_at(steps, lambda: remove_copy(backup.path)):
        assert [b.path.read_bytes() for b in backups_in(folder, filled.path)] in ([whole], [])
        with open_library(filled.path):
            assert unfinished(folder) == []
        backup.path.write_bytes(whole)
        steps += 1
    assert steps > 2
