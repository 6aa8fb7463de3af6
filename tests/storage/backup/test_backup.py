"""Backups hold what the library held, are thinned out, and come back without loss."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Change
from kompass_desktop.storage.backup.backup import (
    DAYS_KEPT,
    LAST_KEPT,
    BackupFailed,
    back_up,
    backups_to_keep,
    copy_to,
)
from kompass_desktop.storage.backup.restoring import (
    contents,
    key_of_backup,
    newest_sound,
    restore,
    restore_closed,
)
from kompass_desktop.storage.database.connection import Connection, connect
from kompass_desktop.storage.database.integrity import check_quickly, content_digest
from kompass_desktop.storage.errors import (
    LibraryDamaged,
    LibraryEncrypted,
    LibraryLocked,
    LibraryTooNew,
    LibraryUnavailable,
)
from kompass_desktop.storage.kept_copies import Backup, backup_folder, backups_in, second_folder
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read
from kompass_desktop.storage.protection import create_encrypted

KEY = bytes(range(32))
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


@pytest.fixture
def full_library(library: Library, small_assessment: Assessment) -> Library:
    library.add(small_assessment)
    return library


def write_note(library: Library, assessment: Assessment, text: str) -> None:
    note = next(iter(assessment.notes.values()))
    change = Change(note, replace(note, text=text))
    library.write(assessment, [change])
    assessment.apply(change)


def made(library: Library) -> Backup:
    backup = back_up(library.path, library.key)
    assert backup is not None
    return backup


def held_content(path: Path, key: bytes | None) -> bytes:
    with closing(connect(path, key)) as connection:
        return content_digest(connection)


# Making them


@pytest.mark.parametrize("key", [None, KEY])
def test_a_backup_holds_all_that_the_library_holds_under_the_same_key(
    tmp_path: Path, small_assessment: Assessment, key: bytes | None
) -> None:
    with open_library(tmp_path / "bibliotek.kompassdb", key) as library:
        library.add(small_assessment)
        backup = made(library)
        assert held_content(backup.path, key) == held_content(library.path, key)
    with open_to_read(backup.path, key) as copy:
        copy.check()
        assert copy.load(small_assessment.id) == small_assessment
        assert copy.find("butikken") == {small_assessment.id}
    assert (b"butikken" in backup.path.read_bytes()) is (key is None)


def test_a_backup_is_one_file_beside_the_library(full_library: Library) -> None:
    backup = made(full_library)
    assert backup.path.parent == full_library.path.parent / "backups"
    assert list(backup.path.parent.iterdir()) == [backup.path]
    assert abs(datetime.now(UTC) - backup.made_at) < timedelta(minutes=5)
    assert backup.size == backup.path.stat().st_size > 0


def test_the_key_file_goes_with_every_backup(full_library: Library, tmp_path: Path) -> None:
    wrapped = full_library.path.with_name(f"{full_library.path.name}.keys")
    wrapped.write_bytes(b"wrapped keys")
    place = tmp_path / "minnepinne"
    place.mkdir()
    backup = made(full_library)
    copy_to(place, full_library.path)
    for folder in (backup.path.parent, place):
        assert (folder / f"{backup.path.name}.keys").read_bytes() == b"wrapped keys"


def test_a_backup_is_made_only_when_something_has_changed(
    full_library: Library, small_assessment: Assessment
) -> None:
    first = made(full_library)
    assert back_up(full_library.path, None) is None
    write_note(full_library, small_assessment, "noe nytt")
    second = made(full_library)
    assert second.number == first.number + 1
    assert back_up(full_library.path, None) is None
    assert backups_in(second.path.parent, full_library.path) == [second, first]


def test_whatever_changes_counts_as_a_change(
    full_library: Library, small_assessment: Assessment
) -> None:
    rating = small_assessment.rating(TEAM, "1.1.2")
    steps: tuple[Callable[[], None], ...] = (
        lambda: full_library.write(small_assessment, [Change(rating, replace(rating, system=0))]),
        lambda: full_library.delete(small_assessment.id),
        lambda: full_library.restore(small_assessment.id),
    )
    made(full_library)
    for step in steps:
        step()
        made(full_library)
        assert back_up(full_library.path, None) is None


def test_a_backup_that_has_gone_bad_is_made_again(full_library: Library) -> None:
    first = made(full_library)
    content = bytearray(first.path.read_bytes())
    content[4096:8192] = os.urandom(4096)
    first.path.write_bytes(content)
    second = made(full_library)
    with open_to_read(second.path) as copy:
        copy.check()


def test_a_library_is_backed_up_while_it_is_written(
    full_library: Library, small_assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def content_and_a_write(connection: Connection) -> bytes:
        content = content_digest(connection)
        write_note(full_library, small_assessment, f"skrevet nå: {content.hex()}")
        return content

    before = held_content(full_library.path, None)
    monkeypatch.setattr("kompass_desktop.storage.backup.backup.content_digest", content_and_a_write)
    backup = made(full_library)
    assert held_content(backup.path, None) == before
    assert held_content(full_library.path, None) != before


def test_what_a_killed_backup_left_is_swept_away(full_library: Library) -> None:
    folder = backup_folder(full_library.path)
    folder.mkdir()
    for ending in (".part", ".part.new", ".part.new-wal", ".keys.new"):
        (folder / f"bibliotek-000001-20260312T090000Z.kompassdb{ending}").write_text("halv")
    (folder / "noe annet.new").write_text("en annens")
    backup = made(full_library)
    assert set(folder.iterdir()) == {backup.path, folder / "noe annet.new"}


def test_a_damaged_library_is_told_and_no_backup_is_lost(
    full_library: Library, small_assessment: Assessment
) -> None:
    backup = made(full_library)
    write_note(full_library, small_assessment, "noe nytt")
    full_library.close()
    content = bytearray(full_library.path.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    full_library.path.write_bytes(content)
    with pytest.raises(LibraryDamaged):
        back_up(full_library.path, None)
    with pytest.raises(LibraryDamaged):
        check_quickly(full_library.path, None)
    assert list(backup.path.parent.iterdir()) == [backup.path]


def test_a_sound_library_passes_the_quick_check(full_library: Library) -> None:
    check_quickly(full_library.path, None)


def test_a_backup_that_does_not_read_as_the_library_does_is_thrown_away(
    full_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([b"biblioteket", b"kopien"])
    monkeypatch.setattr(
        "kompass_desktop.storage.backup.backup.content_digest", lambda _connection: next(answers)
    )
    with pytest.raises(LibraryDamaged, match="ikke lik"):
        back_up(full_library.path, None)
    assert list(backup_folder(full_library.path).iterdir()) == []


def test_a_backup_that_finds_no_room_is_told_and_leaves_nothing(
    full_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect_to_a_full_disk(place: Path, key: bytes | None = None) -> Connection:
        connection = connect(place, key)
        connection.execute("PRAGMA max_page_count = 3")
        return connection

    monkeypatch.setattr(
        "kompass_desktop.storage.database.whole_database.connect", connect_to_a_full_disk
    )
    with pytest.raises(BackupFailed, match="full"):
        back_up(full_library.path, None)
    assert list(backup_folder(full_library.path).iterdir()) == []


BACKS_UP_UNTIL_FULL = """
import resource, signal, sys
from pathlib import Path
from kompass_desktop.storage.backup.backup import BackupFailed, back_up
from kompass_desktop.storage.opening import open_library

