"""The presentation on a full screen, over the real library."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop import colors
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import PLAN, TEAM, Change, Interview, Recommendation
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.comparing.candidates import Candidates
from kompass_desktop.desktop.presentation.contents import SlideKind
from kompass_desktop.desktop.presentation.presentation import Presentation
from kompass_desktop.desktop.presentation.text_slides import RecommendationsSlide
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.window.assessment_view import AssessmentView
from kompass_desktop.instrument.model import Aspect
from kompass_desktop.storage.library import Library
from tests.desktop.shown_pages import SessionOf

Key = Qt.Key


class Opened:
    """An assessment's view, with its presentation when F5 has been pressed."""

    def __init__(self, qtbot: QtBot, session: Session, catalogue: AssessmentCatalogue) -> None:
        self.session = session
        self.view = AssessmentView(session, catalogue)
        qtbot.addWidget(self.view)
        self.view.resize(1366, 768)
        self.view.show_page("profile")
        with qtbot.waitActive(self.view):
            self.view.show()
            self.view.activateWindow()

    @property
    def shown(self) -> Presentation:
        assert self.view.presentation is not None
        return self.view.presentation

    def press(self, *keys: Key) -> None:
        for key in keys:
            target = self.view.presentation or QApplication.focusWidget() or self.view
            QTest.keyClick(target, key)


def remove_plan(session: Session) -> None:
    """Leave out the plan, which `test_plan_slides` is about."""
    planned = [each for each in session.assessment.records() if isinstance(each, PLAN)]
    session.change([Change(each, None) for each in planned])


@pytest.fixture
def opened(
    qtbot: QtBot, example_session: SessionOf, catalogue: AssessmentCatalogue
) -> Iterator[Opened]:
    session = example_session("eksempelvik-2025")
    remove_plan(session)
    opened = Opened(qtbot, session, catalogue)
    opened.press(Key.Key_F5)
    yield opened
    opened.view.leave()


def rows_of(library: Library) -> dict[str, list[object]]:
    """Return all rows of the library's file, by table."""
    library_file = sqlite3.connect(f"file:{library.path}?mode=ro", uri=True)
    try:
        tables = library_file.execute("select name from sqlite_master where type = 'table'")
        names = sorted(name for (name,) in tables if "fts" not in name and "search" not in name)
        return {name: library_file.execute(f'select * from "{name}"').fetchall() for name in names}
    finally:
        library_file.close()


def test_f5_shows_the_profile_on_the_whole_screen(opened: Opened) -> None:
    assert opened.shown.isFullScreen()
    assert opened.shown.size() == opened.shown.screen().size()
    assert opened.shown.deck.slide.kind is SlideKind.PROFILE
    assert opened.shown.deck.profile.total.text() == "381"
    assert "UTKAST" in opened.shown.draft_label.text()


def test_the_keys_go_through_all_slides(opened: Opened) -> None:
    deck = opened.shown.deck
    seen = [deck.slide]
    for _ in range(100):
        opened.press(Key.Key_PageDown)
        if deck.slide != seen[-1]:
            seen.append(deck.slide)
    assert tuple(seen) == deck.slides
    opened.press(Key.Key_Home)
    assert deck.index == 0
    opened.press(Key.Key_End)
    assert deck.slide.kind is SlideKind.CLOSING
    opened.press(Key.Key_Right)
    assert deck.index == len(deck.slides) - 1
    opened.press(Key.Key_5)
    assert (deck.slide.kind, deck.slide.code) == (SlideKind.AREA, "5")
    opened.press(Key.Key_9)
    assert deck.slide.code == "5"
    opened.press(Key.Key_Left)
    assert deck.slide.code == "4"


def test_every_finding_is_on_a_part_of_its_area(opened: Opened) -> None:
    deck, session = opened.shown.deck, opened.session
    for area in session.assessment.instrument.areas:
        deck.show_code(area.code)
        expected = [
            finding.text
            for kind in FindingKind
            for finding in session.assessment.findings_of(area.number, kind)
        ]
        spoken = deck.area.findings.accessibleName()
        assert all(text.strip() in spoken for text in expected)
        assert deck.view.part == 0


def test_esc_goes_back_and_gives_the_focus_back(qtbot: QtBot, opened: Opened) -> None:
    opened.press(Key.Key_Escape)
    assert opened.view.presentation is None
    qtbot.waitUntil(opened.view.isActiveWindow)
    field = opened.view.findings_tab
    field.setFocus()
    opened.press(Key.Key_F5, Key.Key_1, Key.Key_Down, Key.Key_Return, Key.Key_Return)
    deck = opened.shown.deck
    assert deck.detail == "1.2.1"
    opened.press(Key.Key_Escape)
    assert deck.detail == "1.2"
    opened.press(Key.Key_Escape)
    assert (deck.detail, deck.slide.code, deck.area.rows.chosen) == ("", "1", 1)
    opened.press(Key.Key_Escape)
    assert opened.view.presentation is None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)


