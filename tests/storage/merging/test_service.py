"""Laptops that work apart on one assessment and exchange it: everything comes everywhere."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from kompass_desktop.assessment.asking import choice_changes, choices_of
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.marks import Marks
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import TEAM, Change, Finding, Interview, Note, Rating
from kompass_desktop.storage.database.changes import DELETED, HistoryEntry
from kompass_desktop.storage.database.record_history import by_record
from kompass_desktop.storage.database.rows import TABLES
from kompass_desktop.storage.errors import BelongsToAnother, UnknownAssessment
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import Packet, packet_of
from kompass_desktop.storage.merging.service import DoesNotFit
from kompass_desktop.storage.opening import open_library
from tests.storage.indexed import assert_index_is_true
from tests.storage.merging.laptops import (
    Copy,
    Laptop,
    do_something,
    edit_finding,
    history_of,
    mark_line,
    new_laptop,
    three_laptops,
)

YEAR = 365 * 24 * 3600 * 1000
NOW = 56 * YEAR
STEPS = 45
TODAY = 57 * YEAR
"""A day on which the program is in use; at NOW it was not yet there."""
DAY = 24 * 3600 * 1000
ASTRAY = (0, 60_000, -60_000, DAY, -DAY, 30 * DAY, -30 * DAY, YEAR, -YEAR, 200 * YEAR, -TODAY)
"""How far clocks go wrong, in ms, or are put right."""
MOST_LAPTOPS = 5


@pytest.fixture
def laptops(tmp_path: Path, small_assessment: Assessment) -> Iterator[list[Laptop]]:
    """Three laptops with a copy each; the second clock is a year slow, the third stands at 1970."""
    with three_laptops(tmp_path, small_assessment, [NOW, NOW - YEAR, 0]) as made:
        yield made


def exchange_all(laptops: list[Laptop], identity: str, chance: random.Random) -> None:
    """Send everything to everyone, in any order, some of it more than once."""
    for _ in range(2):
        pairs = [(to, of) for to in laptops for of in laptops if to is not of]
        chance.shuffle(pairs)
        for to, of in [*pairs, *pairs[:2]]:
            to.receive(of, identity)


def only_note(assessment: Assessment) -> Note:
    return next(note for note in assessment.notes.values() if note.code == "1.4.1")


# Random histories


def test_random_histories_of_laptops_come_together_and_lose_nothing(
    tmp_path: Path, empty_assessment: Assessment, pytestconfig: pytest.Config
) -> None:
    """Run `pytest tests/storage/merging/test_service.py --histories 2000` for the long run."""
    for seed in _seeds(pytestconfig):
        folder = tmp_path / str(seed)
        folder.mkdir()
        with history_of(seed) as chance:
            clocks = [TODAY + chance.choice(ASTRAY) for _ in range(3)]
            assessment = Assessment(replace(empty_assessment.particulars, id=new_id()),
                                    empty_assessment.instrument)  # fmt: skip
            with three_laptops(folder, assessment, clocks) as laptops:
                _work_apart(laptops, folder, assessment.id, chance)
                _require_that_all_comes_together(laptops, assessment.id, chance)
        shutil.rmtree(folder)


def _seeds(config: pytest.Config) -> range:
    first = config.getoption("first_history")
    return range(first, first + config.getoption("histories"))


def _work_apart(laptops: list[Laptop], folder: Path, identity: str, chance: random.Random) -> None:
    copies = [laptops[0].copy_file(folder / "0.copy")]
    for step in range(STEPS):
        laptop, other = chance.sample(laptops, 2)
        match chance.randrange(16):
            case 0 | 1 | 2:
                laptop.receive(other, identity)
            case 3:
                laptop.clock += chance.choice(ASTRAY)
            case 4:
                _settle_one(laptop, identity, chance)
            case 5:
                copies.append(laptop.copy_file(folder / f"{step}-1.copy"))
            case 6:
                _take_a_copy(laptops, copies, folder / f"ny-{step}.kompassdb", chance)
            case 7:
                laptop.reopen()
            case _:
                do_something(laptop, identity, chance)


def _take_a_copy(
    laptops: list[Laptop], copies: list[Copy], path: Path, chance: random.Random
) -> None:
    """Go back to a copy, also one of another laptop's, or go on with it on a new laptop."""
    laptop, copy = chance.choice(laptops), chance.choice(copies)
    match chance.randrange(3):
        case 0:
            laptop.restore(copy)
        case 1:
            laptop.put_back(copy)
        case _ if len(laptops) < MOST_LAPTOPS:
            clock = TODAY + chance.choice(ASTRAY)
            laptops.append(new_laptop(copy, path, clock, laptop.ledger))


