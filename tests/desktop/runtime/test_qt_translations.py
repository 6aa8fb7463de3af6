"""What Qt says of itself is bokmål like the rest, and our own words stay as they are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
)
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.runtime.qt_translations import QtTranslations


@pytest.fixture(autouse=True)
def _words(qapp: QApplication) -> Iterator[None]:
    words = QtTranslations()
    qapp.installTranslator(words)
    yield
    qapp.removeTranslator(words)


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_the_menu_of_a_text_field_is_norwegian(
    qtbot: QtBot, kind: type[QLineEdit | QPlainTextEdit]
) -> None:
    field = kind("tekst")
    qtbot.addWidget(field)
    texts = [
        action.text().replace("&", "") for action in field.createStandardContextMenu().actions()
    ]
    assert [text.split("\t")[0] for text in texts if text] == [
        "Angre",
        "Gjør om",
        "Klipp ut",
        "Kopier",
        "Lim inn",
        "Slett",
        "Merk alt",
    ]
    assert texts[0].endswith("Ctrl+Z")


def test_buttons_of_boxes_are_norwegian(qtbot: QtBot) -> None:
    buttons = QMessageBox.StandardButton.Retry | QMessageBox.StandardButton.Cancel
    box = QMessageBox(QMessageBox.Icon.Warning, "Kompass", "Noe gikk galt.", buttons)
    box.setDetailedText("linje 1")
    qtbot.addWidget(box)
    texts = {button.text() for button in box.findChildren(QPushButton)}
    assert texts == {"Prøv igjen", "Avbryt", "Vis detaljer …"}


def test_the_file_dialog_of_qt_is_norwegian(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    words += [button.text() for button in dialog.findChildren(QPushButton)]
    texts = {word.replace("&", "") for word in words}
    assert texts - {""} == {"Mappe:", "Filnavn:", "Filtype:", "Lagre", "Avbryt"}


def test_our_own_words_stay() -> None:
    class _Page(QObject):
        pass

    assert _Page().tr("Kommunen") == "Kommunen"
