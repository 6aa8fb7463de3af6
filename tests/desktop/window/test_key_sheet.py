"""F1's sheet prints keys as a keyboard does, and is no taller than what it shows."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.actions import add_action, group_keys
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.key_sheet import KeyHelp, KeySheet, headed, keys_of


@pytest.fixture
def interviewed(
    qtbot: QtBot, new_session: Session, catalogue: AssessmentCatalogue
) -> InterviewPage:
    new_session.put(Interview("of", "mayor", "OF-01"))
    page = InterviewPage(new_session, catalogue)
    qtbot.addWidget(page)
    return page


def test_the_two_enter_keys_are_told_of_as_one(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    action = QAction("Åpne", page)
    action.setShortcuts([QKeySequence("Return"), QKeySequence("Enter")])
    page.addAction(action)
    assert keys_of(page) == [KeyHelp("Enter", "Åpne")]


def test_a_sheet_is_as_tall_as_its_keys_need_and_its_window_allows(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    few, many, too_many = (
        KeySheet({"Overalt": [KeyHelp("F1", "Vis snarveiene")] * count}, window)
        for count in (4, 15, 100)
    )
    assert few.height() < many.height() < too_many.height() == window.height() - 40


def test_keys_stand_under_the_heading_of_their_action_or_else_of_their_page(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    go = add_action(page, "Gå til …", ["Ctrl+G"], page.close)
    add_action(page, "Lukk", ["Ctrl+W"], page.close)
    group_keys("Finn fram", [go])
    found = headed({"På denne siden": page})
    assert {heading: [key.text for key in keys] for heading, keys in found.items()} == {
        "Finn fram": ["Gå til …"],
        "På denne siden": ["Lukk"],
    }


def test_the_interview_page_has_its_keys_in_four_groups_with_the_prefixes_among_the_notes(
    interviewed: InterviewPage,
) -> None:
    found = headed({"På denne siden": interviewed})
    assert list(found) == [
        "Målepunktene, når de har fokus",
        "Notater",
        "Finn fram",
        "Intervjuet og tiden",
    ]
    assert "3.2 …" in [key.keys for key in found["Notater"]]
    assert "Ctrl 1" in [key.keys for key in found["Notater"]]
    shown = KeySheet(found, interviewed)
    texts = {label.text() for label in shown.findChildren(QLabel)}
    assert {*found} <= texts


@pytest.mark.parametrize(
    ("sequence", "printed"),
    [("Ctrl++", "Ctrl +"), ("Ctrl+Shift++", "Ctrl Shift +"), ("+", "+"), ("Ctrl+=", "Ctrl =")],
)
def test_the_key_that_is_a_plus_is_printed(qtbot: QtBot, sequence: str, printed: str) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    action = QAction("Zoom inn", page)
    action.setShortcut(QKeySequence(sequence))
    page.addAction(action)
    assert keys_of(page) == [KeyHelp(printed, "Zoom inn")]