def _settle_one(laptop: Laptop, identity: str, chance: random.Random) -> None:
    conflicts = laptop.library.conflicts(identity)
    if conflicts:
        conflict = chance.choice(conflicts)
        chosen = chance.randrange(len(conflict.sides))
        with laptop.ticking():
            assessment = laptop.load(identity)
            change = laptop.library.settle(assessment, conflict, conflict.sides[chosen])
        laptop.ledger.settle(laptop.held, conflict, chosen)
        settled = (conflict.record, conflict.name)
        assert settled not in {c[:2] for c in laptop.conflicts(identity)}
        if conflict.is_of_deletion:
            laptop.undead.add(conflict.record)
        if change.before != change.after:
            assessment.apply(change)
            for following in Marks(assessment).following([change]):
                laptop.write(assessment, following)


def _require_that_all_comes_together(
    laptops: list[Laptop], identity: str, chance: random.Random
) -> None:
    said = {key: _saying(e) for laptop in laptops for key, e in laptop.history(identity).items()}
    held = set().union(*(laptop.held for laptop in laptops))
    exchange_all(laptops, identity, chance)
    first, *others = laptops
    assert {key: _saying(entry) for key, entry in first.history(identity).items()} == said
    for other in others:
        assert other.rows(identity) == first.rows(identity)
        assert other.history(identity) == first.history(identity)
        assert other.conflicts(identity) == first.conflicts(identity)
    # Nothing more comes of exchanging again, nor of opening the library.
    before = [(laptop.rows(identity), laptop.history(identity)) for laptop in laptops]
    exchange_all(laptops, identity, chance)
    assert [(laptop.rows(identity), laptop.history(identity)) for laptop in laptops] == before
    for laptop in laptops:
        _require_rows_of_history(laptop, identity)
        assert_index_is_true(laptop.library)
        laptop.library.check()
    _require_no_return(laptops, identity)
    lost = first.ledger.lost(held, first.load(identity), first.library.conflicts(identity))
    assert lost == set()


def _saying(entry: HistoryEntry) -> tuple[object, ...]:
    """What a change says, whichever clock was wrong."""
    return entry.record, entry.fields, entry.bases


@pytest.fixture
def _same_ids() -> Iterator[None]:
    """The same ids in every run for what the other fixtures make."""
    with history_of(-1):
        yield


@pytest.mark.usefixtures("_same_ids")
def test_findings_follow_their_lines_on_whichever_laptop_these_were_changed(
    tmp_path: Path, small_assessment: Assessment, pytestconfig: pytest.Config
) -> None:
    for seed in _seeds(pytestconfig):
        folder = tmp_path / str(seed)
        folder.mkdir()
        clocks = [NOW, NOW - YEAR, 0]
        with (
            history_of(seed) as chance,
            three_laptops(folder, small_assessment, clocks) as laptops,
        ):
            for _ in range(STEPS):
                laptop, other = chance.sample(laptops, 2)
                mark_line(laptop, laptop.load(small_assessment.id), chance)
                if chance.random() < 0.3:
                    laptop.receive(other, small_assessment.id)
            _require_that_findings_follow(laptops, small_assessment.id, chance)
        shutil.rmtree(folder)


@pytest.mark.usefixtures("_same_ids")
def test_what_people_write_in_findings_is_not_lost_whoever_marks_their_lines(
    tmp_path: Path, small_assessment: Assessment, pytestconfig: pytest.Config
) -> None:
    identity = small_assessment.id
    for seed in _seeds(pytestconfig):
        folder = tmp_path / str(seed)
        folder.mkdir()
        with (
            history_of(seed) as chance,
            three_laptops(folder, small_assessment, [NOW, NOW - YEAR, 0]) as laptops,
        ):
            for _ in range(STEPS):
                laptop, other = chance.sample(laptops, 2)
                chance.choice([mark_line, edit_finding])(laptop, laptop.load(identity), chance)
                if chance.random() < 0.3:
                    laptop.receive(other, identity)
            exchange_all(laptops, identity, chance)
            held = set().union(*(laptop.held for laptop in laptops))
            for laptop in laptops:
                assert laptop.rows(identity) == laptops[0].rows(identity)
                _require_rows_of_history(laptop, identity)
                conflicts = laptop.library.conflicts(identity)
                assert laptop.ledger.lost(held, laptop.load(identity), conflicts) == set()
        shutil.rmtree(folder)


