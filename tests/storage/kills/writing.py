"""Kills while an assessment is written, merged with a colleague's, or taken in from a file."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import count

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import TEAM, Change
from kompass_desktop.report.document import write_report
from kompass_desktop.storage.errors import LibraryLocked
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.importing import import_file, import_kompass
from kompass_desktop.storage.exchange.json_file import export_json, import_json
from kompass_desktop.storage.exchange.kompass_file import read_packet, write_packet
from kompass_desktop.storage.files import atomic_write
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library, open_to_read
from tests.storage.indexed import assert_index_is_true
from tests.storage.kills.trial import (
    PASSPHRASE,
    Say,
    Trial,
    example,
    is_plain,
    numbers,
    only,
    prepare_library,
    write_note,
)

# Writes


def write(trial: Trial, say: Say) -> None:
    with trial.open() as library:
        assessment = only(library)
        points = [point.code for point in assessment.instrument.measure_points]
        for number in count():
            code = points[number % len(points)]
            before = assessment.rating(TEAM, code)
            after = replace(
                before, system=number % 5, extent=number // 5 % 5, reason=f"grunn {number}"
            )
            known = before if before.id in assessment.ratings else None
            library.write(assessment, [Change(known, after)])
            assessment.apply(Change(known, after))
            say("rating", code, after.system, after.extent)
            note = write_note(library, assessment, f"{number}")
            for word in ("Kárášjohka", "sier", "nei"):
                longer = replace(note, text=f"{note.text}{word} ")
                library.write(assessment, [Change(note, longer)], edit_session=note.id)
                note = longer
            say("note", note.id, note.text)
            say("improvement", write_improvement(library, assessment, code, number))


def write_improvement(library: Library, assessment: Assessment, code: str, number: int) -> str:
    """Write an improvement and what it lifts at once, as making one of a finding does."""
    improvement = Improvement(new_id(), f"tiltak {number}")
    lift = replace(assessment.lift(improvement.id, code), system=number % 5)
    library.write(assessment, [Change(None, improvement), Change(None, lift)])
    return improvement.id


def check_writes(trial: Trial, said: list[list[str]]) -> None:
    with trial.open() as library:
        library.check()
        kept = only(library)
        ratings = {words[1]: words[2:] for words in said if words[0] == "rating"}
        last = list(ratings)[-1:]
        codes = [point.code for point in kept.instrument.measure_points]
        # What was being written when the kill came may be there too, unacknowledged.
        begun = {codes[(codes.index(code) + 1) % len(codes)] for code in last}
        for code, levels in ratings.items():
            rating = kept.rating(TEAM, code)
            assert code in begun or [str(rating.system), str(rating.extent)] == levels
            assert rating.reason.startswith("grunn ")
        for words in said:
            if words[0] == "note":
                assert kept.notes[words[1]].text.startswith(words[2])
            elif words[0] == "improvement":
                assert words[1] in kept.improvements
        lifting = {lift.improvement for lift in kept.lifts.values()}
        assert kept.improvements.keys() == lifting
        assert_index_is_true(library)
        write_note(library, kept, "det går videre")


def check_while_stopped(trial: Trial) -> None:
    """Look at the library while the process that writes it stands still."""
    with open_to_read(trial.path, trial.key) as library:
        library.check()
    with suppress(LibraryLocked):
        open_library(trial.path, trial.key).close()
        raise AssertionError("another window could open it")


# MergeService with a colleague's copy


def prepare_two(trial: Trial) -> None:
    prepare_library(trial)
    with trial.open() as ours:
        packet = ours.packet(only(ours).id)
    with trial.begin(trial.nth("kollega")) as theirs:
        theirs.merge(packet)


def merge(trial: Trial, say: Say) -> None:
    with trial.open() as ours, trial.open(trial.nth("kollega")) as theirs:
        for number in count():
            mine = write_note(ours, only(ours), f"{number} hos oss")
            say("note", mine.id)
            other = write_note(theirs, only(theirs), f"{number} hos dem")
            ours.merge(theirs.packet(only(theirs).id))
            say("note", other.id)
            theirs.merge(ours.packet(only(ours).id))
            say("both", mine.id, other.id)


def check_merged(trial: Trial, said: list[list[str]]) -> None:
    with trial.open() as ours, trial.open(trial.nth("kollega")) as theirs:
        for library in (ours, theirs):
            library.check()
            assert_index_is_true(library)
        for words in said:
            libraries = (ours, theirs) if words[0] == "both" else (ours,)
            for library in libraries:
                assert set(words[1:]) <= only(library).notes.keys()
        ours.merge(theirs.packet(only(theirs).id))
        theirs.merge(ours.packet(only(ours).id))
        assert only(ours).notes == only(theirs).notes


# The same by files: out of one library, beside it, and into the other


def exchange(trial: Trial, say: Say) -> None:
    file = trial.folder / "til-kollega.kompass"
    with trial.open() as ours, trial.open(trial.nth("kollega")) as theirs:
        for number in count():
            note = write_note(ours, only(ours), f"{number} hos oss")
            say("note", note.id)
            write_packet(ours.packet(only(ours).id), file, PASSPHRASE)
            say("file", note.id)
            import_kompass(theirs, file, PASSPHRASE)
            say("both", note.id)


def check_exchanged(trial: Trial, said: list[list[str]]) -> None:
    file = trial.folder / "til-kollega.kompass"
    with trial.open() as ours, trial.open(trial.nth("kollega")) as theirs:
        for library in (ours, theirs):
            library.check()
        assert {words[1] for words in said} <= only(ours).notes.keys()
        assert set(numbers(said, "both")) <= only(theirs).notes.keys()
        if file.exists():
            assert not is_plain(file.read_bytes())
            held = {entry.record for entry in read_packet(file, PASSPHRASE).entries}
            assert set(numbers(said, "file")) <= held
        assert file.exists() or not numbers(said, "file")
        write_packet(ours.packet(only(ours).id), file, PASSPHRASE)
        import_kompass(theirs, file, PASSPHRASE)
        assert only(ours).notes == only(theirs).notes


# Taking a file in


def prepare_import(trial: Trial) -> None:
    trial.outside.mkdir()
    export_json(example(), trial.outside / "vurdering.json")


def take_in(trial: Trial, say: Say) -> None:
    for number in count(1):
        with trial.begin(trial.nth(number)) as library:
            import_file(library, trial.outside / "vurdering.json")
            say(number)


def check_import(trial: Trial, said: list[list[str]]) -> None:
    for number in range(1, len(said) + 2):
        with trial.begin(trial.nth(number)):
            pass
        with trial.open(trial.nth(number)) as library:
            library.check()
            assert len(library.listings()) == 1 or number > len(said)
            if not library.listings():
                import_file(library, trial.outside / "vurdering.json")


# Plain files for others: the assessment and the report


def export(trial: Trial, say: Say) -> None:
    with trial.open() as library:
        assessment = only(library)
        for number in count():
            note = write_note(library, assessment, f"{number}")
            export_json(assessment, trial.outside / "vurdering.json")
            say("written", note.id)


def check_export(trial: Trial, said: list[list[str]]) -> None:
    path = trial.outside / "vurdering.json"
    with trial.open() as library:
        library.check()
        assert set(numbers(said, "written")) <= only(library).notes.keys()
        if said:
            written = import_json(path, bundled_instrument)
            assert set(numbers(said, "written")) <= written.notes.keys()
        # It takes away what the killed one left in another folder than the library's.
        export_json(only(library), path)


def write_reports(trial: Trial, say: Say) -> None:
    with trial.open() as library:
        assessment = only(library)
        for number in count():
            say("writing")
            with atomic_write(trial.outside / "rapport.pdf") as file:
                write_report(assessment, file)
            say("written", number)


def check_report(trial: Trial, said: list[list[str]]) -> None:
    from pypdf import PdfReader

    with trial.open() as library:
        library.check()
        path = trial.outside / "rapport.pdf"
        assert path.exists() or not numbers(said, "written")
        if path.exists():
            assert len(PdfReader(path).pages) > 5
        export_json(only(library), trial.outside / "vurdering.json")
