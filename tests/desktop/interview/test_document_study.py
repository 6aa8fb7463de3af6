"""Noting and rating from documents: the same stream and keys, with document and page."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QMenu

from kompass_desktop.assessment.record_ids import document_study_id
from kompass_desktop.assessment.records import Document, Mark
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.notes.gutter import GutterRow
from tests.desktop.interview.interviewing import stored_notes
from tests.desktop.keyboard import CTRL, Key, press, type_text


@pytest.fixture
def study(page: InterviewPage) -> InterviewPage:
    """The page at the document study of two documents, of which none is chosen."""
    for number, title in enumerate(("Økonomiplan 2026", "Årsmelding 2025")):
        page.session.put(Document(f"d{number}", title, position=float(number)))
    page.show_interview(document_study_id(page.session.assessment.id))
    return page


def choose(page: InterviewPage, title: str) -> None:
    menu = page.document_button.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text().endswith(title)).trigger()


def note(page: InterviewPage, *lines: str) -> None:
    page.notes.focus_end()
    type_text("\r".join(lines))
    page.leave()


def row(page: InterviewPage, number: int) -> GutterRow:
    return page.notes._gutter_row(number)


def test_the_head_names_the_study_and_no_clock_runs(study: InterviewPage) -> None:
    assert study.chooser.text() == "Dokumentstudie"
    assert not study.clock.isVisible()
    assert study.group_chip.text() == "Dokumenter: 165"
    press(Key.Key_T, CTRL)
    assert not study.clock.is_running
    record = study.interview
    assert record is not None
    assert (record.started_at, record.elapsed_seconds) == ("", 0)
    study.show_interview("of")
    assert study.clock.isVisible()
    assert not study.clock.is_running
    assert not study.document_button.isVisible()


def test_the_study_is_opened_from_the_list_of_interviews(page: InterviewPage) -> None:
    press(Key.Key_I, CTRL)
    type_text("dokumentst\r")
    assert page.interview == page.session.assessment.document_study
    assert page.interview is not None
    kept = page.session.library.load(page.session.assessment.id)
    assert kept.document_study == page.interview


def test_lines_take_the_chosen_document_and_keep_it(study: InterviewPage) -> None:
    choose(study, "Årsmelding 2025")
    assert study.document_button.text() == "Fra: Årsmelding 2025"
    note(study, "tall omtales", "ingen frister")
    choose(study, "Økonomiplan 2026")
    note(study, "rammer uten tall")
    assert [(n.text, n.document) for n in stored_notes(study)] == [
        ("tall omtales", "d1"),
        ("ingen frister", "d1"),
        ("rammer uten tall", "d0"),
    ]


def test_the_page_is_typed_first_in_a_line(study: InterviewPage) -> None:
    choose(study, "Årsmelding 2025")
    note(study, "s. 14 tall omtales", "3.3.3 s. 15 uten frist", "side 16 7.4.1 kvalitet", "")
    texts = [(n.text, n.page, n.code) for n in stored_notes(study)]
    assert texts[0][:2] == ("tall omtales", "14")
    assert texts[1:] == [("uten frist", "15", "3.3.3"), ("kvalitet", "16", "7.4.1")]
    assert row(study, 0).time == "s. 14"
    assert row(study, 0).source == "Årsmelding 2025"


@pytest.mark.parametrize("begin", ["a", "s. 14 tall", "+ tall omtales"])
def test_no_line_of_the_study_starts_the_clock(study: InterviewPage, begin: str) -> None:
    note(study, begin)
    assert not study.clock.is_running
    assert not study.start_notice.isVisible()
    assert study.interview is not None
    assert not study.interview.is_held


def test_no_rating_of_the_study_starts_the_clock(study: InterviewPage) -> None:
    study.show_code("1.1.1")
    study.points.setFocus()
    type_text("3")
    assert not study.clock.is_running
    assert not study.start_notice.isVisible()


@pytest.mark.parametrize(
    "typed",
    [
        "+ s. 14 3.3.3 tall omtales",
        "+ 3.3.3 s. 14 tall omtales",
        "3.3.3 + s. 14 tall omtales",
        "+ s. 14 tall omtales",
    ],
)
def test_page_code_and_sign_are_read_in_any_order(study: InterviewPage, typed: str) -> None:
    choose(study, "Årsmelding 2025")
    study.show_code("3.3.3")
    note(study, typed, "")
    (kept,) = stored_notes(study)
    assert (kept.text, kept.page, kept.code) == ("tall omtales", "14", "3.3.3")
    assert kept.mark is Mark.STRENGTH
    study.notes.put_caret(kept.id, 0)
    study.notes.setFocus()
    press(Key.Key_Backspace)
    study.leave()
    (back,) = stored_notes(study)
    assert (back.text, back.page, back.mark) == (typed, "", None)


def test_a_page_after_a_code_that_there_is_none_of_is_text(study: InterviewPage) -> None:
    note(study, "9.9.9 s. 14 tall omtales", "")
    (kept,) = stored_notes(study)
    assert (kept.text, kept.page) == ("9.9.9 s. 14 tall omtales", "")


def test_the_page_is_given_back_by_undo_and_not_taken_again(study: InterviewPage) -> None:
    note(study, "s. 14 tall omtales", "")
    press(Key.Key_Z, CTRL)
    study.leave()
    (kept,) = stored_notes(study)
    assert (kept.text, kept.page) == ("s. 14 tall omtales", "")


def test_a_line_that_is_split_has_one_source(study: InterviewPage) -> None:
    choose(study, "Årsmelding 2025")
    note(study, "s. 14 tall omtales", "")
    study.notes.put_caret(stored_notes(study)[0].id, 3)
    study.notes.setFocus()
    press(Key.Key_Return)
    study.leave()
    assert [(n.text, n.document, n.page) for n in stored_notes(study)] == [
        ("tal", "d1", "14"),
        ("l omtales", "d1", "14"),
    ]


def test_an_interview_reads_no_pages_and_has_no_document(
    study: InterviewPage, page: InterviewPage
) -> None:
    choose(study, "Årsmelding 2025")
    page.show_interview("of")
    note(page, "s. 14 i planen sier det", "")
    (kept,) = stored_notes(page)
    assert (kept.text, kept.page, kept.document) == ("s. 14 i planen sier det", "", "")


def test_a_rating_of_the_study_counts_as_the_documents(study: InterviewPage) -> None:
    study.show_code("1.1.1")
    study.points.setFocus()
    type_text("3210")
    board = study.session.board
    assert board.rating("1.1.1").is_proposal
    assert list(board.rating("1.1.1").levels.values()) == [3, 2, 1, 0]


@pytest.mark.qt_log_ignore("This plugin does not support grabbing the keyboard")
def test_the_document_is_chosen_by_key_and_number(study: InterviewPage) -> None:
    study.notes.focus_end()
    press(Key.Key_D, CTRL)
    menu = QApplication.activePopupWidget()
    assert menu is study.document_button.menu()
    assert [action.text() for action in study.document_button.menu().actions()][:2] == [
        "&1  Økonomiplan 2026",
        "&2  Årsmelding 2025",
    ]
    menu.close()


def test_what_was_open_is_open_again(study: InterviewPage) -> None:
    study._open_some(study.state.interview_id)
    assert study.interview is not None
    assert study.interview.is_document_study
    study._open_some()
    assert study.interview.code == "OF-01"


def test_a_line_from_the_wrong_document_is_put_right_in_the_menu(study: InterviewPage) -> None:
    choose(study, "Årsmelding 2025")
    note(study, "rammer uten frist")
    study.notes.put_caret(stored_notes(study)[0].id, 0)
    menu = QMenu()
    study.notes.menu_opening.emit(menu)
    documents = next(a.menu() for a in menu.actions() if a.text() == "Linjen er fra")
    assert isinstance(documents, QMenu)
    assert [(a.text(), a.isChecked()) for a in documents.actions()] == [
        ("Økonomiplan 2026", False),
        ("Årsmelding 2025", True),
    ]
    documents.actions()[0].trigger()
    study.leave()
    assert stored_notes(study)[0].document == "d0"
    study.notes.undo()
    study.leave()
    assert stored_notes(study)[0].document == "d1"
