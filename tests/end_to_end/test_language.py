"""The window in another language: chosen while one works, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QLocale, QSettings
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.language import kept_language, use_language
from kompass_desktop.desktop.window.language_menu import LanguageMenu
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.i18n import DEFAULT, Language, language
from tests.end_to_end.conftest import StartProgram
from tests.end_to_end.keyboard import type_text
from tests.examples import bundled

EXAMPLE = "eksempelvik-2025"
NORWEGIAN = re.compile(
    r"[æøåÆØÅ]|\b(og|ikke|til|lagret|søk|angre|kryptert|snarveier)\b", re.IGNORECASE
)
INSTRUMENTS = "subtitle_label"
"""What shows the instrument's own title, which is not translated."""


@pytest.fixture(autouse=True)
def _language_restored() -> Iterator[None]:
    yield
    use_language(DEFAULT)


@pytest.fixture
def window(start_program: StartProgram) -> MainWindow:
    window = start_program()
    example = bundled(EXAMPLE)
    window.library.add(example)
    window.library_page.reload()
    return window


def choose(window: MainWindow, name: str) -> None:
    """Choose a language in the library page's menu."""
    menu = window.library_page.findChild(LanguageMenu)
    assert menu is not None
    next(action for action in menu.actions() if action.text() == name).trigger()


def texts_around(window: MainWindow) -> list[str]:
    """Return the texts of the window's own parts: its bars, and the names of its keys."""
    assert window.view is not None
    bar = window.view.title_label.parentWidget()
    assert bar is not None
    owners: list[QWidget] = [*window.around, bar]
    texts = [action.text() for each in (window, window.view) for action in each.actions()]
    for owner in owners:
        for widget in owner.findChildren(QWidget):
            if isinstance(widget, QLabel | QPushButton) and widget.objectName() != INSTRUMENTS:
                texts += [widget.text(), widget.toolTip()]
    return [text for text in texts if text and str(window.library.path) not in text]


def editor_of(window: MainWindow) -> QPlainTextEdit:
    """Return the editor of the open interview's notes."""
    assert window.view is not None
    editors = window.view.page.findChildren(QPlainTextEdit)
    return next(each for each in editors if each.isVisible() and not each.isReadOnly())


def open_interview(window: MainWindow) -> None:
    example = bundled(EXAMPLE)
    QSettings().setValue(f"assessment/{example.id}/page", "interview")
    window.open_assessment(example.id)
    editor_of(window).setFocus()


def test_the_library_page_speaks_the_chosen_language_at_once(window: MainWindow) -> None:
    assert window.library_page.language_button.text() == "Språk"
    choose(window, "English")
    assert window.library_page.language_button.text() == "Language"
    assert window.library_page.isVisible()
    assert QLocale().language() is QLocale.Language.English
    choose(window, "Bokmål")
    assert window.library_page.language_button.text() == "Språk"
    assert QLocale().language() is QLocale.Language.NorwegianBokmal


def test_what_was_ticked_and_searched_for_stays(window: MainWindow) -> None:
    page = window.library_page
    page.table.assessments.toggle_tick(page.table.assessments.rows[0].id)
    ticked = [row.id for row in page.table.assessments.ticked]
    page.search_field.setText("eksempel")
    choose(window, "English")
    assert window.library_page is not page
    assert [row.id for row in window.library_page.table.assessments.ticked] == ticked
    assert window.library_page.search_field.text() == "eksempel"


def test_notes_that_are_being_typed_and_the_caret_stay(
    qtbot: QtBot, qapp: QApplication, window: MainWindow
) -> None:
    open_interview(window)
    type_text("zyxelformidling")
    before = editor_of(window)
    text, caret = before.toPlainText(), before.textCursor().position()
    for name, tab in (("English", "Scoring"), ("Bokmål", "Poenggivning")):
        choose(window, name)
        qapp.processEvents()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert window.view is not None
        assert window.view.scoring_tab.text() == tab
        editor = editor_of(window)
        assert editor is not before
        # An editor that is filled has an empty line at its end, for the next note.
        assert editor.toPlainText().rstrip("\n") == text
        qtbot.waitUntil(editor.hasFocus)
        assert editor.textCursor().position() == caret


def test_the_window_around_the_pages_has_no_norwegian_in_english(window: MainWindow) -> None:
    open_interview(window)
    choose(window, "English")
    assert [text for text in texts_around(window) if NORWEGIAN.search(text)] == []
    choose(window, "Bokmål")
    assert [text for text in texts_around(window) if NORWEGIAN.search(text)] != []


def test_undo_takes_back_what_was_done_before_the_language_was_chosen(
    window: MainWindow,
) -> None:
    open_interview(window)
    session = window.session
    assert session is not None
    particulars = session.assessment.particulars
    session.put_undoably("x", particulars.__class__(**{**vars(particulars), "year": 2031}))
    choose(window, "English")
    assert window.session is session
    session.undo_stack.undo()
    assert session.assessment.particulars.year == particulars.year


def test_the_choice_is_there_at_the_next_start(window: MainWindow, tmp_path: Path) -> None:
    choose(window, "English")
    assert kept_language() is Language.ENGLISH
    assert language() is Language.ENGLISH
