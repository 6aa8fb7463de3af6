"""Exchanging with colleagues through a folder: what goes, what comes, what is in the way."""

from __future__ import annotations

import errno
import gzip
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Note, Particulars
from kompass_desktop.storage.database.exchange_settings import ExchangeSettings
from kompass_desktop.storage.encryption.sealing import seal
from kompass_desktop.storage.exchange.colleagues import KEPT, Exchanged, FolderGone, exchange
from kompass_desktop.storage.exchange.exchanged_text import exchanged_sentence
from kompass_desktop.storage.exchange.kompass_file import read_packet, write_packet
from kompass_desktop.storage.exchange.packet import VERSION, to_text
from kompass_desktop.storage.exchange.sent_name import parsed_name, sent_name
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted, decrypt_library

PASSPHRASE = "rein ski fjord øl tundra"
NOW = datetime(2026, 11, 27, 9, 31).astimezone()
Two = tuple[Library, Library]


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The memory stick's folder."""
    folder = tmp_path / "pinne"
    folder.mkdir()
    return folder


@pytest.fixture
def laptops(tmp_path: Path, small_assessment: Assessment) -> Iterator[Two]:
    """Two encrypted libraries with the same assessment."""
    opened = []
    for name in ("kb", "an"):
        path = tmp_path / name / "bibliotek.kompassdb"
        keys = create_encrypted(path, "hav berg lyng sau")
        opened.append(open_library(path, keys.key))
    opened[0].add(small_assessment)
    opened[1].merge(opened[0].packet(small_assessment.id))
    yield opened[0], opened[1]
    for library in opened:
        library.close()


Go = Callable[..., Exchanged]


@pytest.fixture
def go(stick: Path, small_assessment: Assessment) -> Go:
    """Exchange as the window does it, a minute later each time."""
    minutes = 0

    def exchanged(library: Library, who: str, **changed: object) -> Exchanged:
        nonlocal minutes
        earlier = changed.pop("earlier_id", None)
        kept = library.exchange_settings(small_assessment.id)
        settings = kept or ExchangeSettings(str(stick), who, PASSPHRASE)
        settings = replace(settings, **changed)  # type: ignore[arg-type]
        at = NOW + timedelta(minutes=minutes)
        minutes += 1
        return exchange(library, small_assessment.id, settings, earlier, at)  # type: ignore[arg-type]

    return exchanged


def write_note(library: Library, assessment: Assessment, text: str) -> Note:
    interview = next(iter(assessment.interviews))
    note = Note(new_id(), interview, text, "2026-03-12T10:00:00+01:00", position=50.0)
    library.write(library.load(assessment.id), [Change(None, note)])
    return note


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# Names


def test_the_name_says_which_assessment_who_and_when() -> None:
    name = sent_name("Karasjok 2026", "KB", NOW)
    assert name == "Karasjok 2026 – KB – 2026-11-27 0931.kompass"
    parsed = parsed_name(Path(name))
    assert parsed is not None
    assert (parsed.title, parsed.who, parsed.at) == ("Karasjok 2026", "KB", "2026-11-27 0931")
    assert parsed.is_of("Karasjok 2026")
    assert not parsed.is_of("Karasjok 2022")


@pytest.mark.parametrize(
    ("title", "who"),
    [
        ('A/B\\C:D*E?"F<G>|', "K:B"),
        ("Kárášjohka – Karasjok 2026", "en – to"),
        ("🦌" * 200, "å" * 200),
        ("  . ", "..."),
        ("\ud800halv", "\n\t"),
        ("slutter på. ", "punktum."),
    ],
)
def test_a_name_has_nothing_that_a_stick_refuses(title: str, who: str) -> None:
    name = sent_name(title, who, NOW)
    assert not set(name) & set('<>:"/\\|?*')
    assert all(ord(letter) >= 32 for letter in name)
    assert len(name.encode()) <= 255
    parsed = parsed_name(Path(name))
    assert parsed is not None
    assert parsed.is_of(title) or not title.strip(" .")


# To and fro


