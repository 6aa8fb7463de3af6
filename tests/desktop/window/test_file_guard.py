"""The window says loudly what happens to the file under it, and copies what it has."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window import file_guard
from kompass_desktop.desktop.window.backups import Backups
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.kept_copies import backup_folder, backups_in
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_to_read

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files in place")


@pytest.fixture
def window(
    qtbot: QtBot, library: Library, small_assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    monkeypatch.setattr(file_guard, "INTERVAL_MILLISECONDS", 20)
    library.add(small_assessment)
    back_up(library.path, None)
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def session(window: MainWindow, small_assessment: Assessment) -> Session:
    window.open_assessment(small_assessment.id)
    assert window.session is not None
    return window.session


def banner(window: MainWindow) -> str:
    contents = window._contents
    return contents.failure_label.text() if contents.failure_banner.isVisible() else ""


def state(window: MainWindow) -> str:
    assert window.view is not None
    return window.view.saved_label.text()


def newest(library: Library) -> Path:
    return backups_in(backup_folder(library.path), library.path)[0].path


def emptied(path: Path) -> None:
    os.truncate(path, 0)


HARMS = [emptied, Path.unlink, lambda path: path.rename(path.with_name("borte"))]


@pytest.mark.parametrize("harm", HARMS)
def test_what_happens_to_the_file_is_said_without_a_save(
    qtbot: QtBot, window: MainWindow, session: Session, harm: Callable[[Path], object]
) -> None:
    session.set_level(TEAM, "1.4.3", Aspect.SYSTEM, 3)
    assert state(window).startswith("✓ Lagret")
    harm(session.library.path)
    qtbot.waitUntil(lambda: banner(window) != "")
    assert "✓" not in state(window)
    assert not session.is_saved
    copy = newest(session.library)
    assert str(copy) in banner(window)
    with open_to_read(copy) as saved:
        assert saved.load(session.assessment.id) == session.assessment


def test_what_is_typed_after_it_is_copied_too(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    before = len(backups_in(backup_folder(session.library.path), session.library.path))
    emptied(session.library.path)
    qtbot.waitUntil(lambda: banner(window) != "")
    session.set_level(TEAM, "1.4.3", Aspect.SYSTEM, 3)
    assert "✓" not in state(window)
    window.guard.check_before_leaving()
    with open_to_read(newest(session.library)) as saved:
        assert saved.load(session.assessment.id).rating(TEAM, "1.4.3").system == 3
    backups = backups_in(backup_folder(session.library.path), session.library.path)
    assert len(backups) == before + 1


def test_a_file_that_comes_back_is_trusted_again(
    qtbot: QtBot, window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_guard, "WHILE_HARMED_MILLISECONDS", 20)
    path = session.library.path
    away = path.rename(path.with_name("borte"))
    qtbot.waitUntil(lambda: banner(window) != "")
    session.set_level(TEAM, "1.4.3", Aspect.SYSTEM, 3)
    away.rename(path)
    qtbot.waitUntil(lambda: session.is_saved)
    assert banner(window) == ""
    assert state(window).startswith("✓ Lagret")
    with open_to_read(path) as saved:
        assert saved.load(session.assessment.id) == session.assessment


def test_it_is_said_in_the_library_too(qtbot: QtBot, window: MainWindow) -> None:
    emptied(window.library.path)
    qtbot.waitUntil(lambda: banner(window) != "")
    assert "tømt" in banner(window)


def test_closing_backs_up_no_emptied_file_and_loses_nothing(
    qtbot: QtBot, window: MainWindow, session: Session
) -> None:
    backups = Backups(window)
    backups.begin()
    qtbot.waitUntil(lambda: backups.scheduler.outcome.newest is not None)
    session.set_level(TEAM, "1.4.3", Aspect.SYSTEM, 3)
    emptied(session.library.path)
    session.set_level(TEAM, "1.4.3", Aspect.EXTENT, 2)
    kept, path = session.assessment.snapshot(), session.library.path

    assert window.close()
    backups.finish()
    window.library.close()
    assert path.stat().st_size == 0
    with open_to_read(backups_in(backup_folder(path), path)[0].path) as saved:
        saved.check()
        assert saved.load(kept.id) == kept