def test_a_level_shows_what_it_would_give_beside_the_real_figures(opened: Opened) -> None:
    deck = opened.shown.deck
    deck.show_code("1.2.1")
    assert opened.shown.assumed_label.isHidden()
    opened.press(Key.Key_0, Key.Key_0)
    rows = deck.point.rows.rows
    assert [row.value for row in rows] == ["4,4 av 5", "11,6 av 20", "52", "381"]
    assert [row.assumed_value for row in rows] == [
        "Hva om 1,9",
        "Hva om 9,1",
        "Hva om 49",
        "Hva om 378",
    ]
    assert not opened.shown.assumed_label.isHidden()
    opened.press(Key.Key_Home)
    assert deck.profile.total.text() == "381"
    assert deck.profile.assumed.text() == "Hva om: 378"
    opened.press(Key.Key_Delete)
    assert deck.profile.assumed.text() == ""
    assert opened.shown.assumed_label.isHidden()


def test_backspace_takes_back_one_level_after_the_other(opened: Opened) -> None:
    deck, what_if = opened.shown.deck, opened.shown.contents.what_if
    deck.show_code("1.2.1")
    opened.press(Key.Key_0, Key.Key_1, Key.Key_1, Key.Key_1)
    assert what_if.rating("1.2.1").levels == (0, 1, 1, 1)
    opened.press(Key.Key_Backspace)
    assert what_if.rating("1.2.1").levels == (0, 1, 1, 3)
    opened.press(Key.Key_Backspace, Key.Key_Backspace, Key.Key_Backspace)
    assert what_if.rating("1.2.1").levels == (4, 4, 3, 3)
    assert not what_if.changed
    opened.press(Key.Key_P)
    assert deck.point.rows.rows[0].assumed_value == "Hva om 0,0"
    opened.press(Key.Key_Backspace)
    assert not what_if.changed


@pytest.mark.parametrize("finished", [False, True])
def test_a_what_if_is_never_saved(
    qtbot: QtBot,
    example_session: SessionOf,
    catalogue: AssessmentCatalogue,
    library: Library,
    finished: bool,
) -> None:
    session = example_session("eksempelvik-2025")
    if finished:
        session.finish()
    opened = Opened(qtbot, session, catalogue)
    session.flush()
    before, records = rows_of(library), list(session.assessment.records())
    changed: list[object] = []
    session.scores_changed.connect(changed.append)
    opened.press(Key.Key_F5)
    opened.shown.deck.show_code("1.2.1")
    total = session.board.shown_total
    opened.press(Key.Key_0, Key.Key_0, Key.Key_I, Key.Key_Backspace, Key.Key_4)
    assert opened.shown.contents.what_if.changed == {"1.2.1"}
    opened.view.leave()
    assert rows_of(library) == before
    assert list(session.assessment.records()) == records
    assert not changed
    assert session.board.shown_total == total
    assert not session.undo_stack.canUndo()
    # What was assumed is not there when it is shown again.
    opened.press(Key.Key_F5)
    assert not opened.shown.contents.what_if.changed
    opened.view.leave()


def test_a_rating_in_the_window_is_shown_and_the_what_if_stays(
    qtbot: QtBot, opened: Opened
) -> None:
    deck = opened.shown.deck
    deck.show_code("1.2.1")
    opened.press(Key.Key_0)
    for aspect in Aspect:
        opened.session.set_level(TEAM, "1.2.2", aspect, 4)
    qtbot.waitUntil(lambda: deck.point.rows.rows[1].value == "15,0 av 20")
    assert opened.shown.contents.what_if.changed == {"1.2.1"}


def test_no_informant_is_named(qtbot: QtBot, opened: Opened, empty_assessment: object) -> None:
    session = opened.session
    mayor = next(i for i in session.assessment.interviews.values() if i.group == "mayor")
    assert isinstance(mayor, Interview)
    session.put(replace(mayor, name="Áilu Njuolla"))
    session.add_finding(1, FindingKind.STRENGTH, "Áilu Njuolla har gjort det kjent")
    deck = opened.shown.deck
    deck.show_code("1")
    qtbot.waitUntil(lambda: "har gjort det kjent" in deck.area.findings.accessibleName())
    assert "Njuolla" not in deck.area.findings.accessibleName()


def test_the_previous_measurement_is_shown_where_it_is_chosen(
    qtbot: QtBot, example_session: SessionOf, catalogue: AssessmentCatalogue, library: Library
) -> None:
    session = example_session("eksempelvik-2025")
    remove_plan(session)
    particulars = session.assessment.particulars
    library.add(
        Assessment(replace(particulars, id=new_id(), year=2021), session.assessment.instrument)
    )
    last = Candidates(catalogue, session.assessment).last_time
    AssessmentSettings(session.assessment.id).report_compared = (last,)
    opened = Opened(qtbot, session, catalogue)
    opened.press(Key.Key_F5)
    deck = opened.shown.deck
    kinds = [slide.kind for slide in deck.slides]
    assert kinds[-2:] == [SlideKind.COMPARISON, SlideKind.CLOSING]
    opened.press(Key.Key_End, Key.Key_PageUp)
    assert "Eksempelvik 2021" in opened.shown.title_label.text()
    opened.press(Key.Key_J)
    assert SlideKind.COMPARISON not in [slide.kind for slide in deck.slides]
    opened.press(Key.Key_J)
    assert SlideKind.COMPARISON in [slide.kind for slide in deck.slides]
    opened.view.leave()


