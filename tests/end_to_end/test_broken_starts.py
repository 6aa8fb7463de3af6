"""Whatever a start finds in the library's place, it ends in a window, and no file is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.command_line.parser import parse
from kompass_desktop.desktop.security.protection_dialog import FirstStartDialog
from kompass_desktop.desktop.security.unlock_dialog import UnlockDialog
from kompass_desktop.desktop.window import application
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.database.connection import connect
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.kept_copies import backup_folder, backups_in
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.protection import create_encrypted
from tests.end_to_end.test_start import Unheard
from tests.own_settings import use_own_settings

PASSPHRASE = "sju grønne elver i mai"
RESTORE = "Bruk sikkerhetskopien"
SALVAGE = "Åpne det som kan leses"
BEGIN = "Begynn et nytt"
ANOTHER = "Velg et annet bibliotek …"
LEAVE = "Avslutt"


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def made_a_bare_database(path: Path) -> None:
    path.unlink()
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE annet (id)")


def without_tables(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in ("history", "notes", "assessments"):
            connection.execute(f"DROP TABLE {table}")


def with_a_bad_value(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute("UPDATE assessments SET year = 'i fjor'")


def made_text(path: Path) -> None:
    path.write_text("Kjære dagbok\n" * 2000)


def made_noise(path: Path) -> None:
    path.write_bytes(os.urandom(10 * 4096))


def cut(path: Path) -> None:
    os.truncate(path, 3 * 4096 + 17)


def without_its_first_page(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(os.urandom(4096))


def deleted(path: Path) -> None:
    path.unlink()


def made_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "noe.txt").write_text("noe")


def made_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def made_newer(path: Path) -> None:
    with closing(connect(path)) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('kompass', 'm999_senere', '')"
        )


STATES = [
    emptied,
    made_a_bare_database,
    without_tables,
    with_a_bad_value,
    made_text,
    made_noise,
    cut,
    without_its_first_page,
    deleted,
    made_a_folder,
    made_newer,
    *([made_a_pipe] if sys.platform != "win32" else []),
]


class Start:
    """A start of the program in this process, whose questions are answered."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.said: list[str] = []
        self.offered: list[list[str]] = []
        self.windows = 0
        self.rows: list[str] = []
        self._answers: list[str] = []
        monkeypatch.setattr(application, "is_seen", lambda: True)
        monkeypatch.setattr(application, "SignalHandler", Unheard)

        def answer(box: QMessageBox) -> int:
            return self._answer(box)

        monkeypatch.setattr(QMessageBox, "exec", answer)
        self._looking = QTimer(interval=20)
        self._looking.timeout.connect(self._look)

    def run(self, *answers: str) -> int:
        self._answers = list(answers)
        self._looking.start()
        try:
            return application.run_window(parse(["--library", str(self.path)]))
        finally:
            self._looking.stop()
            # Every start installs the look anew, for all windows that are left.
            for widget in QApplication.topLevelWidgets():
                widget.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def _answer(self, box: QMessageBox) -> int:
        self.said.append(box.text())
        buttons = {button.text(): button for button in box.buttons()}
        self.offered.append(list(buttons))
        if len(buttons) > 1:
            buttons[self._answers.pop(0) if self._answers else LEAVE].click()
        return 0

    def _look(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if not widget.isVisible():
                continue
            if isinstance(widget, FirstStartDialog):
                widget.left_plain.emit()
            elif isinstance(widget, UnlockDialog):
                panel = widget.page.panel
                if not panel.is_waiting and not panel.field.text():
                    panel.field.setText(PASSPHRASE)
                    panel.unlock_button.click()
            elif isinstance(widget, MainWindow):
                self.windows += 1
                rows = widget.library_page.table.assessments.rows
                self.rows = [row.title for row in rows]
                widget.close()


@pytest.fixture
def start(qapp: QApplication, library_file: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    use_own_settings(library_file.parent)
    return Start(library_file, monkeypatch)


@pytest.fixture
def backed_up(library_file: Path, small_assessment: Assessment) -> Path:
    with open_library(library_file) as library:
        library.add(small_assessment)
    back_up(library_file, None)
    return library_file


def contents_below(folder: Path) -> set[bytes]:
    return {file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def content_digest(path: Path) -> bytes | None:
    if path.is_dir():
        return (path / "noe.txt").read_bytes()
    return path.read_bytes() if path.is_file() else None


@pytest.mark.parametrize("harm", STATES)
@pytest.mark.parametrize("answer", [RESTORE, BEGIN])
def test_a_start_on_anything_ends_in_a_window_and_keeps_what_was_there(
    qtbot: QtBot, start: Start, backed_up: Path, harm: Callable[[Path], None], answer: str
) -> None:
    harm(backed_up)
    content = content_digest(backed_up)
    backups = {b.path.read_bytes() for b in backups_in(backup_folder(backed_up), backed_up)}
    assert start.run(answer) == 0
    assert start.windows == 1
    assert {answer, ANOTHER, LEAVE} <= set(start.offered[0])
    assert "\n" not in start.said[0]
    assert len(start.rows) == (1 if answer == RESTORE else 0)
    kept = contents_below(backed_up.parent)
    assert content is None or content in kept
    assert backups <= kept


@pytest.mark.parametrize("harm", STATES)
def test_whoever_leaves_finds_all_as_it_was(
    qtbot: QtBot, start: Start, backed_up: Path, harm: Callable[[Path], None]
) -> None:
    harm(backed_up)
    before = content_digest(backed_up)
    assert start.run(LEAVE) == 0
    assert start.windows == 0
    assert len(start.said) == 1
    assert content_digest(backed_up) == before


@pytest.mark.parametrize("harm", STATES)
def test_without_a_backup_there_is_a_way_too(
    qtbot: QtBot,
    start: Start,
    library_file: Path,
    small_assessment: Assessment,
    harm: Callable[[Path], None],
) -> None:
    with open_library(library_file) as library:
        library.add(small_assessment)
    harm(library_file)
    content = content_digest(library_file)
    assert start.run(BEGIN) == 0
    assert start.windows == 1
    assert content is None or content in contents_below(library_file.parent)


def test_another_library_can_be_chosen(
    qtbot: QtBot, start: Start, backed_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = backed_up.with_name("et annet.kompassdb")
    open_library(other).close()
    made_text(backed_up)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a: (str(other), ""))
    assert start.run(ANOTHER) == 0
    assert (start.windows, start.rows) == (1, [])


def test_what_does_not_help_brings_the_question_back(
    qtbot: QtBot, start: Start, backed_up: Path
) -> None:
    backed_up.write_bytes(b"SQLite format 3\0" + b"Kjaere dagbok" * 1000)
    assert start.run("Prøv igjen", SALVAGE, RESTORE) == 0
    assert len(start.said) == 4
    assert len(start.offered[0]) == 6
    assert start.windows == 1


def test_a_damaged_backup_is_passed_over(qtbot: QtBot, start: Start, backed_up: Path) -> None:
    good = backups_in(backup_folder(backed_up), backed_up)[0]
    name = good.path.name.replace("000001", "000002")
    for number, harm in enumerate((emptied, made_text, without_tables, made_a_bare_database)):
        bad = good.path.with_name(name.replace("000002", f"{number + 2:06d}"))
        bad.write_bytes(good.path.read_bytes())
        harm(bad)
    emptied(backed_up)
    assert start.run(RESTORE) == 0
    assert len(start.rows) == 1


# Encrypted ones


@pytest.fixture
def locked(library_file: Path, small_assessment: Assessment) -> Path:
    keys = create_encrypted(library_file, PASSPHRASE)
    with open_library(library_file, keys.key) as library:
        library.add(small_assessment)
    back_up(library_file, keys.key)
    return library_file


def without_keys(path: Path) -> None:
    key_file(path).unlink()


def without_anything(path: Path) -> None:
    path.unlink()
    key_file(path).unlink()


def emptied_without_keys(path: Path) -> None:
    emptied(path)
    key_file(path).unlink()


@pytest.mark.parametrize(
    "harm",
    [emptied, made_text, cut, deleted, without_anything, emptied_without_keys, made_a_folder],
)
def test_a_start_on_anything_in_an_encrypted_librarys_place_ends_in_a_window(
    qtbot: QtBot, start: Start, locked: Path, harm: Callable[[Path], None]
) -> None:
    harm(locked)
    content = content_digest(locked)
    assert start.run(RESTORE) == 0
    assert (start.windows, len(start.rows)) == (1, 1)
    assert content is None or content in contents_below(locked.parent)
    # And it opens with its passphrase the next time, without a question.
    assert start.run() == 0
    assert (start.windows, len(start.rows)) == (2, 1)


def test_a_missing_key_ring_is_fetched_from_the_backup_by_the_passphrase(
    qtbot: QtBot, start: Start, locked: Path
) -> None:
    without_keys(locked)
    assert start.run() == 0
    assert (start.said, start.windows, len(start.rows)) == ([], 1, 1)


def test_a_key_ring_that_is_nowhere_is_told(qtbot: QtBot, start: Start, locked: Path) -> None:
    without_keys(locked)
    for file in backup_folder(locked).iterdir():
        file.unlink()
    assert start.run(BEGIN) == 0
    assert "mangler" in start.said[0]
    assert start.windows == 1