path = Path(sys.argv[1])
with open_library(path) as library:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, resource.RLIM_INFINITY))
    try:
        back_up(path, None)
    except BackupFailed as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    library.check()
    print(back_up(path, None).number)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
def test_a_backup_that_may_not_grow_is_told_and_made_when_it_may(
    full_library: Library,
) -> None:
    full_library.close()
    done = subprocess.run(
        [sys.executable, "-c", BACKS_UP_UNTIL_FULL, str(full_library.path)],
        capture_output=True,
        text=True,
        check=True,
    )
    told, number = done.stdout.splitlines()
    assert told.startswith("Sikkerhetskopien kunne ikke skrives i ")
    assert number == "1"
    (backup,) = backup_folder(full_library.path).iterdir()
    with open_to_read(backup) as copy:
        copy.check()


# Which are kept


def backups_at(*times: datetime) -> list[Backup]:
    return [Backup(Path(f"{n}"), n, moment) for n, moment in enumerate(times, start=1)]


def test_the_last_ten_are_kept_whatever_the_time() -> None:
    every_minute = backups_at(*(NOON + timedelta(minutes=n) for n in range(50)))
    assert backups_to_keep(every_minute) == every_minute[:-11:-1]


def test_the_newest_of_each_of_thirty_days_and_of_each_month_is_kept() -> None:
    twice_a_day = backups_at(*(NOON + timedelta(hours=12 * n) for n in range(2 * 400)))
    wanted = backups_to_keep(twice_a_day)
    days = {backup.made_at.astimezone().date() for backup in wanted}
    months = {(day.year, day.month) for day in days}
    last = max(backup.made_at for backup in twice_a_day).astimezone().date()
    assert {last - timedelta(days=n) for n in range(DAYS_KEPT)} <= days
    assert len(months) == 14
    assert len(wanted) <= LAST_KEPT + DAYS_KEPT + len(months)
    for backup in wanted[LAST_KEPT:]:
        day = backup.made_at.astimezone().date()
        same_day = [b for b in twice_a_day if b.made_at.astimezone().date() == day]
        assert backup == same_day[-1]


