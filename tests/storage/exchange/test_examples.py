"""The bundled examples agree with themselves: findings, ratings, notes and report texts."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from kompass_desktop.assessment.asking import asked_points
from kompass_desktop.assessment.consensus import combine_views, group_views, is_disagreement
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.marks import kind_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import TEAM, Follows, Mark, Rating
from kompass_desktop.assessment.scoring import Score, Scoreboard, ScoreStatus
from kompass_desktop.instrument.model import Aspect, MeasurePoint
from kompass_desktop.report.chapters.texts import area_chapter
from kompass_desktop.report.remarks import remarks_on
from tests.examples import bundled

NOTHING_THERE = re.compile(r"(Har ikke|Har ingen|Ingen|Mangler|Ikke)\b")
"""How a finding begins that says that something does not exist."""
UNSETTLED_AREA = 5
KARASJOK_FINDINGS = {
    1: (0, 7, 14),
    2: (0, 3, 15),
    3: (1, 10, 10),
    4: (1, 2, 12),
    5: (0, 1, 15),
    6: (0, 6, 12),
    7: (0, 3, 13),
    8: (5, 9, 6),
}
"""How many strengths, challenges and weaknesses the deck prints for each area."""


@pytest.fixture(scope="module")
def eksempelvik() -> Assessment:
    return bundled()


@pytest.fixture(scope="module")
def board(eksempelvik: Assessment) -> Scoreboard:
    return Scoreboard(eksempelvik)


@pytest.fixture(scope="module")
def karasjok() -> Assessment:
    return bundled("karasjok-2019")


def settled_points(assessment: Assessment) -> list[MeasurePoint]:
    points = assessment.instrument.measure_points
    return [point for point in points if point.area != UNSETTLED_AREA]


def kind_by_points(score: Score) -> FindingKind:
    """Return the kind of finding that the points of a measure point give."""
    if score.share >= Fraction(3, 4):
        return FindingKind.STRENGTH
    if score.share >= Fraction(1, 4):
        return FindingKind.CHALLENGE
    return FindingKind.WEAKNESS


# The findings of Eksempelvik


def test_each_finding_is_of_the_kind_that_its_points_give(
    eksempelvik: Assessment, board: Scoreboard
) -> None:
    for finding in eksempelvik.findings.values():
        assert finding.kind is kind_by_points(board.score(finding.code)), finding
        assert finding.area == eksempelvik.instrument.measure_point(finding.code).area


def test_no_finding_denies_what_exists(eksempelvik: Assessment, board: Scoreboard) -> None:
    for finding in eksempelvik.findings.values():
        rating = board.rating(finding.code)
        if (rating.levels[Aspect.SYSTEM] or 0) >= 1 and not rating.planned_only:
            assert not NOTHING_THERE.match(finding.text), finding


def test_each_settled_measure_point_in_focus_has_one_finding(
    eksempelvik: Assessment, board: Scoreboard
) -> None:
    findings = Counter(finding.code for finding in eksempelvik.findings.values())
    for point in settled_points(eksempelvik):
        expected = 0 if board.rating(point.code).not_in_focus else 1
        assert findings[point.code] == expected, point.code


def test_what_is_only_planned_is_a_weakness(eksempelvik: Assessment, board: Scoreboard) -> None:
    planned = [p for p in settled_points(eksempelvik) if board.rating(p.code).planned_only]
    kinds = {f.code: f.kind for f in eksempelvik.findings.values()}
    assert planned
    assert {kinds[point.code] for point in planned} == {FindingKind.WEAKNESS}


def test_marked_lines_and_their_findings_belong_together(eksempelvik: Assessment) -> None:
    by_note = {f.note: f for f in eksempelvik.findings.values() if f.note}
    marked = [note for note in eksempelvik.notes.values() if kind_of(note.mark) is not None]
    assert {note.id for note in marked} == set(by_note)
    for note in marked:
        finding = by_note[note.id]
        assert (finding.kind, finding.code) == (kind_of(note.mark), note.code)
        assert (finding.text in note.text) == (finding.follows is Follows.WORDS)


# The ratings of Eksempelvik


def test_each_interview_rates_only_what_it_was_asked(eksempelvik: Assessment) -> None:
    asked = {
        interview.id: {point.code for point in asked_points(eksempelvik, interview)}
        for interview in eksempelvik.interviews.values()
    }
    for rating in eksempelvik.ratings.values():
        if rating.interview != TEAM:
            assert rating.measure_point in asked[rating.interview], rating


def test_the_codes_of_the_informants_begin_as_the_instrument_says(
    eksempelvik: Assessment, karasjok: Assessment
) -> None:
    for assessment in (eksempelvik, karasjok):
        for interview in assessment.interviews.values():
            prefix = assessment.group_of(interview).prefix
            assert re.fullmatch(rf"{prefix}-\d\d", interview.code), interview


def test_the_team_has_settled_all_areas_but_one(board: Scoreboard) -> None:
    areas = board.instrument.areas
    status = {area.number: board.score(area.code).status for area in areas}
    assert status.pop(UNSETTLED_AREA) is ScoreStatus.PROPOSAL
    assert set(status.values()) == {ScoreStatus.RATED}


def test_the_chapter_says_where_the_team_departs_from_the_interviews(
    eksempelvik: Assessment, board: Scoreboard
) -> None:
    departing = [
        point
        for point in settled_points(eksempelvik)
        if proposed_levels(eksempelvik, point.code) != board.rating(point.code).levels
    ]
    assert departing
    for point in departing:
        text = eksempelvik.text(area_chapter(eksempelvik.instrument.area(point.area)).key)
        assert text is not None
        assert f"({point.code})" in text, point.code


def proposed_levels(assessment: Assessment, code: str) -> dict[Aspect, int | None]:
    nobody = Rating("", TEAM, code)
    return combine_views(nobody, group_views(assessment, code)).levels


def test_every_state_of_the_program_can_be_seen(eksempelvik: Assessment, board: Scoreboard) -> None:
    interviews = eksempelvik.interviews.values()
    assert {(i.is_held, i.finished) for i in interviews} == {
        (False, False),
        (True, False),
        (True, True),
    }
    ratings = [board.rating(point.code) for point in eksempelvik.instrument.measure_points]
    assert any(rating.planned_only for rating in ratings)
    assert any(rating.not_in_focus for rating in ratings)
    assert any(rating.follow_up for rating in eksempelvik.ratings.values())
    assert {note.mark for note in eksempelvik.notes.values()} == {*Mark, None}
    disagreed = {
        point.area
        for point in eksempelvik.instrument.measure_points
        if is_disagreement(eksempelvik, point.code)
    }
    assert {UNSETTLED_AREA, 1} <= disagreed


# The notes and texts of Eksempelvik


def test_each_note_was_begun_during_its_interview(eksempelvik: Assessment) -> None:
    for note in eksempelvik.notes.values():
        interview = eksempelvik.interviews[note.interview]
        begins = datetime.fromisoformat(interview.started_at)
        ends = begins + timedelta(seconds=interview.elapsed_seconds)
        assert begins <= datetime.fromisoformat(note.begun_at) <= ends, note


def test_notes_are_written_in_the_order_of_time(eksempelvik: Assessment) -> None:
    for interview in eksempelvik.interviews.values():
        begun = [note.begun_at for note in eksempelvik.notes_of(interview.id)]
        assert begun == sorted(begun)


def test_an_informant_speaks_of_what_was_asked(eksempelvik: Assessment) -> None:
    points = {point.code for point in eksempelvik.instrument.measure_points}
    for interview in eksempelvik.interviews.values():
        asked = {point.code for point in asked_points(eksempelvik, interview)}
        spoken = {note.code for note in eksempelvik.notes_of(interview.id)}
        assert spoken & points <= asked, interview.code


def test_the_texts_tell_the_figures_of_the_profile_and_give_no_advice(
    eksempelvik: Assessment,
) -> None:
    written = {area_chapter(a).key for a in eksempelvik.instrument.areas}
    written.remove(f"area-{UNSETTLED_AREA}")
    assert {text.chapter for text in eksempelvik.texts.values()} == written
    assert any(text.figures for text in eksempelvik.texts.values())
    assert remarks_on(eksempelvik) == ()
    for text in eksempelvik.texts.values():
        assert not re.search(r"\bvi (tilrår|anbefaler)\b", text.text, re.IGNORECASE)


# Karasjok, of which only what was published is there


def test_nothing_of_karasjok_is_invented(karasjok: Assessment) -> None:
    particulars = karasjok.particulars
    assert (particulars.begins, particulars.ends) == ("", "")
    assert particulars.report == "KS-K rapport 3/2019"
    assert not particulars.invented
    assert not karasjok.ratings
    assert not karasjok.notes
    assert not karasjok.texts
    assert not karasjok.members
    groups = [interview.group for interview in karasjok.interviews.values()]
    assert sorted(groups) == sorted(group.key for group in karasjok.instrument.groups)
    for interview in karasjok.interviews.values():
        assert (interview.planned_at, interview.started_at, interview.name) == ("", "", "")


def test_karasjok_has_as_many_findings_as_the_deck_prints(karasjok: Assessment) -> None:
    counts = {
        area.number: tuple(len(karasjok.findings_of(area.number, kind)) for kind in FindingKind)
        for area in karasjok.instrument.areas
    }
    assert counts == KARASJOK_FINDINGS


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("1.4.5", "Ingen systematiske innbyggerundersøkelser (næringsforeningen"),
        ("2.5.1", "Serviceerklæringer brukes ikke i hele organisasjonen"),
        ("4.3.1", "Ingen helhetlig eller skriftlig oversikt over tverrsektorielle prosjekter"),
        ("6.6.2", "Mangfold brukes ikke systematisk som ressurs"),
        ("7.2.3", "Avvik følges ikke opp med analyse, tiltak og ansvar i alle enheter"),
    ],
)
def test_karasjoks_findings_keep_the_decks_reservations(
    karasjok: Assessment, code: str, text: str
) -> None:
    (finding,) = (f for f in karasjok.findings.values() if f.code == code)
    assert finding.text.startswith(text)
