"""An aspect is rated by mouse and by keys, and shows what its owner answers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.interview.level_row import LevelRow
from kompass_desktop.instrument.model import LEVELS, Aspect, AspectWording, Instrument

Key = Qt.Key


@pytest.fixture
def wording(instrument: Instrument) -> AspectWording:
    return instrument.aspect(Aspect.RESULT)


@pytest.fixture
def row(qtbot: QtBot, wording: AspectWording) -> LevelRow:
    row = LevelRow()
    row.set_wording(wording)
    qtbot.addWidget(row)
    row.resize(600, row.sizeHint().height())
    row.show()
    return row


def checked(row: LevelRow) -> list[int]:
    return [level for level in LEVELS if row.buttons[level].isChecked()]


def proposed(row: LevelRow) -> list[int]:
    return [level for level in LEVELS if row.buttons[level].is_proposed]


@pytest.mark.parametrize("level", LEVELS)
def test_a_click_chooses_a_level(qtbot: QtBot, row: LevelRow, level: int) -> None:
    with qtbot.waitSignal(row.level_chosen) as chosen:
        QTest.mouseClick(row.buttons[level], Qt.MouseButton.LeftButton)
    assert chosen.args == [level]


@pytest.mark.parametrize("level", LEVELS)
def test_a_digit_chooses_a_level(qtbot: QtBot, row: LevelRow, level: int) -> None:
    with qtbot.waitSignal(row.level_chosen) as chosen:
        QTest.keyClicks(row, str(level))
    assert chosen.args == [level]


def test_other_digits_choose_nothing(qtbot: QtBot, row: LevelRow) -> None:
    with qtbot.assertNotEmitted(row.level_chosen):
        QTest.keyClicks(row, "579a²")


@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete])
def test_a_level_is_taken_back_by_key(qtbot: QtBot, row: LevelRow, key: Qt.Key) -> None:
    row.set_level(3)
    with qtbot.waitSignal(row.level_cleared):
        QTest.keyClick(row, key)


def test_a_click_on_the_level_given_takes_it_back(qtbot: QtBot, row: LevelRow) -> None:
    row.set_level(3)
    with qtbot.waitSignal(row.level_cleared), qtbot.assertNotEmitted(row.level_chosen):
        QTest.mouseClick(row.buttons[3], Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("given_and_proposed", "key", "expected"),
    [
        ((2, None), Key.Key_Right, 3),
        ((2, None), Key.Key_Left, 1),
        ((4, None), Key.Key_Right, 4),
        ((0, None), Key.Key_Left, 0),
        ((None, 1), Key.Key_Right, 2),
        ((None, None), Key.Key_Right, 0),
    ],
)
def test_the_arrows_choose_the_level_beside(
    qtbot: QtBot,
    row: LevelRow,
    given_and_proposed: tuple[int | None, int | None],
    key: Qt.Key,
    expected: int,
) -> None:
    row.set_level(*given_and_proposed)
    with qtbot.waitSignal(row.level_chosen) as chosen:
        QTest.keyClick(row, key)
    assert chosen.args == [expected]


def test_only_the_owner_decides_what_is_given(row: LevelRow) -> None:
    row.set_level(1)
    QTest.mouseClick(row.buttons[4], Qt.MouseButton.LeftButton)
    assert checked(row) == [1]
    row.set_level(4)
    assert checked(row) == [4]
    row.set_level(None)
    assert checked(row) == []


def test_the_anchor_of_the_level_is_shown_beside_it(row: LevelRow, wording: AspectWording) -> None:
    row.set_level(2)
    assert row.anchor_text == wording.anchors[2]
    assert row.accessibleDescription() == f"2, {wording.anchors[2]}"
    assert wording.anchors[4] in row.buttons[4].toolTip()


def test_the_anchors_can_be_those_of_a_measure_point(row: LevelRow, instrument: Instrument) -> None:
    extent = instrument.aspect(Aspect.EXTENT)
    row.set_wording(extent)
    row.set_level(3)
    assert row.anchor_text == extent.anchors[3]
    row.set_anchors(extent.anchors_of(instrument.measure_point("3.3.6")))
    assert row.anchor_text == "omfatter de fleste av selskapene"
    assert "omfatter alle selskapene" in row.buttons[4].toolTip()
    assert row.buttons[0].accessibleDescription() == "omfatter ingen av selskapene"
    row.set_anchors(extent.anchors_of(instrument.measure_point("2.5.2")))
    assert row.anchor_text == extent.anchors[3]


def test_a_proposal_is_marked_and_yields_to_a_level(row: LevelRow, wording: AspectWording) -> None:
    row.set_level(None, proposal=3)
    assert checked(row) == []
    assert proposed(row) == [3]
    assert row.anchor_text == f"forslag: {wording.anchors[3]}"
    row.set_level(0, proposal=3)
    assert proposed(row) == []
    assert row.anchor_text == wording.anchors[0]


def test_an_unrated_active_row_says_which_keys_rate_it(row: LevelRow) -> None:
    row.set_active(True)
    assert "0–4" in row.anchor_text
    row.set_active(False)
    assert "0–4" not in row.anchor_text


def test_the_active_row_has_an_edge(row: LevelRow) -> None:
    plain = row.grab().toImage()
    row.set_active(True)
    middle = row.height() // 2
    assert row.grab().toImage().pixelColor(1, middle) != plain.pixelColor(1, middle)


def test_a_click_on_the_row_asks_for_it(qtbot: QtBot, row: LevelRow) -> None:
    with qtbot.waitSignal(row.activated):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)


def test_buttons_leave_the_focus_where_it_is(qtbot: QtBot, row: LevelRow) -> None:
    row.setFocus()
    QTest.mouseClick(row.buttons[2], Qt.MouseButton.LeftButton)
    assert not row.buttons[2].hasFocus()
