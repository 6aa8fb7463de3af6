"""Kills the program at random moments, and sees that nothing acknowledged is lost.

    python tests/storage/faults.py --kills 1000

Every kind of work (writes, import, backup, restore, merge, encryption,
migration, salvage, report) runs in a
process of its own until it is killed; after each kill the library opens, passes the
integrity check and holds all that was acknowledged. `stop` halts the process within its
writes instead, looks at the library meanwhile, lets it go on, and kills it then. It prints
a line of counts for each kind. POSIX only: elsewhere there is no SIGKILL.
"""

from __future__ import annotations

import argparse
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sqlite_utils import Database

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Change, Interview, Note, new_id
from kompass_desktop.report.document import write_report
from kompass_desktop.storage.backup import back_up, backup_folder, backups_in, copy_to
from kompass_desktop.storage.connection import PLAIN_HEADER, connect, is_encrypted
from kompass_desktop.storage.errors import LibraryLocked
from kompass_desktop.storage.examples import load_example
from kompass_desktop.storage.exchange import export_json, written_whole
from kompass_desktop.storage.files import UNFINISHED
from kompass_desktop.storage.importing import import_file
from kompass_desktop.storage.instruments import KeptInstruments
from kompass_desktop.storage.key_file import key_file
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read
from kompass_desktop.storage.protection import convert
from kompass_desktop.storage.restoring import restore
from kompass_desktop.storage.salvage import salvage_closed
from kompass_desktop.storage.schema import APPLICATION_ID, migrations

Say = Callable[..., None]
KEYS = (None, bytes(range(32)))
OLD_NOTES = 300


@dataclass(frozen=True)
class Trial:
    """One process and its folder, with the key of the library in it."""

    folder: Path
    key: bytes | None

    @property
    def path(self) -> Path:
        return self.folder / "bibliotek.kompassdb"

    @property
    def place(self) -> Path:
        """A second place for backups."""
        return self.folder / "minnepinne"


@dataclass(frozen=True)
class Kind:
    """A kind of work: what it begins with, what it does for ever, and what must then hold.

    `seconds` is within what time after its first word it is killed; `share` how many of
    the kills it gets, in proportion.
    """

    prepare: Callable[[Trial], None]
    work: Callable[[Trial, Say], None]
    check: Callable[[Trial, list[list[str]]], None]
    seconds: float = 0.3
    share: int = 10


# What they work with


def example() -> Assessment:
    loaded = load_example("karasjok-2019")
    assert loaded is not None
    return loaded


def only(library: Library) -> Assessment:
    return library.load(library.listings()[0].particulars.id)


def prepare_library(trial: Trial) -> None:
    trial.place.mkdir()
    with open_library(trial.path, trial.key) as library:
        library.add(with_interview(example()))


def with_interview(assessment: Assessment) -> Assessment:
    assessment.apply(Change(None, Interview(new_id(), "mayor", "OF-01")))
    return assessment


def write_note(library: Library, assessment: Assessment, text: str) -> Note:
    interview = min(assessment.interviews)
    note = Note(new_id(), interview, text, "2026-03-12T09:51:00+01:00")
    library.write(assessment, [Change(None, note)])
    return note


# Writes


