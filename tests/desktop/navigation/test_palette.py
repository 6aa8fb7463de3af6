"""The palette: what a query finds, and how it is walked and left by keys and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry, matching

ENTRIES = [
    PaletteEntry("1.4", "Innbyggerdialog og deltakelse", "1.4", "spørsmål"),
    PaletteEntry("1.4.3", "Ungdomsråd og eldreråd høres", "1.4.3", "målepunkt"),
    PaletteEntry("3.2", "Politisk styring av budsjettet", "3.2", "spørsmål"),
    PaletteEntry("3.2.1", "Mål og rammer følger av økonomiplanen", "3.2.1", words="budsjett"),
    PaletteEntry("3.20", "Kárášjohka har egen plan", "3.20"),
    PaletteEntry("5.1", "Tertialbudsjettet drøftes", "5.1"),
]


def keys(query: str) -> list[str]:
    return [entry.key for entry in matching(ENTRIES, query)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("3.2", "3.2"),
        ("1.4.3", "1.4.3"),
        ("ungdomsråd", "1.4.3"),
        ("ungdomsrad", "1.4.3"),
        ("UNGDOMSRÅD", "1.4.3"),
        ("karasjohka", "3.20"),
        ("eldre høres", "1.4.3"),
    ],
)
def test_codes_and_words_find(query: str, first: str) -> None:
    assert keys(query)[0] == first


def test_a_code_comes_before_those_that_it_begins() -> None:
    assert keys("3.2") == ["3.2", "3.2.1", "3.20"]


def test_words_at_a_beginning_come_before_those_within_and_before_hidden_ones() -> None:
    assert keys("budsjett") == ["3.2", "5.1", "3.2.1"]


def test_every_word_must_be_there() -> None:
    assert keys("ungdomsråd budsjett") == []


def test_an_empty_query_lists_all() -> None:
    assert keys(" ") == [entry.key for entry in ENTRIES]


class Window(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.resize(900, 600)
        self.editor = QLineEdit()
        QVBoxLayout(self).addWidget(self.editor)
        self.palette_ = Palette(self)


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    window.editor.setFocus()
    window.palette_.open_with(ENTRIES, "Kode eller ord")
    qtbot.waitUntil(window.palette_.field.hasFocus)
    return window


def test_enter_chooses_the_first_that_is_found(window: Window, qtbot: QtBot) -> None:
    QTest.keyClicks(window.palette_.field, "ungdomsrad")
    with qtbot.waitSignal(window.palette_.chosen) as chosen:
        QTest.keyClick(window.palette_.field, Qt.Key.Key_Return)
    assert chosen.args == ["1.4.3"]
    assert not window.palette_.isVisible()
    assert window.editor.hasFocus()


def test_the_arrows_walk_the_list_while_one_types(window: Window, qtbot: QtBot) -> None:
    QTest.keyClick(window.palette_.field, Qt.Key.Key_Down)
    QTest.keyClick(window.palette_.field, Qt.Key.Key_Down)
    QTest.keyClick(window.palette_.field, Qt.Key.Key_Up)
    with qtbot.waitSignal(window.palette_.chosen) as chosen:
        QTest.keyClick(window.palette_.field, Qt.Key.Key_Return)
    assert chosen.args == ["1.4.3"]


def test_a_click_chooses(window: Window, qtbot: QtBot) -> None:
    view = window.palette_.list
    row = view.visualRect(view.model().index(2, 0)).center()
    with qtbot.waitSignal(window.palette_.chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert chosen.args == ["3.2"]


def test_escape_goes_back_to_where_one_was(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.palette_.dismissed):
        QTest.keyClick(window.palette_.field, Qt.Key.Key_Escape)
    assert not window.palette_.isVisible()
    assert window.editor.hasFocus()


def test_a_click_elsewhere_closes_it(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.palette_.dismissed):
        window.editor.setFocus()
    assert not window.palette_.isVisible()


def test_what_is_not_found_is_said_and_enter_does_nothing(window: Window) -> None:
    chosen: list[str] = []
    window.palette_.chosen.connect(chosen.append)
    QTest.keyClicks(window.palette_.field, "xyzzy")
    assert window.palette_.nothing_label.isVisible()
    QTest.keyClick(window.palette_.field, Qt.Key.Key_Return)
    assert chosen == []
    assert window.palette_.isVisible()


def test_it_lies_within_the_window(window: Window) -> None:
    assert window.rect().contains(window.palette_.geometry())


def test_it_is_painted_with_code_text_and_detail(window: Window) -> None:
    image = window.palette_.list.grab().toImage()
    tones = {image.pixelColor(x, 15).name() for x in range(image.width())}
    assert len(tones) > 10
