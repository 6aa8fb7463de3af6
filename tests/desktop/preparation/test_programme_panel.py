"""The programme day by day: typed and moved by keys, with its clashes, and written to files."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.records import Interview, Member
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.preparation.day_picture import Block, placed
from kompass_desktop.desktop.preparation.parts import Part
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.preparation.programme_panel import ProgrammePanel
from kompass_desktop.desktop.preparation.programme_table import ProgrammeColumn
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.refusal import Refusal
from tests.desktop.keyboard import press_all
from tests.desktop.shown_pages import ShownPages
from tests.pictures import RED, picture

# Without a screen, a popup can neither come forward nor take the keyboard, and says so.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ANNE, BO = Member("anne", "Anne Aas"), Member("bo", "Bo Berg", position=1.0)


@pytest.fixture
def page(
    new_session: Session, shown_pages: ShownPages, catalogue: AssessmentCatalogue
) -> PreparationPage:
    """The page of a plan of two days, at the programme."""
    page = shown_pages.show(PreparationPage(new_session, catalogue), 1280, 648)
    session = page.session
    for member in (ANNE, BO):
        session.put(member)
    plan = (
        ("of", "mayor", "OF-01", "2026-03-12T08:30", "anne"),
        ("kd", "chief_executive", "KD-01", "2026-03-12T10:00", "bo"),
        ("st", "staff", "ST-01", "2026-03-13T09:00", "anne bo"),
    )
    for position, (identity, group, code, at, members) in enumerate(plan):
        interview = Interview(identity, group, code, planned_at=at, agreed_minutes=60)
        session.put(replace(interview, interviewers=members, position=float(position)))
    session.put(Interview("vl", "unit_leaders", "VL-01", position=9.0))
    page.show_part(Part.PROGRAMME)
    return page


@pytest.fixture
def panel(page: PreparationPage) -> ProgrammePanel:
    return page.programme


def kept(page: PreparationPage, identity: str) -> Interview:
    return page.session.library.load(page.session.assessment.id).interviews[identity]


def order(panel: ProgrammePanel) -> list[str]:
    return [each.code for each in panel.table.records]


def text(panel: ProgrammePanel, identity: str, column: ProgrammeColumn) -> str:
    row = panel.table.row_of(identity)
    assert row is not None
    return str(panel.table.index(row, column).data())


def test_the_programme_is_in_the_order_of_the_times(panel: ProgrammePanel) -> None:
    assert order(panel) == ["OF-01", "KD-01", "ST-01", "VL-01"]
    assert text(panel, "of", ProgrammeColumn.DAY) == "to. 12.03.2026"
    assert text(panel, "kd", ProgrammeColumn.DAY) == ""
    assert text(panel, "of", ProgrammeColumn.ENDS) == "09:30"
    assert text(panel, "vl", ProgrammeColumn.DAY) == "ikke satt"


def test_times_are_typed_and_the_row_goes_where_it_belongs(
    page: PreparationPage, panel: ProgrammePanel
) -> None:
    panel.programme_view.select("of", ProgrammeColumn.BEGINS)
    press_all("1330", Qt.Key.Key_Tab, "90", Qt.Key.Key_Tab, "Rådhuset", Qt.Key.Key_Tab, "bo")
    press_all(Qt.Key.Key_Return)
    now = kept(page, "of")
    assert (now.planned_at, now.agreed_minutes) == ("2026-03-12T13:30", 90)
    assert (now.venue, now.interviewers) == ("Rådhuset", "bo")
    assert order(panel) == ["KD-01", "OF-01", "ST-01", "VL-01"]
    page.session.undo_stack.undo()
    assert kept(page, "of").interviewers == "anne"


def test_a_day_and_a_time_are_given_to_what_has_none(
    page: PreparationPage, panel: ProgrammePanel
) -> None:
    panel.programme_view.select("vl", ProgrammeColumn.DAY)
    press_all("12.3", Qt.Key.Key_Return)
    assert kept(page, "vl").planned_at == "2026-03-12T08:30"
    panel.programme_view.select("vl", ProgrammeColumn.BEGINS)
    press_all("14", Qt.Key.Key_Return)
    assert kept(page, "vl").planned_at == "2026-03-12T14:00"
    assert order(panel) == ["OF-01", "KD-01", "VL-01", "ST-01"]


def test_a_refused_time_stays_open_with_the_reason(
    page: PreparationPage, panel: ProgrammePanel
) -> None:
    panel.programme_view.select("of", ProgrammeColumn.BEGINS)
    press_all("etter lunsj", Qt.Key.Key_Return)
    said = [each.text() for each in page.window().findChildren(Refusal) if each.isVisible()]
    assert said == ["Skriv klokkeslettet slik: 09:30."]
    assert kept(page, "of").planned_at == "2026-03-12T08:30"
    press_all(Qt.Key.Key_Escape)


def test_interviews_are_moved_by_keys(page: PreparationPage, panel: ProgrammePanel) -> None:
    panel.programme_view.select("of")
    press_all(Qt.Key.Key_Down, Qt.Key.Key_Down, modifier=ALT)
    assert kept(page, "of").planned_at == "2026-03-12T09:00"
    press_all(Qt.Key.Key_Down, modifier=ALT | SHIFT)
    assert kept(page, "of").planned_at == "2026-03-13T09:00"
    assert panel.programme_view.current_id == "of"
    press_all(Qt.Key.Key_Up, modifier=ALT)
    assert kept(page, "of").planned_at == "2026-03-13T08:45"
    page.session.undo_stack.undo()
    assert kept(page, "of").planned_at == "2026-03-13T09:00"


def test_several_that_are_moved_stay_selected(page: PreparationPage, panel: ProgrammePanel) -> None:
    panel.programme_view.select("of")
    press_all(Qt.Key.Key_Down, modifier=SHIFT)
    assert panel.programme_view.selected_ids == ["of", "kd"]
    for _ in range(2):
        press_all(Qt.Key.Key_Down, modifier=ALT | SHIFT)
        assert set(panel.programme_view.selected_ids) == {"of", "kd"}
    assert order(panel) == ["ST-01", "OF-01", "KD-01", "VL-01"]
    assert kept(page, "kd").planned_at == "2026-03-14T10:00"


def test_times_are_pasted_from_a_spreadsheet(page: PreparationPage, panel: ProgrammePanel) -> None:
    QApplication.clipboard().setText("09:00\t\t45\n14:00\t\t90\n")
    panel.programme_view.select("of", ProgrammeColumn.BEGINS)
    panel.programme_view.setFocus()
    press_all(Qt.Key.Key_V, modifier=Qt.KeyboardModifier.ControlModifier)
    assert kept(page, "of").planned_at == "2026-03-12T09:00"
    assert (kept(page, "of").agreed_minutes, kept(page, "kd").agreed_minutes) == (45, 90)
    assert page.undo_bar.label.text() == "2 rader er limt inn."
    page.undo_bar.button.click()
    assert kept(page, "of").planned_at == "2026-03-12T08:30"
    assert kept(page, "kd").planned_at == "2026-03-12T10:00"


def test_clashes_are_counted_said_and_marked(page: PreparationPage, panel: ProgrammePanel) -> None:
    assert panel.clash_label.text() == "ingen kollisjoner"
    assert page.programme_chip.text() == "Dagsprogram"
    page.session.put(replace(kept(page, "kd"), interviewers="anne bo", agreed_minutes=120))
    page.session.put(replace(kept(page, "of"), agreed_minutes=100))
    assert panel.clash_label.text() == "2 kollisjoner"
    assert page.programme_chip.text() == "Dagsprogram · 2 kollisjoner"
    assert text(panel, "of", ProgrammeColumn.REMARK) == "Anne Aas har også KD-01"
    assert text(panel, "kd", ProgrammeColumn.REMARK) == (
        "Anne Aas har også OF-01 · går inn i lunsjen"
    )
    panel.programme_view.select("kd")
    assert panel.remark_label.text().endswith("KD-01: Anne Aas har også OF-01 · går inn i lunsjen")
    blocks = {each.block.interview: each for each in panel.day_picture.blocks}
    assert blocks.keys() == {"of", "kd"}
    assert {each.block.tint for each in blocks.values()} == {"weakness"}
    assert blocks["of"].lane != blocks["kd"].lane


def test_a_click_in_the_picture_leads_to_the_row(panel: ProgrammePanel) -> None:
    panel.programme_view.select("of")
    picture = panel.day_picture
    shown = [QPoint(picture.width() - 20, y) for y in range(0, picture.height(), 4)]
    for place in shown:
        QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=place)
        if panel.programme_view.current_id == "kd":
            break
    assert panel.programme_view.current_id == "kd"
    assert panel.programme_view.hasFocus()


def test_the_lunch_is_typed_and_kept(page: PreparationPage, panel: ProgrammePanel) -> None:
    panel.lunch_field.setFocus()
    panel.lunch_field.selectAll()
    press_all("9-10", Qt.Key.Key_Return)
    held = page.session.library.load(page.session.assessment.id)
    assert held.particulars.lunch == "09:00-10:00"
    assert text(panel, "of", ProgrammeColumn.REMARK) == "går inn i lunsjen"
    panel.lunch_field.selectAll()
    press_all("tolv", Qt.Key.Key_Return)
    assert panel.lunch_field.property("role") == "failed"
    assert panel.lunch_problem_label.isVisible()
    held = page.session.library.load(page.session.assessment.id)
    assert held.particulars.lunch == "09:00-10:00"
    panel.lunch_field.selectAll()
    press_all(Qt.Key.Key_Delete, Qt.Key.Key_Return)
    assert page.session.assessment.particulars.lunch == ""
    page.session.undo_stack.undo()
    assert panel.lunch_field.text() == "09:00–10:00"
    page.session.flush()
    assert page.session.assessment.particulars.lunch == "09:00-10:00"


def test_what_is_cancelled_leaves_the_programme(
    page: PreparationPage, panel: ProgrammePanel
) -> None:
    page.session.put(replace(kept(page, "of"), cancelled=True))
    QApplication.processEvents()
    assert order(panel) == ["KD-01", "ST-01", "VL-01"]


# What is handed out


def test_programme_calendar_and_guides_are_written(
    qtbot: QtBot, page: PreparationPage, tmp_path: Path
) -> None:
    page.session.put(replace(kept(page, "of"), name="Olava Oppdiktet"))
    handouts, panel = page.handouts, page.programme
    with qtbot.waitSignal(handouts.ended):
        handouts.write_programme(tmp_path / "p.pdf", panel.names)
    with qtbot.waitSignal(handouts.ended):
        handouts.write_calendar(tmp_path / "k.ics", panel.names)
    with qtbot.waitSignal(handouts.ended):
        handouts.write_guides(tmp_path / "g.pdf", ["of"], ["union"])
    printed = " ".join(page.extract_text() for page in PdfReader(tmp_path / "p.pdf").pages)
    assert "OF-01" in printed
    assert "Olava" not in printed
    calendar = Calendar.from_ical((tmp_path / "k.ics").read_bytes())
    assert len(calendar.walk("VEVENT")) == 3
    assert "Olava" not in calendar.to_ical().decode()
    guide = " ".join(page.extract_text() for page in PdfReader(tmp_path / "g.pdf").pages)
    assert "Hovedtillitsvalgte" in guide
    panel.names_box.click()
    with qtbot.waitSignal(handouts.ended):
        handouts.write_calendar(tmp_path / "k.ics", panel.names)
    assert "Olava" in (tmp_path / "k.ics").read_text("utf-8")


def test_what_is_handed_out_shows_the_firm_of_the_library(
    qtbot: QtBot, page: PreparationPage, tmp_path: Path
) -> None:
    page.session.library.keep_firm(Firm("Fjordrådet AS", "Storgata 1", RED, picture()))
    handouts = page.handouts
    for name, write in (
        ("p.pdf", partial(handouts.write_programme, names=page.programme.names)),
        ("g.pdf", partial(handouts.write_guides, interviews=["of"], groups=[])),
        ("b.pdf", partial(handouts.write_letters, interviews=["of"])),
    ):
        with qtbot.waitSignal(handouts.ended):
            write(tmp_path / name)
        first = PdfReader(tmp_path / name).pages[0]
        assert "Storgata 1" in first.extract_text()
        assert len(first.images) == 1


def test_a_file_that_cannot_be_written_is_told(
    qtbot: QtBot, page: PreparationPage, tmp_path: Path
) -> None:
    with qtbot.waitSignal(page.message_shown) as told:
        page.handouts.write_programme(tmp_path / "ingen" / "p.pdf", page.programme.names)
    assert "p.pdf" in told.args[0]


# Lanes

TIMES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=9)


@given(drawn=TIMES)
def test_no_block_covers_another_that_is_at_the_same_time(drawn: list[tuple[int, int]]) -> None:
    start = datetime.fromisoformat("2026-03-12T08:00")
    blocks = [
        Block(
            str(number),
            start + timedelta(minutes=15 * begins),
            start + timedelta(minutes=15 * (begins + length)),
            (),
        )
        for number, (begins, length) in enumerate(drawn)
    ]
    shown = placed(blocks)
    assert {each.block.interview for each in shown} == {each.interview for each in blocks}
    for one in shown:
        assert 0 <= one.lane < one.lanes
        for other in shown:
            at_once = one.block.begins < other.block.ends and other.block.begins < one.block.ends
            if one is not other and at_once:
                assert one.lane != other.lane
                assert one.lanes == other.lanes
