"""Follow-ups, differences and the projector's view, on the real page over the real library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.follow_ups import follow_ups
from kompass_desktop.assessment.records import TEAM, Note
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.panes import focus_next_pane
from kompass_desktop.desktop.scoring.follow_up_panel import FollowUpPanel
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.desktop.session import Session
from tests.desktop.shown_pages import SessionOf, ShownPages

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

PageOf = Callable[[Session], ScoringPage]


@pytest.fixture
def page(
    qtbot: QtBot,
    shown_pages: ShownPages,
    catalogue: AssessmentCatalogue,
    example_session: SessionOf,
) -> ScoringPage:
    page = shown_pages.show(ScoringPage(example_session("eksempelvik-2025"), catalogue))
    page.enter()
    page.table.setFocus()
    qtbot.waitUntil(page.table.hasFocus)
    return page


def press(key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


@pytest.fixture
def panel(page: ScoringPage) -> FollowUpPanel:
    press(Key.Key_O, CTRL | SHIFT)
    shown = page.views.panel
    assert isinstance(shown, FollowUpPanel)
    return shown


# Follow-ups


def test_the_list_has_what_is_open_and_the_arrow_keys_walk_it(
    page: ScoringPage, panel: FollowUpPanel
) -> None:
    expected = follow_ups(page.session.assessment)
    assert panel.open_chip.text() == f"Åpne: {len(expected)}"
    assert panel.rows[0].hasFocus()
    for _ in expected:
        press(Key.Key_Down)
    assert [row.follow_up for row in panel.rows] == expected
    assert panel.current == expected[-1]
    press(Key.Key_Up)
    assert panel.current == expected[-2]


def test_enter_leads_to_the_line_in_its_interview(
    qtbot: QtBot, page: ScoringPage, panel: FollowUpPanel
) -> None:
    source = panel.rows[0].follow_up.source
    assert isinstance(source, Note)
    with qtbot.waitSignal(page.note_requested) as led:
        press(Key.Key_Return)
    assert led.args == [source.id]


def test_one_is_answered_without_a_note_and_the_next_is_current(
    page: ScoringPage, panel: FollowUpPanel
) -> None:
    first, second = panel.rows[0].follow_up, panel.rows[1].follow_up
    press(Key.Key_D, CTRL)
    assert panel.current == second
    assert panel.rows[0].hasFocus()
    assert page.follow_up_button.text() == panel.open_chip.text().replace("Åpne", "Følges opp")
    kept = page.session.library.load(page.session.assessment.id)
    assert {e.source.id: e.is_open for e in follow_ups(kept)}[first.source.id] is False
    page.session.undo_stack.undo()
    assert panel.rows[0].follow_up == first


def test_a_rating_that_is_marked_again_is_open_again(page: ScoringPage) -> None:
    QTest.keyClicks(page.table, "f")
    press(Key.Key_O, CTRL | SHIFT)
    panel = page.views.follow_ups
    own = [e for e in follow_ups(page.session.assessment) if e.interview is None]
    assert [each.code for each in own] == ["5.1.1"]
    page.session.put(own[0].answered_elsewhere())
    assert own[0].source.id not in {row.follow_up.source.id for row in panel.rows}
    press(Key.Key_Escape)
    page.table.setFocus()
    QTest.keyClicks(page.table, "ff")
    assert page.session.assessment.rating(TEAM, "5.1.1").follow_up
    assert page.session.assessment.rating(TEAM, "5.1.1").answer == ""


def test_the_note_that_answers_is_chosen_by_words_and_stands_below(
    page: ScoringPage, panel: FollowUpPanel
) -> None:
    follow_up = panel.rows[0].follow_up
    interview = page.session.assessment.interviews_in_order()[0]
    answer = Note("svaret", interview.id, "Zebraplanen svarer på det", "2025-09-17T09:00:00+02:00")
    page.session.put(answer)
    press(Key.Key_K, CTRL)
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, "zebraplanen")
    press(Key.Key_Return)
    press(Key.Key_U, CTRL)
    row = next(row for row in panel.rows if row.follow_up.source.id == follow_up.source.id)
    assert row.follow_up.answer == answer
    assert "Zebraplanen" in row.accessibleName()
    kept = page.session.library.load(page.session.assessment.id)
    assert next(e.answer for e in follow_ups(kept) if e.source.id == follow_up.source.id) == answer


def test_the_mail_has_groups_and_no_codes(page: ScoringPage, panel: FollowUpPanel) -> None:
    press(Key.Key_C, CTRL | SHIFT)
    text = QApplication.clipboard().text()
    assert text.startswith("Til oppfølging – Eksempelvik 2025\n\n")
    assert "Kommunedirektør (rådmann)\n- 1.3.2 " in text
    for interview in page.session.assessment.interviews.values():
        assert interview.code not in text


def test_the_list_is_saved_as_a_pdf(
    qtbot: QtBot, page: ScoringPage, panel: FollowUpPanel, tmp_path: Path
) -> None:
    with qtbot.waitSignal(panel.message_shown, timeout=30_000) as told:
        panel.write_sheet(tmp_path / "liste.pdf")
    assert told.args == [f"Listen er lagret i {tmp_path / 'liste.pdf'}."]
    printed = " ".join(page.extract_text() for page in PdfReader(tmp_path / "liste.pdf").pages)
    words = " ".join(printed.split())
    assert "KOSTRA mot fem nabokommuner i årsrapporten" in words
    assert "KD-01" not in words


def test_escape_comes_back_to_the_table_and_keys_of_points_wait_meanwhile(
    qtbot: QtBot, page: ScoringPage, panel: FollowUpPanel
) -> None:
    findings = dict(page.session.assessment.findings)
    code = page.code
    press(Key.Key_1, CTRL)
    press(Key.Key_PageDown)
    assert page.session.assessment.findings == findings
    assert page.code == code
    press(Key.Key_Escape)
    assert page.views.panel is None
    qtbot.waitUntil(page.table.hasFocus)
    press(Key.Key_PageDown)
    assert page.code != code


def test_f6_goes_between_the_list_and_the_tree(page: ScoringPage, panel: FollowUpPanel) -> None:
    focus_next_pane(page.panes(), 1)
    assert page.tree.hasFocus()
    focus_next_pane(page.panes(), 1)
    assert panel.rows[0].hasFocus()


# Differences


def test_the_picture_ranks_by_spread_and_enter_opens_the_measure_point(
    qtbot: QtBot, page: ScoringPage
) -> None:
    press(Key.Key_D, CTRL | SHIFT)
    chart = page.views.differences.chart
    qtbot.waitUntil(chart.hasFocus)
    shown = chart.differences
    assert [each.spread for each in shown[:4]] == [3, 3, 3, 2]
    press(Key.Key_Down)
    press(Key.Key_Return)
    assert page.views.panel is None
    assert page.code == shown[1].point.code


def test_the_picture_can_show_one_area(page: ScoringPage) -> None:
    press(Key.Key_D, CTRL | SHIFT)
    press(Key.Key_5, Qt.KeyboardModifier.AltModifier)
    chart = page.views.differences.chart
    assert {each.point.area for each in chart.differences} == {5}
    press(Key.Key_0, Qt.KeyboardModifier.AltModifier)
    assert len({each.point.area for each in chart.differences}) > 1


def test_the_picture_says_in_words_who_sees_it_how(page: ScoringPage) -> None:
    press(Key.Key_D, CTRL | SHIFT)
    chart = page.views.differences.chart
    third = next(each for each in chart.differences if each.point.code == "5.1.3")
    assert chart.spoken(third).endswith(
        "System / prosess: Virksomhetsledere 4, Hovedtillitsvalgte 1"
    )


# The projector


def test_the_projector_shows_one_disagreement_after_the_other_and_keys_rate(
    qtbot: QtBot, page: ScoringPage
) -> None:
    press(Key.Key_F11)
    view = page.views.projector
    assert view.isVisible()
    assert not page.left_side.isVisible()
    assert view.title.text().startswith("5.1.3 ")
    assert len(page.table.rows) == 1
    assert [q.note for q in view.quotes] == page.session.assessment.notes_at("5.1.3")
    qtbot.waitUntil(page.table.hasFocus)
    QTest.keyClicks(page.table, "2111")
    assert page.session.assessment.rating(TEAM, "5.1.3").levels == (2, 1, 1, 1)
    assert "Teamet 2" in view.scales.accessibleName()
    press(Key.Key_PageDown)
    assert page.code == "5.2.5"
    assert view.title.text().startswith("5.2.5 ")
    assert len(page.table.rows) == 1


def test_escape_brings_the_table_back_as_it_was(qtbot: QtBot, page: ScoringPage) -> None:
    columns = page.table.rows[0].groups.sizeHint().width()
    press(Key.Key_F11)
    press(Key.Key_Escape)
    assert page.left_side.isVisible()
    assert page.table_card.parentWidget() is page.middle
    assert len(page.table.rows) == 3
    assert page.table.rows[0].groups.sizeHint().width() == columns > 0
    qtbot.waitUntil(page.table.hasFocus)


def test_without_disagreements_the_projector_says_so(qtbot: QtBot, page: ScoringPage) -> None:
    for point in page.session.assessment.instrument.area(5).measure_points:
        rating = page.session.assessment.rating(TEAM, point.code)
        page.session.set_rating(replace(rating, system=1, extent=1, result=1, evaluation=1))
    assert page.disagreement_chip.text() == "Uenighet: 0"
    with qtbot.waitSignal(page.message_shown) as told:
        press(Key.Key_F11)
    assert told.args == ["Det er ingen uenigheter igjen å avgjøre."]
    assert not page.views.projector_is_shown
