"""A dialog that works stays open meanwhile, and says how the work went."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.widgets.working_dialog import WorkingDialog
from kompass_desktop.storage.errors import StorageError


class Dialog(WorkingDialog):
    cancel_button: QPushButton
    save_button: QPushButton

    def enable(self) -> None:
        self.save_button.setEnabled(not self.is_at_work)


@pytest.fixture
def dialog(qtbot: QtBot) -> Dialog:
    dialog = Dialog("exchange/share_dialog", None)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_it_cannot_be_closed_while_it_works(qtbot: QtBot, dialog: Dialog) -> None:
    goes_on = Event()
    results: list[bool] = []
    dialog.work("Arbeider …", goes_on.wait, results.append)
    assert dialog.notice_label.text() == "Arbeider …"
    assert not dialog.save_button.isEnabled()
    dialog.reject()
    assert not dialog.close()
    assert dialog.isVisible()
    goes_on.set()
    qtbot.waitUntil(lambda: results == [True])
    assert dialog.save_button.isEnabled()
    dialog.reject()
    assert not dialog.isVisible()


def test_what_went_wrong_is_a_sentence_in_the_dialog(qtbot: QtBot, dialog: Dialog) -> None:
    def break_down() -> None:
        raise StorageError("Disken er full.")

    dialog.work("Arbeider …", break_down, lambda _: None)
    qtbot.waitUntil(lambda: dialog.notice_label.text() == "Disken er full.")
    assert dialog.notice_label.property("role") == "error"
    assert dialog.save_button.isEnabled()


def test_an_error_can_be_taken_by_its_owner(qtbot: QtBot, dialog: Dialog) -> None:
    def break_down() -> None:
        raise StorageError("Disken er full.")

    errors: list[StorageError] = []
    dialog.noticed_work.run("Arbeider …", break_down, lambda _: None, errors.append)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert dialog.notice_label.text() == "Arbeider …"
