"""Kills while copies are made and taken back: backups, a second place, the last copy."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from kompass_desktop.storage.backup.backup import back_up, copy_to
from kompass_desktop.storage.backup.last_copy import save_last_copy
from kompass_desktop.storage.backup.restoring import restore, restore_closed
from kompass_desktop.storage.database.whole_database import companions
from kompass_desktop.storage.kept_copies import (
    backup_folder,
    backups_in,
    libraries_set_aside,
    second_folder,
)
from tests.storage.kills.trial import (
    Say,
    Trial,
    numbers,
    only,
    prepare_library,
    prepare_template,
    write_note,
)


def check_copies(trial: Trial, folder: Path, told: list[list[str]]) -> None:
    """See that all copies in a folder are whole, and the last of those told of is there."""
    backups = backups_in(folder, trial.path)
    for backup in backups:
        trial.read(backup.path).close()
    for name, note in told[-1:]:
        assert name in [backup.path.name for backup in backups[:2]]
        with trial.read(folder / name) as copy:
            assert note in only(copy).notes


# Backup, to the folder beside the library


def back_up_often(trial: Trial, say: Say) -> None:
    with trial.open() as library:
        assessment = only(library)
        while True:
            note = write_note(library, assessment, "før kopien")
            say("note", note.id)
            backup = back_up(trial.path, trial.key)
            assert backup is not None
            say("backup", backup.path.name, note.id)


def check_backups(trial: Trial, said: list[list[str]]) -> None:
    with trial.open() as library:
        library.check()
        kept = only(library)
        assert set(numbers(said, "note")) <= kept.notes.keys()
        told = [words[1:] for words in said if words[0] == "backup"]
        check_copies(trial, backup_folder(trial.path), told)
        write_note(library, kept, "det går videre")
        assert back_up(trial.path, trial.key) is not None


# Copies in a second place, a new one each time, as of many memory sticks


def prepare_backups(trial: Trial) -> None:
    prepare_library(trial)
    with trial.open() as library:
        for number in range(3):
            write_note(library, only(library), f"før kopi {number}")
            back_up(trial.path, trial.key)


def stick(trial: Trial, device: str, number: int) -> Path:
    return second_folder(trial.place / str(number), device)


def copy_often(trial: Trial, say: Say) -> None:
    with trial.open() as library:
        for number in count():
            folder = stick(trial, library.device, number)
            folder.mkdir(parents=True)
            say("begun", number)
            copy_to(folder, trial.path)
            say("copied", number)


def check_copied(trial: Trial, said: list[list[str]]) -> None:
    with trial.open() as library:
        library.check()
        wanted = [backup.path.name for backup in backups_in(backup_folder(trial.path), trial.path)]
        for number in map(int, numbers(said, "begun")):
            folder = stick(trial, library.device, number)
            held = [backup.path.name for backup in backups_in(folder, trial.path)]
            assert held == wanted or str(number) not in numbers(said, "copied")
            check_copies(trial, folder, [])
            copy_to(folder, trial.path)
            assert [backup.path.name for backup in backups_in(folder, trial.path)] == wanted


# Restoring


def restore_often(trial: Trial, say: Say) -> None:
    with trial.open() as library:
        assessment = only(library)
        for number in count():
            say("note", write_note(library, assessment, f"{number}, i kopien").id)
            backup = back_up(trial.path, trial.key)
            assert backup is not None
            say("note", write_note(library, assessment, f"{number}, erstattet").id)
            restore(library, backup.path, trial.key)
            say("restored")


def check_restored(trial: Trial, said: list[list[str]]) -> None:
    with trial.open() as library:
        library.check()
        found = set(only(library).notes)
    backups = backups_in(backup_folder(trial.path), trial.path)
    for copy in (*libraries_set_aside(trial.path), *backups):
        with trial.read(copy.path) as opened:
            found |= set(only(opened).notes)
    lost = set(numbers(said, "note")) - found
    assert not lost, f"{len(lost)} notes are in no file"


# The last copy of a library whose file was deleted while it was open


def prepare_last(trial: Trial) -> None:
    prepare_template(trial)
    back_up(trial.template, trial.key)


def save_last(trial: Trial, say: Say) -> None:
    for number in count():
        path = trial.copied(number)
        say("begun", number)
        with trial.open(path) as library:
            assessment = only(library)
            write_note(library, assessment, "bare i filen")
            for file in (path, *companions(path)):
                file.unlink(missing_ok=True)
            say("removed", number)
            copy = save_last_copy(library, assessment)
            say("saved", number, copy.name, *assessment.notes)


def check_last(trial: Trial, said: list[list[str]]) -> None:
    saved = {words[1]: words[2:] for words in said if words[0] == "saved"}
    for number in numbers(said, "begun"):
        path = trial.nth(number)
        if path.exists():
            trial.open(path).close()
            continue
        backups = backups_in(backup_folder(path), path)
        for backup in backups:
            trial.read(backup.path).close()
        if number in saved:
            assert backups[0].path.name == saved[number][0]
        restore_closed(path, trial.key, backups[0].path)
        with trial.open(path) as library:
            library.check()
            assert len(only(library).findings) > 10
            assert set(saved.get(number, [])[1:]) <= only(library).notes.keys()
