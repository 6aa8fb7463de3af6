"""After a day of use, no file that the program made holds a word of a note in plain."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.records import Change
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.desktop.window.pages import PAGES
from kompass_desktop.operation_log import OperationLog
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.exchange.kompass_file import write_packet
from kompass_desktop.storage.kept_copies import backup_folder, backups_in
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted
from tests.end_to_end.keyboard import CTRL, Key, press, type_text
from tests.end_to_end.windows import PASSPHRASE, show_window, unlock
from tests.examples import bundled
from tests.own_settings import use_own_settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

WORD = "zyxelformidling"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder in which the program makes all its files: library, settings, temporary ones."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "TMPDIR"):
        folder = tmp_path / name
        folder.mkdir()
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", None)
    use_own_settings(tmp_path)
    yield tmp_path
    tempfile.tempdir = None


def showing_the_word(folder: Path) -> list[str]:
    """Return the files that hold the word, in any of the ways that text is written."""
    ways = [WORD.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be")]
    return [
        str(file.relative_to(folder))
        for file in folder.rglob("*")
        if file.is_file() and any(way in file.read_bytes() for way in ways)
    ]


def test_the_search_would_find_a_note(home: Path) -> None:
    with open_library(home / "lesbart.kompassdb") as library:
        example = bundled()
        library.add(example)
        (home / "notat.txt").write_text(f"her: {WORD}", "utf-16-le")
        note = next(iter(example.notes.values()))
        library.write(example, [Change(note, replace(note, text=WORD))])
        found = showing_the_word(home)
    assert "notat.txt" in found
    assert any(name.startswith("lesbart.kompassdb") for name in found)


def test_a_day_of_use_leaves_no_word_of_a_note_in_plain(
    qtbot: QtBot, home: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = OperationLog()
    caplog.set_level(logging.INFO, "kompass_desktop")
    monkeypatch.setattr(logging.getLogger("kompass_desktop"), "handlers", [done])
    path = home / "XDG_DATA_HOME" / "Kompass" / "library.kompassdb"
    keys = create_encrypted(path, PASSPHRASE)
    library = open_library(path, keys.key)
    example = bundled()
    library.add(example)
    window = show_window(qtbot, library)

    work(window, example.id)
    assert back_up(path, keys.key) is not None
    write_packet(library.packet(example.id), home / "deling.kompass", PASSPHRASE)
    assert showing_the_word(home) == []

    press(Key.Key_L, CTRL)
    unlock(qtbot, window)
    qtbot.waitUntil(lambda: window.view is not None)
    assert showing_the_word(home) == []

    window.close()
    back_up(path, keys.key)
    window.library.close()
    assert any(home.rglob("*.keys"))
    assert len(backups_in(backup_folder(path), path)) > 0
    assert showing_the_word(home) == []
    with open_library(path, keys.key) as opened:
        kept = opened.load(example.id)
        assert any(WORD in note.text for note in kept.notes.values())
        assert any(WORD in finding.text for finding in kept.findings.values())
        assert any(WORD in text.text for text in kept.texts.values())

    # What a fault report would tell of all this: what was done, and no word of it.
    lines = "\n".join(done.lines)
    for operation in (
        "library opened, encrypted: True",
        "changes written",
        "page 6 shown",
        "measurement shared",
        "window locked",
        "window unlocked",
        "backup made: True",
        "library closed",
    ):
        assert operation in lines
    for secret in (WORD, PASSPHRASE, "Eksempelvik", str(home)):
        assert secret not in lines


def work(window: MainWindow, assessment: str) -> None:
    """Type a note in an interview, word a finding and a chapter, and look at every page."""
    QSettings().setValue(f"assessment/{assessment}/page", "interview")
    window.open_assessment(assessment)
    view, session = window.view, window.session
    assert view is not None
    assert session is not None
    editors = view.page.findChildren(QPlainTextEdit)
    editor = next(each for each in editors if each.isVisible() and not each.isReadOnly())
    editor.setFocus()
    type_text(f"{WORD} i kommunen ")
    session.flush()
    session.add_finding(1, FindingKind.STRENGTH, f"God {WORD}", "1.1.1")
    session.set_text("area-1", f"Om {WORD}.", "burst")
    for key in PAGES:
        view.show_page(key)
    press(Key.Key_F, CTRL)
    type_text(WORD[:6])
    press(Key.Key_Escape)
    press(Key.Key_W, CTRL)
    window.library_page.search_field.setText(WORD)
    window.open_assessment(assessment)