def _require_that_findings_follow(
    laptops: list[Laptop], identity: str, chance: random.Random
) -> None:
    exchange_all(laptops, identity, chance)
    before = [(laptop.rows(identity), laptop.history(identity)) for laptop in laptops]
    exchange_all(laptops, identity, chance)
    assert [(laptop.rows(identity), laptop.history(identity)) for laptop in laptops] == before
    for laptop in laptops:
        assert laptop.rows(identity) == laptops[0].rows(identity)
        merged = laptop.load(identity)
        assert Marks(merged).out_of_step() == []
        made = [finding.note for finding in merged.findings.values()]
        assert len(made) == len(set(made))
        for conflict in laptop.library.conflicts(identity):
            assert conflict.record in merged.notes or conflict.name == DELETED


def _require_rows_of_history(laptop: Laptop, identity: str) -> None:
    """Every row is what the history says of it, whoever wrote it."""
    records = by_record(laptop.history(identity).values())
    for table in TABLES.values():
        rows = laptop.library.file.db.query(f"SELECT * FROM {table}")
        for row in rows:
            state = records[row["id"]].state
            assert {name: row[name] for name in state} == state


def _require_no_return(laptops: list[Laptop], identity: str) -> None:
    taken_back = set().union(*(laptop.undead for laptop in laptops))
    made = Counter(
        entry.record
        for entry in laptops[0].history(identity).values()
        if entry.fields.get(DELETED) == 0
    )
    records = by_record(laptops[0].history(identity).values())
    for record in set().union(*(laptop.dead for laptop in laptops)) - taken_back:
        # A rating has the same id wherever it is made, and may be made again.
        if made[record] == 1:
            assert records[record].is_deleted


