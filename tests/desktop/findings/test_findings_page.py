"""Findings are written, moved and traced on the real page over the real library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.interview_plan import new_document_study
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Attachment, Document, Finding, Note
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.card_stack import FINDING_MIME_TYPE
from kompass_desktop.desktop.findings.finding_card import FindingCard
from kompass_desktop.desktop.findings.finding_column import FindingColumn
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.findings.ordering import placed
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from tests.desktop.keyboard import ALT, CTRL, Key, press, type_text
from tests.desktop.shown_pages import SessionOf, ShownPages

STRENGTH, CHALLENGE, WEAKNESS = FindingKind

PageOf = Callable[[Session], FindingsPage]


@pytest.fixture
def page_of(shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> PageOf:
    return lambda session: shown_pages.open(FindingsPage(session, catalogue))


@pytest.fixture
def page(page_of: PageOf, example_session: SessionOf) -> FindingsPage:
    """Area 2 of Karasjok 2019: 0 strengths, 3 challenges, 15 weaknesses."""
    page = page_of(example_session("karasjok-2019"))
    page.show_area(2)
    return page


def texts(page: FindingsPage, kind: FindingKind) -> list[str]:
    return [card.finding.text for card in page.board.columns[kind].cards]


def kept(page: FindingsPage) -> dict[str, Finding]:
    """The findings as another start of the program would read them."""
    return page.session.library.load(page.session.assessment.id).findings


def card_at(page: FindingsPage, kind: FindingKind, index: int) -> FindingCard:
    return page.board.columns[kind].cards[index]


def drag_over(target: QWidget, finding: str, place: QPoint) -> QMimeData:
    """Drag a finding over a widget, as Qt tells of it; return what is carried."""
    data = QMimeData()
    data.setData(FINDING_MIME_TYPE, finding.encode())
    action, left = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(place, action, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDragMoveEvent(place, action, data, left, none))
    return data


def drop(target: QWidget, finding: str, place: QPoint) -> None:
    """Drag a finding over a widget and let it go there."""
    data = drag_over(target, finding, place)
    event = QDropEvent(
        QPointF(place),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(target, event)


def above(column: FindingColumn, index: int) -> QPoint:
    """A place in the column just above its card at an index."""
    card = column.cards[index]
    return card.mapTo(column, QPoint(card.width() // 2, 2))


# What is shown


def test_an_area_shows_its_findings_its_points_and_all_counts(page: FindingsPage) -> None:
    assert [len(page.board.columns[kind].cards) for kind in FindingKind] == [0, 3, 15]
    assert page.title_label.text().startswith("2 Tilgjengelighet")
    assert page.points_label.text() == "16"
    assert page.maximum_label.text() == "av 100 · registrert"
    assert page.count_label.text() == "145 funn"


def test_all_of_a_long_column_is_reached_by_scrolling(page: FindingsPage) -> None:
    column = page.board.columns[WEAKNESS]
    bar = column.stack.verticalScrollBar()
    assert bar.maximum() > 0
    column.focus_at(14)
    assert bar.value() > 0
    assert (
        column.stack.viewport()
        .rect()
        .contains(card_at(page, WEAKNESS, 14).mapTo(column.stack.viewport(), QPoint(10, 10)))
    )


def test_a_short_column_does_not_scroll(qtbot: QtBot, page: FindingsPage) -> None:
    for kind in (STRENGTH, CHALLENGE):
        bar = page.board.columns[kind].stack.verticalScrollBar()
        qtbot.waitUntil(lambda bar=bar: bar.maximum() == 0)  # type: ignore[misc]


def test_a_finding_shows_where_it_came_from_and_what_was_said(
    page_of: PageOf, example_session: SessionOf
) -> None:
    session = example_session("eksempelvik-2025")
    page = page_of(session)
    finding = next(f for f in session.assessment.findings.values() if f.note)
    note = session.assessment.notes[finding.note]
    interview = session.assessment.interviews[note.interview]
    page.show_code(finding.code)
    assert page.current is not None
    assert page.current.code == finding.code
    page.board.select(finding.id)
    origin = page.detail.origin_label.text()
    assert f"målepunkt {finding.code}" in origin
    day = f"{int(note.begun_at[8:10])}.\N{NO-BREAK SPACE}september"
    assert f"fra intervju {interview.code}, {day}" in origin
    said = session.assessment.notes_at(finding.code)
    assert [quote.note for quote in page.detail.quotes] == said
    assert page.detail.notes_heading.text() == f"Notater til {finding.code} ({len(said)})"


def test_a_note_at_two_places_is_said_and_counted_at_both(
    page_of: PageOf, example_session: SessionOf
) -> None:
    session = example_session("eksempelvik-2025")
    note = session.assessment.notes_at("1.2.1")[0]
    session.put(replace(note, also="8.3.1 1.2"))
    page = page_of(session)
    page.show_code("8.3.1")
    said = session.assessment.notes_at("8.3.1")
    assert note.id in {each.id for each in said}
    assert [quote.note for quote in page.detail.quotes] == said
    assert page.current is not None
    card = page.board.card(page.current.id)
    assert card is not None
    assert f"{len(said)} notater" in [label.text() for label in card.findChildren(QLabel)]


def test_what_was_said_leads_to_the_interview(
    qtbot: QtBot, page_of: PageOf, example_session: SessionOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.show_code("1.2.1")
    quote = page.detail.quotes[0]
    with qtbot.waitSignal(page.note_requested) as led:
        QTest.mouseClick(quote, Qt.MouseButton.LeftButton)
    assert led.args == [quote.note.id]
    with qtbot.waitSignal(page.note_requested):
        QTest.keyClick(quote, Key.Key_Return)


def test_an_assessment_without_findings_says_how_to_begin(
    page_of: PageOf, new_session: Session
) -> None:
    page = page_of(new_session)
    assert page.detail.nothing_label.isVisible()
    assert "Ctrl+1" in page.detail.nothing_label.text()
    assert not page.detail.shown_part.isVisible()


# Keys


def test_arrows_lead_between_cards_and_columns(page: FindingsPage) -> None:
    page.board.columns[CHALLENGE].focus_at(0)
    press(Key.Key_Down)
    assert card_at(page, CHALLENGE, 1).hasFocus()
    press(Key.Key_Right)
    assert card_at(page, WEAKNESS, 1).hasFocus()
    press(Key.Key_Left)
    press(Key.Key_Left)
    assert page.board.columns[STRENGTH].new_button.hasFocus()
    press(Key.Key_Left)
    assert page.areas.hasFocus()
    press(Key.Key_Return)
    assert page.current is not None
    assert page.current.text == texts(page, CHALLENGE)[1]


def test_the_focus_moves_no_text(page: FindingsPage) -> None:
    first, second = page.board.columns[CHALLENGE].cards[:2]
    page.board.select(first.finding.id)
    page.board.focus_current()
    QApplication.processEvents()
    labels = [label for card in (first, second) for label in card.findChildren(WrappedText)]
    before = [(part.geometry(), part.contentsRect()) for part in (*labels, first, second)]
    press(Key.Key_Down)
    QApplication.processEvents()
    assert second.hasFocus()
    after = [(part.geometry(), part.contentsRect()) for part in (*labels, first, second)]
    assert after == before


def test_alt_and_arrows_move_within_a_column_and_undo_moves_back(page: FindingsPage) -> None:
    before = texts(page, WEAKNESS)
    page.board.columns[WEAKNESS].focus_at(0)
    press(Key.Key_Down, ALT)
    press(Key.Key_Down, ALT)
    assert texts(page, WEAKNESS) == [before[1], before[2], before[0], *before[3:]]
    assert card_at(page, WEAKNESS, 2).hasFocus()
    page.session.undo_stack.undo()
    page.session.undo_stack.undo()
    assert texts(page, WEAKNESS) == before


def test_alt_and_arrows_move_to_another_column(page: FindingsPage) -> None:
    page.board.columns[CHALLENGE].focus_at(1)
    moved = texts(page, CHALLENGE)[1]
    press(Key.Key_Left, ALT)
    assert texts(page, STRENGTH) == [moved]
    assert card_at(page, STRENGTH, 0).hasFocus()
    press(Key.Key_Left, ALT)
    assert texts(page, STRENGTH) == [moved]
    finding = card_at(page, STRENGTH, 0).finding
    assert kept(page)[finding.id].kind is STRENGTH


def test_page_keys_and_alt_with_a_number_change_the_area(page: FindingsPage) -> None:
    page.board.columns[CHALLENGE].focus_at(0)
    press(Key.Key_PageDown)
    assert page.area == 3
    press(Key.Key_8, ALT)
    assert page.area == 8
    press(Key.Key_PageUp)
    assert page.area == 7
    assert page.title_label.text().startswith("7 ")


def test_delete_takes_a_finding_away_and_undo_brings_it_back(
    qtbot: QtBot, page: FindingsPage
) -> None:
    before = texts(page, CHALLENGE)
    page.board.columns[CHALLENGE].focus_at(1)
    with qtbot.waitSignal(page.message_shown):
        press(Key.Key_Delete)
    assert texts(page, CHALLENGE) == [before[0], before[2]]
    assert card_at(page, CHALLENGE, 1).hasFocus()
    page.session.undo_stack.undo()
    assert texts(page, CHALLENGE) == before


def test_another_area_is_shown_from_its_top(page: FindingsPage) -> None:
    page.board.columns[WEAKNESS].focus_at(14)
    assert page.board.columns[WEAKNESS].stack.verticalScrollBar().value() > 0
    press(Key.Key_4, ALT)
    QApplication.processEvents()
    for column in page.board.columns.values():
        assert column.stack.verticalScrollBar().value() == 0
    assert page.board.cards[0].hasFocus()


def test_delete_in_the_list_of_areas_deletes_nothing(page: FindingsPage) -> None:
    page.areas.setFocus()
    press(Key.Key_Delete)
    assert len(kept(page)) == 145


# Writing


def test_a_new_finding_is_written_in_its_column(page: FindingsPage) -> None:
    page.board.focus_current()
    press(Key.Key_1, CTRL)
    type_text("Kárášjohka: á č đ ŋ š ŧ ž, æ ø å")
    press(Key.Key_Return)
    assert texts(page, STRENGTH) == ["Kárášjohka: á č đ ŋ š ŧ ž, æ ø å"]
    assert card_at(page, STRENGTH, 0).hasFocus()
    assert [f.text for f in kept(page).values() if f.kind is STRENGTH and f.area == 2] == texts(
        page, STRENGTH
    )
    page.session.undo_stack.undo()
    assert texts(page, STRENGTH) == []
    page.session.undo_stack.redo()
    assert len(texts(page, STRENGTH)) == 1


def test_the_button_begins_a_new_finding_and_esc_forgets_it(
    qtbot: QtBot, page: FindingsPage
) -> None:
    QTest.mouseClick(page.board.columns[CHALLENGE].new_button, Qt.MouseButton.LeftButton)
    type_text("Noe")
    press(Key.Key_Escape)
    assert len(texts(page, CHALLENGE)) == 3
    assert len(kept(page)) == 145
    assert not page.session.undo_stack.canUndo()


def test_a_new_finding_without_text_is_none(page: FindingsPage) -> None:
    page.board.focus_current()
    press(Key.Key_3, CTRL)
    press(Key.Key_Return)
    assert len(texts(page, WEAKNESS)) == 15
    assert len(kept(page)) == 145


def test_typed_text_is_saved_before_it_is_ended(qtbot: QtBot, page: FindingsPage) -> None:
    page.board.focus_current()
    press(Key.Key_1, CTRL)
    with qtbot.waitSignal(page.session.saved):
        type_text("Under arbeid")
    new = next(f for f in kept(page).values() if f.area == 2 and f.kind is STRENGTH)
    assert new.text == "Under arbeid"
    assert page.board.card(new.id) is not None
    type_text(" ennå")
    press(Key.Key_Escape)
    assert new.id not in kept(page)


def test_a_flush_hands_over_what_is_typed(page: FindingsPage) -> None:
    page.board.columns[CHALLENGE].focus_at(0)
    finding = card_at(page, CHALLENGE, 0).finding
    press(Key.Key_F2)
    type_text("!")
    page.session.flush()
    assert kept(page)[finding.id].text == f"{finding.text}!"


def test_a_text_is_edited_in_place_and_one_undo_takes_it_all_back(
    qtbot: QtBot, page: FindingsPage
) -> None:
    card = card_at(page, CHALLENGE, 0)
    before = card.finding
    QTest.mouseDClick(card, Qt.MouseButton.LeftButton)
    press(Key.Key_A, CTRL)
    with qtbot.waitSignal(page.session.saved):
        type_text("Første")
    type_text(" og siste")
    press(Key.Key_Return)
    assert kept(page)[before.id] == replace(before, text="Første og siste")
    page.session.undo_stack.undo()
    assert kept(page)[before.id] == before
    assert texts(page, CHALLENGE)[0] == before.text


def test_the_field_is_as_high_as_its_text(qtbot: QtBot, page: FindingsPage) -> None:
    page.board.columns[CHALLENGE].focus_at(0)
    press(Key.Key_F2)
    editor = card_at(page, CHALLENGE, 0).editor
    assert editor is not None
    qtbot.waitUntil(lambda: editor.verticalScrollBar().maximum() == 0)
    line = editor.fontMetrics().lineSpacing()
    assert editor.viewport().height() >= 3 * line
    before = editor.height()
    type_text(" og enda mer" * 8)
    qtbot.waitUntil(lambda: editor.height() >= before + 2 * line)


def test_esc_brings_the_old_text_back_also_when_the_new_was_saved(
    qtbot: QtBot, page: FindingsPage
) -> None:
    page.board.columns[CHALLENGE].focus_at(0)
    before = card_at(page, CHALLENGE, 0).finding
    press(Key.Key_Return)
    with qtbot.waitSignal(page.session.saved):
        type_text("x")
    press(Key.Key_Escape)
    assert kept(page)[before.id] == before
    assert not page.session.undo_stack.canUndo()
    assert card_at(page, CHALLENGE, 0).hasFocus()


def test_going_elsewhere_keeps_what_is_written(page: FindingsPage) -> None:
    page.board.columns[CHALLENGE].focus_at(0)
    before = card_at(page, CHALLENGE, 0).finding
    press(Key.Key_F2)
    type_text(" på nytt")
    press(Key.Key_PageDown)
    assert page.area == 3
    assert kept(page)[before.id].text == f"{before.text} på nytt"


def test_pasted_line_breaks_and_a_hundred_thousand_characters_make_one_paragraph(
    qtbot: QtBot, page: FindingsPage
) -> None:
    long = "ord\n" * 25_000
    QApplication.clipboard().setText(long)
    page.board.focus_current()
    press(Key.Key_1, CTRL)
    press(Key.Key_V, CTRL)
    press(Key.Key_Return)
    assert texts(page, STRENGTH) == [" ".join(["ord"] * 25_000)]
    card = card_at(page, STRENGTH, 0)
    qtbot.waitUntil(lambda: 200 < card.height() < 400)
    assert card.findChildren(WrappedText)[0].is_cut


def test_markup_is_shown_and_not_obeyed(page: FindingsPage) -> None:
    markup = "<b>Fet</b> <img src='x'> & co"
    page.board.focus_current()
    press(Key.Key_1, CTRL)
    type_text(markup)
    press(Key.Key_Return)
    shown = card_at(page, STRENGTH, 0).findChildren(WrappedText)[0]
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert " ".join(shown.lines(1000)) == markup
    assert page.detail.text_label.textFormat() is Qt.TextFormat.PlainText
    assert page.detail.text_label.text() == markup


def test_the_tool_tip_of_a_text_that_is_cut_obeys_no_markup_either(qtbot: QtBot) -> None:
    label = WrappedText()
    qtbot.addWidget(label)
    label.setMaximumLines(2)
    label.setText("<img src='x'>" * 30)
    label.resize(200, 40)
    label.show()
    help_event = QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), label.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(label, help_event)
    assert label.toolTip().startswith("<p>&lt;img src=")
    label.setText("kort")
    QApplication.sendEvent(label, help_event)
    assert label.toolTip() == ""


@given(
    text=st.text(st.characters(codec="utf-16", exclude_categories=["Cs", "Cc", "Zl", "Zp"])),
    width=st.integers(1, 300),
)
def test_wrapping_loses_nothing_but_spaces(qapp: QApplication, text: str, width: int) -> None:
    label = WrappedText()
    label.setText(text)
    assert "".join("".join(label.lines(width)).split()) == "".join(text.split())


# The mouse


def test_a_card_dropped_within_its_column_goes_where_it_is_let_go(page: FindingsPage) -> None:
    column = page.board.columns[CHALLENGE]
    before = texts(page, CHALLENGE)
    drop(column, column.cards[2].finding.id, above(column, 0))
    assert texts(page, CHALLENGE) == [before[2], before[0], before[1]]
    assert not column.stack.indicator.isVisible()


def test_a_card_dropped_below_the_last_goes_last(page: FindingsPage) -> None:
    column = page.board.columns[CHALLENGE]
    before = texts(page, CHALLENGE)
    drop(column, column.cards[0].finding.id, QPoint(50, column.height() - 5))
    assert texts(page, CHALLENGE) == [before[1], before[2], before[0]]


def test_a_card_dropped_in_another_column_changes_kind(page: FindingsPage) -> None:
    finding = card_at(page, WEAKNESS, 4).finding
    column = page.board.columns[CHALLENGE]
    drop(column, finding.id, above(column, 1))
    assert texts(page, CHALLENGE)[1] == finding.text
    assert kept(page)[finding.id].kind is CHALLENGE
    assert card_at(page, CHALLENGE, 1).hasFocus()
    page.session.undo_stack.undo()
    assert texts(page, WEAKNESS)[4] == finding.text


def test_a_line_shows_where_a_dragged_card_would_go(page: FindingsPage) -> None:
    column = page.board.columns[CHALLENGE]
    drag_over(column, card_at(page, WEAKNESS, 0).finding.id, above(column, 2))
    top = column.stack.indicator.geometry().center().y()
    assert column.stack.indicator.isVisible()
    assert column.cards[1].geometry().bottom() < top < column.cards[2].geometry().top()


def test_what_is_no_finding_is_not_taken(page: FindingsPage) -> None:
    data = QMimeData()
    data.setText("fra et annet program")
    event = QDragEnterEvent(
        QPoint(20, 20),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(page.board.columns[STRENGTH], event)
    assert not event.isAccepted()


def test_pulling_a_card_picks_it_up(qtbot: QtBot, page: FindingsPage) -> None:
    card = card_at(page, CHALLENGE, 0)
    card.picked_up.disconnect()
    QTest.mousePress(card, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    with qtbot.waitSignal(card.picked_up):
        QTest.mouseMove(card, QPoint(20, 20 + QApplication.startDragDistance() + 5))


def test_a_card_dropped_on_an_area_goes_there(qtbot: QtBot, page: FindingsPage) -> None:
    finding = card_at(page, WEAKNESS, 0).finding
    rect = page.areas.visualRect(page.areas.model().index(4, 0))
    with qtbot.waitSignal(page.message_shown):
        drop(page.areas.viewport(), finding.id, rect.center())
    assert kept(page)[finding.id].area == 5
    assert len(texts(page, WEAKNESS)) == 14
    page.show_area(5)
    assert texts(page, WEAKNESS)[-1] == finding.text


# Links and areas


def test_the_menu_moves_a_finding_to_another_area(page: FindingsPage) -> None:
    page.board.columns[CHALLENGE].focus_at(0)
    finding = card_at(page, CHALLENGE, 0).finding
    page.menu.areas_menu.actions()[6].trigger()
    assert kept(page)[finding.id].area == 7
    page.session.undo_stack.undo()
    assert kept(page)[finding.id] == finding


def test_a_finding_is_linked_to_a_measure_point_by_words(qtbot: QtBot, page: FindingsPage) -> None:
    page.board.columns[CHALLENGE].focus_at(0)
    finding = card_at(page, CHALLENGE, 0).finding
    press(Key.Key_K, CTRL)
    press(Key.Key_A, CTRL)
    type_text("2.5.1")
    press(Key.Key_Return)
    assert kept(page)[finding.id].code == "2.5.1"
    assert page.detail.code_label.text().startswith("2.5.1 ")
    page.menu.unlink.trigger()
    assert kept(page)[finding.id].code == ""
    assert not page.detail.rating_row.isVisible()


def test_no_key_of_the_page_means_two_things(page: FindingsPage) -> None:
    keys = [key.toString() for action in page.actions() for key in action.shortcuts()]
    assert len(keys) == len(set(keys))
    taken = {"Ctrl+F", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+PgUp", "Ctrl+PgDown", "F1", "Ctrl+W"}
    assert not taken & set(keys)


# The order


def column_of(*positions: float) -> list[Finding]:
    return [
        Finding(str(number), 1, WEAKNESS, "", position=position)
        for number, position in enumerate(positions)
    ]


def test_only_the_moved_finding_is_written() -> None:
    column = column_of(0.0, 1.0, 2.0)
    assert placed(column, column[2], 0) == [replace(column[2], position=-1.0)]
    assert placed(column, column[0], 1) == [replace(column[0], position=1.5)]


def test_a_column_whose_numbers_have_run_out_is_numbered_anew() -> None:
    column = column_of(1.0, 1.0, 1e300)
    changed = {finding.id: finding.position for finding in placed(column, column[2], 1)}
    assert changed == {"0": 0.0, "2": 1.0, "1": 2.0}


@given(
    positions=st.lists(st.floats(allow_nan=False), min_size=1, max_size=8),
    moves=st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=40),
)
def test_a_moved_finding_always_stands_where_it_was_put(
    positions: list[float], moves: list[tuple[int, int]]
) -> None:
    column = sorted(column_of(*positions), key=lambda f: (f.position, f.id))
    for start, end in moves:
        finding = column[start % len(column)]
        others = [other for other in column if other is not finding]
        index = end % len(column)
        expected = [f.id for f in (*others[:index], finding, *others[index:])]
        held = {f.id: f for f in column} | {f.id: f for f in placed(column, finding, index)}
        column = sorted(held.values(), key=lambda f: (f.position, f.id))
        assert [f.id for f in column] == expected


def test_a_finding_from_a_document_says_which_and_the_page(
    page_of: PageOf, example_session: SessionOf
) -> None:
    session = example_session("eksempelvik-2025")
    study = new_document_study(session.assessment)
    session.put(study)
    session.put(Document("d", "Årsmelding 2024"))
    moment = "2025-09-10T08:00:00+02:00"
    note = Note("n", study.id, "Mål uten frist", moment, "1.2.1", document="d", page="14")
    session.put(note)
    finding = Finding(new_id(), 1, FindingKind.WEAKNESS, note.text, "1.2.1", note.id, 99.0)
    session.put(finding)
    page = page_of(session)
    page.show_code("1.2.1")
    page.board.select(finding.id)
    assert "fra Årsmelding 2024, s. 14" in page.detail.origin_label.text()
    session.put(Attachment("a", "side14.jpg", "image/jpeg", 5, "0" * 64, note.id))
    page = page_of(session)
    page.show_code("1.2.1")
    quote = next(quote for quote in page.detail.quotes if quote.note == note)
    said = "Årsmelding 2024, s. 14: Mål uten frist, vedlagt: side14.jpg"
    assert quote.accessibleName() == said


def test_a_card_counts_the_notes_of_its_measure_point_as_they_are_now(
    page_of: PageOf, example_session: SessionOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.show_area(1)
    assessment = page.session.assessment
    findings = [card.finding for card in page.board.columns[CHALLENGE].cards]
    finding = next(each for each in findings if len(assessment.notes_at(each.code)) > 1)
    count = len(assessment.notes_at(finding.code))
    assert f"{count} notater" in shown_texts(page, finding)
    note = assessment.notes_at(finding.code)[0]
    page.session.put(replace(note, id=new_id(), text="Enda et notat"))
    page.session.flush()
    assert f"{count + 1} notater" in shown_texts(page, finding)


def shown_texts(page: FindingsPage, finding: Finding) -> list[str]:
    card = page.board.card(finding.id)
    assert card is not None
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]
