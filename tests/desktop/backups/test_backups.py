"""Backups in the window: made in the background, told of, looked into, restored and checked."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.backups import schedule
from kompass_desktop.desktop.backups.backup_dialog import BackupDialog
from kompass_desktop.desktop.backups.second_place import (
    choose_place,
    chosen_place,
    connected_place,
    forget_place,
)
from kompass_desktop.desktop.backups.texts import held_text, salvage_text, time_text
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.window import damaged_library
from kompass_desktop.desktop.window.backups import Backups
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.backup.restoring import BackedUpAssessment
from kompass_desktop.storage.backup.salvage import Salvage
from kompass_desktop.storage.errors import LibraryDamaged
from kompass_desktop.storage.kept_copies import (
    Backup,
    backup_folder,
    backups_in,
    libraries_set_aside,
    second_folder,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted, encrypt_library


@pytest.fixture
def window(
    qtbot: QtBot, library: Library, small_assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    monkeypatch.setattr(schedule, "FIRST_MILLISECONDS", 0)
    library.add(small_assessment)
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def backups(window: MainWindow) -> Backups:
    return Backups(window)


@pytest.fixture
def begun(qtbot: QtBot, backups: Backups) -> Backups:
    """The backups of a window that has been open for a while."""
    backups.begin()
    qtbot.waitUntil(lambda: backups.scheduler.outcome.made is not None)
    return backups


@pytest.fixture
def dialog(qtbot: QtBot, begun: Backups) -> BackupDialog:
    dialog = begun.open_dialog()
    assert dialog is not None
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    return dialog


def write_note(library: Library, assessment: Assessment, text: str) -> None:
    note = next(iter(assessment.notes.values()))
    change = Change(note, replace(note, text=text))
    library.write(assessment, [change])
    assessment.apply(change)


def kept(library: Library) -> list[Backup]:
    return backups_in(backup_folder(library.path), library.path)


def answer(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    """Press the button with these words in the next message box."""

    def press(box: QMessageBox) -> int:
        (button,) = (b for b in box.buttons() if b.text() == words)
        button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)


# When they are made


def test_a_backup_is_made_on_opening_and_told_of_in_the_status_bar(
    qtbot: QtBot, window: MainWindow, backups: Backups
) -> None:
    assert not window.backup_button.isVisible()
    backups.begin()
    assert window.backup_button.text() == "Ingen sikkerhetskopi ennå"
    qtbot.waitUntil(lambda: "Siste" in window.backup_button.text())
    (backup,) = kept(window.library)
    assert window.backup_button.text() == f"Siste sikkerhetskopi {time_text(backup.made_at)}"
    assert str(backup.path.parent) in window.backup_button.toolTip()


def test_a_quarter_of_an_hour_of_work_is_backed_up(
    qtbot: QtBot, begun: Backups, window: MainWindow, small_assessment: Assessment
) -> None:
    timer = begun.scheduler._timer
    assert timer.isActive()
    assert timer.interval() == 15 * 60 * 1000
    with qtbot.waitSignal(begun.scheduler.changed):
        timer.timeout.emit()
    assert len(kept(window.library)) == 1
    write_note(window.library, small_assessment, "et kvarter senere")
    with qtbot.waitSignal(begun.scheduler.changed):
        timer.timeout.emit()
    assert len(kept(window.library)) == 2


def test_a_last_backup_is_made_when_the_program_ends(
    begun: Backups, window: MainWindow, small_assessment: Assessment
) -> None:
    write_note(window.library, small_assessment, "det siste")
    begun.finish()
    assert len(kept(window.library)) == 2
    begun.finish()
    assert begun.scheduler.library is None


def test_a_last_backup_is_made_when_the_window_locks(
    qtbot: QtBot, begun: Backups, window: MainWindow, small_assessment: Assessment
) -> None:
    write_note(window.library, small_assessment, "det siste")
    window.library_left.emit()
    qtbot.waitUntil(lambda: len(kept(window.library)) == 2)
    assert not window.backup_button.isVisible()
    assert begun.open_dialog() is None
    window.library_opened.emit()
    assert window.backup_button.isVisible()


def test_a_backup_that_fails_is_told_until_one_succeeds(
    qtbot: QtBot, begun: Backups, window: MainWindow, small_assessment: Assessment
) -> None:
    folder = backup_folder(window.library.path)
    shutil.rmtree(folder)
    folder.write_text("i veien")
    write_note(window.library, small_assessment, "noe nytt")
    with qtbot.waitSignal(begun.scheduler.changed):
        begun.scheduler.back_up()
    assert window.backup_button.text() == "Sikkerhetskopien mislyktes"
    assert str(folder) in window.backup_button.toolTip()
    folder.unlink()
    with qtbot.waitSignal(begun.scheduler.changed):
        begun.scheduler.back_up()
    assert "Siste" in window.backup_button.text()


def test_damage_that_is_found_on_opening_is_told_with_what_can_be_done(
    qtbot: QtBot, window: MainWindow, backups: Backups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find_damage(path: Path, _key: bytes | None) -> None:
        raise LibraryDamaged(path, "side 12")

    monkeypatch.setattr(schedule, "check_quickly", find_damage)
    with qtbot.waitSignal(backups.scheduler.damage_found):
        backups.begin()
    dialog = backups.open_dialog()
    assert dialog is not None
    assert "side 12" in dialog.notice_label.text()
    assert dialog.salvage_button.isVisible()


# The dialog


def test_the_dialog_shows_what_each_backup_holds(
    qtbot: QtBot, begun: Backups, window: MainWindow, small_assessment: Assessment
) -> None:
    before = datetime.now().astimezone()
    write_note(window.library, small_assessment, "noe nytt")
    after = datetime.now().astimezone()
    back_up(window.library.path, None)
    window.backup_button.click()
    dialog = begun.open_dialog()
    assert dialog is not None
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    assert dialog.list.topLevelItemCount() == 2
    (held,) = (dialog.contents.topLevelItem(n) for n in range(1))
    assert held is not None
    assert [held.text(n) for n in range(5)] == ["Kárášjohka - Karasjok 2026", "4", "2", "4", "1"]
    assert held.text(5) in {time_text(before), time_text(after)}
    dialog.close()
    assert begun.open_dialog() is not dialog


def test_restoring_goes_back_and_keeps_what_was(
    qtbot: QtBot,
    dialog: BackupDialog,
    window: MainWindow,
    small_assessment: Assessment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note = next(iter(small_assessment.notes.values()))
    write_note(window.library, small_assessment, "kom etterpå")
    window.open_assessment(small_assessment.id)
    answer(monkeypatch, "Avbryt")
    dialog.restore_button.click()
    assert window.session is not None
    answer(monkeypatch, "Gjenopprett")
    with qtbot.waitSignal(dialog.replaced):
        dialog.restore_button.click()
        assert not dialog.close_button.isEnabled()
        dialog.reject()
        assert dialog.isVisible()
    assert window.contents.currentWidget() is window.library_page
    assert window.library.load(small_assessment.id).notes[note.id].text == note.text
    (aside,) = window.library.path.parent.glob("*-erstattet-*.kompassdb")
    assert str(aside) in dialog.notice_label.text()
    assert len(window.library_page.table.assessments.rows) == 1
    window.open_assessment(small_assessment.id)
    assert window.session is not None
    assert window.session.assessment.notes[note.id].text == note.text


def test_what_was_laid_aside_is_listed_and_can_be_gone_back_to(
    qtbot: QtBot,
    dialog: BackupDialog,
    window: MainWindow,
    small_assessment: Assessment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    note = next(iter(small_assessment.notes.values()))
    write_note(window.library, small_assessment, "kom etterpå")
    answer(monkeypatch, "Gjenopprett")
    with qtbot.waitSignal(dialog.replaced):
        dialog.restore_button.click()
    items = [dialog.list.topLevelItem(n) for n in range(dialog.list.topLevelItemCount())]
    aside = next(item for item in items if item and item.text(2) == "lagt til side")
    dialog.list.setCurrentItem(aside)
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    assert dialog.contents.topLevelItemCount() == 1
    with qtbot.waitSignal(dialog.replaced):
        dialog.restore_button.click()
    assert window.library.load(small_assessment.id).notes[note.id].text == "kom etterpå"
    assert len(libraries_set_aside(window.library.path)) == 2


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("test-erstattet-2026-03-12-093000.kompassdb", True),
        ("test-erstattet-2026-03-12-093000-2.kompassdb", True),
        ("test-skadet-2026-03-12-093000.kompassdb", True),
        ("test-før-oppdatering-2026-03-12-093000.kompassdb", True),
        ("test-erstattet-2026-13-12-093000.kompassdb", False),
        ("test-annen.kompassdb", False),
        ("annen-erstattet-2026-03-12-093000.kompassdb", False),
        ("test-erstattet-2026-03-12-093000.kompassdb-wal", False),
    ],
)
def test_what_was_laid_aside_is_known_by_its_name(
    tmp_path: Path, name: str, *, is_one: bool
) -> None:
    (tmp_path / name).write_bytes(b"x")
    assert bool(libraries_set_aside(tmp_path / "test.kompassdb")) is is_one


def test_a_backup_with_a_passphrase_of_its_own_asks_for_it(
    qtbot: QtBot,
    begun: Backups,
    window: MainWindow,
    small_assessment: Assessment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = backup_folder(window.library.path)
    path = folder.parent / "annet" / "bibliotek.kompassdb"
    keys = create_encrypted(path, "den gamle passfrasen")
    with open_library(path, keys.key) as other:
        other.add(small_assessment)
        back_up(other.path, other.key)
    shutil.rmtree(folder)
    backup_folder(path).rename(folder)
    dialog = begun.open_dialog()
    assert dialog is not None
    qtbot.waitUntil(dialog.restore_button.isEnabled)
    shown = dialog.contents.topLevelItem(0)
    assert shown is not None
    assert shown.text(0) == "Har en egen passfrase"
    answer(monkeypatch, "Gjenopprett")
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("en helt annen frase", True))
    dialog.restore_button.click()
    assert dialog.notice_label.property("role") == "error"
    assert dialog.restore_button.isEnabled()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_args: ("den gamle passfrasen", True))
    with qtbot.waitSignal(dialog.replaced):
        dialog.restore_button.click()
    assert window.library.load(small_assessment.id) == small_assessment


def test_a_backup_is_made_when_asked_for(
    qtbot: QtBot, dialog: BackupDialog, window: MainWindow, small_assessment: Assessment
) -> None:
    dialog.back_up_button.click()
    qtbot.waitUntil(lambda: "Ingenting er endret" in dialog.notice_label.text())
    write_note(window.library, small_assessment, "noe nytt")
    dialog.back_up_button.click()
    qtbot.waitUntil(lambda: "tatt og kontrollert" in dialog.notice_label.text())
    assert dialog.list.topLevelItemCount() == 2


def test_each_assessment_is_listed_once_however_often_the_list_is_made(
    qtbot: QtBot, dialog: BackupDialog
) -> None:
    # The list is made anew while what the backup holds is still being read.
    for _ in range(3):
        dialog.leave_button.click()
    done: list[object] = []
    dialog.work("", list, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert dialog.contents.topLevelItemCount() == 1


def test_the_whole_library_is_checked_when_asked_for(
    qtbot: QtBot, dialog: BackupDialog, window: MainWindow
) -> None:
    dialog.check_button.click()
    qtbot.waitUntil(lambda: "ingen feil" in dialog.notice_label.text())
    window.library.file.db.conn.execute("PRAGMA foreign_keys = OFF")
    window.library.file.db.conn.execute("UPDATE notes SET assessment = 'borte'")
    dialog.check_button.click()
    qtbot.waitUntil(dialog.salvage_button.isVisible)
    with qtbot.waitSignal(dialog.replaced):
        dialog.salvage_button.click()
    assert "Den skadde filen ligger i" in dialog.notice_label.text()
    assert not dialog.salvage_button.isVisible()
    window.library.check()


# The second place


def test_a_second_place_gets_the_backups_and_is_left_again(
    qtbot: QtBot,
    dialog: BackupDialog,
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stick = tmp_path / "minnepinne"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    dialog.choose_button.click()
    assert chosen_place(window.library.device) is None
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    dialog.choose_button.click()
    folder = second_folder(stick, window.library.device)
    qtbot.waitUntil(lambda: len(backups_in(folder, window.library.path)) == 1)
    qtbot.waitUntil(dialog.leave_button.isEnabled)
    assert str(stick) in dialog.folder_label.text()
    shown = dialog.list.topLevelItem(0)
    assert shown is not None
    assert shown.text(2) == "begge steder"
    dialog.leave_button.click()
    assert chosen_place(window.library.device) is None
    assert len(backups_in(folder, window.library.path)) == 1


def test_a_stick_that_comes_back_gets_what_it_lacks(
    qtbot: QtBot, begun: Backups, window: MainWindow, tmp_path: Path, small_assessment: Assessment
) -> None:
    stick, away = tmp_path / "minnepinne", tmp_path / "i lommen"
    stick.mkdir()
    choose_place(stick, window.library.device)
    stick.rename(away)
    stick.mkdir()
    write_note(window.library, small_assessment, "uten minnepinne")
    with qtbot.waitSignal(begun.scheduler.changed):
        begun.scheduler.back_up()
    assert list(stick.iterdir()) == []
    assert begun.scheduler.outcome.failure == ""
    stick.rmdir()
    away.rename(stick)
    with qtbot.waitSignal(begun.scheduler.changed):
        begun.scheduler.back_up()
    assert begun.scheduler.outcome.made is None
    assert len(backups_in(second_folder(stick, window.library.device), window.library.path)) == 2


def test_a_stick_that_was_away_when_the_library_was_encrypted_is_encrypted_too(
    qtbot: QtBot, begun: Backups, window: MainWindow, tmp_path: Path
) -> None:
    stick, away = tmp_path / "minnepinne", tmp_path / "i lommen"
    stick.mkdir()
    choose_place(stick, window.library.device)
    with qtbot.waitSignal(begun.scheduler.changed):
        begun.scheduler.back_up()
    stick.rename(away)
    encrypt_library(window.library, "en lang ny passfrase")
    away.rename(stick)
    with qtbot.waitSignal(begun.scheduler.changed, timeout=20_000):
        begun.scheduler.back_up()
    assert begun.scheduler.outcome.failure == ""
    files = [file for file in stick.rglob("*") if file.is_file()]
    assert len([file for file in files if file.suffix == ".kompassdb"]) >= 1
    for file in files:
        assert b"butikken" not in file.read_bytes()


def test_a_stick_is_found_under_another_mount(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Volume:
        def __init__(self, path: str) -> None:
            self._root = next(root for root in roots if Path(path).is_relative_to(root))

        def rootPath(self) -> str:
            return str(self._root)

        @staticmethod
        def mountedVolumes() -> list[Volume]:
            return [Volume(str(root)) for root in roots if root.exists()]

    roots = [tmp_path / "E", tmp_path / "F"]
    (roots[0] / "Kompass").mkdir(parents=True)
    monkeypatch.setattr("kompass_desktop.desktop.backups.second_place.QStorageInfo", Volume)
    choose_place(roots[0] / "Kompass", "laptop")
    assert connected_place("laptop") == roots[0] / "Kompass"
    roots[0].rename(roots[1])
    assert connected_place("laptop") == roots[1] / "Kompass"
    assert connected_place("another laptop") is None
    shutil.rmtree(roots[1])
    assert connected_place("laptop") is None
    assert chosen_place("laptop") == roots[0] / "Kompass"
    forget_place("laptop")
    assert not [key for key in QSettings().allKeys() if "laptop" in key]


# A library that cannot be opened


@pytest.mark.parametrize("words", ["Åpne det som kan leses", "Bruk sikkerhetskopien", "Avslutt"])
def test_a_library_that_cannot_be_opened_is_saved_as_the_user_chooses(
    qapp: QApplication,
    library: Library,
    small_assessment: Assessment,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
) -> None:
    library.add(small_assessment)
    back_up(library.path, None)
    library.close()
    content = bytearray(library.path.read_bytes())
    # The pages before hold the schema.
    content[-3 * 4096 :] = b"\xff" * (3 * 4096)
    library.path.write_bytes(content)
    told: list[str] = []

    def press(box: QMessageBox) -> int:
        told.append(box.text() + box.informativeText())
        for button in box.buttons():
            if button.text() == words:
                button.click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    opened = damaged_library.offer_recovery(library.path, None, "Biblioteket er skadet.")
    assert "Kárášjohka - Karasjok 2026: 4 intervjuer" in told[0]
    if words == "Avslutt":
        assert opened is None
        assert library.path.read_bytes() == content
        return
    assert opened is not None
    with opened:
        opened.check()
        assert len(opened.listings()) == 1
    (aside,) = library.path.parent.glob("*-skadet-*.kompassdb")
    assert aside.read_bytes() == content
    assert str(aside) in told[1]


# Words


def test_times_are_said_with_the_day_only_where_it_is_another() -> None:
    now = datetime.now().astimezone()
    today = now.replace(hour=10, minute=30)
    assert time_text(today) == "10:30"
    earlier = today - timedelta(days=400)
    assert time_text(earlier) == f"{earlier.day}.{earlier.month}.{earlier.year} 10:30"


def test_what_was_saved_and_what_was_not_is_said() -> None:
    nothing_lost = Salvage()
    nothing_lost.saved.update(assessments=2, notes=8, library=1)
    assert salvage_text(nothing_lost) == (
        "2 målinger med 10 oppføringer er hentet ut. Ingenting er tapt."
    )
    lost = Salvage(unreadable=["history"])
    lost.saved.update(assessments=1, notes=8)
    lost.rebuilt.update(notes=3)
    lost.lost.update(notes=2, findings=0)
    assert salvage_text(lost) == (
        "1 måling med 9 oppføringer er hentet ut. 3 av dem er gjenskapt fra historikken. "
        "Inntil 2 notater kunne ikke leses. "
        "Av dette kunne ingenting leses: endringer i historikken."
    )


def test_what_a_backup_holds_is_one_line() -> None:
    held = BackedUpAssessment("Karasjok", 2026, 4, 2, 3, 1, None)
    line = "Karasjok 2026: 4 intervjuer, 2 notater, 3 vurderte målepunkter, 1 funn"
    assert held_text(held) == line
    now = datetime.now().astimezone()
    assert held_text(replace(held, changed_at=now)) == f"{line}, sist endret {time_text(now)}"
