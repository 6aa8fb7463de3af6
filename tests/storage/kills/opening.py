"""Kills while a library is opened that needs an update, healing, salvage or its own log."""

from __future__ import annotations

import random
import shutil
from contextlib import closing
from itertools import count
from pathlib import Path

from sqlite_utils import Database

from kompass_desktop.storage.backup.salvage import salvage_closed
from kompass_desktop.storage.database.changes import BEGINNING
from kompass_desktop.storage.database.clocks import latest_plausible_stamp
from kompass_desktop.storage.database.connection import connect, connect_to_read
from kompass_desktop.storage.database.instruments import KeptInstruments
from kompass_desktop.storage.database.schema import APPLICATION_ID, migrations
from kompass_desktop.storage.encryption.key_ring import write_key_ring
from kompass_desktop.storage.kept_copies import libraries_set_aside
from tests.storage.kills.trial import (
    CANARY,
    NAME,
    Say,
    Trial,
    example,
    numbers,
    only,
    prepare_template,
    write_note,
)

OLD_NOTES = 300
FAR_STAMPS = 500


def open_often(trial: Trial, say: Say) -> None:
    for number in count():
        path = trial.copied(number)
        say("copied", number)
        trial.open(path).close()
        say("opened", number)


# Migration of an older library


def prepare_older(trial: Trial) -> None:
    assessment = example()
    trial.template.parent.mkdir()
    if trial.keys is not None:
        write_key_ring(trial.template, trial.keys.ring)
    with closing(connect(trial.template, trial.key)) as connection:
        db = Database(connection)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrations.apply(db, stop_before="m005_search")
        instrument = KeptInstruments(db, trial.path).keep(assessment.instrument)
        head = {"id": "a", "instrument": instrument, "municipality": "Karasjok", "year": 2019}
        words = {"municipality_number": "2021", "report": "", "begins": "", "ends": ""}
        db.table("assessments").insert({**head, **words, "invented": 0, "finished": 1})
        db.table("interviews").insert(interview_row())
        db.table("notes").insert_all(note_row(number) for number in range(OLD_NOTES))
        connection.execute("PRAGMA journal_mode = DELETE")


def interview_row() -> dict[str, object]:
    return {
        "id": "i",
        "assessment": "a",
        "group": "mayor",
        "code": "OF-01",
        "name": CANARY,
        "participants": 1,
        "planned_at": "",
        "agreed_minutes": 60,
        "started_at": "",
        "elapsed_seconds": 0,
        "finished": 0,
        "position": 0.0,
    }


def note_row(number: int) -> dict[str, object]:
    return {
        "id": f"n{number}",
        "assessment": "a",
        "interview": "i",
        "text": f"Notat {number} {CANARY} " * 10,
        "begun_at": "2019-03-12T09:51:00+01:00",
        "place": "",
        "mark": None,
        "position": float(number),
    }


def check_migrated(trial: Trial, said: list[list[str]]) -> None:
    for number in numbers(said, "copied"):
        with trial.open(trial.nth(number)) as library:
            library.check()
            assert len(library.load("a").notes) == OLD_NOTES
        asides = libraries_set_aside(trial.nth(number))
        assert asides
        for aside in asides:
            shutil.copytree(trial.nth(number).parent, trial.folder / "sett")
            with trial.open(trial.folder / "sett" / aside.path.name) as opened:
                assert len(opened.load("a").notes) == OLD_NOTES
            shutil.rmtree(trial.folder / "sett")


# Bringing back stamps that lie in the future


def prepare_far(trial: Trial) -> None:
    prepare_template(trial)
    with trial.open(trial.template) as library:
        for number in range(FAR_STAMPS // 10):
            write_note(library, only(library), f"Notat {number}")
    with closing(connect(trial.template, trial.key)) as connection:
        connection.execute(
            "UPDATE history SET stamp = '9' || substr(stamp, 2) WHERE stamp != ?", [BEGINNING]
        )
        connection.commit()
        connection.execute("PRAGMA journal_mode = DELETE")
    assert stamps(trial, trial.template)[-1] > latest_plausible_stamp()


def stamps(trial: Trial, path: Path) -> list[str]:
    with closing(connect_to_read(path, trial.key)) as connection:
        rows = connection.execute("SELECT stamp FROM history ORDER BY stamp").fetchall()
    return [stamp for (stamp,) in rows]


def history(trial: Trial, path: Path) -> list[tuple[object, ...]]:
    """Return the changes in their order, without the moments."""
    with closing(connect_to_read(path, trial.key)) as connection:
        return connection.execute(
            "SELECT id, record, fields FROM history ORDER BY stamp, device, id"
        ).fetchall()


def check_healed(trial: Trial, said: list[list[str]]) -> None:
    before = history(trial, trial.template)
    for number in numbers(said, "copied"):
        path = trial.nth(number)
        with trial.open(path) as library:
            library.check()
            assert stamps(trial, path)[-1] <= latest_plausible_stamp()
            assert history(trial, path) == before


# Laying a log aside that is another file's


def prepare_stray(trial: Trial) -> None:
    """Put another library where one was killed, whose log stays."""
    killed = trial.folder / "drept" / NAME
    with trial.begin(killed) as library:
        library.add(example())
        for number in range(30):
            write_note(library, only(library), f"i loggen {number}")
        prepare_template(trial)
        shutil.copyfile(log_of(killed), log_of(trial.template))
    shutil.rmtree(killed.parent)


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def check_stray(trial: Trial, said: list[list[str]]) -> None:
    log = log_of(trial.template).read_bytes()
    for number in numbers(said, "copied"):
        path = trial.nth(number)
        with trial.open(path) as library:
            library.check()
            assert len(only(library).findings) > 10
            assert not only(library).notes
        (aside,) = path.parent.glob("*-wal-til-side-*")
        assert aside.read_bytes() == log


# Saving what can be read of a damaged library


def prepare_damaged(trial: Trial) -> None:
    prepare_template(trial)
    with trial.open(trial.template) as library:
        assessment = only(library)
        for number in range(60):
            write_note(library, assessment, f"Notat {number} " * 30)
    content = bytearray(trial.template.read_bytes())
    page = len(content) // 4096 - 12
    content[page * 4096 : (page + 2) * 4096] = random.Random(1).randbytes(2 * 4096)
    trial.template.write_bytes(content)
    shutil.copytree(trial.template.parent, trial.folder / "prøve")
    found, _ = salvage_closed(trial.folder / "prøve" / NAME, trial.key)
    shutil.rmtree(trial.folder / "prøve")
    (trial.folder / "notater").write_text(str(found.saved["notes"]))


def save(trial: Trial, say: Say) -> None:
    for number in count():
        path = trial.copied(number)
        say("copied", number)
        salvage_closed(path, trial.key)
        say("saved", number)


def check_saved(trial: Trial, said: list[list[str]]) -> None:
    damaged = trial.template.read_bytes()
    notes = int((trial.folder / "notater").read_text())
    for number in numbers(said, "copied"):
        path = trial.nth(number)
        if path.read_bytes() == damaged:
            assert number not in numbers(said, "saved")
            salvage_closed(path, trial.key)
        assert any(aside.path.read_bytes() == damaged for aside in libraries_set_aside(path))
        with trial.open(path) as library:
            library.check()
            assert len(only(library).notes) == notes > 40
