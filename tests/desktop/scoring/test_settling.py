"""The team settles by keys: reasons, own ratings, filters, all that nobody disputes, findings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment import drafts
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.record_ids import drafted_finding_id
from kompass_desktop.assessment.records import TEAM, Member, Rating
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.assessment.settling import undisputed_proposals
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.scoring.filter import ScoringFilter
from kompass_desktop.desktop.scoring.scoring_page import ScoringPage
from kompass_desktop.desktop.session import Session
from tests.desktop.shown_pages import SessionOf, ShownPages
from tests.examples import bundled

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier

RATED = ScoreStatus.RATED

PageOf = Callable[[Session], ScoringPage]


@pytest.fixture
def page_of(qtbot: QtBot, shown_pages: ShownPages, catalogue: AssessmentCatalogue) -> PageOf:
    def make(session: Session) -> ScoringPage:
        page = shown_pages.show(ScoringPage(session, catalogue))
        page.enter()
        page.table.setFocus()
        qtbot.waitUntil(page.table.hasFocus)
        return page

    return make


@pytest.fixture
def page(page_of: PageOf, example_session: SessionOf) -> ScoringPage:
    """Eksempelvik 2025: areas 1-4 and 6-8 are settled, 5 is not; 5.1.1 is open."""
    return page_of(example_session("eksempelvik-2025"))


def press(key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def type_text(keys: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, keys)


def kept(page: ScoringPage, code: str, author: str = "") -> Rating:
    """A rating as another start of the program would read it."""
    assessment = page.session.library.load(page.session.assessment.id)
    return assessment.rating(TEAM, code, author)


# Reasons


def test_a_reason_is_asked_for_where_the_team_departs_and_written_by_keys(
    qtbot: QtBot, page: ScoringPage
) -> None:
    field = page.table.strip.reason_field
    before = page.chips.menu.actions()[-1].text()
    type_text("2")
    assert "annerledes enn forslaget" in field.placeholderText()
    count = int(before.split()[-1])
    assert page.chips.menu.actions()[-1].text() == f"Uten begrunnelse: {count + 1}"
    press(Key.Key_B, CTRL)
    qtbot.waitUntil(field.hasFocus)
    type_text("Planen er fra 2012")
    press(Key.Key_Return)
    qtbot.waitUntil(page.table.hasFocus)
    assert kept(page, "5.1.1").reason == "Planen er fra 2012"
    assert kept(page, "5.1.1").levels == (2, None, None, None)
    assert page.chips.menu.actions()[-1].text() == before


def test_a_reason_is_saved_while_it_is_typed_and_taken_back_with_one_step(
    qtbot: QtBot, page: ScoringPage
) -> None:
    press(Key.Key_B, CTRL)
    type_text("Alle kjenner den")
    qtbot.waitUntil(lambda: kept(page, "5.1.1").reason == "Alle kjenner den")
    page.session.undo_stack.undo()
    assert kept(page, "5.1.1").reason == ""
    assert page.table.strip.reason_field.text() == ""


def test_a_reason_that_is_typed_goes_to_the_measure_point_it_was_typed_for(
    page: ScoringPage,
) -> None:
    press(Key.Key_B, CTRL)
    type_text("Til den første")
    page.show_code("5.1.2")
    assert kept(page, "5.1.1").reason == "Til den første"
    assert kept(page, "5.1.2").reason == ""
    assert page.table.strip.reason_field.text() == ""


def test_leaving_the_page_saves_the_reason(page: ScoringPage) -> None:
    press(Key.Key_B, CTRL)
    type_text("Rett før låsing")
    page.leave()
    assert kept(page, "5.1.1").reason == "Rett før låsing"


def test_digits_in_a_reason_rate_nothing(page: ScoringPage) -> None:
    press(Key.Key_B, CTRL)
    type_text("4444")
    page.leave()
    assert kept(page, "5.1.1").levels == (None,) * 4


# Own ratings


@pytest.fixture
def team(page: ScoringPage) -> tuple[str, str]:
    """Two consultants of the page's team, by id."""
    members = page.session.assessment.members_in_order()
    for number in range(len(members), 2):
        member = Member(f"m{number}", f"Konsulent {number}", position=float(number))
        page.session.put(member)
        members.append(member)
    for extra in members[2:]:
        page.session.remove(extra)
    first, second = (member.id for member in members[:2])
    return first, second


def rate_as(page: ScoringPage, member: str) -> None:
    """Choose in the menu whose rating the keys give."""
    ids = ["", *(m.id for m in page.session.assessment.members_in_order() if m.name.strip())]
    page.rater.menu.actions()[ids.index(member)].trigger()


def test_a_consultants_own_rating_stands_beside_the_teams_and_scores_nothing(
    page: ScoringPage, team: tuple[str, str]
) -> None:
    before = page.session.board.score("5.1.1")
    rate_as(page, team[0])
    type_text("4321")
    assert kept(page, "5.1.1", team[0]).levels == (4, 3, 2, 1)
    assert kept(page, "5.1.1").is_empty
    assert page.session.board.score("5.1.1") == before
    assert page.table.rows[0].points_text == "3,1"
    rate_as(page, "")
    assert page.table.rows[0].points_text == "forslag 2,2"


