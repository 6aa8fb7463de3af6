"""What is written is read back the same, with its history, and found again by its words."""

from __future__ import annotations

import threading
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, recorded_id, text_id
from kompass_desktop.assessment.records import (
    TEAM,
    Change,
    Finding,
    Interview,
    Mark,
    Member,
    Note,
    Particulars,
    Record,
    Recorded,
    ReportText,
)
from kompass_desktop.instrument.loading import instrument_from_document, load_instrument
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.database.rows import whole_letters
from kompass_desktop.storage.errors import (
    AlreadyThere,
    BelongsToAnother,
    StorageError,
    UnknownAssessment,
)
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read

NASTY = {
    "northern sámi": "Kárášjohka čđŋšŧž ČĐŊŠŦŽ æøå",
    "emoji": "👩‍👩‍👧‍👦🏔️",
    "nul": "før\0etter",
    "quotes": "'; DROP TABLE notes; -- \" «» `",
    "control characters": "\x01\x1b[31m\x7f\x85\u2028\u2029",
    "bidi": "\u202eabc\u202c",
    "combining": "a\u0308\u0301" * 50,
    "markup": "<b>&amp;<para>{0}%s</b>",
    "nothing": "",
    "spaces": " \t ",
    "a megabyte": "á" * 500_000,
    "json": '{"deleted": 1}',
}


def everything(assessment: Assessment) -> set[Record]:
    return set(assessment.records())


def note_of(assessment: Assessment) -> Note:
    return next(note for note in assessment.notes.values() if note.code == "1.4.1")


