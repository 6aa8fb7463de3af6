"""What lists, search and small widgets say in English: no Norwegian of the program's own."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop.navigation.code_choices import code_choices
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.question_tree import QuestionTreeModel
from kompass_desktop.desktop.navigation.search import PlaceIndex, found_kinds
from kompass_desktop.desktop.widgets.municipality_field import MunicipalityField
from kompass_desktop.desktop.widgets.notice_bar import NoticeBar
from kompass_desktop.storage.library import Library

CODE = re.compile(r"[A-Z]+-\d\d")


pytestmark = pytest.mark.usefixtures("english_window")


def test_kinds_of_what_is_found(library: Library, small_assessment: Assessment) -> None:
    library.add(small_assessment)
    query = SearchQuery.of("e")
    groups = library.search(query)
    kinds = found_kinds(groups, query, small_assessment.instrument, small_assessment.id)
    kinds.append(PlaceIndex(small_assessment.instrument).find("the"))
    labels = {kind.label for kind in kinds}
    assert labels <= {
        "Questions and measure points",
        "Findings",
        "Notes",
        "Report texts",
        "Interviews",
        "Team",
    }
    places = {entry.detail for entry in code_choices(small_assessment.instrument)}
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
