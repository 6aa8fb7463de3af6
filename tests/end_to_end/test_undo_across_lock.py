"""What could be undone before a lock can be undone after it, and is in no memory meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Note, Record
from kompass_desktop.assessment.undoing import Created, Edited, Removed
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.undo_stack import Direction
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.encryption.sealing import SealError, seal_with_key, unseal_with_key
from tests.end_to_end.windows import session_of, show_encrypted, unlock
from tests.examples import bundled
from tests.own_settings import use_own_settings

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SECRET = "zyxelformidling i kommunestyret"


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, library_file: Path, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window on an encrypted library, with Eksempelvik open."""
    use_own_settings(tmp_path)
    example = bundled()
    window = show_encrypted(qtbot, library_file, [example])
    window.open_assessment(example.id)
    yield window
    window.library.close()


def texts(session: Session) -> list[str]:
    return sorted(finding.text for finding in session.assessment.findings.values())


def test_steps_are_undone_and_redone_after_a_lock(qtbot: QtBot, window: MainWindow) -> None:
    session = session_of(window)
    before = texts(session)
    session.add_finding(1, FindingKind.STRENGTH, SECRET)
    with_one = texts(session)
    session.add_finding(2, FindingKind.STRENGTH, f"To {SECRET}")
    with_two = texts(session)
    session.undo_stack.make(Direction.UNDO)
    window.lock()
    unlock(qtbot, window)
    again = session_of(window)
    assert again is not session
    assert texts(again) == with_one
    assert again.undo_stack.count() == 2
    again.undo_stack.make(Direction.REDO)
    assert texts(again) == with_two
    again.undo_stack.make(Direction.UNDO)
    again.undo_stack.make(Direction.UNDO)
    assert texts(again) == before
    assert texts_kept(window) == before
    window.lock()
    unlock(qtbot, window)
    session_of(window).undo_stack.make(Direction.REDO)
    assert texts(session_of(window)) == with_one


def texts_kept(window: MainWindow) -> list[str]:
    return texts_of(window.library.load(session_of(window).assessment.id).findings.values())


def texts_of(findings: object) -> list[str]:
    assert hasattr(findings, "__iter__")
    return sorted(finding.text for finding in findings)


def test_while_locked_no_step_and_no_record_is_in_memory(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    session = session_of(window)
    session.add_finding(1, FindingKind.STRENGTH, SECRET)
    interview = next(iter(session.assessment.interviews.values()))
    note = Note(new_id(), interview.id, f"Notat om {SECRET}", "2026-03-12T10:31:07+01:00")
    session.change_undoably("notat", [Change(None, note)])
    session.change_undoably("notat", [Change(note, None)])
    # A signal of its own that holds it would keep it for ever.
    session.saved.connect(lambda held=session: held.assessment)
    del session, interview, note
    assert found_in_memory() != []
    window.lock()
    qapp.processEvents()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert found_in_memory() == []
    unlock(qtbot, window)
    assert session_of(window).undo_stack.canUndo()


def found_in_memory() -> list[str]:
    """Return every record, step and run of bytes that holds the secret."""
    gc.collect()
    found = []
    for each in gc.get_objects():
        if isinstance(each, Record | Edited | Created | Removed) and SECRET in repr(each):
            found.append(type(each).__name__)
        if isinstance(each, dict | list | tuple):
            values = each.values() if isinstance(each, dict) else each
            held = [v for v in list(values) if isinstance(v, bytes) and SECRET.encode() in v]
            found += ["bytes"] * len(held)
    return found


def test_what_is_held_is_sealed_and_opens_with_one_key_only() -> None:
    key, other = bytes(range(32)), bytes(32)
    sealed = seal_with_key(SECRET.encode(), key)
    assert SECRET.encode() not in sealed
    assert seal_with_key(SECRET.encode(), key) != sealed
    assert unseal_with_key(sealed, key) == SECRET.encode()
    with pytest.raises(SealError):
        unseal_with_key(sealed, other)
    with pytest.raises(SealError):
        unseal_with_key(sealed[:-1], key)
    with pytest.raises(SealError):
        unseal_with_key(b"", key)
