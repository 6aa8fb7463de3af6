"""The register of documents: edited by keys, filled from files and spreadsheets, undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from kompass_desktop.assessment.record_ids import document_study_id, new_id
from kompass_desktop.assessment.records import ChainStep, Document, DocumentStatus, Note
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.preparation.document_table import DocumentColumn
from kompass_desktop.desktop.preparation.documents_panel import DocumentsPanel
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.widgets.link_row import LinkRow
from kompass_desktop.storage.encryption import opened_copies
from kompass_desktop.storage.exchange import attached_files
from tests.desktop.shown_pages import ShownPages

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CONTENT = b"%PDF-1.7 oppdiktet" * 10


@pytest.fixture(autouse=True)
def copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where plain copies lie."""
    folder = tmp_path / "kopier"
    monkeypatch.setattr(opened_copies, "_parent", lambda: folder)
    return folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[QUrl]:
    """What other programs were asked to open."""
    urls: list[QUrl] = []

    def open_url(url: QUrl) -> bool:
        urls.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return urls


@pytest.fixture
def page(
    new_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> PreparationPage:
    """The page at the document study, of an assessment without documents."""
    page = shown_pages.show(PreparationPage(new_session, catalogue), 1280, 648)
    page.show_part(Part.DOCUMENTS)
    return page


def documents(page: PreparationPage) -> list[Document]:
    """Return the documents as they are kept, and as they are shown."""
    kept = page.session.library.load(page.session.assessment.id).documents_in_order()
    assert kept == list(page.documents.register.table.records)
    return kept


def type_in(panel: DocumentsPanel, text: str) -> None:
    """Type in the cell that is open."""
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def cell(panel: DocumentsPanel, row: int, column: DocumentColumn) -> str:
    return str(panel.register.table.index(row, column).data())


def add(page: PreparationPage, **fields: object) -> Document:
    document = Document(new_id(), "Årsmelding 2025", position=9.0)
    document = replace(document, **fields)  # type: ignore[arg-type]
    page.session.put_undoably("nytt", document)
    page.documents.documents_view.select(document.id)
    return document


def file_in(folder: Path, name: str = "årsmelding_2025.pdf") -> Path:
    path = folder / name
    path.write_bytes(CONTENT)
    return path


def drop(panel: DocumentsPanel, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(20, 200),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.dropEvent(event)


def test_a_document_is_added_and_titled_by_keys(page: PreparationPage) -> None:
    panel = page.documents
    assert panel.empty_label.isVisible()
    panel.add_action.trigger()
    type_in(panel, "Delegeringsreglement")
    assert [document.title for document in documents(page)] == ["Delegeringsreglement"]
    assert cell(panel, 0, DocumentColumn.STATUS) == "● bedt om"
    assert not panel.empty_label.isVisible()


def test_status_year_and_chain_are_typed_as_words(page: PreparationPage) -> None:
    panel = page.documents
    add(page)
    table = panel.register.table
    for column, text in (
        (DocumentColumn.KIND, "Rapport om alt"),
        (DocumentColumn.YEAR, "2026"),
        (DocumentColumn.CHAIN, "prod"),
        (DocumentColumn.STATUS, "lest"),
    ):
        assert table.take(0, column, text) == ""
    (document,) = documents(page)
    assert (document.kind, document.year) == ("Rapport om alt", 2026)
    assert (document.chain, document.status) == (ChainStep.OUTPUT, DocumentStatus.READ)
    assert page.documents_chip.text() == "Dokumentstudie: 1 av 1 lest"
    assert table.take(0, DocumentColumn.YEAR, "i fjor") != ""
    assert table.take(0, DocumentColumn.STATUS, "glemt") != ""
    page.session.undo_stack.undo()
    assert page.documents_chip.text() == "Dokumentstudie: 0 av 1 lest"


def test_a_kind_of_ones_own_is_there_when_its_cell_is_opened_again(page: PreparationPage) -> None:
    add(page, kind="Rapport om alt")
    view = page.documents.documents_view
    view.setCurrentIndex(page.documents.register.table.index(0, DocumentColumn.KIND))
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert documents(page)[0].kind == "Rapport om alt"


def test_a_list_is_pasted_from_a_spreadsheet(page: PreparationPage) -> None:
    QGuiApplication.clipboard().setText(
        "Tittel\tÅr\tStatus\tSlag\n"
        "Økonomiplan 2026–2029\t2025\tlest\tØkonomiplan\n"
        "Tilsyn barnevern\t2024\tmottatt\tTilsynsrapport\n"
        "Uten år\tukjent\tbedt om\t\n"
    )
    add(page, title="Første")
    view = page.documents.documents_view
    page.documents.register.table.index(0, 0)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    first, second, third = documents(page)
    assert (first.title, first.year) == ("Økonomiplan 2026–2029", 2025)
    assert second.status is DocumentStatus.RECEIVED
    assert third.year is None
    assert "ukjent" in page.undo_bar.findChildren(QLabel)[0].text()


def test_files_that_are_dropped_become_documents(page: PreparationPage, tmp_path: Path) -> None:
    drop(page.documents, file_in(tmp_path), file_in(tmp_path, "plan.docx"))
    first, second = documents(page)
    assert (first.title, second.title) == ("årsmelding 2025", "plan")
    assert first.status is DocumentStatus.RECEIVED
    attachment = page.session.assessment.attachments[first.attachment]
    assert attachment.media_type == "application/pdf"
    library = page.session.library
    assert library.attachment_content(page.session.assessment.id, attachment.digest) == CONTENT
    page.session.undo_stack.undo()
    assert documents(page) == []
    assert page.session.assessment.attachments == {}
    page.session.undo_stack.redo()
    assert len(documents(page)) == 2


def test_a_file_that_is_too_large_is_refused_and_the_others_are_taken(
    page: PreparationPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    page.message_shown.connect(said.append)
    monkeypatch.setattr(attached_files, "LARGEST_ATTACHMENT", 20)
    small = tmp_path / "liten.txt"
    small.write_bytes(b"kort")
    drop(page.documents, file_in(tmp_path), small)
    assert [document.title for document in documents(page)] == ["liten"]
    assert said[0].startswith("årsmelding_2025.pdf er større enn")


def test_the_file_is_opened_as_a_copy_that_goes_with_the_library(
    page: PreparationPage, tmp_path: Path, opened: list[QUrl], copies: Path
) -> None:
    said: list[str] = []
    page.message_shown.connect(said.append)
    drop(page.documents, file_in(tmp_path))
    assert page.documents.detail.file_label.text().startswith("pdf, ")
    page.documents.open_file_action.trigger()
    (url,) = opened
    assert Path(url.toLocalFile()).read_bytes() == CONTENT
    assert "ikke kryptert" in said[-1]
    page.session.library.close()
    assert not Path(url.toLocalFile()).exists()
    assert list(copies.iterdir()) == []


def test_what_could_be_a_program_is_not_opened(
    page: PreparationPage, tmp_path: Path, opened: list[QUrl]
) -> None:
    said: list[str] = []
    page.message_shown.connect(said.append)
    drop(page.documents, file_in(tmp_path, "oppsett.exe"))
    page.documents.open_file_action.trigger()
    assert opened == []
    assert "program" in said[-1]


@pytest.mark.parametrize(
    ("link", "is_opened"),
    [
        ("https://eksempel.example/a?b=1", True),
        ("http://eksempel.example", True),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        (r"\\server\felles\plan.pdf", False),
        ("S:/felles/plan.pdf", False),
    ],
)
def test_only_web_addresses_are_opened(
    page: PreparationPage, opened: list[QUrl], link: str, is_opened: bool
) -> None:
    add(page)
    panel = page.documents
    panel.detail.link_field.setFocus()
    QTest.keyClicks(panel.detail.link_field, link)
    panel.detail.flush()
    assert documents(page)[0].link == link
    assert panel.detail.link_button.isEnabled() is is_opened
    panel.open_file_action.trigger()
    assert bool(opened) is is_opened


def test_notes_stand_by_page_and_lead_to_their_place(page: PreparationPage) -> None:
    document = add(page)
    study = document_study_id(page.session.assessment.id)
    moment = "2026-03-10T08:00:00+01:00"
    for page_number, code in (("31", "7.4.1"), ("4", "3.3.3"), ("", "")):
        note = Note(new_id(), study, f"om {code}", moment, code)
        page.session.put(replace(note, document=document.id, page=page_number))
    rows = page.documents.detail.findChildren(LinkRow)
    shown = [row for row in rows if row.isVisible()]
    places = [row.findChildren(QLabel)[0].text() for row in shown]
    assert places == ["s. 4 · 3.3.3", "s. 31 · 7.4.1", "–"]
    assert cell(page.documents, 0, DocumentColumn.QUOTES) == "3"
    asked: list[str] = []
    page.note_requested.connect(asked.append)
    shown[0].setFocus()
    QTest.keyClick(shown[0], Qt.Key.Key_Return)
    assert page.session.assessment.notes[asked[0]].page == "4"


def test_a_removed_document_comes_back_with_its_file(page: PreparationPage, tmp_path: Path) -> None:
    drop(page.documents, file_in(tmp_path))
    view = page.documents.documents_view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert documents(page) == []
    assert page.undo_bar.isVisible()
    page.session.undo_stack.undo()
    (document,) = documents(page)
    assert document.attachment in page.session.assessment.attachments


def test_the_boxes_of_the_chain_show_where_nothing_is_read(page: PreparationPage) -> None:
    for number in range(4):
        add(page, title=f"Plan {number}", chain=ChainStep.INPUT, position=float(number))
    boxes = page.documents.chain_row.boxes
    assert boxes[ChainStep.IMPACT].accessibleName() == "Effekt: ingen dokumenter"
    assert "Plan 3" in boxes[ChainStep.INPUT].accessibleName()
    assert boxes[ChainStep.INPUT].property("role") == "card"
    assert boxes[ChainStep.IMPACT].property("role") == "gap"


def test_ctrl_enter_begins_the_study_at_the_chosen_document(page: PreparationPage) -> None:
    document = add(page)
    asked: list[str] = []
    page.interview_requested.connect(asked.append)
    page.documents.documents_view.setFocus()
    QTest.keyClick(
        page.documents.documents_view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert asked == [document_study_id(page.session.assessment.id)]
    assert AssessmentSettings(page.session.assessment.id).document == document.id
    assert page.study_button.isVisible()
    page.show_part(Part.PLAN)
    assert not page.study_button.isVisible()
    assert page.plan.table.records == ()


def test_every_key_of_the_part_is_on_the_key_sheet(page: PreparationPage) -> None:
    shown = dict(page.key_help())
    for action in page.documents.actions():
        keys = action.shortcut().toString().replace("+", " ")
        assert shown[keys] == action.text()


def test_a_document_that_is_found_is_shown_in_the_register(page: PreparationPage) -> None:
    add(page, title="Delegeringsreglement")
    found = add(page, title="Årsmelding 2025", position=10.0)
    page.documents.documents_view.select(documents(page)[0].id)
    page.show_part(Part.OVERVIEW)
    library, assessment = page.session.library, page.session.assessment.id
    (hits,) = library.search(SearchQuery.of("arsmeld"), assessment)
    assert [hit.record for hit in hits.hits] == [found]
    page.show_record(hits.hits[0].record)
    assert page.parts.current is Part.DOCUMENTS
    assert page.documents.current == found.id
