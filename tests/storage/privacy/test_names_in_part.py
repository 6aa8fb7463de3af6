"""Anonymising finds people as others write them, in rows, history, search, backups and bytes."""

from __future__ import annotations

from dataclasses import replace

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Finding, Note, Record
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.privacy.copies import erase_everywhere
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy

NAME = "Zyxberit Qvistgaard-Mággá"
PARTS = ("zyxberit", "qvistgaard", "qvistgård", "mágg", "magga")


def put(library: Library, assessment: Assessment, record: Record) -> None:
    change = Change(assessment.get(record), record)
    library.write(assessment, [change])
    assessment.apply(change)


def test_no_part_of_a_name_is_left_in_a_byte(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
    put(library, small_assessment, replace(leader, name=NAME))
    text = "zyxberit sa, QVISTGAARDS folk; Z. Qvistgaard-Mágga, qvistgård magga"
    note = Note(new_id(), leader.id, text, "2026-03-12T10:31:07+01:00")
    put(library, small_assessment, note)
    put(library, small_assessment, replace(note, text=f"{text} igjen"))
    finding = Finding(new_id(), 1, FindingKind.STRENGTH, "Qvistgaard Magga styrer, Zyxberits folk")
    put(library, small_assessment, finding)
    back_up(library.path, None)
    erase_everywhere(
        library, lambda copy: LibraryPrivacy(copy).anonymise(small_assessment.id, NotesFate.KEPT)
    )
    after = library.load(small_assessment.id)
    group = "Virksomhetsledere"
    assert after.findings[finding.id].text == f"{group} styrer, {group}s folk"
    assert after.notes[note.id].text == f"{group} sa, {group}S folk; {group}, {group} igjen"
    library.close()
    files = [file for file in library.path.parent.rglob("*") if file.is_file()]
    content = b"".join(file.read_bytes() for file in files).lower()
    assert [part for part in PARTS if part.encode() in content] == []