def test_what_both_have_written_is_with_both_after_each_has_exchanged_once_and_again(
    laptops: Two, go: Go, small_assessment: Assessment, stick: Path
) -> None:
    kb, an = laptops
    mine, theirs = (write_note(lap, small_assessment, "x") for lap in laptops)
    assert not go(kb, "KB").has_news
    second = go(an, "AN")
    assert [(r.who, dict(r.arrival.added)) for r in second.received] == [("KB", {"notes": 1})]
    third = go(kb, "KB")
    assert [(r.who, dict(r.arrival.added)) for r in third.received] == [("AN", {"notes": 1})]
    for library in laptops:
        assert {mine.id, theirs.id} <= library.load(small_assessment.id).notes.keys()
    assert all(name.endswith(".kompass") for name in names(stick))
    assert "KB – 2026-11-27 0931" in names(stick)[1]


def test_a_file_that_was_taken_in_is_not_read_again(laptops: Two, go: Go) -> None:
    kb, an = laptops
    go(kb, "KB")
    assert len(go(an, "AN").received) == 1
    assert go(an, "AN").received == ()


def test_only_the_newest_file_of_a_colleague_is_read(
    laptops: Two, go: Go, small_assessment: Assessment
) -> None:
    kb, an = laptops
    for text in ("en", "to", "tre"):
        write_note(kb, small_assessment, text)
        go(kb, "KB")
    done = go(an, "AN")
    assert [dict(r.arrival.added) for r in done.received] == [{"notes": 3}]
    assert go(an, "AN").received == ()


def test_a_file_never_takes_the_place_of_another(
    laptops: Two, stick: Path, small_assessment: Assessment
) -> None:
    settings = ExchangeSettings(str(stick), "KB", PASSPHRASE)
    first = exchange(laptops[0], small_assessment.id, settings, at=NOW)
    content = (stick / first.sent).read_bytes()
    second = exchange(laptops[1], small_assessment.id, settings, at=NOW)
    assert second.sent.endswith(" (2).kompass")
    assert parsed_name(Path(second.sent)) is not None
    assert (stick / first.sent).read_bytes() == content


def test_own_older_files_are_cleared_up_and_nobody_elses(laptops: Two, go: Go, stick: Path) -> None:
    kb, an = laptops
    theirs = go(an, "AN").sent
    (stick / "annet.txt").write_text("hei", "utf-8")
    sent = [go(kb, "KB").sent for _ in range(KEPT + 2)]
    assert names(stick) == sorted([theirs, "annet.txt", *sent[-KEPT:]])


def test_an_own_file_that_somebody_has_replaced_is_left(
    laptops: Two, go: Go, stick: Path, small_assessment: Assessment
) -> None:
    kb, an = laptops
    first = go(kb, "KB").sent
    write_packet(an.packet(small_assessment.id), stick / first, PASSPHRASE)
    for _ in range(KEPT + 1):
        go(kb, "KB")
    assert first in names(stick)


def test_conflicts_are_counted(laptops: Two, go: Go, small_assessment: Assessment) -> None:
    note = next(iter(small_assessment.notes.values()))
    for library, text in zip(laptops, ("slik", "ikke slik"), strict=True):
        library.write(small_assessment, [Change(note, replace(note, text=text))])
    go(laptops[0], "KB")
    done = go(laptops[1], "AN")
    assert done.conflicts == 1
    assert "1 konflikt venter på svar" in exchanged_sentence(done)


def test_the_sentence_says_what_went_and_what_came(
    laptops: Two, go: Go, small_assessment: Assessment
) -> None:
    kb, an = laptops
    write_note(kb, small_assessment, "hei")
    first = exchanged_sentence(go(kb, "KB"))
    assert first == (
        "Sendt som «Kárášjohka - Karasjok 2026 – KB – 2026-11-27 0931.kompass». "
        "Det er ikke kommet noe nytt fra kolleger."
    )
    assert "Fra KB: 1 nytt notat." in exchanged_sentence(go(an, "AN"))
    for _ in range(KEPT - 1):
        go(kb, "KB")
    assert "Den eldre filen din fra 2026-11-27 0931 er fjernet." in exchanged_sentence(go(kb, "KB"))


# The earlier measurement


