"""The records of an assessment: how they are held, changed and found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment, Status
from kompass_desktop.assessment.notes_by_place import NotesByPlace
from kompass_desktop.assessment.record_ids import rating_id, recorded_id, text_id
from kompass_desktop.assessment.records import TEAM, Change, Interview, Note


def test_a_change_can_be_taken_back(small_assessment: Assessment) -> None:
    note = next(iter(small_assessment.notes.values()))
    for change in (Change(note, replace(note, text="ny")), Change(note, None)):
        small_assessment.apply(change)
        assert small_assessment.get(note) == change.after
        small_assessment.apply(change.reversed)
        assert small_assessment.get(note) == note


def test_a_change_of_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        _ = Change(None, None).record


def test_an_assessment_keeps_its_particulars(small_assessment: Assessment) -> None:
    particulars = small_assessment.particulars
    with pytest.raises(ValueError, match="particulars"):
        small_assessment.apply(Change(particulars, None))
    small_assessment.apply(Change(particulars, replace(particulars, year=2030)))
    assert small_assessment.title == "Kárášjohka - Karasjok 2030"


def test_every_record_is_listed_parents_first(small_assessment: Assessment) -> None:
    records = list(small_assessment.records())
    assert records[0] is small_assessment.particulars
    assert len(records) == 1 + 1 + 4 + 1 + 4 + 1 + 2 + 1 + 1 + 1 + 2
    kinds = [type(record) for record in records]
    assert kinds.index(Interview) < kinds.index(Note)


def test_an_assessment_with_ratings_or_notes_is_under_way(small_assessment: Assessment) -> None:
    assert small_assessment.status is Status.UNDERWAY


def test_an_assessment_is_finished_when_a_person_says_so(small_assessment: Assessment) -> None:
    finished = replace(small_assessment.particulars, finished=True)
    small_assessment.apply(Change(small_assessment.particulars, finished))
    assert small_assessment.status is Status.FINISHED


@pytest.mark.parametrize(
    ("started_at", "status"),
    [("", Status.PREPARING), ("2026-03-10T09:03:00+01:00", Status.UNDERWAY)],
)
def test_a_new_assessment_is_being_prepared_until_an_interview_begins(
    empty_assessment: Assessment, started_at: str, status: Status
) -> None:
    interview = Interview("i", "mayor", "OF-01", started_at=started_at)
    empty_assessment.apply(Change(None, interview))
    assert empty_assessment.status is status


def test_two_laptops_give_a_rating_text_or_result_the_same_id() -> None:
    assert rating_id("a", "i", "1.1.1") == rating_id("a", "i", "1.1.1")
    ids = {
        rating_id("a", "i", "1.1.1"),
        rating_id("a", TEAM, "1.1.1"),
        rating_id("b", "i", "1.1.1"),
        rating_id("a", "i1", ".1.1"),
        text_id("a", "i"),
        recorded_id("a", "i"),
    }
    assert len(ids) == 6


def test_notes_of_a_question_include_those_of_its_measure_points(
    small_assessment: Assessment,
) -> None:
    (note,) = small_assessment.notes_at("1.4")
    assert note.code == "1.4.1"
    assert small_assessment.notes_at("1") == [note]
    assert small_assessment.notes_at("1.4.1") == [note]
    assert small_assessment.notes_at("1.4.10") == []
    assert small_assessment.notes_at("1.5") == []


def test_empty_lines_say_nothing_of_a_question(small_assessment: Assessment) -> None:
    (note,) = small_assessment.notes_at("1.4")
    small_assessment.apply(Change(note, replace(note, text="  ")))
    assert small_assessment.notes_at("1.4") == []


def test_notes_come_in_the_order_of_the_stream(small_assessment: Assessment) -> None:
    interview = next(iter(small_assessment.interviews))
    for identity, position in (("c", 3.0), ("a", 5.0), ("b", 3.5)):
        note = Note(identity, interview, identity, "2026-03-12T10:00:00+01:00", position=position)
        small_assessment.apply(Change(None, note))
    assert [note.id for note in small_assessment.notes_of(interview)][1:] == ["c", "b", "a"]


def test_an_interview_that_rated_nothing_is_no_rater(small_assessment: Assessment) -> None:
    raters = [interview.code for interview, _ in small_assessment.interview_ratings("1.1.1")]
    assert raters == ["OF-01", "VL-01", "VL-02"]
    mayor, rating = next(small_assessment.interview_ratings("1.1.1"))
    emptied = replace(
        rating, system=None, extent=None, result=None, evaluation=None, follow_up=True
    )
    small_assessment.apply(Change(rating, emptied))
    assert mayor.code == "OF-01"
    raters = [interview.code for interview, _ in small_assessment.interview_ratings("1.1.1")]
    assert raters == ["VL-01", "VL-02"]


def test_findings_stand_in_their_column(small_assessment: Assessment) -> None:
    assert len(small_assessment.findings_of(1, FindingKind.WEAKNESS)) == 1
    assert small_assessment.findings_of(1, FindingKind.STRENGTH) == []
    assert small_assessment.findings_of(2, FindingKind.WEAKNESS) == []


def test_what_is_not_there_is_empty_or_none(small_assessment: Assessment) -> None:
    rating = small_assessment.rating("i", "8.7.3")
    assert rating.is_empty
    assert not rating.is_complete
    assert small_assessment.text("area-8") is None
    assert small_assessment.text("area-1") == "Kommunen er åpen.\n\nMen …"
    assert small_assessment.recorded_points("1") is None
    assert small_assessment.recorded_points("2") == 16.5


def test_the_ratings_of_a_measure_point_are_those_of_every_rater(
    small_assessment: Assessment,
) -> None:
    interview = replace(next(iter(small_assessment.interviews.values())), name="Oppdiktet")
    small_assessment.apply(Change(interview, None))
    ids = small_assessment.rating_ids("1.4.1")
    for rater in (TEAM, interview.id, *small_assessment.interviews):
        assert small_assessment.rating(rater, "1.4.1").id in ids
    assert small_assessment.rating(TEAM, "1.4.2").id not in ids


def test_a_note_is_at_each_of_its_codes_once(small_assessment: Assessment) -> None:
    note = replace(next(iter(small_assessment.notes.values())), code="1.4.3", also="3.2 1.4")
    small_assessment.notes = {note.id: note}
    for code in ("1.4.3", "1.4", "1", "3.2", "3"):
        assert small_assessment.notes_at(code) == [note]
    assert small_assessment.notes_at("1.4.1") == []
    by_place = NotesByPlace(small_assessment)
    assert by_place.codes == {"1.4.3", "3.2", "1.4"}
    assert by_place.at("3.2") == [note]


@pytest.mark.parametrize(
    ("code", "also", "moved", "codes"),
    [
        ("1.4.3", "3.2", "3.2", ("3.2",)),
        ("1.4.3", "3.2 8.1", "8.1", ("8.1", "3.2")),
        ("1.4.3", "3.2", "5.1", ("5.1", "3.2")),
        ("", "3.2", "5.1", ("5.1", "3.2")),
    ],
)
def test_a_note_that_is_moved_keeps_its_further_codes(
    code: str, also: str, moved: str, codes: tuple[str, ...]
) -> None:
    note = Note("n", "i", "tekst", "2019-03-12T09:00:00+01:00", code, also=also)
    assert note.at(moved).codes == codes


def test_a_further_code_is_added_and_taken_off_by_the_same() -> None:
    note = Note("n", "i", "tekst", "2019-03-12T09:00:00+01:00", "1.4.3")
    more = note.with_further("3.2").with_further("8.1")
    assert (more.codes, more.further_codes) == (("1.4.3", "3.2", "8.1"), ("3.2", "8.1"))
    assert more.with_further("3.2").codes == ("1.4.3", "8.1")
    assert note.with_further("1.4.3") == note
