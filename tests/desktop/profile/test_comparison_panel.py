"""Profil compares with several: the choice is kept, the figures, the sentences, the charts."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.recorded_entry import recorded_changes
from kompass_desktop.assessment.records import TEAM, TOTAL, Particulars
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.comparing.choice_dialog import ChoiceDialog
from kompass_desktop.desktop.profile.comparison_panel import ComparisonPanel
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.session import Session
from kompass_desktop.instrument.model import Aspect, Instrument
from tests.desktop.shown_pages import SessionOf, ShownPages

PageOf = Callable[[], ProfilePage]
PUBLISHED = ("reference:norwegian-average", "reference:roros-2021", "reference:orebro-2013")


@pytest.fixture
def karasjok(example_session: SessionOf) -> str:
    return example_session("karasjok-2019").assessment.id


@pytest.fixture
def session(example_session: SessionOf, karasjok: str) -> Session:
    return example_session("eksempelvik-2025")


@pytest.fixture
def page_of(shown_pages: ShownPages, catalogue: AssessmentCatalogue, session: Session) -> PageOf:
    return lambda: shown_pages.open(ProfilePage(session, catalogue))


def panel_of(page: ProfilePage) -> ComparisonPanel:
    panel = page.findChild(ComparisonPanel)
    assert panel is not None
    return panel


def earlier(catalogue: AssessmentCatalogue, instrument: Instrument, points: dict[str, int]) -> str:
    assessment = Assessment(Particulars(new_id(), "Eksempelvik", "", 2021), instrument)
    exact = {code: Fraction(value) for code, value in points.items()}
    for change in recorded_changes(assessment, exact):
        assessment.apply(change)
    catalogue.add(assessment)
    return assessment.id


def cell(panel: ComparisonPanel, row: int, column: int) -> str:
    return str(panel.table.model().index(row, column).data())


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_what_is_chosen_is_shown_beside_the_radar_and_kept(
    page_of: PageOf, karasjok: str, shown_pages: ShownPages
) -> None:
    page = page_of()
    assert page.findChild(ComparisonPanel) is None
    page.compare_with([karasjok, *PUBLISHED])
    assert page.comparison_is_shown
    assert not page.overview.isVisible()
    panel = panel_of(page)
    assert panel.table.model().columnCount() == 6
    assert cell(panel, 0, 2) == "212  (+169)"
    assert cell(panel, 0, 3) == "litt under 350"
    assert cell(panel, 0, 4) == "593  (−212)"
    assert cell(panel, 1, 4) == "–"
    assert cell(panel, 1, 5) == "68  (−16)"
    assert panel.table.model().rowCount() == 54
    again = page_of()
    assert again.compared == (karasjok, *PUBLISHED)


def test_the_choice_is_made_with_ctrl_j_and_left_with_esc(page_of: PageOf, qtbot: QtBot) -> None:
    page = page_of()
    QTest.keyClick(page, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(ChoiceDialog)
    assert dialog is not None
    dialog.offer_list.item(0).setCheckState(Qt.CheckState.Checked)
    dialog.accept()
    qtbot.waitUntil(lambda: page.comparison_is_shown)
    panel = panel_of(page)
    assert panel.table.hasFocus()
    QTest.keyClick(panel.table, Qt.Key.Key_Escape)
    assert not page.comparison_is_shown
    assert page.overview.isVisible()


def test_a_total_alone_is_a_tick_on_the_total_and_no_line(page_of: PageOf) -> None:
    page = page_of()
    page.compare_with(PUBLISHED)
    assert [profile.label for profile in page.radar.others] == ["Örebro 2013"]
    said = page.total_band.accessibleDescription()
    assert "Norsk gjennomsnitt: litt under 350" in said
    assert "Røros 2021: 593" in page.band_label.text()
    before = picture(page.total_band)
    page.compare_with([])
    assert picture(page.total_band) != before


def test_what_rose_most_is_copied_as_sentences(
    page_of: PageOf, catalogue: AssessmentCatalogue, instrument: Instrument
) -> None:
    points = {"1": 60, "2": 30, TOTAL: 300}
    identity = earlier(catalogue, instrument, points)
    page = page_of()
    assert page.compared == (identity,)
    page.show_comparison()
    panel = panel_of(page)
    panel.copy_sentences()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Siden 2021: +81 poeng (300 → 381). Mest opp: 2 Brukere (+5).")
    assert "Mest ned: 1 Offentlighet (−8)." in copied


def test_a_rating_moves_the_comparison_while_it_is_shown(
    qtbot: QtBot, page_of: PageOf, karasjok: str, session: Session
) -> None:
    page = page_of()
    page.compare_with([karasjok])
    before = cell(panel_of(page), 2, 1)
    for point in session.assessment.instrument.question("1.1").measure_points:
        for aspect in Aspect:
            session.set_level(TEAM, point.code, aspect, 4)
    qtbot.waitUntil(lambda: cell(panel_of(page), 2, 1) == "15,0")
    assert before != "15,0"


def test_the_row_stays_where_one_was_when_figures_change(
    qtbot: QtBot, page_of: PageOf, karasjok: str, session: Session
) -> None:
    page = page_of()
    page.compare_with([karasjok])
    panel = panel_of(page)
    panel.show_area("8")
    row, scrolled = panel.table.currentIndex().row(), panel.table.verticalScrollBar().value()
    assert scrolled > 0
    with qtbot.waitSignal(panel.table.model().modelReset):
        session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 0)
    assert panel.table.currentIndex().row() == row
    qtbot.waitUntil(lambda: panel.table.verticalScrollBar().value() == scrolled)


@pytest.mark.parametrize("view", [1, 2])
def test_the_charts_are_reached_and_read_by_keys(page_of: PageOf, karasjok: str, view: int) -> None:
    page = page_of()
    page.compare_with([karasjok, *PUBLISHED])
    panel = panel_of(page)
    key = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)[view]
    QTest.keyClick(panel.table, key, Qt.KeyboardModifier.ControlModifier)
    chart = panel.panes()[1]
    assert chart.hasFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert ": " in chart.accessibleName()
    assert "Karasjok" in chart.accessibleDescription()


def test_the_trend_is_of_the_total_or_of_an_area(
    page_of: PageOf, catalogue: AssessmentCatalogue, instrument: Instrument, karasjok: str
) -> None:
    before = earlier(catalogue, instrument, {"1": 40, "2": 30})
    page = page_of()
    page.compare_with([before, karasjok, "reference:norwegian-average"])
    panel = panel_of(page)
    panel.show_view(2)
    spoken = panel.trend.accessibleDescription()
    assert "Eksempelvik 2025: 381" in spoken
    assert "litt under 350" in spoken
    QTest.keyClick(panel.trend, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert panel.stack.currentIndex() == 2
    assert panel.part_box.currentText() == "1 Offentlighet"
    assert panel.trend.picture.title == "1 Offentlighet gjennom årene"
    spots = [spot.text for spot in panel.trend.spots()]
    assert [text.rpartition(": ")[2] for text in spots] == ["40", "52", "21"]
    # Of area 3 nothing is known in 2021, and of the average no area at all.
    QTest.keyClick(panel.trend, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert len(panel.trend.spots()) == 2
    assert not picture(panel.trend).isNull()
    QTest.keyClick(panel.trend, Qt.Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert panel.trend.accessibleDescription() == spoken
    panel.part_box.setFocus()
    QTest.keyClick(panel.part_box, Qt.Key.Key_Down)
    assert panel.trend.code == "1"


def test_enter_on_a_row_leads_to_its_measure_points(
    qtbot: QtBot, page_of: PageOf, karasjok: str
) -> None:
    page = page_of()
    page.compare_with([karasjok])
    panel = panel_of(page)
    panel.show_area("3")
    with qtbot.waitSignal(page.code_requested) as asked:
        QTest.keyClick(panel.table, Qt.Key.Key_Return)
    assert asked.args == ["scoring", "3"]


def test_the_groups_take_the_place_of_the_comparison_and_give_back_the_profile(
    page_of: PageOf, karasjok: str
) -> None:
    page = page_of()
    page.compare_with([karasjok])
    page.show_groups()
    assert not page.comparison_is_shown
    page.hide_groups()
    assert page.overview.isVisible()


def test_the_six_others_differ_without_colour_too(
    page_of: PageOf, catalogue: AssessmentCatalogue, instrument: Instrument, karasjok: str
) -> None:
    keys = [karasjok, "reference:orebro-2013"]
    keys += [earlier(catalogue, instrument, {"1": 10 * n}) for n in range(1, 5)]
    page = page_of()
    page.compare_with(keys)
    looks = {(line.style, line.dashes) for line in page.radar.lines}
    assert len(page.radar.lines) == len(looks) == 6