def write(trial: Trial, say: Say) -> None:
    with open_library(trial.path, trial.key) as library:
        assessment = only(library)
        points = [point.code for point in assessment.instrument.measure_points]
        for number in count():
            code = points[number % len(points)]
            before = assessment.rating(TEAM, code)
            after = replace(before, system=number % 5, extent=number // 5 % 5)
            known = before if before.id in assessment.ratings else None
            library.write(assessment, [Change(known, after)])
            assessment.apply(Change(known, after))
            say("rating", code, after.system, after.extent)
            note = write_note(library, assessment, f"{number} ")
            for word in ("Kárášjohka", "sier", "nei"):
                longer = replace(note, text=f"{note.text}{word} ")
                library.write(assessment, [Change(note, longer)], burst=note.id)
                note = longer
            say("note", note.id, note.text)


def check_writes(trial: Trial, said: list[list[str]]) -> None:
    with open_library(trial.path, trial.key) as library:
        library.check()
        kept = only(library)
        ratings = {words[1]: words[2:] for words in said if words[0] == "rating"}
        last = list(ratings)[-1:]
        codes = [point.code for point in kept.instrument.measure_points]
        # What was being written when the kill came may be there too, unacknowledged.
        begun = {codes[(codes.index(code) + 1) % len(codes)] for code in last}
        for code, levels in ratings.items():
            rating = kept.rating(TEAM, code)
            assert code in begun or [str(rating.system), str(rating.extent)] == levels
        for words in said:
            if words[0] == "note":
                assert kept.notes[words[1]].text.startswith(words[2])
        write_note(library, kept, "det går videre")


def check_while_stopped(trial: Trial) -> None:
    """Look at the library while the process that writes it stands still."""
    with open_to_read(trial.path, trial.key) as library:
        library.check()
    with suppress(LibraryLocked):
        open_library(trial.path, trial.key).close()
        raise AssertionError("another window could open it")


# Import


def prepare_import(trial: Trial) -> None:
    export_json(with_interview(example()), trial.folder / "vurdering.json")


def take_in(trial: Trial, say: Say) -> None:
    for number in count(1):
        with open_library(trial.folder / f"{number}.kompassdb", trial.key) as library:
            import_file(library, trial.folder / "vurdering.json")
            say(number)


def check_import(trial: Trial, said: list[list[str]]) -> None:
    for number in range(1, len(said) + 2):
        with open_library(trial.folder / f"{number}.kompassdb", trial.key) as library:
            library.check()
            assert len(library.listings()) == 1 or number > len(said)
            if not library.listings():
                import_file(library, trial.folder / "vurdering.json")


# Backup, to the folder beside the library and to a second place


def back_up_often(trial: Trial, say: Say) -> None:
    with open_library(trial.path, trial.key) as library:
        assessment = only(library)
        while True:
            note = write_note(library, assessment, "før kopien")
            say("note", note.id)
            backup = back_up(trial.path, trial.key)
            assert backup is not None
            say("backup", backup.path.name, note.id)
            copy_to(trial.place, trial.path)
            say("copy", backup.path.name, note.id)


def check_backups(trial: Trial, said: list[list[str]]) -> None:
    with open_library(trial.path, trial.key) as library:
        library.check()
        kept = only(library)
    for words in said:
        assert words[0] != "note" or words[1] in kept.notes
    for folder, word in ((backup_folder(trial.path), "backup"), (trial.place, "copy")):
        told = [words[1:] for words in said if words[0] == word]
        backups = backups_in(folder, trial.path)
        for backup in backups:
            with open_to_read(backup.path, trial.key) as copy:
                copy.check()
        for name, note in told[-1:]:
            assert name in [backup.path.name for backup in backups[:2]]
            with open_to_read(folder / name, trial.key) as copy:
                assert note in only(copy).notes
    with open_library(trial.path, trial.key) as library:
        write_note(library, kept, "det går videre")
        assert back_up(trial.path, trial.key) is not None
    copy_to(trial.place, trial.path)
    for folder in (backup_folder(trial.path), trial.place):
        left = [file.name for file in folder.iterdir() if file.suffix != ".kompassdb"]
        assert not [name for name in left if ".part" in name or ".new" in name], left


# Restoring


def restore_often(trial: Trial, say: Say) -> None:
    with open_library(trial.path, trial.key) as library:
        assessment = only(library)
        for number in count():
            say("note", write_note(library, assessment, f"{number}, i kopien").id)
            backup = back_up(trial.path, trial.key)
            assert backup is not None
            say("note", write_note(library, assessment, f"{number}, erstattet").id)
            restore(library, backup.path, trial.key)
            say("restored")


def check_restored(trial: Trial, said: list[list[str]]) -> None:
    with open_library(trial.path, trial.key) as library:
        library.check()
        found = set(only(library).notes)
    beside = trial.folder.glob("bibliotek-erstattet-*.kompassdb")
    backups = (backup.path for backup in backups_in(backup_folder(trial.path), trial.path))
    for copy in (*beside, *backups):
        with open_to_read(copy, trial.key) as opened:
            opened.check()
            found |= set(only(opened).notes)
    lost = {words[1] for words in said if words[0] == "note"} - found
    assert not lost, f"{len(lost)} notes are in no file"


# Merging with a colleague's copy


def prepare_two(trial: Trial) -> None:
    prepare_library(trial)
    with open_library(trial.path, trial.key) as ours:
        packet = ours.packet(only(ours).id)
    with open_library(trial.folder / "kollega.kompassdb", trial.key) as theirs:
        theirs.merge(packet)


def merge(trial: Trial, say: Say) -> None:
    with (
        open_library(trial.path, trial.key) as ours,
        open_library(trial.folder / "kollega.kompassdb", trial.key) as theirs,
    ):
        for number in count():
            mine = write_note(ours, only(ours), f"{number} hos oss")
            say("note", mine.id)
            other = write_note(theirs, only(theirs), f"{number} hos dem")
            ours.merge(theirs.packet(only(theirs).id))
            say("note", other.id)
            theirs.merge(ours.packet(only(ours).id))
            say("both", mine.id, other.id)


def check_merged(trial: Trial, said: list[list[str]]) -> None:
    with (
        open_library(trial.path, trial.key) as ours,
        open_library(trial.folder / "kollega.kompassdb", trial.key) as theirs,
    ):
        for library in (ours, theirs):
            library.check()
        for words in said:
            libraries = (ours, theirs) if words[0] == "both" else (ours,)
            for library in libraries:
                assert set(words[1:]) <= only(library).notes.keys()
        ours.merge(theirs.packet(only(theirs).id))
        theirs.merge(ours.packet(only(ours).id))
        assert only(ours).notes == only(theirs).notes


# Encrypting and decrypting


def convert_often(trial: Trial, say: Say) -> None:
    key, other = trial.key, KEYS[1] if trial.key is None else None
    while True:
        convert(trial.path, key, other)
        say("encrypted" if other else "decrypted")
        key, other = other, key


def check_converted(trial: Trial, said: list[list[str]]) -> None:
    key = KEYS[1] if is_encrypted(trial.path) else None
    with open_library(trial.path, key) as library:
        library.check()
        assert len(only(library).findings) > 10
        write_note(library, only(library), "det går videre")


# Migration of an older library


def prepare_older(trial: Trial) -> None:
    assessment = example()
    with closing(connect(trial.folder / "gammelt", trial.key)) as connection:
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
    if trial.key is not None:
        # It is copied, and not read.
        (trial.folder / "nøkler").write_text("{}")


def interview_row() -> dict[str, object]:
    return {
        "id": "i",
        "assessment": "a",
        "group": "mayor",
        "code": "OF-01",
        "name": "",
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
        "text": f"Notat {number} " * 10,
        "begun_at": "2019-03-12T09:51:00+01:00",
        "place": "",
        "mark": None,
        "position": float(number),
    }


def migrate(trial: Trial, say: Say) -> None:
    for number in count(1):
        path = trial.folder / f"{number}.kompassdb"
        if trial.key is not None:
            shutil.copyfile(trial.folder / "nøkler", key_file(path))
        shutil.copyfile(trial.folder / "gammelt", path.with_suffix(".kopi"))
        path.with_suffix(".kopi").replace(path)
        say("copied", number)
        open_library(path, trial.key).close()
        say("migrated", number)


def check_migrated(trial: Trial, said: list[list[str]]) -> None:
    for words in said:
        if words[0] == "copied":
            with open_library(trial.folder / f"{words[1]}.kompassdb", trial.key) as library:
                library.check()
                assert len(library.load("a").notes) == OLD_NOTES


# Saving what can be read of a damaged library


def prepare_damaged(trial: Trial) -> None:
    prepare_library(trial)
    with open_library(trial.path, trial.key) as library:
        assessment = only(library)
        for number in range(60):
            write_note(library, assessment, f"Notat {number} " * 30)
    content = bytearray(trial.path.read_bytes())
    page = len(content) // 4096 - 12
    content[page * 4096 : (page + 2) * 4096] = random.Random(1).randbytes(2 * 4096)
    (trial.folder / "skadet").write_bytes(content)
    shutil.copyfile(trial.folder / "skadet", trial.path)
    found, _ = salvage_closed(trial.path, trial.key)
    (trial.folder / "notater").write_text(str(found.saved["notes"]))


def save(trial: Trial, say: Say) -> None:
    for number in count(1):
        path = trial.folder / f"{number}.kompassdb"
        shutil.copyfile(trial.folder / "skadet", path.with_suffix(".kopi"))
        path.with_suffix(".kopi").replace(path)
        say("copied", number)
        salvage_closed(path, trial.key)
        say("saved", number)


def check_saved(trial: Trial, said: list[list[str]]) -> None:
    damaged = (trial.folder / "skadet").read_bytes()
    notes = int((trial.folder / "notater").read_text())
    saved = {words[1] for words in said if words[0] == "saved"}
    for words in said:
        if words[0] != "copied":
            continue
        path = trial.folder / f"{words[1]}.kompassdb"
        asides = list(trial.folder.glob(f"{words[1]}-skadet-*.kompassdb"))
        if path.read_bytes() == damaged:
            assert words[1] not in saved
            salvage_closed(path, trial.key)
        else:
            assert any(aside.read_bytes() == damaged for aside in asides)
        with open_library(path, trial.key) as library:
            library.check()
            assert len(only(library).notes) == notes > 40


# The report


def write_reports(trial: Trial, say: Say) -> None:
    with open_library(trial.path, trial.key) as library:
        assessment = only(library)
        for number in count():
            say("writing")
            with written_whole(trial.folder / "rapport.pdf") as file:
                write_report(assessment, file)
            say("written", number)


def check_report(trial: Trial, said: list[list[str]]) -> None:
    from pypdf import PdfReader

    with open_library(trial.path, trial.key) as library:
        library.check()
    path = trial.folder / "rapport.pdf"
    written = [words for words in said if words[0] == "written"]
    assert path.exists() or not written
    if path.exists():
        assert len(PdfReader(path).pages) > 5


KINDS = {
    "writes": Kind(prepare_library, write, check_writes, share=30),
    "stop": Kind(prepare_library, write, check_writes),
    "import": Kind(prepare_import, take_in, check_import),
    "backup": Kind(prepare_library, back_up_often, check_backups, share=15),
    "restore": Kind(prepare_library, restore_often, check_restored, seconds=0.6, share=15),
    "merge": Kind(prepare_two, merge, check_merged, share=15),
    "convert": Kind(prepare_library, convert_often, check_converted),
    "migration": Kind(prepare_older, migrate, check_migrated),
    "salvage": Kind(prepare_damaged, save, check_saved),
    "report": Kind(prepare_library, write_reports, check_report, seconds=2.0, share=3),
}


def check_nothing_left(trial: Trial) -> None:
    """See that no temporary file is left, and none with plain text of an encrypted library."""
    files = [file for file in trial.folder.rglob("*") if file.is_file()]
    left = [file.name for file in files if UNFINISHED in file.name]
    assert not left, left
    if trial.key is not None and trial.path.exists() and is_encrypted(trial.path):
        plain = [file.name for file in files if file.read_bytes().startswith(PLAIN_HEADER)]
        assert not plain, plain


# Killing


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--kills", type=int, default=1000, help="of all kinds together")
    parser.add_argument("--kind", choices=KINDS, action="append", help="only this kind")
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    kinds = options.kind or list(KINDS)
    shares = sum(KINDS[name].share for name in kinds)
    failed = 0
    for name in kinds:
        kills = max(1, round(options.kills * KINDS[name].share / shares))
        failed += run_kind(name, kills, random.Random(f"{options.seed} {name}"))
    return 1 if failed else 0


def run_kind(name: str, kills: int, chance: random.Random) -> int:
    kind, began = KINDS[name], time.monotonic()
    acknowledged = failed = 0
    with tempfile.TemporaryDirectory(prefix=f"kompass-{name}-") as folder:
        templates = [
            prepared(kind, Path(folder) / f"template-{n}", key) for n, key in enumerate(KEYS)
        ]
        for number in range(kills):
            template = templates[number % len(KEYS)]
            trial = Trial(Path(folder) / str(number), template.key)
            shutil.copytree(template.folder, trial.folder)
            try:
                said = killed(kind, trial, chance.uniform(0, kind.seconds), stops=name == "stop")
                acknowledged += len(said)
                kind.check(trial, said)
                check_nothing_left(trial)
            except Exception:  # noqa: BLE001 - whatever it is, the others go on
                failed += 1
                sys.stderr.write(f"{name}, kill {number}:\n")
                traceback.print_exc()
            shutil.rmtree(trial.folder)
    seconds = time.monotonic() - began
    told = f"{kills} kills, {acknowledged} acknowledged, {failed} failed, {seconds:.0f} s"
    sys.stdout.write(f"{name}: {told}\n")
    sys.stdout.flush()
    return failed


def prepared(kind: Kind, folder: Path, key: bytes | None) -> Trial:
    folder.mkdir()
    trial = Trial(folder, key)
    kind.prepare(trial)
    return trial


def killed(kind: Kind, trial: Trial, seconds: float, *, stops: bool) -> list[list[str]]:
    """Let a process work until it is killed; return the lines that it has acknowledged."""
    reader, writer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reader)
        work_for_ever(kind, trial, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        select.select([pipe], [], [], 60)
        time.sleep(seconds)
        if stops:
            os.kill(process, signal.SIGSTOP)
            os.waitpid(process, os.WUNTRACED)
            check_while_stopped(trial)
            os.kill(process, signal.SIGCONT)
            time.sleep(seconds)
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        lines = pipe.read().split(b"\n")[:-1]
    assert os.WIFSIGNALED(status), "it ended before it was killed"
    assert lines, "it did nothing within a minute"
    return [line.decode().split("\t") for line in lines]


def work_for_ever(kind: Kind, trial: Trial, writer: int) -> NoReturn:
    def say(*words: object) -> None:
        os.write(writer, ("\t".join(str(word) for word in words) + "\n").encode())

    try:
        kind.work(trial, say)
    except BaseException:  # noqa: BLE001 - nothing of the parent's must run here
        traceback.print_exc()
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