def test_a_clock_that_was_wrong_for_a_while_throws_nothing_away() -> None:
    usual = [NOON - timedelta(days=n) for n in range(27, 0, -1)]
    wrong = [NOON + timedelta(days=365 * 70), NOON - timedelta(days=365 * 40)]
    backups = backups_at(*usual, *wrong, NOON)
    assert set(backups_to_keep(backups)) == set(backups)
    assert backups_to_keep(backups)[0] == backups[-1]


def test_keeping_is_settled_at_once() -> None:
    backups = backups_at(*(NOON + timedelta(hours=5 * n) for n in range(300)))
    assert backups_to_keep(backups_to_keep(backups)) == backups_to_keep(backups)


def test_old_backups_go_when_a_new_one_comes(
    full_library: Library, small_assessment: Assessment
) -> None:
    for number in range(LAST_KEPT + 3):
        write_note(full_library, small_assessment, f"nummer {number}")
        made(full_library)
    backups = backups_in(backup_folder(full_library.path), full_library.path)
    assert [backup.number for backup in backups] == list(range(LAST_KEPT + 3, 3, -1))


def test_other_files_in_the_folder_are_no_backups(full_library: Library) -> None:
    backup = made(full_library)
    for name in (
        "bibliotek-000009-20269912T090000Z.kompassdb",
        "bibliotek-9-20260312T090000Z.kompassdb",
        "annet-000009-20260312T090000Z.kompassdb",
        "bibliotek-000009-20260312T090000Z.kompassdb.part",
    ):
        (backup.path.parent / name).write_text("")
    assert backups_in(backup.path.parent, full_library.path) == [backup]
    assert backups_in(backup.path.parent / "finnes ikke", full_library.path) == []


# A second place