def test_last_time_comes_along_when_that_is_chosen(
    laptops: Two, go: Go, small_assessment: Assessment
) -> None:
    kb, an = laptops
    last = Assessment(
        Particulars(new_id(), "Kárášjohka - Karasjok", "5610", 2022), small_assessment.instrument
    )
    kb.add(last)
    go(kb, "KB")
    assert not go(an, "AN").has_earlier
    go(kb, "KB", earlier=True, earlier_id=last.id)
    done = go(an, "AN")
    assert done.has_earlier
    assert an.load(last.id) == last
    assert "Kárášjohka - Karasjok 2022 fulgte med." in exchanged_sentence(done)
    go(kb, "KB", earlier=True, earlier_id=last.id)
    assert not go(an, "AN").has_earlier


def test_last_time_that_was_deleted_here_does_not_come_back_by_itself(
    laptops: Two, go: Go, small_assessment: Assessment
) -> None:
    kb, an = laptops
    last = Assessment(
        Particulars(new_id(), "Kárášjohka - Karasjok", "5610", 2022), small_assessment.instrument
    )
    for library in laptops:
        library.add(last)
    an.delete(last.id)
    write_note(kb, small_assessment, "hei")
    go(kb, "KB", earlier=True, earlier_id=last.id)
    done = go(an, "AN")
    assert (done.has_news, done.has_earlier) == (True, False)
    assert [row.particulars.id for row in an.listings()] == [small_assessment.id]


# What is in the way


def test_without_the_stick_nothing_is_done_and_that_is_said(laptops: Two, go: Go) -> None:
    with pytest.raises(FolderGone, match="sett inn minnepinnen"):
        go(laptops[0], "KB", folder="/media/borte")


def test_a_file_that_is_only_half_there_is_taken_in_when_it_is_whole(
    laptops: Two, go: Go, stick: Path, small_assessment: Assessment
) -> None:
    kb, an = laptops
    note = write_note(kb, small_assessment, "hei")
    path = stick / go(kb, "KB").sent
    whole = path.read_bytes()
    for length in (0, 30, 70, len(whole) - 1):
        path.write_bytes(whole[:length])
        done = go(an, "AN")
        assert (done.received, bool(done.sent)) == ((), True)
        (problem,) = done.problems
        assert path.name in problem
        assert "Kopieres den fortsatt" in problem
    assert note.id not in an.load(small_assessment.id).notes
    path.write_bytes(whole)
    assert go(an, "AN").has_news


def test_a_file_of_a_newer_program_asks_for_an_update(
    laptops: Two, go: Go, stick: Path, small_assessment: Assessment
) -> None:
    text = to_text(laptops[0].packet(small_assessment.id))
    newer = gzip.compress(text.replace(f'"version":{VERSION}', '"version":9999', 1).encode())
    (stick / "fra Kari.kompass").write_bytes(seal(newer, PASSPHRASE))
    (problem,) = go(laptops[1], "AN").problems
    assert "oppdater programmet" in problem
    assert "Kopieres" not in problem


def test_behind_a_broken_file_the_one_before_is_taken_in(
    laptops: Two, go: Go, stick: Path, small_assessment: Assessment
) -> None:
    kb, an = laptops
    write_note(kb, small_assessment, "hei")
    go(kb, "KB")
    newest = stick / go(kb, "KB").sent
    newest.write_bytes(newest.read_bytes()[:-1])
    done = go(an, "AN")
    assert len(done.problems) == 1
    assert done.has_news


def test_a_colleagues_other_passphrase_is_said_and_the_first_time_nothing_is_sent(
    laptops: Two, go: Go, stick: Path
) -> None:
    kb, an = laptops
    go(kb, "KB")
    done = go(an, "AN", passphrase="noe helt annet her")
    assert done.sent == ""
    assert len(names(stick)) == 1
    (problem,) = done.problems
    assert "en annen passfrase" in problem
    done = go(an, "AN", passphrase=PASSPHRASE)
    assert (len(done.received), done.problems) == (1, ())


def test_files_of_other_measurements_are_left_alone_and_not_spoken_of(
    laptops: Two, go: Go, stick: Path, empty_assessment: Assessment, tmp_path: Path
) -> None:
    other = Assessment(Particulars(new_id(), "Vardø", "5634", 2026), empty_assessment.instrument)
    with open_library(tmp_path / "tredje.kompassdb") as library:
        library.add(other)
        packet = library.packet(other.id)
    write_packet(packet, stick / sent_name("Vardø 2026", "KB", NOW), PASSPHRASE)
    write_packet(packet, stick / "Vardø.kompass", "en helt annen frase")
    done = go(laptops[0], "KB")
    assert (done.received, done.problems) == ((), ())
    assert len(laptops[0].listings()) == 1


