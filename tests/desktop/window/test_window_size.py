"""The window on small screens: it fits, and what has no room scrolls and is not cut."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QSettings, Qt
from PySide6.QtGui import QFont, QFontMetrics, QScreen
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.navigation.question_tree_view import QuestionTreeView
from kompass_desktop.desktop.preparation.interview_table import InterviewColumn
from kompass_desktop.desktop.profile.comparison_panel import ComparisonPanel
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.report.chapter_list import ChapterList
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.widgets.refusal import Refusal
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.desktop.window.pages import PAGES
from kompass_desktop.i18n import Language

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SCREENS = [
    QRect(0, 0, 1366, 728),
    QRect(0, 40, 1366, 728),
    QRect(0, 0, 1280, 680),
    QRect(0, 0, 1024, 560),
    QRect(0, 0, 911, 485),
    QRect(66, 27, 960, 513),
    QRect(0, 0, 1920, 1040),
]
"""What panels and task bars leave free: also of 1366×768 at 150 % and 1920×1080 at 200 %."""


@pytest.fixture
def window(qtbot: QtBot, catalogue: AssessmentCatalogue) -> Iterator[MainWindow]:
    catalogue.import_examples()
    window = MainWindow(catalogue)
    qtbot.addWidget(window)
    yield window
    window.close()
    window.library_page.stop()


def on_a_screen(monkeypatch: pytest.MonkeyPatch, free: QRect) -> None:
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _: QRect(free))
    monkeypatch.setattr(QScreen, "availableSize", lambda _: free.size())


@pytest.mark.parametrize("free", SCREENS)
@pytest.mark.parametrize("last", [None, QRect(0, 0, 1366, 768), QRect(1900, 900, 2500, 1400)])
def test_the_first_window_is_within_the_screen(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    catalogue: AssessmentCatalogue,
    free: QRect,
    last: QRect | None,
) -> None:
    if last is not None:
        before = QWidget()
        qtbot.addWidget(before)
        before.setGeometry(last)
        QSettings().setValue("window/geometry", before.saveGeometry())
    on_a_screen(monkeypatch, free)
    window = MainWindow(catalogue)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert free.contains(window.frameGeometry())
    assert window.minimumSize().width() <= free.width()


@pytest.mark.parametrize("spoken", [Language.BOKMAL, Language.ENGLISH], indirect=True)
@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("size", [(1366, 700), (1024, 556), (911, 468)])
@pytest.mark.parametrize("key", ["library", *PAGES])
def test_no_words_are_cut_and_nothing_overlaps(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    window: MainWindow,
    size: tuple[int, int],
    key: str,
) -> None:
    on_a_screen(monkeypatch, QRect(0, 0, 2000, 1200))
    window.resize(*size)
    with qtbot.waitExposed(window):
        window.show()
    if key != "library":
        rows = window.library.listings()
        row = next(row for row in rows if row.particulars.municipality == "Eksempelvik")
        window.open_assessment(row.particulars.id)
        assert window.view is not None
        window.view.show_page(key)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    shown = [w for w in window.findChildren(QWidget) if is_word(w)]
    assert shown
    assert [cut for cut in map(cut_words, shown) if cut] == []
    assert overlapping(shown) == []
    tables = [t for t in window.findChildren(QTableView) if t.isVisible()]
    assert [cut for table in tables for cut in cut_headings(table)] == []


@pytest.mark.parametrize("spoken", [Language.BOKMAL, Language.ENGLISH], indirect=True)
@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("size", [(1366, 700), (1024, 556), (911, 468)])
@pytest.mark.parametrize("view", [0, 1, 2])
def test_no_words_of_a_comparison_are_cut(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    window: MainWindow,
    size: tuple[int, int],
    view: int,
) -> None:
    on_a_screen(monkeypatch, QRect(0, 0, 2000, 1200))
    window.resize(*size)
    with qtbot.waitExposed(window):
        window.show()
    rows = window.library.listings()
    ids = {row.particulars.municipality: row.particulars.id for row in rows}
    window.open_assessment(ids["Eksempelvik"])
    assert window.view is not None
    page = window.view.show_page("profile")
    assert isinstance(page, ProfilePage)
    names = ("norwegian-average", "highest", "roros-2021", "hoganas-2020", "orebro-2013")
    page.compare_with([ids["Kárášjohka - Karasjok"], *(f"reference:{name}" for name in names)])
    panel = page.findChild(ComparisonPanel)
    assert panel is not None
    panel.show_view(view)
    QApplication.processEvents()
    assert (window.width(), window.height()) == size
    shown = [w for w in window.findChildren(QWidget) if is_word(w)]
    assert [cut for cut in map(cut_words, shown) if cut] == []
    assert overlapping(shown) == []
    assert view or cut_headings(panel.table) == []


@pytest.mark.parametrize("spoken", [Language.BOKMAL, Language.ENGLISH], indirect=True)
@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("key", ["library", *PAGES])
def test_no_page_scrolls_where_it_has_all_the_room_that_it_needs(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow, key: str
) -> None:
    page = shown_on_a_small_laptop(qtbot, monkeypatch, window, key)
    area: QWidget | None = page.parentWidget()
    while not isinstance(area, QScrollArea):
        assert area is not None
        area = area.parentWidget()
    bars = (area.horizontalScrollBar(), area.verticalScrollBar())
    assert [bar.maximum() for bar in bars] == [0, 0]
    assert page.size() == area.viewport().size()


@pytest.mark.parametrize("key", ["interview", "scoring"])
def test_names_of_areas_are_whole_in_the_tree(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow, key: str
) -> None:
    page = shown_on_a_small_laptop(qtbot, monkeypatch, window, key)
    tree = page.findChild(QuestionTreeView)
    assert isinstance(tree, QuestionTreeView)
    metrics = QFontMetrics(theme.font(13, QFont.Weight.DemiBold))
    for row in range(tree.model().rowCount()):
        index = tree.model().index(row, 0)
        room = tree.viewport().width() - 23 - 8 - 36 - 12
        flags = int(Qt.TextFlag.TextWordWrap)
        needed = metrics.boundingRect(QRect(0, 0, room, 1000), flags, index.data())
        assert needed.width() <= room
        assert tree.sizeHintForIndex(index).height() >= needed.height()


def test_titles_of_chapters_are_whole(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    page = shown_on_a_small_laptop(qtbot, monkeypatch, window, "report")
    chapters = page.findChild(ChapterList)
    assert isinstance(chapters, ChapterList)
    indexes = [chapters.model().index(row, 0) for row in range(chapters.model().rowCount())]
    heights = {index.data(): chapters.visualRect(index).height() for index in indexes}
    long = "2 Tilgjengelighet, innbygger- og brukerorientering"
    assert heights[long] > heights["Metode"]


def test_names_of_groups_are_whole(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow
) -> None:
    page = shown_on_a_small_laptop(qtbot, monkeypatch, window, "preparation")
    groups = page.findChild(QTableView, "groups_view")
    assert isinstance(groups, QTableView)
    assert groups.columnWidth(0) >= groups.sizeHintForColumn(0)


def shown_on_a_small_laptop(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: MainWindow, key: str
) -> QWidget:
    """The page in a window of 1280×720 less its title and a task bar."""
    on_a_screen(monkeypatch, QRect(0, 0, 2000, 1200))
    window.resize(1280, 660)
    with qtbot.waitExposed(window):
        window.show()
    page: QWidget | None = window.library_page.content_area.widget()
    if key != "library":
        rows = window.library.listings()
        row = next(row for row in rows if row.particulars.municipality == "Eksempelvik")
        window.open_assessment(row.particulars.id)
        assert window.view is not None
        page = window.view.show_page(key)
    QApplication.processEvents()
    QApplication.processEvents()
    assert page is not None
    return page


def cut_headings(table: QTableView) -> list[str]:
    """Headings and fixed columns of a table that are narrower than what they say."""
    header, model, found = table.horizontalHeader(), table.model(), []
    shown = [c for c in range(model.columnCount()) if not header.isSectionHidden(c)]
    for column in shown:
        is_fixed = header.sectionResizeMode(column) is QHeaderView.ResizeMode.Fixed
        cells = table.sizeHintForColumn(column) if is_fixed else 0
        if header.sectionSize(column) < max(header.sectionSizeHint(column), cells):
            found.append(str(model.headerData(column, Qt.Orientation.Horizontal)))
    return found


def is_word(widget: QWidget) -> bool:
    kinds = (QLabel, QAbstractButton)
    return widget.isVisible() and isinstance(widget, kinds) and bool(widget.text())


def cut_words(widget: QWidget) -> str:
    """What a label or button says, if it has not the room for it."""
    assert isinstance(widget, (QLabel, QAbstractButton))
    if isinstance(widget, ElidedLabel):
        return ""
    wraps = isinstance(widget, QLabel) and widget.wordWrap()
    least = widget.minimumSizeHint()
    height = widget.heightForWidth(widget.width()) if wraps else least.height()
    width = 0 if wraps else least.width()
    is_ignored = isinstance(widget, QLabel) and widget.objectName() == "message_label"
    is_cut = widget.width() < width or widget.height() < height
    return f"{widget.text()} {widget.size()} {width} {height}" if is_cut and not is_ignored else ""


def overlapping(shown: list[QWidget]) -> list[tuple[str, str]]:
    found = []
    for number, one in enumerate(shown):
        for other in shown[number + 1 :]:
            are_beside = one.parentWidget() is other.parentWidget()
            if are_beside and one.geometry().intersects(other.geometry()):
                found.append((one.objectName(), other.objectName()))
    return found


def test_what_the_keyboard_is_at_is_brought_into_view(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(911, 468)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_assessment(window.library.listings()[0].particulars.id)
    assert window.view is not None
    page = window.view.show_page("preparation")
    button = page.findChild(QAbstractButton, "open_button")
    assert isinstance(button, QAbstractButton)
    button.setFocus()
    area = window.view.pages.currentWidget()
    assert isinstance(area, QScrollArea)
    place = button.mapTo(area.viewport(), QPoint(0, 0))
    assert area.viewport().rect().contains(QRect(place, button.size()))


# Messages


def test_a_message_is_seen_where_the_keyboard_is_and_goes_with_the_next_key(
    qtbot: QtBot, window: MainWindow
) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_assessment(window.library.listings()[0].particulars.id)
    window.show_message("Det går ikke.")
    (balloon,) = (b for b in window.findChildren(Refusal) if b.isVisible())
    assert balloon.text() == "Det går ikke."
    assert window.rect().contains(balloon.geometry())
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "x")
    assert not [b for b in window.findChildren(Refusal) if b.isVisible()]


@pytest.mark.parametrize("cause", ["page", "close", "gone"])
def test_a_message_goes_with_its_cause(qtbot: QtBot, window: MainWindow, cause: str) -> None:
    window.show()
    window.open_assessment(window.library.listings()[0].particulars.id)
    assert window.view is not None
    window.view.show_page("preparation")
    window.show_message("Skriv datoen slik: 12.03.2026.")
    match cause:
        case "page":
            window.view.show_page("findings")
        case "close":
            window.close_assessment()
        case _:
            window.view.page.message_shown.emit("")
    label = window.findChild(QLabel, "message_label")
    assert isinstance(label, QLabel)
    assert label.text() == ""


@pytest.mark.parametrize("ending", ["put right", "given up"])
def test_the_message_about_a_cell_goes_when_the_cell_is_right(
    qtbot: QtBot, window: MainWindow, ending: str
) -> None:
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.open_assessment(window.library.listings()[0].particulars.id)
    assert window.view is not None
    page = window.view.show_page("preparation")
    view = page.findChild(RecordView, "interviews_view")
    assert isinstance(view, RecordView)
    label = window.findChild(QLabel, "message_label")
    assert isinstance(label, QLabel)
    first = window.view.session.assessment.interviews_in_order()[0]
    view.write_in(first.id, InterviewColumn.PARTICIPANTS)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "900")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert "deltakere" in label.text()
    assert len([b for b in window.findChildren(Refusal) if b.isVisible()]) == 1
    if ending == "put right":
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
        QTest.keyClick(editor, Qt.Key.Key_Return)
    else:
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    QApplication.processEvents()
    assert label.text() == ""
