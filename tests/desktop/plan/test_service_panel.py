"""The service areas with their steps: where they lead, and how a new one is begun."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.document_kinds import DocumentKind, kind_of, service_analysis_of
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, Lift
from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.record_ids import lift_id
from kompass_desktop.assessment.records import DocumentStatus
from kompass_desktop.assessment.service_areas import HEALTH, TECHNICAL
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.desktop.plan.service_panel import ServicePanel
from kompass_desktop.desktop.plan.service_table import ServiceColumn
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import Language
from tests.desktop.keyboard import type_text
from tests.desktop.shown_pages import ShownPages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
OWN = "Čájáhusat ja kultuvra"


@pytest.fixture
def page(
    small_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> PlanPage:
    """The plan page at the service areas, with two improvements of health and care."""
    for place, status in enumerate((ImprovementStatus.UNDER_WAY, ImprovementStatus.DROPPED)):
        improvement = Improvement(str(place), "Tiltak", service=HEALTH, status=status)
        identity = lift_id(small_session.assessment.id, improvement.id, "1.1.2")
        small_session.put(improvement)
        small_session.put(Lift(identity, improvement.id, "1.1.2", 4, 4, 4, 4))
    page = shown_pages.show(PlanPage(small_session, catalogue), 1280, 648)
    page.state.show_view("services")
    return page


@pytest.fixture
def panel(page: PlanPage) -> ServicePanel:
    """The panel with the service areas."""
    return page.services_view


def shown(panel: ServicePanel, service: str, column: ServiceColumn) -> str:
    """Return what a cell says, as a screen reader has it."""
    index = panel.table.index(row_of(panel, service), column)
    return str(index.data(Qt.ItemDataRole.AccessibleTextRole))


def row_of(panel: ServicePanel, service: str) -> int:
    return [row.steps.service for row in panel.table.rows].index(service)


def choose(panel: ServicePanel, service: str, column: ServiceColumn) -> None:
    panel.services_view.setFocus()
    panel.services_view.setCurrentIndex(panel.table.index(row_of(panel, service), column))


def test_a_row_says_what_there_is_and_what_is_missing(page: PlanPage, panel: ServicePanel) -> None:
    assert shown(panel, HEALTH, ServiceColumn.ANALYSIS) == "mangler"
    assert shown(panel, HEALTH, ServiceColumn.IMPROVEMENTS) == "2 tiltak, 1 pågår · 1 lagt bort"
    assert shown(panel, HEALTH, ServiceColumn.REPORTS) == "ingen"
    assert "tjenesteanalyse" in shown(panel, HEALTH, ServiceColumn.MISSING)
    assert "Effekt" in shown(panel, HEALTH, ServiceColumn.MISSING)
    assert shown(panel, "", ServiceColumn.ANALYSIS) == "–"
    document = service_analysis_of(page.session.assessment, HEALTH)
    page.session.put(replace(document, status=DocumentStatus.READ))
    assert shown(panel, HEALTH, ServiceColumn.ANALYSIS) == "● lest"


def test_what_its_improvements_give_is_that_of_a_scenario_without_the_dropped_ones(
    page: PlanPage, panel: ServicePanel
) -> None:
    session = page.session
    kept = session.assessment.improvements["0"]
    alone = Scenario(session.assessment, session.board, (kept,)).gain()
    row = panel.table.rows[row_of(panel, HEALTH)]
    assert row.gain == alone > 0
    assert shown(panel, HEALTH, ServiceColumn.GAIN).startswith("+")
    assert shown(panel, TECHNICAL, ServiceColumn.GAIN) == "–"


@pytest.mark.parametrize(
    "column", [ServiceColumn.ANALYSIS, ServiceColumn.REPORTS, ServiceColumn.MISSING]
)
def test_enter_on_documents_asks_for_those_of_the_service_area(
    page: PlanPage, panel: ServicePanel, qtbot: QtBot, column: ServiceColumn
) -> None:
    choose(panel, HEALTH, column)
    with qtbot.waitSignal(page.service_requested) as asked:
        QTest.keyClick(panel.services_view, Qt.Key.Key_Return)
    assert asked.args == [HEALTH]


def test_enter_on_improvements_asks_for_those_of_the_service_area(
    page: PlanPage, panel: ServicePanel, qtbot: QtBot
) -> None:
    choose(panel, HEALTH, ServiceColumn.IMPROVEMENTS)
    with qtbot.waitSignal(page.state.service_requested) as asked:
        QTest.keyClick(panel.services_view, Qt.Key.Key_Return)
    assert asked.args == [HEALTH]
    assert page.state.view == "table"


def test_the_buttons_do_the_same_for_the_chosen_row(
    page: PlanPage, panel: ServicePanel, qtbot: QtBot
) -> None:
    choose(panel, TECHNICAL, ServiceColumn.SERVICE)
    with qtbot.waitSignal(page.service_requested) as asked:
        panel.documents_button.click()
    assert asked.args == [TECHNICAL]
    with qtbot.waitSignal(page.state.service_requested) as asked:
        panel.improvements_button.click()
    assert asked.args == [TECHNICAL]


def test_a_new_service_area_begins_with_its_service_analysis(
    page: PlanPage, panel: ServicePanel
) -> None:
    panel.new_field.setFocus()
    type_text(f"{OWN}\r")
    assert panel.current == OWN
    assert panel.new_field.text() == ""
    stored = page.session.library.load(page.session.assessment.id)
    (document,) = [each for each in stored.documents.values() if each.service == OWN]
    assert kind_of(document) is DocumentKind.SERVICE_ANALYSIS
    assert shown(panel, OWN, ServiceColumn.ANALYSIS) == "● bedt om"
    page.session.undo_stack.undo()
    assert OWN not in [row.steps.service for row in panel.table.rows]


def test_the_name_of_a_service_area_that_is_there_goes_to_it(
    page: PlanPage, panel: ServicePanel
) -> None:
    count = len(page.session.assessment.documents)
    panel.new_field.setFocus()
    type_text("helse OG omsorg\r")
    assert panel.current == HEALTH
    assert len(page.session.assessment.documents) == count


def test_a_finished_assessment_gets_no_new_service_area(
    page: PlanPage, panel: ServicePanel, qtbot: QtBot
) -> None:
    page.session.finish()
    panel.new_field.setFocus()
    with qtbot.waitSignal(page.session.change_refused):
        type_text(f"{OWN}\r")
    assert panel.new_field.text() == OWN


@pytest.mark.parametrize("spoken", [Language.BOKMAL, Language.ENGLISH], indirect=True)
@pytest.mark.parametrize("size", [(1366, 696), (1280, 648)])
def test_everything_has_room(
    small_session: Session,
    shown_pages: ShownPages,
    catalogue: AssessmentCatalogue,
    size: tuple[int, int],
    spoken: None,
) -> None:
    page = shown_pages.show(PlanPage(small_session, catalogue), *size)
    page.state.show_view("services")
    panel = page.services_view
    view = panel.services_view
    header = view.horizontalHeader()
    assert view.horizontalScrollBar().maximum() == 0
    for column in ServiceColumn:
        assert header.sectionSize(column) >= header.sectionSizeHint(column)
    for button in (panel.documents_button, panel.improvements_button):
        assert button.width() >= button.sizeHint().width()
        assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