def test_every_kind_of_record_is_read_back_the_same(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    loaded = library.load(small_assessment.id)
    assert loaded == small_assessment
    assert everything(loaded) == everything(small_assessment)


def test_what_is_written_is_read_by_another_program(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    after = replace(note, text="ny tekst", mark=None, code="", position=2.5)
    library.write(small_assessment, [Change(note, after)])
    with open_to_read(library.path) as reader:
        assert reader.load(small_assessment.id).notes[note.id] == after


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_any_text_survives_in_every_field(
    library: Library, small_assessment: Assessment, text: str
) -> None:
    assessment = small_assessment
    library.add(assessment)
    interview = Interview(new_id(), "mayor", text, name=text)
    records: tuple[Record, ...] = (
        Member(new_id(), text, text),
        interview,
        Note(new_id(), interview.id, text, "2026-03-12T09:51:00+01:00", mark=Mark.FOLLOW_UP),
        Finding(new_id(), 3, FindingKind.STRENGTH, text),
        ReportText(text_id(assessment.id, "closing"), "closing", text),
    )
    library.write(assessment, [Change(None, record) for record in records])
    renamed = replace(assessment.particulars, municipality=text, report=text)
    library.write(assessment, [Change(assessment.particulars, renamed)])
    for record in (*records, renamed):
        assessment.apply(Change(None, record))
    assert library.load(assessment.id) == assessment
    library.check()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("halv \ud83d emoji", "halv \ufffd emoji"),
        ("\udc80", "\ufffd"),
        ("\ud83c\udfd4 hel", "🏔 hel"),
        ("vanlig", "vanlig"),
    ],
)
def test_half_a_surrogate_pair_becomes_a_mark_and_stops_nothing(
    library: Library, small_assessment: Assessment, text: str, kept: str
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    library.write(small_assessment, [Change(note, replace(note, text=text))])
    assert library.load(small_assessment.id).notes[note.id].text == kept
    assert whole_letters(text) == kept
    assert library.find(text) <= {small_assessment.id}


def test_ratings_keep_what_is_not_said_apart_from_no(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    unsaid = small_assessment.rating(TEAM, "8.7.3")
    said = replace(unsaid, system=0, planned_only=False, not_in_focus=True, follow_up=True)
    library.write(small_assessment, [Change(None, unsaid)])
    assert library.load(small_assessment.id).ratings[unsaid.id] == unsaid
    library.write(small_assessment, [Change(unsaid, said)])
    assert library.load(small_assessment.id).ratings[unsaid.id] == said


@pytest.mark.parametrize("points", ["0", "7.4", "1/3", "212", "100/7", "0.000001"])
def test_recorded_points_stay_exact(
    library: Library, small_assessment: Assessment, points: str
) -> None:
    library.add(small_assessment)
    recorded = Recorded(recorded_id(small_assessment.id, "1"), "1", Fraction(points))
    library.write(small_assessment, [Change(None, recorded)])
    assert library.load(small_assessment.id).recorded_points("1") == Fraction(points)


def test_an_assessment_keeps_the_instrument_it_was_begun_with(
    library: Library, instrument: Instrument, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    document = instrument.document.replace('"version": "2.1"', '"version": "3.0"')
    newer = instrument_from_document(document, "ny.toml")
    other = Assessment(Particulars(new_id(), "Deatnu - Tana", "5628", 2027), newer)
    library.add(other)
    assert library.load(small_assessment.id).instrument == instrument
    assert library.load(other.id).instrument.version == "3.0"
    with open_to_read(library.path) as reader:
        assert reader.load(small_assessment.id).instrument == instrument
        assert reader.load(other.id).instrument == newer


def test_an_assessment_begun_with_a_file_of_the_first_format_keeps_it(library: Library) -> None:
    earlier = load_instrument(Path(__file__).parents[1] / "instrument" / "format_1.toml")
    begun = Assessment(Particulars(new_id(), "Deatnu - Tana", "5628", 2024), earlier)
    library.add(begun)
    with open_to_read(library.path) as reader:
        kept = reader.load(begun.id).instrument
    assert kept == earlier
    assert kept.document == earlier.document
    assert kept.measure_point("1.1.1").shortfall == "Har ikke en lokaldemokratistrategi"


# History


def test_every_change_has_a_row_of_history_with_the_fields_it_set(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    rating = small_assessment.rating(TEAM, "1.1.2")
    higher = replace(rating, evaluation=2)
    library.write(small_assessment, [Change(rating, higher)])
    library.write(small_assessment, [Change(higher, None)])
    library.write(small_assessment, [Change(None, higher)])
    entries = library.history(rating.id)
    assert [entry.fields for entry in entries][1:3] == [{"evaluation": 2}, {"deleted": 1}]
    assert entries[0].fields["system"] == 3
    assert entries[3].fields == {"deleted": 0}
    assert len({entry.stamp for entry in entries}) == 4
    assert entries == sorted(entries, key=lambda entry: entry.stamp)
    assert entries[0].device == ""
    assert {entry.device for entry in entries[1:]} < library.own_writers()
    assert abs(entries[1].milliseconds - entries[3].milliseconds) < 60_000


def test_what_did_not_change_has_no_history(library: Library, small_assessment: Assessment) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    library.write(small_assessment, [Change(note, replace(note))])
    assert len(library.history(note.id)) == 1


def test_a_burst_of_typing_shares_a_row_with_its_last_text(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    for text in ("f", "fo", "folk", "folkemøte"):
        after = replace(note, text=text, mark=Mark.STRENGTH if text == "fo" else note.mark)
        library.write(small_assessment, [Change(note, after)], edit_session="b1")
        note = after
    library.write(small_assessment, [Change(note, replace(note, text="nei"))], edit_session="b2")
    first, edit_session, last = library.history(note.id)
    assert edit_session.fields == {"text": "folkemøte", "mark": "strength"}
    assert last.fields == {"text": "nei"}
    assert first.stamp < edit_session.stamp < last.stamp


def test_a_burst_ends_when_something_else_changes_the_record(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    typed = replace(note, text="fo")
    moved = replace(typed, code="3.2")
    more = replace(moved, text="folk")
    library.write(small_assessment, [Change(note, typed)], edit_session="b")
    library.write(small_assessment, [Change(typed, moved)])
    library.write(small_assessment, [Change(moved, more)], edit_session="b")
    texts = [entry.fields for entry in library.history(note.id)][1:]
    assert texts == [{"text": "fo"}, {"place": "3.2"}, {"text": "folk"}]


def test_a_burst_can_hold_the_lines_making(library: Library, small_assessment: Assessment) -> None:
    library.add(small_assessment)
    note = Note(new_id(), next(iter(small_assessment.interviews)), "h", "2026-03-12T10:00:00+01:00")
    longer = replace(note, text="hei")
    library.write(small_assessment, [Change(None, note)], edit_session="b")
    library.write(small_assessment, [Change(note, longer)], edit_session="b")
    (entry,) = library.history(note.id)
    assert entry.fields["text"] == "hei"
    assert entry.fields["deleted"] == 0
    assert library.load(small_assessment.id).notes[note.id] == longer


# All or none


def test_changes_are_written_all_or_none(library: Library, small_assessment: Assessment) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    impossible = replace(note, position=object())  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        library.write(
            small_assessment,
            [Change(note, replace(note, text="første")), Change(note, impossible)],
        )
    assert library.load(small_assessment.id).notes[note.id] == note
    assert len(library.history(note.id)) == 1


def test_a_deleted_record_is_gone_and_comes_back_whole(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    library.write(small_assessment, [Change(note, None)])
    assert note.id not in library.load(small_assessment.id).notes
    library.write(small_assessment, [Change(note, None).reversed])
    assert library.load(small_assessment.id) == small_assessment


def test_a_deleted_assessment_is_gone_and_comes_back_whole(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    library.delete(small_assessment.id)
    assert library.listings() == []
    with pytest.raises(UnknownAssessment):
        library.load(small_assessment.id)
    library.restore(small_assessment.id)
    assert library.load(small_assessment.id) == small_assessment


def test_an_unknown_assessment_is_told(library: Library) -> None:
    with pytest.raises(UnknownAssessment, match="finnmark-1999"):
        library.load("finnmark-1999")


# Adding


def test_what_is_there_is_not_added_again(library: Library, small_assessment: Assessment) -> None:
    library.add(small_assessment)
    other = Assessment(small_assessment.particulars, small_assessment.instrument)
    with pytest.raises(AlreadyThere, match="Kárášjohka - Karasjok 2026 finnes allerede"):
        library.add(other)
    assert library.load(small_assessment.id) == small_assessment


def test_an_added_assessment_takes_the_place_of_a_deleted_one(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    library.delete(small_assessment.id)
    again = Assessment(small_assessment.particulars, small_assessment.instrument)
    member = Member(new_id(), "Konsulent B")
    again.apply(Change(None, member))
    library.add(again)
    assert library.load(again.id) == again
    assert library.find("butikken") == set()
    note = note_of(small_assessment)
    assert library.history(note.id)[-1].fields == {"deleted": 1}
    library.check()


def test_records_of_another_assessment_are_never_taken_over(
    library: Library, small_assessment: Assessment
) -> None:
    """A file copied by hand with a new id for the assessment and the old ones for the rest."""
    library.add(small_assessment)
    copy = Assessment(
        replace(small_assessment.particulars, id=new_id(), year=2030), small_assessment.instrument
    )
    copy.apply(Change(None, note_of(small_assessment)))
    with pytest.raises(BelongsToAnother, match="2030 kan ikke leses inn"):
        library.add(copy)
    assert [row.particulars.year for row in library.listings()] == [2026]
    assert library.load(small_assessment.id) == small_assessment


# The list and the search


def test_the_list_is_by_year_and_then_by_name(library: Library, instrument: Instrument) -> None:
    for name, year in (("Ål", 2026), ("Alta", 2026), ("Šibit", 2026), ("Tana", 2026), ("Os", 2027)):
        library.add(Assessment(Particulars(new_id(), name, "", year), instrument))
    names = [row.particulars.municipality for row in library.listings()]
    assert names == ["Os", "Alta", "Šibit", "Tana", "Ål"]


def test_the_list_counts_interviews_and_sees_work(
    library: Library, empty_assessment: Assessment
) -> None:
    library.add(empty_assessment)
    (row,) = library.listings()
    assert (row.interviews, row.held, row.has_work) == (0, 0, False)
    begun = Interview(new_id(), "mayor", "OF-01", started_at="2026-03-12T09:00:00+01:00")
    planned = Interview(new_id(), "union", "HTV-01")
    gone = Interview(new_id(), "union", "HTV-02", started_at="2026-03-12T09:00:00+01:00")
    library.write(empty_assessment, [Change(None, i) for i in (begun, planned, gone)])
    library.write(empty_assessment, [Change(gone, None)])
    note = Note(new_id(), begun.id, "hei", "2026-03-12T09:01:00+01:00")
    library.write(empty_assessment, [Change(None, note)])
    (row,) = library.listings()
    assert (row.interviews, row.held, row.has_work) == (2, 1, True)
    library.write(empty_assessment, [Change(note, None)])
    assert not library.listings()[0].has_work


@pytest.mark.parametrize(
    "words",
    [
        "karasjohka",
        "KÁRÁŠJOHKA",
        "karas",
        "butikken folk",
        "faste dialog",
        "moter",
        '"butikken"',
        "- butikken",
    ],
)
def test_notes_and_findings_are_found_without_case_or_diacritics(
    library: Library, small_assessment: Assessment, words: str
) -> None:
    library.add(small_assessment)
    assert library.find(words) == {small_assessment.id}


@pytest.mark.parametrize(
    "words", ["", "  ", '"', "butikken dialog", "\0", "*", "(", "NOT", "a OR b"]
)
def test_other_words_find_nothing(
    library: Library, small_assessment: Assessment, words: str
) -> None:
    library.add(small_assessment)
    assert library.find(words) == set()


def test_the_search_follows_what_is_written(library: Library, small_assessment: Assessment) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    after = replace(note, text="ungdomsråd i Porsáŋgu")
    library.write(small_assessment, [Change(note, after)])
    assert library.find("butikken") == set()
    assert library.find("porsangu") == {small_assessment.id}
    library.write(small_assessment, [Change(after, None)])
    assert library.find("porsangu") == set()
    library.write(small_assessment, [Change(None, after)])
    assert library.find("ungdomsrad") == {small_assessment.id}
    library.delete(small_assessment.id)
    assert library.find("ungdomsrad") == set()


# Threads and readers


def test_threads_take_turns(library: Library, small_assessment: Assessment) -> None:
    """A failed import in one thread must not roll back what another has written."""
    library.add(small_assessment)
    refused = Assessment(
        replace(small_assessment.particulars, id=new_id()), small_assessment.instrument
    )
    refused.apply(Change(None, note_of(small_assessment)))
    failures: list[StorageError] = []

    def import_again_and_again() -> None:
        for _ in range(20):
            try:
                library.add(refused)
            except StorageError as error:
                failures.append(error)

    importing = threading.Thread(target=import_again_and_again)
    importing.start()
    note = note_of(small_assessment)
    for number in range(100):
        after = replace(note, text=f"linje {number}")
        library.write(small_assessment, [Change(note, after)])
        note = after
        assert library.load(small_assessment.id).notes[note.id] == note
    importing.join()
    assert len(failures) == 20
    with open_to_read(library.path) as reader:
        assert reader.load(small_assessment.id).notes[note.id].text == "linje 99"


def test_a_library_opened_in_one_thread_is_closed_for_all_by_another(library: Library) -> None:
    path = library.path
    closing = threading.Thread(target=library.close)
    closing.start()
    closing.join()
    open_library(path).close()


def test_closing_twice_does_no_harm(library: Library) -> None:
    library.close()
    library.close()
    open_library(library.path).close()


# What an edit session must not erase


@pytest.mark.parametrize(
    "texts",
    [
        ("Et helt avsnitt", ""),
        ("Et helt avsnitt", "E"),
        ("Et helt avsnitt", "Noe annet"),
        ("folkemøtt", "folkemøt", "folkemøte"),
        ("aab", "ab"),
        ("ab", "ba"),
    ],
)
def test_a_burst_keeps_every_text_that_the_next_does_not_hold(
    library: Library, small_assessment: Assessment, texts: tuple[str, ...]
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    for text in texts:
        after = replace(note, text=text)
        library.write(small_assessment, [Change(note, after)], edit_session="b")
        note = after
    told = [entry.fields["text"] for entry in library.history(note.id)][1:]
    if texts[-1].startswith(texts[-2]):
        texts = (*texts[:-2], texts[-1])
    assert told == list(texts)


def test_text_put_into_the_middle_goes_on_with_the_burst(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    for text in ("De møter folk", "De møter mange folk", "Ja, De møter mange folk"):
        after = replace(note, text=text)
        library.write(small_assessment, [Change(note, after)], edit_session="b")
        note = after
    assert [e.fields["text"] for e in library.history(note.id)][1:] == ["Ja, De møter mange folk"]


def test_a_burst_keeps_every_mark_number_and_time(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    for mark in (Mark.STRENGTH, None, Mark.CHALLENGE):
        after = replace(note, mark=mark)
        library.write(small_assessment, [Change(note, after)], edit_session="b")
        note = after
    assert [e.fields["mark"] for e in library.history(note.id)][1:] == [
        "strength",
        None,
        "challenge",
    ]
    particulars = small_assessment.particulars
    for year in (2024, 2025):
        later = replace(particulars, year=year)
        library.write(small_assessment, [Change(particulars, later)], edit_session="b")
        particulars = later
    years = [entry.fields.get("year") for entry in library.history(particulars.id)]
    assert years[1:] == [2024, 2025]


def test_the_clock_goes_on_in_one_row_and_back_in_another(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    interview = next(iter(small_assessment.interviews.values()))
    for seconds in (10, 20, 5400, 0, 10):
        after = replace(interview, elapsed_seconds=seconds)
        library.write(small_assessment, [Change(interview, after)], edit_session="b")
        interview = after
    told = [entry.fields["elapsed_seconds"] for entry in library.history(interview.id)]
    assert told[1:] == [5400, 10]


def test_the_history_of_a_deleted_record_is_whole(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    longer = replace(note, text=f"{note.text}, og så")
    library.write(small_assessment, [Change(note, longer)], edit_session="b")
    library.write(small_assessment, [Change(longer, None)], edit_session="b")
    library.write(small_assessment, [Change(None, longer)])
    library.write(small_assessment, [Change(longer, None)])
    first, typed, *rest = [entry.fields for entry in library.history(note.id)]
    assert (first["text"], typed) == (note.text, {"text": longer.text})
    assert rest == [{"deleted": 1}, {"deleted": 0}, {"deleted": 1}]


def test_only_what_differs_from_the_file_is_written(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    interview = next(iter(small_assessment.interviews.values()))
    named = replace(interview, name="Informant A", agreed_minutes=60)
    library.write(small_assessment, [Change(interview, named)])
    # Said again by one who had not seen it, it is no change against another machine's.
    library.write(small_assessment, [Change(interview, named)])
    library.write(small_assessment, [Change(interview, replace(interview, agreed_minutes=90))])
    told = [entry.fields for entry in library.history(interview.id)][1:]
    assert told == [{"name": "Informant A", "agreed_minutes": 60}, {"agreed_minutes": 90}]
    assert library.load(small_assessment.id).interviews[interview.id].name == "Informant A"


def test_a_burst_in_several_rows_is_no_conflict_for_another_machine(
    library: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    library.add(small_assessment)
    note = note_of(small_assessment)
    with open_library(tmp_path / "kollega.kompassdb") as other:
        for text in ("Et helt avsnitt", "", "Et annet", "Et annet avsnitt"):
            after = replace(note, text=text)
            library.write(small_assessment, [Change(note, after)], edit_session="b")
            note = after
            arrival = other.merge(library.packet(small_assessment.id))
            assert arrival.conflicts == 0
            assert other.load(small_assessment.id).notes[note.id] == note