def test_recommendations_are_a_table_that_goes_on(qtbot: QtBot, opened: Opened) -> None:
    session, deck = opened.session, opened.shown.deck
    for each in [*session.assessment.recommendations.values()]:
        session.remove(each)
    qtbot.waitUntil(lambda: not opened.shown.contents.data.advice)
    assert SlideKind.RECOMMENDATIONS not in [slide.kind for slide in deck.slides]
    for number in range(30):
        text = f"Anbefaling {number} " + "om å gjøre noe godt " * 8
        session.put(
            Recommendation(new_id(), text, "3.2", "Rådmannen", "2026", position=30.0 - number)
        )
    qtbot.waitUntil(lambda: len(opened.shown.contents.data.advice) == 30)
    kinds = [slide.kind for slide in deck.slides]
    assert kinds[-2:] == [SlideKind.RECOMMENDATIONS, SlideKind.CLOSING]
    deck.show_slide(len(kinds) - 2)
    view = deck.view
    assert isinstance(view, RecommendationsSlide)
    assert view.part_count > 1
    shown: list[int] = []
    for part in range(view.part_count):
        assert (deck.index, view.part) == (len(kinds) - 2, part)
        shown += view.table.rows_of(part)
        opened.press(Key.Key_PageDown)
    assert shown == list(range(30))
    assert view.table.rows[0][:2] == ("1", "3.2")
    assert view.table.rows[0][2].startswith("Anbefaling 29 ")
    assert deck.slide.kind is SlideKind.CLOSING


def test_recorded_points_say_that_a_level_does_not_change_them(
    qtbot: QtBot, example_session: SessionOf, catalogue: AssessmentCatalogue
) -> None:
    opened = Opened(qtbot, example_session("karasjok-2019"), catalogue)
    opened.press(Key.Key_F5)
    deck = opened.shown.deck
    assert deck.profile.total.text() == "212"
    deck.show_code("1.1.1")
    assert "endrer" in deck.point.status.text()
    opened.press(Key.Key_4)
    assert deck.point.rows.rows[-1].assumed_value == ""
    opened.view.leave()


def test_hostile_findings_are_shown_as_they_are(qtbot: QtBot, opened: Opened) -> None:
    texts = ("<b>x</b> & =1+1", "a\x00\x0bb", "😀 漢字 áčđŋšŧž", "lang " * 20_000)
    for text in texts:
        opened.session.add_finding(2, FindingKind.WEAKNESS, text)
    deck = opened.shown.deck
    deck.show_code("2")
    qtbot.waitUntil(lambda: "lang lang" in deck.area.findings.accessibleName())
    assert "<b>x</b> & =1+1" in deck.area.findings.accessibleName()
    assert deck.view.part_count > 50
    deck.view.show_part(deck.view.part_count - 1)
    opened.shown.grab()


def test_leaving_the_assessment_ends_the_presentation(opened: Opened) -> None:
    opened.view.leave()
    assert opened.view.presentation is None


@pytest.mark.parametrize("size", [(1280, 720), (1366, 768), (1920, 1080), (1024, 768)])
def test_everything_is_within_the_screen(
    qtbot: QtBot, opened: Opened, size: tuple[int, int]
) -> None:
    shown, deck = opened.shown, opened.shown.deck
    shown.showNormal()
    shown.resize(*size)
    instrument = opened.session.assessment.instrument
    codes = [area.code for area in instrument.areas]
    codes += [question.code for question in instrument.questions]
    codes += [point.code for point in instrument.measure_points]
    for code in codes:
        deck.show_code(code)
        for child in (deck.point.rows, deck.point.status, deck.area.rows, deck.question.rows):
            if child.isVisible():
                assert child.geometry().bottom() <= deck.view.height()
    if shown.width() == size[0]:
        point = deck.point
        assert point.status.geometry().bottom() <= point.rows.geometry().top()


def test_the_marks_can_be_read_in_both_modes(opened: Opened) -> None:
    for text, ground in (("text", "surface"), ("weakness", "surface"), ("text", "window")):
        assert theme.contrast(theme.color(text), theme.color(ground)) >= colors.READABLE


def test_the_window_moves_only_where_there_is_another_screen(opened: Opened) -> None:
    screen = opened.shown.screen()
    opened.press(Key.Key_F11)
    assert opened.shown.screen() is screen
    assert opened.shown.isFullScreen()
