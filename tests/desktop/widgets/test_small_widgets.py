"""Buttons that show their key, tabs that keep their width, labels that end in dots, bars."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.charts.progress_bar import ProgressBar
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.tab_button import TabButton


def count_of(image: QImage, tint: str) -> int:
    """How many pixels of the middle row have a colour of the theme."""
    middle = image.height() // 2
    shade = theme.color(tint).name()
    return sum(image.pixelColor(x, middle).name() == shade for x in range(image.width()))


def test_a_key_makes_room_for_its_cap(qtbot: QtBot) -> None:
    button = KeyButton()
    qtbot.addWidget(button)
    button.setText("Gå til …")
    without = button.sizeHint().width()
    button.setProperty("keys", "Ctrl G")
    assert button.sizeHint().width() > without + 20
    assert button.accessibleDescription() == "Ctrl G"
    button.resize(button.sizeHint())
    shown = button.grab().toImage()
    button.setProperty("keys", "Ctrl J")
    assert button.grab().toImage() != shown


def test_a_key_button_is_pressed_like_any_other(qtbot: QtBot) -> None:
    button = KeyButton()
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, Qt.Key.Key_Space)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_a_button_outside_a_dialog(qtbot: QtBot, key: Qt.Key) -> None:
    page = QWidget()
    button = KeyButton(page)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


@pytest.mark.parametrize("text", ["Intervju", "Poenggivning", "Forberedelse"])
def test_a_tab_is_as_wide_plain_as_bold(qtbot: QtBot, text: str) -> None:
    tab = TabButton()
    qtbot.addWidget(tab)
    tab.setText(text)
    tab.show()
    plain = tab.sizeHint().width()
    tab.setChecked(True)
    assert tab.sizeHint().width() == plain
    assert tab.fontMetrics().horizontalAdvance(text) < plain - 24


def test_a_checked_tab_is_underlined(qtbot: QtBot) -> None:
    tab = TabButton()
    qtbot.addWidget(tab)
    tab.setText("Profil")
    tab.show()
    accent = theme.color("accent").name()
    bottom = tab.height() - 2
    assert tab.grab().toImage().pixelColor(3, bottom).name() != accent
    tab.setChecked(True)
    assert tab.grab().toImage().pixelColor(3, bottom).name() == accent


def test_a_label_too_long_for_its_place_ends_in_dots_and_tells_the_whole(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("Kárášjoga gielda – Karasjok kommune")
    label.resize(60, 20)
    label.show()
    assert label.is_elided
    assert label.toolTip() == label.text() == "Kárášjoga gielda – Karasjok kommune"
    label.resize(600, 20)
    qtbot.waitUntil(lambda: label.toolTip() == "")
    assert not label.is_elided


def test_a_tool_tip_does_not_read_markup_in_what_people_write(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText('<img src="/etc/motd"> og <b>fet</b> & mer')
    label.resize(30, 20)
    label.show()
    assert label.toolTip() == (
        "<p>&lt;img src=&quot;/etc/motd&quot;&gt; og &lt;b&gt;fet&lt;/b&gt; &amp; mer</p>"
    )


def test_a_label_does_not_read_markup_in_what_people_write(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.setText("<b>ikke fet</b>")
    label.resize(300, 20)
    plain = ElidedLabel()
    qtbot.addWidget(plain)
    plain.setText("ikke fet")
    plain.resize(300, 20)
    assert label.grab().toImage() != plain.grab().toImage()


@pytest.mark.parametrize(("share", "filled"), [(0.0, 0), (0.5, 50), (1.0, 100), (1.7, 100)])
def test_progress_fills_its_share(qtbot: QtBot, share: float, filled: int) -> None:
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.resize(100, 5)
    bar.set_share(share)
    assert count_of(bar.grab().toImage(), "accent") == pytest.approx(filled, abs=2)


def test_progress_marks_where_one_ought_to_be(qtbot: QtBot) -> None:
    bar = ProgressBar()
    qtbot.addWidget(bar)
    plain = bar.sizeHint().height()
    bar.set_mark(0.64)
    assert bar.sizeHint().height() > plain
    bar.resize(100, bar.sizeHint().height())
    image = bar.grab().toImage()
    assert image.pixelColor(63, 1).name() == theme.color("weakness").name()
    bar.set_mark(None)
    assert count_of(bar.grab().toImage(), "weakness") == 0


def test_progress_is_told_in_words(qtbot: QtBot) -> None:
    bar = ProgressBar()
    qtbot.addWidget(bar)
    bar.set_share(0.36)
    assert QWidget.accessibleDescription(bar) == "36 %"
