"""What is anonymised or deleted for good is in no row and in no byte of the file any more."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from kompass_desktop.assessment.anonymity import without_names
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, text_id
from kompass_desktop.assessment.records import (
    Change,
    Finding,
    Interview,
    Note,
    Particulars,
    Record,
    ReportText,
)
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.document import write_report
from kompass_desktop.storage.database.connection import connect_to_read
from kompass_desktop.storage.errors import UnknownAssessment
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.json_file import from_json, to_json
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.privacy.erasing import NotesFate, TracesRemain
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy

NAME = "Olava Oppdiktet"
EARLIER_NAME = "Olava Oppspinn"
CODE = "VL-02"
VENUE = "Skuterbua"
SPOKEN = "sørsamisk"
SAID = "Hun selv sa det: budsjettet holdt ikke"
DELETED_NOTE = "Dette angret de seg på"
FINDING = f"Både {NAME}s enhet og {CODE} melder om sen rapportering"


def put(library: Library, assessment: Assessment, *records: Record) -> None:
    """Write records as the window does, one after the other."""
    for record in records:
        change = Change(assessment.get(record), record)
        library.write(assessment, [change])
        assessment.apply(change)


def take(library: Library, assessment: Assessment, record: Record) -> None:
    change = Change(record, None)
    library.write(assessment, [change])
    assessment.apply(change)


def unit_leader(assessment: Assessment) -> Interview:
    return next(i for i in assessment.interviews.values() if i.name == NAME)


@pytest.fixture
def assessment(library: Library, small_assessment: Assessment) -> Assessment:
    """An assessment with a named informant, renamed once, and with deleted words."""
    library.add(small_assessment)
    leader = next(i for i in small_assessment.interviews.values() if i.code == CODE)
    moment = "2026-03-12T10:31:07+01:00"
    leader = replace(leader, planned_at="2026-03-12T10:30", started_at=moment)
    leader = replace(leader, venue=VENUE, interviewers="konsulent-a", language=SPOKEN)
    gone = Note(new_id(), leader.id, DELETED_NOTE, moment)
    put(
        library,
        small_assessment,
        replace(leader, name=EARLIER_NAME),
        replace(leader, name=NAME),
        Note(new_id(), leader.id, SAID, moment, "1.4.1"),
        Note(new_id(), leader.id, f"{NAME} viste planen", moment),
        gone,
        Finding(new_id(), 1, FindingKind.CHALLENGE, FINDING),
        ReportText(text_id(small_assessment.id, "area-2"), "area-2", f"Som {EARLIER_NAME} sa"),
    )
    take(library, small_assessment, gone)
    return small_assessment


def bytes_of(library: Library) -> bytes:
    """Return all that stands in the file and in those beside it."""
    return b"".join(p.read_bytes() for p in sorted(library.path.parent.iterdir()) if p.is_file())


def stands(library: Library, *words: str) -> list[str]:
    """Return those of the words that are found in a byte of the library's files."""
    content = bytes_of(library).lower()
    return [word for word in words if word.lower().encode() in content]


def everything(library: Library) -> str:
    """Return every value of every row of the library."""
    db = library.file.db
    return "\n".join(str(row) for table in db.table_names() for row in db.table(table).rows)


# Anonymising


@pytest.mark.parametrize("fate", NotesFate)
def test_no_name_and_no_code_is_left_in_a_row_or_a_byte(
    library: Library, assessment: Assessment, fate: NotesFate
) -> None:
    said = (NAME, EARLIER_NAME, CODE, "OF-01", DELETED_NOTE, "10:31:07", "T10:30")
    words = (*said, VENUE, SPOKEN, "konsulent-a")
    assert stands(library, *words) == list(words)
    LibraryPrivacy(library).anonymise(assessment.id, fate)
    assert [word for word in words if word in everything(library)] == []
    assert stands(library, *words, "oppdiktet", "oppspinn") == []


def test_scores_and_findings_stay(library: Library, assessment: Assessment) -> None:
    before = Scoreboard(assessment).total
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.DELETED)
    after = library.load(assessment.id)
    assert Scoreboard(after).total == before
    assert after.ratings == assessment.ratings
    assert after.members == assessment.members
    assert len(after.interviews) == len(assessment.interviews)
    assert {finding.text for finding in after.findings.values()} == {
        "Ingen faste arenaer for dialog",
        "Både Virksomhetslederes enhet og Virksomhetsledere melder om sen rapportering",
    }
    assert after.text("area-2") == "Som Virksomhetsledere sa"


def test_the_group_stands_in_a_reason_where_the_name_did(
    library: Library, assessment: Assessment
) -> None:
    rating = assessment.rating("", "1.1.2")
    put(library, assessment, replace(rating, reason=f"{NAME} viste planen"))
    put(library, assessment, replace(rating, reason=f"{EARLIER_NAME} viste den"))
    shown = without_names(assessment).rating("", "1.1.2").reason
    assert shown == f"{CODE} viste den"
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.KEPT)
    kept = library.load(assessment.id).rating("", "1.1.2").reason
    assert kept == "Virksomhetsledere viste den"
    assert stands(library, NAME, EARLIER_NAME) == []


