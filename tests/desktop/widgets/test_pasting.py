"""What comes into every kind of text field from a clipboard that holds no plain text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop.findings.finding_editor import FindingEditor
from kompass_desktop.desktop.notes.editor import NoteEditor
from kompass_desktop.desktop.report.chapter_editor import ChapterEditor
from kompass_desktop.desktop.widgets.date_field import DateField
from kompass_desktop.desktop.widgets.pasting import MOST_PASTED_LINES, LineFieldPasting
from kompass_desktop.storage.database.limits import LONGEST_TEXT

CTRL = Qt.KeyboardModifier.ControlModifier
HTML = "<style>p {color: red}</style><p>Folkemøter hvert&nbsp;<b>halvår</b></p>"
RTF = b"{\\rtf1 Folkem\\'f8ter}"

Field = QPlainTextEdit | QLineEdit
FieldOf = Callable[[QWidget], Field]


FIELDS: dict[str, FieldOf] = {
    "notes": lambda parent: NoteEditor(0, parent),
    "finding": lambda parent: FindingEditor("", parent),
    "chapter": ChapterEditor,
    "line": QLineEdit,
    "date": DateField,
}


@pytest.fixture(params=list(FIELDS))
def field(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Iterator[Field]:
    """A text field that has the focus, of each kind."""
    pasting = LineFieldPasting(qapp)
    window = QWidget()
    window.resize(400, 200)
    qtbot.addWidget(window)
    made = FIELDS[request.param](window)
    made.resize(380, 100)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.setFocus()
    yield made
    # What Python has put on the clipboard must not outlive it.
    QGuiApplication.clipboard().clear()
    QToolTip.hideText()
    qapp.focusChanged.disconnect(pasting._follow)
    pasting.deleteLater()


def paste(field: Field, source: QMimeData) -> None:
    QGuiApplication.clipboard().setMimeData(source)
    QTest.keyClick(field, Qt.Key.Key_V, CTRL)


def text_in(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def test_formatted_text_comes_in_as_what_it_says(field: Field) -> None:
    source = QMimeData()
    source.setHtml(HTML)
    paste(field, source)
    assert text_in(field) == "Folkemøter hvert halvår"


def test_the_menu_offers_formatted_text_too(field: Field) -> None:
    source = QMimeData()
    source.setHtml(HTML)
    QGuiApplication.clipboard().setMimeData(source)
    if isinstance(field, QPlainTextEdit):
        assert field.canPaste()


def test_plain_text_is_taken_rather_than_formatted(field: Field) -> None:
    source = QMimeData()
    source.setHtml("<p>annet</p>")
    source.setText("Kárášjohka")
    paste(field, source)
    assert text_in(field) == "Kárášjohka"


def test_an_address_comes_in_as_text(field: Field) -> None:
    source = QMimeData()
    source.setUrls([QUrl("https://www.karasjok.kommune.no/planer")])
    paste(field, source)
    assert text_in(field) == "https://www.karasjok.kommune.no/planer"


def of_image() -> QMimeData:
    source = QMimeData()
    source.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    return source


def of_rtf() -> QMimeData:
    source = QMimeData()
    source.setData("text/rtf", RTF)
    return source


def of_files() -> QMimeData:
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile("/plan/kommuneplan.pdf")])
    return source


def of_image_in_html() -> QMimeData:
    source = QMimeData()
    source.setHtml('<img src="x.png">')
    return source


@pytest.mark.parametrize(
    ("make", "word"),
    [(of_image, "ikke tekst"), (of_rtf, "ren tekst"), (of_files, "Filer"),
     (of_image_in_html, "ikke tekst")],
)  # fmt: skip
def test_what_is_no_text_is_refused_in_words_beside_the_caret(
    field: Field, make: Callable[[], QMimeData], word: str
) -> None:
    QTest.keyClicks(field, "1")
    field.selectAll()
    paste(field, make())
    assert text_in(field) == "1"
    if isinstance(field, NoteEditor) and make in (of_image, of_files):
        # Notes keep them at the line.
        assert not QToolTip.isVisible()
        return
    assert word in QToolTip.text()


def test_an_empty_clipboard_says_nothing(field: Field) -> None:
    paste(field, QMimeData())
    assert text_in(field) == ""
    assert not QToolTip.isVisible()


EDITORS = pytest.mark.parametrize("field", ["notes", "finding", "chapter"], indirect=True)


LONG = "å" * (LONGEST_TEXT + 1)
LINES = "a\n" * (MOST_PASTED_LINES + 1)


@pytest.mark.parametrize(
    ("field", "text", "word"),
    [
        ("notes", LONG, "plass til 499999 til"),
        ("finding", LONG, "plass til 499999 til"),
        ("chapter", LONG, "plass til 499999 til"),
        ("notes", LINES, f"på {MOST_PASTED_LINES + 1} linjer"),
        ("chapter", LINES, f"på {MOST_PASTED_LINES + 1} linjer"),
    ],
    indirect=["field"],
)
def test_more_than_files_may_hold_is_left_out_whole_and_says_so(
    field: Field, text: str, word: str
) -> None:
    source = QMimeData()
    source.setText(text)
    QTest.keyClicks(field, "1")
    paste(field, source)
    assert text_in(field) == "1"
    assert word in QToolTip.text()


@EDITORS
def test_what_is_selected_makes_room(field: Field) -> None:
    source = QMimeData()
    source.setText("å" * 300_000)
    paste(field, source)
    paste(field, source)
    assert len(text_in(field)) == 300_000
    field.selectAll()
    paste(field, source)
    assert len(text_in(field)) == 300_000
