"""Which row of the library is meant: rows that look alike, and the row one came from or chose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.exchange_dialogs import ShareDialog
from kompass_desktop.desktop.library.assessment_list import AssessmentColumn
from kompass_desktop.desktop.library.assessment_table import AssessmentTable
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.library import Library
from tests.examples import bundled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot, catalogue: AssessmentCatalogue) -> Iterator[MainWindow]:
    catalogue.import_examples()
    window = MainWindow(catalogue)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()
    window.library_page.stop()


def begin(catalogue: AssessmentCatalogue, municipality: str, year: int) -> str:
    """Begin a measurement and return its id."""
    example = bundled("karasjok-2019")
    particulars = Particulars(
        id=new_id(), municipality=municipality, municipality_number="", year=year
    )
    return catalogue.create(particulars, example.instrument).id


def table_of(window: MainWindow) -> AssessmentTable:
    return window.library_page.table


def current(window: MainWindow) -> str:
    row = table_of(window).current_row
    return row.id if row else ""


def shown(window: MainWindow, identity: str, column: AssessmentColumn) -> str:
    place = table_of(window).assessments.row_of(identity)
    assert place is not None
    return str(table_of(window).assessments.index(place, column).data())


# Rows that look alike


def test_measurements_of_the_same_municipality_and_year_are_told_apart(
    window: MainWindow,
) -> None:
    made = [begin(window.catalogue, "Vik", 2026) for _ in range(3)]
    other = begin(window.catalogue, "Vik", 2025)
    years = [shown(window, identity, AssessmentColumn.YEAR) for identity in made]
    assert years == ["2026 (1)", "2026 (2)", "2026 (3)"]
    assert shown(window, other, AssessmentColumn.YEAR) == "2025"
    assessment = window.library.load(made[1])
    before = assessment.particulars
    window.library.write(assessment, [Change(before, replace(before, report="7"))])
    window.library_page.reload()
    rows = {row.id: row for row in table_of(window).assessments.rows}
    assert "begynt " in table_of(window).assessments.detail_text(rows[made[1]])
    assert "begynt " not in table_of(window).assessments.detail_text(rows[other])
    assert len({rows[identity].title for identity in made}) == 3
    window.catalogue.delete(made[1:])
    assert shown(window, made[0], AssessmentColumn.YEAR) == "2026"


def test_copies_without_a_history_of_their_own_are_told_apart_too(
    window: MainWindow, library: Library
) -> None:
    made = [begin(window.catalogue, "Vik", 2026) for _ in range(2)]
    library.file.db.execute("DELETE FROM history")
    window.library_page.reload()
    assert {shown(window, identity, AssessmentColumn.YEAR) for identity in made} == {
        "2026 (1)",
        "2026 (2)",
    }


# Coming back


@pytest.mark.parametrize("searching", ["", "eksempel"])
def test_coming_back_selects_the_row_that_one_came_from(window: MainWindow, searching: str) -> None:
    window.library_page.search_field.setText(searching)
    for municipality in ("Aurland", "Åmot", "Midtbyen"):
        made = begin(window.catalogue, municipality, 2024)
        window.open_assessment(made)
        window.close_assessment()
        assert current(window) == made
        assert [row.id for row in table_of(window).selected_rows] == [made]


# Sharing


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """The names that were suggested for a file."""
    names: list[str] = []

    def choose(_parent: QWidget, title: str, name: str, _kinds: str) -> tuple[str, str]:
        names.append(f"{title}: {Path(name).name}")
        return str(tmp_path / Path(name).name), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    return names


def test_sharing_asks_which_where_no_row_was_chosen(window: MainWindow, offered: list[str]) -> None:
    told: list[str] = []
    window.library_page.message_shown.connect(told.append)
    window.library_page.share_action.trigger()
    assert offered == []
    assert told == ["Velg i listen hvilken måling som skal deles."]
    window.library_page.reload()
    window.library_page.share_action.trigger()
    assert offered == []


@pytest.mark.parametrize("way", ["key", "click", "back"])
def test_sharing_takes_the_row_that_was_chosen_and_names_it(
    window: MainWindow, offered: list[str], way: str
) -> None:
    table = table_of(window)
    second = table.shown.row_at(table.shown.index(1, 0))
    assert second is not None
    match way:
        case "key":
            table.setFocus()
            QTest.keyClick(table, Qt.Key.Key_Down)
        case "click":
            place = table.visualRect(table.shown.index(1, 0)).center()
            QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        case _:
            window.open_assessment(second.id)
            window.close_assessment()
    window.library_page.share_action.trigger()
    assert offered == [f"Del {second.title}: {second.title}.kompass"]
    dialog = window.library_page.findChild(ShareDialog)
    assert isinstance(dialog, ShareDialog)
    assert second.title in dialog.heading_label.text()
    dialog.reject()


def test_several_rows_are_not_shared_as_one(window: MainWindow, offered: list[str]) -> None:
    table_of(window).setFocus()
    QTest.keyClick(table_of(window), Qt.Key.Key_Down)
    table_of(window).selectAll()
    window.library_page.share_action.trigger()
    assert offered == []


# One colour for last time


def test_last_time_is_amber_on_every_page_and_nothing_else_is(window: MainWindow) -> None:
    row = next(r for r in table_of(window).assessments.rows if r.particulars.year == 2019)
    later = begin(window.catalogue, row.particulars.municipality, 2024)
    strange = begin(window.catalogue, "Vik", 2018)
    window.open_assessment(later)
    assert window.view is not None
    page = window.view.show_page("profile")
    assert isinstance(page, ProfilePage)
    page.compare_with([row.id, strange, "reference:orebro-2013"])
    amber = [line.profile.label for line in page.radar.lines if line.tint == "challenge_line"]
    assert len(amber) == 1
    assert "2019" in amber[0]
    assert len({(line.tint, line.style) for line in page.radar.lines}) == 3
