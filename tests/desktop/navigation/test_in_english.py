"""What lists, search and small widgets say in English: no Norwegian of the program's own."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.place_choices import place_choices
from kompass_desktop.desktop.navigation.question_tree import QuestionTreeModel
from kompass_desktop.desktop.navigation.search import search_entries
from kompass_desktop.desktop.widgets.municipality_field import MunicipalityField
from kompass_desktop.desktop.widgets.notice_bar import NoticeBar

CODE = re.compile(r"[A-Z]+-\d\d")


pytestmark = pytest.mark.usefixtures("english_window")


def test_kinds_of_what_is_found(small_assessment: Assessment) -> None:
    found = {CODE.sub("CODE", entry.detail) for entry in search_entries(small_assessment)}
    assert {"question", "measure point"} <= found
    findings = {"strength", "challenge", "weakness"}
    assert found <= {"question", "measure point", "note CODE"} | findings
    places = {entry.detail for entry in place_choices(small_assessment.instrument)}
    assert places == {"area", "question", "measure point"}


def test_rows_of_the_tree_as_a_screen_reader_reads_them(small_assessment: Assessment) -> None:
    tree = QuestionTreeModel(small_assessment.instrument, lambda _code: False)
    role = Qt.ItemDataRole.AccessibleTextRole
    area = tree.index_of("1")
    assert re.search(r", 0 of \d+ rated$", str(area.data(role)))
    assert str(tree.index_of("1.1.1").data(role)).endswith(", not rated")


def test_fields_and_bars(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    palette = Palette(window)
    assert palette.nothing_label.text().startswith("No results.")
    assert palette.list.accessibleName() == "Results"
    assert MunicipalityField(window).placeholderText() == "Search by the municipality's name"
    assert NoticeBar(window).close_button.toolTip() == "Close the message"
