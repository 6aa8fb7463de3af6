"""Choosing, typing, changing and forgetting the passphrase in the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.library.library_page import LibraryPage
from kompass_desktop.desktop.security.new_passphrase import NewPassphrase, estimate_sentence
from kompass_desktop.desktop.security.passphrase_dialog import (
    ChangePassphraseDialog,
    ForgottenPassphraseDialog,
)
from kompass_desktop.desktop.security.protection_dialog import EncryptDialog, FirstStartDialog
from kompass_desktop.desktop.security.recovery_code_dialog import RecoveryCodeDialog
from kompass_desktop.desktop.security.unlock_dialog import UnlockDialog
from kompass_desktop.desktop.security.unlock_panel import UnlockPanel
from kompass_desktop.desktop.window.startup import LibraryUnlocker
from kompass_desktop.storage.encryption.key_ring import NewKeys, needs_key, read_key_ring
from kompass_desktop.storage.encryption.key_store import remember, remembered_key
from kompass_desktop.storage.encryption.passphrase_strength import Strength, estimate
from kompass_desktop.storage.encryption.retry_delay import RetryDelay
from kompass_desktop.storage.encryption.unlocking import KEY_VARIABLE, unlock
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.protection import create_encrypted, encrypt_library
from tests.keyrings import MemoryKeyring

D = TypeVar("D", bound=QWidget)

PASSPHRASE = "tre grønne elger danser"
NEWER = "fem blå reinsdyr sover lenge"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kryptert.kompassdb"


@pytest.fixture
def keys(path: Path) -> NewKeys:
    """The keys of an encrypted library that lies at `path`."""
    return create_encrypted(path, PASSPHRASE)


@pytest.fixture(autouse=True)
def _no_dialog_stays(qapp: QApplication) -> Iterator[None]:
    yield
    for widget in qapp.topLevelWidgets():
        widget.hide()
        widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def choose(new: NewPassphrase, passphrase: str) -> None:
    QTest.keyClicks(new.field, passphrase)
    QTest.keyClicks(new.repeat_field, passphrase)


def keep_code(qtbot: QtBot) -> str:
    """Tick that the recovery code is kept, and return it."""
    dialog = shown(qtbot, RecoveryCodeDialog)
    code = dialog.code_label.text()
    dialog.reject()
    assert dialog.isVisible()
    assert not dialog.done_button.isEnabled()
    dialog.kept_check.click()
    dialog.done_button.click()
    return code


def shown(qtbot: QtBot, kind: type[D]) -> D:
    qtbot.waitUntil(lambda: find(kind) is not None)
    dialog = find(kind)
    assert dialog is not None
    return dialog


def find(kind: type[D]) -> D | None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, kind) and widget.isVisible():
            return widget
    return None


def answer(qtbot: QtBot, button: str) -> None:
    box = shown(qtbot, QMessageBox)
    next(each for each in box.buttons() if each.text() == button).click()


# Strength


@pytest.mark.parametrize(
    ("passphrase", "strength"),
    [
        ("", Strength.REFUSED),
        ("   ", Strength.REFUSED),
        ("passord123", Strength.REFUSED),
        ("Kompass2026!", Strength.REFUSED),
        ("sommer 2026", Strength.REFUSED),
        ("blå elg", Strength.REFUSED),
        (PASSPHRASE, Strength.STRONG),
        ("x7#Qp!v9", Strength.REFUSED),
        ("x7#Qp!v9Lm2$zW4%", Strength.STRONG),
        ("x7#Qp!v9L", Strength.WEAK),
        ("å" * 500, Strength.REFUSED),
    ],
)
def test_strength_is_told_honestly(passphrase: str, strength: Strength) -> None:
    judged = estimate(passphrase)
    assert judged.strength is strength
    assert estimate_sentence(judged).endswith(".")


def test_two_different_passphrases_are_none(qtbot: QtBot) -> None:
    new = NewPassphrase()
    qtbot.addWidget(new)
    QTest.keyClicks(new.field, PASSPHRASE)
    QTest.keyClicks(new.repeat_field, "tre grønne")
    assert "ikke like" in new.strength_label.text()
    QTest.keyClicks(new.repeat_field, " elger danser")
    assert new.passphrase == PASSPHRASE
    assert new.strength_label.text().startswith("Sterk: ")


def test_dots_are_shown_until_the_eye_is_opened(qtbot: QtBot) -> None:
    new = NewPassphrase()
    qtbot.addWidget(new)
    assert new.field.echoMode() == QLineEdit.EchoMode.Password
    (eye,) = new.field.actions()
    eye.trigger()
    assert new.field.echoMode() == QLineEdit.EchoMode.Normal
    new.field.hide_text()
    assert new.field.echoMode() == QLineEdit.EchoMode.Password


# The first start


def first_start(qtbot: QtBot, path: Path) -> FirstStartDialog:
    dialog = FirstStartDialog(path, partial(create_encrypted, path))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_passphrase_makes_an_encrypted_library(
    qtbot: QtBot, path: Path, key_store: MemoryKeyring
) -> None:
    dialog = first_start(qtbot, path)
    assert not dialog.protect_button.isEnabled()
    choose(dialog.new_passphrase, PASSPHRASE)
    with qtbot.waitSignal(dialog.protected) as protected:
        dialog.protect_button.click()
        code = keep_code(qtbot)
    assert needs_key(path)
    keys = protected.args[0]
    assert unlock(path, PASSPHRASE) == keys.key == read_key_ring(path).unlock_with_code(code)
    assert key_store.kept == {}


def test_the_machine_remembers_by_choice(
    qtbot: QtBot, path: Path, key_store: MemoryKeyring
) -> None:
    dialog = first_start(qtbot, path)
    choose(dialog.new_passphrase, PASSPHRASE)
    dialog.remember_check.click()
    with qtbot.waitSignal(dialog.protected) as protected:
        dialog.protect_button.click()
        keep_code(qtbot)
    keys = protected.args[0]
    assert remembered_key(keys.ring.library) == keys.key
    assert PASSPHRASE not in "".join(key_store.kept.values())


def test_a_machine_that_cannot_remember_says_so_and_goes_on(
    qtbot: QtBot, path: Path, key_store: MemoryKeyring
) -> None:
    key_store.is_out_of_order = True
    dialog = first_start(qtbot, path)
    choose(dialog.new_passphrase, PASSPHRASE)
    dialog.remember_check.click()
    with qtbot.waitSignal(dialog.protected):
        dialog.protect_button.click()
        assert "nøkkelring" in shown(qtbot, RecoveryCodeDialog).notice_label.text()
        keep_code(qtbot)
    assert needs_key(path)


def test_what_cannot_be_made_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "mappe").write_text("ikke en mappe")
    dialog = first_start(qtbot, tmp_path / "mappe" / "bibliotek.kompassdb")
    choose(dialog.new_passphrase, PASSPHRASE)
    dialog.protect_button.click()
    qtbot.waitUntil(lambda: "kan ikke brukes" in dialog.notice_label.text())
    assert dialog.protect_button.isEnabled()


def test_going_without_is_said_in_so_many_words(qtbot: QtBot, path: Path) -> None:
    dialog = first_start(qtbot, path)
    dialog.plain_button.click()
    answer(qtbot, "Tilbake")
    assert dialog.isVisible()
    dialog.plain_button.click()
    with qtbot.waitSignal(dialog.left_plain):
        answer(qtbot, "Ja, uten kryptering")


def test_the_code_is_saved_as_a_sheet_to_print(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    dialog = RecoveryCodeDialog(path, "7K3M-0000-1111-2222-3333-4444-5555")
    qtbot.addWidget(dialog)
    dialog.save_to(tmp_path / "kode.pdf")
    text = PdfReader(tmp_path / "kode.pdf").pages[0].extract_text()
    assert "7K3M-0000-1111-2222-3333-4444-5555" in text
    assert "Lagret i" in dialog.notice_label.text()
    dialog.save_to(tmp_path / "borte" / "kode.pdf")
    assert "Kan ikke skrive" in dialog.notice_label.text()


# The way in


def enter(path: Path) -> Library | None:
    return LibraryUnlocker(path).enter()


def test_a_plain_library_opens_at_once(library: Library) -> None:
    library.close()
    opened = enter(library.path)
    assert opened is not None
    with opened:
        assert opened.key is None


def test_a_remembered_key_opens_at_once(
    path: Path, keys: NewKeys, key_store: MemoryKeyring
) -> None:
    remember(keys.ring.library, keys.key)
    library = enter(path)
    assert library is not None
    with library:
        assert library.key == keys.key


def test_the_environments_passphrase_opens_at_once(
    path: Path, keys: NewKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, PASSPHRASE)
    library = enter(path)
    assert library is not None
    library.close()
    monkeypatch.setenv(KEY_VARIABLE, "feil")
    entrance = LibraryUnlocker(path)
    soon(entrance.give_up, UnlockDialog)
    assert entrance.enter() is None


def soon(then: Callable[[], object], kind: type) -> None:
    """Do something when a dialog of a kind is there."""

    def look() -> None:
        if find(kind) is None:
            QTimer.singleShot(5, look)
        else:
            then()

    QTimer.singleShot(0, look)


def test_the_passphrase_opens_it(path: Path, keys: NewKeys) -> None:
    def type_it() -> None:
        dialog = find(UnlockDialog)
        assert dialog is not None
        QTest.keyClicks(dialog.page.panel.field, PASSPHRASE)
        QTest.keyClick(dialog.page.panel.field, Qt.Key.Key_Return)

    soon(type_it, UnlockDialog)
    library = enter(path)
    assert library is not None
    with library:
        assert library.key == keys.key


def test_who_closes_the_question_opens_nothing(path: Path, keys: NewKeys) -> None:
    soon(lambda: find(UnlockDialog).reject(), UnlockDialog)  # type: ignore[union-attr]
    assert enter(path) is None


def test_the_first_start_leads_into_the_new_library(qtbot: QtBot, path: Path) -> None:
    def choose_it() -> None:
        dialog = find(FirstStartDialog)
        assert dialog is not None
        choose(dialog.new_passphrase, PASSPHRASE)
        soon(lambda: keep_code(qtbot), RecoveryCodeDialog)
        dialog.protect_button.click()

    soon(choose_it, FirstStartDialog)
    library = enter(path)
    assert library is not None
    with library:
        assert library.key == unlock(path, PASSPHRASE)


# The panel


@pytest.fixture
def panel(qtbot: QtBot, path: Path, keys: NewKeys) -> UnlockPanel:
    panel = UnlockPanel(path)
    qtbot.addWidget(panel)
    panel.show()
    return panel


def attempt(panel: UnlockPanel, passphrase: str) -> None:
    panel.field.setText(passphrase)
    QTest.keyClick(panel.field, Qt.Key.Key_Return)


def test_a_wrong_passphrase_is_one_clear_sentence(qtbot: QtBot, panel: UnlockPanel) -> None:
    attempt(panel, "tre grønne elger danset")
    qtbot.waitUntil(lambda: panel.notice_label.text() == "Passfrasen er feil.")
    assert panel.field.text() == ""
    assert panel.field.isEnabled()


def test_after_some_wrong_ones_there_is_a_wait_and_then_it_opens(
    qtbot: QtBot, panel: UnlockPanel, path: Path, keys: NewKeys, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr("kompass_desktop.storage.encryption.retry_delay.time.time", lambda: now)
    for _ in range(4):
        RetryDelay(path).failed()
    panel._show_wait()
    assert panel.notice_label.text() == "Passfrasen er feil. Prøv igjen om 4 s."
    assert not panel.field.isEnabled()
    assert not panel.unlock_button.isEnabled()
    now += 4
    qtbot.waitUntil(panel.field.isEnabled)
    with qtbot.waitSignal(panel.unlocked) as unlocked:
        attempt(panel, PASSPHRASE)
    assert unlocked.args == [keys.key]
    assert panel.field.text() == ""


# Changing it


def test_the_passphrase_is_changed(qtbot: QtBot, path: Path, keys: NewKeys) -> None:
    dialog = ChangePassphraseDialog(path)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.secret_field, "feil")
    choose(dialog.new_passphrase, NEWER)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.notice_label.text() == "Passfrasen er feil.")
    dialog.secret_field.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.done_with):
        dialog.save_button.click()
    assert unlock(path, NEWER) == keys.key


def test_the_code_opens_and_gives_a_new_passphrase(
    qtbot: QtBot, panel: UnlockPanel, path: Path, keys: NewKeys
) -> None:
    dialog = ForgottenPassphraseDialog(path)
    qtbot.addWidget(dialog)
    dialog.show()
    QTest.keyClicks(dialog.secret_field, keys.code.lower().replace("-", " ")[:-1])
    choose(dialog.new_passphrase, NEWER)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: "skrevet feil" in dialog.notice_label.text())
    dialog.secret_field.setText(keys.code)
    with qtbot.waitSignal(dialog.done_with) as done:
        dialog.save_button.click()
    assert done.args == [keys.key]
    assert unlock(path, NEWER) == keys.key


# The menu of the library page


@pytest.fixture
def page(qtbot: QtBot, catalogue: AssessmentCatalogue, small_assessment: Assessment) -> LibraryPage:
    catalogue.library.add(small_assessment)
    page = LibraryPage(catalogue)
    qtbot.addWidget(page)
    page.resize(1280, 720)
    page.show()
    return page


def menu_texts(page: LibraryPage) -> list[str]:
    menu = page.security_button.menu()
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if action.text()]


def test_a_plain_library_can_be_encrypted_from_the_menu(
    qtbot: QtBot, page: LibraryPage, library: Library, small_assessment: Assessment
) -> None:
    assert menu_texts(page) == ["Krypter biblioteket …"]
    page.security.encrypt()
    dialog = shown(qtbot, EncryptDialog)
    assert not dialog.plain_button.isVisible()
    choose(dialog.new_passphrase, PASSPHRASE)
    with qtbot.waitSignal(page.security.protection_changed):
        dialog.protect_button.click()
        keep_code(qtbot)
    assert library.key == unlock(library.path, PASSPHRASE)
    assert library.load(small_assessment.id) == small_assessment
    assert "Krypter biblioteket …" not in menu_texts(page)


def test_encryption_is_removed_only_when_asked_twice(
    qtbot: QtBot, page: LibraryPage, library: Library, key_store: MemoryKeyring
) -> None:
    keys = encrypt_library(library, PASSPHRASE)
    remember(keys.ring.library, keys.key)
    page.security.ask_to_decrypt()
    answer(qtbot, "Behold den")
    assert needs_key(library.path)
    page.security.ask_to_decrypt()
    with qtbot.waitSignal(page.security.protection_changed):
        answer(qtbot, "Ja, fjern krypteringen")
    assert library.key is None
    assert not needs_key(library.path)
    assert key_store.kept == {}


def test_the_machine_remembers_and_forgets_from_the_menu(
    qtbot: QtBot, page: LibraryPage, library: Library, key_store: MemoryKeyring
) -> None:
    keys = encrypt_library(library, PASSPHRASE)
    texts = menu_texts(page)
    actions = page.security_button.menu().actions()
    remember_action = next(a for a in actions if a.text() == "Husk passfrasen her")
    remember_action.trigger()
    assert remembered_key(keys.ring.library) == keys.key
    next(a for a in actions if a.text() == "Ikke husk lenger").trigger()
    assert key_store.kept == {}
    assert "Bytt passfrase …" in texts


def test_a_new_code_is_shown(qtbot: QtBot, page: LibraryPage, library: Library) -> None:
    keys = encrypt_library(library, PASSPHRASE)
    page.security.renew_code()
    code = keep_code(qtbot)
    assert code != keys.code
    assert read_key_ring(library.path).unlock_with_code(code) == keys.key
