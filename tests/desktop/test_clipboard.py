"""What is copied is text wherever it is pasted, also where only formatted text was copied."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication

from kompass_desktop.desktop.clipboard import copied_cells, copied_text
from kompass_desktop.desktop.rating.rating_keys import typed_text

TABLE = (
    "<table><tr><td>Ordfører</td><td><b>OF-01</b></td></tr>"
    "<tr><td>Leder</td><td>VL&#8209;01 <br>og mer</td></tr></table>"
)


def copy_html(qapp: QApplication, html: str) -> None:
    mime = QMimeData()
    mime.setHtml(html)
    QGuiApplication.clipboard().setMimeData(mime)


def test_formatted_text_alone_says_what_it_says(qapp: QApplication) -> None:
    copy_html(qapp, "<p>Planen <b>kom</b></p><p>i 2021</p>")
    assert copied_text() == "Planen kom\ni 2021"
    assert copied_cells() == "Planen kom\ni 2021"


def test_a_formatted_table_keeps_its_rows_and_cells(qapp: QApplication) -> None:
    copy_html(qapp, TABLE)
    assert copied_cells() == "Ordfører\tOF-01\nLeder\tVL\u201101 og mer"


def test_plain_text_comes_first(qapp: QApplication) -> None:
    mime = QMimeData()
    mime.setHtml(TABLE)
    mime.setText("a\tb\nc\td")
    QGuiApplication.clipboard().setMimeData(mime)
    assert copied_cells() == copied_text() == "a\tb\nc\td"


@pytest.mark.parametrize("html", ["<p>Planen <i>kom</i> i 2021</p>", "Planen kom<br>i 2021"])
def test_at_the_ratings_too(qapp: QApplication, html: str) -> None:
    copy_html(qapp, html)
    event = QKeyEvent(
        QKeyEvent.Type.KeyPress, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier, ""
    )
    assert typed_text(event) == "Planen kom i 2021"