def test_own_ratings_are_blind_until_both_have_rated_and_then_laid_open(
    page: ScoringPage, team: tuple[str, str]
) -> None:
    first, second = team
    rate_as(page, first)
    type_text("4321")
    rate_as(page, second)
    other, mine = page.detail.own_rows
    assert (other.view.member.id, other.view.is_open) == (first, False)
    assert "4" not in other.accessibleName()
    assert "4" not in other.toolTip()
    assert mine.view.is_open
    assert "Konsulentene" not in page.detail.disagreement_label.text()
    type_text("1111")
    assert [row.view.is_open for row in page.detail.own_rows] == [True, True]
    said = page.detail.disagreement_label.text()
    names = [row.view.member.name for row in page.detail.own_rows]
    assert f"Konsulentene – System: {names[0]} 4, {names[1]} 1; Omfang: " in said
    rate_as(page, "")
    assert [row.view.rating.levels for row in page.detail.own_rows] == [
        (4, 3, 2, 1),
        (1, 1, 1, 1),
    ]


def test_who_rates_alone_walks_what_is_not_rated_alone(
    page: ScoringPage, team: tuple[str, str]
) -> None:
    rate_as(page, team[0])
    assert page.undecided_chip.text() == "Ikke vurdert: 165"
    type_text("4321")
    assert page.undecided_chip.text() == "Ikke vurdert: 164"
    press(Key.Key_Return)
    assert page.code == "5.1.2"
    assert kept(page, "5.1.2").is_empty
    rate_as(page, "")
    assert page.undecided_chip.text() == "Ikke avgjort: 20"


def test_who_rates_is_whom_colleagues_see_beside_the_changes(
    page: ScoringPage, team: tuple[str, str]
) -> None:
    rate_as(page, team[1])
    type_text("4321")
    page.session.flush()
    assessment = page.session.assessment
    packet = page.session.library.packet(assessment.id)
    assert assessment.members[team[1]].name in packet.devices.values()


def test_a_lock_keeps_who_rates_with_the_point_and_the_filter(
    page: ScoringPage, page_of: PageOf, team: tuple[str, str]
) -> None:
    rate_as(page, team[1])
    page.chips.filter_chosen.emit(ScoringFilter.FOLLOW_UP)
    code = page.code
    page.leave()
    page.hide()
    again = page_of(page.session)
    assert (again.state.author, again.code) == (team[1], code)
    assert again.more_chip.isChecked()


# Filters


def test_ctrl_u_walks_the_filters_that_have_measure_points(page: ScoringPage) -> None:
    seen = []
    for _ in range(8):
        press(Key.Key_U, CTRL)
        seen.append(page.more_chip.text() if page.more_chip.isChecked() else "")
    assert "Følges opp: 11 ▾" in seen
    assert all(not text.split(":")[-1].startswith(" 0") for text in seen if ":" in text)


def test_follow_up_is_a_key_and_a_filter(page: ScoringPage) -> None:
    before = page.follow_up_button.text()
    type_text("f")
    assert kept(page, "5.1.1").follow_up
    assert int(page.follow_up_button.text().split()[-1]) == int(before.split()[-1]) + 1
    type_text("f")
    assert page.follow_up_button.text() == before


def test_a_measure_point_nobody_has_spoken_of_has_no_coverage(
    page_of: PageOf, new_session: Session
) -> None:
    page = page_of(new_session)
    page.chips.filter_chosen.emit(ScoringFilter.UNCOVERED)
    assert page.more_chip.text() == "Ingen dekning: 165 ▾"


def test_on_the_way_home_only_what_has_notes_and_is_not_settled_is_left(
    page: ScoringPage,
) -> None:
    page.chips.filter_chosen.emit(ScoringFilter.NOTED)
    noted = {note.code for note in page.session.assessment.notes.values()}
    left = {point.code for point in page.session.assessment.instrument.area(5).measure_points}
    shown = [p for p in left & noted if page.session.board.score(p).status is not RATED]
    assert page.more_chip.text() == f"Ikke avgjort, med notater: {len(shown)} ▾"
    assert page.code in shown


def test_a_cell_says_whose_median_it_is_and_of_how_many(page: ScoringPage) -> None:
    cells = page.table.rows[0].groups
    directors = page.session.assessment.instrument.group("directors")
    assert cells.spoken(directors) == (
        "Kommunalsjefer: S 4, O 2, R 2, E 0 (3 intervjuer: KS-01, KS-02, KS-03)"
    )
    mayor = page.session.assessment.instrument.group("mayor")
    assert cells.spoken(mayor) == "Ordfører / deler av formannskapet: ikke vurdert"


# All that nobody disputes