def test_a_file_with_a_name_of_its_own_is_taken_in_too(
    laptops: Two, go: Go, stick: Path, small_assessment: Assessment
) -> None:
    kb, an = laptops
    write_note(kb, small_assessment, "hei")
    write_packet(kb.packet(small_assessment.id), stick / "fra Kari.kompass", PASSPHRASE)
    (stick / "._fra Kari.kompass").write_bytes(b"\0\5\x16\7")
    done = go(an, "AN")
    assert [received.who for received in done.received] == ["fra Kari.kompass"]
    assert done.problems == ()


def test_a_write_protected_stick_is_said_and_what_lies_there_comes_in(
    laptops: Two, go: Go, small_assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def protected(_: Path) -> NoReturn:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    kb, an = laptops
    write_note(kb, small_assessment, "hei")
    go(kb, "KB")
    monkeypatch.setattr("kompass_desktop.storage.files.unfinished_export", protected)
    done = go(an, "AN")
    assert (done.has_news, done.sent) == (True, "")
    assert "disken er skrivebeskyttet" in done.problems[0]


def test_a_full_stick_is_said_and_no_half_file_is_left(
    laptops: Two, go: Go, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    # The library itself has room: only the stick is full.
    done = go(laptops[0], "KB")
    assert done.sent == ""
    assert "disken er full" in done.problems[0]
    assert names(stick) == []


# What is kept


def test_folder_and_passphrase_are_kept_in_the_encrypted_library_only(
    laptops: Two, go: Go, small_assessment: Assessment, caplog: pytest.LogCaptureFixture
) -> None:
    kb = laptops[0]
    with caplog.at_level(logging.DEBUG):
        go(kb, "KB")
    kept = kb.exchange_settings(small_assessment.id)
    assert kept is not None
    assert kept.passphrase == PASSPHRASE
    assert PASSPHRASE not in caplog.text
    assert PASSPHRASE not in repr(kept)
    for file in kb.path.parent.rglob("*"):
        assert not file.is_file() or PASSPHRASE.encode() not in file.read_bytes()
    packet = kb.packet(small_assessment.id)
    assert PASSPHRASE not in repr(packet)


def test_a_plain_library_keeps_the_folder_and_no_passphrase(
    library: Library, go: Go, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    go(library, "KB")
    kept = library.exchange_settings(small_assessment.id)
    assert kept is not None
    assert (kept.who, kept.passphrase) == ("KB", "")
    for file in library.path.parent.rglob("*"):
        assert not file.is_file() or PASSPHRASE.encode() not in file.read_bytes()


def test_a_library_that_becomes_plain_forgets_the_passphrase(
    laptops: Two, go: Go, small_assessment: Assessment
) -> None:
    kb = laptops[0]
    go(kb, "KB")
    decrypt_library(kb)
    kept = kb.exchange_settings(small_assessment.id)
    assert kept is not None
    assert (kept.who, kept.passphrase) == ("KB", "")
    assert PASSPHRASE.encode() not in kb.path.read_bytes()


def test_settings_that_cannot_be_read_are_asked_for_again(
    library: Library, go: Go, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    go(library, "KB")
    for value in ("", "{}", '{"sent": 1}', "[]"):
        with library.file.writing() as db:
            db.execute("UPDATE library SET value = ? WHERE key LIKE 'exchange/%'", [value])
        assert library.exchange_settings(small_assessment.id) is None


def test_a_copied_file_of_ones_own_from_another_stick_is_not_a_colleagues(
    laptops: Two, go: Go, stick: Path, tmp_path: Path
) -> None:
    kb = laptops[0]
    sent = go(kb, "KB").sent
    shutil.copy(stick / sent, stick / "kopi.kompass")
    assert go(kb, "KB").received == ()


def test_two_files_hold_what_the_sender_had(
    laptops: Two, go: Go, stick: Path, small_assessment: Assessment
) -> None:
    sent = go(laptops[0], "KB").sent
    packet = read_packet(stick / sent, PASSPHRASE)
    assert packet == laptops[0].packet(small_assessment.id)