def test_copies_merged_in_any_order_and_grouping_are_one(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    chance = random.Random(8)
    identity = small_assessment.id
    clocks = [NOW, 0, NOW + YEAR // 2]
    with three_laptops(tmp_path, small_assessment, clocks) as laptops, ExitStack() as s:
        for _ in range(60):
            do_something(chance.choice(laptops), identity, chance)
        a, b, c = (laptop.library.packet(identity) for laptop in laptops)

        def merged(name: str, *packets: Packet) -> Library:
            library = s.enter_context(open_library(tmp_path / f"{name}.kompassdb"))
            for packet in packets:
                library.merge(packet)
            return library

        left = merged("ab", a, b).packet(identity)
        right = merged("bc", b, c).packet(identity)
        ways = [
            merged("abc", a, b, c),
            merged("cba", c, b, a, c),
            merged("(ab)c", left, c),
            merged("a(bc)", a, right),
        ]
        expected = Laptop(ways[0], 0)
        for way in ways[1:]:
            assert Laptop(way, 0).rows(identity) == expected.rows(identity)
            assert Laptop(way, 0).history(identity) == expected.history(identity)
            assert Laptop(way, 0).conflicts(identity) == expected.conflicts(identity)


# One case at a time


def test_what_both_did_is_there(laptops: list[Laptop], small_assessment: Assessment) -> None:
    one, two, _ = laptops
    identity = small_assessment.id
    mine = Interview(new_id(), "union", "HTV-02")
    yours = Note(new_id(), next(iter(small_assessment.interviews)), "hei", "2026-03-12T10:00:00Z")
    one.write(one.load(identity), Change(None, mine))
    two.write(two.load(identity), Change(None, yours))
    arrival = one.library.merge(two.library.packet(identity))
    assert (arrival.added, arrival.changed, arrival.is_new) == ({"notes": 1}, {}, False)
    assert one.load(identity).interviews[mine.id] == mine
    assert one.load(identity).notes[yours.id] == yours
    assert one.library.find("hei") == {identity}
    assert one.library.merge(two.library.packet(identity)).is_empty


def test_a_conflict_is_settled_once_for_all(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, three = laptops
    identity = small_assessment.id
    note = only_note(small_assessment)
    one.write(small_assessment, Change(note, replace(note, text="første")))
    two.write(small_assessment, Change(note, replace(note, text="andre")))
    one.receive(two, identity)
    two.receive(one, identity)
    (conflict,) = one.library.conflicts(identity)
    assert [side.fields["text"] for side in conflict.sides] == ["andre", "første"]
    assert [side.device in one.library.own_writers() for side in conflict.sides] == [False, True]
    assert one.load(identity).notes[note.id].text == "første"
    change = one.library.settle(one.load(identity), conflict, conflict.sides[0])
    assert change.after == one.load(identity).notes[note.id] == replace(note, text="andre")
    assert one.library.conflicts(identity) == []
    texts = [e.fields.get("text") for e in one.library.history(note.id)]
    assert texts[1:] == ["andre", "første", "andre"]
    two.receive(one, identity)
    three.receive(two, identity)
    for laptop in laptops:
        assert laptop.load(identity).notes[note.id].text == "andre"
        assert laptop.library.conflicts(identity) == []


def test_a_conflict_waits_while_the_work_goes_on(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    identity = small_assessment.id
    note = only_note(small_assessment)
    one.write(small_assessment, Change(note, replace(note, text="første")))
    two.write(small_assessment, Change(note, replace(note, text="andre")))
    one.receive(two, identity)
    status = one.load(identity).notes[note.id]
    one.write(small_assessment, Change(status, replace(status, text="første til")))
    (conflict,) = one.library.conflicts(identity)
    assert [side.fields["text"] for side in conflict.sides] == ["andre", "første til"]


def test_a_burst_that_goes_on_in_the_others_text_takes_nothing_from_the_own(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    """The page stays open over the merge, and what is typed is of the same edit session."""
    fast, slow, _ = laptops
    identity = small_assessment.id
    text = next(iter(small_assessment.texts.values()))
    fast.write(small_assessment, Change(text, replace(text, text="den andres")))
    slow.write(small_assessment, Change(text, replace(text, text="egen")), "b")
    slow.write(small_assessment, Change(text, replace(text, text="egen tekst")), "b")
    slow.receive(fast, identity)
    shown = slow.load(identity).texts[text.id]
    assert shown.text == "den andres"
    slow.write(small_assessment, Change(shown, replace(shown, text="den andres, rettet")), "b")
    fast.receive(slow, identity)
    for laptop in (fast, slow):
        (conflict,) = laptop.library.conflicts(identity)
        texts = [side.fields["text"] for side in conflict.sides]
        assert texts == ["egen tekst", "den andres, rettet"]


def test_a_row_that_was_given_away_is_never_written_anew(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    identity = small_assessment.id
    note = only_note(small_assessment)
    typed, more = replace(note, text="fo"), replace(note, text="folk")
    one.write(small_assessment, Change(note, typed), "b")
    two.receive(one, identity)
    given_away = two.history(identity)
    one.write(small_assessment, Change(typed, more), "b")
    two.receive(one, identity)
    one.receive(two, identity)
    for laptop in (one, two):
        assert laptop.history(identity).items() >= given_away.items()
        assert laptop.load(identity).notes[note.id].text == "folk"
        assert laptop.library.conflicts(identity) == []


def test_a_line_deleted_while_another_types_on_stays_deleted_and_is_asked_about(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    identity = small_assessment.id
    note = Note(new_id(), next(iter(small_assessment.interviews)), "f", "2026-03-12T10:00:00Z")
    one.write(small_assessment, Change(None, note), "b")
    two.receive(one, identity)
    two.write(small_assessment, Change(note, None))
    longer = replace(note, text="folk")
    one.write(small_assessment, Change(note, longer), "b")
    one.receive(two, identity)
    assert note.id not in one.load(identity).notes
    (conflict,) = one.library.conflicts(identity)
    assert conflict.is_of_deletion
    change = one.library.settle(one.load(identity), conflict, conflict.sides[1])
    assert (change.before, change.after) == (None, longer)
    assert one.library.conflicts(identity) == []
    two.receive(one, identity)
    assert two.load(identity).notes[note.id] == longer


def test_a_deletion_taken_back_says_nothing_against_what_another_wrote(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    identity = small_assessment.id
    note = only_note(small_assessment)
    two.write(small_assessment, Change(note, replace(note, text="skrevet imens")))
    one.write(small_assessment, Change(note, None))
    one.write(small_assessment, Change(None, note))
    one.receive(two, identity)
    assert one.load(identity).notes[note.id].text == "skrevet imens"
    assert one.library.conflicts(identity) == []


def test_an_interview_deleted_while_another_writes_in_it_is_asked_about(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    identity = small_assessment.id
    interview = next(iter(small_assessment.interviews.values()))
    note = Note(new_id(), interview.id, "ikke glem dette", "2026-03-12T10:00:00Z")
    one.write(small_assessment, Change(interview, None))
    two.write(small_assessment, Change(None, note))
    two.receive(one, identity)
    (conflict,) = two.library.conflicts(identity)
    assert (conflict.record, conflict.is_of_deletion) == (interview.id, True)
    two.library.settle(two.load(identity), conflict, conflict.sides[0])
    assert two.library.conflicts(identity) == []
    assert interview.id not in two.load(identity).interviews


def test_the_same_rating_made_apart_holds_what_both_said(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    identity = small_assessment.id
    empty = small_assessment.rating(TEAM, "3.2.1")
    one.write(small_assessment, Change(None, replace(empty, system=2)))
    two.write(small_assessment, Change(None, replace(empty, extent=4, follow_up=True)))
    two.receive(one, identity)
    one.receive(two, identity)
    both = Rating(empty.id, TEAM, "3.2.1", system=2, extent=4, follow_up=True)
    for laptop in (one, two):
        assert laptop.load(identity).ratings[empty.id] == both
        assert laptop.library.conflicts(identity) == []


def test_each_consultant_s_own_rating_comes_to_the_other_laptop_beside_the_teams(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    identity = small_assessment.id
    first = replace(small_assessment.own_rating("a", "3.2.1"), system=2, reason="Har planen")
    second = replace(small_assessment.own_rating("b", "3.2.1"), system=3)
    one.write(small_assessment, Change(None, first))
    two.write(small_assessment, Change(None, second))
    two.receive(one, identity)
    one.receive(two, identity)
    for laptop in (one, two):
        held = laptop.load(identity)
        assert held.own_rating("a", "3.2.1") == first
        assert held.own_rating("b", "3.2.1") == second
        assert held.rating(TEAM, "3.2.1").is_empty
        assert laptop.library.conflicts(identity) == []


def test_a_reason_written_apart_is_asked_about(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    team = small_assessment.rating(TEAM, "1.1.2")
    one.write(small_assessment, Change(team, replace(team, reason="Vedtatt i fjor")))
    two.write(small_assessment, Change(team, replace(team, reason="Gjelder hele kommunen")))
    two.receive(one, small_assessment.id)
    (conflict,) = two.library.conflicts(small_assessment.id)
    assert conflict.name == "reason"


def test_a_plan_made_apart_holds_what_both_said_and_asks_where_they_differ(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    identity = small_assessment.id
    before = next(i for i in small_assessment.interviews.values() if i.code == "OF-01")
    area = small_assessment.instrument.area(7)
    one.write(small_assessment, Change(before, replace(before, venue="Rådhuset")))
    two.write(small_assessment, Change(before, replace(before, language="samisk")))
    for laptop, asked in ((one, True), (two, False)):
        entry = area if asked else area.questions[0]
        for change in choice_changes(small_assessment, "mayor", entry, asked=True):
            laptop.write(small_assessment, change)
        first = small_assessment.instrument.area(1)
        for change in choice_changes(small_assessment, before.id, first, asked=asked):
            laptop.write(small_assessment, change)
    two.receive(one, identity)
    one.receive(two, identity)
    for laptop in (one, two):
        held = laptop.load(identity)
        assert (held.interviews[before.id].venue, held.interviews[before.id].language) == (
            "Rådhuset",
            "samisk",
        )
        assert set(choices_of(held, "mayor")) == {"7", area.questions[0].code}
        (conflict,) = laptop.library.conflicts(identity)
        assert (conflict.name, {side.fields["asked"] for side in conflict.sides}) == (
            "asked",
            {0, 1},
        )


def test_two_that_took_in_the_same_file_have_no_conflicts(
    tmp_path: Path, small_assessment: Assessment
) -> None:
    identity = small_assessment.id
    note = only_note(small_assessment)
    with (
        open_library(tmp_path / "1.kompassdb") as one,
        open_library(tmp_path / "2.kompassdb") as two,
    ):
        one.add(small_assessment)
        one.write(small_assessment, [Change(note, replace(note, text="endret"))])
        two.add(small_assessment)
        arrival = two.merge(one.packet(identity))
        assert (arrival.changed, arrival.conflicts) == ({"notes": 1}, 0)
        assert two.load(identity).notes[note.id].text == "endret"


def test_later_changes_have_later_stamps_than_all_that_came(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    fast, _, slow = laptops
    identity = small_assessment.id
    note = only_note(small_assessment)
    fast.write(small_assessment, Change(note, replace(note, text="om morgenen")))
    slow.receive(fast, identity)
    held = slow.load(identity).notes[note.id]
    slow.write(small_assessment, Change(held, replace(held, text="om kvelden")))
    fast.receive(slow, identity)
    assert fast.load(identity).notes[note.id].text == "om kvelden"
    assert fast.library.conflicts(identity) == []


def test_a_deleted_assessment_comes_back_with_a_file(
    laptops: list[Laptop], small_assessment: Assessment
) -> None:
    one, two, _ = laptops
    one.library.delete(small_assessment.id)
    with pytest.raises(UnknownAssessment):
        one.library.packet(small_assessment.id)
    assert one.library.merge(two.library.packet(small_assessment.id)).is_new
    assert one.load(small_assessment.id) == small_assessment


def test_machines_are_known_by_name(
    laptops: list[Laptop], small_assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, _ = laptops
    note = only_note(small_assessment)
    monkeypatch.setattr("platform.node", lambda: "bærbar-2")
    two.write(small_assessment, Change(note, replace(note, text="andre")))
    packet = two.library.packet(small_assessment.id)
    assert set(packet.devices.values()) == {"bærbar-2"}
    monkeypatch.setattr("platform.node", lambda: "bærbar-1")
    one.library.merge(packet)
    entry = next(e for e in packet.entries if e.fields.get("text") == "andre")
    assert one.library.device_names()[entry.device] == "bærbar-2"
    assert entry.device not in one.library.own_writers()
    monkeypatch.setattr("platform.node", lambda: "bærbar-2")
    assert entry.device in two.library.own_writers()
    monkeypatch.setattr("platform.node", lambda: "bærbar-1")
    assert one.library.device_names()[one.library.device] == "bærbar-1"


def test_who_works_here_is_known_to_colleagues_by_name(
    laptops: list[Laptop], small_assessment: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two, _ = laptops
    note = only_note(small_assessment)
    monkeypatch.setattr("platform.node", lambda: "bærbar-2")
    two.write(small_assessment, Change(note, replace(note, text="andre")))
    one.library.merge(two.library.packet(small_assessment.id))
    two.library.keep_sender(small_assessment.id, "Oppdiktet Kollega")
    packet = two.library.packet(small_assessment.id)
    assert set(packet.devices.values()) == {"Oppdiktet Kollega"}
    monkeypatch.setattr("platform.node", lambda: "bærbar-1")
    one.library.merge(packet)
    entry = next(e for e in packet.entries if e.fields.get("text") == "andre")
    assert one.library.device_names()[entry.device] == "Oppdiktet Kollega"
    two.library.merge(one.library.packet(small_assessment.id))
    monkeypatch.setattr("platform.node", lambda: "bærbar-2")
    assert entry.device in two.library.own_writers()
    assert two.library.device_names()[entry.device] == "bærbar-2"


# What is refused leaves the library as it was


def test_records_of_another_assessment_are_refused(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    other = Assessment(
        replace(small_assessment.particulars, id=new_id()), small_assessment.instrument
    )
    other.apply(Change(None, next(iter(small_assessment.members.values()))))
    before = library.packet(small_assessment.id)
    with pytest.raises(BelongsToAnother):
        library.merge(packet_of(other))
    assert library.packet(small_assessment.id) == before
    assert len(library.listings()) == 1


def test_another_instrument_is_refused(library: Library, small_assessment: Assessment) -> None:
    library.add(small_assessment)
    packet = library.packet(small_assessment.id)
    other = replace(packet.instrument, name="Et annet")
    with pytest.raises(DoesNotFit, match="instrument"):
        library.merge(replace(packet, instrument=other))


def test_what_makes_no_sense_together_is_refused(
    library: Library, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    other = Assessment(small_assessment.particulars, small_assessment.instrument)
    note = only_note(small_assessment)
    other.apply(Change(None, Finding(note.id, 1, FindingKind.STRENGTH, "et funn")))
    with pytest.raises(DoesNotFit, match="flere slags"):
        library.merge(packet_of(other))
    assert library.load(small_assessment.id) == small_assessment
