"""From ratings of interviews to settled points and accepted findings, in the window, by keys alone.

The keys are counted: eight areas are to take less than half an hour.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.desktop.window.main_window import MainWindow
from tests.end_to_end.conftest import StartProgram
from tests.end_to_end.keyboard import ALT, CTRL, SHIFT, Key, press
from tests.examples import bundled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

POINTS = 165
AREAS = 8
SECONDS_PER_KEY = 5
"""Reading and thinking included."""
HALF_AN_HOUR = 30 * 60


@dataclass
class Counter:
    """Presses keys and counts them."""

    keys: int = 0

    def press(
        self, key: Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key where the focus is."""
        press(key, modifiers)
        self.keys += 1


def unsettled() -> Assessment:
    """Eksempelvik as it is after the interviews: the team has neither rated nor found anything."""
    assessment = bundled()
    assessment.findings.clear()
    for note in list(assessment.notes.values()):
        assessment.notes[note.id] = replace(note, mark=None)
    for rating in list(assessment.ratings.values()):
        if rating.interview == TEAM:
            del assessment.ratings[rating.id]
    return assessment


def settle(qtbot: QtBot, window: MainWindow, page: ScoringPage, keyboard: Counter) -> None:
    """Accept what nobody disputes, then the disputed proposals, and rate what is left."""
    keyboard.press(Key.Key_G, CTRL | SHIFT)
    box = page.findChild(QMessageBox)
    assert box is not None
    qtbot.waitUntil(lambda: _has_focus(box))
    keyboard.press(Key.Key_Tab)
    keyboard.press(Key.Key_Space)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(page.table.hasFocus)
    while not page.undecided_chip.isChecked():
        keyboard.press(Key.Key_U, CTRL)
    while page.undecided_chip.text() != "Ikke avgjort: 0":
        keyboard.press(Key.Key_Return)
        assert keyboard.keys < 2 * POINTS, (page.undecided_chip.text(), page.code)


def _has_focus(box: QMessageBox) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and box.isAncestorOf(focused)


def test_eight_areas_go_from_interviews_to_accepted_findings_by_keys_alone(
    qtbot: QtBot, start_program: StartProgram
) -> None:
    window = start_program()
    example = unsettled()
    window.catalogue.library.add(example)
    window.open_assessment(example.id)
    view = window.view
    assert view is not None
    scoring = view.show_page("scoring")
    assert isinstance(scoring, ScoringPage)
    keyboard = Counter()
    assert scoring.undecided_chip.text() == f"Ikke avgjort: {POINTS}"
    settle(qtbot, window, scoring, keyboard)
    settling_keys = keyboard.keys
    board = scoring.session.board
    points = scoring.session.assessment.instrument.measure_points
    assert all(board.score(point.code).status is ScoreStatus.RATED for point in points)

    while not isinstance(view.page, FindingsPage):
        keyboard.press(Key.Key_PageDown, CTRL)
    page = view.page
    in_focus = [point for point in points if not board.rating(point.code).not_in_focus]
    drafted = len(in_focus)
    assert page.count_label.text() == "0 funn"
    assert page.drafts_chip.text() == f"Utkast: {drafted}"
    assert page.without_chip.text() == f"Uten funn: {drafted}"
    keyboard.press(Key.Key_Delete)
    assert page.rejected_chip.text() == "Forkastet: 1"
    for area in range(1, AREAS + 1):
        keyboard.press(Key(Key.Key_0 + area), ALT)
        keyboard.press(Key.Key_Return)
        keyboard.press(Key.Key_G, CTRL | SHIFT)
    kept = window.catalogue.library.load(example.id)
    assert len(kept.findings) == drafted - 1
    assert page.drafts_chip.text() == "Utkast: 0"
    assert page.without_chip.text() == "Uten funn: 1"
    assert page.count_label.text() == f"{drafted - 1} funn"
    assert (settling_keys, drafted, keyboard.keys - settling_keys) == (36, 161, 27)
    assert keyboard.keys * SECONDS_PER_KEY <= HALF_AN_HOUR