def test_the_group_stands_where_the_code_did(library: Library, assessment: Assessment) -> None:
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.KEPT)
    interviews = library.load(assessment.id).interviews.values()
    assert sorted(interview.code for interview in interviews) == ["HTV", "OF", "VL", "VL"]
    assert {interview.name for interview in interviews} == {""}
    assert {i.started_at for i in interviews} == {"", "2026-03-12T00:00:00+00:00"}


def test_the_notes_stay_where_they_are_kept(library: Library, assessment: Assessment) -> None:
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.KEPT)
    texts = {note.text for note in library.load(assessment.id).notes.values()}
    assert {SAID, "Virksomhetsledere viste planen"} <= texts
    assert library.find("budsjettet") == {assessment.id}
    assert library.find("oppdiktet") == set()


def test_the_notes_go_where_they_are_deleted(library: Library, assessment: Assessment) -> None:
    words = [note.text for note in assessment.notes.values()]
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.DELETED)
    assert library.load(assessment.id).notes == {}
    assert library.find("budsjettet") == set()
    assert stands(library, *words) == []


def test_earlier_wordings_are_gone_from_the_history(
    library: Library, assessment: Assessment
) -> None:
    note = next(n for n in assessment.notes.values() if n.text == SAID)
    put(library, assessment, replace(note, text="Budsjettet holdt ikke"))
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.KEPT)
    entries = library.history(note.id)
    assert len(entries) >= 3
    assert {e.fields["text"] for e in entries if "text" in e.fields} == {"Budsjettet holdt ikke"}


def test_an_anonymised_assessment_goes_out_and_in_again(
    library: Library, assessment: Assessment
) -> None:
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.KEPT)
    after = library.load(assessment.id)
    assert from_json(to_json(after), Path("a.json"), bundled_instrument) == after
    library.check()


def test_anonymising_again_changes_nothing(library: Library, assessment: Assessment) -> None:
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.KEPT)
    before = everything(library)
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.KEPT)
    assert everything(library) == before


def test_other_assessments_are_left_alone(library: Library, assessment: Assessment) -> None:
    other = Assessment(Particulars(new_id(), "Tana", "", 2026), assessment.instrument)
    interview = Interview(new_id(), "unit_leaders", CODE, NAME)
    for record in (interview, Note(new_id(), interview.id, SAID, "2026-03-12T09:51:00+01:00")):
        other.apply(Change(None, record))
    library.add(other)
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.DELETED)
    assert library.load(other.id) == other
    assert library.find("budsjettet") == {other.id}


def test_an_unknown_assessment_is_not_anonymised(library: Library) -> None:
    with pytest.raises(UnknownAssessment):
        LibraryPrivacy(library).anonymise("ingen", NotesFate.KEPT)


def test_merging_with_a_copy_from_before_brings_nothing_back(
    library: Library, assessment: Assessment
) -> None:
    before = library.packet(assessment.id)
    LibraryPrivacy(library).anonymise(assessment.id, NotesFate.DELETED)
    library.merge(before)
    assert NAME not in everything(library)
    assert SAID not in everything(library)
    assert library.load(assessment.id).notes == {}
    assert library.conflicts(assessment.id) == []


def test_a_copy_that_merges_with_an_anonymised_one_shows_no_name(
    library: Library, assessment: Assessment, tmp_path: Path
) -> None:
    with open_library(tmp_path / "annen" / "bibliotek.kompassdb") as other:
        other.merge(library.packet(assessment.id))
        LibraryPrivacy(library).anonymise(assessment.id, NotesFate.DELETED)
        other.merge(library.packet(assessment.id))
        merged = other.load(assessment.id)
        assert {interview.name for interview in merged.interviews.values()} == {""}
        assert merged.notes == {}
        assert other.conflicts(assessment.id) == []


@pytest.fixture
def other(library: Library, assessment: Assessment, tmp_path: Path) -> Iterator[Library]:
    """A colleague's library with a copy from before the anonymising."""
    with open_library(tmp_path / "annen" / "bibliotek.kompassdb") as opened:
        opened.merge(library.packet(assessment.id))
        yield opened


def edit(library: Library, identity: str, record: Record, **fields: object) -> None:
    held = library.load(identity)
    before = held.get(record)
    assert before is not None
    library.write(held, [Change(before, replace(before, **fields))])  # type: ignore[arg-type]


@pytest.mark.parametrize("fate", NotesFate)
def test_a_changed_copy_whose_name_is_of_before_brings_none_back(
    library: Library, assessment: Assessment, other: Library, fate: NotesFate
) -> None:
    identity = assessment.id
    leader = unit_leader(assessment)
    finding = next(f for f in assessment.findings.values() if f.text == FINDING)
    edit(other, identity, leader, name=f"{NAME} Olsen", participants=4)
    LibraryPrivacy(library).anonymise(identity, fate)
    edit(other, identity, leader, agreed_minutes=45)
    edit(other, identity, finding, text=f"{FINDING}. {NAME}s egne ord.")
    arrival = library.merge(other.packet(identity))
    assert [word for word in (NAME, CODE) if word in everything(library)] == []
    merged = library.load(identity).interviews[leader.id]
    assert (merged.name, merged.participants, merged.agreed_minutes) == ("", 4, 45)
    assert "egne ord" in library.load(identity).findings[finding.id].text
    assert "1 ny tekst; anonymiser på nytt" in summary_sentence(arrival)


