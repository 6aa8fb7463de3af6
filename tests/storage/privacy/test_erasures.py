"""Anonymising and deleting for good are resumed until they are done, and say what is left."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.storage.backup.backup import back_up, copy_to
from kompass_desktop.storage.backup.restoring import restore
from kompass_desktop.storage.encryption import key_derivation
from kompass_desktop.storage.errors import AssessmentGone, LibraryUnavailable
from kompass_desktop.storage.kept_copies import backup_folder, backups_in, second_folder
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.privacy import copies
from kompass_desktop.storage.privacy.copies import SecondPlace, erase_everywhere, finish_erasures
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from kompass_desktop.storage.protection import encrypt_library
from tests.storage.test_leftovers import killed_at

CANARY = b"Zyxela Oppdiktet"
Step = Callable[[Library], None]


@pytest.fixture
def named(library: Library, small_assessment: Assessment) -> Library:
    """An open plain library with a name, in a backup and in what was laid aside too."""
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
    library.add(small_assessment)
    put(library, small_assessment, Change(leader, replace(leader, name=CANARY.decode())))
    backup = back_up(library.path, None)
    assert backup is not None
    restore(library, backup.path, None)
    return library


def put(library: Library, assessment: Assessment, change: Change) -> None:
    library.write(assessment, [change])
    assessment.apply(change)


@pytest.fixture(params=["anonymised", "erased"])
def step(request: pytest.FixtureRequest, small_assessment: Assessment) -> Step:
    identity = small_assessment.id
    if request.param == "erased":
        return lambda library: LibraryPrivacy(library).erase([identity])
    return lambda library: LibraryPrivacy(library).anonymise(identity, NotesFate.KEPT)


def with_the_name(folder: Path) -> list[str]:
    return sorted(
        file.name
        for file in folder.rglob("*")
        if file.is_file() and CANARY.lower() in file.read_bytes().lower()
    )


@contextmanager
def no_room_to_write_anew(monkeypatch: pytest.MonkeyPatch, library: Library) -> Iterator[None]:
    """Let a full disk refuse whole new files and VACUUM, but not a change."""

    def full(*_: object) -> bool:
        raise LibraryUnavailable(library.path, "disken er full")

    with monkeypatch.context() as broken:
        broken.setattr(copies, "_rewrite", full)
        execute = library.file.db.execute
        broken.setattr(
            library.file.db,
            "execute",
            lambda sql, *values: full() if sql == "VACUUM" else execute(sql, *values),
        )
        yield


def test_with_little_room_the_library_is_done_and_the_rest_is_told_and_taken_up(
    named: Library, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = named.path.parent
    with no_room_to_write_anew(monkeypatch, named):
        done = erase_everywhere(named, step)
    assert "disken er full" in done.traces
    assert len(done.left) == 2
    named.close()
    with open_library(named.path) as opened:
        assert with_the_name(folder) == []
        assert LibraryPrivacy(opened).erasures() == []


def test_what_is_deleted_is_overwritten_also_where_the_file_is_not_written_anew(
    named: Library, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    with no_room_to_write_anew(monkeypatch, named):
        erase_everywhere(named, step)
    with named.file.suspend():
        content = named.path.read_bytes()
    assert CANARY not in content


def test_a_step_that_fails_leaves_all_as_it_was(
    named: Library, small_assessment: Assessment
) -> None:
    def fail(library: Library) -> None:
        raise LibraryUnavailable(library.path, "disken er full")

    before = with_the_name(named.path.parent)
    with pytest.raises(LibraryUnavailable):
        erase_everywhere(named, fail)
    assert with_the_name(named.path.parent) == before
    assert LibraryPrivacy(named).erasures() == []
    assert small_assessment.id in [each.particulars.id for each in named.listings()]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_a_kill_at_any_step_is_finished_by_the_next_opening(
    named: Library, step: Step, tmp_path: Path
) -> None:
    named.close()
    template = {
        file.relative_to(tmp_path): file.read_bytes()
        for file in tmp_path.rglob("*")
        if file.is_file()
    }

    def work(path: Path) -> None:
        with open_library(path) as library:
            erase_everywhere(library, step)

    steps = done = 0
    while True:
        folder = tmp_path / "forsøk" / str(steps)
        for name, content in template.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        path = folder / named.path.relative_to(tmp_path)
        came_so_far = killed_at(steps, lambda path=path: work(path))  # type: ignore[misc]
        with open_library(path) as library:
            library.check()
            is_begun = CANARY.decode() not in str(library.listings()) + _names(library)
            if is_begun:
                done += 1
                assert with_the_name(folder) == []
                finish_erasures(library, SecondPlace.NONE)
                assert LibraryPrivacy(library).erasures() == []
        if not came_so_far:
            break
        steps += 1
    assert done > 3


def _names(library: Library) -> str:
    return str(list(library.file.db.table("interviews").rows))


def test_a_second_place_that_was_away_is_done_when_it_is_back(
    named: Library, step: Step, tmp_path: Path
) -> None:
    place = tmp_path / "minnepinne"
    stick = second_folder(place, named.device)
    stick.mkdir(parents=True)
    copy_to(stick, named.path)
    place.rename(tmp_path / "borte")
    erase_everywhere(named, step, place=SecondPlace.AWAY)
    (tmp_path / "borte").rename(place)
    assert with_the_name(named.path.parent / "backups") == []
    assert with_the_name(stick) != []
    named.close()
    with open_library(named.path) as opened:
        finish_erasures(opened, place)
        assert with_the_name(stick) == []
        assert LibraryPrivacy(opened).erasures() == []


def test_backups_from_after_an_anonymising_keep_their_names(
    named: Library, small_assessment: Assessment
) -> None:
    identity = small_assessment.id
    step: Step = lambda library: LibraryPrivacy(library).anonymise(identity, NotesFate.DELETED)  # noqa: E731
    erase_everywhere(named, step, place=SecondPlace.AWAY)
    anonymous = named.load(identity)
    interview = next(iter(anonymous.interviews.values()))
    put(named, anonymous, Change(interview, replace(interview, name="Nyla Nyttnavn")))
    later = back_up(named.path, None)
    assert later is not None
    named.close()
    with open_library(named.path) as opened:
        assert LibraryPrivacy(opened).erasures() != []
        finish_erasures(opened, SecondPlace.NONE)
        assert LibraryPrivacy(opened).erasures() == []
    assert b"Nyla Nyttnavn" in later.path.read_bytes()


def test_a_backup_that_was_not_reached_brings_nothing_back(
    named: Library, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    with no_room_to_write_anew(monkeypatch, named):
        erase_everywhere(named, step)
    backup = backups_in(backup_folder(named.path), named.path)[0]
    assert CANARY in backup.path.read_bytes()
    restore(named, backup.path, None)
    assert CANARY.decode() not in _names(named)
    assert LibraryPrivacy(named).erasures() != []


def test_one_that_was_taken_out_of_the_list_is_anonymised_too(
    named: Library, small_assessment: Assessment
) -> None:
    named.delete(small_assessment.id)
    back_up(named.path, None)
    erase_everywhere(
        named,
        lambda library: LibraryPrivacy(library).anonymise(small_assessment.id, NotesFate.KEPT),
    )
    assert with_the_name(named.path.parent) == []


def test_a_change_of_what_was_deleted_for_good_is_refused_in_a_sentence(
    named: Library, small_assessment: Assessment
) -> None:
    LibraryPrivacy(named).erase([small_assessment.id])
    rating = next(iter(small_assessment.ratings.values()))
    with pytest.raises(AssessmentGone, match="slettet for godt"):
        named.write(small_assessment, [Change(rating, replace(rating, system=0))])
    assert list(named.file.db.table("ratings").rows) == []


def test_the_record_names_no_person(
    named: Library, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    with no_room_to_write_anew(monkeypatch, named):
        erase_everywhere(named, step)
    (value,) = named.file.db.execute("SELECT value FROM library WHERE key = 'erasures'").fetchone()
    assert CANARY.decode() not in value


def with_a_log_aside(library: Library) -> Path:
    """Have a log beside a library that was laid aside when it was opened, with the name."""
    log = library.path.with_name(f"{library.path.name}-wal-til-side-2026-03-12-095100")
    log.write_bytes(b"\x37\x7f\x06\x82" + CANARY * 1000)
    return log


def test_a_log_that_was_laid_aside_is_told_of_until_it_is_deleted(
    named: Library, step: Step
) -> None:
    log = with_a_log_aside(named)
    assert erase_everywhere(named, step).left == (log,)
    assert finish_erasures(named).left == (log,)
    log.unlink()
    assert finish_erasures(named, SecondPlace.NONE).left == ()
    assert LibraryPrivacy(named).erasures() == []


def test_a_log_that_was_laid_aside_is_told_of_as_plain(
    named: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_derivation, "USUAL_COST", key_derivation.Cost(8 * 1024, 1, 1))
    log = with_a_log_aside(named)
    assert encrypt_library(named, "tre gronne elger danser").left == (log,)
    assert with_the_name(named.path.parent) == [log.name]


def test_a_copy_that_was_cut_short_in_the_second_place_goes(
    named: Library, step: Step, tmp_path: Path
) -> None:
    stick = second_folder(tmp_path / "minnepinne", named.device)
    stick.mkdir(parents=True)
    backup = backups_in(backup_folder(named.path), named.path)[0].path
    (stick / f"{backup.name}.part").write_bytes(backup.read_bytes())
    erase_everywhere(named, step, place=tmp_path / "minnepinne")
    assert list(stick.iterdir()) == []


def test_encrypting_removes_a_copy_that_was_cut_short_in_the_second_place(
    named: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(key_derivation, "USUAL_COST", key_derivation.Cost(8 * 1024, 1, 1))
    stick = second_folder(tmp_path / "minnepinne", named.device)
    stick.mkdir(parents=True)
    (stick / f"{named.path.stem}-000001-20260312T095100Z.kompassdb.part").write_bytes(CANARY)
    encrypt_library(named, "tre gronne elger danser", tmp_path / "minnepinne")
    assert list(stick.iterdir()) == []
