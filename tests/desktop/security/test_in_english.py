"""Backups, security and exchange in English show no word of their bokmål."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QTreeWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.backups.backup_dialog import BackupDialog
from kompass_desktop.desktop.backups.schedule import BackupScheduler
from kompass_desktop.desktop.backups.texts import held_text, salvage_text
from kompass_desktop.desktop.exchange.conflict_text import field_text, value_text
from kompass_desktop.desktop.exchange.exchange_dialogs import ReceiveDialog, ShareDialog
from kompass_desktop.desktop.runtime.qt_translations import QtTranslations
from kompass_desktop.desktop.security.new_passphrase import estimate_sentence
from kompass_desktop.desktop.security.passphrase_dialog import (
    ChangePassphraseDialog,
    ForgottenPassphraseDialog,
)
from kompass_desktop.desktop.security.protection_dialog import EncryptDialog, FirstStartDialog
from kompass_desktop.desktop.security.recovery_code_dialog import RecoveryCodeDialog
from kompass_desktop.desktop.security.security_menu import LibrarySecurity
from kompass_desktop.desktop.security.unlock_dialog import UnlockDialog
from kompass_desktop.i18n import Language, choose_language
from kompass_desktop.storage.backup.restoring import BackedUpAssessment
from kompass_desktop.storage.backup.salvage import Salvage
from kompass_desktop.storage.encryption.key_ring import NewKeys
from kompass_desktop.storage.encryption.passphrase_strength import Estimate
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.protection import create_encrypted, encrypt_library

PASSPHRASE = "tre grønne elger danser"
SHARED = {"kompass", "karasjok", "pdf", "ssd", "ctrl", "for", "type"}
"""Words that are the same in both languages."""


@pytest.fixture(autouse=True)
def _languages(qapp: QApplication) -> Iterator[None]:
    translator = QtTranslations()
    qapp.installTranslator(translator)
    yield
    choose_language(Language.BOKMAL)
    qapp.removeTranslator(translator)


def words_of(texts: Iterator[str] | list[str]) -> set[str]:
    found = re.findall(r"[^\W\d_]{2,}", " ".join(texts).replace("&", "").lower())
    return set(found) - SHARED


def texts_of(widget: QWidget) -> Iterator[str]:
    yield widget.windowTitle()
    for part in widget.findChildren(QWidget):
        if isinstance(part, QLabel | QAbstractButton):
            yield part.text()
        if isinstance(part, QTreeWidget):
            yield from (part.headerItem().text(i) for i in range(part.columnCount()))
        yield part.toolTip()
        yield part.accessibleName()


def protect(_passphrase: str) -> NewKeys:
    raise AssertionError


DIALOGS: tuple[Callable[[Path], QWidget], ...] = (
    ChangePassphraseDialog,
    ForgottenPassphraseDialog,
    lambda path: FirstStartDialog(path, protect),
    lambda path: EncryptDialog(path, protect),
    lambda path: RecoveryCodeDialog(path, "1234"),
    UnlockDialog,
    lambda _path: ShareDialog("Karasjok", lambda *_: None),
    lambda _path: ReceiveDialog("Karasjok", protect),  # type: ignore[arg-type]
)


@pytest.mark.parametrize("make", DIALOGS)
def test_a_dialog_has_none(qtbot: QtBot, tmp_path: Path, make: Callable[[Path], QWidget]) -> None:
    path = tmp_path / "x.kompassdb"
    create_encrypted(path, PASSPHRASE)
    texts = {}
    for language in (Language.BOKMAL, Language.ENGLISH):
        choose_language(language)
        dialog = make(path)
        qtbot.addWidget(dialog)
        texts[language] = words_of(texts_of(dialog)) - words_of([str(path)])
    assert texts[Language.BOKMAL]
    assert texts[Language.BOKMAL] & texts[Language.ENGLISH] == set()


def test_the_backups_have_none(qtbot: QtBot, library: Library) -> None:
    texts = {}
    for language in (Language.BOKMAL, Language.ENGLISH):
        choose_language(language)
        page = QWidget()
        qtbot.addWidget(page)
        dialog = BackupDialog(library, BackupScheduler(page), lambda: True, page)
        dialog.show_damage("")
        texts[language] = words_of(texts_of(dialog)) - words_of([str(library.path)])
    assert texts[Language.BOKMAL] & texts[Language.ENGLISH] == set()


@pytest.mark.parametrize("is_encrypted", [False, True])
def test_the_menu_has_none(qtbot: QtBot, library: Library, *, is_encrypted: bool) -> None:
    if is_encrypted:
        encrypt_library(library, PASSPHRASE)
    texts = {}
    for language in (Language.BOKMAL, Language.ENGLISH):
        choose_language(language)
        page = QWidget()
        qtbot.addWidget(page)
        button = QPushButton(page)
        LibrarySecurity(library, button, page)
        actions = [action.text() for action in button.menu().actions()]
        texts[language] = words_of(actions)
    assert texts[Language.BOKMAL] & texts[Language.ENGLISH] == set()


def sentences(assessment: Assessment) -> Iterator[str]:
    """Yield what is said in many forms: times, counts, fields and values."""
    for digits in range(1, 25):
        yield estimate_sentence(Estimate(10.0**digits))
    for count in (1, 2):
        held = BackedUpAssessment("Karasjok", 2026, count, count, count, count, None)
        yield held_text(held)
        yield held_text(replace(held, changed_at=datetime.now(UTC)))
        found = Salvage(unreadable=["history", "sqlite_stat1"])
        tables = ("assessments", "members", "interviews", "ratings", "notes", "findings")
        found.saved.update(assessments=count)
        found.rebuilt.update(notes=count)
        found.lost.update(dict.fromkeys((*tables, "texts", "recorded", "library"), count))
        yield salvage_text(found)
    yield salvage_text(Salvage())
    for name in ("planned_at", "finished", "retain_until", "kind", "mark", "note", "points"):
        yield field_text(assessment, name)
    for name, value in (
        ("invented", 1),
        ("invented", 0),
        ("invented", None),
        ("system", 3),
        ("system", None),
        ("text", ""),
        ("kind", "strength"),
        ("mark", "follow_up"),
        ("interview", "borte"),
    ):
        yield value_text(assessment, name, value)


def test_sentences_have_none(small_assessment: Assessment) -> None:
    norwegian = words_of(sentences(small_assessment))
    choose_language(Language.ENGLISH)
    assert norwegian & words_of(sentences(small_assessment)) == set()
