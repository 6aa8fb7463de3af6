"""A damaged library at the start: what can be read is opened, and backed up when it is closed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.command_line.parser import parse
from kompass_desktop.desktop.window import application
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.database.connection import connect
from kompass_desktop.storage.kept_copies import backup_folder, backups_in
from kompass_desktop.storage.opening import open_library, open_to_read
from tests.end_to_end.test_start import Unheard
from tests.own_settings import use_own_settings


@pytest.mark.parametrize("words", ["Åpne det som kan leses", "Bruk sikkerhetskopien"])
def test_the_program_starts_on_what_is_left_of_a_damaged_library(
    qtbot: QtBot,
    library_file: Path,
    small_assessment: Assessment,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
) -> None:
    use_own_settings(library_file.parent)
    with open_library(library_file) as library:
        library.add(small_assessment)
        back_up(library_file, None)
    with closing(connect(library_file)) as connection:
        connection.execute("UPDATE history SET stamp = 'i går'")
    damaged = library_file.read_bytes()
    monkeypatch.setattr(application, "is_seen", lambda: True)
    monkeypatch.setattr(application, "SignalHandler", Unheard)
    said: list[str] = []

    def press(box: QMessageBox) -> int:
        said.append(box.text())
        for button in box.buttons():
            if button.text() == words:
                button.click()
        return 0

    def close() -> None:
        windows = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        for window in windows:
            assert len(window.library_page.table.assessments.rows) == 1
            window.close()

    monkeypatch.setattr(QMessageBox, "exec", press)
    QTimer.singleShot(2500, close)
    assert application.run_window(parse(["--library", str(library_file)])) == 0
    assert len(said) == 2
    (aside,) = library_file.parent.glob("*-skadet-*.kompassdb")
    assert aside.read_bytes() == damaged
    newest = backups_in(backup_folder(library_file), library_file)[0]
    with open_to_read(newest.path) as backup:
        assert backup.load(small_assessment.id).particulars == small_assessment.particulars
