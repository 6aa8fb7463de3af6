"""Ctrl+Z and its opposite in the window: what they leave, what they say, and what they ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import TEAM, Change, Interview, Note, Record
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.desktop.preparation.interview_table import InterviewColumn
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.preparation.team_table import TeamColumn
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.record_view import RecordView
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.desktop.window.key_sheet import keys_of
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.opening import open_library
from tests.desktop.keyboard import CTRL, SHIFT, Key, press

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

BEGUN = "2026-03-12T09:51:00+01:00"


@pytest.fixture
def view(
    qtbot: QtBot, catalogue: AssessmentCatalogue, new_session: Session
) -> Iterator[AssessmentView]:
    view = AssessmentView(new_session, catalogue)
    qtbot.addWidget(view)
    view.resize(1366, 700)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    view.show_page("preparation")
    yield view
    view.leave()


@pytest.fixture
def said(view: AssessmentView) -> list[str]:
    """What the view has said, from now on."""
    sentences: list[str] = []
    view.message_shown.connect(sentences.append)
    return sentences


@pytest.fixture
def page(view: AssessmentView) -> PreparationPage:
    page = view.page
    assert isinstance(page, PreparationPage)
    return page


def undo(times: int = 1) -> None:
    for _ in range(times):
        press(Key.Key_Z, CTRL)


def redo(times: int = 1, key: Key = Key.Key_Y) -> None:
    for _ in range(times):
        press(key, CTRL if key == Key.Key_Y else CTRL | SHIFT)


def write(view: RecordView, record: str, column: int, text: str) -> None:
    """Type in a cell as a person does, and leave it with Enter."""
    view.write_in(record, column)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, text)
    press(Key.Key_Return)


def state(assessment: Assessment) -> dict[str, Record]:
    return {record.id: record for record in assessment.records()}


def kept(view: AssessmentView) -> dict[str, Record]:
    """What another start of the program would read; the same as the window holds."""
    loaded = state(view.session.library.load(view.session.assessment.id))
    assert loaded == state(view.session.assessment)
    return loaded


def shown(page: PreparationPage) -> list[tuple[str, str, str]]:
    """Code, name and agreed minutes of the rows of the interviews, from the top."""
    columns = (InterviewColumn.CODE, InterviewColumn.NAME, InterviewColumn.AGREED)
    table = page.plan.table
    return [
        (
            str(table.index(row, columns[0]).data()),
            str(table.index(row, columns[1]).data()),
            str(table.index(row, columns[2]).data()),
        )
        for row in range(len(table.records))
    ]


def planned(page: PreparationPage) -> list[Interview]:
    return page.session.assessment.interviews_in_order()


def note_in(interview: Interview, text: str = "De har folkemøte") -> Note:
    return Note(new_id(), interview.id, text, BEGUN, "1.4.1")


def filled_plan(page: PreparationPage) -> tuple[str, str, str]:
    """Let three interviews be planned, named, given times and sorted; return their ids."""
    page.suggest_button.click()
    first, second, third = (interview.id for interview in planned(page)[:3])
    rows = page.interviews_view
    for interview, name, day in ((first, "Informant A", "14"), (second, "Informant B", "12")):
        write(rows, interview, InterviewColumn.NAME, name)
        write(rows, interview, InterviewColumn.PLANNED, f"{day}.3.2026 9:30")
    write(rows, second, InterviewColumn.AGREED, "60")
    page.sort_button.click()
    write(rows, third, InterviewColumn.NAME, "Informant C")
    rows.setFocus()
    return first, second, third


# What an undo leaves


def test_undo_of_a_plan_that_was_filled_in_leaves_window_and_disk_the_same(
    view: AssessmentView, page: PreparationPage
) -> None:
    first, second, third = filled_plan(page)
    filled, rows = kept(view), shown(page)
    undo()
    assert page.session.assessment.interviews[third].name == ""
    assert page.session.assessment.interviews[second].name == "Informant B"
    kept(view)
    undo()
    assert [each.id for each in planned(page)][:3] == [first, second, third]
    named = {name for _, name, _ in shown(page)}
    assert {"Informant A", "Informant B"} <= named
    kept(view)
    redo(2, Key.Key_Z)
    assert kept(view) == filled
    assert shown(page) == rows


def test_every_step_back_and_forth_again_brings_back_the_filled_plan(
    view: AssessmentView, page: PreparationPage
) -> None:
    filled_plan(page)
    filled, steps = kept(view), page.session.undo_stack.count()
    for _ in range(steps):
        undo()
        kept(view)
    assert planned(page) == []
    for _ in range(steps):
        redo()
        kept(view)
    assert kept(view) == filled


def test_a_held_interview_keeps_its_time_whatever_is_undone(
    view: AssessmentView, page: PreparationPage, said: list[str]
) -> None:
    filled_plan(page)
    held = planned(page)[0]
    begun = replace(held, started_at=BEGUN, elapsed_seconds=5400, finished=True)
    page.session.put(begun)
    undo(2)
    assert page.session.assessment.interviews[held.id] == replace(
        begun, position=page.session.assessment.interviews[held.id].position
    )
    undo(20)
    assert page.session.assessment.interviews[held.id].elapsed_seconds == 5400
    assert page.session.assessment.interviews[held.id].finished
    assert view.question_bar.isVisible()
    assert "1 som er begynt" in view.question_bar.label.text()
    assert said[-1] == view.question_bar.label.text()
    kept(view)


def test_what_was_changed_since_by_other_means_stays(
    view: AssessmentView, page: PreparationPage, said: list[str]
) -> None:
    page.suggest_button.click()
    interview = planned(page)[0]
    write(page.interviews_view, interview.id, InterviewColumn.AGREED, "60")
    # So does the clock, where another length is chosen during the interview.
    held = page.session.assessment.interviews[interview.id]
    page.session.put(replace(held, agreed_minutes=90))
    page.interviews_view.setFocus()
    undo()
    assert page.session.assessment.interviews[interview.id].agreed_minutes == 90
    assert "står som det er" in said[-1]
    assert not page.session.undo_stack.canRedo()
    kept(view)


def test_a_members_name_and_role_are_steps_of_their_own(
    view: AssessmentView, page: PreparationPage
) -> None:
    page.add_member_button.click()
    (member,) = page.session.assessment.members
    write(page.team_view, member, TeamColumn.NAME, "Konsulent A")
    write(page.team_view, member, TeamColumn.ROLE, "teamleder")
    page.add_member_button.click()
    page.member_up_button.click()
    page.team_view.setFocus()
    filled = kept(view)
    undo(2)
    assert [(m.name, m.role) for m in page.session.assessment.members.values()] == [
        ("Konsulent A", "teamleder")
    ]
    undo()
    assert page.session.assessment.members[member].role == ""
    assert page.session.assessment.members[member].name == "Konsulent A"
    kept(view)
    redo(3)
    assert kept(view) == filled


def test_a_cell_that_is_saved_while_it_is_typed_is_one_step(
    view: AssessmentView, page: PreparationPage
) -> None:
    page.suggest_button.click()
    interview = planned(page)[0].id
    steps = page.session.undo_stack.count()
    page.interviews_view.write_in(interview, InterviewColumn.NAME)
    editor = QApplication.focusWidget()
    assert editor is not None
    for letters in ("Infor", "mant", " A"):
        QTest.keyClicks(editor, letters)
        page.session.flush()
    press(Key.Key_Return)
    assert page.session.undo_stack.count() == steps + 1
    page.interviews_view.setFocus()
    undo()
    assert page.session.assessment.interviews[interview].name == ""
    redo()
    assert page.session.assessment.interviews[interview].name == "Informant A"


def test_the_particulars_are_undone_field_by_field(
    view: AssessmentView, page: PreparationPage
) -> None:
    session, before = page.session, page.session.assessment.particulars
    page.particulars_card.year_box.setValue(2024)
    session.flush()
    page.particulars_card.firm_field.setText("Kompassfirmaet")
    page.particulars_card.firm_field.textEdited.emit("Kompassfirmaet")
    page.particulars_card.firm_field.editingFinished.emit()
    session.put(replace(session.assessment.particulars, report="Rapport 7"))
    page.suggest_button.setFocus()
    undo(2)
    assert session.assessment.particulars == replace(before, report="Rapport 7")
    assert page.particulars_card.year_box.value() == before.year
    kept(view)


def test_undoing_a_findings_move_keeps_the_text_written_since(
    view: AssessmentView, qtbot: QtBot
) -> None:
    session = view.session
    finding = session.add_finding(1, FindingKind.WEAKNESS, "Ingen plan")
    session.set_finding(replace(finding, area=2, kind=FindingKind.STRENGTH))
    moved = session.assessment.findings[finding.id]
    session.put(replace(moved, text="Ingen plan, men et utkast"))
    session.undo_stack.undo()
    assert session.assessment.findings[finding.id] == replace(
        finding, text="Ingen plan, men et utkast"
    )
    kept(view)
    session.undo_stack.undo()
    session.undo_stack.redo()
    assert session.assessment.findings[finding.id].text == "Ingen plan, men et utkast"
    kept(view)


def test_undoing_a_finding_that_was_written_on_the_card_keeps_its_place(
    view: AssessmentView,
) -> None:
    session = view.session
    finding = session.add_finding(1, FindingKind.WEAKNESS, "Ingen plan")
    findings = view.show_page("findings")
    assert isinstance(findings, FindingsPage)
    findings.show_finding(finding.id)
    findings.edit()
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, " ennå")
    session.flush()
    held = session.assessment.findings[finding.id]
    session.put(replace(held, code="1.4.1", position=7.0))
    press(Key.Key_Return)
    assert session.assessment.findings[finding.id] == replace(
        finding, text="Ingen plan ennå", code="1.4.1", position=7.0
    )
    undo()
    assert session.assessment.findings[finding.id] == replace(finding, code="1.4.1", position=7.0)
    kept(view)


def test_undoing_a_rating_leaves_other_aspects_and_interviews_alone(view: AssessmentView) -> None:
    session = view.session
    interview = Interview(new_id(), "mayor", "OF-01")
    session.put(interview)
    session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 3)
    session.set_level(TEAM, "1.1.1", Aspect.SYSTEM, 1)
    session.put(session.assessment.rating(TEAM, "1.1.1").with_level(Aspect.RESULT, 4))
    session.put(session.assessment.rating(interview.id, "1.1.1").with_level(Aspect.EXTENT, 2))
    session.undo_stack.undo()
    assert session.assessment.rating(TEAM, "1.1.1").levels == (3, None, 4, None)
    assert session.assessment.rating(interview.id, "1.1.1").levels == (None, 2, None, None)
    kept(view)


def test_a_stale_record_changes_only_what_it_was_changed_in(view: AssessmentView) -> None:
    session = view.session
    interview = Interview(new_id(), "mayor", "OF-01")
    session.put(interview)
    session.put(replace(interview, name="Informant A", elapsed_seconds=600))
    stale = Change(interview, replace(interview, agreed_minutes=60))
    session.change([stale])
    assert session.assessment.interviews[interview.id] == replace(
        interview, name="Informant A", elapsed_seconds=600, agreed_minutes=60
    )
    kept(view)


def test_a_record_that_is_gone_comes_back_whole_when_it_is_written_on(
    view: AssessmentView,
) -> None:
    session = view.session
    finding = session.add_finding(1, FindingKind.WEAKNESS, "Ingen plan")
    session.remove_finding(finding)
    longer = replace(finding, text="Ingen plan ennå")
    session.change([Change(finding, longer)])
    assert kept(view)[finding.id] == longer


def test_halves_of_letters_are_the_same_in_memory_and_on_the_disk(view: AssessmentView) -> None:
    view.session.add_finding(1, FindingKind.WEAKNESS, "halv \ud83d")
    kept(view)
    view.session.undo_stack.undo()
    view.session.undo_stack.redo()
    kept(view)


def test_undo_and_redo_reach_the_disk_when_it_is_free_again(view: AssessmentView) -> None:
    session = view.session
    interview = Interview(new_id(), "mayor", "OF-01")
    session.put_undoably("nytt intervju", interview)
    connection = session.library.file.db.conn
    connection.execute("PRAGMA query_only = 1")
    session.put(replace(interview, name="Informant A"))
    session.undo_stack.undo()
    session.undo_stack.redo()
    assert not session.is_saved
    connection.execute("PRAGMA query_only = 0")
    session.save_again()
    assert kept(view)[interview.id] == replace(interview, name="Informant A")


def test_what_is_undone_and_redone_does_not_wipe_the_colleagues_copy(
    view: AssessmentView, page: PreparationPage, tmp_path: Path
) -> None:
    identity = page.session.assessment.id
    filled_plan(page)
    undo(2)
    redo(2)
    filled = kept(view)
    with open_library(tmp_path / "kollega.kompassdb") as other:
        other.merge(page.session.library.packet(identity))
        assert state(other.load(identity)) == filled
        undo(2)
        redo(2)
        arrival = other.merge(page.session.library.packet(identity))
        assert state(other.load(identity)) == filled
        assert arrival.conflicts == 0


def test_what_was_settled_stays_whatever_is_undone(small_session: Session, tmp_path: Path) -> None:
    library, identity = small_session.library, small_session.assessment.id
    finding = next(iter(small_session.assessment.findings.values()))
    with open_library(tmp_path / "kollega.kompassdb") as other:
        other.merge(library.packet(identity))
        theirs = replace(finding, text="Arenaer finnes")
        other.write(other.load(identity), [Change(finding, theirs)])
        small_session.put(replace(finding, text="Ingen arenaer"))
        library.merge(other.packet(identity))
    session = Session(library, library.load(identity))
    held = session.assessment.findings[finding.id]
    session.set_finding(replace(held, text="Ingen arenaer for unge", area=2))
    added = session.add_finding(1, FindingKind.STRENGTH, "Folkemøte")
    session.find_conflicts()
    (conflict,) = session.conflicts
    session.settle(conflict, conflict.sides[0])
    settled = session.assessment.findings[finding.id]
    session.undo_stack.undo()
    assert added.id not in session.assessment.findings
    while session.undo_stack.canUndo():
        session.undo_stack.undo()
    assert session.assessment.findings[finding.id] == settled
    assert state(library.load(identity)) == state(session.assessment)


# What it says, and where it goes


def test_an_undo_on_another_page_says_what_it_was_and_goes_there(
    view: AssessmentView, page: PreparationPage, said: list[str]
) -> None:
    page.suggest_button.click()
    interview = planned(page)[0].id
    write(page.interviews_view, interview, InterviewColumn.NAME, "Informant A")
    view.show_page("findings")
    undo()
    assert view.page is page
    assert page.interviews_view.current_id == interview
    assert said[-1] == "Angret: endring av OF-01. Ctrl+Y gjør det om igjen."
    assert view.notice.isVisible()
    assert view.notice.text() == said[-1]
    place = view.notice.geometry()
    assert view.pages.geometry().contains(place)
    assert QApplication.focusWidget() is not view.notice
    view.show_page("profile")
    redo()
    assert view.page is page
    assert said[-1] == "Gjort om igjen: endring av OF-01. Ctrl+Z angrer."
    assert page.session.assessment.interviews[interview].name == "Informant A"


def test_an_undone_rating_is_gone_to(view: AssessmentView, said: list[str]) -> None:
    session = view.session
    first, second = Interview(new_id(), "mayor", "OF-01"), Interview(new_id(), "staff", "ST-01")
    for interview in (first, second):
        session.put(interview)
    interviews = view.show_page("interview")
    assert isinstance(interviews, InterviewPage)
    interviews.show_interview(first.id)
    session.set_level(first.id, "1.4.3", Aspect.SYSTEM, 3)
    interviews.show_interview(second.id)
    interviews.show_code("8.2.1")
    undo()
    assert interviews.interview == first
    assert interviews.state.code == "1.4.3"
    assert "vurdering av 1.4.3" in said[-1]
    session.undo_stack.redo()
    session.set_level(TEAM, "2.2.1", Aspect.SYSTEM, 3)
    view.show_page("report")
    undo()
    assert view.page is view.show_page("scoring")
    assert view.page.code == "2.2.1"  # type: ignore[attr-defined]


def test_an_undone_finding_is_gone_to(view: AssessmentView) -> None:
    session = view.session
    view.show_page("findings")
    finding = session.add_finding(3, FindingKind.WEAKNESS, "Ingen plan")
    session.remove_finding(finding)
    view.show_page("preparation")
    undo()
    findings = view.page
    assert isinstance(findings, FindingsPage)
    assert findings.area == 3
    assert findings.current == finding
    view.show_page("preparation")
    undo()
    assert view.page is findings
    assert findings.current is None


def test_a_finding_undone_where_it_was_made_leaves_one_there(view: AssessmentView) -> None:
    interview = Interview(new_id(), "mayor", "OF-01")
    view.session.put(interview)
    interviews = view.show_page("interview")
    view.session.add_finding(3, FindingKind.WEAKNESS, "Ingen plan")
    undo()
    assert view.page is interviews
    assert view.session.assessment.findings == {}


def test_nothing_to_undo_is_said(view: AssessmentView, said: list[str]) -> None:
    press(Key.Key_Z, CTRL)
    assert said[-1] == "Det er ikke noe å angre."
    redo()
    assert said[-1] == "Det er ikke noe å gjøre om igjen."


def test_ctrl_y_is_shown_beside_ctrl_shift_z_on_the_key_sheet(view: AssessmentView) -> None:
    shown = {key.text: key.keys for key in keys_of(view.page, view)}
    assert shown["Gjør om"] == "Ctrl Shift Z, Ctrl Y"


def test_ctrl_y_in_a_field_is_the_fields_own(view: AssessmentView, page: PreparationPage) -> None:
    page.suggest_button.click()
    page.session.undo_stack.undo()
    field = page.particulars_card.report_field
    field.setFocus()
    QTest.keyClicks(field, "Rapport")
    undo()
    assert field.text() == ""
    redo()
    assert field.text() == "Rapport"
    assert planned(page) == []


def test_keys_go_on_where_an_undo_has_led(view: AssessmentView, page: PreparationPage) -> None:
    page.suggest_button.click()
    view.show_page("report")
    focus_somewhere(view)
    undo()
    assert planned(page) == []
    redo()
    assert len(planned(page)) == 20
    undo()
    assert planned(page) == []


def test_ctrl_y_redoes_in_the_notes(view: AssessmentView) -> None:
    interview = Interview(new_id(), "mayor", "OF-01")
    view.session.put(interview)
    interviews = view.show_page("interview")
    assert isinstance(interviews, InterviewPage)
    interviews.notes.focus_end()
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClicks(editor, "Folkemøte hver vår")
    undo()
    redo()
    view.session.flush()
    (note,) = view.session.assessment.notes.values()
    assert note.text == "Folkemøte hver vår"


# What it asks


@pytest.fixture
def lived_in(view: AssessmentView, page: PreparationPage) -> Note:
    """A plan in which an interview has a note and a rating, made without another step."""
    page.suggest_button.click()
    interview = planned(page)[0]
    note = note_in(interview)
    page.session.put(note)
    rating = page.session.assessment.rating(interview.id, "1.1.1")
    page.session.put(rating.with_level(Aspect.SYSTEM, 3))
    return note


def focus_somewhere(view: AssessmentView) -> QWidget:
    widget = view.page.panes()[0]
    widget.setFocus()
    return widget


@pytest.mark.parametrize("elsewhere", ["preparation", "interview", "findings"])
def test_an_undo_that_would_take_notes_along_asks_and_does_nothing_unasked(
    view: AssessmentView, page: PreparationPage, lived_in: Note, elsewhere: str, said: list[str]
) -> None:
    before = kept(view)
    view.show_page(elsewhere)
    focus_somewhere(view)
    focus = QApplication.focusWidget()
    undo(3)
    assert kept(view) == before
    assert view.question_bar.isVisible()
    text = view.question_bar.label.text()
    assert text == (
        "Å angre «nye intervjuer» tar bort 20 intervjuer, 1 notatlinje og 1 vurdering. "
        "Det er ikke gjort ennå."
    )
    assert said[-1] == text
    assert QApplication.focusWidget() is focus


def test_an_answer_lets_it_be_done_and_redo_brings_everything_back(
    view: AssessmentView, page: PreparationPage, lived_in: Note
) -> None:
    before = kept(view)
    focus_somewhere(view)
    undo()
    press(Key.Key_Return, CTRL | SHIFT)
    assert not view.question_bar.isVisible()
    assert page.session.assessment.interviews == {}
    assert page.session.library.history(lived_in.id)
    kept(view)
    focus_somewhere(view)
    redo()
    assert kept(view) == before
    assert page.session.assessment.notes_of(lived_in.interview) == [lived_in]


def test_the_question_is_withdrawn_when_one_goes_on(
    view: AssessmentView, page: PreparationPage, lived_in: Note
) -> None:
    focus_somewhere(view)
    undo()
    page.session.add_finding(1, FindingKind.STRENGTH, "Folkemøte")
    assert not view.question_bar.isVisible()
    press(Key.Key_Return, CTRL | SHIFT)
    assert len(page.session.assessment.interviews) == 20
    assert len(page.session.assessment.findings) == 1


def test_what_came_after_the_question_is_asked_about_too(
    view: AssessmentView, page: PreparationPage, lived_in: Note
) -> None:
    focus_somewhere(view)
    undo()
    page.session.put(replace(lived_in, id=new_id(), text="og et til"))
    view.question_bar.button.click()
    assert len(page.session.assessment.interviews) == 20
    assert "2 notatlinjer" in view.question_bar.label.text()
    view.question_bar.button.click()
    assert page.session.assessment.interviews == {}


def test_redoing_a_removal_asks_for_what_was_written_since(
    view: AssessmentView, page: PreparationPage
) -> None:
    page.suggest_button.click()
    interview = planned(page)[0]
    page.interviews_view.select(interview.id)
    page.interviews_view.setFocus()
    press(Key.Key_Delete)
    undo()
    page.session.put(note_in(interview))
    redo()
    assert interview.id in page.session.assessment.interviews
    assert "Å gjøre om" in view.question_bar.label.text()
    view.question_bar.button.click()
    assert interview.id not in page.session.assessment.interviews
    kept(view)


def test_an_unplanned_interview_that_has_begun_is_not_undone_unasked(
    view: AssessmentView,
) -> None:
    interviews = view.show_page("interview")
    assert isinstance(interviews, InterviewPage)
    interviews.begin_interview("mayor")
    interview = interviews.interview
    assert interview is not None
    view.session.put(replace(interview, started_at=BEGUN))
    undo()
    assert interview.id in view.session.assessment.interviews
    assert "1 som er begynt" in view.question_bar.label.text()


# What the history keeps


def test_what_was_dropped_from_redo_is_in_the_history(
    view: AssessmentView, page: PreparationPage
) -> None:
    page.suggest_button.click()
    interview = planned(page)[0].id
    write(page.interviews_view, interview, InterviewColumn.NAME, "Informant A")
    page.interviews_view.setFocus()
    undo(2)
    page.session.add_finding(1, FindingKind.STRENGTH, "Folkemøte")
    assert not page.session.undo_stack.canRedo()
    kept = [entry.fields for entry in page.session.library.history(interview)]
    assert [fields.get("name") for fields in kept] == ["", "Informant A", "", None]
    assert [fields.get("deleted") for fields in kept] == [0, None, None, 1]
