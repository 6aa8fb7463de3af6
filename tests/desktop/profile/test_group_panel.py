"""Any informant group's profile beside another's: by keys, live, and never a 0 for the unrated."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.group_sources import Source, SourceKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Change, Interview
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.profile.group_panel import GroupPanel
from kompass_desktop.desktop.profile.profile_page import ProfilePage
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.roomy_area import PAGE
from kompass_desktop.desktop.window.key_sheet import keys_of
from kompass_desktop.instrument.model import DOCUMENTS, Aspect
from kompass_desktop.storage.library import Library
from tests.desktop.keyboard import ALT, CTRL, SHIFT, Key, click, focus, press
from tests.desktop.shown_pages import SessionOf, ShownPages
from tests.rating import rate

PageOf = Callable[[Session], ProfilePage]
MAYOR = Source(SourceKind.GROUP, "mayor")
UNION = Source(SourceKind.GROUP, "union")
LEADERS = Source(SourceKind.GROUP, "unit_leaders")
ALL = Source(SourceKind.INTERVIEWS)
TEAM = Source(SourceKind.TEAM)


@pytest.fixture
def page_of(shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> PageOf:
    return lambda session: shown_pages.open(ProfilePage(session, catalogue))


def opened(page: ProfilePage) -> GroupPanel:
    """Open the panel by its key and return it."""
    press(Key.Key_J, CTRL | SHIFT)
    panel = page.findChild(GroupPanel)
    assert isinstance(panel, GroupPanel)
    return panel


def names(panel: GroupPanel) -> tuple[str, str]:
    return panel.first_box.currentText(), panel.second_box.currentText()


def bars(panel: GroupPanel) -> list[str]:
    return [spot.text for spot in panel.group_bars.spots()]


def codes(panel: GroupPanel) -> Sequence[str]:
    return [point.code for point in panel.differences.points]


def test_a_key_opens_it_and_esc_goes_back(example_session: SessionOf, page_of: PageOf) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.radar.setFocus()
    panel = opened(page)
    assert panel.first_box.hasFocus()
    assert not page.overview.isVisible()
    assert page.panes() == panel.panes()
    press(Key.Key_Escape)
    assert not panel.isVisible()
    assert page.overview.isVisible()
    assert page.groups_button.hasFocus()
    click(page.groups_button)
    assert panel.isVisible()


def test_the_mayor_beside_the_union_has_what_each_has_rated(
    example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.radar.setFocus()
    panel = opened(page)
    panel.compare(MAYOR, UNION)
    assert names(panel) == ("Ordfører / deler av formannskapet", "Hovedtillitsvalgte")
    assert panel.coverage_label.text() == (
        "Ordfører / deler av formannskapet: vurdert 55 av 165 · "
        "Hovedtillitsvalgte: vurdert 47 av 165"
    )
    assert not panel.common_box.isChecked()
    assert "3 målepunkter er vurdert av begge" in panel.basis_label.text()
    assert "Ordfører / deler av formannskapet – (0 av 21 vurdert)" in bars(panel)[6]
    assert [spot.text for spot in panel.group_radar.spots()] == bars(panel)
    mayor = panel.group_radar.profile
    assert mayor is not None
    assert [entry.is_gap for entry in mayor.areas] == [*[False] * 6, True, False]


def test_only_what_both_have_rated_by_a_key(example_session: SessionOf, page_of: PageOf) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.radar.setFocus()
    panel = opened(page)
    panel.compare(MAYOR, UNION)
    press(Key.Key_B, CTRL)
    assert panel.common_box.isChecked()
    assert panel.basis_label.text() == "Tallene gjelder de 3 målepunktene som begge har vurdert."
    assert bars(panel)[0].count(" – ") == 2
    press(Key.Key_B, CTRL)
    assert not panel.common_box.isChecked()


def test_a_group_beside_the_team_is_compared_on_the_points_of_both(
    example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.radar.setFocus()
    panel = opened(page)
    panel.compare(LEADERS, TEAM)
    assert panel.common_box.isChecked()
    assert panel.basis_label.text().startswith("Tallene gjelder de ")


def test_the_arrows_go_from_group_to_group(example_session: SessionOf, page_of: PageOf) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.radar.setFocus()
    panel = opened(page)
    panel.compare(MAYOR, UNION)
    press(Key.Key_Down)
    assert panel.pair[0].group == "chief_executive"
    press(Key.Key_Tab)
    assert focus() is panel.second_box
    press(Key.Key_Down)
    assert panel.pair[1] == ALL
    press(Key.Key_Down)
    assert panel.pair[1] == TEAM


def test_a_row_of_the_differences_leads_to_its_measure_point(
    qtbot: QtBot, example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.radar.setFocus()
    panel = opened(page)
    panel.compare(MAYOR, UNION)
    assert codes(panel) == ["5.2.5", "4.5.1", "3.1.1"]
    first = panel.differences.spots()[0].text
    assert "Ordfører / deler av formannskapet: S 4, O 3, R 2, E 1" in first
    assert "Hovedtillitsvalgte: S 2, O 1, R 1, E 0" in first
    panel.differences.setFocus()
    press(Key.Key_Down)
    with qtbot.waitSignal(page.code_requested) as asked:
        press(Key.Key_Return)
    assert asked.args == ["scoring", "4.5.1"]


def test_an_area_lists_its_own_differences(example_session: SessionOf, page_of: PageOf) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.radar.setFocus()
    panel = opened(page)
    panel.compare(MAYOR, UNION)
    press(Key.Key_5, ALT)
    assert codes(panel) == ["5.2.5"]
    assert panel.differences_label.text() == "1 målepunkt · 5 Resultat"
    panel.group_bars.setFocus()
    press(Key.Key_Down, times=2)
    press(Key.Key_Return)
    assert codes(panel) == ["3.1.1"]
    press(Key.Key_0, ALT)
    assert len(codes(panel)) == 3


def test_ratings_are_followed_while_they_change(
    qtbot: QtBot, small_session: Session, page_of: PageOf
) -> None:
    page = page_of(small_session)
    page.radar.setFocus()
    panel = opened(page)
    panel.compare(MAYOR, LEADERS)
    before = bars(panel)[0]
    mayor = next(i for i in small_session.assessment.interviews.values() if i.group == "mayor")
    for aspect in Aspect:
        small_session.set_level(mayor.id, "1.1.1", aspect, 0)
    qtbot.waitUntil(lambda: bars(panel)[0] != before)
    assert " 0 % (1 av 21 vurdert)" in bars(panel)[0]


def test_an_interview_that_goes_to_another_group_takes_its_ratings_along(
    qtbot: QtBot, small_session: Session, page_of: PageOf
) -> None:
    page = page_of(small_session)
    page.radar.setFocus()
    panel = opened(page)
    panel.compare(MAYOR, UNION)
    assert "ikke vurdert noe" in panel.second_box.currentText()
    mayor = next(i for i in small_session.assessment.interviews.values() if i.group == "mayor")
    small_session.put(replace(mayor, group="union"))
    qtbot.waitUntil(lambda: panel.second_box.currentText() == "Hovedtillitsvalgte")
    assert "Hovedtillitsvalgte: vurdert 1 av 165" in panel.coverage_label.text()
    assert panel.pair == (MAYOR, UNION)


def test_the_documents_beside_the_interviews(
    library: Library, empty_assessment: Assessment, page_of: PageOf
) -> None:
    library.add(empty_assessment)
    session = Session(library, empty_assessment)
    for group, level in {"mayor": 3, DOCUMENTS: 1}.items():
        empty_assessment.apply(Change(None, Interview(group, group, group)))
        rate(empty_assessment, "1.1.1", (level, level, level, level), interview=group)
    page = page_of(session)
    page.radar.setFocus()
    panel = opened(page)
    panel.compare(Source(SourceKind.GROUP, DOCUMENTS), ALL)
    assert names(panel) == ("Dokumentstudie", "Alle intervjuer")
    assert "Dokumentstudie 25 % (1 av 21 vurdert)" in bars(panel)[0]
    assert "Alle intervjuer 75 % (1 av 21 vurdert)" in bars(panel)[0]


def test_before_anybody_has_rated_all_is_a_gap(new_session: Session, page_of: PageOf) -> None:
    page = page_of(new_session)
    page.radar.setFocus()
    panel = opened(page)
    assert panel.differences_label.text() == "Ingen målepunkter er vurdert av begge."
    assert all(text.count(" – ") == 2 for text in bars(panel))


def test_the_two_that_were_compared_are_there_again(
    example_session: SessionOf, page_of: PageOf
) -> None:
    session = example_session("eksempelvik-2025")
    first = page_of(session)
    first.radar.setFocus()
    opened(first).compare(UNION, TEAM)
    first.leave()
    again = page_of(session)
    again.radar.setFocus()
    assert opened(again).pair == (UNION, TEAM)


def test_the_key_sheet_names_its_keys_while_it_is_shown(
    example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.radar.setFocus()
    assert "Ctrl B" not in {each.keys for each in keys_of(page)}
    assert "Ctrl Shift J" in {each.keys for each in keys_of(page)}
    opened(page)
    assert "Ctrl J" not in {each.keys for each in keys_of(page)}
    assert {"Ctrl B", "Ctrl 1", "Ctrl 2", "Alt 0", "Alt 1–8"} <= {e.keys for e in keys_of(page)}
    press(Key.Key_Escape)
    assert "Ctrl B" not in {each.keys for each in keys_of(page)}


def test_the_page_has_room_in_the_smallest_window(
    example_session: SessionOf, page_of: PageOf
) -> None:
    page = page_of(example_session("eksempelvik-2025"))
    page.radar.setFocus()
    opened(page)
    layout = page.layout()
    assert layout is not None
    assert layout.totalMinimumSize().width() <= PAGE.width()
    assert layout.totalMinimumSize().height() <= PAGE.height()