def test_all_undisputed_are_counted_first_accepted_together_and_undone_in_one_step(
    qtbot: QtBot, page: ScoringPage
) -> None:
    type_text("0")
    expected = undisputed_proposals(page.session.assessment)
    assert page.accept_everything_button.text() == f"Godta {len(expected)} uten uenighet"
    before = dict(page.session.assessment.ratings)
    press(Key.Key_G, CTRL | SHIFT)
    box = page.findChild(QMessageBox)
    assert box is not None
    assert f"{len(expected)} målepunkter" in box.text()
    yes = next(b for b in box.buttons() if b.text() == f"Godta {len(expected)}")
    QTest.mouseClick(yes, Qt.MouseButton.LeftButton)
    after = page.session.library.load(page.session.assessment.id).ratings
    changed = {rating.id for rating in after.values() if before.get(rating.id) != rating}
    assert changed == {rating.id for rating in expected}
    assert kept(page, "5.1.1").levels == (0, None, None, None)
    assert kept(page, "5.1.3").is_empty
    assert not page.accept_everything_button.isEnabled()
    page.session.undo_stack.undo()
    assert page.session.assessment.ratings.keys() == before.keys()
    assert page.accept_everything_button.isEnabled()


def test_what_is_left_is_settled_by_sixteen_keys_without_the_mouse(
    qtbot: QtBot, page: ScoringPage
) -> None:
    assert page.undecided_chip.text() == "Ikke avgjort: 20"
    press(Key.Key_G, CTRL | SHIFT)
    box = page.findChild(QMessageBox)
    assert box is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() in box.buttons())
    press(Key.Key_Tab)
    press(Key.Key_Space)
    assert page.undecided_chip.text() == "Ikke avgjort: 3"
    with qtbot.waitActive(page):
        page.activateWindow()
    qtbot.waitUntil(page.table.hasFocus)
    keys = 3
    while not page.disagreement_chip.isChecked():
        press(Key.Key_U, CTRL)
        keys += 1
    while page.undecided_chip.text() != "Ikke avgjort: 0":
        press(Key.Key_Return)
        keys += 1
    assert keys <= 16
    assert all(
        page.session.board.score(point.code).status is ScoreStatus.RATED
        for point in page.session.assessment.instrument.measure_points
    )


# Findings and last time


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Key.Key_1, FindingKind.STRENGTH),
        (Key.Key_2, FindingKind.CHALLENGE),
        (Key.Key_3, FindingKind.WEAKNESS),
    ],
)
def test_a_finding_of_the_open_point_is_one_key(
    qtbot: QtBot, page: ScoringPage, key: Key, kind: FindingKind
) -> None:
    page.show_code("5.1.2")
    held = {f.id for f in page.session.assessment.findings.values()}
    for finding in page.session.assessment.findings_of(5, kind):
        if finding.code == "5.1.2":
            page.session.remove_finding(finding)
            held.discard(finding.id)
    with qtbot.waitSignal(page.message_shown) as told:
        press(key, CTRL)
    new = [f for f in page.session.assessment.findings.values() if f.id not in held]
    assert [(f.code, f.kind, f.area) for f in new] == [("5.1.2", kind, 5)]
    assert told.args is not None
    assert new[0].text in told.args[0]
    press(key, CTRL)
    assert len(page.session.assessment.findings_of(5, kind)) == len(
        {f.id for f in page.session.assessment.findings_of(5, kind)}
    )
    assert sum(f.code == "5.1.2" for f in page.session.assessment.findings_of(5, kind)) == 1


def test_a_weakness_of_something_that_exists_does_not_say_that_it_is_lacking(
    page: ScoringPage,
) -> None:
    point = page.session.assessment.instrument.measure_point("5.1.1")
    type_text("1000")
    press(Key.Key_3, CTRL)
    texts = [f.text for f in page.session.assessment.findings.values() if f.code == "5.1.1"]
    assert point.shortfall in texts
    assert point.weakness not in texts


def test_a_finding_of_what_the_point_drafts_accepts_the_draft_and_says_when_the_point_changes(
    page: ScoringPage,
) -> None:
    assessment = page.session.assessment
    for finding in [f for f in assessment.findings.values() if f.code == "5.1.1"]:
        page.session.remove_finding(finding)
    page.show_code("5.1.1")
    type_text("1000")
    press(Key.Key_3, CTRL)
    (accepted,) = [f for f in assessment.findings.values() if f.code == "5.1.1"]
    assert accepted.id == drafted_finding_id(assessment.id, "5.1.1")
    assert not drafts.is_changed_since(page.session.board, accepted)
    page.table.return_to(0)
    type_text("4")
    assert drafts.is_changed_since(page.session.board, accepted)
    for _ in range(2):
        page.session.undo_stack.undo()
    assert accepted.id not in assessment.findings


def test_the_heading_shows_last_time(
    qtbot: QtBot, page_of: PageOf, example_session: SessionOf, catalogue: AssessmentCatalogue
) -> None:
    earlier = bundled("karasjok-2019")
    session = example_session("eksempelvik-2025")
    name = session.assessment.particulars.municipality
    earlier.particulars = replace(earlier.particulars, municipality=name)
    session.library.add(earlier)
    page = page_of(session)
    page.show_code("1.4.1")
    qtbot.waitUntil(page.last_time_label.isVisible)
    text = "2019: 7,4 av 30 · «Ingen systematisk innbyggerdialog i beslutningsprosesser»"
    assert page.last_time_label.text() == text
