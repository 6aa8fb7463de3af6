"""Forms are loaded from files written here, so that the tests own what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop import forms
from kompass_desktop.desktop.forms import FormError, load_form

FORM = """<?xml version="1.0" encoding="UTF-8"?>
<ui version="4.0"><class>Page</class>
<widget class="{top}" name="Page">
 <property name="windowTitle"><string>Intervju</string></property>
 <layout class="QVBoxLayout" name="column">
  <property name="leftMargin"><number>0</number></property>
  <item><widget class="QPushButton" name="next_button">
   <property name="text"><string>Neste</string></property></widget></item>
  <item><widget class="Line" name="rule">
   <property name="orientation"><enum>Qt::Horizontal</enum></property></widget></item>
  <item><widget class="{promoted}" name="field"/></item>
 </layout>
 <action name="go_back"><property name="text"><string>Tilbake</string></property></action>
</widget>
<customwidgets><customwidget><class>{promoted}</class><extends>QLineEdit</extends>
 <header>{header}</header></customwidget></customwidgets>
</ui>"""


class ShoutingField(QLineEdit):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText("HEI")


class Page(QWidget):
    next_button: QPushButton
    column: QVBoxLayout
    go_back: QAction
    field: ShoutingField
    count: int
    _later: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "page")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(forms, "ui_folder", lambda: tmp_path)
    return tmp_path


def write(
    folder: Path,
    top: str = "QWidget",
    promoted: str = "ShoutingField",
    header: str = "kompass_desktop.desktop.nowhere",
) -> None:
    text = FORM.format(top=top, promoted=promoted, header=header)
    (folder / "page.ui").write_text(text, encoding="utf-8")


def test_a_page_is_filled_and_its_children_are_bound(qtbot: QtBot, folder: Path) -> None:
    write(folder)
    page = Page()
    qtbot.addWidget(page)
    assert page.layout() is page.column
    assert page.next_button.parent() is page
    assert page.next_button.text() == "Neste"
    assert page.go_back.text() == "Tilbake"
    assert page.windowTitle() == "Intervju"
    assert not hasattr(page, "count")


def test_a_promoted_widget_is_made_by_its_class(qtbot: QtBot, folder: Path) -> None:
    write(folder)
    page = Page()
    qtbot.addWidget(page)
    QTest.keyClicks(page.field, "!")
    assert page.field.text() == "HEI!"
    assert page.field.objectName() == "field"


def test_a_promoted_class_without_annotation_comes_from_its_header(
    qtbot: QtBot, folder: Path
) -> None:
    class Plain(QWidget):
        next_button: QPushButton

    write(folder, promoted="AreaBars", header="kompass_desktop.desktop.charts.area_bars")
    page = Plain()
    qtbot.addWidget(page)
    load_form(page, "page")
    field = page.findChild(QWidget, "field")
    assert type(field).__module__ == "kompass_desktop.desktop.charts.area_bars"


def test_the_page_lives_on_when_its_loader_is_gone(qtbot: QtBot, folder: Path) -> None:
    write(folder)
    page = Page()
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.next_button.clicked):
        QTest.mouseClick(page.next_button, Qt.MouseButton.LeftButton)


def test_a_dialog_may_load_a_form_of_a_plain_widget(qtbot: QtBot, folder: Path) -> None:
    class Dialog(QDialog):
        next_button: QPushButton

    write(folder, promoted="QLineEdit")
    dialog = Dialog()
    qtbot.addWidget(dialog)
    load_form(dialog, "page")
    assert dialog.next_button.window() is dialog


def test_a_missing_child_is_named(qtbot: QtBot, folder: Path) -> None:
    class Wanting(QWidget):
        previous_button: QPushButton

    write(folder, promoted="QLineEdit")
    page = Wanting()
    qtbot.addWidget(page)
    with pytest.raises(FormError, match=r"page\.ui has no QPushButton called previous_button"):
        load_form(page, "page")


def test_a_child_of_another_type_is_named(qtbot: QtBot, folder: Path) -> None:
    class Mistaken(QWidget):
        next_button: QLabel

    write(folder, promoted="QLineEdit")
    page = Mistaken()
    qtbot.addWidget(page)
    with pytest.raises(FormError, match="next_button is a QPushButton, not a QLabel"):
        load_form(page, "page")


def test_a_form_of_another_kind_than_the_page_is_refused(qtbot: QtBot, folder: Path) -> None:
    write(folder, top="QDialog", promoted="QLineEdit")
    window = QMainWindow()
    qtbot.addWidget(window)
    with pytest.raises(FormError, match="is a QDialog; QMainWindow is not"):
        load_form(window, "page")


def test_an_unknown_promoted_class_is_refused(qtbot: QtBot, folder: Path) -> None:
    write(folder, promoted="NoSuchWidget")
    page = QWidget()
    qtbot.addWidget(page)
    with pytest.raises(FormError, match="no widget class is called NoSuchWidget"):
        load_form(page, "page")


@pytest.mark.qt_log_ignore("device not open", "error has occurred while reading the UI file")
def test_a_missing_form_is_named(qtbot: QtBot, folder: Path) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    with pytest.raises(FormError, match=r"page\.ui"):
        load_form(page, "page")


@pytest.mark.qt_log_ignore("error has occurred while reading the UI file")
def test_a_broken_form_is_named(qtbot: QtBot, folder: Path) -> None:
    (folder / "page.ui").write_text("<ui><widget", encoding="utf-8")
    page = QWidget()
    qtbot.addWidget(page)
    with pytest.raises(FormError, match=r"page\.ui cannot be read as a form"):
        load_form(page, "page")
