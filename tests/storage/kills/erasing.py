"""Kills while assessments are anonymised or deleted for good, in a library and all its copies."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import count

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import TEAM, Change, Finding, Interview, Note, Particulars
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.backup.backup import back_up, copy_to
from kompass_desktop.storage.backup.restoring import restore
from kompass_desktop.storage.kept_copies import second_folder
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.privacy.copies import erase_everywhere, finish_erasures
from kompass_desktop.storage.privacy.erasing import NotesFate
from kompass_desktop.storage.privacy.library_privacy import LibraryPrivacy
from tests.storage.kills.trial import Say, Trial, numbers, only

Step = Callable[[str, int, Library], None]


def anonymise(identity: str, number: int, library: Library) -> None:
    LibraryPrivacy(library).anonymise(identity, list(NotesFate)[number % len(NotesFate)])


def erase(identity: str, _number: int, library: Library) -> None:
    LibraryPrivacy(library).erase([identity])


def word_of(number: int) -> str:
    """Return what names a person, there and nowhere else."""
    return f"{chr(ord('a') + number % 26)}zyxel{number}vokter"


def named(number: int, instrument: Instrument) -> Assessment:
    """Return an assessment with a name that is also in a note."""
    assessment = Assessment(Particulars(new_id(), "Oppdiktet", "", 2026), instrument)
    name = f"{word_of(number)} Oppdiktet"
    interview = Interview(new_id(), instrument.groups[0].key, "VL-77", name)
    note = Note(new_id(), interview.id, f"{name} sier nei", "2026-03-12T09:51:00+01:00")
    finding = Finding(new_id(), instrument.areas[0].number, FindingKind.STRENGTH, "står")
    point = instrument.measure_points[0].code
    for record in (interview, note, finding, assessment.rating(TEAM, point)):
        assessment.apply(Change(None, record))
    return assessment


def erase_often(step: Step, trial: Trial, say: Say) -> None:
    with trial.open() as library:
        instrument = only(library).instrument
        stick = second_folder(trial.place, library.device)
        stick.mkdir()
        for number in count():
            assessment = named(number, instrument)
            library.add(assessment)
            say("added", number, assessment.id)
            backup = back_up(trial.path, trial.key)
            assert backup is not None
            restore(library, backup.path, trial.key)
            copy_to(stick, trial.path)
            say("spread", number)
            done = erase_everywhere(
                library,
                partial(step, assessment.id, number),
                place=trial.place,
            )
            assert (done.left, done.traces) == ((), "")
            say("erased", number)


def check_anonymised(trial: Trial, said: list[list[str]]) -> None:
    added, _ = check_gone(trial, said)
    with trial.open() as library:
        for identity in added.values():
            kept = library.load(identity)
            assert len(kept.findings) == len(kept.ratings) == len(kept.interviews) == 1


def check_erased(trial: Trial, said: list[list[str]]) -> None:
    added, gone = check_gone(trial, said)
    with trial.open() as library:
        listed = {listing.particulars.id for listing in library.listings()}
        assert not listed & {added[number] for number in gone}


def check_gone(trial: Trial, said: list[list[str]]) -> tuple[dict[str, str], set[str]]:
    """See that who is not in the library is in no copy; return the ids of all, and who is gone."""
    added = {words[1]: words[2] for words in said if words[0] == "added"}
    with trial.open() as library:
        library.check()
        finish_erasures(library, trial.place)
        assert LibraryPrivacy(library).erasures() == []
        gone = {number for number in added if not has_person(library, added[number], number)}
    assert set(numbers(said, "erased")) <= gone
    files = [file for file in trial.folder.rglob("*") if file.is_file()]
    for word in (word_of(int(number)) for number in gone):
        assert not [f.name for f in files if f.suffix == ".kompassdb" and trial.holds(f, word)]
        assert not [f.name for f in files if word.encode() in f.read_bytes()]
    return added, gone


def has_person(library: Library, identity: str, number: str) -> bool:
    """Whether an assessment has its name still, and then whole."""
    if identity not in [listing.particulars.id for listing in library.listings()]:
        return False
    kept = library.load(identity)
    word = word_of(int(number))
    (interview,) = kept.interviews.values()
    if word not in interview.name:
        assert not [note for note in kept.notes.values() if word in note.text]
        return False
    (note,) = kept.notes.values()
    assert word in note.text
    return True
