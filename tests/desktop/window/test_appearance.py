"""Light or dark is chosen in the library's menu, and every page follows at once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from kompass_desktop.colors import DARK, LIGHT
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.theme import Appearance
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.desktop.window.pages import PAGES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, catalogue: AssessmentCatalogue
) -> Iterator[MainWindow]:
    catalogue.import_examples()
    window = MainWindow(catalogue)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()
    window.library_page.stop()
    theme.choose_appearance(Appearance.AS_SYSTEM)
    theme._apply(qapp, Qt.ColorScheme.Light)


def choose(window: MainWindow, text: str) -> None:
    menu = window.library_page.appearance_button.menu()
    next(action for action in menu.actions() if action.text() == text).trigger()
    QApplication.processEvents()


def test_the_menu_chooses_and_ticks_what_is_in_use(window: MainWindow) -> None:
    choose(window, "Mørkt")
    assert theme.colors() is DARK
    choose(window, "Lyst")
    assert theme.colors() is LIGHT
    menu = window.library_page.appearance_button.menu()
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["Lyst"]


@pytest.mark.parametrize("key", ["library", *PAGES])
def test_a_page_that_is_open_has_no_light_ground_left_in_the_dark(
    window: MainWindow, key: str
) -> None:
    if key != "library":
        rows = window.library.listings()
        row = next(row for row in rows if row.particulars.municipality == "Eksempelvik")
        window.open_assessment(row.particulars.id)
        assert window.view is not None
        window.view.show_page(key)
    QApplication.processEvents()
    assert share_of_light(window.grab().toImage()) > 0.5
    theme.choose_appearance(Appearance.DARK)
    QApplication.processEvents()
    # What is left is text, bars and the edges of buttons; the report's preview is paper.
    assert share_of_light(window.grab().toImage()) < 0.1


def test_questions_and_menus_are_dark_too(qtbot: QtBot, window: MainWindow) -> None:
    theme.choose_appearance(Appearance.DARK)
    box = QMessageBox(window)
    box.setText("Slette?")
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    menu = window.library_page.appearance_button.menu()
    for widget in (box, menu):
        widget.ensurePolished()
        assert share_of_light(widget.grab().toImage()) < 0.2
    box.reject()


def share_of_light(picture: QImage) -> float:
    """The share (0-1) of a picture's points that are lighter than the middle of grey."""
    small = picture.scaled(200, 120)
    shades = [QColor(small.pixel(x, y)) for x in range(200) for y in range(120)]
    return sum(shade.lightnessF() > 0.6 for shade in shades) / len(shades)
