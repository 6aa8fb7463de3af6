"""A line that is marked while its first words are typed keeps its number, or goes by its code."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.storage.library import Library
from tests.desktop.shown_pages import ShownPages

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(
    shown_pages: ShownPages,
    catalogue: AssessmentCatalogue,
    library: Library,
    empty_assessment: Assessment,
) -> InterviewPage:
    """The interview page at 1.4.1, with the caret in the notes."""
    empty_assessment.interviews["of"] = Interview("of", "mayor", "OF-01")
    library.add(empty_assessment)
    page = shown_pages.show(InterviewPage(Session(library, empty_assessment), catalogue), 1280, 648)
    page.enter()
    page.show_code("1.4.1")
    press(Qt.Key.Key_Tab)
    return page


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def type_text(text: str) -> None:
    QTest.keyClicks(focus(), text)


@pytest.mark.parametrize(
    ("begun", "rest", "code", "text"),
    [
        ("2.5 st", "illinger mangler", "1.4.1", "2.5 stillinger mangler"),
        ("4.5 MN", "OK i underskudd", "1.4.1", "4.5 MNOK i underskudd"),
        ("2.5 nye l", "eger", "1.4.1", "2.5 nye leger"),
        ("2.5 p", "lanen er god", "2.5", "planen er god"),
        ("8.3 - r", "eiseliv", "8.3", "reiseliv"),
        ("8.3.1 r", "eiseliv", "8.3.1", "reiseliv"),
    ],
)
def test_a_mark_within_the_first_word_decides_nothing(
    page: InterviewPage, begun: str, rest: str, code: str, text: str
) -> None:
    type_text(begun)
    press(Qt.Key.Key_1, CTRL)
    type_text(rest)
    press(Qt.Key.Key_Return)
    page.session.flush()
    stored = page.session.library.load(page.session.assessment.id)
    (finding,) = stored.findings.values()
    (note,) = (note for note in stored.notes.values() if note.text)
    assert (note.code, note.text) == (code, text)
    assert (finding.code, finding.text) == (code, text)
