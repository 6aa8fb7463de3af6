"""Exchange with colleagues by one key, from the library and within an assessment."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import TEAM, Change, Note, Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.colleague_dialog import ExchangeDialog
from kompass_desktop.desktop.exchange.conflicts_dialog import ConflictsDialog
from kompass_desktop.desktop.exchange.exchange_dialogs import ShareDialog
from kompass_desktop.desktop.security.lock_page import LockPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.desktop.window.pages import PAGES
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.database.exchange_settings import ExchangeSettings
from kompass_desktop.storage.exchange.colleagues import exchange
from kompass_desktop.storage.exchange.kompass_file import read_packets
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted

PASSPHRASE = "rein ski fjord øl tundra"

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "pinne"
    folder.mkdir()
    return folder


@pytest.fixture
def own(tmp_path: Path, small_assessment: Assessment) -> Iterator[Library]:
    """This laptop's library, which is encrypted."""
    path = tmp_path / "egen" / "bibliotek.kompassdb"
    keys = create_encrypted(path, "hav berg lyng sau")
    with open_library(path, keys.key) as library:
        library.add(small_assessment)
        yield library


@pytest.fixture
def colleague(tmp_path: Path, own: Library, small_assessment: Assessment) -> Iterator[Library]:
    """The colleague's library, with the same assessment."""
    with open_library(tmp_path / "annet.kompassdb") as library:
        library.merge(own.packet(small_assessment.id))
        yield library


@dataclass(frozen=True)
class Desk:
    """A window with one assessment, a memory stick, and the colleague's library."""

    qtbot: QtBot
    window: MainWindow
    library: Library
    stick: Path
    assessment: Assessment

    def know(self, stick: Path | None = None) -> None:
        """Have folder and passphrase chosen."""
        settings = ExchangeSettings(str(stick or self.stick), "KB", PASSPHRASE)
        self.library.keep_exchange_settings(self.assessment.id, settings)

    def open(self) -> Session:
        self.window.open_assessment(self.assessment.id)
        assert self.window.session is not None
        return self.window.session

    def press(self, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_F9, modifier)

    @property
    def dialog(self) -> ExchangeDialog:
        dialogs = self.window.findChildren(ExchangeDialog)
        return next(dialog for dialog in dialogs if dialog.isVisible())

    @property
    def said(self) -> str:
        label = self.window.findChild(QLabel, "message_label")
        assert isinstance(label, QLabel)
        return label.text()

    def wait_for_end(self) -> None:
        self.qtbot.waitUntil(lambda: "Sendt som" in self.said)


@pytest.fixture
def desk(qtbot: QtBot, own: Library, stick: Path, small_assessment: Assessment) -> Iterator[Desk]:
    window = MainWindow(AssessmentCatalogue(own))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield Desk(qtbot, window, own, stick, small_assessment)
    window.close()
    window.library_page.stop()


def send(colleague: Library, desk: Desk, *changes: Change) -> None:
    identity = desk.assessment.id
    colleague.write(colleague.load(identity), changes)
    exchange(colleague, identity, ExchangeSettings(str(desk.stick), "AN", PASSPHRASE))


def new_note(assessment: Assessment, text: str = "hei") -> Note:
    interview = next(i for i in assessment.interviews.values() if i.code == "OF-01")
    return Note(new_id(), interview.id, text, "2026-03-12T10:00:00+01:00", position=50.0)


# Asking once


def test_the_first_time_folder_name_and_passphrase_are_asked_and_then_one_key_does_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(desk.stick))
    desk.open()
    desk.press()
    dialog = desk.dialog
    assert not dialog.exchange_button.isEnabled()
    assert dialog.who_box.currentText() == platform.node()
    names = [dialog.who_box.itemText(i) for i in range(dialog.who_box.count())]
    assert names[0] == "Konsulent A"
    assert "som er kryptert" in dialog.kept_label.text()
    dialog.folder_button.click()
    dialog.who_box.setCurrentText("KB")
    QTest.keyClicks(dialog.secret_field, "kort")
    assert not dialog.exchange_button.isEnabled()
    dialog.secret_field.setText(PASSPHRASE)
    QTest.keyClick(dialog.secret_field, Qt.Key.Key_Return)
    desk.wait_for_end()
    (first,) = desk.stick.iterdir()
    assert " – KB – " in first.name
    desk.press()
    desk.qtbot.waitUntil(lambda: len(list(desk.stick.iterdir())) == 2)
    desk.wait_for_end()
    kept = desk.library.exchange_settings(desk.assessment.id)
    assert kept is not None
    assert kept.passphrase == PASSPHRASE
    settings = QSettings()
    assert not [k for k in settings.allKeys() if PASSPHRASE in str(settings.value(k))]
    assert not [k for k in settings.allKeys() if str(desk.stick) in str(settings.value(k))]


