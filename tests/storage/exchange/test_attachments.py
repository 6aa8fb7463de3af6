"""Files that are kept in the library: whole, with their records, and gone when they should be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Attachment, Change, Document, Note
from kompass_desktop.storage.backup.backup import back_up
from kompass_desktop.storage.database import contents as contents_module
from kompass_desktop.storage.database.connection import connect_to_read
from kompass_desktop.storage.encryption.sealing import seal
from kompass_desktop.storage.errors import UnreadableFile
from kompass_desktop.storage.exchange import attached_files
from kompass_desktop.storage.exchange.attached_files import (
    NotAttached,
    attachment_of,
    can_be_opened,
    read_attachment,
    require_room,
)
from kompass_desktop.storage.exchange.importing import import_kompass
from kompass_desktop.storage.exchange.json_file import export_json, import_json
from kompass_desktop.storage.exchange.kompass_file import read_packet, write_packet
from kompass_desktop.storage.exchange.packet import to_text
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy

PASSPHRASE = "rein ski fjord øl"
PHOTO = b"\xff\xd8 bilde av en tavle " * 50
REPORT = b"%PDF-1.7 en aarsmelding " * 50


@pytest.fixture
def photo(library: Library, small_assessment: Assessment) -> Attachment:
    """A photo at a note line, in a library whose assessment has an annual report too."""
    library.add(small_assessment)
    note = next(iter(small_assessment.notes.values()))
    new = attachment_of("tavle.jpg", PHOTO)
    photo = replace(new.record, note=note.id)
    attach(library, small_assessment, photo, PHOTO)
    document = next(iter(small_assessment.documents.values()))
    report = attachment_of("årsmelding.pdf", REPORT).record
    attach(library, small_assessment, report, REPORT)
    put(library, small_assessment, replace(document, attachment=report.id))
    return photo


def attach(library: Library, assessment: Assessment, record: Attachment, content: bytes) -> None:
    change = Change(None, record)
    library.write(assessment, [change], contents={record.digest: content})
    assessment.apply(change)


def put(library: Library, assessment: Assessment, record: Document | Note | Attachment) -> None:
    change = Change(assessment.get(record), record)
    library.write(assessment, [change])
    assessment.apply(change)


def content_of(library: Library, assessment: Assessment, record: Attachment) -> bytes | None:
    return library.attachment_content(assessment.id, record.digest)


def bytes_of(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file())


def test_a_file_is_kept_as_it_was(
    library: Library, small_assessment: Assessment, photo: Attachment
) -> None:
    assert content_of(library, small_assessment, photo) == PHOTO
    assert library.load(small_assessment.id) == small_assessment
    assert photo in library.load(small_assessment.id).attachments_at(photo.note)
    assert library.attached_size(small_assessment.id) == len(PHOTO) + len(REPORT)


def test_a_file_is_there_when_its_deletion_is_taken_back(
    library: Library, small_assessment: Assessment, photo: Attachment
) -> None:
    library.write(small_assessment, [Change(photo, None)])
    library.write(small_assessment, [Change(None, photo)])
    assert content_of(library, small_assessment, photo) == PHOTO


def test_the_history_holds_no_content(
    library: Library, small_assessment: Assessment, photo: Attachment
) -> None:
    rows = library.file.db.execute("SELECT fields FROM history").fetchall()
    assert not any("bilde av en tavle" in fields for (fields,) in rows)


def test_a_kompass_file_carries_the_files(
    library: Library, small_assessment: Assessment, photo: Attachment, tmp_path: Path
) -> None:
    path = tmp_path / "Karasjok.kompass"
    write_packet(library.packet(small_assessment.id), path, PASSPHRASE)
    assert PHOTO[:20] not in path.read_bytes()
    with open_library(tmp_path / "annet.kompassdb") as other:
        import_kompass(other, path, PASSPHRASE)
        assert content_of(other, small_assessment, photo) == PHOTO
        assert other.packet(small_assessment.id) == library.packet(small_assessment.id)
        assert import_kompass(other, path, PASSPHRASE).is_empty


def test_a_file_that_was_attached_on_another_laptop_comes_along(
    library: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    library.add(small_assessment)
    with open_library(tmp_path / "annet.kompassdb") as other:
        other.merge(library.packet(small_assessment.id))
        new = attachment_of("skjerm.png", PHOTO)
        apart = other.load(small_assessment.id)
        attach(other, apart, new.record, new.content)
        arrival = library.merge(other.packet(small_assessment.id))
    assert arrival.added == {"attachments": 1}
    assert content_of(library, small_assessment, new.record) == PHOTO


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data[:-1],
        lambda data: data + b"!",
        lambda data: data.replace(b"tavle", b"tabla"),
        lambda data: b"",
    ],
)
def test_a_content_that_is_not_what_it_says_is_refused(
    library: Library,
    small_assessment: Assessment,
    photo: Attachment,
    tmp_path: Path,
    spoil: Callable[[bytes], bytes],
) -> None:
    import gzip

    packet = library.packet(small_assessment.id)
    behind = b"".join(packet.contents[digest] for digest in sorted(packet.contents))
    path = tmp_path / "Karasjok.kompass"
    packed = gzip.compress(to_text(packet).encode())
    path.write_bytes(seal(packed + spoil(behind), PASSPHRASE))
    with pytest.raises(UnreadableFile, match="vedlagt fil er skadet"):
        read_packet(path, PASSPHRASE)


def test_json_leaves_the_contents_out_and_keeps_what_they_were(
    library: Library, small_assessment: Assessment, photo: Attachment, tmp_path: Path
) -> None:
    path = tmp_path / "ut.json"
    export_json(small_assessment, path)
    assert b"bilde av en tavle" not in path.read_bytes()
    read = import_json(path, lambda _name: None)
    assert read == small_assessment
    with open_library(tmp_path / "annet.kompassdb") as other:
        other.add(read)
        assert content_of(other, small_assessment, photo) is None


def test_a_backup_has_the_files(
    library: Library, small_assessment: Assessment, photo: Attachment
) -> None:
    backup = back_up(library.path, None)
    assert backup is not None
    connection = connect_to_read(backup.path, None)
    rows = connection.execute("SELECT content FROM attachment_contents").fetchall()
    connection.close()
    assert {bytes(content) for (content,) in rows} == {PHOTO, REPORT}


@pytest.mark.parametrize("fate", NotesFate)
def test_anonymising_takes_photos_away_and_leaves_documents(
    library: Library, small_assessment: Assessment, photo: Attachment, fate: NotesFate
) -> None:
    gone = attachment_of("gammel.jpg", b"et slettet bilde" * 50)
    attach(library, small_assessment, gone.record, gone.content)
    library.write(small_assessment, [Change(gone.record, None)])
    LibraryPrivacy(library).anonymise(small_assessment.id, fate)
    after = library.load(small_assessment.id)
    assert [each.name for each in after.attachments.values()] == ["årsmelding.pdf"]
    stored = library.packet(small_assessment.id).contents
    assert list(stored.values()) == [REPORT]
    kept = bytes_of(library.path.parent)
    assert b"bilde av en tavle" not in kept
    assert b"et slettet bilde" not in kept
    assert b"tavle.jpg" not in kept
    assert b"en aarsmelding" in kept


def test_a_photo_that_was_anonymised_away_does_not_come_back_with_a_copy(
    library: Library, small_assessment: Assessment, photo: Attachment, tmp_path: Path
) -> None:
    packet = library.packet(small_assessment.id)
    LibraryPrivacy(library).anonymise(small_assessment.id, NotesFate.KEPT)
    library.merge(packet)
    assert content_of(library, small_assessment, photo) is None
    assert photo.id not in library.load(small_assessment.id).attachments


def test_a_photo_that_comes_after_the_anonymising_is_told_of(
    library: Library, small_assessment: Assessment, tmp_path: Path
) -> None:
    library.add(small_assessment)
    with open_library(tmp_path / "annet.kompassdb") as other:
        other.merge(library.packet(small_assessment.id))
        LibraryPrivacy(library).anonymise(small_assessment.id, NotesFate.KEPT)
        apart = other.load(small_assessment.id)
        note = next(iter(apart.notes.values()))
        new = attachment_of("skjerm.png", PHOTO)
        attach(other, apart, replace(new.record, note=note.id), new.content)
        arrival = library.merge(other.packet(small_assessment.id))
    assert arrival.unmasked is not None
    assert arrival.unmasked.texts == 1


def test_anonymising_masks_names_in_titles(library: Library, small_assessment: Assessment) -> None:
    library.add(small_assessment)
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-01")
    named = replace(leader, name="Oppspinn Oppdiktet")
    library.write(small_assessment, [Change(leader, named)])
    document = next(iter(small_assessment.documents.values()))
    put(library, small_assessment, replace(document, title="Avtale med Oppspinn Oppdiktet"))
    LibraryPrivacy(library).anonymise(small_assessment.id, NotesFate.KEPT)
    (after,) = library.load(small_assessment.id).documents.values()
    assert after.title == "Avtale med Virksomhetsledere"
    assert b"oppspinn" not in bytes_of(library.path.parent).lower()


def test_erasing_leaves_no_byte_of_a_file(
    library: Library, small_assessment: Assessment, photo: Attachment
) -> None:
    LibraryPrivacy(library).erase([small_assessment.id])
    assert b"bilde av en tavle" not in bytes_of(library.path.parent)
    assert b"en aarsmelding" not in bytes_of(library.path.parent)


def test_a_file_that_is_too_large_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached_files, "LARGEST_ATTACHMENT", 10)
    path = tmp_path / "film.mp4"
    path.write_bytes(b"12345678901")
    with pytest.raises(NotAttached) as raised:
        read_attachment(path)
    assert str(raised.value).startswith("film.mp4 er større enn")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAttached, match="kan ikke leses"):
        read_attachment(tmp_path / "borte.pdf")


def test_all_files_of_an_assessment_together_are_bounded(
    library: Library,
    small_assessment: Assessment,
    photo: Attachment,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    require_room(library, small_assessment.id, 100)
    monkeypatch.setattr(attached_files, "MOST_ATTACHED", len(PHOTO) + len(REPORT) + 99)
    with pytest.raises(NotAttached, match="til sammen"):
        require_room(library, small_assessment.id, 100)


def test_the_largest_assessment_fits_a_file() -> None:
    from kompass_desktop.storage.encryption import sealing
    from kompass_desktop.storage.exchange import kompass_file

    assert kompass_file.LARGEST_FILE <= sealing.LARGEST
    assert contents_module.MOST_ATTACHED < kompass_file.LARGEST_FILE


def test_only_what_is_shown_may_be_opened() -> None:
    assert can_be_opened("Årsmelding.PDF")
    assert can_be_opened("bilde.jpg")
    for name in ("oppsett.exe", "kjør.bat", "fil", "makro.docm", "lenke.desktop", "side.html"):
        assert not can_be_opened(name)
