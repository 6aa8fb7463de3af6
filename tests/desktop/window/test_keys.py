"""No key does two things in the same place: Qt would then do neither."""

from __future__ import annotations

from collections import defaultdict

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.desktop.window.pages import PAGES
from tests.examples import bundled

EVERYWHERE = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


@pytest.fixture
def window(qtbot: QtBot, catalogue: AssessmentCatalogue) -> MainWindow:
    catalogue.import_examples()
    window = MainWindow(catalogue)
    qtbot.addWidget(window)
    window.show()
    window.open_assessment(bundled().id)
    return window


def keys_twice(widget: QWidget, around: list[QWidget]) -> dict[str, list[str]]:
    """Return the keys that more than one action of a page, or of what is around it, has."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in (widget, *around):
        for action in each.actions():
            for key in action.shortcuts():
                found[key.toString()].append(action.text())
    for button in widget.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty() and button.isVisibleTo(widget):
            found[button.shortcut().toString()].append(button.text())
    for action in widget.findChildren(QAction):
        if action.shortcutContext() in EVERYWHERE and action not in widget.actions():
            for key in action.shortcuts():
                if is_heard(action, widget):
                    found[key.toString()].append(action.text())
    return {key: texts for key, texts in found.items() if len(texts) > 1}


def is_heard(action: QAction, page: QWidget) -> bool:
    """Whether the keys of an action that belongs to a part of a page are listened for."""
    parts = [each for each in action.associatedObjects() if isinstance(each, QWidget)]
    return any(part.isVisibleTo(page) for part in parts)


@pytest.mark.parametrize("key", PAGES)
def test_no_key_has_two_actions_on_a_page(window: MainWindow, key: str) -> None:
    assert window.view is not None
    page = window.view.show_page(key)
    assert keys_twice(page, [window.view, window]) == {}


def test_no_key_with_ctrl_does_two_things_in_parts_of_the_plan(window: MainWindow) -> None:
    assert window.view is not None
    page = window.view.show_page("plan")
    assert isinstance(page, PlanPage)
    page.open_detail()
    found: dict[str, set[str]] = defaultdict(set)
    for action in page.findChildren(QAction):
        for key in action.shortcuts():
            if key.toString().startswith("Ctrl+Shift") and is_heard(action, page):
                found[key.toString()].add(action.text())
    assert found
    assert {key: texts for key, texts in found.items() if len(texts) > 1} == {}


def test_a_key_with_two_actions_is_found(window: MainWindow) -> None:
    assert window.view is not None
    page = window.view.show_page("profile")
    action = QAction("To ganger", page)
    action.setShortcut(QKeySequence("Ctrl+F"))
    page.addAction(action)
    assert list(keys_twice(page, [window.view, window])) == ["Ctrl+F"]