def test_typing_in_pieces_brings_no_word_back(
    library: Library, assessment: Assessment, tmp_path: Path
) -> None:
    """The first piece was given away, and what took its place here was anonymised."""
    identity = assessment.id
    leader = unit_leader(assessment)
    note = Note(new_id(), leader.id, "Hemmelig", "2026-03-12T10:31:07+01:00")
    library.write(library.load(identity), [Change(None, note)], "b")
    with open_library(tmp_path / "annen.kompassdb") as other:
        other.merge(library.packet(identity))
        longer = replace(note, text="Hemmelig sak")
        library.write(library.load(identity), [Change(note, longer)], "b")
        LibraryPrivacy(library).anonymise(identity, NotesFate.DELETED)
        arrival = library.merge(other.packet(identity))
    assert "Hemmelig" not in everything(library)
    assert library.conflicts(identity) == []
    assert "anonymiser" not in summary_sentence(arrival)


def test_a_name_that_was_given_since_is_told(
    library: Library, assessment: Assessment, other: Library
) -> None:
    identity = assessment.id
    leader = unit_leader(assessment)
    LibraryPrivacy(library).anonymise(identity, NotesFate.DELETED)
    edit(other, identity, leader, name="Per Påfunnet")
    new = Interview(new_id(), "union", "HTV-09", "Kari Konstruert")
    other.write(other.load(identity), [Change(None, new)])
    sentence = summary_sentence(library.merge(other.packet(identity)))
    assert (
        "Målingen er anonymisert her, men filen inneholder 2 navn; anonymiser på nytt." in sentence
    )
    LibraryPrivacy(library).anonymise(identity, NotesFate.DELETED)
    assert "Påfunnet" not in everything(library)
    assert "anonymiser" not in summary_sentence(library.merge(other.packet(identity)))


def test_of_an_assessment_that_is_not_anonymised_nothing_is_told(
    library: Library, assessment: Assessment, other: Library
) -> None:
    edit(other, assessment.id, unit_leader(assessment), name="Per Påfunnet")
    assert "anonymiser" not in summary_sentence(library.merge(other.packet(assessment.id)))
    assert library.load(assessment.id).interviews[unit_leader(assessment).id].name == "Per Påfunnet"


# Deleting for good


def test_an_assessment_is_gone_from_every_row_and_byte(
    library: Library, assessment: Assessment
) -> None:
    words = [SAID, NAME, CODE, DELETED_NOTE, assessment.id, "Kárášjohka"]
    assert stands(library, *words) == words
    LibraryPrivacy(library).erase([assessment.id])
    assert [word for word in words if word in everything(library)] == []
    assert stands(library, *words) == []
    assert library.listings() == []
    assert library.find("budsjettet") == set()
    library.check()


def test_one_that_was_taken_out_of_the_list_can_be_deleted_for_good(
    library: Library, assessment: Assessment
) -> None:
    library.delete(assessment.id)
    LibraryPrivacy(library).erase([assessment.id])
    assert stands(library, assessment.id, NAME) == []


def test_what_was_deleted_for_good_can_come_again_from_a_file(
    library: Library, assessment: Assessment
) -> None:
    LibraryPrivacy(library).erase([assessment.id])
    library.add(assessment)
    assert library.load(assessment.id) == assessment


def test_it_is_told_where_another_program_keeps_the_old_bytes(
    library: Library, assessment: Assessment
) -> None:
    reader = connect_to_read(library.path)
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM notes").fetchone()
        with pytest.raises(TracesRemain, match="lukk det"):
            LibraryPrivacy(library).erase([assessment.id])
    finally:
        reader.close()
    assert library.listings() == []
    LibraryPrivacy(library).erase([assessment.id])
    assert stands(library, NAME) == []


# Names in what is passed on


def test_names_of_removed_informants_and_earlier_spellings_do_not_go_along(
    library: Library, assessment: Assessment
) -> None:
    leader = unit_leader(assessment)
    take(library, assessment, leader)
    for loaded in (library.load(assessment.id), library.packet(assessment.id).loaded):
        passed_on = to_json(without_names(loaded))
        for word in (NAME, EARLIER_NAME, "Oppdiktet", "Oppspinn", "Olava"):
            assert word not in passed_on
        report = io.BytesIO()
        write_report(loaded, report)
        printed = "".join(page.extract_text() for page in PdfReader(report).pages)
        assert "Virksomhetsleder" in printed
        assert "Olava" not in printed
        assert "Opp" + "diktet" not in printed
