"""The chain of documents per service area, the usual documents, and the codes of evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import ChainStep, Document, DocumentStatus, Note
from kompass_desktop.assessment.service_areas import HEALTH, UPBRINGING
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.preparation.document_table import DocumentColumn
from kompass_desktop.desktop.preparation.documents_panel import DocumentsPanel
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import Language
from tests.desktop.keyboard import press, type_text
from tests.desktop.shown_pages import ShownPages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
OWN = "Kultur og čáppa dáidda"


@pytest.fixture
def page(
    new_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> PreparationPage:
    """The page at the document study, of an assessment without documents."""
    page = shown_pages.show(PreparationPage(new_session, catalogue), 1280, 648)
    page.show_part(Part.DOCUMENTS)
    return page


@pytest.fixture
def panel(page: PreparationPage) -> DocumentsPanel:
    """The document study."""
    return page.documents


def add(page: PreparationPage, title: str, service: str = "", **fields: object) -> Document:
    count = len(page.session.assessment.documents)
    document = Document(new_id(), title, service=service, position=float(count))
    document = replace(document, **fields)  # type: ignore[arg-type]
    page.session.put(document)
    return document


def kept(page: PreparationPage) -> list[Document]:
    return page.session.library.load(page.session.assessment.id).documents_in_order()


def titles(panel: DocumentsPanel) -> list[str]:
    return [document.title for document in panel.register.table.records]


def gaps(panel: DocumentsPanel) -> set[ChainStep]:
    boxes = panel.chain_row.boxes
    return {step for step, box in boxes.items() if box.property("role") == "gap"}


# The kind and the service area


def test_a_chosen_kind_sets_the_place_in_the_chain_if_there_is_none(
    page: PreparationPage, panel: DocumentsPanel
) -> None:
    add(page, "2025")
    add(page, "2026", chain=ChainStep.IMPACT)
    for row in (0, 1):
        assert panel.register.table.take(row, DocumentColumn.KIND, "Årsmelding") == ""
    assert [document.chain for document in kept(page)] == [ChainStep.OUTPUT, ChainStep.IMPACT]
    page.session.undo_stack.undo()
    page.session.undo_stack.undo()
    assert [(d.kind, d.chain) for d in kept(page)] == [("", None), ("", ChainStep.IMPACT)]


def test_a_service_area_is_chosen_or_a_new_one_typed(
    page: PreparationPage, panel: DocumentsPanel
) -> None:
    add(page, "Brukerundersøkelse")
    view = panel.documents_view
    for text, service in (("helse og omsorg", HEALTH), (OWN, OWN)):
        view.write_in(kept(page)[0].id, DocumentColumn.SERVICE)
        type_text(f"{text}\r")
        assert kept(page)[0].service == service
    assert OWN in panel.service_chips.chips
    index = panel.register.table.index(0, DocumentColumn.SERVICE)
    assert index.data() == OWN


# One service area at a time


def test_a_chip_shows_the_documents_and_the_gaps_of_its_service_area(
    page: PreparationPage, panel: DocumentsPanel
) -> None:
    add(page, "Tjenesteanalyse", UPBRINGING, chain=ChainStep.RESULT)
    add(page, "Årsmelding", chain=ChainStep.OUTPUT)
    assert ChainStep.RESULT not in gaps(panel)
    panel.service_chips.chips[HEALTH].click()
    assert titles(panel) == []
    assert gaps(panel) == set(ChainStep)
    assert "tjenesteområdet" in panel.empty_label.text()
    panel.service_chips.chips[UPBRINGING].click()
    assert titles(panel) == ["Tjenesteanalyse"]
    assert gaps(panel) == set(ChainStep) - {ChainStep.RESULT}
    assert panel.service_chips.chips[UPBRINGING].text() == "Oppvekst 1"


def test_a_key_goes_through_the_service_areas(panel: DocumentsPanel) -> None:
    seen = []
    for _ in panel.service_chips.chips:
        panel.next_service_action.trigger()
        seen.append(panel.register.service)
    assert seen == [UPBRINGING, HEALTH, "technical", "", None]


def test_a_new_document_belongs_to_the_shown_service_area(
    page: PreparationPage, panel: DocumentsPanel
) -> None:
    panel.show_service(HEALTH)
    panel.add_action.trigger()
    type_text("Kvalitetsmelding\r")
    assert [(d.title, d.service) for d in kept(page)] == [("Kvalitetsmelding", HEALTH)]


def test_documents_are_moved_among_those_of_their_service_area(
    page: PreparationPage, panel: DocumentsPanel
) -> None:
    for title, service in (("a", HEALTH), ("b", ""), ("c", HEALTH), ("d", "")):
        add(page, title, service)
    panel.show_service(HEALTH)
    panel.documents_view.select(kept(page)[2].id)
    panel.register.move(-1)
    assert titles(panel) == ["c", "a"]
    assert [document.title for document in kept(page)] == ["c", "b", "a", "d"]


def test_an_undone_document_of_another_service_area_is_shown(
    page: PreparationPage, panel: DocumentsPanel
) -> None:
    document = add(page, "Årsmelding")
    panel.show_service(HEALTH)
    page.show_record(document)
    assert panel.current == document.id
    assert panel.register.service is None


# The usual documents


def test_the_usual_documents_are_asked_for_in_one_step(
    page: PreparationPage, panel: DocumentsPanel, qtbot: QtBot
) -> None:
    add(page, "Årsmelding 2025")
    with qtbot.waitSignal(page.message_shown) as message:
        QTest.keyClick(
            panel.add_button,
            Qt.Key.Key_U,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    assert "lagt til" in message.args[0]
    added = kept(page)[1:]
    assert {document.status for document in added} == {DocumentStatus.REQUESTED}
    assert not any(document.title.startswith("Årsmelding") for document in added)
    assert gaps(panel) == set()
    with qtbot.waitSignal(page.message_shown) as message:
        panel.missing_button.click()
    assert "fra før" in message.args[0]
    page.session.undo_stack.undo()
    assert len(kept(page)) == 1


def test_the_usual_documents_of_one_service_area_are_asked_for(
    page: PreparationPage, panel: DocumentsPanel
) -> None:
    panel.show_service(UPBRINGING)
    panel.missing_button.click()
    assert {document.service for document in kept(page)} == {UPBRINGING}
    assert "Tjenesteanalyse – Oppvekst" in titles(panel)


def test_a_finished_assessment_asks_for_nothing(
    page: PreparationPage, panel: DocumentsPanel
) -> None:
    page.session.finish()
    panel.missing_button.click()
    assert kept(page) == []


# Evidence


def chosen(page: PreparationPage, codes: str = "") -> Document:
    document = add(page, "Årsmelding 2025", codes=codes)
    page.documents.documents_view.select(document.id)
    return document


def test_codes_are_typed_and_kept(page: PreparationPage, panel: DocumentsPanel) -> None:
    chosen(page)
    panel.detail.codes_field.setFocus()
    type_text("3.3.3, 5.3.\r")
    assert kept(page)[0].codes == "3.3.3 5.3"
    assert panel.detail.codes_field.text() == "3.3.3 5.3"
    assert "Kommunen rapporterer ikke-økonomiske mål" in panel.detail.codes_field.toolTip()
    page.session.undo_stack.undo()
    assert kept(page)[0].codes == ""
    assert panel.detail.codes_field.text() == ""


def test_codes_that_are_stored_while_typing_go_on_are_one_step(
    page: PreparationPage, panel: DocumentsPanel, qtbot: QtBot
) -> None:
    chosen(page)
    panel.detail.codes_field.setFocus()
    with qtbot.waitSignal(page.session.documents_changed):
        type_text("5.3")
    with qtbot.waitSignal(page.session.documents_changed):
        type_text(".1 ")
    assert panel.detail.codes_field.text() == "5.3.1 "
    assert kept(page)[0].codes == "5.3.1"
    page.session.undo_stack.undo()
    assert kept(page)[0].codes == ""


@pytest.mark.parametrize("wrong", ["3.3.99", "3", "årsmål"])
def test_an_unknown_code_is_told_and_not_kept(
    page: PreparationPage, panel: DocumentsPanel, qtbot: QtBot, wrong: str
) -> None:
    chosen(page, "5.3.1")
    field = panel.detail.codes_field
    field.setFocus()
    field.selectAll()
    with qtbot.waitSignal(page.message_shown) as message:
        type_text(f"3.3.3 {wrong}\r")
    assert wrong in message.args[0]
    assert field.property("role") == "failed"
    assert kept(page)[0].codes == "5.3.1"
    field.selectAll()
    type_text("3.3.3\r")
    assert field.property("role") == ""
    assert kept(page)[0].codes == "3.3.3"


def test_a_code_is_found_by_its_words(page: PreparationPage, panel: DocumentsPanel) -> None:
    chosen(page, "5.3.1")
    panel.evidence_action.trigger()
    type_text("ikke-økonomiske mål")
    press(Qt.Key.Key_Return)
    assert kept(page)[0].codes == "5.3.1 3.3.3"
    assert panel.detail.codes_field.text() == "5.3.1 3.3.3"


def test_codes_being_typed_are_kept_with_their_document(
    page: PreparationPage, panel: DocumentsPanel
) -> None:
    first, second = add(page, "Årsmelding"), add(page, "Økonomiplan", codes="1.1.1")
    panel.documents_view.select(first.id)
    panel.detail.codes_field.setFocus()
    type_text("3.3.3")
    panel.documents_view.select(second.id)
    assert [document.codes for document in kept(page)] == ["3.3.3", "1.1.1"]
    assert panel.detail.codes_field.text() == "1.1.1"


def test_evidence_is_shown_at_the_measure_point_in_scoring(
    small_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> None:
    document = Document(new_id(), "Økonomiplan", codes="1.1.1", position=1.0)
    study = Note(new_id(), "", "Mål uten frist", "", "1.1.1", document=document.id, page="14")
    for record in (document, study):
        small_session.put(record)
    page = shown_pages.open(ScoringPage(small_session, catalogue))
    page.show_code("1.1.1")
    assert page.detail.quotes is not None
    assert page.detail.evidence_label.text() == "Belegg: Økonomiplan s. 14"
    assert page.detail.evidence_label.isVisible()
    page.show_code("1.1.2")
    assert page.detail.quotes is not None
    assert not page.detail.evidence_label.isVisible()


def test_evidence_is_shown_at_a_finding(
    small_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> None:
    (finding,) = small_session.assessment.findings.values()
    document = Document(new_id(), "Økonomiplan", codes=finding.code, position=1.0)
    small_session.put(document)
    page = shown_pages.open(FindingsPage(small_session, catalogue))
    page.show_finding(finding.id)
    assert page.detail.quotes is not None
    assert page.detail.evidence_label.text() == "Belegg: Økonomiplan"
    assert page.detail.evidence_label.isVisible()


@pytest.mark.parametrize("spoken", [Language.BOKMAL, Language.ENGLISH], indirect=True)
@pytest.mark.parametrize("size", [(1366, 696), (1280, 648)])
def test_everything_has_room_with_many_own_service_areas(
    new_session: Session,
    shown_pages: ShownPages,
    catalogue: AssessmentCatalogue,
    size: tuple[int, int],
    spoken: None,
) -> None:
    page = shown_pages.show(PreparationPage(new_session, catalogue), *size)
    page.show_part(Part.DOCUMENTS)
    for number in range(12):
        add(page, "Årsmelding", f"Et langt navn på tjenesteområde {number}")
    panel = page.documents
    QApplication.processEvents()
    for button in (panel.missing_button, panel.detail.codes_button, panel.remove_button):
        assert button.width() >= button.sizeHint().width()
        assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))
    assert panel.documents_view.horizontalScrollBar().maximum() == 0
    assert panel.documents_view.columnWidth(DocumentColumn.TITLE) >= 160
    for _ in panel.service_chips.chips:
        panel.next_service_action.trigger()
        chip = next(c for c in panel.service_chips.chips.values() if c.isChecked())
        place = chip.mapTo(panel.service_chips.viewport(), chip.rect().center())
        assert panel.service_chips.viewport().rect().contains(place)