def test_a_plain_library_asks_for_the_passphrase_each_time_and_says_why(
    qtbot: QtBot, library: Library, stick: Path, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    desk = Desk(qtbot, window, library, stick, small_assessment)
    desk.know()
    desk.open()
    desk.press()
    dialog = desk.dialog
    assert dialog.folder_field.text() == str(stick)
    assert dialog.secret_field.text() == ""
    assert dialog.focusWidget() is dialog.secret_field
    assert "ikke kryptert" in dialog.kept_label.text()
    dialog.reject()
    window.close()
    window.library_page.stop()


def test_folder_and_passphrase_can_be_chosen_anew(desk: Desk) -> None:
    desk.know(desk.stick / "borte")
    desk.open()
    desk.press(Qt.KeyboardModifier.ShiftModifier)
    dialog = desk.dialog
    assert not dialog.is_at_work
    dialog.folder_field.setText(str(desk.stick))
    dialog.secret_field.setText("hav fjell lyng rype elv")
    dialog.exchange_button.click()
    desk.wait_for_end()
    kept = desk.library.exchange_settings(desk.assessment.id)
    assert kept is not None
    assert (kept.folder, kept.passphrase) == (str(desk.stick), "hav fjell lyng rype elv")


# What comes in


@pytest.mark.parametrize("key", PAGES)
def test_what_came_is_shown_on_the_page_one_is_at(desk: Desk, colleague: Library, key: str) -> None:
    desk.know()
    note = new_note(desk.assessment, "fra kollegaen")
    rating = desk.assessment.rating(TEAM, "1.1.2")
    send(
        colleague,
        desk,
        Change(None, note),
        Change(rating, replace(rating, system=4)),
    )
    desk.open()
    assert desk.window.view is not None
    desk.window.view.show_page(key)
    session = desk.window.session
    before = session.board.score("1.1.2") if session else None
    desk.press()
    desk.wait_for_end()
    assert "Fra AN: 1 nytt notat og 1 endret vurdering av målepunkt." in desk.said
    assert desk.window.session is session
    assert session is not None
    assert session.assessment == desk.library.load(desk.assessment.id)
    assert session.assessment.notes[note.id] == note
    assert session.board.score("1.1.2") != before
    assert desk.window.view.page is desk.window.view._made[key]
    (sent,) = (path for path in desk.stick.iterdir() if " – KB – " in path.name)
    packet, _ = read_packets(sent, PASSPHRASE)
    assert note.id in packet.loaded.notes


def test_what_is_typed_is_sent_and_what_one_did_can_still_be_undone(
    desk: Desk, colleague: Library
) -> None:
    desk.know()
    rating = desk.assessment.rating(TEAM, "1.1.2")
    send(colleague, desk, Change(rating, replace(rating, system=4)))
    desk.open()
    session = desk.window.session
    assert session is not None
    session.set_level(TEAM, "1.1.3", Aspect.SYSTEM, 3)
    session.set_level(TEAM, "1.1.2", Aspect.EXTENT, 1)
    desk.press()
    desk.wait_for_end()
    session.undo_stack.undo()
    assert session.assessment.rating(TEAM, "1.1.2").system == 4
    session.undo_stack.undo()
    assert session.assessment.rating(TEAM, "1.1.3").system is None
    assert session.assessment.rating(TEAM, "1.1.2").extent == 1


def test_a_conflict_is_shown_with_a_way_to_settle_it(desk: Desk, colleague: Library) -> None:
    desk.know()
    rating = desk.assessment.rating(TEAM, "1.1.2")
    desk.library.write(desk.assessment, [Change(rating, replace(rating, system=1))])
    send(colleague, desk, Change(rating, replace(rating, system=4)))
    desk.open()
    desk.press()
    dialog = desk.dialog
    desk.qtbot.waitUntil(lambda: not dialog.is_at_work)
    assert dialog.isVisible()
    assert "1 konflikt venter på svar" in dialog.notice_label.text()
    dialog.conflicts_button.click()
    conflicts = next(d for d in desk.window.findChildren(ConflictsDialog) if d.isVisible())
    assert len(conflicts.shown) == 1
    conflicts.reject()


def test_from_the_library_the_chosen_row_is_exchanged(desk: Desk, colleague: Library) -> None:
    desk.know()
    note = new_note(desk.assessment)
    send(colleague, desk, Change(None, note))
    desk.window.library_page.exchange_action.trigger()
    desk.wait_for_end()
    assert note.id in desk.library.load(desk.assessment.id).notes


# What is in the way


def test_a_missing_stick_is_said_and_it_can_be_tried_again(desk: Desk) -> None:
    desk.know()
    desk.stick.rename(desk.stick.with_name("dratt ut"))
    desk.open()
    desk.press()
    dialog = desk.dialog
    desk.qtbot.waitUntil(lambda: not dialog.is_at_work)
    assert "sett inn minnepinnen" in dialog.notice_label.text()
    assert dialog.settings_panel.isVisible()
    desk.stick.with_name("dratt ut").rename(desk.stick)
    QTest.keyClick(dialog.folder_field, Qt.Key.Key_Return)
    desk.wait_for_end()


def test_a_broken_file_is_said_and_the_rest_is_done(desk: Desk) -> None:
    desk.know()
    (desk.stick / "halv.kompass").write_bytes(b"KMPSEAL\n\1")
    desk.open()
    desk.press()
    dialog = desk.dialog
    desk.qtbot.waitUntil(lambda: not dialog.is_at_work)
    assert dialog.isVisible()
    assert "halv.kompass" in dialog.notice_label.text()
    assert "Sendt som" in dialog.notice_label.text()
    assert dialog.cancel_button.text() == "Lukk"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_the_dialog_stays_while_it_is_at_work(desk: Desk) -> None:
    desk.know()
    desk.open()
    desk.press()
    dialog = desk.dialog
    assert dialog.is_at_work
    dialog.reject()
    assert dialog.isVisible()
    desk.wait_for_end()


def test_what_comes_while_the_window_locks_is_seen_only_when_it_is_unlocked(
    desk: Desk, colleague: Library
) -> None:
    desk.know()
    note = new_note(desk.assessment, "fra kollegaen")
    send(colleague, desk, Change(None, note))
    desk.open()
    desk.press()
    dialog = desk.dialog
    assert dialog.is_at_work
    window = desk.window
    window.lock()
    page = window.contents.currentWidget()
    assert isinstance(page, LockPage)
    seen: list[object] = []
    window.contents.currentChanged.connect(
        lambda _: seen.append(type(window.contents.currentWidget()))
    )
    desk.qtbot.waitUntil(lambda: window.library.is_closed)
    assert AssessmentView not in seen
    assert window.contents.currentWidget() is page
    page.panel.field.setText("hav berg lyng sau")
    QTest.keyClick(page.panel.field, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: not window.is_locked)
    assert window.session is not None
    assert note.id in window.session.assessment.notes
    assert window.contents.currentWidget() is window.view
    desk.wait_for_end()
    window.close()
    window.library_page.stop()
    window.library.close()


# The earlier measurement, and sharing in a file


@pytest.fixture
def last(own: Library, small_assessment: Assessment) -> Assessment:
    head = Particulars(new_id(), "Kárášjohka - Karasjok", "5610", 2022)
    last = Assessment(head, small_assessment.instrument)
    own.add(last)
    return last


def test_last_time_goes_along_once_it_is_chosen(desk: Desk, last: Assessment) -> None:
    desk.know()
    desk.open()
    desk.press(Qt.KeyboardModifier.ShiftModifier)
    dialog = desk.dialog
    assert dialog.earlier_box.text() == "Ta med Kárášjohka - Karasjok 2022"
    assert not dialog.earlier_box.isChecked()
    dialog.earlier_box.click()
    dialog.exchange_button.click()
    desk.wait_for_end()
    (sent,) = desk.stick.iterdir()
    _, earlier = read_packets(sent, PASSPHRASE)
    assert earlier == desk.library.packet(last.id)
    kept = desk.library.exchange_settings(desk.assessment.id)
    assert kept is not None
    assert kept.earlier


def test_an_assessment_is_shared_from_within_with_last_time_if_wanted(
    desk: Desk, tmp_path: Path, last: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "ut"), ""))
    desk.open()
    desk.press(Qt.KeyboardModifier.ControlModifier)
    dialog = next(d for d in desk.window.findChildren(ShareDialog) if d.isVisible())
    dialog.earlier_box.click()
    for field in (dialog.new_passphrase.field, dialog.new_passphrase.repeat_field):
        field.setText(PASSPHRASE)
    dialog.save_button.click()
    desk.qtbot.waitUntil(lambda: "lagret kryptert" in desk.said)
    packet, earlier = read_packets(tmp_path / "ut.kompass", PASSPHRASE)
    assert packet.assessment == desk.assessment.id
    assert earlier is not None
    assert earlier.assessment == last.id