def test_a_second_place_gets_what_it_lacks_and_is_thinned_out(
    full_library: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    place = second_folder(tmp_path / "minnepinne", full_library.device)
    made(full_library)
    with pytest.raises(BackupFailed):
        copy_to(place, full_library.path)
    place.mkdir(parents=True)
    assert copy_to(place, full_library.path) == 1
    assert copy_to(place, full_library.path) == 0
    for number in range(LAST_KEPT + 3):
        write_note(full_library, small_assessment, f"nummer {number}")
        made(full_library)
    assert copy_to(place, full_library.path) == LAST_KEPT
    ours = backups_in(backup_folder(full_library.path), full_library.path)
    there = backups_in(place, full_library.path)
    assert [b.path.name for b in there] == [b.path.name for b in ours]
    assert [b.path.read_bytes() for b in there] == [b.path.read_bytes() for b in ours]


def test_a_backup_that_is_written_anew_is_so_in_the_second_place_too(
    full_library: Library, tmp_path: Path
) -> None:
    place = tmp_path / "minnepinne"
    place.mkdir()
    backup = made(full_library)
    copy_to(place, full_library.path)
    with closing(connect(backup.path)) as connection:
        connection.execute("UPDATE notes SET text = ''")
        connection.execute("PRAGMA journal_mode = DELETE")
    later = datetime.now(UTC).timestamp() + 60
    os.utime(backup.path, (later, later))
    assert copy_to(place, full_library.path) == 1
    assert (place / backup.path.name).read_bytes() == backup.path.read_bytes()


def test_a_copy_that_does_not_read_as_it_was_written_is_thrown_away(
    full_library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(full_library)
    read = Path.read_bytes
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: read(path)[: -1 if path.suffix == ".part" else None]
    )
    place = tmp_path / "minnepinne"
    place.mkdir()
    with pytest.raises(BackupFailed, match="ikke lik"):
        copy_to(place, full_library.path)
    assert list(place.iterdir()) == []


# Restoring


def test_what_a_backup_holds_is_told(full_library: Library, small_assessment: Assessment) -> None:
    write_note(full_library, small_assessment, "det siste")
    (held,) = contents(made(full_library).path, None)
    assert (held.municipality, held.year) == ("Kárášjohka - Karasjok", 2026)
    assert (held.interviews, held.notes, held.ratings, held.findings) == (4, 2, 4, 1)
    assert held.changed_at is not None
    assert abs(datetime.now(UTC) - held.changed_at) < timedelta(minutes=5)


@pytest.mark.parametrize("key", [None, KEY])
def test_restoring_brings_back_what_was_and_keeps_what_is(
    tmp_path: Path, small_assessment: Assessment, key: bytes | None
) -> None:
    with open_library(tmp_path / "bibliotek.kompassdb", key) as library:
        library.add(small_assessment)
        backup = made(library)
        write_note(library, small_assessment, "kom etterpå")
        replaced = held_content(library.path, key)
        aside = restore(library, backup.path, library.key)
        note = next(iter(small_assessment.notes.values()))
        assert library.load(small_assessment.id).notes[note.id].text != "kom etterpå"
        assert held_content(aside, key) == replaced
        with pytest.raises(LibraryLocked):
            open_library(library.path, key)
        write_note(library, small_assessment, "og det går videre")
        library.check()
        aside_again = restore(library, aside, library.key)
        assert aside_again != aside
        assert library.load(small_assessment.id).notes[note.id].text == "kom etterpå"
    assert not list(tmp_path.glob("*.ready*"))


def test_an_unsound_backup_is_refused_and_nothing_is_touched(full_library: Library) -> None:
    backup = made(full_library)
    content = bytearray(backup.path.read_bytes())
    content[8192:16384] = os.urandom(8192)
    backup.path.write_bytes(content)
    before = {file.name for file in full_library.path.parent.iterdir()}
    with pytest.raises(LibraryDamaged):
        restore(full_library, backup.path, full_library.key)
    assert {file.name for file in full_library.path.parent.iterdir()} == before
    full_library.check()


def test_a_backup_of_a_newer_program_is_refused(full_library: Library) -> None:
    backup = made(full_library)
    with closing(connect(backup.path)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('kompass', 'm099_from_the_future', '2031-01-01')"
        )
    with pytest.raises(LibraryTooNew):
        restore(full_library, backup.path, full_library.key)
    full_library.check()


def test_nothing_is_replaced_while_another_program_reads_the_library(
    full_library: Library, small_assessment: Assessment
) -> None:
    backup = made(full_library)
    with closing(connect(full_library.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM notes").fetchall()
        write_note(full_library, small_assessment, "kom etterpå")
        with pytest.raises(LibraryUnavailable, match="annet program"):
            restore(full_library, backup.path, full_library.key)
    assert full_library.load(small_assessment.id) == small_assessment


def test_a_library_that_cannot_be_opened_is_restored_from_its_backup(
    full_library: Library, small_assessment: Assessment
) -> None:
    backup = made(full_library)
    full_library.close()
    full_library.path.write_bytes(b"Kjaere dagbok" * 1000)
    aside = restore_closed(full_library.path, None, backup.path)
    assert aside.read_bytes().startswith(b"Kjaere dagbok")
    with open_library(full_library.path) as library:
        assert library.load(small_assessment.id) == small_assessment


def test_a_plain_backup_comes_back_encrypted_where_the_library_is_so_now(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    with open_library(tmp_path / "bibliotek.kompassdb") as plain:
        plain.add(small_assessment)
        backup = made(plain)
    with open_library(tmp_path / "kryptert.kompassdb", KEY) as library:
        assert key_of_backup(backup.path, KEY) is None
        restore(library, backup.path, None)
        assert library.load(small_assessment.id) == small_assessment
    assert b"butikken" not in (tmp_path / "kryptert.kompassdb").read_bytes()
    assert not list(tmp_path.glob("*.ready*"))


def test_a_backup_that_has_a_passphrase_of_its_own_is_told(
    tmp_path: Path, small_assessment: Assessment, full_library: Library
) -> None:
    path = tmp_path / "annet" / "bibliotek.kompassdb"
    keys = create_encrypted(path, "en gammel passfrase")
    with open_library(path, keys.key) as library:
        library.add(small_assessment)
        backup = made(library)
    assert key_of_backup(backup.path, keys.key) == keys.key
    for other in (None, KEY):
        with pytest.raises(LibraryEncrypted):
            key_of_backup(backup.path, other)
    full_library.delete(small_assessment.id)
    restore(full_library, backup.path, keys.key)
    assert full_library.load(small_assessment.id) == small_assessment
    assert full_library.key is None


def test_the_newest_backup_that_is_whole_is_found(
    full_library: Library, small_assessment: Assessment
) -> None:
    whole = made(full_library)
    write_note(full_library, small_assessment, "noe nytt")
    bad = made(full_library)
    bad.path.write_bytes(bad.path.read_bytes()[:-8192])
    backups = backups_in(backup_folder(full_library.path), full_library.path)
    found = newest_sound(backups, None)
    assert found is not None
    assert (found[0], len(found[1])) == (whole, 1)
    assert newest_sound([bad], None) is None


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write everywhere"
)
def test_a_backup_on_a_stick_that_may_not_be_written_is_restored(
    full_library: Library, tmp_path: Path
) -> None:
    place = tmp_path / "minnepinne"
    place.mkdir()
    made(full_library)
    copy_to(place, full_library.path)
    (backup,) = backups_in(place, full_library.path)
    backup.path.chmod(0o400)
    place.chmod(0o500)
    try:
        assert len(contents(backup.path, None)) == 1
        restore(full_library, backup.path, full_library.key)
    finally:
        place.chmod(0o700)


# What is no library


def emptied(library: Path, _key: bytes | None) -> None:
    library.write_bytes(b"")


def made_a_bare_database(library: Path, key: bytes | None) -> None:
    library.unlink()
    with closing(connect(library, key)) as connection:
        connection.execute("CREATE TABLE annet (id)")


def made_anothers(library: Path, key: bytes | None) -> None:
    with closing(connect(library, key)) as connection:
        connection.execute("PRAGMA application_id = 1")


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
@pytest.mark.parametrize("harm", [emptied, made_a_bare_database, made_anothers])
def test_what_is_no_library_is_not_backed_up(
    tmp_path: Path,
    small_assessment: Assessment,
    harm: Callable[[Path, bytes | None], None],
    key: bytes | None,
) -> None:
    path = tmp_path / "bibliotek.kompassdb"
    with open_library(path, key) as library:
        library.add(small_assessment)
    if key is not None:
        path.with_name(f"{path.name}.keys").write_text("{}")
    good = back_up(path, key)
    harm(path, key)
    with pytest.raises(LibraryDamaged):
        back_up(path, key)
    assert backups_in(backup_folder(path), path) == [good]


def test_an_empty_library_is_no_news_where_a_backup_has_assessments(
    full_library: Library,
) -> None:
    good = made(full_library)
    with full_library.file.suspend():
        full_library.path.unlink()
        open_new = open_library(full_library.path.with_name("ny.kompassdb"))
        open_new.close()
        open_new.path.replace(full_library.path)
    assert back_up(full_library.path, None) is None
    assert backups_in(backup_folder(full_library.path), full_library.path) == [good]


def hollow_backups(library: Library, number: int) -> None:
    """Add what earlier programs made of a library that had been emptied."""
    folder = backup_folder(library.path)
    for count in range(number):
        path = folder / f"bibliotek-{900 + count:06d}-20260312T1200{count:02d}Z.kompassdb"
        with closing(connect(path)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("CREATE TABLE annet (id)")
            connection.execute("DROP TABLE annet")


def test_backups_of_nothing_make_no_good_one_go_and_are_not_offered(
    full_library: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    good = made(full_library)
    hollow_backups(full_library, 3 * LAST_KEPT)
    backups = backups_in(backup_folder(full_library.path), full_library.path)
    found = newest_sound(backups, None)
    assert found is not None
    assert found[0] == good
    write_note(full_library, small_assessment, "etterpå")
    after = made(full_library)
    (tmp_path / "minnepinne").mkdir()
    copy_to(tmp_path / "minnepinne", full_library.path)
    assert good.path.exists()
    there = backups_in(tmp_path / "minnepinne", full_library.path)
    assert [backup.path.name for backup in there] == [after.path.name, good.path.name]


def test_a_backup_of_another_kind_of_database_is_told(full_library: Library) -> None:
    good = made(full_library)
    hollow_backups(full_library, 1)
    hollow = backups_in(backup_folder(full_library.path), full_library.path)[0]
    assert hollow != good
    with pytest.raises(LibraryDamaged):
        contents(hollow.path, None)
