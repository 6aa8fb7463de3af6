"""Every page of a finished assessment: what is pressed, typed or clicked there changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import PLAN, Record
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.runtime.dialogs import close_dialogs
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.desktop.window.pages import PAGES
from tests.desktop.finishing.kept_rows import rows

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)

Key, Mod = Qt.Key, Qt.KeyboardModifier
KEYS = (
    *((key, Mod.NoModifier) for key in (Key.Key_1, Key.Key_P, Key.Key_I, Key.Key_F, Key.Key_Space)),
    *((key, Mod.NoModifier) for key in (Key.Key_Backspace, Key.Key_Delete, Key.Key_X)),
    (Key.Key_V, Mod.ControlModifier),
    (Key.Key_X, Mod.ControlModifier),
    (Key.Key_Z, Mod.ControlModifier),
    (Key.Key_Return, Mod.ShiftModifier),
    (Key.Key_Up, Mod.AltModifier),
    (Key.Key_Return, Mod.NoModifier),
)
PLANNING = ("plan", "findings", "report")
"""The pages on which the plan is made, or made of findings and recommendations."""
PARTS = [("preparation", part) for part in Part]
PLACES = [*PARTS, *((key, None) for key in PAGES if key != "preparation")]


@pytest.fixture
def view(
    qtbot: QtBot,
    catalogue: AssessmentCatalogue,
    finished_session: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[AssessmentView]:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    view = AssessmentView(finished_session, catalogue)
    qtbot.addWidget(view)
    view.resize(1366, 720)
    view.show_page("preparation")
    view.show()
    QGuiApplication.clipboard().setText("4\t3\tnoe annet\n2")
    yield view
    close_everything()
    view.leave()


def close_everything() -> None:
    close_dialogs()
    for menu in [w for w in QGuiApplication.allWindows() if w.type() is Qt.WindowType.Popup]:
        menu.close()


def parts_of(page: QWidget) -> list[QWidget]:
    return [w for w in page.findChildren(QWidget) if w.isVisible() and w.isEnabled()]


def has_menu(widget: QWidget) -> bool:
    # Its menu would wait for an answer.
    return isinstance(widget, QPushButton | QToolButton) and widget.menu() is not None


def show(view: AssessmentView, key: str, part: Part | None) -> QWidget:
    page = view.show_page(key)
    if part is not None:
        assert isinstance(page, PreparationPage)
        page.parts.show(part)
    return page


@pytest.mark.parametrize(("key", "part"), PLACES)
def test_no_action_button_or_key_of_a_page_changes_anything(
    view: AssessmentView, key: str, part: Part | None
) -> None:
    session = view.session
    before, held = rows(session.library), session.assessment.snapshot()
    do_everything(view, key, part)
    session.flush()
    QApplication.processEvents()
    assert session.is_saved
    if key in PLANNING:
        # It is carried out, and changed, after the end; all else stays.
        assert without_plan(session.assessment) == without_plan(held)
        assert without_plan(session.library.load(held.id)) == without_plan(held)
    else:
        assert session.assessment == held
        assert rows(session.library) == before


def without_plan(assessment: Assessment) -> list[Record]:
    return [record for record in assessment.records() if not isinstance(record, PLAN)]


def do_everything(view: AssessmentView, key: str, part: Part | None) -> None:
    """Trigger every action, press every button, and type in all that can have the focus."""
    page = show(view, key, part)
    for action in [*page.actions(), *page.findChildren(QAction)]:
        if isValid(action) and action.isEnabled():
            action.trigger()
            close_everything()
            show(view, key, part)
    for button in page.findChildren(QAbstractButton):
        if isValid(button) and button.isVisible() and button.isEnabled() and not has_menu(button):
            button.click()
            close_everything()
            show(view, key, part)
    for widget in parts_of(page):
        if (
            isValid(widget)
            and widget.isVisible()
            and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            type_into(widget)
            show(view, key, part)


def type_into(widget: QWidget) -> None:
    widget.setFocus()
    for key, modifiers in KEYS:
        if isValid(widget) and not (has_menu(widget) and key == Key.Key_Space):
            QTest.keyClick(widget, key, modifiers)
            close_everything()


@pytest.mark.parametrize(("key", "part"), PLACES)
def test_the_texts_of_a_page_stay_what_they_are(
    view: AssessmentView, key: str, part: Part | None
) -> None:
    page = show(view, key, part)
    editors: list[QPlainTextEdit | QLineEdit] = [
        *page.findChildren(QPlainTextEdit),
        *page.findChildren(QLineEdit),
    ]
    read_only = [
        editor
        for editor in editors
        if editor.isVisible() and editor.isEnabled() and editor.isReadOnly()
    ]
    for editor in read_only:
        before = text_of(editor)
        type_into(editor)
        assert text_of(editor) == before
    if key in ("interview", "report") or part in (Part.OVERVIEW, Part.LETTER, Part.PROGRAMME):
        assert read_only


def text_of(editor: QPlainTextEdit | QLineEdit) -> str:
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()


def test_a_menu_is_no_way_round(view: AssessmentView) -> None:
    session = view.session
    held = session.assessment.snapshot()
    for key, part in PLACES:
        page = show(view, key, part)
        for menu in page.findChildren(QMenu):
            for action in menu.actions():
                if isValid(action) and action.isEnabled():
                    action.trigger()
                    close_everything()
    session.flush()
    assert without_plan(session.assessment) == without_plan(held)
    assert without_plan(session.library.load(held.id)) == without_plan(held)
