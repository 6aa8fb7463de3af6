"""The library page on a real library: what it lists, finds, compares, takes in and takes back."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finishing import reopening
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.library.assessment_list import AssessmentColumn, AssessmentRow
from kompass_desktop.desktop.library.library_page import LibraryPage
from kompass_desktop.desktop.library.new_assessment_dialog import NewAssessmentDialog
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.window.key_sheet import keys_of
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.json_file import export_json, import_json
from tests.examples import bundled

DISPLAY = Qt.ItemDataRole.DisplayRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole
KARASJOK = "Kárášjohka - Karasjok"
EKSEMPELVIK = "Eksempelvik"


@pytest.fixture
def page(qtbot: QtBot, catalogue: AssessmentCatalogue) -> LibraryPage:
    """The page over the two examples, with their scores loaded."""
    catalogue.import_examples()
    made = shown(qtbot, catalogue)
    qtbot.waitUntil(lambda: made.comparison.chart is not None)
    return made


def shown(qtbot: QtBot, catalogue: AssessmentCatalogue) -> LibraryPage:
    page = LibraryPage(catalogue)
    qtbot.addWidget(page)
    page.resize(1280, 696)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.setFocus()
    return page


def municipalities(page: LibraryPage) -> list[str]:
    model = page.table.shown
    return [str(model.index(row, 0).data(DISPLAY)) for row in range(model.rowCount())]


def cell(
    page: LibraryPage, municipality: str, column: AssessmentColumn, role: int = DISPLAY
) -> object:
    row = municipalities(page).index(municipality)
    return page.table.shown.index(row, column).data(role)


def row_of(page: LibraryPage, municipality: str) -> AssessmentRow:
    rows = page.table.assessments.rows
    return next(row for row in rows if row.particulars.municipality == municipality)


def press(page: LibraryPage, key: Qt.Key) -> None:
    QTest.keyClick(page.table, key)


def test_rows_are_there_before_their_scores(qtbot: QtBot, catalogue: AssessmentCatalogue) -> None:
    catalogue.import_examples()
    page = LibraryPage(catalogue)
    qtbot.addWidget(page)
    assert municipalities(page) == [EKSEMPELVIK, KARASJOK]
    assert cell(page, KARASJOK, AssessmentColumn.STATUS) == "Avsluttet"
    assert cell(page, EKSEMPELVIK, AssessmentColumn.STATUS) == "Under arbeid"
    assert cell(page, KARASJOK, AssessmentColumn.POINTS) == ""
    assert page.comparison.chart is None


def test_the_page_and_its_rows_need_no_chart_library() -> None:
    code = (
        "import sys; from kompass_desktop.desktop.library import library_page;"
        "assert not {'pyqtgraph', 'reportlab'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_scores_say_how_sure_they_are(page: LibraryPage) -> None:
    assert cell(page, KARASJOK, AssessmentColumn.POINTS) == "212"
    assert cell(page, KARASJOK, AssessmentColumn.POINTS, SPOKEN) == "Poeng: 212, registrert"
    assert "forslag" in str(cell(page, EKSEMPELVIK, AssessmentColumn.POINTS, SPOKEN))
    assert "3 Politisk styring" in str(cell(page, KARASJOK, AssessmentColumn.PROFILE, SPOKEN))
    assert "av 165 målepunkter" in str(cell(page, EKSEMPELVIK, AssessmentColumn.PROGRESS, SPOKEN))


def test_an_invented_example_says_so(page: LibraryPage) -> None:
    assert "fiktivt eksempel" in str(cell(page, EKSEMPELVIK, AssessmentColumn.MUNICIPALITY, SPOKEN))
    assert "fiktivt" not in str(cell(page, KARASJOK, AssessmentColumn.MUNICIPALITY, SPOKEN))
    row = row_of(page, EKSEMPELVIK)
    assert row.summary is not None
    assert "fiktivt eksempel" in row.summary.profile.label


def test_the_second_line_is_the_report_or_the_interviews(page: LibraryPage) -> None:
    words = page.table.assessments.detail_text
    assert words(row_of(page, KARASJOK)) == "KS-K rapport 3/2019"
    assert words(row_of(page, EKSEMPELVIK)) == "19 av 20 intervjuer"


@pytest.mark.parametrize("words", ["karasjohka", "KARASJOK", "Kárášj", "rapport 3/2019"])
def test_a_municipality_is_found_in_any_language(page: LibraryPage, words: str) -> None:
    page.search_field.setText(words)
    assert municipalities(page) == [KARASJOK]


def test_notes_and_findings_are_searched_too(page: LibraryPage) -> None:
    note = next(note for note in bundled().notes.values() if len(note.text.split()) > 5)
    page.search_field.setText(note.text.strip(" «».,"))
    assert EKSEMPELVIK in municipalities(page)
    assert page.table.assessments.detail_text(row_of(page, EKSEMPELVIK)).startswith("Treff i")


def test_a_search_without_a_hit_says_so_and_can_be_left(page: LibraryPage) -> None:
    page.search_field.setText("qqqq")
    assert page.list_stack.currentWidget() is page.none_panel
    assert "«qqqq»" in page.none_label.text()
    page.show_all_button.click()
    assert page.list_stack.currentWidget() is page.table
    assert len(municipalities(page)) == 2


def test_ctrl_f_searches_and_down_leads_to_the_rows(page: LibraryPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.search_field.hasFocus()
    QTest.keyClicks(page.search_field, "kara")
    QTest.keyClick(page.search_field, Qt.Key.Key_Down)
    assert page.table.hasFocus()
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(page.search_field, Qt.Key.Key_Escape)
    assert page.search_field.text() == ""


def test_enter_opens_the_current_row(qtbot: QtBot, page: LibraryPage) -> None:
    press(page, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.assessment_opened) as opened:
        press(page, Qt.Key.Key_Return)
    assert opened.args == [row_of(page, KARASJOK).id]


def test_double_click_opens(qtbot: QtBot, page: LibraryPage) -> None:
    place = page.table.visualRect(page.table.shown.index(1, 0)).center()
    viewport = page.table.viewport()
    with qtbot.waitSignal(page.assessment_opened) as opened:
        QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [row_of(page, KARASJOK).id]


def test_space_and_click_choose_what_is_compared(page: LibraryPage) -> None:
    table = page.comparison.table.model()
    assert table.columnCount() == 2
    press(page, Qt.Key.Key_Space)
    place = page.table.visualRect(page.table.shown.index(1, AssessmentColumn.COMPARE)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    checked = Qt.ItemDataRole.CheckStateRole
    assert cell(page, KARASJOK, AssessmentColumn.COMPARE, checked) == Qt.CheckState.Checked
    headings = [table.headerData(n, Qt.Orientation.Horizontal) for n in range(4)]
    assert headings == ["Område", "2019", "2025", "Forskjell"]
    assert page.comparison.hint.isHidden()
    press(page, Qt.Key.Key_Space)
    assert cell(page, KARASJOK, AssessmentColumn.COMPARE, checked) == Qt.CheckState.Unchecked


def test_the_comparison_shows_the_movement_of_one_municipality(
    qtbot: QtBot, catalogue: AssessmentCatalogue, page: LibraryPage
) -> None:
    karasjok = row_of(page, KARASJOK)
    later = bundled()
    later.particulars = Particulars(later.id, KARASJOK, "5610", 2025)
    catalogue.delete([later.id])
    catalogue.library.add(later)
    catalogue.forget(later.id)
    qtbot.waitUntil(lambda: all(row.summary for row in page.table.assessments.rows))
    for row in page.table.assessments.rows:
        page.table.assessments.toggle_tick(row.id)
    table = page.comparison.table.model()
    assert table.headerData(3, Qt.Orientation.Horizontal) == "Endring"
    assert karasjok.summary is not None
    first = [table.index(0, column).data() for column in range(4)]
    assert first[:2] == ["1 Offentlighet", "21"]
    assert first[3] == f"+{int(str(first[2])) - 21}"
    last = [table.index(table.rowCount() - 1, column).data() for column in range(4)]
    assert last[:2] == ["Sum", "212"]


def test_what_nobody_has_rated_has_no_change(
    qtbot: QtBot, catalogue: AssessmentCatalogue, page: LibraryPage
) -> None:
    catalogue.create(Particulars(new_id(), KARASJOK, "5610", 2026), bundled().instrument)
    qtbot.waitUntil(lambda: all(row.summary for row in page.table.assessments.rows))
    for row in page.table.assessments.rows:
        if row.particulars.municipality == KARASJOK:
            page.table.assessments.toggle_tick(row.id)
    table = page.comparison.table.model()
    assert [table.index(0, column).data() for column in range(4)][1:] == ["21", "–", None]


def test_delete_takes_away_and_ctrl_z_brings_back(
    page: LibraryPage, catalogue: AssessmentCatalogue
) -> None:
    press(page, Qt.Key.Key_Down)
    press(page, Qt.Key.Key_Delete)
    assert municipalities(page) == [EKSEMPELVIK]
    assert page.undo_bar.isVisible()
    assert page.undo_bar.label.text() == f"«{KARASJOK} 2019» er slettet."
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert municipalities(page) == [EKSEMPELVIK, KARASJOK]
    assert page.table.current_row == row_of(page, KARASJOK)
    assert page.undo_bar.isHidden()
    assert not page.undo_action.isEnabled()
    assert catalogue.summary(row_of(page, KARASJOK).id).profile.total == 212


def test_deletions_come_back_one_by_one_by_the_button(page: LibraryPage) -> None:
    press(page, Qt.Key.Key_Delete)
    press(page, Qt.Key.Key_Delete)
    assert page.list_stack.currentWidget() is page.empty_panel
    page.undo_bar.button.click()
    assert municipalities(page) == [KARASJOK]
    assert "Eksempelvik" in page.undo_bar.label.text()
    page.undo_bar.button.click()
    assert municipalities(page) == [EKSEMPELVIK, KARASJOK]


def test_several_rows_are_deleted_and_restored_together(page: LibraryPage) -> None:
    page.table.selectAll()
    page.delete_action.trigger()
    assert municipalities(page) == []
    assert page.undo_bar.label.text() == "2 målinger er slettet."
    page.undo_action.trigger()
    assert len(municipalities(page)) == 2


def test_an_empty_library_offers_the_examples(qtbot: QtBot, catalogue: AssessmentCatalogue) -> None:
    page = shown(qtbot, catalogue)
    assert page.list_stack.currentWidget() is page.empty_panel
    assert page.comparison.isHidden()
    with qtbot.waitSignal(page.message_shown):
        page.examples_button.click()
    assert municipalities(page) == [EKSEMPELVIK, KARASJOK]
    qtbot.waitUntil(lambda: page.comparison.chart is not None)


def test_several_files_are_taken_in_and_the_bad_ones_told_of(
    qtbot: QtBot, catalogue: AssessmentCatalogue, tmp_path: Path
) -> None:
    page = shown(qtbot, catalogue)
    good, bad = tmp_path / "god.json", tmp_path / "dårlig.json"
    export_json(bundled(), good)
    bad.write_text("{", encoding="utf-8")
    with qtbot.waitSignal(page.message_shown) as told:
        page.import_files([bad, good])
    assert municipalities(page) == [EKSEMPELVIK]
    assert told.args == ["Eksempelvik 2025 er lest inn."]
    assert page.failure_bar.isVisible()
    assert page.failure_bar.label.text().startswith("dårlig.json kan ikke leses inn")
    page.import_files([good])
    assert "finnes allerede" in page.failure_bar.label.text()
    page.failure_bar.close_button.click()
    assert page.failure_bar.isHidden()


def test_a_broken_instrument_is_told_of_in_one_sentence(
    qtbot: QtBot, catalogue: AssessmentCatalogue, tmp_path: Path
) -> None:
    page = shown(qtbot, catalogue)
    broken = tmp_path / "instrument.toml"
    broken.write_text("name = ", encoding="utf-8")
    page.import_files([broken])
    assert page.failure_bar.isVisible()
    assert "instrument.toml" in page.failure_bar.label.text()


def test_files_can_be_dropped_on_the_page(
    qtbot: QtBot, catalogue: AssessmentCatalogue, tmp_path: Path
) -> None:
    page = shown(qtbot, catalogue)
    file = tmp_path / "eksempel.json"
    export_json(bundled(), file)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)), QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    drop = QDropEvent(
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    page.dropEvent(drop)
    assert municipalities(page) == [EKSEMPELVIK]
    assert page.failure_bar.isHidden()


def test_an_assessment_is_exported_and_comes_back_whole(
    qtbot: QtBot,
    page: LibraryPage,
    catalogue: AssessmentCatalogue,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chosen = str(tmp_path / "ut")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    with qtbot.waitSignal(page.message_shown):
        page.export_action.trigger()
    press(page, Qt.Key.Key_Delete)
    page.import_files([tmp_path / "ut.json"])
    assert municipalities(page) == [EKSEMPELVIK, KARASJOK]
    assert catalogue.library.load(row_of(page, EKSEMPELVIK).id) == bundled()


@pytest.mark.parametrize("kind", ["uten navn", "med navn"])
def test_informants_names_are_exported_only_where_they_are_asked_for(
    qtbot: QtBot,
    page: LibraryPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
) -> None:
    catalogue = page._catalogue
    name = "Olava Oppdiktet" if kind == "med navn" else ""
    assessment = catalogue.library.load(row_of(page, EKSEMPELVIK).id)
    first = assessment.interviews_in_order()[0]
    catalogue.library.write(assessment, [Change(first, replace(first, name="Olava Oppdiktet"))])

    def choose(_parent: object, _title: str, _name: str, kinds: str) -> tuple[str, str]:
        return str(tmp_path / "ut.json"), next(k for k in kinds.split(";;") if kind in k)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(page.message_shown, timeout=30_000):
        page.export_action.trigger()
    exported = import_json(tmp_path / "ut.json", bundled_instrument)
    assert exported.interviews[first.id] == replace(first, name=name)


def test_points_are_exported_as_a_table(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "poeng.csv")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    press(page, Qt.Key.Key_Down)
    with qtbot.waitSignal(page.message_shown):
        page.export_action.trigger()
    assert page.failure_bar.isHidden()
    assert "Offentlighet" in Path(chosen).read_text(encoding="utf-8-sig")


def test_a_workbook_is_exported(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "poeng.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    with qtbot.waitSignal(page.message_shown, timeout=20_000) as told:
        page.export_action.trigger()
    assert told.args == ["«poeng.xlsx» er lagret."]
    assert page.export_bar.open_button.isVisible()
    assert "Målepunkter" in load_workbook(chosen).sheetnames


@pytest.mark.parametrize("ending", ["pdf", "docx", "pptx", "zip"])
def test_report_slides_and_everything_are_exported_with_the_choices_of_the_report(
    qtbot: QtBot,
    page: LibraryPage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    ending: str,
) -> None:
    row = row_of(page, EKSEMPELVIK)
    settings = AssessmentSettings(row.id)
    settings.report_compared = ("reference:norwegian-average", row_of(page, KARASJOK).id)
    settings.report_language = "en"
    chosen = tmp_path / f"ut.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(chosen), ""))
    with qtbot.waitSignal(page.message_shown, timeout=60_000):
        page.export_action.trigger()
        assert not page.export_action.isEnabled()
    assert page.export_action.isEnabled()
    assert "Compared with others" in exported_text(chosen)


def exported_text(path: Path) -> str:
    """Return the text of an exported report or of slides; of a zip, that of its slides."""
    if path.suffix == ".pdf":
        return " ".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            assert any(name.startswith("Figures/") for name in archive.namelist())
            (slides,) = (name for name in archive.namelist() if name.endswith(".pptx"))
            return exported_text(Path(archive.extract(slides, path.parent)))
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if name.endswith(".xml")]
        return " ".join(parts.read(name).decode() for name in names)


def test_an_export_can_be_given_up(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "ut.zip")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    assert not page.cancel_action.isEnabled()
    page.export_action.trigger()
    assert page.cancel_action.isEnabled()
    page.cancel_action.trigger()
    qtbot.waitUntil(page.export_bar.isHidden, timeout=60_000)
    assert {each.name.partition(".")[0] for each in tmp_path.iterdir()} == {"bibliotek", "settings"}
    assert page.export_action.isEnabled()


def test_a_workbook_that_cannot_be_written_is_told_of(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "mangler" / "ut.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    page.export_action.trigger()
    qtbot.waitUntil(lambda: "Kan ikke skrive" in page.export_bar.label.text(), timeout=20_000)


def test_an_export_that_cannot_be_written_is_told_of(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "mangler" / "ut.json")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    page.export_action.trigger()
    qtbot.waitUntil(lambda: "Kan ikke skrive" in page.export_bar.label.text())


def test_ctrl_n_begins_an_assessment_and_opens_it(qtbot: QtBot, page: LibraryPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(NewAssessmentDialog)
    assert isinstance(dialog, NewAssessmentDialog)
    dialog.municipality_field.setText("Deatnu - Tana")
    with qtbot.waitSignal(page.assessment_opened) as opened:
        dialog.create_button.click()
    assert opened.args == [row_of(page, "Deatnu - Tana").id]


def test_a_key_makes_a_new_assessment_from_the_chosen_one(
    qtbot: QtBot, catalogue: AssessmentCatalogue, page: LibraryPage
) -> None:
    page.table.choose(row_of(page, KARASJOK).id)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page.table, Qt.Key.Key_A, modifiers)
    dialog = page.findChild(NewAssessmentDialog)
    assert isinstance(dialog, NewAssessmentDialog)
    assert dialog.municipality_field.name == KARASJOK
    with qtbot.waitSignal(page.assessment_opened) as opened:
        dialog.create_button.click()
    assert catalogue.library.load(opened.args[0]).carryovers


def test_sorting_by_a_heading_and_back_to_the_library_s_order(page: LibraryPage) -> None:
    header = page.table.horizontalHeader()
    for expected in ([KARASJOK, EKSEMPELVIK], [EKSEMPELVIK, KARASJOK]):
        x = header.sectionViewportPosition(AssessmentColumn.POINTS) + 10
        place = header.viewport().rect().center()
        place.setX(x)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert municipalities(page) == expected


def test_work_done_elsewhere_shows_when_one_comes_back(
    qtbot: QtBot, page: LibraryPage, catalogue: AssessmentCatalogue
) -> None:
    assessment = catalogue.library.load(row_of(page, KARASJOK).id)
    catalogue.library.write(assessment, reopening(assessment, datetime.now(UTC), ""))
    assessment = catalogue.library.load(assessment.id)
    renamed = replace(assessment.particulars, municipality="Karasjok omdøpt")
    catalogue.library.write(assessment, [Change(assessment.particulars, renamed)])
    catalogue.forget(assessment.id)
    assert municipalities(page) == [EKSEMPELVIK, "Karasjok omdøpt"]
    assert cell(page, "Karasjok omdøpt", AssessmentColumn.STATUS) == "Publisert"


def test_every_key_is_told_by_the_key_sheet(page: LibraryPage) -> None:
    keys = {key.keys for key in keys_of(page)}
    assert {"Ctrl F", "Ctrl N", "Ctrl I", "Enter", "Mellomrom", "Delete"} <= keys


def test_f6_goes_round_the_panes(page: LibraryPage) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_F6)
    assert page.comparison.table.hasFocus()
    QTest.keyClick(page.comparison.table, Qt.Key.Key_F6)
    assert page.search_field.hasFocus()
    QTest.keyClick(page.search_field, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert page.comparison.table.hasFocus()
